// SPDX-License-Identifier: MIT
// The report as tidy tables: the main one has a row for every forecast on every statement that it lists.
#include <algorithm>
#include <array>

#include "report/csv/csv_table.hpp"

namespace hindsight::report {

namespace {

constexpr std::string_view kSettled = "settled";

struct Row {
    std::string_view list;
    const StatementLine& statement;
    const ForecastLine* forecast;
    const Report& report;
    const Language& language;
};

std::string joined(const std::vector<std::string>& tags) {
    std::string out;
    for (const auto& tag : tags) out += (out.empty() ? "" : ";") + tag;
    return out;
}

std::string evidence(const StatementLine& line) {
    std::string out;
    for (const auto& item : line.evidence) out += (out.empty() ? "" : " ") + item.url;
    return out;
}

std::string type_rule(const Row& row) {
    if (!row.forecast || row.forecast->types.empty()) return {};
    const auto& type = row.forecast->types.front();
    return type.unit.empty() ? type.rule : type.rule + ":" + type.unit;
}

std::string text_for(const Row& row) {
    const auto& texts = row.statement.text;
    const auto it = texts.find(std::string(row.language.slug));
    return it != texts.end() ? it->second : text_in(texts, row.language.slug);
}

std::optional<double> of_forecast(const Row& row, std::optional<double> ForecastLine::*member) {
    return row.forecast ? row.forecast->*member : std::nullopt;
}

std::string text_of(const Row& row, std::string ForecastLine::*member) {
    return row.forecast ? row.forecast->*member : std::string{};
}

/// Of a settled statement its own year by the rule of the report; the other lists are as of its last one.
int year_of(const Row& row) {
    const auto& when = row.report.year_by == evaluation::YearRule::due ? row.statement.due : row.statement.decided_on;
    if (row.list != kSettled) return row.report.year;
    if (row.report.year_by == evaluation::YearRule::said) return hindsight::year_of(row.statement.said_on);
    return when ? hindsight::year_of(day_of(when->at)) : row.report.year;
}

constexpr CsvColumn<Row> kColumns[] = {
    {"year", [](const Row& r) { return std::to_string(year_of(r)); }},
    {"list", [](const Row& r) { return cell(r.list); }},
    {"id", [](const Row& r) { return cell(r.statement.id); }},
    {"kind", [](const Row& r) { return cell(slug(r.statement.kind)); }},
    {"status", [](const Row& r) { return cell(slug(r.statement.status)); }},
    {"type", [](const Row& r) { return cell(r.statement.type ? slug(*r.statement.type) : std::string_view{}); }},
    {"speaker", [](const Row& r) { return cell(r.statement.speaker); }},
    {"said_on", [](const Row& r) { return print_day(r.statement.said_on); }},
    {"due", [](const Row& r) { return cell(r.statement.due); }},
    {"decided_on", [](const Row& r) { return cell(r.statement.decided_on); }},
    {"text", [](const Row& r) { return cell(text_for(r)); }},
    {"tags", [](const Row& r) { return cell(joined(r.statement.tags)); }},
    {"unit", [](const Row& r) { return cell(r.statement.unit); }},
    {"outcome", [](const Row& r) { return cell(r.statement.outcome); }},
    {"annulled", [](const Row& r) { return cell(r.statement.annulled); }},
    {"resolver", [](const Row& r) { return cell(r.statement.resolver); }},
    {"confidence", [](const Row& r) { return cell(r.statement.confidence); }},
    {"evidence", [](const Row& r) { return cell(evidence(r.statement)); }},
    {"forecaster", [](const Row& r) { return cell(text_of(r, &ForecastLine::forecaster)); }},
    {"made_at", [](const Row& r) { return r.forecast ? cell(r.forecast->made_at) : std::string{}; }},
    {"forecast", [](const Row& r) { return cell(text_of(r, &ForecastLine::predictive)); }},
    {"basis", [](const Row& r) { return r.forecast ? cell(slug(r.forecast->basis)) : std::string{}; }},
    {"phrase", [](const Row& r) { return cell(text_of(r, &ForecastLine::phrase)); }},
    {"probability", [](const Row& r) { return cell(of_forecast(r, &ForecastLine::probability)); }},
    {"observed", [](const Row& r) { return cell(of_forecast(r, &ForecastLine::observed)); }},
    {"brier", [](const Row& r) { return cell(of_forecast(r, &ForecastLine::brier)); }},
    {"log", [](const Row& r) { return cell(of_forecast(r, &ForecastLine::log)); }},
    {"type_rule", [](const Row& r) { return cell(type_rule(r)); }},
    {"type_score", [](const Row& r) { return r.forecast && !r.forecast->types.empty() ? cell(r.forecast->types.front().value) : std::string{}; }},
    {"not_scored", [](const Row& r) { return cell(text_of(r, &ForecastLine::not_scored)); }},
    {"recorded_late", [](const Row& r) { return cell(r.forecast && r.forecast->recorded_late); }},
};

}  // namespace

std::string render_csv(const Report& report, const RenderOptions& options) {
    const Language& language = language_or_english(options.language);
    CsvTable<Row> table(kColumns);
    const auto add = [&](std::string_view list, const std::vector<StatementLine>& lines) {
        for (const auto& line : lines) {
            if (line.forecasts.empty()) table.add({list, line, nullptr, report, language});
            for (const auto& forecast : line.forecasts) table.add({list, line, &forecast, report, language});
        }
    };
    add(kSettled, report.statements);
    add("overdue", report.overdue);
    add("due_next_year", report.due_next);
    add("retracted", report.retracted);
    add("not_resolvable", report.not_resolvable);
    return table.take();
}

std::vector<ReportFile> csv_tables(const Report& report, const RenderOptions&, const std::string& name) {
    std::vector<ReportFile> files;
    for (const auto tables : std::array{figure_tables(), section_tables(), calibration_tables(), statement_tables()}) {
        for (const auto& table : tables) {
            auto text = table.make(report);
            if (!text.empty()) files.push_back({name + "-tables/" + std::string(table.name) + ".csv", std::move(text)});
        }
    }
    return files;
}

}  // namespace hindsight::report
