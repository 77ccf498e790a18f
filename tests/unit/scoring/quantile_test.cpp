// SPDX-License-Identifier: MIT
// Rules for ranges at a level and for sets of quantiles.
#include "hindsight/scoring/quantile.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

const Values five{0.1, 0.25, 0.5, 0.75, 0.9};

}  // namespace

TEST_CASE("the interval score adds the width and what lies outside", "[scoring]") {
    // "100B-500B" at 80 %: peers' textbook form (scoringutils, hubEvals): 300 -> 400, 700 -> 2400
    CHECK(*interval(Observed{300}, {100, 500, 0.8}) == 400);
    CHECK(*interval(Observed{700}, {100, 500, 0.8}) == 2400);
    // scoringRules 1.1.3, test-scores_quantiles.R
    CHECK(*interval(Observed{1}, {-1, 1, 0.8}) == 2);
    CHECK(*interval(Observed{2}, {-1, 1, 0.8}) == 12);
    CHECK(*interval(Observed{2}, {-1, 1, 0.5}) == 6);
    CHECK(*interval(Observed{-2}, {-1, 1, 0.5}) == 6);
    CHECK(*interval_weighted(Observed{700}, {100, 500, 0.8}) == 240);  // by hand: 2400 x 0.1
    CHECK(*interval(Observed{1}, {1, 1, 0.8}) == 0);                   // equal ends are allowed
}

TEST_CASE("a level in decimals gives the alpha that was meant", "[scoring]") {
    // 1 - 0.8 is 0.19999999999999996 in doubles; the score must not carry that
    for (const double percent : {10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 99})
        CHECK(*interval(Observed{2}, {0, 1, percent / 100}) == 1 + 2 / ((100 - percent) / 100));
    CHECK(*interval(Observed{2}, {0, 1, 1 - 0x1p-40}) == 1 + 0x1p41);  // but no other level is bent
}

TEST_CASE("a range without a proper level or order has no interval score", "[scoring]") {
    for (const auto rule : {interval, interval_weighted}) {
        CHECK(refused(rule(Observed{1}, {0, 2, 1}), Reason::level_one));
        CHECK(refused(rule(Observed{1}, {0, 2, 0}), Reason::bad_level));
        CHECK(refused(rule(Observed{1}, {0, 2, 1.5}), Reason::bad_level));
        CHECK(refused(rule(Observed{1}, {0, 2, -0.5}), Reason::bad_level));
        // scoringrules (Python) 0.11 gives 18 for y=0 in [1,-1] at 80 %
        CHECK(refused(rule(Observed{0}, {1, -1, 0.8}), Reason::reversed_interval));
        CHECK(refused(rule(Observed{missing}, {0, 2, 0.5}), Reason::missing));
        CHECK(refused(rule(Observed{1}, {0, missing, 0.5}), Reason::missing));
        CHECK(refused(rule(Observed{1}, {-infinity, 2, 0.5}), Reason::infinite));
    }
}

TEST_CASE("coverage counts the ends in", "[scoring]") {
    CHECK(*coverage_interval(Observed{0}, {0, 1, 0.5}) == 1);
    CHECK(*coverage_interval(Observed{1}, {0, 1, 1}) == 1);
    CHECK(*coverage_interval(Observed{1.5}, {0, 1, 0.5}) == 0);
    CHECK(refused(coverage_interval(Observed{1}, {0, 1, 2}), Reason::bad_level));
    CHECK(refused(coverage_interval(Observed{1}, {0, 1, 0}), Reason::bad_level));
    const Values q{-1, 0, 1, 2, 3};
    CHECK(*coverage_quantile(Observed{3}, {five, q}, 0.8) == 1);
    CHECK(*coverage_quantile(Observed{3}, {five, q}, 0.5) == 0);
    CHECK(refused(coverage_quantile(Observed{3}, {five, q}, 0.9), Reason::missing_level));
}

TEST_CASE("the pinball score has no factor 2", "[scoring]") {
    // scoringRules 1.1.3, test-scores_quantiles.R (scoringutils' quantile_score is twice this)
    CHECK(*pinball(Observed{1}, {0.1, 0}) == 0.1);
    CHECK(*pinball(Observed{1}, {0.4, 0}) == 0.4);
    CHECK(*pinball(Observed{-1}, {0.1, 0}) == 0.9);
    CHECK(*pinball(Observed{-1}, {0.9, 0}) == 0.1);
    CHECK(*pinball(Observed{0}, {0.9, 0}) == 0);
    CHECK(refused(pinball(Observed{0}, {1.1, 0}), Reason::bad_level));
    CHECK(refused(pinball(Observed{0}, {0.5, infinity}), Reason::infinite));
}

