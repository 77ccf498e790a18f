// SPDX-License-Identifier: MIT
// Scores that are small differences of large numbers.
#include <cmath>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;

namespace {

using Values = std::vector<double>;

bool near(const Score& score, double expected, double relative) {
    return score && std::abs(*score / expected - 1) <= relative;
}

}  // namespace

TEST_CASE("a narrow lognormal keeps the digits of its scores", "[scoring]") {
    const auto crps = [](double s, double y) { return crps_distribution(Observed{y}, *Distribution::of(Family::lognormal, {0, s})); };
    // mpmath 1.2.1, 50 digits: the closed form
    CHECK(near(crps(1e-6, 1.0000009), 5.3667261421392379e-7, 1e-14));
    CHECK(near(crps(0.049, 1), 0.011454687932698204275, 1e-14));
    CHECK(near(crps(0.01, 1.04), 0.034308077647293939486, 1e-14));
    CHECK(near(crps(1e-3, 0.5), 0.49943631018149820004, 1e-14));
    const auto d = *Distribution::of(Family::lognormal, {0, 1e-6});
    // mpmath 1.2.1, 50 digits: (y - exp(s^2/2))^2
    CHECK(near(se_mean_distribution(Observed{1.0000009}, d), 8.0999910014675416712e-13, 1e-14));
}

TEST_CASE("the distance to the median of a cdf far from 0 keeps its digits", "[scoring]") {
    const Values x{1e9, 1e9 + 0.5, 1e9 + 1};
    const Values p{0, 0.25, 1};
    CHECK(near(ae_median_cdf(Observed{1e9 + 0.75}, {x, p}), 1.0 / 12, 1e-14));  // by hand: 1/4 - 1/6
    CHECK(near(ae_median_cdf(Observed{1e9 + 1}, {x, p}), 1.0 / 3, 1e-14));      // by hand: 1/2 - 1/6
}

TEST_CASE("a far member takes no digits from the neighbours' CRPS", "[scoring]") {
    // mpmath 1.2.1, 60 digits, for the doubles nearest to these decimals
    CHECK(near(crps_akr_sample(Observed{0.25}, {Values{0.1, 0.2, 0.3, 1e6}}), 0.02499999999999999444888488, 1e-14));
}
