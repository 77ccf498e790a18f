// SPDX-License-Identifier: MIT
// Sums without any error.
#include "hindsight/scoring/columns/exact_sum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "../close.hpp"
#include "support/catch.hpp"

using hindsight::scoring::ExactSum;
using hindsight::scoring::infinity;

namespace {

using Values = std::vector<double>;

constexpr double least = 5e-324;
constexpr double most = std::numeric_limits<double>::max();

ExactSum sum_of(const Values& values) {
    ExactSum sum;
    for (const double x : values) sum.add(x);
    return sum;
}

ExactSum squares_of(const Values& values) {
    ExactSum sum;
    for (const double x : values) sum.add_square(x);
    return sum;
}

/// Threes: a value of any size and sign, what takes it away again, and a small one that stays.
Values cancelling(std::size_t n, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(-1, 1);
    std::uniform_int_distribution<int> exponent(-1000, 1000);
    Values values;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = std::ldexp(uniform(random), exponent(random));
        values.push_back(x);
        values.push_back(-x);
        values.push_back(std::ldexp(uniform(random), -900));
    }
    return values;
}

}  // namespace

TEST_CASE("a sum of one number is that number", "[scoring]") {
    for (const double x : {0.0, 1.0, -1.0, 0.1, -1e300, least, -least, 0x1p-1022, 0x1p-1022 - least, most, -most})
        CHECK(sum_of({x}).value() == x);
    CHECK(ExactSum{}.value() == 0);
    CHECK_FALSE(std::signbit(sum_of({-1, 1}).value()));
}

TEST_CASE("nothing is lost between large terms", "[scoring]") {
    CHECK(sum_of({1e200, 1, -1e200, 0x1p-1000}).value() == 1);
    CHECK(sum_of({1e308, least, -1e308}).value() == least);
    CHECK(sum_of({most, most, -most, 1, -most}).value() == 1);
    CHECK(sum_of({-1e100, 1e-100, 1e100, -2e-100}).value() == -1e-100);
    CHECK(sum_of(Values(10, 0.1)).value() == 1);  // Python 3.11, fractions: float(10 * Fraction(0.1))
}

TEST_CASE("a sum is rounded once, ties to even", "[scoring]") {
    CHECK(sum_of({1, 0x1p-53}).value() == 1);
    CHECK(sum_of({1, 0x1p-53, least}).value() == 1 + 0x1p-52);
    CHECK(sum_of({1, 0x1p-53, -least}).value() == 1);
    CHECK(sum_of({1 + 0x1p-52, 0x1p-53}).value() == 1 + 0x1p-51);
    CHECK(sum_of({-1, -0x1p-53, -least}).value() == -1 - 0x1p-52);
    CHECK(sum_of({most, 0x1p969}).value() == most);
    CHECK(sum_of({most, 0x1p970}).value() == infinity);  // half a unit beyond the largest
    CHECK(sum_of({-most, -0x1p970}).value() == -infinity);
    CHECK(sum_of({0x1.fffffffffffffp-1, 0x1p-54, least}).value() == 1);
}

TEST_CASE("squares are exact, and rounded only at the end", "[scoring]") {
    CHECK(squares_of({3, 4}).value() == 25);
    CHECK(squares_of({-1e-160}).value() == 1e-160 * 1e-160);
    CHECK(squares_of({least}).value() == 0);
    CHECK(squares_of({0x1p-537}).value() == least);
    CHECK(squares_of({0x1p-538}).value() == least / 4);
    CHECK(squares_of({0x1.8p-538}).value() == least);  // 2.25 quarters of it
    CHECK(squares_of({most}).value() == infinity);
    ExactSum sum = squares_of({0.1});
    sum.add(-0.1 * 0.1);
    CHECK(sum.value() == std::fma(0.1, 0.1, -0.1 * 0.1));  // what the product loses in rounding
}

TEST_CASE("a sum does not depend on order or sharding, whatever cancels", "[scoring][law]") {
    auto values = cancelling(3'000, 3);
    const double expected = sum_of(values).value();
    const double squares = squares_of(values).value();
    Values rest;
    for (std::size_t i = 2; i < values.size(); i += 3) rest.push_back(values[i]);
    CHECK(expected == sum_of(rest).value());  // the others take each other away
    std::mt19937 random(5);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(values.begin(), values.end(), random);
        CHECK(sum_of(values).value() == expected);
        CHECK(squares_of(values).value() == squares);
        std::vector<ExactSum> shards(1 + random() % 7);
        for (const double x : values) shards[random() % shards.size()].add(x);
        std::shuffle(shards.begin(), shards.end(), random);
        ExactSum total;
        for (const auto& shard : shards) total.add(shard);
        CHECK(total.value() == expected);
    }
}

TEST_CASE("a sum holds more terms than its digits do without a carry", "[scoring]") {
    for (const double x : {0x1.fffffffffffffp0, -0x1.fffffffffffffp0, 0.1}) {
        ExactSum sum = sum_of({x});
        for (int doubled = 0; doubled < 100; ++doubled) sum.add(ExactSum(sum));
        CHECK(sum.value() == std::ldexp(x, 100));
        sum.add(sum);
        CHECK(sum.value() == std::ldexp(x, 101));
        sum.add(std::ldexp(-x, 101));
        sum.add(x);
        CHECK(sum.value() == x);
    }
}

TEST_CASE("the spread is n times the squares less the square of the sum", "[scoring]") {
    const auto spread = [](const Values& values) { return ExactSum::spread(values.size(), sum_of(values), squares_of(values)); };
    CHECK(spread({1, 2, 3, 4}) == 20);  // by hand: 4 x 30 - 100
    CHECK(spread({-1, 1}) == 4);
    CHECK(spread(Values(1'000, 0.1)) == 0);
    CHECK(spread({1e200, 1e200}) == 0);
    CHECK(spread({}) == 0);
    CHECK(spread({1, 1 + 0x1p-52}) == 0x1p-104);
    // Python 3.11, fractions, of the doubles 1e9 + 0.1, ..., 1e9 + 0.4: the variance with n-1
    CHECK(spread({1e9 + 0.1, 1e9 + 0.2, 1e9 + 0.3, 1e9 + 0.4}) / 12 == Approx(0.016666658719382593).epsilon(1e-15));
}
