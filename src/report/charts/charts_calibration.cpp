// SPDX-License-Identifier: MIT
// Charts of how far probabilities and ranges can be taken at their word.
#include <algorithm>

#include "report/charts/chart_parts.hpp"
#include "report/charts/charts.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kMostPlanes = kSmallMultiples;
constexpr std::size_t kFewAnswers = 10;  // under it a histogram of ten classes is noise
using scoring::CalibrationBin;

std::string bin_words(const Words& words, const CalibrationBin& bin) {
    return words("chart.point", {print_percent(bin.mean_predicted), print_percent(bin.observed_rate), words.count(bin.n)});
}

Layer isotonic_curve(const Calibration& calibration) {
    Layer layer{MarkKind::line, Role::first, {}, {}, 0};
    for (const auto& pool : calibration.corp.bins) {
        layer.data.push_back({pool.low, pool.observed_rate, {}, {}, {}, {}, {}});
        if (pool.high > pool.low) layer.data.push_back({pool.high, pool.observed_rate, {}, {}, {}, {}, {}});
    }
    return layer;
}

Layer class_dots(const Words& words, const Calibration& calibration) {
    Layer layer{MarkKind::dots, Role::first, {}, {}, 0};
    for (const auto& bin : calibration.bins.bins) {
        layer.data.push_back({bin.mean_predicted, bin.observed_rate, {}, {}, static_cast<double>(bin.n), bin_words(words, bin), {}});
    }
    return layer;
}

Layer consistency_band(const scoring::ConsistencyBands& bands) {
    Layer layer{MarkKind::band, Role::quiet, {}, {}, 0};
    for (const auto& point : bands.points) layer.data.push_back({point.p, point.p, point.low, point.high, {}, {}, {}});
    return layer;
}

Panel calibration_panel(const Words& words, const Calibration& calibration) {
    Panel panel{{}, share_axis(words("chart.said")), share_axis(words("chart.came_true")), {}};
    if (calibration.bands) panel.layers.push_back(consistency_band(*calibration.bands));
    panel.layers.push_back(diagonal({}));
    panel.layers.push_back(isotonic_curve(calibration));
    panel.layers.push_back(class_dots(words, calibration));
    return panel;
}

/// How many forecasts each class of probability holds.
Panel class_counts(const Words& words, const Calibration& calibration) {
    Layer bars{MarkKind::bars, Role::first, {}, {}, 0.1};
    double most = 0;
    for (const auto& bin : calibration.bins.bins) {
        const auto n = static_cast<double>(bin.n);
        bars.width = bin.high - bin.low;
        bars.data.push_back({(bin.low + bin.high) / 2, n, {}, {}, {}, bin_words(words, bin), {}});
        most = std::max(most, n);
    }
    Panel panel{{}, share_axis(words("chart.said")), count_axis(words("chart.forecasts"), most), {std::move(bars)}};
    panel.height = 0.22;
    return panel;
}

/// The weights of ten classes as shares of all.
Layer share_bars(const Words& words, std::span<const double> weights, double all, Role role) {
    const double width = 1.0 / static_cast<double>(weights.size());
    Layer layer{MarkKind::bars, role, {}, {}, width};
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0) continue;
        const double low = static_cast<double>(i) * width, share = weights[i] / all;
        layer.data.push_back({low + width / 2, share, {}, {}, {},
                              words("chart.class", {print_percent(low), print_percent(low + width), print_percent(share)}), {}});
    }
    return layer;
}

double highest(const Layer& layer) {
    double high = 0;
    for (const auto& datum : layer.data) high = std::max(high, datum.y);
    return high;
}

bool has_enough(const Calibration& calibration) {
    return calibration.questions >= evaluation::kFewQuestions && !calibration.bins.bins.empty();
}

}  // namespace

std::optional<Chart> calibration_chart(const Words& words, const Section& section) {
    if (!section.calibration || !has_enough(*section.calibration)) return std::nullopt;
    const auto& calibration = *section.calibration;
    std::vector<std::string> points;
    for (const auto& bin : calibration.bins.bins) points.push_back(bin_words(words, bin));
    Chart chart = chart_with(words, chart_anchor(section, "calibration"), {"calibration", heading_of(words, section), joined(words, points)});
    if (calibration.bands) chart.note += words("chart.band_note");
    chart.panels = {calibration_panel(words, calibration), class_counts(words, calibration)};
    chart.below = true;
    return chart;
}

std::optional<Chart> people_calibration_chart(const Words& words, const Section& section) {
    std::vector<std::string> items;
    std::vector<Panel> panels;
    for (const auto& person : section.forecasters) {
        if (panels.size() == kMostPlanes || !person.calibration || !has_enough(*person.calibration)) continue;
        Panel panel = calibration_panel(words, *person.calibration);
        panel.title = words.name(person.id);
        items.push_back(words("chart.miscalibrated", {panel.title, print_score(person.calibration->corp.miscalibration), words.count(person.calibration->pairs)}));
        panels.push_back(std::move(panel));
    }
    if (panels.size() < 2) return std::nullopt;
    Chart chart = chart_with(words, chart_anchor(section, "people-calibration"), {"people_calibration", heading_of(words, section), joined(words, items)});
    chart.panels = std::move(panels);
    return chart;
}