TEST_CASE("the weighted interval score agrees with covidHubUtils' example", "[scoring]") {
    // scoringutils 2.2, test-metrics-quantile.R "wis is correct, 2 intervals and median", written out there:
    // (|y-m|/2 + .1 (q90-q10) + outside + .25 (q75-q25) + outside) / 2.5
    const std::array<Values, 3> rows{Values{-1, 0, 1, 2, 3}, Values{-2, 1, 2, 2, 4}, Values{-2, 0, 3, 3, 4}};
    const std::array<double, 3> observed{1, -15, 22};
    const std::array<double, 3> expected{(0.5 * 0 + 4 * 0.1 + 0 + 2 * 0.25 + 0) / 2.5, (0.5 * 17 + 6 * 0.1 + 13 + 1 * 0.25 + 16) / 2.5,
                                         (0.5 * 19 + 6 * 0.1 + 18 + 3 * 0.25 + 19) / 2.5};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto parts = wis_quantile(Observed{observed[i]}, {five, rows[i]});
        REQUIRE(parts);
        CHECK(close(parts->wis, expected[i]));
        CHECK(close(parts->dispersion + parts->underprediction + parts->overprediction, parts->wis));
        CHECK(close(crps_quantile(Observed{observed[i]}, {five, rows[i]}), expected[i]));
        CHECK(close(2 * *pinball_quantile(Observed{observed[i]}, {five, rows[i]}), expected[i]));
    }
    const auto low = *wis_quantile(Observed{-15}, {five, rows[1]});
    CHECK(close(low.dispersion, (0.6 + 0.25) / 2.5));
    CHECK(close(low.overprediction, (8.5 + 13 + 16) / 2.5));
    CHECK(low.underprediction == 0);
}

TEST_CASE("the median enters as |y - m|/2, not m/2", "[scoring]") {
    // scoringrules (Python) 0.11 off the compiled path adds m/2 (defect 4): negative here, since m is
    const Values levels{0.25, 0.5, 0.75};
    const Values values{-101, -100, -99};
    const auto parts = wis_quantile(Observed{-100}, {levels, values});
    CHECK(close(parts->wis, 0.25 * 2 / 1.5));  // by hand
    const Values half{0.5};
    const Values three{3};
    CHECK(close(wis_quantile(Observed{22}, {half, three})->wis, 19));  // scoringutils: median only = absolute error
}

TEST_CASE("levels may come in any order", "[scoring]") {
    std::mt19937 random(1);
    const Values levels{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
    const Values values{-3, -1, 0, 0.5, 2, 5, 9};
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6};
    for (int i = 0; i < 300; ++i) {
        std::shuffle(order.begin(), order.end(), random);
        Values mixed_levels;
        Values mixed_values;
        for (const std::size_t k : order) {
            mixed_levels.push_back(levels[k]);
            mixed_values.push_back(values[k]);
        }
        const Observed y{std::uniform_real_distribution<double>(-5, 12)(random)};
        // scoringutils 2.2 bias_quantile sorts the values but not the levels: wrong in 143 of 300 such calls (defect 2)
        CHECK(*bias_quantile(y, {mixed_levels, mixed_values}) == *bias_quantile(y, {levels, values}));
        CHECK(wis_quantile(y, {mixed_levels, mixed_values})->wis == wis_quantile(y, {levels, values})->wis);
    }
}

TEST_CASE("levels without partner still make the parts add up", "[scoring]") {
    const Values levels{0.05, 0.2, 0.5, 0.9};
    const Values values{0, 1, 2, 4};
    for (const double y : {-1.0, 0.5, 1.5, 2.0, 3.0, 6.0}) {
        const auto parts = wis_quantile(Observed{y}, {levels, values});
        REQUIRE(parts);
        CHECK(close(parts->wis, 2 * *pinball_quantile(Observed{y}, {levels, values})));
        CHECK(parts->dispersion >= 0);
        CHECK((y < 2 ? parts->underprediction : parts->overprediction) == 0);
    }
    const Values no_median{0.1, 0.9};
    const Values ends{0, 2};
    CHECK(close(wis_quantile(Observed{3}, {no_median, ends})->wis, *interval_weighted(Observed{3}, {0, 2, 0.8})));
}

