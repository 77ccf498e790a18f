// SPDX-License-Identifier: MIT
// Changes of mind, and what nobody expected.
#include "hindsight/evaluation/revisions.hpp"

#include "hindsight/evaluation/surprises.hpp"
#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

RecordOf event(const char* id) {
    RecordOf record(id, "2025-01-01");
    record.asks_binary("2025-12-31");
    return record;
}

Evaluation evaluated(const std::vector<StatementRecord>& records, Policy policy) { return evaluate(records, {policy, false, at("2026-12-31")}); }

RowSet scored(const Evaluation& evaluation) {
    return rows_where(evaluation, [](const Row& row) { return row.has_score(); });
}

Revisions revisions(const std::vector<StatementRecord>& records) {
    const auto last = evaluated(records, Policy::last);
    return revisions_of(evaluated(records, Policy::first), last, scored(last));
}

}  // namespace

TEST_CASE("a change of mind is worth the difference of its scores") {
    auto a = event("a").forecast("ann", "2025-01-01", "60%").forecast("ann", "2025-02-01", "10%").forecast("ann", "2025-03-01", "90%");
    a.forecast("bob", "2025-01-01", "40%").forecast("bob", "2025-02-01", "20%").forecast("cy", "2025-01-01", "70%").resolved("yes", "2025-06-01");
    const auto found = revisions({a});
    REQUIRE(found.all.size() == 2);
    CHECK(found.all[0].first_probability == 0.6);
    CHECK(found.all[0].last_probability == 0.9);
    CHECK(found.all[0].change() == Approx(0.01 - 0.16));
    CHECK(found.all[1].change() == Approx(0.64 - 0.36));
    CHECK(found.helped == 1);
    CHECK(found.hurt == 1);
    CHECK(found.mean_change == Approx((-0.15 + 0.28) / 2));
}

TEST_CASE("saying it again is no change of mind, nor is another event, nor what came too late") {
    auto again = event("again").forecast("ann", "2025-01-01", "60%").forecast("ann", "2025-02-01", "60%").resolved("yes", "2025-06-01");
    auto late = event("late").forecast("ann", "2025-01-01", "60%").forecast("ann", "2025-07-01", "100%").resolved("yes", "2025-06-01");
    RecordOf other("other", "2025-01-01");
    other.asks(QuestionType::numeric, "2025-12-31").forecast("ann", "2025-01-01", "1..5@80%").forecast("ann", "2025-02-01", "2..5@80%");
    const auto found = revisions({again, late, other.resolved("4", "2025-06-01")});
    CHECK(found.all.empty());
    CHECK(found.mean_change == 0);
}

TEST_CASE("options can be thought over") {
    RecordOf cup("cup", "2025-01-01");
    cup.asks(QuestionType::categorical, "2025-12-31").options({"a", "b"}).forecast("ann", "2025-01-01", "a=50%,b=50%").forecast("ann", "2025-02-01", "a=20%,b=80%");
    const auto found = revisions({cup.resolved("b", "2025-06-01")});
    REQUIRE(found.all.size() == 1);
    CHECK(found.all[0].last_probability == 0.8);
    CHECK(found.all[0].change() == Approx(0.04 - 0.25));  // half of the 0-2 Brier
}

TEST_CASE("surprises are the answers that were given the least probability on average") {
    auto a = event("a").forecast("ann", "2025-01-01", "10%").forecast("bob", "2025-01-01", "50%").resolved("yes", "2025-06-01");
    auto b = event("b").forecast("ann", "2025-01-01", "90%").resolved("no", "2025-06-01");
    auto c = event("c").forecast("ann", "2025-01-01", "60%").resolved("yes", "2025-06-01");
    auto half = event("half").forecast("ann", "2025-01-01", "100%").resolved("0.5", "2025-06-01");
    const std::vector<StatementRecord> records{a, b, c, half};
    const auto evaluation = evaluated(records, Policy::last);
    const auto found = surprises_of(evaluation, scored(evaluation), 5);
    REQUIRE(found.size() == 2);
    CHECK(found[0].statement == 1);
    CHECK(found[0].probability == Approx(0.1));
    CHECK(found[1].statement == 0);
    CHECK(found[1].forecasters == 2);
    CHECK(found[1].probability == Approx(0.3));
    CHECK(surprises_of(evaluation, scored(evaluation), 1).size() == 1);
}

TEST_CASE("an answer among options is a surprise under one in as many as there are") {
    const auto cup = [](const char* id, const char* predictive) {
        RecordOf record(id, "2025-01-01");
        record.asks(QuestionType::categorical, "2025-12-31").options({"a", "b", "c", "d", "e"}).forecast("ann", "2025-01-01", predictive);
        return record.resolved("c", "2025-06-01");
    };
    const std::vector<StatementRecord> records{cup("even", "a=20%,b=20%,c=20%,d=20%,e=20%"), cup("likely", "a=10%,b=10%,c=40%,d=20%,e=20%"),
                                               cup("unlikely", "a=10%,b=30%,c=10%,d=30%,e=20%")};
    const auto evaluation = evaluated(records, Policy::last);
    const auto found = surprises_of(evaluation, scored(evaluation), 5);
    REQUIRE(found.size() == 1);  // by hand: 1/5 is what equal chances give, 2/5 more
    CHECK(found[0].statement == 2);
    CHECK(found[0].probability == Approx(0.1));
}

TEST_CASE("where every forecast counts, who forecast more often has no more say in what was a surprise") {
    auto a = event("a").forecast("ann", "2025-01-01", "10%").forecast("ann", "2025-01-02", "20%").forecast("ann", "2025-01-03", "30%");
    a.forecast("bob", "2025-01-01", "60%").resolved("yes", "2025-06-01");
    const std::vector<StatementRecord> records{a};
    const auto evaluation = evaluated(records, Policy::every);
    const auto found = surprises_of(evaluation, scored(evaluation), 5);
    REQUIRE(found.size() == 1);
    CHECK(found[0].forecasters == 2);
    CHECK(found[0].probability == Approx(0.4));  // (0.2 + 0.6) / 2
}
