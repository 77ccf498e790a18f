// SPDX-License-Identifier: MIT
// Counts, scoreboards, calibration and groups.
#include <algorithm>
#include <cmath>

#include "report/layout.hpp"

namespace hindsight::report {

namespace {

namespace rule = evaluation::rule;
using evaluation::Baseline;

/// `predictions-tags`
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

std::string skill_of(const Figures& figures, Baseline baseline) {
    const auto* skill = figures.skill_against(baseline);
    return print_skill(skill ? skill->skill : std::nullopt);
}

/// The columns that every line of figures has.
std::vector<Column> figure_columns(const Words& words, std::string first) {
    std::vector<Column> columns{{std::move(first), false, true}};
    for (const char* key : {"column.n", "column.questions", "column.brier", "column.interval", "column.log", "column.even",
                            "column.base_rate", "column.crowd", "column.hits"}) {
        columns.push_back({words(key), true, false});
    }
    return columns;
}

std::vector<Runs> figure_cells(const Words& words, Run first, const Figures& figures) {
    const auto* brier = figures.score(rule::brier);
    std::vector<std::string> cells{print_count(figures.n), print_count(figures.questions), print_score(mean_of(figures, rule::brier)),
                                   words.interval(brier), print_score(mean_of(figures, rule::log)),
                                   skill_of(figures, Baseline::even), skill_of(figures, Baseline::base_rate),
                                   skill_of(figures, Baseline::crowd), print_percent(figures.hit_rate)};
    std::vector<Runs> out{{std::move(first)}};
    for (auto& cell : cells) out.push_back({plain(std::move(cell))});
    return out;
}

/// Without columns in which no line has anything.
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

bool is_rough(const Figures& figures) {
    const auto* brier = figures.score(rule::brier);
    return brier && brier->rough();
}

/// Scores other than Brier and log of events: each in its unit.
void lay_type_scores(Layout& layout, const Section& section) {
    Table table{layout.words("caption.type_scores"),
                {{layout.words("column.forecaster"), false, true}, {layout.words("column.rule"), false, false},
                 {layout.words("column.unit"), false, false}, {layout.words("column.n"), true, false},
                 {layout.words("column.mean"), true, false}, {layout.words("column.interval"), true, false}},
                {}};
    for (const auto& person : section.forecasters) {
        for (const auto& score : person.figures.scores) {
            if (score.rule == rule::brier || score.rule == rule::log) continue;
            const std::string unit = layout.words.scale(evaluation::scale_of(score.rule, score.unit));
            table.rows.push_back({{layout.words.name_run(person.id)}, {plain(layout.words.term("rule", score.rule))},
                                  {user(unit)}, {plain(print_count(score.n))}, {plain(print_score(score.mean))},
                                  {plain(layout.words.interval(&score))}});
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
    const bool rough = is_rough(all) || std::any_of(section.forecasters.begin(), section.forecasters.end(),
                                                    [](const PersonLine& person) { return is_rough(person.figures); });
    if (rough) notes.items.push_back({plain(words("note.rough"))});
    if (all.n > 0 && !all.ranked()) notes.items.push_back({plain(words("note.no_rank"))});
    if (all.recorded_late > 0) {
        const auto* before = section.recorded_before.score(rule::brier);
        notes.items.push_back({plain(words("note.recorded_late", {print_count(all.recorded_late), print_count(all.n)}) +
                                     (before ? words("note.recorded_before", {print_count(section.recorded_before.n), print_score(before->mean)})
                                             : words("note.none_before")))});
    }
    if (all.imputed > 0) notes.items.push_back({plain(words("note.imputed", {print_count(all.imputed), print_count(all.n)}))});
    if (all.fractions > 0) notes.items.push_back({plain(words("note.fractions", {print_count(all.fractions)}))});
    if (all.coverage) notes.items.push_back({plain(words("note.coverage", {print_percent(*all.coverage)}))});
    if (section.coverage) {
        notes.items.push_back({plain(words("note.ranges", {print_count(section.coverage->n), print_percent(section.coverage->nominal),
                                                           print_percent(section.coverage->observed)}))});
    }
    if (section.second && section.second->added > 0) {
        const auto& s = *section.second;
        notes.items.push_back({plain(words("note.second", {print_count(s.added), print_score(s.expected), print_score(s.best),
                                                           print_score(s.worst), print_percent(s.base_rate)}))});
    }
    for (const auto& [reason, n] : section.not_scored) {
        notes.items.push_back({plain(words("note.not_scored", {print_count(n), words.term("reason", reason)}))});
    }
    if (!notes.items.empty()) layout.add(std::move(notes));
}

Table pools_table(const Layout& layout, const std::vector<scoring::CalibrationBin>& bins, std::string caption) {
    const Words& words = layout.words;
    Table table{std::move(caption),
                {{words("column.range"), false, true}, {words("column.n"), true, false},
                 {words("column.mean_predicted"), true, false}, {words("column.observed_rate"), true, false}},
                {}};
    for (const auto& bin : bins) {
        const std::string range = bin.low == bin.high ? print_percent(bin.low) : print_percent(bin.low) + "–" + print_percent(bin.high);
        table.rows.push_back({{plain(range)}, {plain(print_count(bin.n))}, {plain(print_percent(bin.mean_predicted))},
                              {plain(print_percent(bin.observed_rate))}});
    }
    return table;
}

std::vector<CalibrationChart::Point> points_of(const std::vector<scoring::CalibrationBin>& bins) {
    std::vector<CalibrationChart::Point> out;
    for (const auto& bin : bins) out.push_back({bin.low, bin.high, bin.mean_predicted, bin.observed_rate, bin.n});
    return out;
}

CalibrationChart chart_of(const Layout& layout, const Section& section) {
    const Words& words = layout.words;
    CalibrationChart chart;
    chart.anchor = anchor(section, "chart");
    chart.title = heading_of(layout, "calibration", section);
    for (const auto& bin : section.calibration->bins.bins) {
        if (!chart.description.empty()) chart.description += "; ";
        chart.description += words("chart.point", {print_percent(bin.mean_predicted), print_percent(bin.observed_rate), print_count(bin.n)});
    }
    chart.description = words("chart.description", {chart.description});
    chart.x_label = words("chart.x");
    chart.y_label = words("chart.y");
    chart.ideal_label = words("chart.ideal");
    chart.count_label = words("chart.count");
    chart.pools = points_of(section.calibration->corp.bins);
    chart.bins = points_of(section.calibration->bins.bins);
    return chart;
}

/// What the mean probability says against the share that came true.
std::string confidence_words(const Layout& layout, const Figures& figures) {
    if (!figures.mean_probability || !figures.mean_observed) return {};
    const double gap = *figures.mean_probability - *figures.mean_observed;
    const char* key = std::abs(gap) < 0.05 ? "calibration.fair" : gap > 0 ? "calibration.over" : "calibration.under";
    return layout.words(key, {print_percent(*figures.mean_probability), print_percent(*figures.mean_observed)});
}

void lay_group(Layout& layout, const std::vector<GroupLine>& groups, const char* dimension) {
    if (groups.empty()) return;
    const std::string name(dimension);
    Table table{layout.words("caption." + name), figure_columns(layout.words, layout.words("column." + name)), {}};
    for (const auto& group : groups) {
        const Run label = name == "tag" ? user(group.label) : plain(layout.words.term(name, group.label));
        table.rows.push_back(figure_cells(layout.words, label, group.figures));
    }
    drop_empty_columns(table);
    layout.add(std::move(table));
}

}  // namespace

void lay_counts(Layout& layout) {
    const Words& words = layout.words;
    layout.heading(2, "counts", words("heading.counts"));
    const std::string year = std::to_string(layout.report.year);
    const std::string rule = words.term("year_rule", evaluation::slug(layout.report.year_by));
    layout.paragraph(words("counts.rule", {rule, words.day(day_of(layout.report.as_of))}), Tone::note);
    Table table{words("caption.counts"),
                {{words("column.what"), false, false}, {words("column.predictions"), true, false}, {words("column.claims"), true, false},
                 {words("column.all"), true, false}, {words("column.meaning"), false, true}},
                {}};
    const auto row = [&](const char* slug, std::size_t Counts::*member) {
        table.rows.push_back({{strong(words.term("count_name", slug))},
                              {plain(print_count(layout.report.predictions.counts.*member))},
                              {plain(print_count(layout.report.claims.counts.*member))},
                              {plain(print_count(layout.report.counts.*member))},
                              {plain(words("count_meaning." + std::string(slug), {year, rule}))}});
    };
    row("made", &Counts::made);
    row("due", &Counts::due);
    row("resolved", &Counts::resolved);
    row("scored", &Counts::scored);
    row("annulled", &Counts::annulled);
    row("retracted", &Counts::retracted);
    row("overdue", &Counts::overdue);
    row("open", &Counts::open);
    row("not_resolvable", &Counts::not_resolvable);
    table.stacks = true;
    layout.add(std::move(table));
}

void lay_scoreboard(Layout& layout, const Section& section) {
    const Words& words = layout.words;
    layout.heading(2, anchor(section, "scores"), heading_of(layout, "scores", section));
    if (section.overall.n == 0) {
        layout.paragraph(words("scores.none." + std::string(slug(section.kind)), {std::to_string(layout.report.year)}), Tone::note);
        lay_notes(layout, section);
        return;
    }
    Table table{words("caption.scores"), figure_columns(words, words("column.forecaster")), {}};
    table.columns.insert(table.columns.begin(), {words("column.rank"), true, false});
    for (const auto& person : section.forecasters) {
        auto cells = figure_cells(words, words.name_run(person.id), person.figures);
        cells.insert(cells.begin(), Runs{plain(person.rank ? print_count(*person.rank) : "–")});
        table.rows.push_back(std::move(cells));
    }
    if (section.forecasters.size() > 1) {
        auto cells = figure_cells(words, strong(words("row.all")), section.overall);
        cells.insert(cells.begin(), Runs{plain("")});
        table.rows.push_back(std::move(cells));
    }
    drop_empty_columns(table);
    layout.add(std::move(table));
    layout.paragraph(words("scores.legend"), Tone::note);
    lay_type_scores(layout, section);
    lay_notes(layout, section);
}

void lay_calibration(Layout& layout, const Section& section) {
    if (!section.calibration) return;
    const Words& words = layout.words;
    const auto& calibration = *section.calibration;
    layout.heading(2, anchor(section, "calibration"), heading_of(layout, "calibration", section));
    if (calibration.questions < evaluation::kFewQuestions) {
        layout.paragraph(words("calibration.few", {words.count("question", calibration.questions)}), Tone::note);
        return;
    }
    const auto& corp = calibration.corp;
    layout.paragraph(words("calibration.parts", {print_score(corp.mean_score), print_score(corp.miscalibration), print_score(corp.discrimination),
                                                 print_score(corp.uncertainty)}));
    const std::string confidence = confidence_words(layout, section.overall);
    if (!confidence.empty()) layout.paragraph(confidence);
    if (calibration.auc) layout.paragraph(words("calibration.auc", {print_score(*calibration.auc)}));
    layout.add(chart_of(layout, section));
    layout.add(pools_table(layout, calibration.bins.bins, words("caption.bins")));
    layout.add(pools_table(layout, corp.bins, words("caption.pools")));
    layout.paragraph(words("calibration.note", {print_count(calibration.pairs), print_count(calibration.questions)}), Tone::note);
}

void lay_groups(Layout& layout, const Section& section) {
    if (section.overall.n == 0) return;
    layout.heading(2, anchor(section, "groups"), heading_of(layout, "groups", section));
    lay_group(layout, section.by_tag, "tag");
    lay_group(layout, section.by_type, "type");
    lay_group(layout, section.by_horizon, "horizon");
}

}  // namespace hindsight::report
