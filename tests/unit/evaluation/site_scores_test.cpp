// SPDX-License-Identifier: MIT
// The scores of forecasting sites over the record. Numbers by hand from the formulas of the table of site rules.
#include "hindsight/evaluation/site_scores.hpp"

#include <cmath>

#include "hindsight/evaluation/score_record.hpp"
#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

constexpr auto kOpens = "2026-01-01T00:00:00Z";
constexpr auto kCloses = "2026-01-11T00:00:00Z";

/// A question of ten days.
RecordOf ten_days(QuestionType type = QuestionType::binary) {
    RecordOf record("q", "2026-01-01");
    record.asks(type, nullptr);
    record.question().opens = on(kOpens);
    record.question().closes = on(kCloses);
    return record;
}

/// Numbers from 0 to 10, open at both ends.
RecordOf zero_to_ten() {
    auto record = ten_days(QuestionType::numeric);
    record.question().low = 0;
    record.question().high = 10;
    record.question().open_low = record.question().open_high = true;
    return record;
}

ScoreResult scored(const StatementRecord& record, std::vector<std::string> rules, bool as_published = false) {
    ScoreRequest request;
    request.options.as_of = at("2027-01-01");
    request.by = {Dimension::question, Dimension::forecaster};
    request.rules = std::move(rules);
    request.as_published = as_published;
    return score_record(std::span(&record, 1), request);
}

double mean_of(const ScoreResult& result, std::size_t group = 0) {
    REQUIRE(result.groups.size() > group);
    REQUIRE(result.groups[group].figures.scores.size() == 1);
    return result.groups[group].figures.scores[0].mean;
}

/// 50 ln(mass / base mass) of a distribution whose two inner bins end at 0, 5 and 10 and whose masses are 0.1, 0.4, 0.3, 0.2.
double bin_score(const char* outcome) {
    auto record = zero_to_ten();
    record.forecast("ann", kOpens, R"({"cdf":[[0,0.1],[5,0.5],[10,0.8]]})").resolved(outcome, kCloses);
    return mean_of(scored(record, {"metaculus_spot_baseline"}));
}

std::string why_not(const StatementRecord& record, const char* rule) {
    const auto result = scored(record, {rule});
    CHECK(result.groups.empty());
    REQUIRE(result.not_scored.size() == 1);
    return result.not_scored.begin()->first;
}

}  // namespace

TEST_CASE("a forecast counts for the time that it stood, and withdrawn ones until then") {
    auto record = ten_days();
    record.forecast("ann", kOpens, "80%").withdrawn("2026-01-04T00:00:00Z").forecast("bob", kOpens, "70%").withdrawn("2026-01-04T00:00:00Z");
    record.resolved("yes", kCloses);
    CHECK(mean_of(scored(record, {"metaculus_baseline"})) == Approx(100 * std::log(1.6) / std::log(2) * 0.3));
    CHECK(mean_of(scored(record, {"metaculus_peer"})) == Approx(100 * (std::log(0.8) - std::log(0.7)) * 0.3));
    CHECK(mean_of(scored(record, {"metaculus_peer"}), 1) == Approx(-4.0059).epsilon(1e-4));
    CHECK(mean_of(scored(record, {"metaculus_peer"}, true), 1) == Approx(-13.3531).epsilon(1e-4));
    CHECK(why_not(record, "metaculus_spot_baseline") == "withdrawn");
}

TEST_CASE("every forecast of a person adds to one score of the question") {
    auto record = ten_days();
    record.forecast("ann", kOpens, "60%").forecast("ann", "2026-01-06T00:00:00Z", "90%").resolved("yes", kCloses);
    const auto result = scored(record, {"metaculus_baseline"});
    REQUIRE(result.groups.size() == 1);
    CHECK(result.scored == 2);
    CHECK(result.groups[0].figures.n == 1);
    const auto& figure = result.groups[0].figures.scores[0];
    CHECK(figure.mean == Approx(50 * (std::log(1.2) + std::log(1.8)) / std::log(2)));
    CHECK(figure.sum == Approx(figure.mean));
    CHECK(figure.standing == Approx(figure.mean));
    CHECK(figure.higher_is_better);
}

TEST_CASE("what was decided early ends the forecasting but not the scheduled life") {
    auto decided = ten_days();
    decided.forecast("ann", kOpens, "90%").resolved("yes", "2026-01-06T00:00:00Z");
    CHECK(mean_of(scored(decided, {"metaculus_baseline"})) == Approx(42.40).epsilon(1e-4));
    auto closed = ten_days();
    closed.question().scheduled_close = on(kCloses);
    closed.question().closes = on("2026-01-06T00:00:00Z");
    closed.forecast("ann", kOpens, "90%").forecast("bob", "2026-01-07T00:00:00Z", "90%").resolved("yes", kCloses);
    const auto result = scored(closed, {"metaculus_baseline"});
    CHECK(mean_of(result) == Approx(42.40).epsilon(1e-4));
    CHECK(result.not_scored.at("too_late") == 1);
}

