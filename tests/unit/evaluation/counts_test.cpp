// SPDX-License-Identifier: MIT
// The counts of a year and the line that takes missing answers in.
#include "hindsight/evaluation/counts.hpp"

#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

const Period k2025{{2025}, YearRule::decided, at("2026-06-30")};

Counts count(const StatementRecord& record, const Period& period = k2025) {
    Counts counts;
    counts.add(count_facts(record), period);
    return counts;
}

RecordOf question(const char* said, const char* due) {
    RecordOf record("q", said);
    record.asks_binary(due).forecast("ann", said, "80%");
    return record;
}

}  // namespace

TEST_CASE("a statement said, due and decided in the year is counted under each") {
    const auto counts = count(question("2025-02-01", "2025-11-01").resolved("yes", "2025-10-01"));
    CHECK(counts.made == 1);
    CHECK(counts.due == 1);
    CHECK(counts.resolved == 1);
    CHECK(counts.overdue == 0);
    CHECK(counts.open == 0);
}

TEST_CASE("the year rule decides to which year an answer belongs") {
    const auto record = question("2024-02-01", "2025-11-01").resolved("yes", "2026-01-15").make();
    CHECK(count(record).resolved == 0);
    CHECK(count(record, {{2025}, YearRule::due, at("2026-06-30")}).resolved == 1);
    CHECK(count(record, {{2024}, YearRule::said, at("2026-06-30")}).resolved == 1);
    CHECK(count(record, {{2026}, YearRule::decided, at("2026-06-30")}).resolved == 1);
}

TEST_CASE("what was due by the end of the year and decided only later was overdue then") {
    const auto record = question("2024-02-01", "2025-11-01").resolved("yes", "2026-01-15").make();
    CHECK(count(record).overdue == 1);
    CHECK(count(record, {{2026}, YearRule::decided, at("2026-06-30")}).overdue == 0);
}

TEST_CASE("what fell due in an earlier year is still overdue") {
    CHECK(count(question("2022-02-01", "2023-11-01")).overdue == 1);
}

TEST_CASE("open is what was said by the end of the year and is due later") {
    CHECK(count(question("2025-02-01", "2027-01-01")).open == 1);
    CHECK(count(question("2025-02-01", nullptr)).open == 0);  // nothing says that it is due later
    CHECK(count(question("2026-02-01", "2027-01-01")).open == 0);
    CHECK(count(question("2025-02-01", "2027-01-01").retracted("2025-05-01")).open == 0);
    CHECK(count(question("2025-02-01", "2027-01-01").retracted("2026-05-01")).open == 1);
    CHECK(count(question("2025-02-01", "2027-01-01").resolved("yes", "2026-05-01")).open == 1);
}

TEST_CASE("a retraction decides nothing: what was due stays overdue, though nobody waits for it") {
    const auto facts = count_facts(question("2024-02-01", "2025-11-01").retracted("2025-05-01"));
    CHECK(is_overdue(facts, k2025));
    CHECK_FALSE(is_awaited(facts, k2025));
    CHECK(is_awaited(count_facts(question("2024-02-01", "2025-11-01").retracted("2026-02-01")), k2025));
}

TEST_CASE("due next year is what was said by the end of the year and is not settled by then") {
    const auto next = [](const StatementRecord& record) { return is_due_next(count_facts(record), k2025); };
    CHECK(next(question("2025-02-01", "2026-11-01")));
    CHECK_FALSE(next(question("2026-02-01", "2026-11-01")));  // not said yet
    CHECK_FALSE(next(question("2025-02-01", "2027-11-01")));
    CHECK_FALSE(next(question("2025-02-01", "2026-11-01").resolved("yes", "2025-06-01")));
    CHECK(next(question("2025-02-01", "2026-11-01").resolved("yes", "2026-02-01")));  // not known yet
    CHECK_FALSE(next(question("2025-02-01", "2026-11-01").retracted("2025-06-01")));
}

TEST_CASE("annulled, retracted and not resolvable ones have counts of their own") {
    CHECK(count(question("2025-02-01", "2025-11-01").annulled("unclear", "2025-12-01")).annulled == 1);
    CHECK(count(question("2025-02-01", "2025-11-01").annulled("unclear", "2025-12-01")).resolved == 0);
    CHECK(count(question("2024-02-01", "2027-11-01").retracted("2025-05-01")).retracted == 1);
    CHECK(count(RecordOf("opinion", "2025-02-01")).not_resolvable == 1);
    CHECK(count(RecordOf("opinion", "2025-02-01")).open == 0);
}

