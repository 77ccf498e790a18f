// SPDX-License-Identifier: MIT
// Reports over several years, over all time and about one person; what a section says beside its scores.
#include <algorithm>

#include "sample_report.hpp"
#include "summaries.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

ReportRequest over(std::vector<int> years, std::string person = "") {
    auto request = sample_request();
    request.scope.years = std::move(years);
    request.scope.person = std::move(person);
    return request;
}

/// The sample with answers of other years: bob's own of 2024, ann's of 2023, and one that he took back.
std::vector<StatementRecord> long_records() {
    auto records = sample_records();
    for (int i = 0; i < 6; ++i) {
        RecordOf record("b" + std::to_string(i), "2023-06-01", "bob");
        record.asks_binary("2024-12-31").forecast("bob", "2023-06-01", "70%").forecast("ann", "2023-07-01", "90%");
        records.push_back(record.resolved(i < 4 ? "yes" : "no", "2024-06-01"));
    }
    records.push_back(RecordOf("slow", "2022-01-01").asks_binary("2023-12-31").forecast("ann", "2022-01-01", "60%").resolved("yes", "2025-02-01"));
    records.push_back(RecordOf("old", "2023-01-01").asks_binary("2023-12-31").forecast("ann", "2023-01-01", "60%").resolved("no", "2023-05-01"));
    return records;
}

const StatementLine& line_of(const Report& report, const std::string& id) {
    return *std::find_if(report.statements.begin(), report.statements.end(), [&](const auto& line) { return line.id == id; });
}

std::string json_of(const Report& report) { return format_by_slug("json")->render(report, {}); }

}  // namespace

TEST_CASE("each year of several is what a report on it alone says") {
    const auto report = report_of(long_records(), over({2023, 2024, 2025}));
    CHECK(report.year == 2025);
    CHECK(report.counts.resolved == 16);
    REQUIRE(report.development.size() == 3);
    for (const auto& line : report.development) {
        const auto alone = report_of(long_records(), over({line.year}));
        INFO(line.year);
        CHECK(line.counts.made == alone.predictions.counts.made);
        CHECK(line.counts.scored == alone.predictions.counts.scored);
        CHECK(line.counts.overdue == alone.predictions.counts.overdue);
        REQUIRE(line.overall.scores.size() == alone.predictions.overall.scores.size());
        CHECK(line.overall.score("brier")->mean == alone.predictions.overall.score("brier")->mean);
        CHECK(line.overall.score("brier")->ci90 == alone.predictions.overall.score("brier")->ci90);
        CHECK(line.overall.skill_against(evaluation::Baseline::base_rate)->baseline_score ==
              alone.predictions.overall.skill_against(evaluation::Baseline::base_rate)->baseline_score);
        CHECK(line.second->expected == alone.predictions.second->expected);
        REQUIRE(line.forecasters.size() == alone.predictions.forecasters.size());
        for (std::size_t i = 0; i < line.forecasters.size(); ++i) {
            CHECK(line.forecasters[i].id == alone.predictions.forecasters[i].id);
            CHECK(line.forecasters[i].rank == alone.predictions.forecasters[i].rank);
        }
        CHECK(alone.development.empty());
    }
}

TEST_CASE("all time has a line for each year in which something happened") {
    const auto report = report_of(long_records(), over({}));
    CHECK(report.year == 2026);  // that of as_of
    std::vector<int> years;
    for (const auto& line : report.development) years.push_back(line.year);
    CHECK(years == std::vector<int>{2022, 2023, 2024, 2025, 2026});  // "next" is due in 2026; "back" later than as_of
    CHECK(report.counts.resolved == 16);
    CHECK(report.counts.made == long_records().size());
}

TEST_CASE("a report about a person holds what that person said or forecast, and only that person's forecasts") {
    const auto report = report_of(long_records(), over({}, "bob"));
    CHECK(report.counts.resolved == 8);  // b0-b5 by bob; p0 and p1, said by ann
    CHECK(report.claims.counts.resolved == 0);
    REQUIRE(report.predictions.forecasters.size() == 1);
    CHECK(report.predictions.forecasters[0].id == "bob");
    CHECK(report.predictions.overall.n == 8);
    for (const auto& line : report.statements) {
        REQUIRE(line.forecasts.size() == 1);
        CHECK(line.forecasts[0].forecaster == "bob");
    }
    // the crowd are all the others: ann said 90 % on six, 80 % on two
    const auto* crowd = report.predictions.overall.skill_against(evaluation::Baseline::crowd);
    CHECK(crowd->n == 8);
    CHECK(crowd->baseline_score == Approx((4 * 0.01 + 2 * 0.81 + 2 * 0.04) / 8));
    for (const auto& scores : report.sensitivity) {
        for (const auto& place : scores.people) CHECK(place.forecaster == "bob");
    }
    CHECK(report.overdue.empty());
}

