// SPDX-License-Identifier: MIT
// Draws charts; colours come from classes, with currentColor where there is no style sheet.
#include "report/chart_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/words.hpp"

namespace hindsight::report {

namespace {

constexpr double kWidth = 480, kHeight = 470;
constexpr Plane::Frame kFrame{56, 16, 400, 340};
constexpr double kFloor = 450, kRoom = 42;  // of the bars below

std::string at(double value) {
    std::string text = fmt::format("{:.1f}", value);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string title_of(const CalibrationChart::Point& point) {
    return print_percent(point.predicted) + " → " + print_percent(point.observed) + " (n = " + print_count(point.n) + ")";
}

std::size_t largest(const std::vector<CalibrationChart::Point>& points) {
    std::size_t most = 1;
    for (const auto& point : points) most = std::max(most, point.n);
    return most;
}

/// The isotonic curve: flat over each pool, rising between them.
std::vector<std::pair<double, double>> curve_of(const std::vector<CalibrationChart::Point>& pools) {
    std::vector<std::pair<double, double>> out;
    for (const auto& pool : pools) {
        out.emplace_back(pool.low, pool.observed);
        if (pool.high > pool.low) out.emplace_back(pool.high, pool.observed);
    }
    return out;
}

}  // namespace

void Plane::line(double x1, double y1, double x2, double y2, const char* style) {
    element(svg_, "line", {{"class", style}, {"x1", at(x1)}, {"y1", at(y1)}, {"x2", at(x2)}, {"y2", at(y2)}, {"stroke", "currentColor"}});
}

void Plane::label(double at_x, double at_y, const std::string& text, const char* anchor) {
    element(svg_, "text", {{"x", at(at_x)}, {"y", at(at_y)}, {"text-anchor", anchor}, {"fill", "currentColor"}, {"font-size", "12"}}, text);
}

void Plane::axes(const std::string& x_label, const std::string& y_label) {
    for (int tick = 0; tick <= 10; tick += 2) {
        const double value = tick / 10.0;
        line(x(0), y(value), x(1), y(value), "grid");
        line(x(value), y(0), x(value), y(1), "grid");
        label(x(value), y(0) + 16, print_percent(value));
        label(x(0) - 6, y(value) + 4, print_percent(value), "end");
    }
    label(x(0.5), y(0) + 34, x_label);
    const double middle = y(0.5);
    element(svg_, "text", {{"text-anchor", "middle"}, {"fill", "currentColor"}, {"font-size", "12"},
                                       {"transform", "translate(14 " + at(middle) + ") rotate(-90)"}}, y_label);
}

void Plane::path(const std::vector<std::pair<double, double>>& points, const char* style) {
    std::string d;
    for (const auto& [px, py] : points) d += (d.empty() ? "M" : " L") + at(x(px)) + " " + at(y(py));
    if (points.size() > 1) element(svg_, "path", {{"class", style}, {"d", d}, {"fill", "none"}, {"stroke", "currentColor"}});
}

void Plane::dot(double at_x, double at_y, double radius, const std::string& title) {
    auto node = element(svg_, "circle", {{"class", "dot"}, {"cx", at(x(at_x))}, {"cy", at(y(at_y))}, {"r", at(radius)}, {"fill", "currentColor"}});
    element(node, "title", {}, title);
}

void Plane::bar(double from, double to, double share, double room, double floor, const std::string& title) {
    const double height = std::max(1.0, share * room);
    auto node = element(svg_, "rect", {{"class", "bar"}, {"x", at(x(from) + 1)}, {"y", at(floor - height)}, {"width", at(x(to) - x(from) - 2)},
                                       {"height", at(height)}, {"fill", "currentColor"}});
    element(node, "title", {}, title);
}

pugi::xml_node draw(pugi::xml_node parent, const CalibrationChart& chart) {
    auto svg = element(parent, "svg", {{"xmlns", "http://www.w3.org/2000/svg"}, {"viewBox", "0 0 " + at(kWidth) + " " + at(kHeight)},
                                       {"role", "img"}, {"class", "chart"}, {"aria-labelledby", chart.anchor + "-title " + chart.anchor + "-desc"}});
    element(svg, "title", {{"id", chart.anchor + "-title"}}, chart.title);
    element(svg, "desc", {{"id", chart.anchor + "-desc"}}, chart.description);
    Plane plane(svg, kFrame);
    plane.axes(chart.x_label, chart.y_label);
    plane.line(plane.x(0), plane.y(0), plane.x(1), plane.y(1), "ideal");
    plane.label(plane.x(0.84), plane.y(0.76), chart.ideal_label, "start");
    plane.path(curve_of(chart.pools), "curve");
    const auto most = static_cast<double>(largest(chart.bins));
    for (const auto& bin : chart.bins) {
        const auto n = static_cast<double>(bin.n);
        plane.dot(bin.predicted, bin.observed, 3 + 5 * std::sqrt(n / most), title_of(bin));
        plane.bar(bin.low, bin.high, n / most, kRoom, kFloor, title_of(bin));
        plane.label(plane.x((bin.low + bin.high) / 2), kFloor + 14, print_count(bin.n));
    }
    plane.line(plane.x(0), kFloor, plane.x(1), kFloor, "grid");
    plane.label(plane.x(0) - 6, kFloor + 14, "n", "end");
    return svg;
}

}  // namespace hindsight::report
