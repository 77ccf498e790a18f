// SPDX-License-Identifier: MIT
// Which event a forecast names, and what an outcome says about it. By hand.
#include "hindsight/domain/event_of.hpp"

#include "support/catch.hpp"

using namespace hindsight;

namespace {

const RangeForecast kRange{10.0, 20.0, 0.8};
const RangeForecast kAtLeast{10.0, std::nullopt, 0.7};
const RangeForecast kAtMost{std::nullopt, 20.0, 0.6};

std::optional<double> settles(const RangeForecast& range, const Outcome& outcome) { return event_outcome(*named_event(range), outcome); }

}  // namespace

TEST_CASE("a binary forecast, a range and one side name an event", "[domain][event]") {
    const auto binary = named_event(BinaryForecast{0.3});
    REQUIRE(binary);
    CHECK(binary->probability == 0.3);
    CHECK_FALSE(binary->low);
    CHECK_FALSE(binary->high);
    const auto range = named_event(kRange);
    REQUIRE(range);
    CHECK(range->probability == 0.8);
    CHECK(range->low == 10.0);
    CHECK(range->high == 20.0);
}

TEST_CASE("options, quantiles, samples, families, distributions and points name none", "[domain][event]") {
    CHECK_FALSE(named_event(OptionForecast{{{"a", 1}}}));
    CHECK_FALSE(named_event(QuantileForecast{{{0.5, 1}}}));
    CHECK_FALSE(named_event(SampleForecast{{1}, {}}));
    CHECK_FALSE(named_event(FamilyForecast{"poisson", {{"rate", 1}}, {}, {}, {}}));
    CHECK_FALSE(named_event(CdfForecast{{{0, 0}, {1, 1}}}));
    CHECK_FALSE(named_event(PointForecast{1}));
}

TEST_CASE("an event has come true when the answer lies within, ends included", "[domain][event]") {
    for (const double inside : {10.0, 15.0, 20.0}) CHECK(settles(kRange, Observed{inside}) == 1.0);
    for (const double outside : {9.999, 20.001}) CHECK(settles(kRange, Observed{outside}) == 0.0);
    CHECK(settles(kAtLeast, Observed{10}) == 1.0);
    CHECK(settles(kAtLeast, Observed{9}) == 0.0);
    CHECK(settles(kAtMost, Observed{20}) == 1.0);
    CHECK(settles(kAtMost, Observed{21}) == 0.0);
}

TEST_CASE("days are whole, so that the day after a bound is the first beyond it", "[domain][event]") {
    const auto settles_day = [](const RangeForecast& range, const Bound& bound) { return event_outcome(*named_event(range), bound, true); };
    CHECK(settles_day(kAtLeast, Bound{true, 9}) == 1.0);    // not by 9: not before 10
    CHECK(settles_day(kAtLeast, Bound{true, 8}) == std::nullopt);
    CHECK(settles_day(kAtMost, Bound{false, 21}) == 1.0);   // before 21: by 20
    CHECK(settles_day(kAtMost, Bound{false, 22}) == std::nullopt);
    CHECK(settles_day(kAtLeast, Bound{false, 10}) == 0.0);
    CHECK(settles_day(kAtMost, Bound{true, 20}) == 0.0);
    CHECK(settles_day(kAtMost, Bound{true, 19}) == std::nullopt);
}

TEST_CASE("a bound settles an event only when every answer beyond it agrees", "[domain][event]") {
    CHECK(settles(kAtLeast, Bound{true, 10}) == 1.0);   // above 10: at least 10
    CHECK(settles(kAtLeast, Bound{true, 9}) == std::nullopt);
    CHECK(settles(kAtLeast, Bound{false, 10}) == 0.0);  // below 10
    CHECK(settles(kAtLeast, Bound{false, 11}) == std::nullopt);
    CHECK(settles(kAtMost, Bound{true, 20}) == 0.0);
    CHECK(settles(kAtMost, Bound{true, 19}) == std::nullopt);
    CHECK(settles(kAtMost, Bound{false, 20}) == 1.0);
    CHECK(settles(kRange, Bound{true, 20}) == 0.0);
    CHECK(settles(kRange, Bound{false, 10}) == 0.0);
    CHECK(settles(kRange, Bound{true, 15}) == std::nullopt);
    CHECK(settles(kRange, Bound{false, 15}) == std::nullopt);
}

TEST_CASE("a fraction is the outcome of the event itself, and an option settles none", "[domain][event]") {
    CHECK(settles(kRange, Fraction{0.25}) == 0.25);
    CHECK(event_outcome(*named_event(BinaryForecast{0.3}), Fraction{1}) == 1.0);
    CHECK(settles(kRange, Chosen{"a"}) == std::nullopt);
}

TEST_CASE("two forecasts name the same event when their ends agree, whatever their level", "[domain][event]") {
    CHECK(named_event(kRange)->same_event(*named_event(RangeForecast{10.0, 20.0, 0.1})));
    CHECK_FALSE(named_event(kRange)->same_event(*named_event(kAtLeast)));
}
