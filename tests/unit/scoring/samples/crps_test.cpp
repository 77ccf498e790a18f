// SPDX-License-Identifier: MIT
// The CRPS of samples in its forms, and what no sample is.
#include <algorithm>
#include <random>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "hindsight/scoring/sample.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

const Values five{-1.3, 0.2, 0.9, 2.75, 7.5};
const Values weights{1, 2, 3, 1, 0.5};

Score crps(double y, const Values& x, const Values& w = {}) { return crps_sample(Observed{y}, {x, w}); }

/// E|X-y| - E|X-X'|/2 as it stands in the papers.
double by_definition(double y, const Values& x, const Values& w) {
    long double total = 0;
    long double near = 0;
    long double spread = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        total += w[i];
        near += w[i] * std::abs(x[i] - y);
        for (std::size_t j = 0; j < x.size(); ++j)
            spread += static_cast<long double>(w[i]) * w[j] * std::abs(x[i] - x[j]);
    }
    return static_cast<double>(near / total - spread / (2 * total * total));
}

}  // namespace

TEST_CASE("the CRPS of a sample is that of its steps", "[scoring]") {
    CHECK(close(crps(0, {-1, 1}), 0.5));        // by hand: 1 - 1/2
    CHECK(close(crps(3, {1, 2, 4}), 2.0 / 3));  // by hand: 1/9 + 4/9 + 1/9
    CHECK(close(crps(7, {5}), 2));              // one member: the absolute error
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
    const auto ae = [](double y, const Values& x, const Values& w = {}) {
        return *ae_median_sample(Observed{y}, {x, w});
    };
    CHECK(ae(0, {3, 1, 2}) == 2);
    CHECK(ae(0, {4, 1, 2, 3}) == 2.5);
    CHECK(ae(0, {1, 2, 3}, {1, 1, 10}) == 3);
    CHECK(ae(0, {1, 2, 3}, {1, 0, 1}) == 2);  // halfway between the members that have weight
    const auto se = [](double y, const Values& x, const Values& w = {}) {
        return *se_mean_sample(Observed{y}, {x, w});
    };
    CHECK(se(0, {1, 2, 3}) == 4);
    CHECK(se(0, {1, 3}, {3, 1}) == 2.25);
}

TEST_CASE("the fair CRPS divides by m(m-1)", "[scoring]") {
    const auto fair = [](double y, const Values& x, const Values& w = {}) {
        return crps_fair_sample(Observed{y}, {x, w});
    };
    CHECK(*fair(0, {-1, 1}) == 0);              // by hand: 1 - 4/(2 x 2 x 1)
    CHECK(close(fair(3, {1, 2, 4}), 1.0 / 3));  // by hand: 4/3 - 12/(2 x 3 x 2)
    // mpmath 1.2.1, 50 digits: sum |x-y|/m - sum |x-x'|/(2m(m-1))
    CHECK(close(fair(0.5, five), 0.335));
    CHECK(close(fair(-3, five), 2.995));
    CHECK(close(fair(1e9 + 1, {1e9 + 0.25, 1e9 + 0.5, 1e9 + 1.75, 1e9 + 2, 1e9 + 3.125}), 0.3));
    // mpmath 1.2.1, 50 digits: sum w|x-y| - sum w w'|x-x'| / (2 (1 - sum w^2)); with unequal weights it may be negative
    CHECK(close(fair(0.5, five, weights), -0.0332113821138211382));
    CHECK(close(fair(0.5, five, Values(5, 3)), 0.335));
    CHECK(refused(fair(0, {1}), Reason::undefined));
    CHECK(refused(fair(0, {1, 2}, {0, 1}), Reason::undefined));
}

TEST_CASE("the fair CRPS of few draws is on average that of the distribution", "[scoring][law]") {
    // All pairs of 1..6 with repetition: independent draws of a die.
    const Values die{1, 2, 3, 4, 5, 6};
    for (const double y : {0.0, 2.0, 3.5}) {
        double mean = 0;
        for (const double a : die)
            for (const double b : die) mean += *crps_fair_sample(Observed{y}, {Values{a, b}}) / 36;
        CHECK(close(mean, *crps(y, die), 1e-14));
    }
}

TEST_CASE("the CRPS from neighbours depends on the order given", "[scoring]") {
    const auto akr = [](double y, const Values& x, const Values& w = {}) {
        return crps_akr_sample(Observed{y}, {x, w});
    };
    CHECK(close(akr(3, {1, 2, 4}), 1.0 / 3));  // by hand: 4/3 - (3 + 1 + 2)/6
    CHECK(close(akr(0, {1, 2, 3, 4}), 1.75));  // by hand: 10/4 - (3 + 1 + 1 + 1)/8
    CHECK(close(akr(0, {1, 3, 2, 4}), 1.5));   // by hand: 10/4 - (3 + 2 + 1 + 2)/8
    CHECK(*akr(3, {5}) == 2);
    CHECK(close(akr(0.5, five), 0.59));  // mpmath 1.2.1, 50 digits
    CHECK(close(akr(0.5, five, weights), 0.0383333333333333333));
    CHECK(close(akr(1e9 + 1, {1e9 + 0.25, 1e9 + 0.5, 1e9 + 1.75, 1e9 + 2, 1e9 + 3.125}), 0.45));
}

