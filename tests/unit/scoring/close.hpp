// SPDX-License-Identifier: MIT
// How scores are compared in tests: to so many units of the last place, or relative to max(1, |expected|).
#pragma once

#include <cmath>
#include <limits>

#include "hindsight/scoring/types.hpp"
#include "support/catch.hpp"

namespace hindsight::test {

/// A value that is not there.
inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// |value - expected| <= tolerance max(1, |expected|); infinities must be equal.
inline bool close(double value, double expected, double tolerance = 1e-15) {
    if (std::isinf(expected) || std::isinf(value)) return value == expected;
    return std::abs(value - expected) <= tolerance * std::fmax(1.0, std::abs(expected));
}

inline bool close(const scoring::Score& score, double expected, double tolerance = 1e-15) {
    UNSCOPED_INFO("score " << (score ? *score : std::numeric_limits<double>::quiet_NaN()) << ", expected " << expected);
    return score && close(*score, expected, tolerance);
}

template <class T>
bool refused(const scoring::Result<T>& result, scoring::Reason reason, std::size_t row = 0) {
    return !result && result.why() == scoring::NotScored{reason, row};
}

}  // namespace hindsight::test
