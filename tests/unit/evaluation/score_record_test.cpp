// SPDX-License-Identifier: MIT
// `score` over the record: groups, rules, crowd and the JSON contract.
#include "hindsight/evaluation/score_record.hpp"

#include <cmath>

#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

std::vector<StatementRecord> sample() {
    return {RecordOf("a", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "80%").forecast("bob", "2025-01-01", "60%").resolved("yes", "2025-03-01"),
            RecordOf("b", "2025-01-01").asks(QuestionType::numeric, "2025-03-01").forecast("ann", "2025-01-01", "0..10@80%").resolved("5", "2025-03-01"),
            RecordOf("c", "2025-01-01").asks_binary("2027-03-01").forecast("ann", "2025-01-01", "70%")};
}

ScoreRequest request() {
    ScoreRequest out;
    out.options.as_of = at("2026-01-01");
    return out;
}

}  // namespace

TEST_CASE("rows are what was scored plus what was not, with the reason") {
    const auto result = score_record(sample(), request());
    CHECK(result.rows == 4);
    CHECK(result.scored == 3);
    CHECK(result.not_scored.at("unresolved") == 1);
    REQUIRE(result.groups.size() == 1);
    CHECK(result.groups[0].by.empty());
    CHECK(result.groups[0].figures.score(rule::brier)->mean == Approx(0.08));  // (0.04 + 0.16 + 0.04) / 3
}

TEST_CASE("only the rules asked for are printed, and only rows that have them count") {
    auto asked = request();
    asked.rules = {"interval"};
    const auto result = score_record(sample(), asked);
    REQUIRE(result.groups.at(0).figures.scores.size() == 1);
    CHECK(result.groups[0].figures.n == 1);
    CHECK(result.groups[0].figures.scores[0].mean == 10);
}

TEST_CASE("an unknown rule is refused by name") {
    auto asked = request();
    asked.rules = {"brior"};
    CHECK_THROWS_WITH(score_record(sample(), asked), Catch::Contains("brior"));
}

TEST_CASE("claims and predictions are never in one mean") {
    auto records = sample();
    records.push_back(RecordOf("d", "2025-01-01", "ann", StatementKind::claim).asks_binary("2025-01-01").forecast("ann", "2025-01-01", "90%").resolved("yes", "2025-01-01"));
    const auto result = score_record(records, request());
    CHECK(result.split_by_kind);
    REQUIRE(result.groups.size() == 2);
    CHECK(result.groups[0].by[0].second == "prediction");
    CHECK(result.groups[1].by[0].second == "claim");
}

TEST_CASE("the crowd can stand among the forecasters") {
    auto asked = request();
    asked.crowd = true;
    asked.by = {Dimension::forecaster};
    const auto result = score_record(sample(), asked);
    CHECK(result.scored == 3);
    REQUIRE(result.groups.size() == 4);
    CHECK(result.groups[2].by[0].second == "crowd-mean");
    CHECK(result.groups[2].figures.score(rule::brier)->mean == Approx(0.09));  // 70 % on "a"
}

TEST_CASE("an interval that was asked for and cannot be given is null") {
    auto asked = request();
    const auto interval = [&] {
        const auto json = to_json(score_record(sample(), asked));
        const auto* ci90 = json.find("groups")->as_array().at(0).find("scores")->find("brier")->find("ci90");
        return ci90 ? std::optional(ci90->is_null()) : std::nullopt;
    };
    CHECK_FALSE(interval());
    asked.diagnostics = true;
    CHECK(interval() == true);
}

TEST_CASE("the crowd is never in one mean with its members, and needs forecasts that stood at one time") {
    auto asked = request();
    asked.crowd = true;
    CHECK(score_record(sample(), asked).groups.size() == 4);
    asked.options.policy = Policy::time_weighted;
    CHECK_THROWS_AS(score_record(sample(), asked), Error);
}

