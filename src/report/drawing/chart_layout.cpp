// SPDX-License-Identifier: MIT
// Gives each part of a chart its place: margins as wide as labels need, panels below or beside each other.
#include "report/drawing/chart_layout.hpp"

#include <algorithm>
#include <cmath>

namespace hindsight::report {

namespace {

/// Sizes by kind of chart; small enough that letters can be read when it is shrunk to a telephone.
struct Sizes {
    double width, font, height;  // height of the plot
};
Sizes sizes_of(const Chart& chart) {
    if (is_multiple(chart)) return {480, 14, 0};
    switch (chart.size) {
        case ChartSize::square: return {420, 14, 330};
        case ChartSize::wide: return {480, 14, 190};
        case ChartSize::strip: break;
    }
    return {400, 13, 56};
}

constexpr double kBold = 1.1;  // how much wider bold letters are

double widest(std::span<const Tick> ticks, double font) {
    double width = 0;
    for (const auto& tick : ticks) width = std::max(width, text_width(tick.label, font));
    return width;
}

class Planner {
   public:
    Planner(const Chart& chart, const AxisWords& words) : chart_(chart), words_(words), sizes_(sizes_of(chart)) {
        out_.width = sizes_.width;
        out_.font = sizes_.font;
    }

    PlacedChart plan() {
        if (is_multiple(chart_)) {
            plan_multiples();
        } else {
            plan_column();
        }
        return std::move(out_);
    }

   private:
    std::vector<Tick> x_ticks(const Axis& axis, double length) const {
        const PlotScale scale(axis, 0, length);
        return ticks(axis, words_, [&](std::span<const Tick> all) {
            for (std::size_t i = 1; i < all.size(); ++i) {
                const double distance = scale.at(all[i].value) - scale.at(all[i - 1].value);
                const double labels = (text_width(all[i].label, font()) + text_width(all[i - 1].label, font())) / 2;
                if (distance < std::max(labels + font() * 0.5, font() * 3)) return false;
            }
            return true;
        });
    }

    std::vector<Tick> y_ticks(const Axis& axis, double length) const {
        if (axis.scale == AxisScale::names) {
            auto names = ticks(axis, words_, [](std::span<const Tick>) { return true; });
            for (auto& name : names) name.label = cut_to_room(name.label, font(), sizes_.width * 0.42);
            return names;
        }
        const PlotScale scale(axis, length, 0);
        const double distance = std::clamp(length / 6, font() * 1.25, 56.0);
        return ticks(axis, words_, [&](std::span<const Tick> all) {
            for (std::size_t i = 1; i < all.size(); ++i) {
                if (scale.at(all[i - 1].value) - scale.at(all[i].value) < distance) return false;
            }
            return true;
        });
    }

    double font() const { return sizes_.font; }
    double line() const { return out_.line(); }

    /// What stands in the right margin: of lines at the height of their ends, of spans and ranges in their rows.
    struct EndLabel {
        const std::string* text;
        Role role;
        double y;
    };
    static std::vector<EndLabel> end_labels(const Panel& panel) {
        std::vector<EndLabel> out;
        for (const auto& layer : panel.layers) {
            if (is_line(layer) && !layer.label.empty() && !layer.data.empty()) out.push_back({&layer.label, layer.role, layer.data.back().y});
        }
        for (const auto& layer : panel.layers) {
            for (const auto& datum : layer.data) {
                if (is_span(layer) && !datum.label.empty()) out.push_back({&datum.label, layer.role, datum.y});
            }
        }
        return out;
    }

    double end_room(const Panel& panel) const {
        double room = 0;
        for (const auto& end : end_labels(panel)) room = std::max(room, std::min(sizes_.width * 0.38, text_width(*end.text, font())) + 8);
        return room;
    }

