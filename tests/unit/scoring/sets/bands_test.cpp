// SPDX-License-Identifier: MIT
// Consistency bands.
#include "hindsight/scoring/sets/bands.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "../close.hpp"
#include "scoring/sets/asymptotic_bands.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

/// Twenty forecasts, some of them equal.
const Values twenty{0.02, 0.1,  0.1, 0.15, 0.2,  0.3, 0.3,  0.3, 0.45, 0.5,
                    0.55, 0.6,  0.6, 0.7,  0.75, 0.8, 0.85, 0.9, 0.95, 0.99};
const Values outcomes{0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1};

struct Sample {
    Values observed, predicted;
};

/// `n` calibrated forecasts, rounded to a grid, or not for 0.
Sample calibrated(std::size_t n, std::uint64_t seed, int grid) {
    Random random(seed);
    Sample s;
    for (std::size_t i = 0; i < n; ++i) {
        const double u = random.uniform();
        s.predicted.push_back(grid == 0 ? u : std::round(u * grid) / grid);
        s.observed.push_back(random.uniform() < s.predicted.back() ? 1.0 : 0.0);
    }
    return s;
}

BandMethod chosen(std::size_t n, int grid) {
    const Sample s = calibrated(n, 1, grid);
    return consistency_bands({s.observed}, {s.predicted}, {}, {.resamples = 1})->method;
}

}  // namespace

TEST_CASE("quantiles of Chernoff's distribution are those of the tables", "[scoring]") {
    // Groeneboom and Wellner (2001), table 2
    CHECK(close(chernoff_quantile(0.75), 0.353308, 1e-6));
    CHECK(close(chernoff_quantile(0.9), 0.664235, 1e-6));
    CHECK(close(chernoff_quantile(0.95), 0.845081, 1e-6));
    CHECK(close(chernoff_quantile(0.975), 0.998181, 1e-6));
    CHECK(close(chernoff_quantile(0.995), 1.286659, 1e-6));
    // mpmath 1.2.1, 40 digits: root of F - p, F the integral of the density that the table is made of
    CHECK(close(chernoff_quantile(0.55), 0.0660966408193, 3e-7));
    CHECK(close(chernoff_quantile(0.99), 1.17153434213, 3e-7));
    CHECK(close(chernoff_quantile(0.999), 1.51666356337, 3e-7));
    CHECK(chernoff_quantile(0.5) == 0);
    CHECK(chernoff_quantile(1 - 1e-15) < 4);
}

TEST_CASE("the beta kernel gives the density of forecasts up to the ends", "[scoring]") {
    std::vector<Crowd> forecasts;
    for (const double p : twenty) forecasts.push_back({p, 1});
    // scipy 1.10: b = 20 ** -0.4; beta.pdf(twenty, x / b + 1, (1 - x) / b + 1).mean()
    CHECK(close(beta_kernel_density(forecasts, 20, 0), 1.0284400154298943, 1e-13));
    CHECK(close(beta_kernel_density(forecasts, 20, 0.05), 1.023957471330014, 1e-13));
    CHECK(close(beta_kernel_density(forecasts, 20, 0.3), 0.9618919452375623, 1e-13));
    CHECK(close(beta_kernel_density(forecasts, 20, 1), 1.0806103142640895, 1e-13));
    CHECK(close(beta_kernel_density({{0, 2}, {1, 1}}, 3, 0.5), 0));
}

TEST_CASE("the band of a continuous distribution follows its formula", "[scoring]") {
    const auto b = *consistency_bands({outcomes}, {twenty}, {}, {.method = BandMethod::continuous});
    REQUIRE(b.points.size() == 101);
    // the densities above; half width (4 x (1 - x) / (20 f))^(1/3) times 0.845081188802
    CHECK(close(b.points[30].low, 0.002418381134805303, 3e-7));
    CHECK(close(b.points[30].high, 0.5975816188651947, 3e-7));
    CHECK(b.points[5].low == 0);
    CHECK(close(b.points[5].high, 0.22757384420446458, 3e-7));
    CHECK(b.points[0].high == 0);
    CHECK(b.points[100].low == 1);
}

