// SPDX-License-Identifier: MIT
// Rules that look at moments, the median or shares of a sample.
#include <cmath>
#include <vector>

#include "../close.hpp"
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

auto of(Score (*rule)(Observed, Samples)) {
    return [rule](double y, const Values& x, const Values& w = {}) { return rule(Observed{y}, {x, w}); };
}
const auto dss = of(dss_sample);
const auto error_spread = of(error_spread_sample);
const auto pit = of(pit_sample);
const auto bias = of(bias_sample);
const auto mad = of(mad_sample);

}  // namespace

TEST_CASE("the Dawid-Sebastiani score divides the variance by m", "[scoring]") {
    CHECK(close(dss(0, {-1, 1}), 0));                    // by hand: 0/1 + ln 1
    CHECK(close(dss(3, {-1, 1}), 9));                    // by hand: 9/1 + ln 1
    CHECK(close(dss(1, {0, 4}), 0.25 + std::log(4.0)));  // by hand: 1/4 + ln 4
    // mpmath 1.2.1, 50 digits: (y-m)^2/v + ln v, v = sum (x-m)^2 / 5
    CHECK(close(dss(0.5, five), 2.4695230986823877335));
    CHECK(close(dss(100, five), 1042.4851237227073487));
    CHECK(close(dss(0.5, five, weights), 1.49933699970222352));
}

TEST_CASE("members that are all equal are a point mass to the Dawid-Sebastiani score", "[scoring]") {
    CHECK(*dss(2, {2, 2, 2}) == -infinity);
    CHECK(*dss(2.5, {2, 2, 2}) == infinity);
    CHECK(*dss(0.1, {0.1, 0.1, 0.1}) == -infinity);
    CHECK(*dss(2, {2, 3}, {1, 0}) == -infinity);
    // a variance below the smallest number is no variance of 0: by hand, (1e-200)^2 / (1e-200)^2 + 2 ln 1e-200
    CHECK(close(dss(0, {0, 2e-200}), 1 - 400 * std::log(10.0)));
}

TEST_CASE("the error-spread score is that of scoringrules (Python)", "[scoring]") {
    // by hand for 0, 0, 3 and y = 0: e = 1, s^2 = 3, sum (x-mean)^3 = 6, s^3 g = 1/2 x 6 = 3: (3 - 1 - 3/3)^2
    CHECK(close(error_spread(0, {0, 0, 3}), 1));
    // mpmath 1.2.1, 50 digits: s^2 with 1/(m-1), g with 1/((m-1)(m-2))
    CHECK(close(error_spread(0.5, five), 62.789188843823684347, 1e-14));
    CHECK(close(error_spread(-3, five), 323.56613356583738402));
    CHECK(close(error_spread(100, five), 90324828.690425293573));
    // scoringrules (Python)'s test case, the square roots of 0 to 10 at 0.5; mpmath by the formula of its code, in which g lacks
    // the factor m that its documentation has
    Values roots;
    for (int i = 0; i <= 10; ++i) roots.push_back(std::sqrt(i));
    CHECK(close(error_spread(0.5, roots), 1.7942340506674866827, 1e-14));
    // mpmath 1.2.1, 50 digits: sum w d^2 / (1 - sum w^2), sum w^2 sum w d^3 / (1 - 3 sum w^2 + 2 sum w^3)
    CHECK(close(error_spread(0.5, five, weights), 15.681878163331810209, 1e-14));
    CHECK(close(error_spread(0.5, five, Values(5, 0.2)), *error_spread(0.5, five), 1e-14));
}

TEST_CASE("the error-spread score needs three members, of which all may be equal", "[scoring]") {
    CHECK(refused(error_spread(0, {1}), Reason::undefined));
    CHECK(refused(error_spread(0, {1, 2}), Reason::undefined));
    CHECK(refused(error_spread(0, {1, 2, 3}, {1, 1, 0}), Reason::undefined));
    CHECK(*error_spread(0, {3, 3, 3}) == 81);
}

TEST_CASE("moments of members near 1e9 keep their digits", "[scoring]") {
    // scoringRules 1.1.3 takes mean(x^2) - mean(x)^2 and gives NaN here (defect 8); mpmath 1.2.1, 50 digits
    const Values near{0.25, 0.5, 1.75, 2, 3.125};
    Values far;
    for (const double x : near) far.push_back(1e9 + x);
    CHECK(close(dss(1e9 + 1, far), 0.347580328338864006));
    CHECK(close(dss(1, near), 0.347580328338864006));
    CHECK(close(error_spread(1e9 + 1, far), 1.1420993339002267574));
    CHECK(close(se_mean_sample(Observed{1e9 + 1}, {far}), 0.525 * 0.525));  // by hand: the mean lies 1.525 above 1e9
    // by hand: the weighted mean is 8.625/7 above 1e9
    CHECK(close(se_mean_sample(Observed{1e9 + 1}, {far, Values{1, 3, 1, 1, 1}}), 1.625 * 1.625 / 49));
    CHECK(*ae_median_sample(Observed{1e9 + 1}, {far}) == 0.75);
    const Values four{1e9 + 0.25, 1e9 + 0.5, 1e9 + 1, 1e9 + 0.5 + 0x1p-23};
    CHECK(*ae_median_sample(Observed{1e9}, {four}) == 0.5 + 0x1p-24);  // half-way lies between two doubles
}

