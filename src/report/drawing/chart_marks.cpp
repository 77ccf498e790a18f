// SPDX-License-Identifier: MIT
// Lines, bands, dots, bars and spans as elements of SVG.
#include "report/drawing/chart_marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hindsight::report {

namespace {

/// The description of a path: "M1 2L3 4".
class Path {
   public:
    void move(double x, double y) { add('M', x, y); }
    void line(double x, double y) { add('L', x, y); }
    void across(double x) { text_ += 'H' + print_length(x); }
    void down(double y) { text_ += 'V' + print_length(y); }
    void close() { text_ += 'Z'; }
    const std::string& text() const { return text_; }

   private:
    void add(char command, double x, double y) {
        const std::string second = print_length(y);
        text_ += command + print_length(x) + (second.front() == '-' ? "" : " ") + second;
    }
    std::string text_;
};

class MarkWriter {
   public:
    MarkWriter(pugi::xml_node svg, const PlacedPanel& placed, double font)
        : svg_(svg), placed_(placed), font_(font), room_(around(placed.plot)) {}

    void write() {
        for (const auto& layer : placed_.panel->layers) draw(layer);
        for (const auto& layer : placed_.panel->layers) {
            for (const auto& datum : layer.data) {
                if (has_own_labels(layer.kind) && !datum.label.empty()) label(layer, datum);
            }
        }
    }

   private:
    /// The labels of other layers stand in the margins.
    static bool has_own_labels(MarkKind kind) { return kind != MarkKind::rules && kind != MarkKind::spans && kind != MarkKind::ranges; }

    /// Labels may stand a little outside the plot.
    static Box around(const Box& plot) { return {plot.left - 1, plot.top - 4, plot.right + 12, plot.bottom + 1}; }

    double x(double value) const { return placed_.x.at(value); }
    double y(double value) const { return placed_.y.at(value); }
    static std::string classes(const char* kind, Role role) { return std::string(kind) + " " + class_of(role); }

    pugi::xml_node shape(const char* name, Attributes attributes, const std::string& title) {
        if (title.empty()) return element(svg_, name, attributes);
        auto node = element(svg_, name, attributes);
        element(node, "title", {}, title);
        return node;
    }

    void path(const Path& path, const std::string& style, const std::string& title = {}) {
        shape("path", {{"class", style}, {"d", path.text()}}, title);
    }

    void draw(const Layer& layer) {
        switch (layer.kind) {
            case MarkKind::line:
            case MarkKind::steps: return line(layer);
            case MarkKind::band: return band(layer);
            case MarkKind::dots: return dots(layer);
            case MarkKind::bars: return bars(layer);
            case MarkKind::spans:
            case MarkKind::ranges: return spans(layer);
            case MarkKind::whiskers: return whiskers(layer);
            case MarkKind::rules: return rules(layer);
        }
    }

    void line(const Layer& layer) {
        if (layer.data.size() < 2) return;
        Path out;
        double last = 0;
        for (const auto& datum : layer.data) {
            if (out.text().empty()) {
                out.move(x(datum.x), y(datum.y));
            } else if (layer.kind == MarkKind::steps) {
                out.across(x(datum.x));
                if (datum.y != last) out.down(y(datum.y));
            } else {
                out.line(x(datum.x), y(datum.y));
            }
            last = datum.y;
        }
        path(out, classes("l", layer.role));
    }

    void band(const Layer& layer) {
        if (layer.data.size() < 2) return;
        Path out;
        for (const auto& d : layer.data) out.text().empty() ? out.move(x(d.x), y(*d.high)) : out.line(x(d.x), y(*d.high));
        for (auto d = layer.data.rbegin(); d != layer.data.rend(); ++d) out.line(x(d->x), y(*d->low));
        out.close();
        path(out, classes("b", layer.role));
    }

    void dots(const Layer& layer) {
        double most = 0;
        for (const auto& datum : layer.data) most = std::max(most, datum.weight.value_or(0));
        const double large = std::min(9.0, placed_.plot.width() / 28);
        for (const auto& datum : layer.data) {
            const double radius = datum.weight && most > 0 ? 2.5 + (large - 2.5) * std::sqrt(*datum.weight / most) : 4;
            dot(layer.role, x(datum.x), y(datum.y), radius, datum.title);
        }
    }

