// SPDX-License-Identifier: MIT
// Charts of mean scores: forecasters and groups beside each other, and years after each other.
#include <algorithm>
#include <cmath>

#include "hindsight/base/text.hpp"
#include "report/charts/chart_parts.hpp"
#include "report/charts/charts.hpp"
#include "report/model/people.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kMostLines = 20;
constexpr std::size_t kMostPlanes = 12;
constexpr double kLeastHigh = 0.25;  // of an axis of Brier scores, so that good ones look good
using evaluation::Baseline;
using evaluation::ScoreFigure;

/// A mean with its name.
struct NamedMean {
    std::string name;
    const ScoreFigure* figure;
};

/// A mean over fewer questions says too little to stand beside others.
bool is_shown(const ScoreFigure* figure) { return figure && figure->clusters >= evaluation::kFewQuestions; }

double reach(const ScoreFigure& figure) { return figure.ci90 ? std::max(figure.mean, (*figure.ci90)[1]) : figure.mean; }

Layer mean_spans(const Words& words, const std::vector<NamedMean>& means) {
    Layer layer{MarkKind::spans, Role::first, {}, {}, 0};
    for (const auto& [name, figure] : means) {
        Datum datum;
        datum.x = figure->mean;
        datum.y = static_cast<double>(layer.data.size());
        if (figure->ci90) std::tie(datum.low, datum.high) = std::pair((*figure->ci90)[0], (*figure->ci90)[1]);
        datum.title = words("chart.of", {name, mean_words(words, *figure)});
        datum.label = print_score(figure->mean);
        layer.data.push_back(std::move(datum));
    }
    return layer;
}

/// What saying the same of every question earns on the same forecasts; null for time-weighted means, which are never set beside
/// a constant.
const evaluation::SkillFigure* constant_of(const Figures& figures, Baseline baseline) {
    const bool weighted = figures.coverage.has_value();
    const auto* constant = weighted ? nullptr : figures.skill_against(baseline);
    return constant && constant->n > 0 ? constant : nullptr;
}

/// "always 50%" where that is what it came to; options have even chances too, but others.
std::string even_label(const Words& words, bool all_halves) { return words(all_halves ? "chart.always_even" : "chart.equal_chances"); }
bool is_of_halves(double brier) { return std::abs(brier - 0.25) < 1e-9; }

void add_constants(const Words& words, const Figures& figures, Panel& panel) {
    const auto add = [&](Baseline baseline, const auto& label) {
        const auto* constant = constant_of(figures, baseline);
        if (!constant) return;
        panel.layers.push_back(rule_at(constant->baseline_score, label(constant->baseline_score)));
        panel.x.high = std::max(panel.x.high, constant->baseline_score);
    };
    add(Baseline::even, [&](double brier) { return even_label(words, is_of_halves(brier)); });
    add(Baseline::base_rate, [&](double) { return words("chart.base_rate"); });
}

/// Means below each other, with lines at what anybody could have had.
std::optional<Chart> forest(const Words& words, Chart chart, const std::vector<NamedMean>& means, const Figures& overall) {
    if (means.size() < 2) return std::nullopt;
    Panel panel;
    panel.x.label = words("chart.mean_brier");
    panel.x.high = kLeastHigh;
    panel.y.scale = AxisScale::names;
    panel.y.high = static_cast<double>(means.size());
    for (const auto& [name, figure] : means) {
        panel.y.names.push_back(name_with_n(words, name, 18, figure->n));
        panel.x.high = std::max(panel.x.high, reach(*figure));
    }
    add_constants(words, overall, panel);
    panel.x.high = std::min(1.0, panel.x.high * 1.04);
    panel.layers.push_back(mean_spans(words, means));
    chart.size = ChartSize::wide;
    chart.panels = {std::move(panel)};
    return chart;
}

std::string sentence_of(const Words& words, const std::vector<NamedMean>& means) {
    std::vector<std::string> items;
    for (const auto& [name, figure] : means) items.push_back(words("chart.of", {name, mean_words(words, *figure)}));
    return joined(words, items);
}

