// SPDX-License-Identifier: MIT
// The report's model: counts, sections, lists, calls.
#include "hindsight/report/build.hpp"

#include <algorithm>

#include "hindsight/domain/condition.hpp"
#include "sample_report.hpp"
#include "summaries.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

std::vector<std::string> ids(const std::vector<StatementLine>& lines) {
    std::vector<std::string> out;
    for (const auto& line : lines) out.push_back(line.id);
    return out;
}

/// Scored in 2025 unless it is due in another year.
RecordOf answered(const char* id, const char* said, const char* due, const char* p) {
    RecordOf record(id, said);
    record.asks_binary(due).forecast("ann", said, p).resolved("yes", due);
    return record;
}

/// Statements of 2025 that hang together through statements of other years.
std::vector<StatementRecord> chained_records() {
    auto records = sample_records();
    records.push_back(answered("mid", "2020-01-01", "2020-05-01", "60%").linked(LinkKind::variant_of, "c2"));
    records.push_back(answered("c1", "2024-01-01", "2025-03-01", "70%").linked(LinkKind::variant_of, "mid"));
    records.push_back(answered("c2", "2024-01-01", "2025-03-01", "20%"));
    records.push_back(answered("old", "2020-01-01", "2021-05-01", "60%").tagged({"cluster:x", "cluster:y"}));
    records.push_back(answered("x", "2024-01-01", "2025-03-01", "70%").tagged({"cluster:x"}));
    records.push_back(answered("y", "2024-01-01", "2025-03-01", "20%").tagged({"cluster:y"}));
    records.push_back(answered("one", "2023-01-01", "2023-05-01", "60%"));
    records.push_back(RecordOf("two", "2024-01-01").asks_binary("2030-06-01").forecast("ann", "2024-01-01", "70%").linked(LinkKind::repeats, "one"));
    records.push_back(answered("three", "2024-02-01", "2025-03-01", "80%").linked(LinkKind::repeats, "two"));
    records.push_back(answered("said", "2024-02-01", "2025-03-01", "80%"));
    records.push_back(answered("again", "2024-03-01", "2026-01-01", "80%").linked(LinkKind::repeats, "said"));
    records.push_back(RecordOf("c", "2023-01-01").asks_binary("2023-05-01").resolved("no", "2025-02-01"));
    records.push_back(answered("if", "2024-01-01", "2026-12-01", "80%").linked(LinkKind::conditional_on, "c", "yes"));
    for (std::size_t i = 0; i < records.size(); ++i) records[i].key = static_cast<std::int64_t>(i) + 1;
    decide_conditions(records);
    return records;
}

}  // namespace

TEST_CASE("the counts of the year are by their definitions") {
    const auto report = report_of(sample_records());
    CHECK(report.counts.made == 3);      // hostile, next, opinion
    CHECK(report.counts.due == 9);       // p0-p5, range, hostile, void
    CHECK(report.counts.resolved == 8);  // p0-p5, range, hostile
    CHECK(report.counts.scored == 8);
    CHECK(report.counts.annulled == 1);
    CHECK(report.counts.retracted == 1);
    CHECK(report.counts.overdue == 1);  // late, of the year before
    CHECK(report.counts.open == 1);     // next
    CHECK(report.counts.not_resolvable == 1);
    CHECK(report.claims.counts.resolved == 1);
    CHECK(report.predictions.counts.resolved == 7);
}

TEST_CASE("the calibration of the first twelve in the ranking has bands, however many there are") {
    std::vector<StatementRecord> records;
    for (int i = 0; i < 5; ++i) {
        RecordOf record("q" + std::to_string(i), "2024-01-01");
        record.asks_binary("2025-12-31");
        for (int person = 0; person < 13; ++person) {
            const std::string id = "p" + std::to_string(person), p = std::to_string(50 + 3 * person) + "%";
            record.forecast(id.c_str(), "2024-01-01", p.c_str());
        }
        records.push_back(record.resolved("yes", "2025-06-01"));
    }
    const auto& people = report_of(records).predictions.forecasters;
    REQUIRE(people.size() == 13);
    CHECK(people.front().id == "p12");  // who said 86% of what happened
    for (std::size_t i = 0; i < people.size(); ++i) {
        INFO(people[i].id);
        CHECK(people[i].calibration->bands.has_value() == (i < kSmallMultiples));
    }
}

