// SPDX-License-Identifier: MIT
// Charts as blocks of text.
#include "report/drawing/chart_text.hpp"

#include <sstream>

#include "chart_samples.hpp"
#include "hindsight/base/text.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

Chart forest() {
    Panel panel;
    panel.x = axis_of(AxisScale::linear, 0, 0.4);
    panel.y.scale = AxisScale::names;
    panel.y.names = {"Ann", "李沐"};
    Layer spans = layer(MarkKind::spans, {datum(0.2, 0, "0.200"), datum(0.1, 1, "0.100")});
    spans.data[0].low = 0.1;
    spans.data[0].high = 0.3;
    panel.layers = {layer(MarkKind::rules, {datum(0.4, 0, "even")}), spans};
    return chart_of(ChartSize::wide, {panel});
}

}  // namespace

TEST_CASE("an interval is a line with its ends and its mean, its figure behind it") {
    const auto lines = lines_of(draw_text(forest(), axis_words_in("en"), 34, ""));
    // 4 columns of names, 2 of the axis, 7 of figures: 21 columns for 0 to 0.4, so 0.1 is 5 columns
    CHECK(lines == std::vector<std::string>{"A sample",
                                            "                        even",
                                            "Ann  |     |----o----|    : 0.200",
                                            "李沐 |     o              : 0.100",
                                            "     ++----+----+----+----+",
                                            "      0   0.1  0.2  0.3  0.4"});
}

TEST_CASE("bars are blocks in eighths") {
    Panel panel;
    panel.y = axis_of(AxisScale::linear, 0, 16);
    Layer bars = layer(MarkKind::bars, {datum(0.25, 1), datum(0.75, 16)});
    bars.width = 0.5;
    panel.layers = {bars};
    const std::string text = draw_text(chart_of(ChartSize::wide, {panel}), axis_words_in("en"), 40, "");
    CHECK(text.find("████") != std::string::npos);
    CHECK(text.find("▄▄▄▄") != std::string::npos);  // 1 of 16 on 8 rows is half a row
}

TEST_CASE("probabilities over time are one line of blocks for each forecaster") {
    Panel panel;
    panel.x = axis_of(AxisScale::days, days_to("2024-01-01"), days_to("2024-12-31"));
    panel.layers = {layer(MarkKind::steps, {datum(panel.x.low, 0.1), datum(panel.x.low + 183, 0.5), datum(panel.x.high, 0.5)}, "Ann 50%"),
                    layer(MarkKind::steps, {datum(panel.x.low + 183, 1), datum(panel.x.high, 1)}, "Bob 100%")};
    const auto lines = lines_of(draw_text(chart_of(ChartSize::strip, {panel}), axis_words_in("en"), 50, "  "));
    REQUIRE(lines.size() == 5);
    CHECK(lines[0] == "  A sample");
    CHECK(lines[1].starts_with("  Ann 50%   ▁▁▁"));
    CHECK(lines[1].ends_with("▄▄▄▄"));
    CHECK(lines[2].starts_with("  Bob 100%      "));
    CHECK(lines[2].ends_with("████"));
    CHECK(lines[4].find("2024-07") != std::string::npos);
}

TEST_CASE("no line is wider than asked, none ends in a space, and only plain characters draw") {
    Panel calibration;
    calibration.title = "李沐";
    calibration.x.percent = calibration.y.percent = true;
    calibration.x.label = calibration.y.label = "a label that is longer than the chart may be wide";
    Datum low = datum(0, 0), high = datum(1, 1);
    low.low = 0;
    low.high = 0.2;
    high.low = 0.8;
    high.high = 1;
    calibration.layers = {layer(MarkKind::band, {low, high}), layer(MarkKind::line, {datum(0, 0), datum(1, 1)}, "ideal"),
                          layer(MarkKind::dots, {datum(0.2, 0.3), datum(0.9, 0.7)})};
    std::vector<Chart> charts{forest(), chart_of(ChartSize::square, {calibration}), chart_of(ChartSize::square, {calibration, calibration, calibration, calibration})};
    charts.push_back(charts[2]);
    charts.back().below = true;
    for (const auto& chart : charts) {
        for (const int width : {20, 34, 40, 60, 80, 120}) {
            for (const auto& line : lines_of(draw_text(chart, axis_words_in("zh"), width, "  "))) {
                INFO(width << ": " << line);
                CHECK(display_width(line) <= width);
                CHECK_FALSE(line.ends_with(' '));
                CHECK(line.find('\x1b') == std::string::npos);
            }
        }
    }
}

TEST_CASE("a value that is no finite number never reaches a text") {
    for (const auto& chart : charts_of_no_numbers()) {
        const auto text = draw_text(chart, axis_words_in("en"), 40, "");
        INFO(text);
        CHECK(text.find("nan") == std::string::npos);
        CHECK(text.find("inf") == std::string::npos);
    }
}