    /// A disc, a square, a triangle, or a ring.
    void dot(Role role, double cx, double cy, double r, const std::string& title) {
        room_.take({cx - r, cy - r, cx + r, cy + r});
        const std::string style = classes("d", role);
        if (role == Role::first || role == Role::quiet) {
            shape("circle", {{"class", style}, {"cx", print_length(cx)}, {"cy", print_length(cy)}, {"r", print_length(r)}}, title);
            return;
        }
        Path out;
        if (role == Role::second) {
            out.move(cx - r, cy - r);
            out.across(cx + r);
            out.down(cy + r);
            out.across(cx - r);
        } else {
            out.move(cx, cy - r * 1.2);
            out.line(cx + r * 1.1, cy + r * 0.8);
            out.across(cx - r * 1.1);
        }
        out.close();
        path(out, style, title);
    }

    void bars(const Layer& layer) {
        const double floor = placed_.plot.bottom;
        for (const auto& datum : layer.data) {
            const double left = x(datum.x - layer.width / 2) + 1, right = x(datum.x + layer.width / 2) - 1;
            const double top = std::min(y(datum.y), floor - 1);
            shape("rect", {{"class", classes("h", layer.role)}, {"x", print_length(left)}, {"y", print_length(top)},
                           {"width", print_length(std::max(1.0, right - left))}, {"height", print_length(floor - top)}},
                  datum.title);
        }
    }

    void spans(const Layer& layer) {
        const bool range = layer.kind == MarkKind::ranges;
        for (const auto& datum : layer.data) {
            const double at = y(datum.y);
            if (datum.low || datum.high) span(layer, datum, at);
            if (!range) dot(layer.role, x(datum.x), at, 4.5, datum.title);
        }
    }

    /// A bar with ends; where it has none it goes on, which an arrow says.
    void span(const Layer& layer, const Datum& datum, double at) {
        const Box& plot = placed_.plot;
        const double left = datum.low ? x(*datum.low) : plot.left, right = datum.high ? x(*datum.high) : plot.right;
        Path out;
        out.move(left, at);
        out.across(std::max(right, left + 1));
        if (!datum.low) head(out, left, at, 1);
        if (!datum.high) head(out, right, at, -1);
        path(out, classes(layer.kind == MarkKind::ranges && datum.low && datum.high ? "w thick" : "w", layer.role), datum.title);
    }

    static void head(Path& out, double tip, double at, double direction) {
        out.move(tip + direction * 6, at - 5);
        out.line(tip, at);
        out.line(tip + direction * 6, at + 5);
    }

    void whiskers(const Layer& layer) {
        for (const auto& datum : layer.data) {
            if (!datum.low || !datum.high) continue;
            Path out;
            out.move(x(datum.x), y(*datum.high));
            out.down(y(*datum.low));
            path(out, classes("w", layer.role), datum.title);
        }
    }

    void rules(const Layer& layer) {
        for (const auto& datum : layer.data) {
            if (!placed_.x.holds(datum.x)) continue;
            room_.take({x(datum.x) - 2, placed_.plot.top, x(datum.x) + 2, placed_.plot.bottom});
            Path out;
            out.move(x(datum.x), placed_.plot.top - 2);
            out.down(placed_.plot.bottom);
            path(out, classes("l", layer.role), datum.title);
        }
    }

    /// Beside its datum, above or below it, wherever it meets nothing; else it is left out.
    void label(const Layer& layer, const Datum& datum) {
        const double width = text_width(datum.label, font_), half = font_ * 0.6, gap = 7;
        const double right = x(datum.x) + gap, left = x(datum.x) - gap - width, centre = x(datum.x) - width / 2, middle = y(datum.y);
        const double above = middle - half - gap, below = middle + half + gap;
        const auto box = [&](double from, double at) { return Box{from, at - half, from + width, at + half}; };
        std::vector<Box> places{box(centre, above),         box(centre, below),         box(right, middle),          box(left, middle),
                                box(left + 2 * gap, above), box(left + 2 * gap, below), box(right - 2 * gap, above), box(right - 2 * gap, below)};
        if (layer.kind == MarkKind::line) places = {box(right, middle + half), box(left, above), box(centre, below), box(centre, above)};
        if (const Box* place = room_.first_free(places)) {
            const std::string y = print_length(place->bottom - half * 0.45);
            element(svg_, "text", {{"class", classes("m", layer.role)}, {"x", print_length(place->left)}, {"y", y}}, datum.label);
        }
    }

    pugi::xml_node svg_;
    const PlacedPanel& placed_;
    double font_;
    Room room_;
};

}  // namespace

std::string print_length(double value) {
    std::string text = fmt::format("{:.1f}", value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

const char* class_of(Role role) {
    switch (role) {
        case Role::first: return "r1";
        case Role::second: return "r2";
        case Role::third: return "r3";
        case Role::quiet: break;
    }
    return "r4";
}

void draw_marks(pugi::xml_node svg, const PlacedPanel& placed, double font) { MarkWriter(svg, placed, font).write(); }

}  // namespace hindsight::report
