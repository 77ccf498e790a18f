// SPDX-License-Identifier: MIT
// Statuses, the scored resolution, the standing forecast and the wording in force, worked out by hand.
#include "hindsight/domain/record.hpp"

#include "support/catch.hpp"
#include "unit/evaluation/records.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

Status at_end_of(const char* today, const StatementRecord& record) { return status(record, at(today)); }

ResolutionRecord resolution(std::int64_t key, const char* by, double fraction, bool standing = true) {
    ResolutionRecord entry;
    entry.key = key;
    entry.resolution.verdict = Outcome(Fraction{fraction});
    entry.resolution.resolver = by;
    entry.standing = standing;
    return entry;
}

double scored_fraction(const StatementRecord& record) {
    const auto* scored = record.scored_resolution();
    REQUIRE(scored);
    return std::get<Fraction>(*scored->resolution.outcome()).value;
}

}  // namespace

TEST_CASE("a question is open until it closes, closed until it is due, and then overdue", "[domain][status]") {
    RecordOf record("s", "2026-01-01");
    record.asks_binary("2026-12-31").question().closes = on("2026-06-30");
    CHECK(at_end_of("2026-01-02", record) == Status::open);
    CHECK(at_end_of("2026-06-30", record) == Status::open);  // a day means its end
    CHECK(at_end_of("2026-07-01", record) == Status::closed);
    CHECK(at_end_of("2026-12-31", record) == Status::closed);
    CHECK(at_end_of("2027-01-01", record) == Status::overdue);
}

TEST_CASE("a question without a due day never becomes overdue", "[domain][status]") {
    CHECK(at_end_of("2999-01-01", RecordOf("s", "2026-01-01").asks(QuestionType::numeric, nullptr)) == Status::open);
}

TEST_CASE("a statement without a question is not resolvable", "[domain][status]") {
    CHECK(at_end_of("2026-01-02", RecordOf("s", "2026-01-01")) == Status::not_resolvable);
}

TEST_CASE("a resolution decides the status, also of what was retracted", "[domain][status]") {
    RecordOf record("s", "2026-01-01");
    record.asks_binary("2026-12-31");
    CHECK(at_end_of("2026-02-01", RecordOf(record).retracted("2026-01-20")) == Status::retracted);
    CHECK(at_end_of("2027-02-01", RecordOf(record).retracted("2026-01-20")) == Status::retracted);
    CHECK(at_end_of("2026-02-01", RecordOf(record).resolved("yes", "2026-01-20")) == Status::resolved);
    CHECK(at_end_of("2026-02-01", RecordOf(record).annulled("unclear", "2026-01-20")) == Status::annulled);
    CHECK(at_end_of("2026-02-01", RecordOf(record).retracted("2026-01-10").resolved("yes", "2026-01-20")) == Status::resolved);
}

TEST_CASE("every status is known by its slug", "[domain][status]") {
    for (const auto* text : {"not_resolvable", "open", "closed", "overdue", "resolved", "annulled", "retracted"}) {
        REQUIRE(parse_status(text));
        CHECK(slug(*parse_status(text)) == text);
    }
    CHECK_FALSE(parse_status("late"));
}

TEST_CASE("the first resolver's latest standing resolution is the one that is scored", "[domain][resolution]") {
    StatementRecord record;
    CHECK(record.scored_resolution() == nullptr);
    record.resolutions = {resolution(1, "ann", 0, false), resolution(2, "bob", 0.5), resolution(3, "ann", 1)};
    CHECK(scored_fraction(record) == 1);
    REQUIRE(record.ratings().size() == 2);
    CHECK(record.ratings()[0]->resolution.resolver == "ann");
    CHECK(record.ratings()[1]->resolution.resolver == "bob");
}

TEST_CASE("the next resolver is scored when none of the first one's stands", "[domain][resolution]") {
    StatementRecord record;
    record.resolutions = {resolution(1, "ann", 0, false), resolution(2, "bob", 0.5), resolution(3, "cid", 1)};
    CHECK(scored_fraction(record) == 0.5);
    record.resolutions[1].standing = false;
    CHECK(scored_fraction(record) == 1);
    record.resolutions[2].standing = false;
    CHECK(record.scored_resolution() == nullptr);
}

TEST_CASE("a withdrawn correction leaves nothing standing of its resolver", "[domain][resolution]") {
    StatementRecord record;
    record.resolutions = {resolution(1, "ann", 0, false), resolution(2, "ann", 1, false)};
    CHECK(record.ratings().empty());
}

TEST_CASE("the last forecast made at or before a moment stands at it", "[domain][forecast]") {
    RecordOf record("s", "2026-01-01");
    record.asks_binary("2026-12-31").forecast("ann", "2026-01-10", "60%").forecast("bob", "2026-01-15", "10%").forecast("ann", "2026-02-10", "70%");
    const StatementRecord made = record;
    const auto p = [&](const char* person, const char* when) {
        const auto* standing = made.standing_forecast(person, at(when));
        return standing ? std::get<BinaryForecast>(standing->forecast.predictive).p : -1;
    };
    CHECK(p("ann", "2026-01-09") == -1);
    CHECK(p("ann", "2026-01-10") == 0.6);
    CHECK(p("ann", "2026-02-09") == 0.6);
    CHECK(p("ann", "2026-02-10") == 0.7);
    CHECK(p("bob", "2026-12-31") == 0.1);
    CHECK(p("cid", "2026-12-31") == -1);
}

TEST_CASE("of forecasts made at the same instant the later recorded stands", "[domain][forecast]") {
    RecordOf record("s", "2026-01-01");
    record.asks_binary("2026-12-31").forecast("ann", "2026-01-10", "60%").forecast("ann", "2026-01-10", "70%");
    CHECK(std::get<BinaryForecast>(record.make().standing_forecast("ann", at("2026-01-10"))->forecast.predictive).p == 0.7);
}

TEST_CASE("a withdrawn forecast stands until it was withdrawn, and the one before it stands again", "[domain][forecast]") {
    RecordOf record("s", "2026-01-01");
    record.asks_binary("2026-12-31").forecast("ann", "2026-01-10", "60%").forecast("ann", "2026-02-10", "70%").withdrawn("2026-03-10");
    const StatementRecord made = record;
    const auto p = [&](const char* when) { return std::get<BinaryForecast>(made.standing_forecast("ann", at(when))->forecast.predictive).p; };
    CHECK(p("2026-03-09") == 0.7);
    CHECK(p("2026-03-10") == 0.6);
}

TEST_CASE("the wording in force is the one that no later amendment had replaced", "[domain][wording]") {
    RecordOf record("s", "2026-01-01");
    record.text("en", "third");
    record.amended("2026-02-01", [](Statement& s) { s.text["en"] = "first"; });
    record.amended("2026-03-01", [](Statement& s) { s.text["en"] = "second"; });
    const StatementRecord made = record;
    const auto text = [&](const char* when) { return made.wording_at(parse_when(when)->at).text.at("en"); };
    CHECK(text("2026-01-15") == "first");
    CHECK(text("2026-01-31") == "first");
    CHECK(text("2026-02-01") == "second");  // amended at the end of that day
    CHECK(text("2026-03-01") == "third");
    CHECK(text("2030-01-01") == "third");
}
