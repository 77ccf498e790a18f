// SPDX-License-Identifier: MIT
// Which charts are made of what, and that every figure on them is the model's.
#include "report/charts/charts.hpp"

#include <limits>
#include <set>

#include "chart_samples.hpp"
#include "report/layout/document.hpp"
#include "sample_report.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

const Report& sample() {
    static const Report report = report_of(sample_records());
    return report;
}
Words words(const char* language = "en", const Report& report = sample()) { return {report, *language_by_slug(language)}; }

HistoryPoint said(const char* day, double probability, std::optional<double> low = {}, std::optional<double> high = {}) {
    HistoryPoint point;
    point.made = at(day);
    point.probability = probability;
    point.low = low;
    point.high = high;
    return point;
}

StatementLine statement(QuestionType type, std::vector<ForecastLine> forecasts) {
    StatementLine line;
    line.id = "x";
    line.speaker = "ann";
    line.type = type;
    line.decided_on = When::day(*parse_day("2025-06-01"));
    line.outcome = "yes";
    line.forecasts = std::move(forecasts);
    return line;
}

ForecastLine by(const char* id, std::vector<HistoryPoint> history) {
    ForecastLine line;
    line.forecaster = id;
    line.history = std::move(history);
    if (line.history.empty()) return line;
    const auto& last = line.history.back();  // which counts
    line.probability = last.probability;
    std::tie(line.low, line.high) = std::pair(last.low, last.high);
    return line;
}

/// What the chart of ranges says of a question with two forecasts by ann: one in January, one in August, and 50 on 1 June.
std::string ranges_of(evaluation::Policy policy, const char* second_made) {
    RecordOf record("q", "2025-01-01");
    record.asks(QuestionType::numeric, "2025-12-31").forecast("ann", "2025-01-01", "10..20@80%").forecast("ann", second_made, "49..51@99%");
    auto request = sample_request();
    request.policy = policy;
    const auto report = report_of({record.resolved("50", "2025-06-01")}, request);
    const auto chart = range_chart(words("en", report), report.statements.at(0));
    REQUIRE(chart);
    return chart->description;
}

evaluation::ScoreFigure brier(double mean, std::size_t n, double low, double high) {
    evaluation::ScoreFigure figure;
    figure.rule = "brier";
    figure.mean = mean;
    figure.n = figure.questions = figure.clusters = n;
    figure.ci90 = {low, high};
    return figure;
}

evaluation::SkillFigure against(evaluation::Baseline baseline, double score) {
    evaluation::SkillFigure figure;
    figure.baseline = baseline;
    figure.n = 28;
    figure.baseline_score = score;
    return figure;
}

/// Ann and Mu Li with the same mean, and what even chances and the base rate got on their questions.
Section scored(double even, double base_rate) {
    Section section;
    section.kind = StatementKind::prediction;
    for (const char* id : {"ann", "li"}) {
        PersonLine person;
        person.id = id;
        person.figures.scores = {brier(0.12, 14, 0.08, 0.31)};
        section.forecasters.push_back(person);
    }
    section.overall.skill = {against(evaluation::Baseline::even, even), against(evaluation::Baseline::base_rate, base_rate)};
    return section;
}

/// Where the vertical lines of a chart stand, with their labels.
std::vector<std::pair<double, std::string>> rules_of(const Chart& chart) {
    std::vector<std::pair<double, std::string>> rules;
    for (const auto& layer : chart.panels.front().layers) {
        if (layer.kind == MarkKind::rules) rules.emplace_back(layer.data.front().x, layer.data.front().label);
    }
    return rules;
}
using Rules = std::vector<std::pair<double, std::string>>;

/// Three years of ann and bob, with what even chances got; the second without a score.
Report over_years(std::vector<double> even, bool weighted = false) {
    Report report;
    for (std::size_t i = 0; i < 3; ++i) {
        YearLine line;
        line.year = 2023 + static_cast<int>(i);
        if (i != 1) {
            line.overall.scores = {brier(0.2, 10, 0.1, 0.3)};
            line.overall.skill = {against(evaluation::Baseline::even, even[i])};
            if (weighted) line.overall.coverage = 0.9;
            for (const char* id : {"ann", "bob"}) {
                line.forecasters.emplace_back().id = id;
                line.forecasters.back().figures = line.overall;
            }
        }
        report.development.push_back(line);
    }
    return report;
}

