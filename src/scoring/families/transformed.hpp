// SPDX-License-Identifier: MIT
// The CRPS by integration where no closed form keeps its digits.
#pragma once

#include <algorithm>
#include <array>

#include "../quadrature.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Where the tails of the integrand have become negligible: of F^2 below, of (1-F)^2 above.
struct Range {
    double from;
    double to;
};

/// X = x(T) with x increasing and `slope` its derivative, observed at x_at = x(at): the integral of P(T <= t)^2 up to
/// `at` and of P(T > t)^2 from there, each times the slope. Both laws change over a few units around 0, and are 0 or 1 to
/// the last digit 40 units away; `at` may be infinite, x_at then lies beyond an end of the support.
template <class Below, class Above, class Slope, class X>
double crps_of_transformed(const Below& below, const Above& above, const Slope& slope, const X& x, Range range, double at,
                           double x_at) {
    const auto piece = [](const auto& f, double from, double to) {
        if (!(to > from)) return 0.0;
        std::array<double, 9> breaks{from, -30, -10, -3, 0, 3, 10, 30, to};
        for (double& b : breaks) b = std::clamp(b, from, to);
        return integrate(f, breaks);
    };
    const auto left = [&](double t) { return below(t) * below(t) * slope(t); };
    const auto right = [&](double t) { return above(t) * above(t) * slope(t); };
    const double lowest = std::min(range.from, -40.0);
    const double highest = std::max(range.to, 40.0);
    double outside = 0;
    if (at > highest) outside = x_at - x(highest);
    if (at < lowest) outside = x(lowest) - x_at;
    return piece(left, range.from, std::min(at, highest)) + piece(right, std::max(at, lowest), range.to) + outside;
}

}  // namespace hindsight::scoring
