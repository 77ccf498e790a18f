// SPDX-License-Identifier: MIT
// Truncated and censored laws whose moments lie far out.
#include <cmath>

#include "../close.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;

namespace {

Distribution made(Family family, std::initializer_list<double> parameters) {
    return *Distribution::of(family, parameters);
}
Score crps(const Distribution& d, double y) { return crps_distribution(Observed{y}, d); }

}  // namespace

TEST_CASE("the tail of a cut t counts in its moments as far as it goes", "[scoring]") {
    // mpmath 1.2.1, 40 digits: integrals of the tail, from 1 on over the logarithm; with df 17/8 by hand df/(df-2) - mean^2
    const auto half = *made(Family::student_t, {2.125, 0, 1}).truncated(0, infinity);
    CHECK(close(*mean(half), 1.3446496825789061382, 1e-13));
    CHECK(close(*variance(half), 15.191917231140446966, 1e-12));
    const auto wide = *made(Family::student_t, {1.5, 0, 1}).truncated(-1e8, 1e8);
    CHECK(close(*variance(wide), 22622.114592114540454, 1e-12));
    CHECK(close(crps(*made(Family::student_t, {0.75, 0, 1}).truncated(0, infinity), 1), 0.81203211442928950306, 1e-13));
}

TEST_CASE("the moments of a law censored far out keep their digits", "[scoring]") {
    // mpmath 1.2.1, 40 digits: integrals of P(Z > z) and of 2 (z - 12) P(Z > z) from 12
    const auto d = *made(Family::normal, {12, 1}).censored(-infinity, 0);
    CHECK(std::abs(*variance(d) / 2.3857971696213310243e-35 - 1) < 1e-12);
    CHECK(std::abs(*mean(d) / -1.4605201169845548932e-34 - 1) < 1e-12);
}

TEST_CASE("a censored law whose variance underflows is a point on its end to the Dawid-Sebastiani score", "[scoring]") {
    for (const double location : {0.1, 7.3, 1e5 / 3}) {
        const double end = location + 60.7;
        const double scale = 1.1;
        for (const Family family : {Family::normal, Family::logistic}) {
            const double away = family == Family::normal ? scale : scale / 50;
            const auto above = *made(family, {location, away}).censored(end, infinity);
            const auto below = *made(family, {-location, away}).censored(-infinity, -end);
            CHECK(*variance(above) == 0);
            CHECK(*dss_distribution(Observed{end}, above) == -infinity);
            CHECK(*dss_distribution(Observed{-end}, below) == -infinity);
            CHECK(*dss_distribution(Observed{std::nextafter(end, infinity)}, above) == infinity);
            CHECK(*dss_distribution(Observed{location}, above) == infinity);
        }
    }
}
