// SPDX-License-Identifier: MIT
// Rows of statement and forecaster: what is scored, what not, and why.
#include "hindsight/evaluation/evaluate.hpp"

#include "hindsight/domain/condition.hpp"
#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

Options options_for(Policy policy = Policy::last) { return {policy, false, at("2026-12-31"), nullptr}; }

RecordOf yes_no(const char* id, const char* p, const char* outcome) {
    RecordOf record(id, "2025-01-01");
    record.asks_binary("2025-12-31").forecast("ann", "2025-01-01", p).resolved(outcome, "2025-06-01");
    return record;
}

}  // namespace

TEST_CASE("every forecaster of a resolved statement has a row with scores") {
    const std::vector<StatementRecord> records{yes_no("q", "80%", "yes").forecast("bob", "2025-02-01", "30%")};
    const auto result = evaluate(records, options_for());
    REQUIRE(result.rows.size() == 2);
    CHECK(result.forecaster_of(result.rows[0]) == "ann");
    CHECK(result.rows[0].score.event->brier == Approx(0.04));
    CHECK(result.rows[1].score.event->brier == Approx(0.49));
    CHECK(result.pairs.size() == 2);
}

TEST_CASE("what has no answer, or no fair one, is a row with a reason") {
    const std::vector<StatementRecord> records{
        RecordOf("open", "2025-01-01").asks_binary("2027-12-31").forecast("ann", "2025-01-01", "50%"),
        RecordOf("void", "2025-01-01").asks_binary("2025-12-31").forecast("ann", "2025-01-01", "50%").annulled("unclear", "2025-06-01"),
        RecordOf("opinion", "2025-01-01"), yes_no("q", "80%", "yes")};
    const auto result = evaluate(records, options_for());
    CHECK(result.rows.size() == 3);
    CHECK(not_scored(result) == std::map<std::string, std::size_t>{{"annulled", 1}, {"unresolved", 1}});
}

TEST_CASE("a forecast that names no event is scored by its type alone") {
    const std::vector<StatementRecord> records{RecordOf("q", "2025-01-01")
                                                   .asks(QuestionType::numeric, "2025-12-31")
                                                   .forecast("ann", "2025-01-01", "3")
                                                   .resolved("5", "2025-06-01")};
    const auto result = evaluate(records, options_for());
    CHECK_FALSE(result.rows[0].has_event());
    CHECK(result.rows[0].has_score());
    CHECK(result.rows[0].why().empty());
    CHECK(result.pairs.empty());
}

TEST_CASE("a forecast recorded after the outcome was known is scored and marked") {
    const std::vector<StatementRecord> records{RecordOf("q", "2025-01-01")
                                                   .asks_binary("2025-12-31")
                                                   .forecast("ann", "2025-01-01", "80%", "2025-07-01")
                                                   .forecast("bob", "2025-01-01", "80%", "2025-05-01")
                                                   .resolved("yes", "2025-06-01")};
    const auto result = evaluate(records, options_for());
    CHECK(result.rows[0].recorded_late);
    CHECK(result.rows[0].has_event());
    CHECK_FALSE(result.rows[1].recorded_late);
}

TEST_CASE("time-weighted scores are the integral over the question's life") {
    // 30 days from the first forecast to the close; 80 % stood 10 days, 90 % another 5, then it was decided "yes":
    // (0.04 * 10 + 0.01 * 5) / 30 = 0.015; said on average (0.8 * 10 + 0.9 * 5) / 15 = 0.8333
    const std::vector<StatementRecord> records{RecordOf("q", "2025-01-01")
                                                   .asks_binary("2025-01-31")
                                                   .forecast("ann", "2025-01-01", "80%")
                                                   .forecast("ann", "2025-01-11", "90%")
                                                   .resolved("yes", "2025-01-16")};
    const auto result = evaluate(records, options_for(Policy::time_weighted));
    CHECK(result.rows[0].score.event->brier == Approx(0.015));
    CHECK(*result.rows[0].score.probability == Approx(12.5 / 15));
    CHECK(result.rows[0].coverage == Approx(0.5));
    REQUIRE(result.pairs.size() == 2);
    CHECK(result.pairs[0].weight == Approx(1.0 / 3));
}

TEST_CASE("over time, forecasts with and without an event have no event score, and neither a probability nor an outcome") {
    const auto record = [](const char* first, const char* second, const char* outcome) {
        return RecordOf("q", "2025-01-01").asks(QuestionType::numeric, "2025-01-31").forecast("ann", "2025-01-01", first)
            .forecast("ann", "2025-01-11", second).resolved(outcome, "2025-01-31").make();
    };
    for (const bool event_first : {true, false}) {
        const auto mixed = event_first ? record("10..20@80%", "15", "12") : record("15", "10..20@80%", "12");
        const std::vector<StatementRecord> records{mixed};
        const auto result = evaluate(records, options_for(Policy::time_weighted));
        CHECK_FALSE(result.rows[0].score.event);
        CHECK_FALSE(result.rows[0].score.probability);
        CHECK_FALSE(result.rows[0].score.observed);
        CHECK(result.rows[0].score.event_gap == gap::mixed_forms);
        CHECK(result.rows[0].why() == gap::mixed_forms);
    }
    // A bound that settles only one of two ranges: said on average (0.8 * 10 + 0.5 * 20) / 30, nearly.
    for (const bool settled_first : {true, false}) {
        const auto censored = settled_first ? record("5..10@80%", "10..20@50%", "above 12") : record("10..20@80%", "5..10@50%", "above 12");
        const std::vector<StatementRecord> records{censored};
        const auto result = evaluate(records, options_for(Policy::time_weighted));
        CHECK_FALSE(result.rows[0].score.event);
        CHECK_FALSE(result.rows[0].score.observed);
        CHECK(*result.rows[0].score.probability == Approx(0.6).epsilon(0.01));
        CHECK(result.rows[0].score.event_gap == gap::censored);
    }
}

