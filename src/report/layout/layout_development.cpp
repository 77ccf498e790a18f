// SPDX-License-Identifier: MIT
// Several years side by side, for all and for each person.
#include <algorithm>

#include "report/layout/figure_tables.hpp"
#include "report/model/people.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kShown = 30;  // people beyond which the table is folded

/// Counts of statements, then scores: together they would be too wide.
void lay_counts_by_year(Layout& layout) {
    const Words& words = layout.words;
    Table table{words("caption.development_counts"), {{words("column.year"), false, true}}, {}};
    for (const char* key : {"made", "due", "resolved", "annulled", "overdue"}) table.columns.push_back({words.term("count_name", key), true, false});
    for (const auto& line : layout.report.development) {
        const auto& counts = line.counts;
        std::vector<Runs> row{{strong(words.year(line.year))}};
        for (const auto n : {counts.made, counts.due, counts.resolved, counts.annulled, counts.overdue}) row.push_back({plain(words.count(n))});
        table.rows.push_back(std::move(row));
    }
    layout.add(std::move(table));
}

void lay_years(Layout& layout) {
    const Words& words = layout.words;
    constexpr std::array<std::string_view, 5> columns{"n", "brier", "brier_interval", "even", "hits"};
    Table table{words("caption.development." + std::string(slug(layout.report.compared))), figure_columns(words, words("column.year"), columns), {}};
    table.columns.push_back({words("column.confidence"), false, false});
    table.breaks = true;
    for (const auto& line : layout.report.development) {
        auto row = figure_cells(words, strong(words.year(line.year)), line.overall, columns);
        row.push_back({plain(confidence_word(words, line.confidence))});
        table.rows.push_back(std::move(row));
    }
    drop_empty_columns(table);
    layout.add(std::move(table));
}

std::string cell_of(const Words& words, const YearLine& year, const std::string& id) {
    const auto it = std::find_if(year.forecasters.begin(), year.forecasters.end(), [&](const PersonLine& person) { return person.id == id; });
    if (it == year.forecasters.end()) return "–";
    const auto brier = mean_of(it->figures, evaluation::rule::brier);
    return brier ? words("development.cell", {print_score(*brier), words.count(events_of(it->figures))}) : "–";
}

void lay_people(Layout& layout) {
    const auto ids = people_over_years(layout.report);
    if (ids.size() < 2) return;
    const Words& words = layout.words;
    Table table{words("caption.development_people"), {{words("column.forecaster"), false, true}}, {}};
    for (const auto& line : layout.report.development) table.columns.push_back({words.year(line.year), true, false});
    for (const auto& id : ids) {
        std::vector<Runs> row{{words.name_run(id)}};
        for (const auto& line : layout.report.development) row.push_back({plain(cell_of(words, line, id))});
        table.rows.push_back(std::move(row));
    }
    if (ids.size() > kShown) table.fold = words("development.people", {words.count(ids.size())});
    layout.add(std::move(table));
}

}  // namespace

void lay_development(Layout& layout) {
    if (layout.report.development.size() < 2) return;
    layout.heading(2, "development", layout.words("heading.development"));
    layout.paragraph(layout.words("development.note"), Tone::note);
    layout.chart(development_chart(layout.words, layout.report));
    lay_years(layout);
    lay_counts_by_year(layout);
    layout.chart(people_development_chart(layout.words, layout.report));
    lay_people(layout);
}

}  // namespace hindsight::report