TEST_CASE("the JSON has the shape of the contract") {
    auto asked = request();
    asked.by = {Dimension::forecaster};
    const auto json = to_json(score_record(sample(), asked));
    CHECK(json.find("rows")->as_integer() == 4);
    CHECK(json.find("not_scored")->find("unresolved")->as_integer() == 1);
    const auto& group = json.find("groups")->as_array().at(1);
    CHECK(group.find("by")->find("forecaster")->as_string() == "bob");
    CHECK(group.find("n")->as_integer() == 1);
    CHECK(group.find("questions")->as_integer() == 1);
    CHECK(group.find("scores")->find("brier")->find("mean")->as_number() == Approx(0.16));
    CHECK(group.find("scores")->find("brier")->find("se")->is_null());
}

TEST_CASE("diagnostics add intervals and calibration") {
    auto asked = request();
    asked.diagnostics = true;
    const auto json = to_json(score_record(sample(), asked));
    const auto& group = json.find("groups")->as_array().at(0);
    CHECK(group.find("calibration")->find("mean_score")->as_number() == Approx(0.08));
    CHECK(group.find("reliability_bins")->find("closed")->as_string() == "left");
}

TEST_CASE("probabilities are held off 0 and 1 for the log score of events alone") {
    const std::vector<StatementRecord> records{
        RecordOf("a", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "0%").resolved("yes", "2025-03-01"),
        RecordOf("b", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "50%").resolved("yes", "2025-03-01"),
        RecordOf("c", "2025-01-01").asks(QuestionType::categorical, "2025-03-01").options({"x", "y"}).forecast("ann", "2025-01-01", "x=0%,y=100%").resolved("x", "2025-03-01")};
    auto asked = request();
    CHECK(score_record(records, asked).groups.at(0).figures.score(rule::log)->infinite == 2);
    asked.options.clip = 1e-3;
    const auto result = score_record(records, asked);
    const auto& log = *result.groups.at(0).figures.score(rule::log);
    CHECK(log.mean == Approx((2 * std::log(1000) + std::log(2)) / 3));
    CHECK(log.clipped == 2);
    CHECK(result.groups[0].figures.score(rule::brier)->mean == Approx(2.25 / 3));
    CHECK(to_json(result).find("groups")->as_array().at(0).find("scores")->find("log")->find("clipped")->as_integer() == 2);
}

TEST_CASE("every forecast counts once, also those made after the question closed or was decided") {
    const std::vector<StatementRecord> records{RecordOf("a", "2025-01-01")
                                                   .asks_binary("2025-03-01")
                                                   .forecast("ann", "2025-01-20", "60%")
                                                   .forecast("ann", "2025-02-01", "80%")
                                                   .forecast("bob", "2025-04-01", "90%")
                                                   .resolved("yes", "2025-01-15")};
    auto asked = request();
    asked.options.policy = Policy::every;
    CHECK(score_record(records, asked).scored == 0);
    asked.options.include_late = true;
    const auto result = score_record(records, asked);
    CHECK(result.rows == 3);
    CHECK(result.scored == 3);
    CHECK(result.groups.at(0).figures.score(rule::brier)->mean == Approx((0.16 + 0.04 + 0.01) / 3));
}

TEST_CASE("reliability bins are as many and closed as asked for") {
    const std::vector<StatementRecord> records{
        RecordOf("a", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "50%").resolved("yes", "2025-03-01")};
    auto asked = request();
    asked.diagnostics = true;
    asked.bins = {4, scoring::Closed::right, scoring::Bins::width};
    const auto json = to_json(score_record(records, asked));
    const auto* bins = json.find("groups")->as_array().at(0).find("reliability_bins");
    CHECK(bins->find("closed")->as_string() == "right");
    CHECK(bins->find("bins")->as_array().at(0).find("low")->as_number() == 0.25);
    CHECK(bins->find("bins")->as_array().at(0).find("high")->as_number() == 0.5);
    CHECK_FALSE(bins->find("by"));
    asked.bins.bins = scoring::Bins::count;
    const auto by_count = to_json(score_record(records, asked));
    CHECK(by_count.find("groups")->as_array().at(0).find("reliability_bins")->find("by")->as_string() == "quantile");
}
