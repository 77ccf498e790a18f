// SPDX-License-Identifier: MIT
// Reliability bins, calibration errors, Murphy decomposition.
#include "hindsight/scoring/sets/reliability.hpp"

#include <cmath>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/sets/random.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

/// Twenty forecasts, some of them equal.
const Values twenty{0.02, 0.1,  0.1, 0.15, 0.2,  0.3, 0.3,  0.3, 0.45, 0.5,
                    0.55, 0.6,  0.6, 0.7,  0.75, 0.8, 0.85, 0.9, 0.95, 0.99};
const Values outcomes{0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1};

template <class Get>
bool all_close(const std::vector<CalibrationBin>& bins, Get get, const Values& expected) {
    bool good = bins.size() == expected.size();
    for (std::size_t i = 0; good && i < bins.size(); ++i) good = close(get(bins[i]), expected[i]);
    return good;
}

double rate(const CalibrationBin& bin) { return bin.observed_rate; }
double mean(const CalibrationBin& bin) { return bin.mean_predicted; }
double low(const CalibrationBin& bin) { return bin.low; }

/// Of many forecasts on a grid and off it; outcomes may be fractions.
struct Sample {
    Values observed, predicted, weights;
};

Sample random_sample(std::size_t n, unsigned seed, bool fractions) {
    Random random(seed);
    Sample s;
    for (std::size_t i = 0; i < n; ++i) {
        const double u = random.uniform();
        s.predicted.push_back(i % 3 == 0 ? std::round(20 * u) / 20 : u);
        s.observed.push_back(fractions && i % 4 == 0 ? 0.25 : (random.uniform() < u * u ? 1.0 : 0.0));
        s.weights.push_back(0.25 + random.uniform());
    }
    return s;
}

}  // namespace

TEST_CASE("an edge of a bin belongs to the bin it opens, or closes as asked", "[scoring]") {
    const Values p{0, 0.1, 0.2, 0.3, 0.6, 0.7, 1};
    const Values o(7, 1);
    const auto left = *reliability_bins({o}, {p});
    Values lows;
    for (const auto& b : left.bins) lows.push_back(b.low);
    CHECK(lows == Values{0, 0.1, 0.2, 0.3, 0.6, 0.7, 0.9});  // 1 lies in the last bin, which is closed
    const auto right = *reliability_bins({o}, {p}, {}, {.closed = Closed::right});  // scikit-learn: (lo,hi], first closed at 0
    lows.clear();
    for (const auto& b : right.bins) lows.push_back(b.low);
    CHECK(lows == Values{0, 0.1, 0.2, 0.5, 0.6, 0.9});
    CHECK(right.bins[0].n == 2);
    // no forecast in hundredths changes bin through rounding of its product
    for (int i = 0; i < 100; ++i) {
        const Values one{i / 100.0};
        CHECK(reliability_bins({Values{0}}, {one}, {}, {.count = 100})->bins[0].low == i / 100.0);
    }
}

TEST_CASE("calibration errors of bins as by hand", "[scoring]") {
    const Values p{0.1, 0.15, 0.7, 0.8, 0.8};
    const Values o{0, 1, 1, 1, 0};
    const auto r = *reliability_bins({o}, {p}, {}, {.count = 2});
    REQUIRE(r.bins.size() == 2);
    CHECK(close(r.bins[0].mean_predicted, 0.125));
    CHECK(close(r.bins[1].observed_rate, 2.0 / 3));
    CHECK(close(r.ece, (2 * 0.375 + 3 * (2.3 / 3 - 2.0 / 3)) / 5));
    CHECK(close(r.mce, 0.375));
    CHECK(close(r.rmsce, std::sqrt((2 * 0.375 * 0.375 + 3 * 0.01) / 5)));
}

TEST_CASE("bins of equal count end at quantiles of the forecasts", "[scoring]") {
    // scikit-learn 1.2.1: calibration_curve(outcomes, twenty, n_bins=4, strategy="quantile"); numpy 1.24: percentile(twenty, [0, 25, ...])
    const auto r = *reliability_bins({outcomes}, {twenty}, {}, {4, Closed::right, Bins::count});
    CHECK(all_close(r.bins, rate, {0.2, 0.4, 0.6, 1.0}));
    CHECK(all_close(r.bins, mean, {0.114, 0.37, 0.64, 0.898}));
    CHECK(all_close(r.bins, low, {0.02, 0.275, 0.525, 0.7625}));
    CHECK(r.bins.back().high == 0.99);
}

TEST_CASE("equal ends of bins of equal count are one", "[scoring]") {
    const Values p{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 0.5, 0.9};
    const Values o{0, 0, 1, 0, 0, 0, 1, 0, 1, 1};
    // scikit-learn 1.2.1: calibration_curve(o, p, n_bins=4, strategy="quantile")
    const auto right = *reliability_bins({o}, {p}, {}, {4, Closed::right, Bins::count});
    CHECK(all_close(right.bins, rate, {1.0 / 6, 1, 2.0 / 3}));
    CHECK(all_close(right.bins, mean, {0.1, 0.2, 1.9 / 3}));
    // by hand: the ends are 0.1, 0.1, 0.1, 0.425, 0.9, so [0.1, 0.425) has the first seven
    const auto left = *reliability_bins({o}, {p}, {}, {4, Closed::left, Bins::count});
    REQUIRE(left.bins.size() == 2);
    CHECK(left.bins[0].n == 7);
    CHECK(left.bins[1].low == 0.425);
}