TEST_CASE("a question that does not say when it opens does so on the day it was said") {
    RecordOf record("q", "2026-01-01");
    record.asks_binary(nullptr);
    record.question().closes = on(kCloses);
    record.forecast("ann", "2026-01-06T00:00:00Z", "90%").resolved("yes", kCloses);
    CHECK(mean_of(scored(record, {"metaculus_baseline"})) == Approx(42.40).epsilon(1e-4));
}

TEST_CASE("spot scores are of the forecasts that stand at the question's moment") {
    auto record = ten_days();
    record.question().spot_at = on("2026-01-03T00:00:00Z");
    record.forecast("ann", kOpens, "60%").forecast("ann", "2026-01-05T00:00:00Z", "90%").resolved("yes", kCloses);
    const auto result = scored(record, {"metaculus_spot_baseline"});
    CHECK(mean_of(result) == Approx(100 * std::log(1.2) / std::log(2)));
    CHECK(result.scored == 1);
    record.question().spot_at.reset();
    CHECK(mean_of(scored(record, {"metaculus_spot_baseline"})) == Approx(84.80).epsilon(1e-4));
}

TEST_CASE("of options the one that came true counts") {
    auto record = ten_days(QuestionType::categorical);
    record.options({"a", "b", "c", "d"}).forecast("ann", kOpens, "a=10%,b=70%,c=20%,d=0%").resolved("b", kCloses);
    CHECK(mean_of(scored(record, {"metaculus_spot_baseline"})) == Approx(100 * std::log(2.8) / std::log(4)));
    CHECK(mean_of(scored(record, {"predictionbook"})) == Approx(0.09));
}

TEST_CASE("of numbers the mass of the bin that holds the outcome counts") {
    CHECK(bin_score("3") == Approx(50 * std::log(0.4 / 0.45)));
    CHECK(bin_score("5") == Approx(50 * std::log(0.4 / 0.45)));
    CHECK(bin_score("10") == Approx(50 * std::log(0.3 / 0.45)));
    CHECK(bin_score("-1") == Approx(50 * std::log(0.1 / 0.05)));
    CHECK(bin_score("below 0") == Approx(50 * std::log(0.1 / 0.05)));
    CHECK(bin_score("above 10") == Approx(50 * std::log(0.2 / 0.05)));
}

TEST_CASE("steps towards a zero point are equal in the logarithm of the distance") {
    auto record = ten_days(QuestionType::numeric);
    record.question().low = 0;
    record.question().high = 3;
    record.question().zero_point = -1;
    record.forecast("ann", kOpens, R"({"cdf":[[0,0],[1,0.6],[3,1]]})").resolved("1", kCloses);
    CHECK(mean_of(scored(record, {"metaculus_spot_baseline"})) == Approx(50 * std::log(0.6 / 0.5)));
}

TEST_CASE("what gives no probability to what happened says why") {
    auto within = zero_to_ten();
    within.forecast("ann", kOpens, R"({"cdf":[[0,0.1],[5,0.5],[10,0.8]]})").resolved("above 4", kCloses);
    CHECK(why_not(within, "metaculus_baseline") == "censored");
    auto uneven = zero_to_ten();
    uneven.forecast("ann", kOpens, R"({"cdf":[[0,0.1],[4,0.5],[10,0.8]]})").resolved("3", kCloses);
    CHECK(why_not(uneven, "metaculus_baseline") == "wrong_form");
    auto range = zero_to_ten();
    range.forecast("ann", kOpens, "2..4@80%").resolved("3", kCloses);
    CHECK(why_not(range, "metaculus_peer") == "wrong_form");
    auto partly = ten_days();
    partly.forecast("ann", kOpens, "80%").resolved("0.5", kCloses);
    CHECK(why_not(partly, "metaculus_baseline") == "no_value");
    auto open = ten_days();
    open.forecast("ann", kOpens, "80%");
    CHECK(why_not(open, "metaculus_baseline") == "unresolved");
    auto number = zero_to_ten();
    number.forecast("ann", kOpens, R"({"cdf":[[0,0.1],[5,0.5],[10,0.8]]})").resolved("3", kCloses);
    CHECK(why_not(number, "predictionbook") == "not_applicable");
}

TEST_CASE("rules of sites and of single forecasts are not mixed") {
    auto record = ten_days();
    record.forecast("ann", kOpens, "80%").resolved("yes", kCloses);
    CHECK_THROWS_WITH(scored(record, {"metaculus_peer", "brier"}), Catch::Contains("brier is of single forecasts"));
}

TEST_CASE("the JSON of a site's score has its sum, its standing and which way it goes") {
    auto record = ten_days();
    record.forecast("ann", kOpens, "80%").resolved("yes", kCloses);
    const auto json = to_json(scored(record, {"metaculus_spot_baseline"}));
    const auto& group = json.find("groups")->as_array().at(0);
    CHECK(group.find("by")->find("question")->as_string() == "q");
    CHECK(group.find("by")->find("forecaster")->as_string() == "ann");
    const auto* score = group.find("scores")->find("metaculus_spot_baseline");
    CHECK(score->find("sum")->as_number() == Approx(67.807).epsilon(1e-5));
    CHECK(score->find("standing")->as_number() == Approx(67.807).epsilon(1e-5));
    CHECK(score->find("orientation")->as_string() == "higher");
}