TEST_CASE("a part of a large record gives what the whole gives, whatever the scope") {
    const auto all = long_records();
    auto team = over({2023, 2025});
    team.scope.by = {"ann"};
    for (const auto& request : {over({}), over({2024, 2025}), over({2022, 2025}), over({2024}, "bob"), over({}, "ann"), team}) {
        std::vector<StatementSummary> summaries;
        for (const auto& record : all) summaries.push_back(summary_of(record, request.as_of));
        const auto needed = needed_records(request, {summaries});
        std::vector<StatementRecord> part;
        for (const auto& record : all) {
            if (std::find(needed.begin(), needed.end(), record.statement.id) != needed.end()) part.push_back(record);
        }
        CHECK(json_of(report_of(part, request, summaries)) == json_of(report_of(all, request)));
    }
}

TEST_CASE("a statement due long ago and answered late is overdue in the years between") {
    const auto all = long_records();
    const auto request = over({2023, 2024});
    std::vector<StatementSummary> summaries;
    for (const auto& record : all) summaries.push_back(summary_of(record, request.as_of));
    const auto needed = needed_records(request, {summaries});
    CHECK(std::find(needed.begin(), needed.end(), "slow") != needed.end());
    const auto report = report_of(all, request);
    CHECK(report.development[0].counts.overdue == 1);
    CHECK(report.development[1].counts.overdue == 2);  // and "late"
}

TEST_CASE("the order of the records does not matter for any scope") {
    auto records = long_records();
    std::reverse(records.begin(), records.end());
    for (const auto& request : {over({2025}), over({}), over({2023, 2024, 2025}), over({}, "ann")}) {
        CHECK(json_of(report_of(records, request)) == json_of(report_of(long_records(), request)));
    }
}

TEST_CASE("the report's own way to count comes first, and gives the scoreboard") {
    const auto report = report_of(long_records(), over({2024, 2025}));
    std::vector<std::string> slugs;
    for (const auto& scores : report.sensitivity) slugs.push_back(scores.variant.slug);
    CHECK(slugs == std::vector<std::string>{"own", "year:due", "year:said", "policy:first", "policy:time-weighted"});
    for (const auto& person : report.predictions.forecasters) {
        const auto& people = report.sensitivity[0].people;
        const auto place = std::find_if(people.begin(), people.end(), [&](const auto& p) { return p.forecaster == person.id; });
        REQUIRE(place != people.end());
        CHECK(place->rank == person.rank);
        CHECK(*place->brier == person.figures.score("brier")->mean);
    }
    CHECK(report.sensitivity[3].variant.comparable);
    CHECK_FALSE(report.sensitivity[4].variant.comparable);
}

TEST_CASE("windows and another credence table have variants where there is something to read") {
    auto records = sample_records();
    RecordOf window("window", "2024-01-01");
    window.asks(QuestionType::date, "2025-12-31").forecast("ann", "2024-01-01", "2025-03-01..2025-05-01@70%");
    records.push_back(window.resolved("2025-01-01", "2025-01-01"));
    auto request = sample_request();
    const CredenceTable table{{"expects", 0.6}};
    request.other_credence = &table;
    const auto report = report_of(records, request);
    REQUIRE(report.sensitivity.size() == 8);
    CHECK(report.sensitivity[5].variant.slug == "credence");
    CHECK(report.sensitivity[6].variant.slug == "window:by_end");
    CHECK(report.sensitivity[7].variant.slug == "window:by_middle");
    const auto brier = [&](std::size_t variant, const std::string& who) {
        const auto& people = report.sensitivity[variant].people;
        return *std::find_if(people.begin(), people.end(), [&](const auto& p) { return p.forecaster == who; })->brier;
    };
    CHECK(brier(5, "li") == Approx(0.16));  // the range at 60 % instead of 80 %
    CHECK(brier(0, "li") == Approx(0.04));
    CHECK(brier(0, "ann") == Approx((0.74 + 0.49) / 7));
    CHECK(brier(6, "ann") == Approx((0.74 + 0.09) / 7));
}

