// SPDX-License-Identifier: MIT
// Draws charts: axes and their words; colours come from classes.
#include "report/drawing/chart_svg.hpp"

#include "report/drawing/chart_marks.hpp"
#include "report/drawing/chart_style.hpp"

namespace hindsight::report {

namespace {

constexpr double kMargin = 12;  // around the drawing in a file

class Drawing {
   public:
    Drawing(pugi::xml_node svg, const PlacedChart& placed) : svg_(svg), placed_(placed) {}

    void draw() {
        for (const auto& panel : placed_.panels) draw(panel);
        key();
        if (!placed_.y_label.text.empty()) text(group("t"), placed_.y_label.box.left, baseline(placed_.y_label.box), placed_.y_label.text);
        if (placed_.x_label.empty()) return;
        text(group("t", "middle"), placed_.x_label_at, placed_.x_label_top + placed_.font, placed_.x_label);
    }

   private:
    double baseline(const Box& box) const { return (box.top + box.bottom) / 2 + placed_.font * 0.35; }

    pugi::xml_node group(const char* style, const char* anchor = nullptr) {
        Attributes attributes{{"class", style}};
        if (anchor) attributes.emplace_back("text-anchor", anchor);
        return element(svg_, "g", attributes);
    }

    static void text(pugi::xml_node parent, double x, double y, const std::string& words, const char* style = nullptr) {
        Attributes attributes{{"x", print_length(x)}, {"y", print_length(y)}};
        if (style) attributes.emplace_back("class", style);
        element(parent, "text", attributes, words);
    }

    void draw(const PlacedPanel& panel) {
        grid(panel);
        tick_labels(panel);
        if (!panel.title.text.empty()) text(svg_, panel.title.box.left, baseline(panel.title.box), panel.title.text, "c");
        if (!panel.y_label.text.empty()) text(svg_, panel.y_label.box.left, baseline(panel.y_label.box), panel.y_label.text, "t");
        draw_marks(svg_, panel, placed_.font);
        labels(panel);
    }

    void grid(const PlacedPanel& panel) {
        const Box& plot = panel.plot;
        std::string d;
        const auto from = [](double x, double y) { return "M" + print_length(x) + " " + print_length(y); };
        for (const auto& tick : panel.x_ticks) d += from(panel.x.at(tick.value), plot.top) + "V" + print_length(plot.bottom);
        for (const auto& tick : panel.y_ticks) d += from(plot.left, panel.y.at(tick.value)) + "H" + print_length(plot.right);
        if (!d.empty()) element(svg_, "path", {{"class", "g"}, {"fill", "none"}, {"d", d}});
        element(svg_, "path", {{"class", "x"}, {"d", from(plot.left, plot.bottom) + "H" + print_length(plot.right)}});
    }

    void tick_labels(const PlacedPanel& panel) {
        const bool named = panel.panel->y.scale == AxisScale::names;
        if (panel.y_labels && !panel.y_ticks.empty()) {
            auto labels = group(named ? "n" : "t", "end");
            for (const auto& tick : panel.y_ticks) {
                if (!tick.label.empty()) text(labels, panel.plot.left - 7, panel.y.at(tick.value) + placed_.font * 0.35, tick.label);
            }
        }
        if (!panel.x_labels || panel.x_ticks.empty()) return;
        auto labels = group("t", "middle");
        for (const auto& tick : panel.x_ticks) text(labels, x_of_label(panel, tick), panel.plot.bottom + placed_.font * 1.3, tick.label);
    }

    /// Below its tick, but not beyond the plot where a neighbour begins, nor beyond the drawing.
    double x_of_label(const PlacedPanel& panel, const Tick& tick) const {
        const double half = text_width(tick.label, placed_.font) / 2, at = panel.x.at(tick.value);
        const bool alone = placed_.panels.size() == 1 || placed_.panels[0].plot.left == placed_.panels[1].plot.left;
        const double low = alone ? 0 : panel.plot.left, high = alone ? placed_.width : panel.plot.right;
        return high - low < 2 * half ? at : std::clamp(at, low + half, high - half);
    }

