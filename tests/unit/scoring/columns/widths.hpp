// SPDX-License-Identifier: MIT
// The vector widths that can be tried here.
#pragma once

#include <vector>

#include "scoring/columns/continuous_dispatch.hpp"

namespace hindsight::test {

/// From narrow to the widest that the processor has.
inline std::vector<scoring::lanes::Vectors> widths() {
    using scoring::lanes::Vectors;
    std::vector<Vectors> result;
    for (const auto v : {Vectors::narrow, Vectors::avx2, Vectors::avx512})
        if (v <= scoring::lanes::detect_vectors()) result.push_back(v);
    return result;
}

}  // namespace hindsight::test
