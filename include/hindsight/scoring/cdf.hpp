// SPDX-License-Identifier: MIT
// Rules for a distribution function given by points and straight lines between them.
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Points (x_i, F_i): x ascending, equal x making a jump; F not falling, first in [0,1], last in [0,1]. Mass below the
/// first point and above the last is taken to sit on these points.
struct PiecewiseCdf {
    std::span<const double> x;
    std::span<const double> probability;
};

// All: empty (fewer than one point), size_mismatch, missing, infinite, bad_cdf, with the place.

/// The integral of (F(x) - 1{x >= y})^2, exact on every piece, in [0, Infinity). Gneiting and Raftery (2007).
Score crps_cdf(Observed observed, PiecewiseCdf predicted);

/// -ln of the density at y: the slope of the piece, by the piece to the right at a point (to the left at the last);
/// Infinity where the density is 0, -Infinity on a jump.
Score log_cdf(Observed observed, PiecewiseCdf predicted);

/// |y - median|, the median being the smallest x with F(x) >= 1/2.
Score ae_median_cdf(Observed observed, PiecewiseCdf predicted);

/// F(y), half-way up where it jumps, in [0,1]. No score: over many forecasts it should be uniform. Dawid (1984).
Score pit_cdf(Observed observed, PiecewiseCdf predicted);

}  // namespace hindsight::scoring
