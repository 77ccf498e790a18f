// SPDX-License-Identifier: MIT
// Who scored what: the board, what each was better than, the same with what is missing, and scores in units.
#include <algorithm>

#include "report/layout/figure_tables.hpp"

namespace hindsight::report {

namespace {

namespace rule = evaluation::rule;
using evaluation::Baseline;

bool is_rough(const Figures& figures) {
    return std::any_of(figures.scores.begin(), figures.scores.end(), [](const auto& score) { return score.rough(); });
}

template <class Predicate>
bool any_person(const Section& section, Predicate predicate) {
    return std::any_of(section.forecasters.begin(), section.forecasters.end(), predicate);
}

constexpr std::size_t kManyPeople = 20;  // from here on those with few questions are folded

bool is_folded(const Section& section, const PersonLine& person) {
    return section.forecasters.size() > kManyPeople && questions_of(person.figures) < evaluation::kFewQuestions;
}

/// The lines of those who are shown, or of those who are folded.
Table board(const Layout& layout, const Section& section, bool folded) {
    const Words& words = layout.words;
    Table table{words("caption.scores"), figure_columns(words, words("column.forecaster"), kScoreColumns), {}};
    table.columns.insert(table.columns.begin(), {words("column.rank"), true, false});
    table.breaks = true;
    const auto add = [&](Run name, const std::string& rank, const Figures& figures) {
        auto cells = figure_cells(words, std::move(name), figures, kScoreColumns);
        cells.insert(cells.begin(), Runs{plain(rank)});
        table.rows.push_back(std::move(cells));
    };
    for (const auto& person : section.forecasters) {
        if (events_of(person.figures) == 0 || is_folded(section, person) != folded) continue;  // ranges and values are below
        add(words.name_run(person.id), person.rank ? words.count(*person.rank) : "–", person.figures);
    }
    if (folded) table.fold = words("scores.small", {words.count(table.rows.size())});
    if (!folded && section.forecasters.size() > 1 && events_of(section.overall) > 0) add(strong(words("row.all")), "", section.overall);
    drop_empty_columns(table);
    return table;
}

void lay_board(Layout& layout, const Section& section) {
    for (const bool folded : {false, true}) {
        auto table = board(layout, section, folded);
        if (!table.rows.empty()) layout.add(std::move(table));
    }
    if (events_of(section.overall) == 0) return;
    const bool over_time = layout.report.policy == evaluation::Policy::time_weighted;  // there even odds earn what the time allows
    layout.paragraph(layout.words(over_time ? "scores.legend_over_time" : "scores.legend"), Tone::note);
}

/// "4 of 5 at 80%": the ranges that held the value, and the level at which they were named.
std::string range_cell(const Words& words, const std::optional<evaluation::RangeCalibration>& ranges) {
    if (!ranges || ranges->n == 0) return "–";
    return words("scores.ranges", {print_percent(ranges->observed), print_percent(ranges->nominal), words.count(ranges->n)});
}

std::vector<Runs> comparison_cells(const Words& words, Run name, const Figures& figures, const std::optional<Calibration>& calibration,
                                   const std::optional<Confidence>& confidence, const std::optional<evaluation::RangeCalibration>& ranges) {
    auto cells = figure_cells(words, std::move(name), figures, kSkillColumns);
    const bool enough = calibration && calibration->questions >= evaluation::kFewQuestions;
    cells.push_back({plain(enough ? print_score(calibration->corp.miscalibration) : "–")});
    cells.push_back({plain(enough ? print_score(calibration->corp.discrimination) : "–")});
    cells.push_back({plain(confidence_word(words, confidence))});
    cells.push_back({plain(range_cell(words, ranges))});
    return cells;
}

bool has_column(const Words& words, const Table& table, std::string_view key) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.heading == words(key); });
}

/// Says what the columns that are there mean.
std::string comparison_legend(const Words& words, const Table& table) {
    std::string out;
    const auto add = [&](const char* key) { out += (out.empty() ? std::string() : words("answer.space")) + words(key); };
    if (has_column(words, table, "column.even")) add("scores.legend_skill");
    if (has_column(words, table, "column.miscalibration")) add("scores.legend_parts");
    add("scores.legend_sureness");
    add("scores.legend_ranges");
    return out;
}

void lay_comparison(Layout& layout, const Section& section) {
    const Words& words = layout.words;
    Table table{words("caption.comparison"), figure_columns(words, words("column.forecaster"), kSkillColumns), {}};
    for (const char* key : {"column.miscalibration", "column.discrimination"}) table.columns.push_back({words(key), true, false});
    table.columns.push_back({words("column.confidence"), false, false});
    table.columns.push_back({words("column.range_coverage"), false, false});
    for (const auto& person : section.forecasters) {
        if (questions_of(person.figures) < evaluation::kFewQuestions && !person.ranges) continue;
        table.rows.push_back(comparison_cells(words, words.name_run(person.id), person.figures, person.calibration, person.confidence, person.ranges));
    }
    if (table.rows.size() > 1) {
        table.rows.push_back(comparison_cells(words, strong(words("row.all")), section.overall, section.calibration, section.confidence, section.ranges));
    }
    if (table.rows.empty()) return;
    drop_empty_columns(table);
    const std::string legend = comparison_legend(words, table);
    table.breaks = true;
    layout.add(std::move(table));
    layout.paragraph(legend, Tone::note);
}