std::optional<Chart> discrimination_chart(const Words& words, const Section& section) {
    const auto& found = section.discrimination;
    if (!found || !found->mean_happened || !found->mean_not || section.overall.clusters < evaluation::kFewQuestions) return std::nullopt;
    Layer yes = share_bars(words, found->happened, found->weight_happened, Role::first);
    Layer no = share_bars(words, found->not_happened, found->weight_not, Role::second);
    const double high = std::max(highest(yes), highest(no));
    Chart chart = chart_with(words, chart_anchor(section, "discrimination"), {"discrimination", heading_of(words, section), {}});
    chart.description = words("chart.discrimination.text", {print_percent(*found->mean_happened), print_percent(*found->mean_not)});
    const auto add = [&](Layer layer, const char* label, double mean) {
        Panel panel{{}, share_axis(words("chart.said")), share_axis(words(label)), {std::move(layer)}};
        panel.y.high = high;
        panel.layers.push_back(rule_at(mean, words("chart.average", {print_percent(mean)})));
        chart.panels.push_back(std::move(panel));
    };
    add(std::move(yes), "chart.of_happened", *found->mean_happened);
    add(std::move(no), "chart.of_not", *found->mean_not);
    chart.below = true;
    chart.size = ChartSize::wide;
    return chart;
}

std::optional<Chart> roc_chart(const Words& words, const Section& section) {
    const auto& found = section.discrimination;
    if (!found || !found->roc || section.overall.clusters < evaluation::kFewQuestions) return std::nullopt;
    std::string area = print_score(found->roc->auc);
    if (found->auc_ci90) area = words("chart.area_interval", {area, print_score((*found->auc_ci90)[0]), print_score((*found->auc_ci90)[1])});
    Chart chart = chart_with(words, chart_anchor(section, "roc"), {"roc", heading_of(words, section), area});
    Layer curve{MarkKind::line, Role::first, {}, {}, 0};
    for (const auto& point : found->roc->points) curve.data.push_back({point.false_rate, point.true_rate, {}, {}, {}, {}, {}});
    chart.panels = {Panel{{}, share_axis(words("chart.false_rate")), share_axis(words("chart.true_rate")),
                          {diagonal(words("chart.chance")), std::move(curve)}}};
    return chart;
}

std::optional<Chart> coverage_chart(const Words& words, const Section& section) {
    if (!section.ranges) return std::nullopt;
    Layer dots{MarkKind::dots, Role::first, {}, {}, 0};
    std::vector<std::string> items;
    for (const auto& level : section.ranges->levels) {
        if (level.n < evaluation::kFewQuestions) continue;  // the table has it
        items.push_back(words("chart.level", {print_percent(level.level), print_percent(level.observed), words.count(level.n)}));
        dots.data.push_back({level.level, level.observed, {}, {}, static_cast<double>(level.n), items.back(), {}});
    }
    if (dots.data.size() < 2) return std::nullopt;
    Layer line = dots;
    line.kind = MarkKind::line;
    Chart chart = chart_with(words, chart_anchor(section, "coverage"), {"coverage", heading_of(words, section), joined(words, items)});
    chart.panels = {Panel{{}, share_axis(words("chart.promised")), share_axis(words("chart.held")),
                          {diagonal(words("chart.as_promised")), std::move(line), std::move(dots)}}};
    return chart;
}

std::optional<Chart> pit_chart(const Words& words, const Section& section) {
    if (!section.ranges || !section.ranges->pit || section.ranges->pit->n < kFewAnswers) return std::nullopt;
    const auto& pit = *section.ranges->pit;
    Layer bars = share_bars(words, pit.shares, 1, Role::first);
    const double even = 1.0 / static_cast<double>(pit.shares.size());
    Layer flat{MarkKind::line, Role::quiet, words("chart.even_share", {print_percent(even)}), {{0, even, {}, {}, {}, {}, {}}, {1, even, {}, {}, {}, {}, {}}}, 0};
    std::vector<std::string> items;
    for (const auto& datum : bars.data) items.push_back(datum.title);
    Chart chart = chart_with(words, chart_anchor(section, "pit"), {"pit", heading_of(words, section), joined(words, items)});
    chart.size = ChartSize::wide;
    Panel panel{{}, share_axis(words("chart.pit_x")), share_axis(words("chart.pit_y")), {}};
    panel.y.high = std::max(highest(bars), 2 * even);
    panel.layers = {std::move(bars), std::move(flat)};
    chart.panels = {std::move(panel)};
    return chart;
}

}  // namespace hindsight::report