TEST_CASE("the mean of members of very different size is that of their exact sum", "[scoring]") {
    CHECK(*se_mean_sample(Observed{0}, {Values{-1e9, 0.003, 1e9}}) == 0.001 * 0.001);
    CHECK(*se_mean_sample(Observed{1}, {Values{-1e17, 3, 1e17}}) == 0);
}

TEST_CASE("the transform of a sample is the share of members up to the observation", "[scoring]") {
    CHECK(*pit(0.5, {0, 0.5, 1, 2}) == 0.5);
    CHECK(*pit(-1, {0, 0.5}) == 0);
    CHECK(*pit(3, {0, 0.5}) == 1);
    CHECK(*pit(0.5, {0, 0.5, 1}, {1, 2, 1}) == 0.75);
    // whole numbers: by hand, the middle of P(X <= 1) = 1/4 and P(X <= 2) = 3/4
    CHECK(*pit(2, {1, 2, 2, 5}) == 0.5);
    CHECK(*pit(2, {1, 2, 2, 5.5}) == 0.75);
    CHECK(*pit(2.5, {1, 2, 2, 5}) == 0.75);
}

TEST_CASE("the bias of a sample is +1 when all of it lies above the observation", "[scoring]") {
    CHECK(*bias(0, {1, 2.5}) == 1);
    CHECK(*bias(9, {1, 2.5}) == -1);
    CHECK(*bias(2, {1, 2.5}) == 0);
    CHECK(*bias(1.5, {1, 1.5, 2, 3}) == 0.25);  // by hand: 1 - 2 (1/4 + 1/8)
    // scoringutils 2.2's form for whole numbers, by hand: 1 - P(X <= 2) - P(X <= 1) = 1 - 3/4 - 1/4
    CHECK(*bias(2, {1, 2, 2, 5}) == 0);
    CHECK(*bias(2, {3, 4, 2}, {1, 1, 2}) == 0.5);
}

TEST_CASE("the median absolute deviation is that of R's mad", "[scoring]") {
    CHECK(close(mad(0, five), 2.74281));         // R 4.2.2, mad(c(-1.3, 0.2, 0.9, 2.75, 7.5))
    CHECK(close(mad(0, {1, 2, 4, 9}), 2.2239));  // R 4.2.2, mad(c(1, 2, 4, 9))
    CHECK(*mad(0, {5}) == 0);
    CHECK_FALSE(std::signbit(*mad(0, {0, 0})));
    CHECK(*mad(7, five) == *mad(-7, five));  // the observation plays no part
    CHECK(close(mad(0, {1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 9}), 2.2239));
    CHECK(close(mad(0, {1, 2, 9}, {1, 2, 1}), 1.4826 / 2));  // by hand: median 2, deviations 0, 0, 1, 7 have median 1/2
}

TEST_CASE("the Brier score at a threshold asks for more than the threshold", "[scoring]") {
    const auto brier = [](double y, double t, const Values& x, const Values& w = {}) {
        return brier_threshold_sample(Observed{y}, {x, w}, t);
    };
    CHECK(*brier(3, 2, {1, 2, 3, 4}) == 0.25);  // by hand: (2/4 - 1)^2
    CHECK(*brier(2, 2, {1, 2, 3, 4}) == 0.25);  // 2 is not above 2: (2/4 - 0)^2
    CHECK(*brier(1, 2, {1, 2, 3, 4}, {1, 0, 1, 0}) == 0.25);
    CHECK(*brier(1, 9, {1, 2}) == 0);
    CHECK(*brier(10, 9, {1, 2}) == 1);
    CHECK(refused(brier(0, missing, {1}), Reason::missing));
    CHECK(refused(brier(0, infinity, {1}), Reason::infinite));
    Values thousand(1000, 0);
    thousand[7] = 1;
    CHECK(*brier(0, 0.5, thousand) == 0.001 * 0.001);  // not 1 - 0.999
}

TEST_CASE("sums over members that overflow are infinite or undefined, never NaN", "[scoring]") {
    const Values huge{-1.7e308, -1.7e308, 1.7e308, 1.7e308};
    for (const auto rule : {crps_sample, crps_fair_sample, crps_akr_sample, crps_kde_sample, log_kde_sample, dss_sample,
                            error_spread_sample, se_mean_sample, ae_median_sample, mad_sample, pit_sample, bias_sample})
        for (const double y : {-1.7e308, 0.0, 1.7e308})
            for (const Values& w : {Values{}, Values{0, 1, 1, 1}, Values{1e308, 1e308, 1e308, 5e-324}}) {
                const Score score = rule(Observed{y}, {huge, w});
                CHECK((!score || !std::isnan(*score)));
            }
}
