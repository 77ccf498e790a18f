// SPDX-License-Identifier: MIT
// Bands from limit distributions of the isotonic curve.
#pragma once

#include <vector>

#include "hindsight/scoring/sets/bands.hpp"

namespace hindsight::scoring {

/// Quantile of Chernoff's distribution (argmax of Brownian motion less a parabola) for 1/2 <= p < 1, to about 1e-7.
double chernoff_quantile(double p);

/// Forecasts, or cells of them, with how many there are.
struct Crowd {
    double p;
    double count;
};

/// The density at x of `n` forecasts by the beta kernel of Chen (1999) with bandwidth n^(-2/5).
double beta_kernel_density(const std::vector<Crowd>& forecasts, double n, double x);

std::vector<BandPoint> discrete_band(const SortedEvents& events, double level);
std::vector<BandPoint> continuous_band(const SortedEvents& events, double level);

}  // namespace hindsight::scoring
