// SPDX-License-Identifier: MIT
// Where the parts of a chart lie on its drawing, in units of the drawing.
#pragma once

#include <string>
#include <vector>

#include "report/drawing/chart_label.hpp"
#include "report/drawing/chart_scale.hpp"

namespace hindsight::report {

/// A text and the box that it stands in, in the colour of what it labels.
struct PlacedText {
    std::string text;
    Box box;
    Role role = Role::quiet;
};

/// A panel with its place. Ticks are drawn as grid everywhere; their labels only where neighbours do not have the same.
struct PlacedPanel {
    const Panel* panel;
    Box plot;
    PlotScale x, y;
    std::vector<Tick> x_ticks, y_ticks;
    bool x_labels = true, y_labels = true;
    std::vector<PlacedText> rules;      // labels above vertical lines
    std::vector<PlacedText> ends;       // labels in the right margin: of lines, spans and ranges
    PlacedText title, y_label;          // above the plot; empty where there is none
};

struct PlacedChart {
    double width, height, font;
    double x_label_at = 0, x_label_top = 0;  // middle of the label below the x axes
    std::string x_label;
    std::vector<PlacedPanel> panels;
    PlacedText y_label;                      // of small multiples, once for all
    std::vector<PlacedText> key;             // of small multiples: what their layers are
    double line() const { return font * 1.25; }
};

/// Whether the panels stand beside each other as small multiples.
bool is_multiple(const Chart& chart);
/// The chart must outlive what is returned.
PlacedChart place(const Chart& chart, const AxisWords& words);

}  // namespace hindsight::report