TEST_CASE("without a median the weighted interval score is still twice the mean pinball", "[scoring]") {
    const Values levels{0.1, 0.25, 0.75, 0.9};
    const Values q{-1, 0, 2, 3};
    // by hand at 5: (0.1 x 6 + 0.25 x 5 + 0.75 x 3 + 0.9 x 2) / 4 x 2
    const auto parts = *wis_quantile(Observed{5}, {levels, q});
    CHECK(close(parts.wis, 2.95));
    CHECK(close(parts.wis, 2 * *pinball_quantile(Observed{5}, {levels, q})));
    CHECK(close(parts.dispersion, 0.45));      // by hand: 2 (0.1 x 4 + 0.25 x 2) / 4
    CHECK(close(parts.underprediction, 2.5));  // by hand: 2 (2 + 3) / 4
    CHECK(parts.overprediction == 0);
    // the median lies half-way between 0 and 2: by hand, at 1 no bias, at 1.5 1 - 2 x 0.75, at 0.5 1 - 2 x 0.25
    CHECK(*bias_quantile(Observed{1}, {levels, q}) == 0);
    CHECK(*bias_quantile(Observed{1.5}, {levels, q}) == -0.5);
    CHECK(*bias_quantile(Observed{0.5}, {levels, q}) == 0.5);
    CHECK(*ae_median_quantile(Observed{3}, {levels, q}) == 2);
}

TEST_CASE("the bias of quantiles says where the observation lies", "[scoring]") {
    // scoringutils 2.2: y below the median 1 - 2 max{level: q <= y}, above 1 - 2 min{level: q >= y}
    const Values values{1, 2, 3, 4, 5};
    const auto bias = [&](double y) { return *bias_quantile(Observed{y}, {five, values}); };
    CHECK(bias(0) == 1);
    CHECK(close(bias(1), 0.8));
    CHECK(close(bias(2.5), 0.5));
    CHECK(bias(3) == 0);
    CHECK(close(bias(3.5), -0.5));
    CHECK(close(bias(5), -0.8));
    CHECK(bias(6) == -1);
    const Values without{0.1, 0.4, 0.6, 0.9};
    const Values around{0, 10, 20, 30};
    CHECK(*bias_quantile(Observed{15}, {without, around}) == 0);  // the median is interpolated: 15
    CHECK(close(bias_quantile(Observed{14}, {without, around}), 0.2));
    CHECK(close(ae_median_quantile(Observed{14}, {without, around}), 1));
    const Values upper{0.6, 0.9};
    const Values two{1, 2};
    CHECK(refused(bias_quantile(Observed{14}, {upper, two}), Reason::missing_level));
}

TEST_CASE("quantiles are not scored when they are none", "[scoring]") {
    const auto wis = [](const Values& levels, const Values& values) { return wis_quantile(Observed{1}, {levels, values}); };
    CHECK(refused(wis({}, {}), Reason::empty));
    CHECK(refused(wis({0.5}, {1, 2}), Reason::size_mismatch));
    CHECK(refused(wis({0.1, 0.5}, {1, missing}), Reason::missing, 1));
    CHECK(refused(wis({0.1, missing}, {1, 2}), Reason::missing, 1));
    CHECK(refused(wis({0.1, 0.5}, {1, infinity}), Reason::infinite, 1));
    CHECK(refused(wis({0.1, 1.5}, {1, 2}), Reason::bad_level, 1));
    CHECK(refused(wis({0.1, 0.1}, {1, 2}), Reason::bad_level, 1));
    CHECK(refused(wis({0.1, 0.5, 0.9}, {1, 3, 2}), Reason::crossing_quantiles, 2));
    CHECK(refused(wis({0.9, 0.1}, {1, 2}), Reason::crossing_quantiles, 1));
    CHECK(wis({0.1, 0.5}, {1, 1}).has_value());
    CHECK(refused(wis_quantile(Observed{missing}, {five, five}), Reason::missing));
}

TEST_CASE("the mean of quantiles is the integral over their levels", "[scoring]") {
    const auto se = [](double y, std::vector<double> levels, std::vector<double> values) { return se_mean_quantile(Observed{y}, {levels, values}); };
    // by hand: 0.1 x 1 + 0.4 x 1.5 + 0.4 x 3 + 0.1 x 4 = 2.3
    CHECK(close(se(3, {0.1, 0.5, 0.9}, {1, 2, 4}), 0.49));
    CHECK(close(se(3, {0.9, 0.5, 0.1}, {4, 2, 1}), 0.49));
    CHECK(close(se(1, {0.25}, {3}), 4));
    CHECK(close(se(1e9 + 3, {0.1, 0.5, 0.9}, {1e9 + 1, 1e9 + 2, 1e9 + 4}), 0.49, 1e-14));
    CHECK(refused(se(1, {}, {}), Reason::empty));
    CHECK(refused(se(1, {0.1, 0.9}, {2, 1}), Reason::crossing_quantiles, 1));
}
