// SPDX-License-Identifier: MIT
// The scoreboard under other rules, in one table of ranks and scores.
#include <algorithm>

#include "report/layout/figure_tables.hpp"
#include "report/model/people.hpp"

namespace hindsight::report {

namespace {

using evaluation::VariantPlace;
using evaluation::VariantScores;

constexpr std::size_t kShown = 12;  // columns of people; the others are in JSON and CSV

/// Those who stand first in the report's own way of counting, then others who have a score by any.
std::vector<std::string> people_of(const Report& report) {
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (ids.size() < kShown && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const auto& person : compared(report).forecasters) add(person.id);
    for (const auto& variant : report.sensitivity) {
        for (const auto& place : variant.people) {
            if (place.brier) add(place.forecaster);
        }
    }
    return ids;
}

std::string cell_of(const Words& words, const VariantScores& scores, const std::string& id) {
    const auto it = std::find_if(scores.people.begin(), scores.people.end(), [&](const VariantPlace& place) { return place.forecaster == id; });
    if (it == scores.people.end() || !it->brier) return "–";
    const std::string n = words.count(it->n), mean = print_score(*it->brier);
    if (!it->rank) return words("sensitivity.unranked", {mean, n});
    const auto ranked = std::count_if(scores.people.begin(), scores.people.end(), [](const VariantPlace& place) { return place.rank.has_value(); });
    return words("sensitivity.ranked", {words.count(*it->rank), mean, n, words.count(static_cast<std::size_t>(ranked))});
}

bool says_something(const VariantScores& scores) { return scores.n > 0; }

}  // namespace

void lay_sensitivity(Layout& layout) {
    const auto& variants = layout.report.sensitivity;
    if (std::count_if(variants.begin(), variants.end(), says_something) == 0 || variants.size() < 2) return;
    const Words& words = layout.words;
    layout.heading(2, "sensitivity", words("heading.sensitivity"));
    layout.paragraph(words("sensitivity.note." + std::string(slug(layout.report.compared))));
    Table table{words("caption.sensitivity"), {{words("column.variant"), false, true}, {words("column.n"), true, false}, {words("column.mean_all"), true, false}}, {}};
    const auto people = people_of(layout.report);
    for (const auto& id : people) table.columns.push_back(entered_column(words.name(id)));
    for (const auto& scores : variants) {
        std::vector<Runs> row{{plain(words.term("variant", scores.variant.slug)), quiet(scores.variant.comparable ? "" : words("sensitivity.apart"))},
                              {plain(words.count(scores.n))}, {plain(print_score(scores.brier))}};
        for (const auto& id : people) row.push_back({plain(cell_of(words, scores, id))});
        table.rows.push_back(std::move(row));
    }
    layout.add(std::move(table));
    layout.paragraph(words("sensitivity.legend"), Tone::note);
}

}  // namespace hindsight::report