TEST_CASE("every distinct forecast can be a bin", "[scoring]") {
    const auto r = *reliability_bins({outcomes}, {twenty}, {}, {.bins = Bins::distinct});
    REQUIRE(r.bins.size() == 16);
    CHECK(r.bins[4].low == 0.3);
    CHECK(r.bins[4].high == 0.3);
    CHECK(r.bins[4].n == 3);
    CHECK(close(r.bins[4].observed_rate, 1.0 / 3));
}

TEST_CASE("sorted events fall into the same bins as columns", "[scoring][law]") {
    for (unsigned seed = 0; seed < 10; ++seed) {
        const Sample s = random_sample(2000, seed, seed % 2 == 0);
        const Weights weights = seed % 3 == 0 ? Weights{s.weights} : Weights{};
        const auto events = SortedEvents::of({s.observed}, {s.predicted}, weights);
        for (const auto closed : {Closed::left, Closed::right}) {
            const auto a = *reliability_bins({s.observed}, {s.predicted}, weights, {20, closed, Bins::width});
            const auto b = *reliability_bins(*events, {20, closed, Bins::width});
            CHECK(close(a.ece, b.ece));
            CHECK(close(a.rmsce, b.rmsce));
            REQUIRE(a.bins.size() == b.bins.size());
            for (std::size_t i = 0; i < a.bins.size(); ++i) {
                CHECK(a.bins[i].n == b.bins[i].n);
                CHECK(a.bins[i].low == b.bins[i].low);
                CHECK(close(a.bins[i].weight, b.bins[i].weight, 1e-14));
            }
        }
    }
}

TEST_CASE("Murphy's decomposition of twenty forecasts", "[scoring]") {
    // numpy 1.24, for masks k of floor(5 p): REL = sum n_k (mean p_k - mean o_k)^2 / n, RES = sum n_k (mean o_k - mean o)^2 / n,
    // WBV = sum (p - mean p_k)^2 / n, WBC = 2 sum (p - mean p_k)(o - mean o_k) / n; corrected as Ferro and Fricker (2012)
    const auto m = *murphy({outcomes}, {twenty}, {}, {.count = 5});
    CHECK(close(m.mean_score, 0.177775));
    CHECK(close(m.miscalibration, 0.017135166666666663));
    CHECK(close(m.discrimination, 0.08916666666666667));
    CHECK(close(m.uncertainty, 0.2475));
    CHECK(close(m.within_bin_variance, 0.0030564999999999993));
    CHECK(close(m.within_bin_covariance, 0.0007499999999999994));
    REQUIRE(m.corrected);
    CHECK(close(m.corrected->miscalibration, -0.041198166666666675));
    CHECK(close(m.corrected->discrimination, 0.04385964912280702));
    CHECK(close(m.corrected->uncertainty, 0.26052631578947366));
    const auto exact = *murphy({outcomes}, {twenty}, {}, {.bins = Bins::distinct});  // the same with unique(p)
    CHECK(close(exact.miscalibration, 0.09444166666666667));
    CHECK(close(exact.discrimination, 0.16416666666666666));
    CHECK(exact.within_bin_variance == 0);
    CHECK(close(exact.within_bin_covariance, 0));
    CHECK(close(exact.corrected->miscalibration, 0.027774999999999994));
}

TEST_CASE("Murphy's parts add up to the mean score over any bins", "[scoring][law]") {
    for (unsigned seed = 0; seed < 30; ++seed) {
        const Sample s = random_sample(1000, seed, seed % 3 == 0);
        const Weights weights = seed % 2 == 0 ? Weights{s.weights} : Weights{};
        const auto events = SortedEvents::of({s.observed}, {s.predicted}, weights);
        for (const auto bins : {Bins::width, Bins::count, Bins::distinct}) {
            for (const auto& m : {*murphy(*events, {.bins = bins}), *murphy({s.observed}, {s.predicted}, weights, {.bins = bins})}) {
                CHECK(close(m.mean_score,
                            m.miscalibration - m.discrimination + m.uncertainty + m.within_bin_variance - m.within_bin_covariance, 1e-13));
                CHECK(m.corrected.has_value() == (seed % 3 != 0 && seed % 2 != 0));
                if (!m.corrected) continue;
                CHECK(close(m.corrected->miscalibration - m.corrected->discrimination + m.corrected->uncertainty,
                            m.miscalibration - m.discrimination + m.uncertainty, 1e-13));
            }
        }
    }
}

TEST_CASE("a single row has no correction, and bins of weight 0 are left out", "[scoring]") {
    const auto one = *murphy({Values{1}}, {Values{0.7}});
    CHECK(!one.corrected);
    CHECK(close(one.miscalibration, 0.09));
    CHECK(one.uncertainty == 0);
    for (const auto bins : {Bins::width, Bins::count, Bins::distinct})
        CHECK(reliability_bins({Values{1, 0, 1}}, {Values{0.1, 0.5, 0.9}}, {Values{1, 0, 1}}, {.count = 3, .bins = bins})->bins.size() == 2);
    CHECK(refused(murphy({Values{1}}, {Values{0.7}}, {}, {.count = 0}), Reason::bad_level));
    CHECK(murphy({Values{1}}, {Values{0.7}}, {}, {.count = 0, .bins = Bins::distinct}));
}