TEST_CASE("a claim about then is due at once and scored under every policy") {
    const std::vector<StatementRecord> records{RecordOf("c", "2025-01-01", "ann", StatementKind::claim)
                                                   .asks_binary("2025-01-01")
                                                   .forecast("ann", "2025-01-01", "80%")
                                                   .resolved("yes", "2025-01-01")};
    for (const auto& info : policies()) {
        INFO(info.slug);
        CHECK(evaluate(records, options_for(info.policy)).rows.at(0).score.event->brier == Approx(0.04));
    }
    CHECK(*horizon_days(evaluate(records, options_for()).rows[0]) == 0);
}

TEST_CASE("a repetition by the same speaker counts once, and one by somebody else by itself in the same cluster") {
    const std::vector<StatementRecord> records{yes_no("first", "80%", "yes"),
                                               yes_no("again", "90%", "yes").linked(LinkKind::repeats, "first"),
                                               RecordOf("other", "2025-02-01", "bob")
                                                   .asks_binary("2025-12-31")
                                                   .forecast("bob", "2025-02-01", "70%")
                                                   .resolved("yes", "2025-06-01")
                                                   .linked(LinkKind::repeats, "first")};
    const auto result = evaluate(records, options_for());
    CHECK(result.rows[0].has_event());
    CHECK(result.rows[1].gap == gap::repeat);
    CHECK(result.rows[2].has_event());
    CHECK(result.links.counted_by(1) == "first");
    CHECK(result.links.repetitions(0) == 1);
    CHECK(result.links.cluster(0) == result.links.cluster(2));
}

TEST_CASE("a repetition counts when the first one was never resolved") {
    const std::vector<StatementRecord> records{
        RecordOf("first", "2025-01-01").asks_binary("2025-12-31").forecast("ann", "2025-01-01", "80%"),
        yes_no("again", "90%", "yes").linked(LinkKind::repeats, "first")};
    CHECK(evaluate(records, options_for()).rows[1].has_event());
}

TEST_CASE("repetitions in a ring end, and both count") {
    const std::vector<StatementRecord> records{yes_no("a", "80%", "yes").linked(LinkKind::repeats, "b"),
                                               yes_no("b", "90%", "yes").linked(LinkKind::repeats, "a")};
    const auto result = evaluate(records, options_for());
    CHECK(result.rows[0].has_event());
    CHECK(result.rows[1].has_event());
}

TEST_CASE("statements with the same cluster tag, or variants of one outside the set, share a cluster") {
    const std::vector<StatementRecord> records{
        yes_no("a", "80%", "yes").tagged({"cluster:chip"}), yes_no("b", "80%", "yes").tagged({"x", "cluster:chip"}),
        yes_no("c", "80%", "yes").linked(LinkKind::variant_of, "far"), yes_no("d", "80%", "yes").linked(LinkKind::variant_of, "far"),
        yes_no("e", "80%", "yes")};
    const auto result = evaluate(records, options_for());
    CHECK(result.links.cluster(0) == result.links.cluster(1));
    CHECK(result.links.cluster(2) == result.links.cluster(3));
    CHECK(result.links.cluster(0) != result.links.cluster(2));
    CHECK(result.links.cluster(4) != result.links.cluster(0));
}

TEST_CASE("a conditional statement waits for its condition, and is out when that is not met") {
    const auto conditional = [](const char* id, const char* on_what) {
        return yes_no(id, "80%", "yes").linked(LinkKind::conditional_on, on_what, "yes").make();
    };
    std::vector<StatementRecord> records{yes_no("met", "50%", "yes"), yes_no("not-met", "50%", "no"), conditional("a", "met"),
                                         conditional("b", "not-met"), conditional("c", "unknown"),
                                         RecordOf("d", "2025-01-01")
                                             .asks_binary("2025-12-31")
                                             .forecast("ann", "2025-01-01", "80%")
                                             .linked(LinkKind::conditional_on, "not-met", "yes")};
    decide_conditions(records);
    const auto result = evaluate(records, options_for());
    CHECK(result.rows[2].has_event());
    CHECK(result.rows[3].gap == gap::condition_not_met);
    CHECK(result.rows[4].gap == gap::condition_open);
    CHECK(result.rows[5].gap == gap::condition_not_met);  // though nobody resolved it
}

TEST_CASE("another credence table changes imputed probabilities only") {
    const CredenceTable table{{"expects", 0.6}};
    const std::vector<StatementRecord> records{yes_no("a", "80%", "yes").imputed("expects"), yes_no("b", "80%", "yes")};
    auto options = options_for();
    options.credence = &table;
    const auto result = evaluate(records, options);
    CHECK(result.rows[0].score.event->brier == Approx(0.16));
    CHECK(result.rows[1].score.event->brier == Approx(0.04));
}

TEST_CASE("a correction by the first resolver is what is scored") {
    auto record = yes_no("q", "80%", "yes");
    record.resolved("no", "2025-06-02", "someone-else");
    const std::vector<StatementRecord> records{record};
    CHECK(evaluate(records, options_for()).rows[0].score.event->brier == Approx(0.04));
}
