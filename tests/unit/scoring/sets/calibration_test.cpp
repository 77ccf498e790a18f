// SPDX-License-Identifier: MIT
// CORP decomposition.
#include "hindsight/scoring/sets/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/binary.hpp"
#include "hindsight/scoring/sets/reliability.hpp"
#include "hindsight/scoring/sets/roc.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

struct Sample {
    Values observed;
    Values predicted;
    Values weights;
};

/// Forecasts on a grid of tenths (many ties), outcomes that are sometimes fractions.
Sample random_sample(std::size_t n, unsigned seed, bool fractions) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform;
    Sample s;
    for (std::size_t i = 0; i < n; ++i) {
        const double p = seed % 2 == 0 ? std::round(10 * uniform(random)) / 10 : uniform(random);
        s.predicted.push_back(p);
        s.observed.push_back(fractions && i % 5 == 0 ? 0.25 : (uniform(random) < p * p ? 1.0 : 0.0));
        s.weights.push_back(0.25 + uniform(random));
    }
    return s;
}

/// The isotonic fit by its max-min formula: the largest over a of the least over b of the mean of forecasts in [a,b].
Values isotonic_by_formula(const Sample& s) {
    Values fit;
    const auto mean = [&](double a, double b) {
        double weight = 0;
        double yes = 0;
        for (std::size_t i = 0; i < s.observed.size(); ++i)
            if (s.predicted[i] >= a && s.predicted[i] <= b) weight += s.weights[i], yes += s.weights[i] * s.observed[i];
        return yes / weight;
    };
    for (const double p : s.predicted) {
        double highest = 0;
        for (const double a : s.predicted) {
            if (a > p) continue;
            double least = 1;
            for (const double b : s.predicted)
                if (b >= p) least = std::min(least, mean(a, b));
            highest = std::max(highest, least);
        }
        fit.push_back(highest);
    }
    return fit;
}

double mean_of(const Sample& s, const Values& p, Score (*rule)(Observed, Probability)) {
    double total = 0;
    double weight = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        total += s.weights[i] * *rule(Observed{s.observed[i]}, Probability{std::clamp(p[i], 0.0, 1.0)});
        weight += s.weights[i];
    }
    return total / weight;
}

}  // namespace

TEST_CASE("four forecasts decompose as by hand", "[scoring]") {
    const Values p{0.1, 0.2, 0.3, 0.4};
    const Values o{0, 1, 0, 1};
    const auto d = *corp({o}, {p});
    CHECK(close(d.mean_score, 0.275));
    CHECK(close(d.miscalibration, 0.15));
    CHECK(close(d.discrimination, 0.125));
    CHECK(close(d.uncertainty, 0.25));
    REQUIRE(d.bins.size() == 3);  // pools 0 | 1/2 1/2 | 1
    CHECK(d.bins[1].low == 0.2);
    CHECK(d.bins[1].high == 0.3);
    CHECK(d.bins[1].n == 2);
    CHECK(close(d.bins[1].mean_predicted, 0.25));
    CHECK(d.bins[1].observed_rate == 0.5);
}

TEST_CASE("the pools are the isotonic regression", "[scoring][law]") {
    for (unsigned seed = 0; seed < 12; ++seed) {
        const Sample s = random_sample(30, seed, seed % 3 == 0);
        const auto d = *corp({s.observed}, {s.predicted}, {s.weights});
        const Values fit = isotonic_by_formula(s);
        for (std::size_t i = 0; i < fit.size(); ++i) {
            const auto bin = std::find_if(d.bins.begin(), d.bins.end(), [&](const CalibrationBin& b) { return s.predicted[i] <= b.high; });
            REQUIRE(bin != d.bins.end());
            CHECK(close(bin->observed_rate, fit[i], 1e-14));
        }
        const double base_rate = [&] {
            double yes = 0;
            double weight = 0;
            for (std::size_t i = 0; i < fit.size(); ++i) yes += s.weights[i] * s.observed[i], weight += s.weights[i];
            return yes / weight;
        }();
        const double brier = mean_of(s, s.predicted, brier_binary);
        const double recalibrated = mean_of(s, fit, brier_binary);
        const double constant = mean_of(s, Values(fit.size(), base_rate), brier_binary);
        CHECK(close(d.mean_score, brier, 1e-14));
        CHECK(close(d.miscalibration, brier - recalibrated, 1e-14));
        CHECK(close(d.discrimination, constant - recalibrated, 1e-14));
        CHECK(close(d.uncertainty, constant, 1e-14));
        const auto log = *corp({s.observed}, {s.predicted}, {s.weights}, CalibrationRule::log);
        CHECK(close(log.discrimination, mean_of(s, Values(fit.size(), base_rate), log_binary) - mean_of(s, fit, log_binary), 1e-13));
    }
}

