// SPDX-License-Identifier: MIT
// Rules for a distribution function given by points.
#include "hindsight/scoring/cdf.hpp"

#include <vector>

#include "close.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "hindsight/scoring/sample.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

Score crps(double y, const Values& x, const Values& f) { return crps_cdf(Observed{y}, {x, f}); }
Score log_of(double y, const Values& x, const Values& f) { return log_cdf(Observed{y}, {x, f}); }

}  // namespace

TEST_CASE("one straight piece is the uniform distribution", "[scoring]") {
    for (const double y : {-1.0, 0.0, 0.3, 1.0, 2.0, 3.5}) {
        const auto uniform = *Distribution::of(Family::uniform, {0, 2});
        CHECK(close(crps(y, {0, 2}, {0, 1}), *crps_distribution(Observed{y}, uniform)));
        CHECK(close(log_of(y, {0, 2}, {0, 1}), *log_distribution(Observed{y}, uniform)));
        CHECK(close(crps(y, {0, 0.3, 0.7, 2}, {0, 0.15, 0.35, 1}), *crps_distribution(Observed{y}, uniform)));
    }
}

TEST_CASE("mass outside the points sits on the ends", "[scoring]") {
    for (const double y : {-1.0, 0.0, 0.3, 2.0, 3.5}) {
        const auto heaped = *Distribution::of(Family::uniform, {0, 2, 0.25, 0.125});
        CHECK(close(crps(y, {0, 2}, {0.25, 0.875}), *crps_distribution(Observed{y}, heaped)));
    }
    CHECK(*log_of(0, {0, 2}, {0.25, 0.875}) == -infinity);
    CHECK(*log_of(2, {0, 2}, {0.25, 0.875}) == -infinity);
    CHECK(close(log_of(1, {0, 2}, {0.25, 0.875}), 1.1631508098056809));  // -ln(.625/2)
}

TEST_CASE("steps are samples", "[scoring]") {
    const Values members{1, 2, 4};
    for (const double y : {0.0, 1.0, 1.5, 3.0, 4.0, 9.0}) {
        const Values x{1, 2, 2, 4};
        const Values f{1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3};
        CHECK(close(crps(y, x, f), *crps_sample(Observed{y}, {members})));
    }
    CHECK(*crps(3, {5}, {1}) == 2);
    CHECK(*log_of(2, {1, 2, 2, 4}, {0, 0.25, 0.75, 1}) == -infinity);
}

TEST_CASE("the density at a point is that of the piece to its right", "[scoring]") {
    CHECK(close(log_of(1, {0, 1, 3}, {0, 0.5, 1}), 1.3862943611198906));  // -ln(.25)
    CHECK(close(log_of(0.5, {0, 1, 3}, {0, 0.5, 1}), 0.6931471805599453));
    CHECK(close(log_of(3, {0, 1, 3}, {0, 0.5, 1}), 1.3862943611198906));
    CHECK(*log_of(3.1, {0, 1, 3}, {0, 0.5, 1}) == infinity);
    CHECK(*log_of(0.5, {0, 1, 3}, {0, 0, 1}) == infinity);
}

TEST_CASE("the median is where half of the probability is first reached", "[scoring]") {
    const auto ae = [](double y, const Values& x, const Values& f) { return ae_median_cdf(Observed{y}, {x, f}); };
    CHECK(*ae(0, {0, 4}, {0, 1}) == 2);
    CHECK(*ae(0, {1, 2, 3, 4}, {0, 0.5, 0.5, 1}) == 2);
    CHECK(*ae(0, {1, 3, 3, 4}, {0, 0.25, 0.75, 1}) == 3);  // within a jump
    CHECK(*ae(0, {3, 4}, {0.75, 1}) == 3);                 // on the first point
    CHECK(*ae(0, {3, 4}, {0, 0.25}) == 4);                 // on the last
}

TEST_CASE("the transform is F(y), half-way up where it jumps", "[scoring]") {
    const auto pit = [](double y, const Values& x, const Values& f) { return pit_cdf(Observed{y}, {x, f}); };
    CHECK(*pit(1, {0, 4}, {0, 1}) == 0.25);
    CHECK(*pit(-1, {0, 4}, {0.5, 1}) == 0);
    CHECK(*pit(0, {0, 4}, {0.5, 1}) == 0.25);
    CHECK(*pit(4, {0, 4}, {0, 0.5}) == 0.75);
    CHECK(*pit(5, {0, 4}, {0, 0.5}) == 1);
    CHECK(*pit(3, {1, 3, 3, 4}, {0, 0.25, 0.75, 1}) == 0.5);
    CHECK(*pit(3, {1, 3, 4}, {0, 0.25, 1}) == 0.25);
    CHECK(*pit(2, {2}, {0.3}) == 0.5);
}

TEST_CASE("points that make no distribution function are not scored", "[scoring]") {
    for (const auto rule : {crps, log_of}) {
        CHECK(refused(rule(0, {}, {}), Reason::empty));
        CHECK(refused(rule(0, {1, 2}, {1}), Reason::size_mismatch));
        CHECK(refused(rule(0, {1, missing}, {0, 1}), Reason::missing, 1));
        CHECK(refused(rule(0, {1, infinity}, {0, 1}), Reason::infinite, 1));
        CHECK(refused(rule(0, {2, 1}, {0, 1}), Reason::bad_cdf, 1));
        CHECK(refused(rule(0, {1, 2}, {0.5, 0.4}), Reason::bad_cdf, 1));
        CHECK(refused(rule(0, {1, 2}, {0, 1.1}), Reason::bad_cdf, 1));
    }
}