/// The same people counted in two stricter ways: only what was recorded in time, and with what is missing.
void lay_stricter(Layout& layout, const Section& section) {
    const Words& words = layout.words;
    const bool late = section.overall.recorded_late > 0 && section.recorded_before.n > 0;
    const bool missing = section.second && section.second->added > 0;
    if (!late && !missing) return;
    Table table{words("caption.stricter"), {{words("column.forecaster"), false, true}}, {}};
    for (const char* key : {"column.brier", "column.n_before", "column.brier_before", "column.n_missing", "column.brier_missing", "column.best_worst"}) {
        table.columns.push_back({words(key), true, false});
    }
    const auto add = [&](Run name, const Figures& all, const Figures& before, const std::optional<SecondLine>& second) {
        const bool adds = second && second->added > 0;
        std::vector<std::string> cells{print_score(mean_of(all, rule::brier)), late ? words.count(before.n) : "–",
                                       late ? print_score(mean_of(before, rule::brier)) : "–", adds ? words.count(second->added) : "–",
                                       adds ? print_score(second->expected) : "–",
                                       adds ? print_score(second->best) + "–" + print_score(second->worst) : "–"};
        std::vector<Runs> row{{std::move(name)}};
        for (auto& cell : cells) row.push_back({plain(std::move(cell))});
        table.rows.push_back(std::move(row));
    };
    for (const auto& person : section.forecasters) {
        const bool differs = person.figures.recorded_late > 0 || (person.second && person.second->added > 0);
        if (differs && !is_folded(section, person)) add(words.name_run(person.id), person.figures, person.recorded_before, person.second);
    }
    if (section.forecasters.size() > 1) add(strong(words("row.all")), section.overall, section.recorded_before, section.second);
    drop_empty_columns(table);
    table.breaks = true;
    layout.add(std::move(table));
    layout.paragraph((late ? words("scores.before_legend") : "") + (late && missing ? words("answer.space") : "") +
                         (missing ? words("scores.missing_legend") : ""), Tone::note);
}

/// Scores other than Brier and log of events: each in its unit.
void lay_type_scores(Layout& layout, const Section& section) {
    const Words& words = layout.words;
    Table table{words("caption.type_scores"),
                {{words("column.forecaster"), false, true}, {words("column.rule"), false, false}, {words("column.unit"), false, false},
                 {words("column.n"), true, false}, {words("column.mean"), true, false}, {words("column.interval"), true, false}},
                {}};
    for (const auto& person : section.forecasters) {
        for (const auto& score : person.figures.scores) {
            if (score.rule == rule::brier || score.rule == rule::log) continue;
            const std::string unit = words.scale(evaluation::scale_of(score.rule, score.unit));
            table.rows.push_back({{words.name_run(person.id)}, {plain(words.term("rule", score.rule))}, {user(unit)},
                                  {plain(words.count(score.n))}, {plain(print_score(score.mean))}, {plain(words.interval(&score))}});
        }
    }
    if (table.rows.empty()) return;
    drop_empty_columns(table);
    layout.add(std::move(table));
}

void lay_notes(Layout& layout, const Section& section) {
    const Words& words = layout.words;
    const Figures& all = section.overall;
    List notes;
    const auto note = [&](std::string text) { notes.items.push_back({plain(std::move(text))}); };
    if (is_rough(all) || any_person(section, [](const PersonLine& person) { return is_rough(person.figures); })) note(words("note.rough"));
    if (all.n > 0 && !all.ranked()) note(words("note.no_rank"));
    if (all.recorded_late > 0) {
        const std::string late = words.count(all.recorded_late), n = words.count(all.n);
        note(words("note.recorded_late", {late, n}) + (section.recorded_before.n > 0 ? std::string() : words("note.none_before")));
    }
    if (all.imputed > 0) note(words("note.imputed", {words.count(all.imputed), words.count(all.n)}));
    if (all.fractions > 0) note(words("note.fractions", {words.count(all.fractions)}));
    if (all.coverage) note(words("note.coverage", {print_percent(*all.coverage)}));
    if (const auto* log = all.score(rule::log); log && log->infinite > 0) note(words("note.infinite", {words.count(log->infinite)}));
    for (const auto& [reason, n] : section.not_scored) note(words("note.not_scored", {words.count(n), words.term("reason", reason)}));
    if (!notes.items.empty()) layout.add(std::move(notes));
}

}  // namespace

void lay_scoreboard(Layout& layout, const Section& section) {
    const Words& words = layout.words;
    layout.heading(2, anchor(section, "scores"), heading_of(layout, "scores", section));
    if (section.overall.n == 0) {
        layout.paragraph(words("scores.none." + std::string(slug(section.kind)), {words.period()}), Tone::note);
        lay_notes(layout, section);
        return;
    }
    lay_board(layout, section);
    layout.chart(forecaster_chart(words, section));
    lay_comparison(layout, section);
    lay_stricter(layout, section);
    lay_type_scores(layout, section);
    lay_notes(layout, section);
}

}  // namespace hindsight::report
