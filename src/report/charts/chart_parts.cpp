// SPDX-License-Identifier: MIT
// Puts together what several charts share.
#include "report/charts/chart_parts.hpp"

#include "hindsight/base/text.hpp"

namespace hindsight::report {

Chart chart_with(const Words& words, std::string anchor, const ChartTexts& texts) {
    const std::string key = "chart." + texts.name;
    Chart chart;
    chart.anchor = std::move(anchor);
    chart.title = words(key + ".title", {texts.of});
    chart.description = words(key + ".text", {texts.figures});
    chart.note = words.term(key, "note");
    if (chart.note == "note") chart.note.clear();
    return chart;
}

std::string chart_anchor(const Section& section, std::string_view name) {
    return std::string(slug(section.kind)) + "s-" + std::string(name) + "-chart";
}

std::string heading_of(const Words& words, const Section& section) { return words("heading." + std::string(slug(section.kind)) + "s"); }

Axis share_axis(std::string label) {
    Axis axis;
    axis.label = std::move(label);
    axis.percent = true;
    return axis;
}

Axis count_axis(std::string label, double most) {
    Axis axis;
    axis.high = std::max(1.0, most);
    axis.label = std::move(label);
    axis.whole = true;
    return axis;
}

Layer diagonal(std::string label) {
    Layer layer{MarkKind::line, Role::quiet, {}, {}, 0};
    Datum middle;
    middle.x = middle.y = 0.85;
    middle.label = std::move(label);
    layer.data = {Datum{}, middle, Datum{1, 1, {}, {}, {}, {}, {}}};
    return layer;
}

Layer rule_at(double x, std::string label) {
    Layer layer{MarkKind::rules, Role::quiet, {}, {}, 0};
    Datum datum;
    datum.x = x;
    datum.label = std::move(label);
    layer.data = {std::move(datum)};
    return layer;
}

std::string joined(const Words& words, const std::vector<std::string>& items) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : words("chart.and")) + item;
    return out;
}

const evaluation::ScoreFigure* brier_of(const Figures& figures) { return figures.score(evaluation::rule::brier); }

std::string name_with_n(const Words& words, const std::string& name, int columns, std::size_t n) {
    return words("chart.name_n", {truncate_to_width(name, columns), words.count(n)});
}

std::string mean_words(const Words& words, const evaluation::ScoreFigure& figure) {
    const std::string n = words.count(figure.n);
    if (!figure.ci90) return words("chart.mean", {print_score(figure.mean), n});
    const auto& [low, high] = *figure.ci90;
    return words("chart.mean_interval", {print_score(figure.mean), print_score(low), print_score(high), n});
}

}  // namespace hindsight::report