const Layer* layer_of(const Panel& panel, MarkKind kind) {
    for (const auto& layer : panel.layers) {
        if (layer.kind == kind) return &layer;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("a calibration chart has the curve, the classes and how many forecasts each holds") {
    const auto chart = calibration_chart(words(), sample().predictions);
    REQUIRE(chart);
    CHECK(chart->anchor == "predictions-calibration-chart");
    REQUIRE(chart->panels.size() == 2);
    const auto& bins = sample().predictions.calibration->bins.bins;
    const auto* dots = layer_of(chart->panels[0], MarkKind::dots);
    const auto* bars = layer_of(chart->panels[1], MarkKind::bars);
    REQUIRE((dots && bars));
    REQUIRE(dots->data.size() == bins.size());
    for (std::size_t i = 0; i < bins.size(); ++i) {
        CHECK(dots->data[i].x == bins[i].mean_predicted);
        CHECK(dots->data[i].y == bins[i].observed_rate);
        CHECK(bars->data[i].y == static_cast<double>(bins[i].n));
    }
    CHECK(bars->width == Approx(0.1));
}

TEST_CASE("too few questions make no chart") {
    Section section = sample().predictions;
    section.calibration->questions = 4;
    section.overall.clusters = 4;
    CHECK_FALSE(calibration_chart(words(), section));
    CHECK_FALSE(discrimination_chart(words(), section));
    CHECK_FALSE(roc_chart(words(), section));
    section.forecasters.resize(1);
    CHECK_FALSE(forecaster_chart(words(), section));
    CHECK_FALSE(people_calibration_chart(words(), section));
    CHECK_FALSE(coverage_chart(words(), Section{}));
    CHECK_FALSE(pit_chart(words(), Section{}));
    CHECK_FALSE(development_chart(words(), Report{}));
}

TEST_CASE("forecasters stand below each other with mean and interval, beside even odds and the base rate") {
    const auto chart = forecaster_chart(words("zh"), scored(0.25, 0.21));
    REQUIRE(chart);
    const auto& panel = chart->panels.front();
    CHECK(panel.y.names == std::vector<std::string>{"Ann（14）", "李沐（14）"});
    const auto* spans = layer_of(panel, MarkKind::spans);
    CHECK(spans->data[0].x == 0.12);
    CHECK(spans->data[0].low == 0.08);
    CHECK(spans->data[1].high == 0.31);
    CHECK(rules_of(*chart) == Rules{{0.25, "一律说 50%"}, {0.21, "基准率"}});
    CHECK(chart->description.find("李沐：0.120（0.080 至 0.310），n = 14") != std::string::npos);
}

TEST_CASE("among options, equal chances stand where they score on the same forecasts") {
    // half of them over four options: (0.25 + (1 - 1/4) / 2) / 2
    CHECK(rules_of(*forecaster_chart(words(), scored(0.3125, 0.21))) == Rules{{0.3125, "equal chances"}, {0.21, "base rate"}});
}

TEST_CASE("a time-weighted mean stands beside no constant") {
    auto section = scored(0.2, 0.19);
    section.overall.coverage = 0.8;
    CHECK(rules_of(*forecaster_chart(words(), section)).empty());
    const auto weighted = over_years({0.2, 0, 0.2}, true);
    CHECK(development_chart(words("en", weighted), weighted)->panels.front().layers.front().role == Role::first);
    CHECK(people_development_chart(words("en", weighted), weighted)->note == "Lower is better. At most 12 people are drawn.");
}

TEST_CASE("over the years equal chances go from one year's score to the next") {
    const auto report = over_years({0.25, 0, 0.375});
    const auto even = development_chart(words("en", report), report)->panels.front().layers.front();
    CHECK(even.label == "equal chances");
    REQUIRE(even.data.size() == 4);
    CHECK(even.data[0].y == 0.25);
    CHECK(even.data[1].x == 2023);
    CHECK(even.data[2].x == 2025);
    CHECK(even.data[3].y == 0.375);
    const auto halves = over_years({0.25, 0, 0.25});
    CHECK(development_chart(words("en", halves), halves)->panels.front().layers.front().label == "always 50%");
    CHECK(people_development_chart(words("en", halves), halves)->note.find("equal chances") != std::string::npos);
}

TEST_CASE("a forecaster or group of fewer than five questions stands in the table alone") {
    std::vector<GroupLine> groups(3);
    for (std::size_t i = 0; i < 3; ++i) {
        groups[i].label = "t" + std::to_string(i);
        groups[i].figures.scores = {brier(0.1, i == 2 ? 4 : 9, 0.05, 0.2)};
    }
    const auto chart = group_chart(words(), Section{}, groups, "tag");
    REQUIRE(chart);
    CHECK(chart->panels.front().y.names == std::vector<std::string>{"t0 (9)", "t1 (9)"});
    groups[1].figures.scores = {brier(0.1, 4, 0.05, 0.2)};
    CHECK_FALSE(group_chart(words(), Section{}, groups, "tag"));
}

TEST_CASE("years stand at their places, with a gap where one has no score") {
    Report report;
    for (const int year : {2023, 2024, 2026}) {
        YearLine line;
        line.year = year;
        if (year != 2024) line.overall.scores = {brier(0.2, 10, 0.1, 0.3)};
        report.development.push_back(line);
    }
    const auto chart = development_chart(words("en", report), report);
    REQUIRE(chart);
    const auto* dots = layer_of(chart->panels.front(), MarkKind::dots);
    REQUIRE(dots->data.size() == 2);
    CHECK(dots->data[1].x == 2026);
    CHECK(chart->panels.front().x.low == 2022.5);
    CHECK_FALSE(people_development_chart(words("en", report), report));
}

TEST_CASE("a probability is drawn over time where somebody changed it or several forecast") {
    CHECK_FALSE(probability_chart(words(), statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3)})})));
    CHECK_FALSE(probability_chart(words(), statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3), said("2025-02-01", 0.3)})})));
    CHECK_FALSE(probability_chart(words(), statement(QuestionType::categorical, {by("ann", {said("2025-01-01", 0.3), said("2025-02-01", 0.4)})})));
    CHECK_FALSE(probability_chart(words(), statement(QuestionType::binary, {})));
    const auto changed = probability_chart(words(), statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3), said("2025-02-01", 0.4)})}));
    REQUIRE(changed);
    CHECK(changed->anchor == "s-x-probability");
    const auto& steps = *layer_of(changed->panels.front(), MarkKind::steps);
    REQUIRE(steps.data.size() == 3);  // and holds until it was decided
    CHECK(steps.data[2].y == 0.4);
    CHECK(steps.label == "Ann 40%");
    CHECK(changed->description == "Ann from 30% on 2025-01-01 to 40% on 2025-02-01.");
    CHECK(probability_chart(words(), statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3)}), by("bob", {said("2025-01-02", 0.3)})})));
}

