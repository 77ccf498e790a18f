// SPDX-License-Identifier: MIT
// Values against the median of all that stand at the same time.
#pragma once

#include <vector>

#include "block.hpp"

namespace hindsight::scoring {

struct Medians {
    std::vector<double> beside;  ///< per piece the integral of the median over the time that it stands
    double total = 0;            ///< over all times at which a piece stands
    double time = 0;             ///< how long that is
};

Medians medians_of(std::span<const Piece> pieces);

}  // namespace hindsight::scoring
