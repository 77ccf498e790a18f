// SPDX-License-Identifier: MIT
// Words and values that the tests of charts share.
#pragma once

#include <cmath>
#include <string_view>

#include "hindsight/report/language.hpp"
#include "report/drawing/chart_scale.hpp"
#include "report/words/words.hpp"

namespace hindsight::test {

inline const report::AxisWords& axis_words_in(const char* language) {
    static const report::Report empty;
    static const auto make = [](const char* slug) { return report::axis_words(report::Words(empty, *report::language_by_slug(slug))); };
    static const report::AxisWords english = make("en"), chinese = make("zh");
    return language == std::string_view("zh") ? chinese : english;
}

inline double days_to(const char* day) { return static_cast<double>(parse_day(day)->time_since_epoch().count()); }

inline report::Axis axis_of(report::AxisScale scale, double low, double high) {
    report::Axis axis;
    axis.scale = scale;
    axis.low = low;
    axis.high = high;
    return axis;
}

inline report::Datum datum(double x, double y, std::string label = {}) {
    report::Datum out;
    out.x = x;
    out.y = y;
    out.label = std::move(label);
    return out;
}

inline report::Layer layer(report::MarkKind kind, std::vector<report::Datum> data, std::string label = {}) {
    return {kind, report::Role::first, std::move(label), std::move(data), 0.1};
}

inline report::Chart chart_of(report::ChartSize size, std::vector<report::Panel> panels);

/// Every kind of mark with values that are no finite numbers, on axes that are in order and on one that is not.
inline std::vector<report::Chart> charts_of_no_numbers() {
    using report::MarkKind;
    const double nan = std::nan("");
    std::vector<report::Chart> out;
    for (const auto& x : {axis_of(report::AxisScale::linear, 0, 1), axis_of(report::AxisScale::logarithmic, 0, 10), axis_of(report::AxisScale::days, 0, nan),
                          axis_of(report::AxisScale::linear, -INFINITY, INFINITY)}) {
        for (const auto kind : {MarkKind::line, MarkKind::steps, MarkKind::band, MarkKind::dots, MarkKind::bars, MarkKind::spans, MarkKind::ranges,
                                MarkKind::whiskers, MarkKind::rules}) {
            std::vector<report::Datum> data{datum(0.5, 0.5, "a"), datum(nan, nan, "b"), datum(INFINITY, -INFINITY, "c"), datum(0.7, 0.6, "d")};
            for (auto& each : data) each.low = each.x, each.high = each.y;
            report::Panel panel{{}, x, {}, {layer(kind, std::move(data), "label")}};
            out.push_back(chart_of(report::ChartSize::strip, {panel}));
            panel.y.scale = report::AxisScale::names;
            panel.y.names = {"one", "two"};
            out.push_back(chart_of(report::ChartSize::wide, {std::move(panel)}));
        }
    }
    return out;
}

inline report::Chart chart_of(report::ChartSize size, std::vector<report::Panel> panels) {
    report::Chart chart;
    chart.anchor = "sample";
    chart.title = "A sample";
    chart.description = "It shows nothing in particular.";
    chart.size = size;
    chart.panels = std::move(panels);
    return chart;
}

}  // namespace hindsight::test