TEST_CASE("a statement whose condition was not met is annulled in the year that showed it, and not overdue") {
    auto record = question("2024-02-01", "2025-11-01").make();
    record.condition = {ConditionStatus::not_met, on("2025-03-01")};
    CHECK(count(record).annulled == 1);
    CHECK(count(record).overdue == 0);
    CHECK(count(record, {{2024}, YearRule::decided, at("2026-06-30")}).open == 1);
    auto resolved = question("2024-02-01", "2025-11-01").resolved("yes", "2025-10-01").make();
    resolved.condition = record.condition;
    CHECK(count(resolved).annulled == 1);
    CHECK(count(resolved).resolved == 0);
}

TEST_CASE("as of a day within the year only what was due by then is overdue") {
    const Period middle{{2025}, YearRule::decided, at("2025-06-30")};
    CHECK(count(question("2025-02-01", "2025-11-01"), middle).overdue == 0);
    CHECK(count(question("2025-02-01", "2025-11-01"), middle).open == 1);
    CHECK(count(question("2025-02-01", "2025-06-01"), middle).overdue == 1);
}

TEST_CASE("a summary counts as its record does") {
    StatementSummary summary;
    summary.said_on = day("2025-02-01");
    summary.facts.has_question = true;
    summary.facts.due = at("2025-11-01");
    Counts counts;
    counts.add(count_facts(summary), k2025);
    CHECK(counts.made == 1);
    CHECK(counts.due == 1);
    CHECK(counts.overdue == 1);
}

TEST_CASE("retracted and overdue events come in at their expected Brier") {
    const std::vector<StatementRecord> records{
        RecordOf("a", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "80%").resolved("yes", "2025-03-01"),
        RecordOf("b", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "60%").resolved("no", "2025-03-01"),
        RecordOf("c", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "70%")};
    const auto evaluation = evaluate(records, {Policy::last, false, at("2026-01-01"), nullptr});
    const auto line = second_line(evaluation, {0, 1}, {2});
    REQUIRE(line);
    CHECK(line->base_rate == 0.5);
    // resolved 0.04 + 0.36; the missing one 0.5 * 0.09 + 0.5 * 0.49 = 0.29, at best 0.09, at worst 0.49
    CHECK(line->expected == Approx(0.69 / 3));
    CHECK(line->best == Approx(0.49 / 3));
    CHECK(line->worst == Approx(0.89 / 3));
    CHECK_FALSE(second_line(evaluation, {}, {}));
}

TEST_CASE("a forecast that no answer would let score is not taken in") {
    const auto asked = [](const char* id) {
        RecordOf record(id, "2025-01-01");
        record.asks_binary("2025-03-01");
        return record;
    };
    std::vector<StatementRecord> records{asked("a").forecast("ann", "2025-01-01", "80%").resolved("yes", "2025-03-01"),
                                         asked("late").forecast("ann", "2025-03-02", "90%"),
                                         asked("withdrawn").forecast("ann", "2025-01-01", "90%").withdrawn("2025-02-01"),
                                         asked("once").forecast("ann", "2025-01-01", "90%"),
                                         asked("again").forecast("ann", "2025-01-02", "90%").linked(LinkKind::repeats, "once"),
                                         asked("if").forecast("ann", "2025-01-01", "90%")};
    records.back().condition = {ConditionStatus::not_met, on("2026-01-01")};
    const auto evaluation = evaluate(records, {Policy::last, false, at("2026-02-01"), nullptr});
    const auto line = second_line(evaluation, {0}, {1, 2, 3, 4, 5});
    REQUIRE(line);
    CHECK(line->added == 1);
    CHECK(line->expected == Approx((0.04 + 0.01) / 2));  // with a base rate of 1
}

TEST_CASE("without a scored event there is no base rate, and no line") {
    const std::vector<StatementRecord> records{RecordOf("c", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "70%")};
    CHECK_FALSE(second_line(evaluate(records, {Policy::last, false, at("2026-01-01"), nullptr}), {}, {0}));
}

TEST_CASE("the void share is of what was settled") {
    Counts counts;
    CHECK_FALSE(counts.void_share());
    counts.resolved = 3;
    CHECK(counts.void_share() == 0.0);
    counts.annulled = 1;
    CHECK(counts.void_share() == 0.25);
}