TEST_CASE("many forecasts in cells give the band that each by itself gives", "[scoring]") {
    const Sample s = calibrated(40000, 5, 0);
    const auto b = *consistency_bands({s.observed}, {s.predicted}, {}, {.method = BandMethod::continuous});
    std::vector<Crowd> exact;
    for (const double p : s.predicted) exact.push_back({p, 1});
    for (const int i : {1, 20, 50, 97}) {
        const double x = i / 100.0;
        const double half = chernoff_quantile(0.95) * std::cbrt(4 * x * (1 - x) / (40000 * beta_kernel_density(exact, 40000, x)));
        CHECK(close(b.points[static_cast<std::size_t>(i)].high, x + half, 1e-6));
    }
}

TEST_CASE("the band of a few distinct forecasts is the normal one of each", "[scoring]") {
    const auto b = *consistency_bands({outcomes}, {twenty}, {}, {.method = BandMethod::discrete});
    REQUIRE(b.points.size() == 16);
    CHECK(b.points[4].p == 0.3);
    CHECK(b.points[4].low == 0);
    CHECK(close(b.points[4].high, 0.7351873640016204));  // scipy 1.10: 0.3 + norm.ppf(0.95) * sqrt(0.21 / 3)
    CHECK(close(b.points[0].high, 0.02 + 0.23027950777320608));
}

TEST_CASE("the bootstrap band of one forecast is that of a binomial share", "[scoring]") {
    // scipy 1.10: binom.ppf([0.05, 0.95], 43, 0.3) = 8, 18; the steps of the distribution lie 0.0157 or more off the levels,
    // ten standard errors of 20000 resamples
    const Values p(43, 0.3);
    const Values o(43, 1);
    const auto b = *consistency_bands({o}, {p}, {}, {.resamples = 20000});
    REQUIRE(b.points.size() == 1);
    CHECK(b.method == BandMethod::bootstrap);
    CHECK(close(b.points[0].low, 8.0 / 43));
    CHECK(close(b.points[0].high, 18.0 / 43));
}

