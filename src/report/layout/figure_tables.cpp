// SPDX-License-Identifier: MIT
// Cells of figures, and what the balance of confidence and hits says.
#include "report/layout/figure_tables.hpp"

#include <algorithm>
#include <cmath>

namespace hindsight::report {

namespace {

namespace rule = evaluation::rule;
using evaluation::Baseline;

std::string skill_of(const Figures& figures, Baseline baseline) {
    const auto* skill = figures.skill_against(baseline);
    return print_skill(skill ? skill->skill : std::nullopt);
}

struct FigureColumn {
    std::string_view slug, heading;
    std::string (*cell)(const Words& words, const Figures& figures);
};

constexpr FigureColumn kColumns[] = {
    {"n", "column.n", [](const Words& w, const Figures& f) { return w.count(events_of(f)); }},
    {"questions", "column.questions", [](const Words& w, const Figures& f) { return w.count(questions_of(f)); }},
    {"brier", "column.brier", [](const Words&, const Figures& f) { return print_score(mean_of(f, rule::brier)); }},
    {"brier_interval", "column.interval", [](const Words& w, const Figures& f) { return w.interval(f.score(rule::brier)); }},
    {"log", "column.log", [](const Words&, const Figures& f) { return print_score(mean_of(f, rule::log)); }},
    {"log_interval", "column.interval", [](const Words& w, const Figures& f) { return w.interval(f.score(rule::log)); }},
    {"even", "column.even", [](const Words&, const Figures& f) { return skill_of(f, Baseline::even); }},
    {"base_rate", "column.base_rate", [](const Words&, const Figures& f) { return skill_of(f, Baseline::base_rate); }},
    {"crowd", "column.crowd", [](const Words&, const Figures& f) { return skill_of(f, Baseline::crowd); }},
    {"hits", "column.hits", [](const Words&, const Figures& f) { return print_percent(f.hit_rate); }},
};

const FigureColumn& column_of(std::string_view slug) {
    return *std::find_if(std::begin(kColumns), std::end(kColumns), [&](const FigureColumn& column) { return column.slug == slug; });
}

/// `over` and `under` only where the interval leaves no doubt; `seems_` before them where it does.
std::string verdict(const Confidence& confidence) {
    const double gap = confidence.difference;
    if (std::abs(gap) * 100 < kClosePoints) return "fair";
    const std::string side = gap > 0 ? "over" : "under";
    const bool sure = confidence.ci90 && ((*confidence.ci90)[0] > 0 || (*confidence.ci90)[1] < 0);
    return sure ? side : "seems_" + side;
}

}  // namespace

std::string anchor(const Section& section, std::string_view part) {
    return std::string(slug(section.kind)) + "s-" + std::string(part);
}

std::string heading_of(const Layout& layout, std::string_view what, const Section& section) {
    return layout.words("heading." + std::string(what) + "." + std::string(slug(section.kind)));
}

std::optional<double> mean_of(const Figures& figures, std::string_view which) {
    const auto* score = figures.score(which);
    return score ? std::optional(score->mean) : std::nullopt;
}

std::size_t events_of(const Figures& figures) {
    const auto* brier = figures.score(rule::brier);
    return brier ? brier->n : 0;
}

std::size_t questions_of(const Figures& figures) {
    const auto* brier = figures.score(rule::brier);
    return brier ? brier->questions : 0;
}

std::vector<Column> figure_columns(const Words& words, std::string first, std::span<const std::string_view> slugs) {
    std::vector<Column> columns{{std::move(first), false, true}};
    for (const auto slug : slugs) columns.push_back({words(column_of(slug).heading), true, false});
    return columns;
}

std::vector<Runs> figure_cells(const Words& words, Run first, const Figures& figures, std::span<const std::string_view> slugs) {
    std::vector<Runs> out{{std::move(first)}};
    for (const auto slug : slugs) out.push_back({plain(column_of(slug).cell(words, figures))});
    return out;
}

void drop_empty_columns(Table& table) {
    for (std::size_t c = table.columns.size(); c-- > 0;) {
        const bool empty = std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
            return row[c].size() == 1 && (row[c][0].text == "–" || row[c][0].text.empty());
        });
        if (!empty || !table.columns[c].is_number) continue;
        const auto place = static_cast<std::ptrdiff_t>(c);
        table.columns.erase(table.columns.begin() + place);
        for (auto& row : table.rows) row.erase(row.begin() + place);
    }
}

std::string confidence_sentence(const Words& words, const std::optional<Confidence>& confidence) {
    if (!confidence || confidence->n == 0) return {};
    const std::string said = print_percent(confidence->mean_confidence), right = print_percent(confidence->hit_rate);
    std::string out = words("confidence.sentence." + verdict(*confidence), {said, right});
    if (confidence->ci90) {
        const auto& [low, high] = *confidence->ci90;
        out += words("confidence.interval", {print_points(confidence->difference), print_points(low), print_points(high)});
    }
    return out + words("confidence.stop");
}

std::string confidence_word(const Words& words, const std::optional<Confidence>& confidence) {
    if (!confidence || confidence->clusters < evaluation::kFewQuestions) return "–";
    return words("confidence.word." + verdict(*confidence), {print_points(confidence->difference)});
}

}  // namespace hindsight::report
