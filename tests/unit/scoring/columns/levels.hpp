// SPDX-License-Identifier: MIT
// The vector levels that can be tried here.
#pragma once

#include <vector>

#include "scoring/columns/continuous_dispatch.hpp"

namespace hindsight::test {

/// From what every processor can to the best of this one.
inline std::vector<scoring::vectors::Level> levels() {
    using scoring::vectors::Level;
    std::vector<Level> result;
    for (const auto level : {Level::portable, Level::avx2, Level::avx512})
        if (level <= scoring::lanes::best_level()) result.push_back(level);
    return result;
}

}  // namespace hindsight::test
