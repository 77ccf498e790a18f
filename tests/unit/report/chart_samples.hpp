// SPDX-License-Identifier: MIT
// Words and values that the tests of charts share.
#pragma once

#include <cmath>
#include <string_view>

#include "hindsight/report/language.hpp"
#include "report/chart_scale.hpp"
#include "report/words.hpp"

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