std::string group_name(const Words& words, std::string_view dimension, const std::string& label) {
    if (dimension == "speaker") return words.name(label);
    if (dimension == "source") return printable(words.source_title(label));
    return printable(dimension == "tag" ? label : words.term(dimension, label));
}

// ---- years

struct YearMean {
    int year;
    const ScoreFigure* figure;
    const evaluation::SkillFigure* even;  // null where there is none to compare with
};

std::optional<YearMean> year_mean(int year, const Figures& figures) {
    const auto* figure = brier_of(figures);
    return figure ? std::optional(YearMean{year, figure, constant_of(figures, Baseline::even)}) : std::nullopt;
}

std::vector<YearMean> overall_by_year(std::span<const YearLine> years) {
    std::vector<YearMean> out;
    for (const auto& line : years) {
        if (const auto mean = year_mean(line.year, line.overall)) out.push_back(*mean);
    }
    return out;
}

std::vector<YearMean> means_of_person(std::span<const YearLine> years, const std::string& id) {
    std::vector<YearMean> out;
    for (const auto& line : years) {
        const auto it = std::find_if(line.forecasters.begin(), line.forecasters.end(), [&](const PersonLine& p) { return p.id == id; });
        if (it == line.forecasters.end()) continue;
        if (const auto mean = year_mean(line.year, it->figures)) out.push_back(*mean);
    }
    return out;
}

/// At least two years, one of them with enough questions for a mean.
bool is_development(const std::vector<YearMean>& means) {
    return means.size() > 1 && std::any_of(means.begin(), means.end(), [](const YearMean& mean) { return is_shown(mean.figure); });
}

Axis year_axis(const Words& words, std::span<const YearLine> years) {
    Axis axis;
    axis.low = years.front().year - 0.5;
    axis.high = years.back().year + 0.5;
    axis.whole = true;
    axis.label = words("chart.year");
    return axis;
}

std::string year_words(const Words& words, const YearMean& mean) {
    return words("chart.of", {words("format.year", {std::to_string(mean.year)}), mean_words(words, *mean.figure)});
}

/// What even chances would have got, year by year, over the whole width.
Layer even_line(const Words& words, const Axis& years, const std::vector<YearMean>& means, bool labelled) {
    Layer layer{MarkKind::line, Role::quiet, {}, {}, 0};
    const auto add = [&](double x, double y) { layer.data.push_back({x, y, {}, {}, {}, {}, {}}); };
    bool halves = true;
    for (const auto& mean : means) {
        if (!mean.even) continue;
        const double brier = mean.even->baseline_score;
        halves = halves && is_of_halves(brier);
        if (layer.data.empty()) add(years.low, brier);
        add(mean.year, brier);
    }
    if (layer.data.empty()) return layer;
    add(years.high, layer.data.back().y);
    if (labelled) layer.label = even_label(words, halves);
    return layer;
}

bool has_even(const Chart& chart) {
    return std::any_of(chart.panels.begin(), chart.panels.end(), [](const Panel& panel) { return panel.layers.front().role == Role::quiet; });
}

Panel years_panel(const Words& words, std::span<const YearLine> years, const std::vector<YearMean>& means, bool labelled) {
    Layer line{MarkKind::line, Role::first, {}, {}, 0}, dots{MarkKind::dots, Role::first, {}, {}, 0};
    Layer whiskers{MarkKind::whiskers, Role::first, {}, {}, 0};
    Panel panel{{}, year_axis(words, years), {}, {}};
    panel.y.label = words("chart.mean_brier");
    panel.y.high = kLeastHigh;
    for (const auto& mean : means) {
        Datum datum;
        datum.x = mean.year;
        datum.y = mean.figure->mean;
        line.data.push_back(datum);
        datum.title = year_words(words, mean);
        if (labelled) datum.label = print_score(mean.figure->mean);
        dots.data.push_back(datum);
        const double highest = std::max(reach(*mean.figure) * 1.05, mean.even ? mean.even->baseline_score * 1.2 : 0);
        panel.y.high = std::min(1.0, std::max(panel.y.high, highest));
        if (!mean.figure->ci90) continue;
        datum.label.clear();
        datum.low = (*mean.figure->ci90)[0];
        datum.high = (*mean.figure->ci90)[1];
        whiskers.data.push_back(datum);
    }
    panel.layers = {std::move(whiskers), std::move(line), std::move(dots)};
    auto even = even_line(words, panel.x, means, labelled);
    if (!even.data.empty()) panel.layers.insert(panel.layers.begin(), std::move(even));
    return panel;
}

