// SPDX-License-Identifier: MIT
// Rules for a single predicted number.
#include "hindsight/scoring/point.hpp"

#include "close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::missing;
using hindsight::test::refused;

TEST_CASE("a point is scored by its distance", "[scoring]") {
    CHECK(*absolute_error(Observed{2}, Point{-1.5}) == 3.5);
    CHECK(*squared_error(Observed{2}, Point{-1.5}) == 12.25);
    CHECK(*absolute_error(Observed{2}, Point{2}) == 0);
}

TEST_CASE("a point is not scored when a number is missing or infinite", "[scoring]") {
    for (const auto rule : {absolute_error, squared_error}) {
        CHECK(refused(rule(Observed{missing}, Point{1}), Reason::missing));
        CHECK(refused(rule(Observed{1}, Point{missing}), Reason::missing));
        CHECK(refused(rule(Observed{1}, Point{-infinity}), Reason::infinite));
        CHECK(refused(rule(Observed{infinity}, Point{1}), Reason::infinite));
    }
}