TEST_CASE("forecasters with five questions are ranked, the others follow") {
    const auto& people = report_of(sample_records()).predictions.forecasters;
    REQUIRE(people.size() == 3);
    CHECK(people[0].id == "ann");
    CHECK(people[0].rank == 1u);
    // 4 * 0.2^2 + (0.3 - 1)^2 + 0.3^2 = 0.16 + 0.49 + 0.09, over 6
    CHECK(people[0].figures.score("brier")->mean == Approx(0.74 / 6));
    CHECK(people[1].id == "bob");
    CHECK_FALSE(people[1].rank);
    CHECK(people[2].id == "li");
}

TEST_CASE("equal scores tie, however rounding made them differ") {
    // (1 - 0.8)^2 and 0.2^2 are 0.04, but not to the last bit.
    std::vector<StatementRecord> records;
    for (int i = 0; i < 5; ++i) {
        const auto n = std::to_string(i);
        records.push_back(RecordOf("a" + n, "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "80%").resolved("yes", "2025-03-01"));
        records.push_back(RecordOf("b" + n, "2025-01-01", "bob").asks_binary("2025-03-01").forecast("bob", "2025-01-01", "20%").resolved("no", "2025-03-01"));
    }
    const auto report = report_of(records);
    REQUIRE(report.predictions.forecasters.size() == 2);
    for (const auto& person : report.predictions.forecasters) CHECK(person.rank == 1u);
    for (const auto& variant : report.sensitivity) {
        for (const auto& place : variant.people) CHECK(place.rank == 1u);
    }
    // Of equal calls those that come first in the report: by id, as all were decided on one day.
    for (const auto& call : report.best) CHECK(report.statements[call.statement].id.front() == 'a');
}

TEST_CASE("the history of a person's forecasts is told once, also where each of them counts") {
    const std::vector<StatementRecord> records{RecordOf("q", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "80%")
                                                   .forecast("bob", "2025-01-01", "40%").forecast("ann", "2025-02-01", "90%").resolved("yes", "2025-03-01")};
    auto request = sample_request();
    request.policy = evaluation::Policy::every;
    const auto report = report_of(records, request);
    const auto& forecasts = report.statements.at(0).forecasts;
    REQUIRE(forecasts.size() == 3);
    CHECK(forecasts[0].history.size() == 2);
    CHECK(forecasts[1].history.empty());
    CHECK(forecasts[2].history.empty());  // bob's one forecast is all there is
}

TEST_CASE("statements without an answer tell how often they were said and forecast") {
    const std::vector<StatementRecord> records{
        RecordOf("late", "2025-01-01").asks_binary("2025-03-01").forecast("ann", "2025-01-01", "80%").forecast("ann", "2025-02-01", "90%").forecast("bob", "2025-02-01", "10%"),
        RecordOf("again", "2025-01-02").asks_binary("2025-03-01").forecast("ann", "2025-01-02", "80%").linked(LinkKind::repeats, "late")};
    const auto report = report_of(records);
    REQUIRE(report.overdue.size() == 2);
    CHECK(report.overdue[0].id == "again");
    CHECK(report.overdue[0].counted_by == "late");
    CHECK(report.overdue[1].repetitions == 1);
    CHECK(report.overdue[1].forecasts.at(0).forecasts == 2);
}

TEST_CASE("predictions and claims have figures of their own") {
    const auto report = report_of(sample_records());
    CHECK(report.predictions.overall.n == 9);  // ann 6, bob 2, li 1
    CHECK(report.claims.overall.n == 1);
    CHECK(report.claims.overall.score("brier")->mean == Approx(0.16));  // (0.9 - 0.5)^2
    CHECK(report.claims.overall.fractions == 1);
}

TEST_CASE("what was recorded before the outcome was known has a line of its own") {
    const auto report = report_of(sample_records());
    CHECK(report.predictions.overall.recorded_late == 1);
    CHECK(report.predictions.recorded_before.n == 8);
}

TEST_CASE("the second line takes in what is overdue or was retracted") {
    const auto report = report_of(sample_records());
    REQUIRE(report.predictions.second);
    CHECK(report.predictions.second->resolved == 9);
    CHECK(report.predictions.second->added == 2);
    // p0-p5: five of six came true; range: yes
    CHECK(report.predictions.second->base_rate == Approx(6.0 / 7));
}

TEST_CASE("statements stand in their lists, predictions first") {
    const auto report = report_of(sample_records());
    CHECK(ids(report.statements) == std::vector<std::string>{"void", "p0", "p1", "p2", "p3", "p4", "p5", "range", "hostile"});
    CHECK(ids(report.overdue) == std::vector<std::string>{"late"});
    CHECK(ids(report.due_next) == std::vector<std::string>{"next"});
    CHECK(ids(report.retracted) == std::vector<std::string>{"back"});
    CHECK(ids(report.not_resolvable) == std::vector<std::string>{"opinion"});
    CHECK(report.overdue[0].forecasts.at(0).predictive == "70%");
}

TEST_CASE("a statement shows forecasts, outcome and whether the raters agree") {
    const auto report = report_of(sample_records());
    const auto& range = report.statements[7];
    REQUIRE(range.forecasts.size() == 1);
    CHECK(range.low == 100e9);
    CHECK(range.high == 500e9);
    CHECK(*range.forecasts[0].brier == Approx(0.04));
    CHECK(range.forecasts[0].types.at(0).unit == "log");
    CHECK(range.outcome == "398.5B");
    CHECK(range.raters.size() == 2);
    CHECK(range.raters[0].agrees);
    CHECK_FALSE(range.raters[1].agrees);
    CHECK(report.statements[0].annulled == "unclear");
    CHECK(report.statements[0].forecasts[0].not_scored == "annulled");
    CHECK(report.credence == std::vector<std::pair<std::string, double>>{{"expects", 0.8}});
}

TEST_CASE("a history tells what each withdrawal of a standing forecast left") {
    RecordOf record("q", "2024-01-01");
    record.asks_binary("2025-12-31");
    record.forecast("ann", "2024-01-01", "10%").withdrawn("2024-06-01T00:00:00Z");
    record.forecast("ann", "2024-02-01", "20%").withdrawn("2024-04-01T00:00:00Z");  // did not stand then
    record.forecast("ann", "2024-03-01", "30%").withdrawn("2024-05-01T00:00:00Z");
    const auto report = report_of({record.resolved("yes", "2025-06-01")});
    std::vector<std::pair<bool, std::optional<double>>> history;
    for (const auto& point : report.statements.at(0).forecasts.at(0).history) history.emplace_back(point.withdrawn, point.probability);
    using Points = std::vector<std::pair<bool, std::optional<double>>>;
    CHECK(history == Points{{false, 0.1}, {false, 0.2}, {false, 0.3}, {true, 0.1}, {true, std::nullopt}});
}

TEST_CASE("what was recorded before the outcome was known has no interval of a person, with late ones or without") {
    auto records = sample_records();
    for (const bool late : {false, true}) {
        if (late) records[0].forecasts[0].recorded = at("2025-12-01");
        const auto report = report_of(records);
        const auto& ann = report.predictions.forecasters.at(0);
        CHECK(ann.figures.score("brier")->ci90);
        CHECK_FALSE(ann.recorded_before.score("brier")->ci90);
        CHECK(ann.recorded_before.n == (late ? 5 : 6));
    }
}

TEST_CASE("a condition knows what its statement asks, in the small way and in the large") {
    std::vector<StatementRecord> all{answered("one", "2024-01-01", "2025-03-01", "70%")};
    all.push_back(RecordOf("cup", "2023-01-01").asks(QuestionType::categorical, "2023-05-01").options({"2024", "10k"}).resolved("10k", "2023-05-01"));
    all.push_back(answered("if", "2024-01-01", "2025-03-01", "80%").linked(LinkKind::conditional_on, "cup", "10k"));
    decide_conditions(all);
    std::vector<StatementSummary> summaries;
    for (const auto& record : all) summaries.push_back(summary_of(record, sample_request().as_of));
    const std::vector<StatementRecord> part{all[0], all[2]};
    for (const auto& report : {report_of(all), report_of(part, sample_request(), summaries)}) {
        const auto& line = *std::find_if(report.statements.begin(), report.statements.end(), [](const auto& s) { return s.id == "if"; });
        REQUIRE(line.conditions.size() == 1);
        CHECK(line.conditions[0].type == QuestionType::categorical);
    }
}

TEST_CASE("a time-weighted forecast that stood for a short while is not the best call for that") {
    // by hand: 0.1^2 over the whole life of a question gains 0.24 against even odds; 0.45^2 over 10 of 364 days scores 0.0056 and gains 0.0013
    const auto question = [](const char* id, const char* forecast, const char* decided) {
        RecordOf record(id, "2024-01-01");
        return record.asks_binary("2024-12-30").forecast("ann", "2024-01-01", forecast).resolved("yes", decided);
    };
    auto request = sample_request();
    request.scope.years = {2024};
    request.policy = evaluation::Policy::time_weighted;
    const auto report = report_of({question("brief", "55%", "2024-01-11"), question("whole", "90%", "2024-12-30")}, request);
    REQUIRE(report.best.size() == 2);
    CHECK(*report.statements.at(0).forecasts.at(0).brier == Approx(0.45 * 0.45 * 10 / 364).epsilon(1e-3));
    CHECK(report.statements.at(report.best[0].statement).id == "whole");
}

TEST_CASE("best and worst calls lie on either side of even odds") {
    const auto report = report_of(sample_records());
    REQUIRE(report.best.size() == 5);
    CHECK(report.statements[report.best[0].statement].id == "p0");
    REQUIRE(report.worst.size() == 1);
    CHECK(report.statements[report.worst[0].statement].id == "p4");  // 0.49; "hostile" is half right: 0.16 against (0.5 - 0.5)^2
}

TEST_CASE("a report of a large record needs full records only of what touches the year or is listed") {
    auto all = sample_records();
    auto elsewhen = all.front();
    elsewhen.statement.id = "elsewhen";
    elsewhen.statement.said_on -= std::chrono::days{2000};
    elsewhen.statement.question->due = When::day(elsewhen.statement.said_on + std::chrono::days{1});
    elsewhen.resolutions.front().resolution.decided_on = *elsewhen.statement.question->due;
    all.push_back(elsewhen);
    const auto request = sample_request();
    std::vector<StatementSummary> summaries;
    for (const auto& record : all) summaries.push_back(summary_of(record, request.as_of));
    const auto needed = needed_records(request, {summaries});
    for (const auto* id : {"p0", "late", "back"}) CHECK(std::find(needed.begin(), needed.end(), id) != needed.end());
    CHECK(std::find(needed.begin(), needed.end(), "elsewhen") == needed.end());
}

TEST_CASE("a part of a large record gives the bytes that the whole gives") {
    const auto all = chained_records();
    for (const auto rule : {evaluation::YearRule::decided, evaluation::YearRule::due, evaluation::YearRule::said}) {
        auto request = sample_request();
        request.year_by = rule;
        std::vector<StatementSummary> summaries;
        for (const auto& record : all) summaries.push_back(summary_of(record, request.as_of));
        const auto needed = needed_records(request, {summaries});
        std::vector<StatementRecord> part;
        for (const auto& record : all) {
            if (std::find(needed.begin(), needed.end(), record.statement.id) != needed.end()) part.push_back(record);
        }
        CHECK(part.size() < all.size());
        for (const auto& format : formats()) {
            INFO(format.slug);
            CHECK(format.render(report_of(part, request, summaries), {}) == format.render(report_of(all, request), {}));
        }
    }
}

TEST_CASE("clusters and repetitions reach through statements of other years") {
    const auto report = report_of(chained_records());
    CHECK(report.predictions.overall.clusters == 10);  // p0-p5, range; c1 and c2; x and y; said: three repeats one
    const auto of = [&](const std::string& id) {
        return *std::find_if(report.statements.begin(), report.statements.end(), [&](const auto& line) { return line.id == id; });
    };
    CHECK(of("three").counted_by == "one");
    CHECK(of("said").repetitions == 1);
    CHECK(of("if").annulled == "condition not met");
}

TEST_CASE("the other year rules look at the same record from their side") {
    auto request = sample_request();
    request.year_by = evaluation::YearRule::said;
    CHECK(report_of(sample_records(), request).counts.resolved == 1);  // hostile
    request.scope.years = {2024};
    CHECK(report_of(sample_records(), request).counts.resolved == 7);
    request.scope.years = {2025};
    request.year_by = evaluation::YearRule::due;
    CHECK(report_of(sample_records(), request).counts.resolved == 8);
}

TEST_CASE("a report on one speaker holds only what that speaker said") {
    auto request = sample_request();
    request.scope.by = {"li"};
    const auto report = report_of(sample_records(), request);
    CHECK(report.counts.resolved == 1);
    CHECK(ids(report.statements) == std::vector<std::string>{"range"});
    CHECK(report.overdue.empty());
    CHECK(report.predictions.overall.n == 1);
}

TEST_CASE("the order of the records does not matter for the report") {
    auto records = sample_records();
    std::reverse(records.begin(), records.end());
    const RenderOptions options;
    for (const auto* format : {"csv", "text"}) {
        CHECK(format_by_slug(format)->render(report_of(records), options) == format_by_slug(format)->render(report_of(sample_records()), options));
    }
}

TEST_CASE("an empty record has a report") {
    for (const auto& format : formats()) CHECK_FALSE(format.render(report_of({}), {}).empty());
}
