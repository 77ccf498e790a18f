// SPDX-License-Identifier: MIT
// Scales and ticks, counted by hand.
#include "report/drawing/chart_scale.hpp"

#include <limits>

#include "chart_samples.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

/// The labels of the finest ticks of which there are at most so many.
std::vector<std::string> labels(const Axis& axis, std::size_t most, const char* language = "en") {
    std::vector<std::string> out;
    for (const auto& tick : ticks(axis, axis_words_in(language), [&](std::span<const Tick> all) { return all.size() <= most; })) out.push_back(tick.label);
    return out;
}
using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("linear ticks step by 1, 2 or 5 and lie on the axis") {
    CHECK(labels(axis_of(AxisScale::linear, 0, 1), 6) == Labels{"0", "0.2", "0.4", "0.6", "0.8", "1"});
    CHECK(labels(axis_of(AxisScale::linear, 0, 0.3), 4) == Labels{"0", "0.1", "0.2", "0.3"});
    CHECK(labels(axis_of(AxisScale::linear, -7, 12), 5) == Labels{"-5", "0", "5", "10"});
    CHECK(labels(axis_of(AxisScale::linear, 1e11, 5e11), 5) == Labels{"100B", "200B", "300B", "400B", "500B"});
    CHECK(labels(axis_of(AxisScale::linear, 0, 2e9), 3, "zh") == Labels{"0", "10亿", "20亿"});
}

TEST_CASE("shares have ticks in percent, counts and years whole ones without marks") {
    Axis share = axis_of(AxisScale::linear, 0, 1);
    share.percent = true;
    CHECK(labels(share, 3) == Labels{"0%", "50%", "100%"});
    Axis count = axis_of(AxisScale::linear, 0, 1);
    count.whole = true;
    CHECK(labels(count, 9) == Labels{"0", "1"});
    Axis year = axis_of(AxisScale::linear, 2023.5, 2026.5);
    year.whole = true;
    CHECK(labels(year, 9) == Labels{"2024", "2025", "2026"});
}

TEST_CASE("a logarithmic axis places decades evenly") {
    const Axis axis = axis_of(AxisScale::logarithmic, 1e9, 1e12);
    const PlotScale scale(axis, 0, 300);
    CHECK(scale.at(1e10) == Approx(100));
    CHECK(scale.at(1e11) == Approx(200));
    CHECK(scale.at(std::sqrt(1e21)) == Approx(150));
}

TEST_CASE("logarithmic ticks are decades with 2 and 5 between where there is room") {
    CHECK(labels(axis_of(AxisScale::logarithmic, 5e10, 1.2e12), 9) == Labels{"50B", "100B", "200B", "500B", "1T"});
    CHECK(labels(axis_of(AxisScale::logarithmic, 1e9, 1e12), 4) == Labels{"1B", "10B", "100B", "1T"});
    CHECK(labels(axis_of(AxisScale::logarithmic, 1, 1e6), 4) == Labels{"1", "100", "10,000", "1M"});
    CHECK(labels(axis_of(AxisScale::logarithmic, 5e10, 1.2e12), 9, "zh") == Labels{"500亿", "1000亿", "2000亿", "5000亿", "1万亿"});
    CHECK(labels(axis_of(AxisScale::logarithmic, 0.05, 1), 9) == Labels{"0.05", "0.1", "0.2", "0.5", "1"});
}

TEST_CASE("a logarithmic axis of many decades has no tick beyond its ends") {
    CHECK(labels(axis_of(AxisScale::logarithmic, 2e-3, 1e9), 4) == Labels{"1", "1000", "1M", "1B"});
}

TEST_CASE("a logarithmic axis that is shorter than most of a decade has even ticks") {
    CHECK(labels(axis_of(AxisScale::logarithmic, 100, 300), 3) == Labels{"100", "200", "300"});
}

TEST_CASE("days have ticks at days, Mondays, months and years, as there is room") {
    CHECK(labels(axis_of(AxisScale::days, days_to("2025-03-01"), days_to("2025-03-03")), 5) == Labels{"2025-03-01", "2025-03-02", "2025-03-03"});
    CHECK(labels(axis_of(AxisScale::days, days_to("2025-03-01"), days_to("2025-03-20")), 3) == Labels{"2025-03-03", "2025-03-10", "2025-03-17"});
    CHECK(labels(axis_of(AxisScale::days, days_to("2024-11-15"), days_to("2025-03-20")), 4) == Labels{"2024-12", "2025-01", "2025-02", "2025-03"});
    CHECK(labels(axis_of(AxisScale::days, days_to("2024-01-01"), days_to("2024-12-31")), 4) == Labels{"2024-01", "2024-04", "2024-07", "2024-10"});
    CHECK(labels(axis_of(AxisScale::days, days_to("2021-02-01"), days_to("2025-01-01")), 4) == Labels{"2022", "2023", "2024", "2025"});
    CHECK(labels(axis_of(AxisScale::days, days_to("1990-01-01"), days_to("2025-01-01")), 4) == Labels{"1990", "2000", "2010", "2020"});
    CHECK(labels(axis_of(AxisScale::days, days_to("2025-06-15"), days_to("2025-09-15")), 3, "zh") == Labels{"2025年7月", "2025年8月", "2025年9月"});
}

TEST_CASE("names lie in the middle of their rows, from the top") {
    Axis axis = axis_of(AxisScale::names, 0, 2);
    axis.names = {"a", "b"};
    const PlotScale scale(axis, 10, 50);
    CHECK(scale.at(0) == 20);
    CHECK(scale.at(1) == 40);
    CHECK(labels(axis, 9) == Labels{"a", "b"});
}

TEST_CASE("values beyond an axis lie at its end, and a point without length in its middle") {
    const Axis axis = axis_of(AxisScale::linear, 0, 10);
    CHECK(PlotScale(axis, 0, 100).at(-3) == 0);
    CHECK(PlotScale(axis, 0, 100).at(12) == 100);
    const Axis point = axis_of(AxisScale::linear, 4, 4);
    CHECK(PlotScale(point, 0, 100).at(4) == 50);
}

TEST_CASE("an axis that no ticks fit, or that is not of this world, has none") {
    const double huge = std::numeric_limits<double>::max();
    CHECK(labels(axis_of(AxisScale::linear, -huge, huge), 9).empty());
    CHECK(labels(axis_of(AxisScale::linear, 3, 3), 9).empty());
    CHECK(labels(axis_of(AxisScale::logarithmic, 0, 10), 9).empty());
    CHECK(labels(axis_of(AxisScale::days, -1e12, 1e12), 9).empty());
    CHECK(labels(axis_of(AxisScale::linear, 0, 1), 0).empty());
}
