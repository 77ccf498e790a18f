// SPDX-License-Identifier: MIT
// Sums that do not lose digits, and the random generator.
#include "hindsight/scoring/sets/sum.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "hindsight/scoring/sets/random.hpp"
#include "hindsight/scoring/types.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;

TEST_CASE("small terms survive between large ones", "[scoring]") {
    const std::vector<double> values{1, 1e100, 1, -1e100};
    CHECK(sum(values) == 2);
    Sum tenths;
    for (int i = 0; i < 10'000'000; ++i) tenths.add(0.1);
    CHECK(tenths.value() == 1'000'000.0);  // 10^7 times the double 0.1 is 1000000.0000000000555
}

TEST_CASE("a sum does not depend on order or on shards", "[scoring][law]") {
    std::mt19937 random(5);
    std::vector<double> values(10'000);
    for (double& x : values) x = std::exp(std::normal_distribution<double>(0, 20)(random));
    const double expected = sum(values);
    for (int i = 0; i < 20; ++i) {
        std::shuffle(values.begin(), values.end(), random);
        CHECK(sum(values) == expected);
        Sum left;
        Sum right;
        for (std::size_t k = 0; k < values.size(); ++k) (k % 3 == 0 ? left : right).add(values[k]);
        left.add(right);
        CHECK(left.value() == expected);
    }
}

TEST_CASE("infinite terms make an infinite sum", "[scoring]") {
    CHECK(sum(std::vector<double>{1, infinity, 2}) == infinity);
    CHECK(sum(std::vector<double>{1, -infinity, 2}) == -infinity);
    CHECK(std::isnan(sum(std::vector<double>{infinity, -infinity})));
    Sum a;
    Sum b;
    a.add(infinity);
    b.add(1);
    b.add(a);
    CHECK(b.value() == infinity);
    CHECK(sum({}) == 0);
}

TEST_CASE("the generator is xoshiro256** seeded by splitmix64", "[scoring]") {
    // an independent implementation that also gives the published 11520, 0, 1509978240, 1215971899390074240 from 1, 2, 3, 4
    Random zero(0);
    CHECK(zero.next() == 11091344671253066420u);
    CHECK(zero.next() == 13793997310169335082u);
    CHECK(zero.next() == 1900383378846508768u);
    Random seeded(42);
    CHECK(seeded.next() == 1546998764402558742u);
}

TEST_CASE("whole numbers below n come equally often", "[scoring]") {
    Random random(1);
    std::vector<int> counts(7);
    for (int i = 0; i < 70'000; ++i) ++counts[random.below(7)];
    for (const int c : counts) CHECK(std::abs(c - 10'000) < 400);  // four standard deviations
    for (int i = 0; i < 1000; ++i) {
        const double u = random.uniform();
        CHECK((u >= 0 && u < 1));
    }
    CHECK(random.below(1) == 0);
}
