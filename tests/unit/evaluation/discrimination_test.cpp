// SPDX-License-Identifier: MIT
// What was given to what happened, and sureness beside hits.
#include "hindsight/evaluation/discrimination.hpp"

#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

StatementRecord event(const std::string& id, const char* p, const char* outcome) {
    return RecordOf(id, "2025-01-01").asks_binary("2025-12-31").forecast("ann", "2025-01-01", p).resolved(outcome, "2025-06-01");
}

struct Set {
    explicit Set(std::vector<StatementRecord> given, Policy policy = Policy::last)
        : records(std::move(given)), evaluation(evaluate(records, {policy, false, at("2026-12-31")})),
          rows(rows_where(evaluation, [](const Row& row) { return row.has_score(); })) {}
    std::vector<StatementRecord> records;
    Evaluation evaluation;
    RowSet rows;
};

/// Yes: 90 %, 40 %; no: 60 %, 20 %; one of them half.
std::vector<StatementRecord> five() {
    return {event("a", "90%", "yes"), event("b", "40%", "yes"), event("c", "60%", "no"), event("d", "20%", "no"), event("e", "100%", "0.5")};
}

}  // namespace

TEST_CASE("probabilities are laid out by what became of them, fractions on both sides") {
    const Set set(five());
    const auto found = discrimination_of(set.evaluation, set.rows, false);
    REQUIRE(found);
    CHECK(found->weight_happened == 2.5);
    CHECK(found->weight_not == 2.5);
    CHECK(*found->mean_happened == Approx((0.9 + 0.4 + 0.5 * 1) / 2.5));
    CHECK(*found->mean_not == Approx((0.6 + 0.2 + 0.5 * 1) / 2.5));
    CHECK(found->happened[9] == 1.5);  // 90 % belongs to the last bin, and 100 %
    CHECK(found->happened[4] == 1);
    CHECK(found->not_happened[2] == 1);
    CHECK(found->not_happened[9] == 0.5);
    REQUIRE(found->roc);
    // of yes-no pairs won, by weight: 100 % (1/2) beats 2 and ties 1/2; 90 % beats 2; 40 % beats 1
    CHECK(found->roc->auc == Approx((0.5 * 2 + 0.5 * 0.25 + 2 + 1) / (2.5 * 2.5)));
    CHECK_FALSE(found->auc_ci90);
}

TEST_CASE("the area has an interval from five questions on") {
    const Set set(five());
    const auto found = discrimination_of(set.evaluation, set.rows, true);
    REQUIRE(found->auc_ci90);
    CHECK((*found->auc_ci90)[0] > 0);
    CHECK((*found->auc_ci90)[0] < found->roc->auc);
    CHECK((*found->auc_ci90)[1] > found->roc->auc);
    CHECK((*found->auc_ci90)[1] < 1);
    auto four = five();
    four.pop_back();
    const Set less(four);
    CHECK_FALSE(discrimination_of(less.evaluation, less.rows, true)->auc_ci90);
}

TEST_CASE("there is no ROC curve while everything came true, and nothing at all without events") {
    const Set set({event("a", "90%", "yes")});
    const auto found = discrimination_of(set.evaluation, set.rows, true);
    REQUIRE(found);
    CHECK_FALSE(found->roc);
    CHECK_FALSE(found->mean_not);
    CHECK_FALSE(found->difference());
    CHECK_FALSE(discrimination_of(set.evaluation, {}, true));
    CHECK_FALSE(confidence_of(set.evaluation, {}, true));
}

TEST_CASE("options count each against the rest at half weight") {
    RecordOf cup("cup", "2025-01-01");
    cup.asks(QuestionType::categorical, "2025-12-31").options({"a", "b", "c"}).forecast("ann", "2025-01-01", "a=50%,b=30%,c=20%");
    const Set set({cup.resolved("b", "2025-06-01")});
    const auto found = discrimination_of(set.evaluation, set.rows, false);
    CHECK(found->weight_happened == 0.5);
    CHECK(*found->mean_happened == Approx(0.3));
    CHECK(*found->mean_not == Approx(0.35));  // (0.5 + 0.2) / 2
    CHECK(*found->difference() == Approx(-0.05));
    const auto confidence = confidence_of(set.evaluation, set.rows, false);
    CHECK(confidence->mean_confidence == 0.5);  // in a, which did not win
    CHECK(confidence->hit_rate == 0);
}

TEST_CASE("who is surer than right is overconfident") {
    const Set set(five());
    const auto found = confidence_of(set.evaluation, set.rows, true);
    REQUIRE(found);
    CHECK(found->n == 5);
    CHECK(found->clusters == 5);
    CHECK(found->mean_confidence == Approx((0.9 + 0.6 + 0.6 + 0.8 + 1) / 5));
    CHECK(found->hit_rate == Approx((1 + 0 + 0 + 1 + 0.5) / 5));
    CHECK(found->difference == Approx(0.78 - 0.5));
    // differences -0.1, 0.6, 0.6, -0.2, 0.5 around 0.28: se = sqrt(5/4 * 0.628) / 5; t with 4 degrees of freedom: 2.131847
    REQUIRE(found->ci90);
    CHECK((*found->ci90)[0] == Approx(0.28 - 2.131847 * std::sqrt(1.25 * 0.628) / 5));
    CHECK((*found->ci90)[1] == Approx(0.28 + 2.131847 * std::sqrt(1.25 * 0.628) / 5));
    CHECK_FALSE(confidence_of(set.evaluation, set.rows, false)->ci90);
}

TEST_CASE("forecasts on one question are one cluster, however many there are") {
    RecordOf record("a", "2025-01-01");
    record.asks_binary("2025-12-31");
    for (const char* who : {"p1", "p2", "p3", "p4", "p5", "p6"}) record.forecast(who, "2025-01-01", "90%");
    const Set set({record.resolved("yes", "2025-06-01")});
    const auto found = confidence_of(set.evaluation, set.rows, true);
    CHECK(found->n == 6);
    CHECK(found->clusters == 1);
}

TEST_CASE("a half is right half of the time") {
    const Set set({event("a", "50%", "yes"), event("b", "50%", "no")});
    const auto found = confidence_of(set.evaluation, set.rows, false);
    CHECK(found->mean_confidence == 0.5);
    CHECK(found->hit_rate == 0.5);
    CHECK(found->difference == 0);
}

TEST_CASE("sureness over time is a mean over time") {
    RecordOf record("a", "2025-01-01");
    record.asks_binary("2025-01-11").forecast("ann", "2025-01-01T00:00:00Z", "90%").forecast("ann", "2025-01-06T00:00:00Z", "20%");
    record.resolved("yes", "2025-01-11");
    const Set set({record}, Policy::time_weighted);
    const auto found = confidence_of(set.evaluation, set.rows, false);
    // 5 days at 90 %, and 6 to the end of the 11th at 80 % for the other side
    CHECK(found->mean_confidence == Approx((5 * 0.9 + 6 * 0.8) / 11));
    CHECK(found->hit_rate == Approx(5.0 / 11));
}
