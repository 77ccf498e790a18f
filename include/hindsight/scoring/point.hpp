// SPDX-License-Identifier: MIT
// Rules for a single predicted number.
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

// Both: missing for NaN, infinite for an infinite argument.

/// |y - x|, in the unit of the observation; consistent for the median. Gneiting (2011).
Score absolute_error(Observed observed, Point predicted);

/// (y - x)^2, in its square; consistent for the mean. Gneiting (2011).
Score squared_error(Observed observed, Point predicted);

}  // namespace hindsight::scoring
