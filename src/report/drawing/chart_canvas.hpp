// SPDX-License-Identifier: MIT
// A plane of characters that charts are drawn on.
#pragma once

#include <string>
#include <vector>

#include "report/drawing/chart_scale.hpp"

namespace hindsight::report {

/// The marks of the roles: of lines, and of dots.
char line_mark(Role role);
char dot_mark(Role role);

/// A panel's plane, with its scales from cell to cell.
class Canvas {
   public:
    Canvas(const Panel& panel, int columns, int rows);

    void draw(const Layer& layer);
    /// The row without spaces at its end.
    std::string row(int at) const;
    int column(double value) const;
    int row_of(double value) const;
    bool holds_x(double value) const { return x_.holds(value); }

   private:
    void put(int column, int row, std::string_view mark);
    void line(const Layer& layer);
    void steps(const Layer& layer);
    void band(const Layer& layer);
    void bar(const Layer& layer, const Datum& datum);
    void span(const Layer& layer, const Datum& datum);

    int columns_, rows_;
    const Panel* panel_;
    PlotScale x_, y_;
    std::vector<std::vector<std::string>> cells_;
};

/// A height from 0 to 1 as a block of eighths; a height above 0 is never nothing.
std::string_view block_of(double height);

}  // namespace hindsight::report