    double plot_height(const Panel& panel, double width) const {
        if (panel.y.scale == AxisScale::names) return static_cast<double>(panel.y.names.size()) * line() * 1.35;
        if (chart_.size == ChartSize::square && panel.height == 1) return width;
        const double labels = static_cast<double>(end_labels(panel).size()) * line();
        return std::max(sizes_.height * panel.height * (chart_.below && chart_.size == ChartSize::wide && panel.height == 1 ? 0.7 : 1), labels);
    }

    /// Labels of vertical lines above the plot, in as many rows as keep them off each other.
    std::vector<PlacedText> rule_labels(const Panel& panel, const PlotScale& x, double left, double right) const {
        std::vector<PlacedText> out;
        for (const auto& layer : panel.layers) {
            if (layer.kind != MarkKind::rules) continue;
            for (const auto& datum : layer.data) {
                if (datum.label.empty() || !x.holds(datum.x)) continue;
                PlacedText label{cut_to_room(datum.label, font(), right - left), {}, layer.role};
                const double width = text_width(label.text, font());
                const double middle = std::clamp(x.at(datum.x), left + width / 2, std::max(left + width / 2, right - width / 2));
                label.box = {middle - width / 2, 0, middle + width / 2, line()};
                const auto meets = [&](const PlacedText& other) {
                    const Box wide{other.box.left - font() / 2, other.box.top, other.box.right + font() / 2, other.box.bottom};
                    return wide.meets(label.box);
                };
                while (std::any_of(out.begin(), out.end(), meets)) label.box.top += line(), label.box.bottom += line();
                out.push_back(std::move(label));
            }
        }
        return out;
    }

    static double bottom_of(const std::vector<PlacedText>& labels) {
        double bottom = 0;
        for (const auto& label : labels) bottom = std::max(bottom, label.box.bottom);
        return bottom;
    }

    /// Titles and labels above the plot; moves `top` to where the plot begins.
    void head(PlacedPanel& placed, double left, double right, const std::string& y_label, double& top) const {
        const double from = top;
        const auto put = [&](const std::string& text, double font) {
            if (text.empty()) return PlacedText{};
            top += line();
            return PlacedText{cut_to_room(text, font, right - left), {left, top - line(), right, top}, Role::quiet};
        };
        placed.title = put(placed.panel->title, font() * kBold);
        placed.y_label = put(y_label, font());
        placed.rules = rule_labels(*placed.panel, placed.x, left, right);
        const double rows = bottom_of(placed.rules);
        for (auto& rule : placed.rules) {  // the first row is nearest to the plot
            const double height = rule.box.height();
            rule.box.top = top + rows - rule.box.bottom;
            rule.box.bottom = rule.box.top + height;
        }
        top += rows;
        if (top > from) top += 4;
        if (placed.panel->y.scale != AxisScale::names) top += font() * 0.5;  // the highest tick's label rises above the plot
    }

    void place_ends(PlacedPanel& placed) const {
        const auto labels = end_labels(*placed.panel);
        std::vector<double> places;
        for (const auto& label : labels) places.push_back(placed.y.at(label.y));
        places = spread(std::move(places), line(), placed.plot.top + line() * 0.3, placed.plot.bottom - line() * 0.3);
        const double left = placed.plot.right + 6, half = line() / 2;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const Box box{left, places[i] - half, sizes_.width, places[i] + half};
            placed.ends.push_back({cut_to_room(*labels[i].text, font(), box.width()), box, labels[i].role});
        }
    }

    PlacedPanel panel_at(const Panel& panel, const Box& plot) const {
        const bool down = panel.y.scale == AxisScale::names;
        const PlotScale y(panel.y, down ? plot.top : plot.bottom, down ? plot.bottom : plot.top);
        return {&panel, plot, PlotScale(panel.x, plot.left, plot.right), y, x_ticks(panel.x, plot.width()), y_ticks(panel.y, plot.height()),
                true, true, {}, {}, {}, {}};
    }

    static void take_heads(PlacedPanel& to, PlacedPanel& from) {
        to.title = std::move(from.title);
        to.y_label = std::move(from.y_label);
        to.rules = std::move(from.rules);
    }