    static std::string label_class(const PlacedText& label) { return std::string("e ") + class_of(label.role); }

    void labels(const PlacedPanel& panel) {
        for (const auto& rule : panel.rules) {
            element(svg_, "text", {{"class", label_class(rule)}, {"text-anchor", "middle"},
                                   {"x", print_length((rule.box.left + rule.box.right) / 2)}, {"y", print_length(baseline(rule.box))}}, rule.text);
        }
        for (const auto& end : panel.ends) text(svg_, end.box.left, baseline(end.box), end.text, label_class(end).c_str());
    }

    void key() {
        for (const auto& entry : placed_.key) {
            const double y = (entry.box.top + entry.box.bottom) / 2;
            element(svg_, "path", {{"class", std::string("l ") + class_of(entry.role)},
                                   {"d", "M" + print_length(entry.box.left) + " " + print_length(y) + "h22"}});
            text(svg_, entry.box.left + 28, baseline(entry.box), entry.text);
        }
    }

    pugi::xml_node svg_;
    const PlacedChart& placed_;
};

std::string view_box(double left, double top, double width, double height) {
    return print_length(left) + " " + print_length(top) + " " + print_length(width) + " " + print_length(height);
}

const char* class_of(ChartSize size) {
    switch (size) {
        case ChartSize::square: return "chart square";
        case ChartSize::wide: return "chart wide";
        case ChartSize::strip: break;
    }
    return "chart strip";
}

void describe(pugi::xml_node svg, const Chart& chart) {
    svg.append_attribute("role").set_value("img");
    svg.append_attribute("aria-labelledby").set_value((chart.anchor + "-title " + chart.anchor + "-desc").c_str());
    element(svg, "title", {{"id", chart.anchor + "-title"}}, chart.title);
    element(svg, "desc", {{"id", chart.anchor + "-desc"}}, chart.description);
}

}  // namespace

pugi::xml_node draw(pugi::xml_node parent, const Chart& chart, const AxisWords& words) {
    if (chart.panels.empty()) return {};
    const auto placed = place(chart, words);
    auto svg = element(parent, "svg", {{"class", class_of(chart.size)}, {"viewBox", view_box(0, 0, placed.width, placed.height)},
                                       {"font-size", print_length(placed.font)}});
    describe(svg, chart);
    Drawing(svg, placed).draw();
    return svg;
}

std::string svg_file(const Chart& chart, const AxisWords& words) {
    const auto placed = place(chart, words);
    const auto lines = break_to_room(chart.title, placed.font + 2, placed.width * 0.95);
    const double head = static_cast<double>(lines.size()) * placed.line() * 1.15 + placed.font * 0.6;
    const double width = placed.width + 2 * kMargin, height = placed.height + head + 2 * kMargin, top = -head - kMargin;
    pugi::xml_document tree;
    auto svg = element(tree, "svg", {{"xmlns", "http://www.w3.org/2000/svg"}, {"class", class_of(chart.size)},
                                     {"viewBox", view_box(-kMargin, top, width, height)}, {"width", print_length(width)},
                                     {"height", print_length(height)}, {"font-size", print_length(placed.font)}});
    describe(svg, chart);
    element(svg, "style", {}, std::string(kChartStyle));
    element(svg, "rect", {{"class", "p"}, {"x", print_length(-kMargin)}, {"y", print_length(top)}, {"width", print_length(width)}, {"height", print_length(height)}});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double y = -head + placed.font + static_cast<double>(i) * placed.line() * 1.15;
        element(svg, "text", {{"class", "c"}, {"y", print_length(y)}, {"font-size", print_length(placed.font + 2)}}, lines[i]);
    }
    Drawing(svg, placed).draw();
    return printed(tree) + "\n";
}

}  // namespace hindsight::report