TEST_CASE("the CRPS weighted by threshold looks at a part of the scale", "[scoring]") {
    const auto tw = [](double y, const Values& x, WeightRange range) {
        return crps_tw_sample(Observed{y}, {x}, range);
    };
    CHECK(close(tw(3, {1, 2, 4}, {2, 9}), 5.0 / 9));  // by hand: 4/9 from 2 to 3, 1/9 from 3 to 4
    CHECK(close(tw(3, {1, 2, 4}, {-infinity, 2}), 1.0 / 9));
    CHECK(*tw(3, {1, 2, 4}, {5, 9}) == 0);
    CHECK(*tw(7, {1, 2, 4}, {5, 6}) == 1);  // by hand: F = 1 there, all of it below y
    CHECK(*tw(3, {1, 2, 4}, {3, 3}) == 0);
    CHECK(*tw(0.5, five, {}) == *crps(0.5, five));
    // the parts of the scale add up
    for (const double y : {-2.0, 0.5, 1.0, 8.0})
        CHECK(close(*tw(y, five, {-infinity, 0.5}) + *tw(y, five, {0.5, 1}) + *tw(y, five, {1, infinity}),
                    *crps(y, five)));
}

TEST_CASE("the CRPS weighted by outcome looks at the members in the range", "[scoring]") {
    const auto ow = [](double y, const Values& x, WeightRange range) {
        return crps_ow_sample(Observed{y}, {x}, range);
    };
    CHECK(close(ow(3, {1, 2, 4}, {2, 9}), 0.5));  // by hand: the members 2 and 4
    CHECK(*ow(1, {1, 2, 4}, {2, 9}) == 0);        // not in the range
    CHECK(*ow(2, {1, 2, 4}, {2, 3}) == 0);        // the ends belong to it
    CHECK(*ow(0.5, five, {}) == *crps(0.5, five));
    CHECK(refused(ow(3, {1, 2}, {2.5, 9}), Reason::undefined));
    CHECK(refused(ow(0, {1, 2}, {2.5, 9}), Reason::undefined));
    CHECK(close(crps_ow_sample(Observed{3}, {Values{1, 2, 4}, Values{9, 1, 3}}, {2, 9}), 0.0625 + 0.5625));  // by hand
}

TEST_CASE("a range that is none weighs nothing", "[scoring]") {
    for (const auto rule : {crps_tw_sample, crps_ow_sample}) {
        const auto score = [&](WeightRange range) { return rule(Observed{0}, {five}, range); };
        CHECK(refused(score({1, 0}), Reason::reversed_interval));
        CHECK(refused(score({missing, 0}), Reason::missing));
        CHECK(refused(score({0, missing}), Reason::missing));
        CHECK(refused(score({infinity, infinity}), Reason::infinite));
        CHECK(refused(score({-infinity, -infinity}), Reason::infinite));
        CHECK(refused(rule(Observed{0}, {Values{}}, {}), Reason::empty));
    }
}

TEST_CASE("the CRPS is what it costs at the median and what the observation adds", "[scoring]") {
    const auto parts = [](double y, const Values& x, const Values& w = {}) {
        return *crps_parts_sample(Observed{y}, {x, w});
    };
    // by hand: at the median 2 the CRPS of 1, 2, 4 is 1/9 + 2/9; at 3 it is 2/3, at 0 5/3
    const auto under = parts(3, {1, 2, 4});
    CHECK(close(under.dispersion, 1.0 / 3));
    CHECK(close(under.underprediction, 1.0 / 3));
    CHECK(under.overprediction == 0);
    const auto over = parts(0, {1, 2, 4});
    CHECK(close(over.dispersion, 1.0 / 3));
    CHECK(over.underprediction == 0);
    CHECK(close(over.overprediction, 4.0 / 3));
    const auto between = parts(1.75, {0, 1, 2, 5});  // between the middle members nothing is paid
    CHECK(between.crps == between.dispersion);
    CHECK(between.underprediction + between.overprediction == 0);
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 100; ++i) {
        Values x;
        Values w;
        for (int k = 0; k < 1 + i % 9; ++k) {
            x.push_back(i % 2 == 0 ? std::round(3 * normal(random)) : normal(random));
            w.push_back(std::abs(normal(random)));
        }
        const double y = i % 2 == 0 ? std::round(3 * normal(random)) : 2 * normal(random);
        const auto p = parts(y, x, w);
        CHECK(close(p.crps, *crps(y, x, w)));
        CHECK(close(p.dispersion + p.underprediction + p.overprediction, p.crps, 1e-14));
        CHECK((p.underprediction == 0 || p.overprediction == 0));
    }
}

TEST_CASE("a sample is not scored when it is none", "[scoring]") {
    for (const auto rule :
         {crps_sample, ae_median_sample, se_mean_sample, crps_fair_sample, crps_akr_sample, crps_kde_sample,
          log_kde_sample, dss_sample, error_spread_sample, pit_sample, bias_sample, mad_sample}) {
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