TEST_CASE("a section says why there is no answer, where probabilities come from, and what was recorded when") {
    const auto report = report_of(sample_records());
    const auto& section = report.predictions;
    CHECK(section.annulled == std::map<std::string, std::size_t>{{"unclear", 1}});
    CHECK(section.stated == 8);
    CHECK(section.imputed == 1);
    CHECK(section.recorded_late == 1);
    CHECK(section.recorded_early == 8);
    REQUIRE(section.agreement);
    CHECK(section.agreement->statements == 1);
    CHECK(section.agreement->agreeing == 0);
    REQUIRE(section.ranges);
    CHECK(section.ranges->n == 1);
    CHECK(section.ranges->observed == 1);
    REQUIRE(section.calibration);
    CHECK(section.calibration->bands);
    CHECK(section.forecasters[0].calibration->bands);        // six questions
    CHECK_FALSE(section.forecasters[1].calibration->bands);  // two
    REQUIRE(section.confidence);
    // ann: 80 % right four times, 70 % for the wrong side and for the right one; bob: 60 % twice; li: 80 %
    CHECK(section.confidence->mean_confidence == Approx((4 * 0.8 + 2 * 0.7 + 2 * 0.6 + 0.8) / 9));
    CHECK(section.confidence->hit_rate == Approx(8.0 / 9));
    REQUIRE(section.surprises.size() == 1);
    CHECK(section.surprises[0].statement == "p4");
    CHECK(section.surprises[0].probability == Approx(0.3));
    std::vector<std::string> labels;
    for (const auto* groups : {&section.by_speaker, &section.by_basis}) {
        for (const auto& group : *groups) labels.push_back(group.label);
    }
    CHECK(labels == std::vector<std::string>{"ann", "li", "imputed", "stated"});
}

TEST_CASE("changes of mind of the year are summed up, whatever the policy") {
    auto records = sample_records();
    RecordOf moved("moved", "2024-01-01");
    moved.asks_binary("2025-12-31").forecast("ann", "2024-01-01", "50%").forecast("ann", "2024-06-01", "90%").forecast("bob", "2024-01-01", "50%");
    moved.forecast("bob", "2024-06-01", "10%");
    records.push_back(moved.resolved("yes", "2025-01-01"));
    for (const auto policy : {evaluation::Policy::last, evaluation::Policy::every, evaluation::Policy::time_weighted}) {
        auto request = sample_request();
        request.policy = policy;
        const auto revisions = report_of(records, request).predictions.revisions;
        CHECK(revisions.n == 2);
        CHECK(revisions.mean_change == Approx((0.01 - 0.25 + 0.81 - 0.25) / 2));
        REQUIRE(revisions.most_helpful.size() == 1);
        CHECK(revisions.most_helpful[0].forecaster == "ann");
        REQUIRE(revisions.most_harmful.size() == 1);
        CHECK(revisions.most_harmful[0].last_probability == 0.1);
    }
}

TEST_CASE("a forecast shows its history once there is more than one, with what a withdrawal left") {
    auto records = sample_records();
    RecordOf moved("moved", "2024-01-01");
    moved.asks_binary("2025-12-31").forecast("ann", "2024-01-01", "50%").forecast("bob", "2024-02-01", "20%").withdrawn("2024-04-01");
    moved.forecast("ann", "2024-06-01", "90%").withdrawn("2024-08-01");
    records.push_back(moved.resolved("yes", "2025-01-01"));
    const auto report = report_of(records);
    CHECK(line_of(report, "p0").forecasts[0].history.empty());
    const auto& forecasts = line_of(report, "moved").forecasts;
    REQUIRE(forecasts.size() == 2);
    const auto& ann = forecasts[0].history;
    REQUIRE(ann.size() == 3);
    CHECK(ann[0].predictive == "50%");
    CHECK(ann[1].probability == 0.9);
    CHECK_FALSE(ann[1].withdrawn);
    CHECK(ann[2].withdrawn);
    CHECK(ann[2].probability == 0.5);  // it stands again
    CHECK(ann[2].made == at("2024-08-01"));
    const auto& bob = forecasts[1].history;
    REQUIRE(bob.size() == 2);
    CHECK(bob[1].withdrawn);
    CHECK_FALSE(bob[1].probability);
    CHECK(bob[1].predictive.empty());
}

TEST_CASE("the withdrawal of what stood no longer leaves no trace of its own") {
    RecordOf moved("moved", "2024-01-01");
    moved.asks_binary("2025-12-31").forecast("ann", "2024-01-01", "50%").withdrawn("2024-08-01").forecast("ann", "2024-06-01", "90%");
    const auto report = report_of({moved.resolved("yes", "2025-01-01")});
    const auto& history = line_of(report, "moved").forecasts[0].history;
    REQUIRE(history.size() == 2);
    CHECK(history[1].probability == 0.9);
}

TEST_CASE("a line has the answer as a number and the options there were") {
    const auto report = report_of(sample_records());
    CHECK(line_of(report, "range").observed_value == 398.5e9);
    CHECK_FALSE(line_of(report, "p0").observed_value);
}