TEST_CASE("the parts add up to the mean score and none is negative", "[scoring][law]") {
    for (unsigned seed = 0; seed < 40; ++seed) {
        const Sample s = random_sample(500, seed, seed % 3 == 0);
        for (const auto rule : {CalibrationRule::brier, CalibrationRule::log}) {
            for (const auto& weights : {s.weights, Values{}}) {
                const auto d = *corp({s.observed}, {s.predicted}, {weights}, rule);
                CHECK(d.miscalibration >= 0);
                CHECK(d.discrimination >= 0);
                CHECK(d.uncertainty >= 0);
                if (std::isinf(d.mean_score)) {
                    CHECK(d.miscalibration == infinity);
                } else {
                    CHECK(close(d.mean_score, d.miscalibration - d.discrimination + d.uncertainty, 1e-14));
                }
                for (std::size_t i = 1; i < d.bins.size(); ++i) {
                    CHECK(d.bins[i - 1].observed_rate < d.bins[i].observed_rate);
                    CHECK(d.bins[i - 1].high < d.bins[i].low);
                }
            }
        }
    }
}

TEST_CASE("recalibrating takes the miscalibration away", "[scoring][law]") {
    const Sample s = random_sample(300, 7, false);
    const auto d = *corp({s.observed}, {s.predicted});
    Values fit;
    for (const double p : s.predicted)
        fit.push_back(std::find_if(d.bins.begin(), d.bins.end(), [&](const CalibrationBin& b) { return p <= b.high; })->observed_rate);
    const auto again = *corp({s.observed}, {fit});
    CHECK(close(again.miscalibration, 0));
    CHECK(close(again.discrimination, d.discrimination));
}

TEST_CASE("one forecast, one class and a constant decompose", "[scoring]") {
    const Values p{0.3};
    const Values yes{1};
    const auto one = *corp({yes}, {p});  // reliabilitydiag: UNC = DSC = 0
    CHECK(close(one.miscalibration, 0.49));
    CHECK(one.discrimination == 0);
    CHECK(one.uncertainty == 0);
    const Values same{0.4, 0.4, 0.4};
    const Values mixed{1, 0, 0};
    const auto constant = *corp({mixed}, {same});
    CHECK(constant.bins.size() == 1);
    CHECK(constant.discrimination == 0);
    CHECK(close(constant.uncertainty, 2.0 / 9));
    const Values half{0.5, 0.5};
    const Values p2{0.2, 0.8};
    CHECK(close(corp({half}, {p2})->uncertainty, 0));  // fractions that are all alike leave nothing to know
}

TEST_CASE("a sure forecast that fails makes the log decomposition infinite", "[scoring]") {
    const Values p{0, 0.5, 1};
    const Values o{1, 0, 1};
    const auto d = *corp({o}, {p}, {}, CalibrationRule::log);
    CHECK(d.mean_score == infinity);
    CHECK(d.miscalibration == infinity);
    CHECK(std::isfinite(d.discrimination));
    CHECK(close(d.uncertainty, 0.6365141682948128));  // entropy of 2/3, mpmath
}

TEST_CASE("calibration is refused for columns that are no events", "[scoring]") {
    const Values p{0.1, 0.2};
    const Values o{0, 1};
    const auto check_all = [](const Values& observed, const Values& predicted, const Values& weights, Reason reason, std::size_t row = 0) {
        CHECK(refused(corp({observed}, {predicted}, {weights}), reason, row));
        CHECK(refused(reliability_bins({observed}, {predicted}, {weights}), reason, row));
        CHECK(refused(murphy({observed}, {predicted}, {weights}), reason, row));
        CHECK(refused(roc({observed}, {predicted}, {weights}), reason, row));
        CHECK(refused(roc_auc({observed}, {predicted}, {weights}), reason, row));
    };
    check_all({}, {}, {}, Reason::empty);
    check_all({0}, p, {}, Reason::size_mismatch);
    check_all(o, {0.1, missing}, {}, Reason::missing, 1);
    check_all(o, {0.1, 1.1}, {}, Reason::bad_probability, 1);
    check_all({0, 2}, p, {}, Reason::bad_outcome, 1);
    check_all(o, p, {1}, Reason::size_mismatch);
    check_all(o, p, {1, -1}, Reason::bad_weight, 1);
    CHECK(refused(reliability_bins({o}, {p}, {}, {.count = 0}), Reason::bad_level));
}
