// SPDX-License-Identifier: MIT
// Laws that have probability on single places: the log score and the transform there.
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
Distribution halves(const Distribution& a, const Distribution& b) { return *Distribution::mixture({{1, a}, {1, b}}); }
Score log_of(const Distribution& d, double y) { return log_distribution(Observed{y}, d); }
Score pit(const Distribution& d, double y) { return pit_distribution(Observed{y}, d); }

const auto normal = made(Family::normal, {0, 1});
const auto spiked = made(Family::exponential, {1, 0, 0.25});

}  // namespace

TEST_CASE("where one component of a mixture has mass, it alone counts there", "[scoring]") {
    // by hand: -ln of half the mass
    CHECK(close(log_of(halves(spiked, normal), 0), -std::log(0.125)));
    CHECK(close(log_of(halves(made(Family::uniform, {0, 2, 0.25, 0.5}), normal), 2), -std::log(0.25)));
    CHECK(close(log_of(halves(made(Family::gpd, {1, 1, 0, 0.5}), normal), 1), -std::log(0.25)));
    CHECK(close(log_of(halves(*normal.censored(0, infinity), normal), 0), -std::log(0.25)));
    CHECK(close(log_of(halves(spiked, *normal.censored(0, infinity)), 0), -std::log(0.375)));
    CHECK(close(log_of(halves(halves(spiked, normal), normal), 0), -std::log(0.0625)));
    CHECK(*log_of(halves(made(Family::normal, {0, 0}), spiked), 0) == -infinity);
}

TEST_CASE("a mass keeps its log score where the rest is spread over everything", "[scoring]") {
    CHECK(close(log_of(made(Family::exponential, {0, 1, 0.25}), 1), -std::log(0.25)));
    CHECK(*log_of(made(Family::exponential, {0, 1, 0.25}), 2) == infinity);
}

TEST_CASE("a component with mass elsewhere counts by its density", "[scoring]") {
    // mpmath 1.2.1: -ln(0.375 exp(-1/2) + npdf(1/2)/2)
    CHECK(close(log_of(halves(spiked, normal), 0.5), 0.90762424267829881899));
}

TEST_CASE("the transform of a law with a density is F(y) however coarse doubles are there", "[scoring]") {
    CHECK(*pit(made(Family::uniform, {1e9, 1e9 + 0.5}), 1e9 + 0.25) == 0.5);
    CHECK(*pit(halves(made(Family::uniform, {1e9, 1e9 + 0.5}), normal), 1e9 + 0.25) == 0.75);
    CHECK(*pit(made(Family::uniform, {1e9, 1e9 + 0.5}), 1e9 + 0.5) == 1);
    CHECK(*pit(*normal.truncated(-infinity, 0), 0) == 1);
}

TEST_CASE("the transform is half-way up every mass", "[scoring]") {
    CHECK(*pit(spiked, 0) == 0.125);
    const auto both = made(Family::uniform, {1, 2, 0.25, 0.5});
    CHECK(*pit(both, 1) == 0.125);
    CHECK(*pit(both, 2) == 0.75);
    CHECK(*pit(both, 1.5) == 0.375);
    CHECK(*pit(made(Family::gpd, {1, 1, 0.5, 0.5}), 1) == 0.25);
    CHECK(*pit(*normal.censored(-infinity, 0), 0) == 0.75);
    CHECK(*pit(*normal.censored(0, infinity), 0) == 0.25);
    CHECK(*pit(halves(spiked, normal), 0) == 0.3125);  // (0.125 + 0.5) / 2
    CHECK(*pit(made(Family::binomial, {1, 0.5}), 1) == 0.75);
}
