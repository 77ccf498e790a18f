// SPDX-License-Identifier: MIT
// Charts as SVG, built as a tree.
#pragma once

#include <string>

#include "report/drawing/chart_scale.hpp"
#include "report/drawing/tree.hpp"

namespace hindsight::report {

/// Draws a chart into a page that has `kChartStyle` in its style sheet.
pugi::xml_node draw(pugi::xml_node parent, const Chart& chart, const AxisWords& words);
/// The same as a file of its own, with its title, its style and a ground, so that it can be seen anywhere.
std::string svg_file(const Chart& chart, const AxisWords& words);

}  // namespace hindsight::report
