// SPDX-License-Identifier: MIT
// Charts as blocks of text for a terminal.
#pragma once

#include <string>

#include "report/drawing/chart_scale.hpp"

namespace hindsight::report {

/// Title, drawing and how to read it, in lines of at most `width` columns that begin with `indent`. Of ASCII but for the block
/// elements, which common fonts have; no escape codes.
std::string draw_text(const Chart& chart, const AxisWords& words, int width, const std::string& indent);

}  // namespace hindsight::report
