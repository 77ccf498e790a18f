// SPDX-License-Identifier: MIT
// When a condition is met, and what that does to the status of what depends on it.
#include "hindsight/domain/condition.hpp"

#include "support/catch.hpp"
#include "unit/evaluation/records.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

RecordOf asked(const char* id, QuestionType type = QuestionType::binary) {
    RecordOf record(id, "2024-01-01");
    record.asks(type, "2025-06-01");
    return record;
}

RecordOf depends(const char* id, const char* on_what, const char* outcome) {
    return asked(id).linked(LinkKind::conditional_on, on_what, outcome);
}

std::vector<StatementRecord> decided(std::vector<StatementRecord> records) {
    decide_conditions(records);
    return records;
}

}  // namespace

TEST_CASE("a condition is met by its outcome, however that was written") {
    auto number = asked("q", QuestionType::numeric).resolved("1000000", "2024-06-01");
    auto percent = asked("q", QuestionType::numeric);
    percent.question().unit = std::string("%");  // a plain "%" draws a false warning from GCC 12
    percent.resolved("50%", "2024-06-01");
    const auto met = [](const RecordOf& record, const char* need) {
        const auto made = record.make();
        return meets(*made.scored_resolution()->resolution.outcome(), *made.statement.question, need);
    };
    for (const char* need : {"1000000", "1e6", "1000K", "1M", "1,000,000", "above 10", "below 2M"}) {
        INFO(need);
        CHECK(met(number, need) == true);
    }
    CHECK(met(number, "2M") == false);
    CHECK(met(number, "above 1M") == false);
    CHECK(met(percent, "50") == true);
    CHECK(met(percent, "50%") == true);
    CHECK(met(asked("q").resolved("yes", "2024-06-01"), "Yes") == true);
    CHECK(met(asked("q").resolved("no", "2024-06-01"), "yes") == false);
}

TEST_CASE("a bound meets a condition, fails it or leaves it open") {
    const auto above = asked("q", QuestionType::numeric).resolved("above 10", "2024-06-01").make();
    const auto met = [&](const char* need) {
        return meets(*above.scored_resolution()->resolution.outcome(), *above.statement.question, need);
    };
    CHECK(met("above 5") == true);
    CHECK(met("below 5") == false);
    CHECK(met("7") == false);
    CHECK_FALSE(met("above 20"));
    CHECK_FALSE(met("20"));
    const auto date = asked("q", QuestionType::date).resolved("before 2025-06-01", "2025-06-01").make();
    CHECK(meets(*date.scored_resolution()->resolution.outcome(), *date.statement.question, "not by 2025-05-31") == false);
    CHECK_FALSE(meets(*date.scored_resolution()->resolution.outcome(), *date.statement.question, "not by 2025-05-30"));
}

TEST_CASE("a statement whose condition was not met is annulled on the day that showed it") {
    const auto records = decided({asked("c").resolved("no", "2024-06-01"), depends("a", "c", "yes"),
                                  depends("resolved", "c", "yes").resolved("yes", "2025-01-01"),
                                  depends("void", "c", "yes").annulled("unclear", "2025-01-01"),
                                  RecordOf("later", "2024-09-01").asks_binary("2025-06-01").linked(LinkKind::conditional_on, "c", "yes"),
                                  RecordOf("opinion", "2024-01-01").linked(LinkKind::conditional_on, "c", "yes")});
    CHECK(status(records[1], at("2026-01-01")) == Status::annulled);
    CHECK(records[1].condition.decided == on("2024-06-01"));
    CHECK(records[1].annulled_by_condition());
    CHECK(status(records[2], at("2026-01-01")) == Status::annulled);
    CHECK_FALSE(records[3].annulled_by_condition());  // somebody gave a reason
    CHECK(status(records[3], at("2026-01-01")) == Status::annulled);
    CHECK(records[4].condition.decided == on("2024-09-01"));
    CHECK(status(records[5], at("2026-01-01")) == Status::not_resolvable);
}

TEST_CASE("a condition that is open or met changes no status") {
    const auto records = decided({asked("c").resolved("yes", "2024-06-01"), asked("open"), depends("a", "c", "yes"), depends("b", "open", "yes"),
                                  depends("d", "nowhere", "yes")});
    CHECK(records[2].condition.status == ConditionStatus::met);
    CHECK(records[3].condition.status == ConditionStatus::open);
    CHECK(records[4].condition.status == ConditionStatus::open);
    for (const auto& record : {records[2], records[3], records[4]}) CHECK(status(record, at("2024-12-01")) == Status::open);
}

TEST_CASE("conditions are followed from one to the next, and a ring of them stays open") {
    const auto records = decided({depends("c", "b", "yes").resolved("yes", "2024-09-01"), depends("b", "a", "yes"),
                                  asked("a").annulled("unclear", "2024-06-01"), depends("x", "y", "yes"), depends("y", "x", "yes")});
    CHECK(records[0].condition == ConditionState{ConditionStatus::not_met, on("2024-06-01")});
    CHECK(records[1].condition == ConditionState{ConditionStatus::not_met, on("2024-06-01")});
    CHECK(records[3].condition.status == ConditionStatus::open);
    CHECK(records[4].condition.status == ConditionStatus::open);
}

TEST_CASE("of several conditions all must be met") {
    const auto both = [](const char* second) {
        return decided({asked("c").resolved("yes", "2024-06-01"), asked("d").resolved(second, "2024-07-01"), asked("e"),
                        depends("a", "c", "yes").linked(LinkKind::conditional_on, "d", "yes"),
                        depends("b", "e", "yes").linked(LinkKind::conditional_on, "d", "yes")});
    };
    CHECK(both("yes")[3].condition == ConditionState{ConditionStatus::met, on("2024-07-01")});
    CHECK(both("yes")[4].condition.status == ConditionStatus::open);
    CHECK(both("no")[3].condition == ConditionState{ConditionStatus::not_met, on("2024-07-01")});
    CHECK(both("no")[4].condition == ConditionState{ConditionStatus::not_met, on("2024-07-01")});
}
