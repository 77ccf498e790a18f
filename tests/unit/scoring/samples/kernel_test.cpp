// SPDX-License-Identifier: MIT
// Rules for the Gaussian kernel density of a sample.
#include <cmath>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "hindsight/scoring/sample.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;

namespace {

using Values = std::vector<double>;

const Values five{-1.3, 0.2, 0.9, 2.75, 7.5};
const Values weights{1, 2, 3, 1, 0.5};

Score crps(double y, const Values& x, const Values& w = {}) { return crps_kde_sample(Observed{y}, {x, w}); }
Score log_of(double y, const Values& x, const Values& w = {}) { return log_kde_sample(Observed{y}, {x, w}); }

}  // namespace

TEST_CASE("the kernel density has the bandwidth of the normal reference rule", "[scoring]") {
    // mpmath 1.2.1, 50 digits: the mixture of normals with sd 1.06 min(s, IQR/1.34) 5^(-1/5), which for these members
    // is R 4.2.2's bw.nrd = 1.461999575314038
    CHECK(close(crps(0.5, five), 0.855445607363992736));
    CHECK(close(crps(-3, five), 3.1678714755369303529));
    CHECK(close(crps(100, five), 96.108834061822209359));
    CHECK(close(log_of(0.5, five), 1.9086304694753207684, 2e-15));
    CHECK(close(log_of(-3, five), 3.3722864117362576151, 2e-15));
}

TEST_CASE("the log score of a kernel density is finite far in its tail", "[scoring]") {
    // mpmath 1.2.1, 50 digits: the same density; its exponentials underflow in doubles
    CHECK(close(log_of(100, five), 2004.4237699694087265, 4e-15));
    CHECK(close(log_of(1e6, five), 233920884249.123958, 4e-15));
    CHECK(*log_of(1e200, five) == infinity);  // beyond the largest number
}

TEST_CASE("the kernels of heavier members weigh more", "[scoring]") {
    // mpmath 1.2.1, 50 digits: weights w over their sum in the mixture; s^2 = sum w (x-mean)^2 / (1 - sum w^2),
    // quartiles between the middles of the weights, 1 / sum w^2 for the number of members
    CHECK(close(crps(0.5, five, weights), 0.411396753297177184));
    CHECK(close(log_of(0.5, five, weights), 1.32823464848944093, 2e-15));
    CHECK(close(crps(0.5, five, Values(5, 0.2)), *crps(0.5, five)));
    CHECK(close(log_of(0.5, five, Values(5, 7)), *log_of(0.5, five)));
}

TEST_CASE("a kernel density far from 0 is that near 0", "[scoring]") {
    const Values near{0.25, 0.5, 1.75, 2, 3.125};
    Values far;
    for (const double x : near) far.push_back(1e9 + x);
    CHECK(close(crps(1, near), 0.405170063006404376));  // mpmath 1.2.1, 50 digits: as above
    CHECK(close(log_of(1, near), 1.35953501057043737));
    CHECK(close(crps(1e9 + 1, far), 0.405170063006404376));
    CHECK(close(log_of(1e9 + 1, far), 1.35953501057043737));
}

TEST_CASE("without bandwidth the kernel density is the members themselves", "[scoring]") {
    const Values same{2, 2, 2, 2, 9};  // equal quartiles
    for (const double y : {0.0, 2.0, 5.0, 11.0}) {
        CHECK(*crps(y, same) == *crps_sample(Observed{y}, {same}));
        CHECK(*crps(y, {3}) == std::abs(y - 3));
        CHECK(*log_of(y, same) == (y == 2 ? -infinity : infinity));
    }
    CHECK(*crps(1, {0, 5}, {1, 0}) == 1);  // a member of weight 0 is none
    CHECK(*log_of(3, {3}) == -infinity);
}

TEST_CASE("kernel scores are those of the mixture of normals", "[scoring][law]") {
    const double h = 1.461999575314038;  // R 4.2.2, bw.nrd
    std::vector<Distribution::Component> parts;
    for (const double x : five) parts.push_back({1, *Distribution::of(Family::normal, {x, h})});
    const auto mixture = *Distribution::mixture(parts);
    for (const double y : {-10.0, -1.3, 0.0, 0.5, 3.0, 30.0}) {
        CHECK(close(crps(y, five), *crps_distribution(Observed{y}, mixture), 1e-14));
        CHECK(close(log_of(y, five), *log_distribution(Observed{y}, mixture), 1e-14));
    }
}

TEST_CASE("the order of tied members means nothing to a kernel density", "[scoring]") {
    const Values x{0, 1, 1, 2};
    CHECK(*crps(0.5, x, {1, 1, 3, 2}) == *crps(0.5, x, {1, 3, 1, 2}));
    CHECK(*log_of(0.5, x, {1, 1, 3, 2}) == *log_of(0.5, x, {1, 3, 1, 2}));
    // mpmath 1.2.1, 50 digits: quartiles with the lighter of the ties first
    CHECK(close(crps(0.5, x, {1, 1, 3, 2}), 0.39691360991699776844));
    CHECK(close(log_of(0.5, x, {1, 1, 3, 2}), 1.5696362284545463789, 2e-15));
}
