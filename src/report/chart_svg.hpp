// SPDX-License-Identifier: MIT
// Charts as SVG, built as a tree.
#pragma once

#include "report/document.hpp"
#include "report/tree.hpp"

namespace hindsight::report {

/// A square from 0 to 1 on a drawing, with axes and their labels.
class Plane {
   public:
    struct Frame {
        double left, top, width, height;
    };
    Plane(pugi::xml_node svg, Frame frame) : svg_(svg), frame_(frame) {}

    double x(double value) const { return frame_.left + value * frame_.width; }
    double y(double value) const { return frame_.top + (1 - value) * frame_.height; }

    void axes(const std::string& x_label, const std::string& y_label);
    void line(double x1, double y1, double x2, double y2, const char* style);
    void path(const std::vector<std::pair<double, double>>& points, const char* style);
    void dot(double at_x, double at_y, double radius, const std::string& title);
    void label(double at_x, double at_y, const std::string& text, const char* anchor = "middle");
    /// A bar that stands on the lower edge of the drawing, `share` of `room` high.
    void bar(double from, double to, double share, double room, double floor, const std::string& title);

   private:
    pugi::xml_node svg_;
    Frame frame_;
};

/// Draws what was said against what came true, with the number of forecasts below.
pugi::xml_node draw(pugi::xml_node parent, const CalibrationChart& chart);

}  // namespace hindsight::report
