// SPDX-License-Identifier: MIT
// Rules for samples.
#include "hindsight/scoring/sample.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "close.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

Score crps(double y, const Values& x, const Values& w = {}) { return crps_sample(Observed{y}, {x, w}); }

/// E|X-y| - E|X-X'|/2 as it stands in the papers.
double by_definition(double y, const Values& x, const Values& w) {
    long double total = 0;
    long double near = 0;
    long double spread = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        total += w[i];
        near += w[i] * std::abs(x[i] - y);
        for (std::size_t j = 0; j < x.size(); ++j) spread += static_cast<long double>(w[i]) * w[j] * std::abs(x[i] - x[j]);
    }
    return static_cast<double>(near / total - spread / (2 * total * total));
}

}  // namespace

TEST_CASE("the CRPS of a sample is that of its steps", "[scoring]") {
    CHECK(close(crps(0, {-1, 1}), 0.5));             // by hand: 1 - 1/2
    CHECK(close(crps(3, {1, 2, 4}), 2.0 / 3));       // by hand: 1/9 + 4/9 + 1/9
    CHECK(close(crps(7, {5}), 2));                   // one member: the absolute error
    CHECK(close(crps(2, {2, 2, 2}), 0));
    CHECK(close(crps(0, {-1, 1}, {3, 1}), 0.5625 + 0.0625));  // by hand: (3/4)^2 + (1/4)^2
}

TEST_CASE("the CRPS of a sample agrees with its definition", "[scoring][law]") {
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    for (int i = 0; i < 200; ++i) {
        Values x;
        Values w;
        for (int k = 0; k < 1 + i % 20; ++k) {
            x.push_back(i % 3 == 0 ? std::round(2 * normal(random)) : normal(random));
            w.push_back(uniform(random));
        }
        const double y = i % 3 == 0 ? std::round(normal(random)) : 2 * normal(random);
        CHECK(close(crps(y, x, w), by_definition(y, x, w), 1e-14));
        CHECK(close(crps(y, x), by_definition(y, x, Values(x.size(), 1)), 1e-14));
        Values shuffled = x;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        CHECK(*crps(y, shuffled) == *crps(y, x));
    }
}

TEST_CASE("members far from 0 lose no digits", "[scoring]") {
    // the pwm estimator of the peers has a relative error of 1e-6 here (defect 9)
    const Values near{0.25, 0.5, 1.75, 2};
    Values far;
    for (const double x : near) far.push_back(1e9 + x);
    CHECK(*crps(1e9 + 1, far) == *crps(1, near));
}

TEST_CASE("a weight of 2 is a member twice, a weight of 0 none", "[scoring][law]") {
    CHECK(close(crps(1, {0, 3, 5}, {2, 1, 1}), *crps(1, {0, 0, 3, 5})));
    CHECK(close(crps(1, {0, 3, 5}, {1, 0, 1}), *crps(1, {0, 5})));
    CHECK(close(crps(1, {0, 3, 5}, {7, 7, 7}), *crps(1, {0, 3, 5})));
}

TEST_CASE("many draws come close to the closed form", "[scoring][law]") {
    Values x;
    const auto normal = *Distribution::of(Family::normal, {0, 1});
    for (int i = 0; i < 4000; ++i) x.push_back(*quantile(normal, (i + 0.5) / 4000));
    CHECK(close(crps(0.3, x), *crps_distribution(Observed{0.3}, normal), 1e-6));
}

TEST_CASE("median and mean of a sample", "[scoring]") {
    const auto ae = [](double y, const Values& x, const Values& w = {}) { return *ae_median_sample(Observed{y}, {x, w}); };
    CHECK(ae(0, {3, 1, 2}) == 2);
    CHECK(ae(0, {4, 1, 2, 3}) == 2.5);
    CHECK(ae(0, {1, 2, 3}, {1, 1, 10}) == 3);
    CHECK(ae(0, {1, 2, 3}, {1, 0, 1}) == 2);  // halfway between the members that have weight
    const auto se = [](double y, const Values& x, const Values& w = {}) { return *se_mean_sample(Observed{y}, {x, w}); };
    CHECK(se(0, {1, 2, 3}) == 4);
    CHECK(se(0, {1, 3}, {3, 1}) == 2.25);
}

TEST_CASE("a sample is not scored when it is none", "[scoring]") {
    for (const auto rule : {crps_sample, ae_median_sample, se_mean_sample}) {
        const auto score = [&](double y, const Values& x, const Values& w = {}) { return rule(Observed{y}, {x, w}); };
        CHECK(refused(score(0, {}), Reason::empty));
        CHECK(refused(score(0, {1, missing}), Reason::missing, 1));
        CHECK(refused(score(0, {1, infinity}), Reason::infinite, 1));
        CHECK(refused(score(missing, {1}), Reason::missing));
        CHECK(refused(score(0, {1, 2}, {1}), Reason::size_mismatch));
        CHECK(refused(score(0, {1, 2}, {1, -1}), Reason::bad_weight, 1));
        CHECK(refused(score(0, {1, 2}, {0, 0}), Reason::bad_weight));
        CHECK(refused(score(0, {1, 2}, {1, missing}), Reason::missing, 1));
    }
}
