// SPDX-License-Identifier: MIT
// Small arithmetic that keeps its digits.
#pragma once

#include <cmath>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

constexpr double square(double x) { return x * x; }

/// The part of x above 0.
constexpr double positive_part(double x) { return x > 0 ? x : 0; }

/// -x ln p, with 0 ln 0 = 0 and never -0.
inline double weighted_surprise(double x, double log_p) { return x == 0 ? 0.0 : 0.0 - x * log_p; }

/// 1 - level. A level written in decimals carries a rounding error that the subtraction would magnify (1 - 0.8 is not
/// the double 0.2), so of the numbers that the rounding allows the one of up to 12 decimals is taken.
inline double complement_of_level(double level) {
    constexpr double scale = 1e12;
    const double plain = 1 - level;
    const double decimal = std::round(plain * scale) / scale;
    return std::abs(decimal - plain) <= 0x1p-53 ? decimal : plain;
}

}  // namespace hindsight::scoring