TEST_CASE("the bootstrap band of many forecasts is that of refits to them", "[scoring]") {
    // R 4.2.2, 200000 resamples: x <- sample(p, replace=TRUE); y <- rbinom(20, 1, x); f <- isoreg of both ordered by (x, -y),
    // approx(x, f, xout=u, rule=2); quantiles of type 7 at 0.045, 0.055 and at 0.945, 0.955: the band of 50000 resamples
    // reaches them when it errs by five standard errors
    const Values low_from{0, 0, 0, 0, 0, 0, 0.0714286, 0.166667, 0.25, 0.333333, 0.428571, 0.5, 0.6, 0.666667, 0.8, 0.875};
    const Values low_to{0, 0, 0, 0, 0, 0, 0.111111, 0.181818, 0.272727, 0.375, 0.471154, 0.5, 0.615385, 0.707792, 0.8, 1};
    const Values high_from{0.2, 0.333333, 0.4, 0.5, 0.6, 0.75, 0.833333, 0.933333, 1, 1, 1, 1, 1, 1, 1, 1};
    const Values high_to{0.25, 0.333333, 0.416667, 0.5, 0.647059, 0.8, 0.857143, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    const auto b = *consistency_bands({outcomes}, {twenty}, {}, {.resamples = 50000});
    REQUIRE(b.points.size() == low_from.size());
    for (std::size_t i = 0; i < low_from.size(); ++i) {
        CHECK(b.points[i].low >= low_from[i] - 1e-6);
        CHECK(b.points[i].low <= low_to[i] + 1e-6);
        CHECK(b.points[i].high >= high_from[i] - 1e-6);
        CHECK(b.points[i].high <= high_to[i] + 1e-6);
    }
}

TEST_CASE("weights count in the bootstrap, and rows without weight do not", "[scoring]") {
    Values p(24, 0.3), o(24, 1), w(24, 2.5);
    for (const double other : {0.1, 0.3, 0.8}) p.push_back(other), o.push_back(0), w.push_back(0);
    const auto b = *consistency_bands({o}, {p}, {w}, {.resamples = 4000});
    REQUIRE(b.points.size() == 3);  // the one forecast with weight stretches over the others
    CHECK(b.points[1].low > 0.1);
    CHECK(b.points[1].high < 0.5);
    CHECK(b.points[0].high == b.points[1].high);
    CHECK(b.points[2].low == b.points[1].low);
    CHECK(refused(consistency_bands({o}, {p}, {w}, {.method = BandMethod::discrete}), Reason::not_applicable));
    CHECK(refused(consistency_bands({o}, {p}, {w}, {.method = BandMethod::continuous}), Reason::not_applicable));
}

TEST_CASE("the method follows the number of forecasts and of distinct ones", "[scoring]") {
    CHECK(chosen(1000, 0) == BandMethod::bootstrap);
    CHECK(chosen(5000, 0) == BandMethod::bootstrap);
    CHECK(chosen(5001, 0) == BandMethod::continuous);
    CHECK(chosen(1000, 4) == BandMethod::bootstrap);
    CHECK(chosen(1001, 4) == BandMethod::discrete);  // 5 distinct: 50 u = 250, 8 u^2 = 200
    CHECK(chosen(1050, 20) == BandMethod::bootstrap);
    CHECK(chosen(5001, 24) == BandMethod::discrete);  // 25 distinct: 8 u^2 = 5000
    CHECK(chosen(5001, 25) == BandMethod::continuous);  // 26 distinct: 5408
}

TEST_CASE("bands hold the diagonal, widen with the level, and are the same again", "[scoring][law]") {
    const Sample s = calibrated(800, 11, 0);
    const auto events = SortedEvents::of({s.observed}, {s.predicted});
    for (const auto method : {BandMethod::bootstrap, BandMethod::discrete, BandMethod::continuous}) {
        const auto narrow = *consistency_bands(*events, {.method = method, .level = 0.5});
        const auto wide = *consistency_bands(*events, {.method = method, .level = 0.9});
        const auto again = *consistency_bands(*events, {.method = method, .level = 0.9});
        for (std::size_t i = 0; i < wide.points.size(); ++i) {
            CHECK(wide.points[i].low <= narrow.points[i].low);
            CHECK(narrow.points[i].low <= narrow.points[i].p);
            CHECK(narrow.points[i].p <= narrow.points[i].high);
            CHECK(narrow.points[i].high <= wide.points[i].high);
            CHECK(wide.points[i].low >= 0);
            CHECK(wide.points[i].high <= 1);
            CHECK(wide.points[i].low == again.points[i].low);
        }
    }
    const auto other = *consistency_bands(*events, {.seed = 5});
    CHECK(other.points[400].high != consistency_bands(*events)->points[400].high);
}

TEST_CASE("bands are refused for what is no level, no resample and no event", "[scoring]") {
    const Values p{0.1, 0.2};
    const Values o{0, 1};
    CHECK(refused(consistency_bands({o}, {p}, {}, {.level = 0}), Reason::bad_level));
    CHECK(refused(consistency_bands({o}, {p}, {}, {.level = 1}), Reason::bad_level));
    CHECK(refused(consistency_bands({o}, {p}, {}, {.level = missing}), Reason::bad_level));
    CHECK(refused(consistency_bands({o}, {p}, {}, {.resamples = 0}), Reason::empty));
    CHECK(refused(consistency_bands({o}, {Values{0.1, missing}}), Reason::missing, 1));
}
