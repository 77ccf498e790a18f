// SPDX-License-Identifier: MIT
// Laws with very large parameters: right to their last digits.
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

}  // namespace

TEST_CASE("gamma and Poisson laws of any size keep their digits", "[scoring]") {
    // mpmath 1.2.1, 40 digits: integrals of the density, in the tail scaled by its end
    CHECK(close(cdf(made(Family::gamma, {1e9, 1}), 1e9), 0.50000420522087006, 1e-12));
    CHECK(close(cdf(made(Family::gamma, {1e9 + 1, 1}), 1e9 + 40000), 0.89704159227361194, 1e-13));
    CHECK(close(ccdf(made(Family::gamma, {1e12, 1}), 1e12 + 1e6), 0.15865525393141672, 1e-14));
    CHECK(std::abs(cdf(made(Family::gamma, {1e12, 1}), 1e12 - 2e7) / 2.7462909290344114e-89 - 1) < 1e-12);
    CHECK(close(cdf(made(Family::gamma, {1e15, 1}), 1e15 + 3e7), 0.82860914469418106, 1e-14));
    CHECK(close(pit_distribution(Observed{1e12}, made(Family::poisson, {1e12})), 0.50000006649038007, 1e-14));
    CHECK(close(crps_distribution(Observed{1e12 + 1e6}, made(Family::gamma, {1e12, 1})), 602441.51894144941, 1e-9));
    CHECK(close(*quantile(made(Family::gamma, {1e12, 1}), 0.84134474606858328), 1e12 + 1e6, 1e-15));
}

TEST_CASE("a beta law of any size keeps its digits", "[scoring]") {
    // mpmath 1.2.1, 40 digits: integrals of the density, at the double nearest to the point
    CHECK(close(cdf(made(Family::beta, {2e9, 8e9, 0, 1}), 0.200004), 0.84134474607685128, 1e-12));
    CHECK(close(cdf(made(Family::beta, {3e12, 1e12, 0, 1}), 0.7499995), 0.010460690791156924, 1e-12));
    CHECK(close(ccdf(made(Family::beta, {1e15, 1e15, 0, 1}), 0.50000001), 0.18554668355949254, 1e-12));
    CHECK(close(*quantile(made(Family::beta, {2e9, 8e9, 0, 1}), 0.84134474607685128), 0.200004, 1e-15));
}

TEST_CASE("a wide hypergeometric law keeps its digits", "[scoring]") {
    // mpmath 1.2.1, 60 digits: the integral of the mass up to k + 1/2, less a 24th of its slope there
    const auto d = made(Family::hypergeometric, {5e11, 15e11, 6e11});
    CHECK(close(cdf(d, 150000140312.0), 0.69146292922666542, 1e-12));
    CHECK(close(ccdf(d, 150000140312.0), 1 - 0.69146292922666542, 1e-12));
}

TEST_CASE("rows of very large parameters are scored, where sums and fractions would not end", "[scoring]") {
    for (const double n : {1e18, 1e19, 1e160, 1e300}) {
        const auto d = made(Family::beta, {n, n, 0, 1});
        CHECK(close(crps_distribution(Observed{0.5}, d), 0, 1e-9));
        CHECK(close(pit_distribution(Observed{0.5}, d), 0.5, 1e-6));
        CHECK(close(ae_median_distribution(Observed{0.5}, d), 0, 1e-15));
    }
    // by hand: at the mean 2 E|X - m|/2 - sd/sqrt(pi) = sd (sqrt(2) - 1)/sqrt(pi), sd = sqrt(9e15/8)
    const auto urn = made(Family::hypergeometric, {9e15, 9e15, 9e15});
    const double sd = std::sqrt(9e15 / 8);
    CHECK(std::abs(*crps_distribution(Observed{4.5e15}, urn) / (sd * (std::sqrt(2.0) - 1) / std::sqrt(std::acos(-1.0))) - 1) < 1e-6);
    const auto counts = made(Family::negative_binomial, {1e300, 0.5});
    CHECK(close(pit_distribution(Observed{3}, counts), 0));
    CHECK(std::abs(*ae_median_distribution(Observed{3}, counts) / 1e300 - 1) < 1e-9);
}