    double left_margin(const Panel& panel, double height) const {
        const double width = widest(y_ticks(panel.y, height), font());
        return width > 0 ? width + 8 : 2;
    }

    void plan_column() {
        double left = 0, right = font();
        for (const auto& panel : chart_.panels) {
            left = std::max(left, left_margin(panel, plot_height(panel, sizes_.height)));
            right = std::max({right, end_room(panel), widest(x_ticks(panel.x, sizes_.width * 0.75), font()) / 2});
        }
        right = sizes_.width - right;
        double top = 0;
        for (const auto& panel : chart_.panels) {
            const bool last = &panel == &chart_.panels.back();
            PlacedPanel placed = panel_at(panel, {left, 0, right, plot_height(panel, right - left)});
            const double height = placed.plot.height();
            head(placed, 0, sizes_.width, panel.y.label, top);
            auto final = panel_at(panel, {left, top, right, top + height});
            take_heads(final, placed);
            final.x_labels = last;
            place_ends(final);
            out_.panels.push_back(std::move(final));
            top += height + (last ? 0 : font());
        }
        foot((left + right) / 2, top);
    }

    /// The labels of the x axes end the drawing.
    void foot(double middle, double bottom) {
        out_.height = bottom + line() + 4;
        const std::string& label = chart_.panels.back().x.label;
        if (label.empty()) return;
        out_.x_label = cut_to_room(label, font(), sizes_.width);
        const double half = text_width(out_.x_label, font()) / 2;
        out_.x_label_at = std::clamp(middle, half, std::max(half, sizes_.width - half));
        out_.x_label_top = out_.height;
        out_.height += line() + 2;
    }

    void plan_key(double& top) {
        double left = 0;
        for (const auto& layer : chart_.panels.front().layers) {
            if (layer.label.empty()) continue;
            const double width = text_width(layer.label, font()) + 30;
            if (left > 0 && left + width > sizes_.width) left = 0, top += line();
            out_.key.push_back({layer.label, {left, top, left + width, top + line()}, layer.role});
            left += width + font();
        }
        if (!out_.key.empty()) top += line() * 1.3;
    }

    void plan_multiples() {
        const auto& first = chart_.panels.front();
        const std::size_t n = chart_.panels.size(), columns = n <= 2 || n == 4 ? 2 : 3;
        const double gap = font() * 1.2, left = left_margin(first, 110), right = 2;
        const double width = (sizes_.width - left - right - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
        const double height = chart_.size == ChartSize::square ? width : width * 0.7;
        double top = 0;
        plan_key(top);
        if (!first.y.label.empty()) {
            out_.y_label = {cut_to_room(first.y.label, font(), sizes_.width), {0, top, sizes_.width, top + line()}, Role::quiet};
            top += line() * 1.2;
        }
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t column = i % columns;
            const double from = left + static_cast<double>(column) * (width + gap);
            double plot_top = top;
            PlacedPanel measure = panel_at(chart_.panels[i], {from, 0, from + width, height});
            head(measure, from, from + width, {}, plot_top);
            auto placed = panel_at(chart_.panels[i], {from, plot_top, from + width, plot_top + height});
            take_heads(placed, measure);
            placed.y_labels = column == 0;
            placed.x_labels = i + columns >= n;
            const bool ends_row = column + 1 == columns || i + 1 == n;
            const double bottom = placed.plot.bottom;
            out_.panels.push_back(std::move(placed));
            if (ends_row) top = bottom + (i + 1 == n ? 0 : line() * (i + 1 + columns > n ? 1.6 : 0.7));
        }
        foot((left + sizes_.width) / 2, top);
    }

    const Chart& chart_;
    const AxisWords& words_;
    Sizes sizes_;
    PlacedChart out_{};
};

}  // namespace

bool is_multiple(const Chart& chart) { return chart.panels.size() > 1 && !chart.below; }

PlacedChart place(const Chart& chart, const AxisWords& words) { return Planner(chart, words).plan(); }

}  // namespace hindsight::report
