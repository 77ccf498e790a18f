// SPDX-License-Identifier: MIT
// The CRPS by integration where no closed form keeps its digits.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "../quadrature.hpp"

namespace hindsight::scoring {

/// The derivative of an exponential change of variable: factor e^(rate t).
struct ExponentialSlope {
    double factor;
    double rate;
    double operator()(double t) const { return factor * std::exp(rate * t); }
};

/// X = x(T) with x increasing and `slope` its derivative, rate < 2, observed at x_at = x(at): the integral of P(T <= t)^2
/// up to `at` and of P(T > t)^2 from there, each times the slope. Beyond 40 the lower law is 1 and the upper one e^-t to the
/// last digit; below -40 the upper one is 1, below `from` the lower one nothing. `at` may be infinite, x_at then lies beyond
/// an end of the support.
template <class Below, class Above, class X>
double crps_of_transformed(const Below& below, const Above& above, ExponentialSlope slope, const X& x, double from, double at,
                           double x_at) {
    constexpr double far = 40;
    const auto piece = [](const auto& f, double a, double b) {
        if (!(b > a)) return 0.0;
        std::array<double, 9> breaks{a, -30, -10, -3, 0, 3, 10, 30, b};
        for (double& place : breaks) place = std::clamp(place, a, b);
        return integrate(f, breaks);
    };
    const auto left = [&](double t) { return below(t) * below(t) * slope(t); };
    const auto right = [&](double t) { return above(t) * above(t) * slope(t); };
    double outside = 0;
    if (at > far) outside = x_at - x(far);
    if (at < -far) outside = x(-far) - x_at;
    const double tail = slope.factor * std::exp((slope.rate - 2) * std::max(at, far)) / (2 - slope.rate);
    return piece(left, from, std::min(at, far)) + piece(right, std::max(at, -far), far) + tail + outside;
}

}  // namespace hindsight::scoring
