// SPDX-License-Identifier: MIT
// Laws of statuses, standing forecasts, ratings and wordings: pure functions of record and clock.
#include <algorithm>

#include "generators.hpp"
#include "hindsight/domain/event_of.hpp"
#include "hindsight/domain/record.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

Instant some_instant() { return Instant{} + std::chrono::hours(24 * whole(0, 30)); }

StatusFacts some_facts() {
    StatusFacts facts;
    facts.has_question = !one_in(5);
    facts.retracted = one_in(4);
    facts.resolved = one_in(4);
    facts.annulled = !facts.resolved && one_in(4);
    if (one_in(2)) facts.closes = some_instant();
    if (one_in(2)) facts.due = some_instant();
    return facts;
}

/// Forecasts by two people in the order (made, key), some withdrawn.
StatementRecord some_record() {
    StatementRecord record;
    for (int n = whole(0, 8); n > 0; --n) {
        ForecastRecord entry;
        entry.key = n;
        entry.forecast.forecaster = one_in(2) ? "ann" : "bob";
        entry.made = some_instant();
        if (one_in(3)) entry.withdrawn = entry.made + std::chrono::hours(24 * whole(0, 10));
        record.forecasts.push_back(entry);
    }
    std::sort(record.forecasts.begin(), record.forecasts.end(),
              [](const auto& a, const auto& b) { return std::tie(a.made, a.key) < std::tie(b.made, b.key); });
    for (int n = whole(0, 6); n > 0; --n) {
        ResolutionRecord entry;
        entry.resolution.resolver = *rc::gen::element<std::string>("ann", "bob", "cid");
        entry.resolution.verdict = Outcome(Fraction{1});
        entry.standing = one_in(2);
        record.resolutions.push_back(entry);
    }
    for (int n = whole(0, 3); n > 0; --n) {
        Amendment amendment;
        amendment.at = some_instant();
        amendment.before.locator = std::to_string(n);
        record.amendments.push_back(amendment);
    }
    std::sort(record.amendments.begin(), record.amendments.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return record;
}

}  // namespace

TEST_CASE("time only leads from open to closed to overdue, and changes no other status", "[law][status]") {
    for_all([] {
        const auto facts = some_facts();
        const auto early = some_instant();
        const auto late = early + std::chrono::hours(whole(0, 1000));
        const auto before = status(facts, early);
        const auto after = status(facts, late);
        RC_ASSERT(before == status(facts, early));
        switch (before) {
            case Status::open: RC_ASSERT(after == Status::open || after == Status::closed || after == Status::overdue); break;
            case Status::closed: RC_ASSERT(after == Status::closed || after == Status::overdue); break;
            default: RC_ASSERT(after == before);
        }
    });
}

TEST_CASE("a resolution decides the status whatever else holds, and only what lacks one can be overdue", "[law][status]") {
    for_all([] {
        auto facts = some_facts();
        const auto now = some_instant();
        const auto is = status(facts, now);
        RC_ASSERT((is == Status::resolved) == facts.resolved);
        RC_ASSERT((is == Status::annulled) == facts.annulled);
        if (is == Status::overdue) RC_ASSERT(facts.has_question && facts.due && *facts.due < now && !facts.retracted);
        if (is == Status::retracted) RC_ASSERT(facts.retracted);
        facts.retracted = !facts.retracted;  // retracting and restoring matters only while nothing decided it
        if (facts.resolved || facts.annulled) RC_ASSERT(status(facts, now) == is);
    });
}

TEST_CASE("a forecast made later changes nothing that stood before", "[law][status]") {
    for_all([] {
        const auto record = some_record();
        const auto at = some_instant();
        auto more = record;
        ForecastRecord later;
        later.key = 100;
        later.forecast.forecaster = "ann";
        later.made = at + std::chrono::hours(whole(1, 100));
        more.forecasts.push_back(later);
        std::stable_sort(more.forecasts.begin(), more.forecasts.end(), [](const auto& a, const auto& b) { return a.made < b.made; });
        const auto key = [&](const StatementRecord& r, const char* person) {
            const auto* standing = r.standing_forecast(person, at);
            return standing ? standing->key : -1;
        };
        RC_ASSERT(key(record, "ann") == key(more, "ann"));
        RC_ASSERT(key(record, "bob") == key(more, "bob"));
    });
}

TEST_CASE("a standing forecast is the person's own, made by then, not withdrawn by then, and the last such", "[law][status]") {
    for_all([] {
        const auto record = some_record();
        const auto at = some_instant();
        const auto* standing = record.standing_forecast("ann", at);
        const auto counts = [&](const ForecastRecord& f) {
            return f.forecast.forecaster == "ann" && f.made <= at && !(f.withdrawn && *f.withdrawn <= at);
        };
        const auto any = std::find_if(record.forecasts.rbegin(), record.forecasts.rend(), counts);
        RC_ASSERT((standing != nullptr) == (any != record.forecasts.rend()));
        if (standing) RC_ASSERT(standing->key == any->key);
    });
}

TEST_CASE("there is one rating for each resolver with a standing resolution, and the first of them is scored", "[law][status]") {
    for_all([] {
        const auto record = some_record();
        std::vector<std::string> expected;
        for (const auto& entry : record.resolutions) {
            const auto& resolver = entry.resolution.resolver;
            const bool stands = std::any_of(record.resolutions.begin(), record.resolutions.end(),
                                            [&](const auto& r) { return r.standing && r.resolution.resolver == resolver; });
            if (stands && std::find(expected.begin(), expected.end(), resolver) == expected.end()) expected.push_back(resolver);
        }
        std::vector<std::string> got;
        for (const auto* rating : record.ratings()) {
            RC_ASSERT(rating->standing);
            got.push_back(rating->resolution.resolver);
        }
        RC_ASSERT(got == expected);
        RC_ASSERT((record.scored_resolution() == nullptr) == expected.empty());
    });
}

TEST_CASE("the wording in force changes only at amendments, and ends at the present one", "[law][status]") {
    for_all([] {
        const auto record = some_record();
        const auto at = some_instant();
        const auto before = static_cast<std::size_t>(
            std::count_if(record.amendments.begin(), record.amendments.end(), [&](const auto& a) { return a.at <= at; }));
        const auto& wording = record.wording_at(at);
        if (before == record.amendments.size()) {
            RC_ASSERT(wording == record.statement);
        } else {
            RC_ASSERT(wording == record.amendments[before].before);
        }
    });
}

TEST_CASE("a bound that settles an event settles it as every answer beyond the bound does", "[law][event]") {
    for_all([] {
        const int low = whole(-5, 5);
        const int high = low + whole(0, 5);
        NamedEvent event;
        if (one_in(2)) event.low = low;
        if (!event.low || one_in(2)) event.high = high;
        const Bound bound{one_in(2), static_cast<double>(whole(-12, 12))};
        const auto settled = event_outcome(event, bound);
        if (!settled) return;
        for (int beyond = 1; beyond <= 40; ++beyond) {
            const double answer = bound.above ? bound.value + beyond / 4.0 : bound.value - beyond / 4.0;
            RC_ASSERT(event_outcome(event, Observed{answer}) == settled);
        }
    });
}
