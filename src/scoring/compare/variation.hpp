// SPDX-License-Identifier: MIT
// Do numbers differ by more than rounding?
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace hindsight::scoring {

inline double largest(std::span<const double> values) {
    double result = 0;
    for (const double x : values) result = std::fmax(result, std::abs(x));
    return result;
}

/// `scale`: the size of the numbers that they were computed from. Scores such as 0.3 - 0.1 and 0.4 - 0.2 differ in the
/// last digit, and a test would take that for certainty.
inline bool varies(std::span<const double> values, double scale) {
    if (values.empty()) return false;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return *high - *low > 8 * std::numeric_limits<double>::epsilon() * scale;
}

}  // namespace hindsight::scoring
