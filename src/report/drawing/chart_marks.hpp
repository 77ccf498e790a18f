// SPDX-License-Identifier: MIT
// Draws what a chart shows of its data.
#pragma once

#include <string>

#include "report/drawing/chart_layout.hpp"
#include "report/drawing/tree.hpp"

namespace hindsight::report {

/// A length on a drawing, to a tenth.
std::string print_length(double value);
/// The class of a role: r1 to r4.
const char* class_of(Role role);
/// All layers of a panel, then the labels of their data where they have room.
void draw_marks(pugi::xml_node svg, const PlacedPanel& placed, double font);

}  // namespace hindsight::report
