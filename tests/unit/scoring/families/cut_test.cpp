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

TEST_CASE("a normal truncated far out in its tail keeps the digits of its scores", "[scoring]") {
    struct Case {
        double end, log, crps, dss;
    };
    // mpmath, 60 digits: log = ln m(L) with Mills' ratio m(L) = exp(L^2/2) sqrt(pi/2) erfc(L/sqrt 2); crps the integral
    // of G(t)^2 and the moments those of G(t) = exp(-t(L + t/2)) m(L + t)/m(L) over t > 0
    for (const auto& [end, log, crps_at, dss] :
         {Case{1e3, -6.9077562789796370644, 0.00049999925000287498344, -12.815514557946274248},
          Case{1e6, -13.815510557965274104, 4.9999999999925e-7, -26.631021115932548208},
          Case{1e8, -18.420680743952365572, 4.99999999999999925e-9, -35.841361487904731344},
          Case{1e20, -46.05170185988091368, 5e-21, -91.103403719761827361},
          Case{1e200, -460.51701859880913680, 5e-201, -920.03403719761827361}}) {
        CAPTURE(end);
        for (const bool mirrored : {false, true}) {
            const double y = mirrored ? -end : end;
            const auto plain = made(Family::normal, {0, 1});
            const auto d = mirrored ? *plain.truncated(-infinity, y) : *plain.truncated(y, infinity);
            CHECK(close(log_distribution(Observed{y}, d), log, 1e-13));
            const auto t = made(Family::student_t, {1e19, 0, 1});
            const auto cut_t = mirrored ? *t.truncated(-infinity, y) : *t.truncated(y, infinity);
            CHECK(close(log_distribution(Observed{y}, cut_t), log, 1e-13));
            CHECK(std::abs(*crps(d, y) / crps_at - 1) < 1e-12);
            CHECK(close(dss_distribution(Observed{y}, d), dss, 1e-12));
        }
    }
}

TEST_CASE("a light tail truncated far out keeps its digits away from its end and before another end", "[scoring]") {
    struct Case {
        Family family;
        double end, width, distance, log, crps, dss;
    };
    // mpmath, 60 digits: as above with (G(t) - G(width))/(1 - G(width)) for the tail, the logistic's G(t) being
    // exp(-t) (1 + exp(-end))/(1 + exp(-end - t))
    for (const auto& c :
         {Case{Family::normal, 41, infinity, 0x1p-5, -2.4324277873199442808, 0.0082142667468730920471, -7.3506476101324571649},
          Case{Family::normal, 50, infinity, 0, -3.9124226062152285124, 0.0099940091788636521533, -6.8256431400331215922},
          Case{Family::normal, 0x1p16, 0x1p-16, 0x1p-16, -10.549030034259369147, 6.4189696383385236443e-6, -20.445232666466962945},
          Case{Family::normal, 0x1p16, 0x1p-18, 0x1p-19, -12.474046438405613251, 3.2045286227192918667e-7, -27.436113528101039626},
          Case{Family::normal, 0x1p20, 0x1p-19, 0x1p-20, -13.008357069067650585, 2.3212054297787978758e-7, -28.658345551875853813},
          Case{Family::logistic, 1e6, infinity, 1, 1, 0.23575888234288464319, 0},
          Case{Family::logistic, 1e12, 2, 1, 0.85458654213114094303, 0.24339603047347982288, -0.93245832947827299721}}) {
        CAPTURE(c.end, c.width);
        const auto plain = made(c.family, {0, 1});
        for (const double sign : {1.0, -1.0}) {
            const double y = sign * (c.end + c.distance);
            const double other = sign * (c.end + c.width);
            const auto d = sign > 0 ? *plain.truncated(c.end, other) : *plain.truncated(other, -c.end);
            CHECK(close(log_distribution(Observed{y}, d), c.log, 1e-12));
            CHECK(std::abs(*crps(d, y) / c.crps - 1) < 1e-11);
            CHECK(close(dss_distribution(Observed{y}, d), c.dss, 1e-11));
        }
    }
}