Panel year_counts(const Words& words, std::span<const YearLine> years, const std::vector<YearMean>& means) {
    Layer bars{MarkKind::bars, Role::first, {}, {}, 0.5};
    double most = 0;
    for (const auto& mean : means) {
        const auto n = static_cast<double>(mean.figure->n);
        bars.data.push_back({static_cast<double>(mean.year), n, {}, {}, {}, year_words(words, mean), {}});
        most = std::max(most, n);
    }
    Panel panel{{}, year_axis(words, years), count_axis(words("chart.forecasts"), most), {std::move(bars)}};
    panel.height = 0.3;
    return panel;
}

}  // namespace

std::optional<Chart> forecaster_chart(const Words& words, const Section& section) {
    std::vector<NamedMean> means;
    for (const auto& person : section.forecasters) {
        const auto* figure = brier_of(person.figures);
        if (is_shown(figure) && means.size() < kMostLines) means.push_back({words.name(person.id), figure});
    }
    Chart chart = chart_with(words, chart_anchor(section, "scores"), {"scores", heading_of(words, section), sentence_of(words, means)});
    return forest(words, std::move(chart), means, section.overall);
}

std::optional<Chart> group_chart(const Words& words, const Section& section, std::span<const GroupLine> groups, std::string_view dimension) {
    std::vector<NamedMean> means;
    for (const auto& group : groups) {
        const auto* figure = brier_of(group.figures);
        if (is_shown(figure) && means.size() < kMostLines) means.push_back({group_name(words, dimension, group.label), figure});
    }
    Chart chart = chart_with(words, chart_anchor(section, dimension), {"groups", heading_of(words, section), sentence_of(words, means)});
    chart.title = words("chart.groups.title", {heading_of(words, section), words("chart.by." + std::string(dimension))});
    return forest(words, std::move(chart), means, section.overall);
}

std::optional<Chart> development_chart(const Words& words, const Report& report) {
    const auto means = overall_by_year(report.development);
    if (!is_development(means)) return std::nullopt;
    std::vector<std::string> items;
    for (const auto& mean : means) items.push_back(year_words(words, mean));
    Chart chart = chart_with(words, "development-chart", {"development", {}, joined(words, items)});
    chart.size = ChartSize::wide;
    chart.below = true;
    chart.panels = {years_panel(words, report.development, means, true), year_counts(words, report.development, means)};
    return chart;
}

std::optional<Chart> people_development_chart(const Words& words, const Report& report) {
    std::vector<std::string> items;
    std::vector<Panel> panels;
    double high = 0;
    for (const auto& id : people_over_years(report)) {
        const auto means = means_of_person(report.development, id);
        if (panels.size() == kMostPlanes || !is_development(means)) continue;
        panels.push_back(years_panel(words, report.development, means, false));
        panels.back().title = words.name(id);
        high = std::max(high, panels.back().y.high);
        const auto mean_of = [](const YearMean& mean) { return print_score(mean.figure->mean); };
        items.push_back(words("chart.from_to", {panels.back().title, mean_of(means.front()), mean_of(means.back())}));
    }
    if (panels.size() < 2) return std::nullopt;
    for (auto& panel : panels) panel.y.high = high;
    Chart chart = chart_with(words, "people-development-chart", {"people_development", {}, joined(words, items)});
    chart.size = ChartSize::wide;
    chart.panels = std::move(panels);
    if (has_even(chart)) chart.note += words("chart.even_note");
    return chart;
}

}  // namespace hindsight::report