TEST_CASE("a single forecast, which has no history, stands in both charts") {
    auto bob = by("bob", {});
    bob.made_at = When::day(*parse_day("2025-01-10"));
    bob.probability = 0.6;
    CHECK(probability_chart(words(), statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3)}), bob})));
    bob.low = 2;
    bob.high = 5;
    auto line = statement(QuestionType::numeric, {bob});
    line.observed_value = 3;
    REQUIRE(range_chart(words(), line));
    CHECK(layer_of(range_chart(words(), line)->panels.front(), MarkKind::ranges)->data.front().high == 5);
}

TEST_CASE("a person has one line, also where each of the forecasts counts") {
    auto second = by("ann", {});
    second.made_at = When::day(*parse_day("2025-02-01"));
    second.probability = 0.4;
    const auto chart = probability_chart(words(), statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3), said("2025-02-01", 0.4)}), second}));
    REQUIRE(chart);
    CHECK(chart->description == "Ann from 30% on 2025-01-01 to 40% on 2025-02-01.");
}

TEST_CASE("when a question closed is marked, where that is not when it was decided") {
    const auto rules = [](const char* closes) {
        auto line = statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3), said("2025-02-01", 0.4)})});
        line.closes = When::day(*parse_day(closes));
        std::vector<std::string> labels;
        const auto chart = probability_chart(words(), line);
        for (const auto& layer : chart->panels.front().layers) {
            if (layer.kind == MarkKind::rules) labels.push_back(layer.data.front().label);
        }
        return labels;
    };
    CHECK(rules("2025-04-01") == std::vector<std::string>{"answer: yes", "closes"});
    CHECK(rules("2025-06-01") == std::vector<std::string>{"answer: yes"});
    CHECK(rules("2025-12-31") == std::vector<std::string>{"answer: yes"});  // beyond what is shown
}

TEST_CASE("probabilities of different events share no chart") {
    const auto range = [](double low, double p) { return said("2025-01-01", p, low, 9.0); };
    CHECK_FALSE(probability_chart(words(), statement(QuestionType::numeric, {by("ann", {range(1, 0.3), range(2, 0.5)})})));
    CHECK(probability_chart(words(), statement(QuestionType::numeric, {by("ann", {range(1, 0.3), range(1, 0.5)})})));
}

TEST_CASE("where a forecast was withdrawn its line ends") {
    HistoryPoint withdrawn;
    withdrawn.made = at("2025-02-01");
    withdrawn.withdrawn = true;
    const auto chart = probability_chart(words(), statement(QuestionType::binary, {by("ann", {said("2025-01-01", 0.3), withdrawn, said("2025-03-01", 0.6)})}));
    REQUIRE(chart);
    std::size_t spells = 0;
    for (const auto& layer : chart->panels.front().layers) spells += layer.kind == MarkKind::steps ? 1 : 0;
    CHECK(spells == 2);
    CHECK(layer_of(chart->panels.front(), MarkKind::steps)->data.back().x == Approx(days_to("2025-02-02")));
}

TEST_CASE("a range is drawn on the scale of its question, beside the value that came") {
    auto line = statement(QuestionType::numeric, {by("li", {said("2025-01-01", 0.8, 1e11, 5e11)}), by("ann", {said("2025-01-01", 0.6, 1e12)})});
    line.log_scale = true;
    line.observed_value = 398.5e9;
    const auto chart = range_chart(words(), line);
    REQUIRE(chart);
    const auto& panel = chart->panels.front();
    CHECK(panel.x.scale == AxisScale::logarithmic);
    CHECK(panel.x.low < 1e11);
    CHECK(panel.x.high > 1e12);
    CHECK(layer_of(panel, MarkKind::rules)->data.front().label == "398.5B");
    CHECK_FALSE(layer_of(panel, MarkKind::ranges)->data[1].high);
    CHECK(chart->description == "Mu Li: 100B–500B at 80%; Ann: from 1T at 60%; it came to 398.5B.");
}

TEST_CASE("the range that is drawn is the one that is scored") {
    const std::string first = "Ann: 10–20 at 80%; it came to 50.", second = "Ann: 49–51 at 99%; it came to 50.";
    CHECK(ranges_of(evaluation::Policy::last, "2025-03-01") == second);
    CHECK(ranges_of(evaluation::Policy::last, "2025-08-01") == first);  // too late to count
    CHECK(ranges_of(evaluation::Policy::first, "2025-03-01") == first);
}

TEST_CASE("a window of days is drawn on an axis of days") {
    auto line = statement(QuestionType::date, {by("ann", {said("2025-01-01", 0.7, days_to("2025-03-01"), days_to("2025-06-01"))})});
    line.observed_value = days_to("2025-07-05");
    const auto chart = range_chart(words("zh"), line);
    REQUIRE(chart);
    CHECK(chart->panels.front().x.scale == AxisScale::days);
    CHECK(layer_of(chart->panels.front(), MarkKind::rules)->data.front().label == "2025年7月5日");
}

TEST_CASE("without a value, or on a scale that does not hold it, there is no chart of ranges") {
    auto line = statement(QuestionType::numeric, {by("li", {said("2025-01-01", 0.8, 1, 5)})});
    CHECK_FALSE(range_chart(words(), line));
    line.observed_value = 0;
    line.log_scale = true;
    CHECK_FALSE(range_chart(words(), line));
    line.observed_value = std::numeric_limits<double>::max();
    line.log_scale = false;
    line.forecasts.front().low = std::numeric_limits<double>::lowest();
    CHECK_FALSE(range_chart(words(), line));
    line.observed_value = 1;
    line.log_scale = true;
    line.forecasts.front().low = std::numeric_limits<double>::denorm_min();  // with room beside it the axis would begin at 0
    CHECK_FALSE(range_chart(words(), line));
}

TEST_CASE("every chart of a report has a file of its own") {
    const auto files = chart_files(sample(), {});
    REQUIRE_FALSE(files.empty());
    std::set<std::string> names;
    for (const auto& file : files) {
        CHECK(names.insert(file.name).second);
        CHECK(file.name.ends_with(".svg"));
        CHECK(file.bytes.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    }
    CHECK(names.contains("predictions-calibration-chart.svg"));
    CHECK(names.contains("s-range-range.svg"));
}

TEST_CASE("the charts of a report are those of its document, in its order") {
    std::vector<std::string> shown, alone;
    for (const auto& block : document_of(sample(), *language_by_slug("en")).blocks) {
        if (const auto* chart = std::get_if<Chart>(&block)) shown.push_back(chart->anchor);
        const auto* card = std::get_if<Card>(&block);
        if (!card) continue;
        for (const auto& chart : card->charts) shown.push_back(chart.anchor);
    }
    for (const auto& chart : charts_of(sample(), *language_by_slug("en"))) alone.push_back(chart.anchor);
    CHECK(alone == shown);
    CHECK(shown.size() > 5);
}
