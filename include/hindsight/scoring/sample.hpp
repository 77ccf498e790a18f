// SPDX-License-Identifier: MIT
// Rules for samples (ensembles), with or without weights.
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Members in any order; weights (>= 0, normalised here) or none for equal ones.
struct Samples {
    std::span<const double> values;
    std::span<const double> weights = {};
};

/// The part [lower, upper] of the scale that a weighted score looks at, its ends included; an open end is -+Infinity.
struct WeightRange {
    double lower = -infinity;
    double upper = infinity;
};

// All: empty, size_mismatch, missing, infinite, bad_weight, with the place.

/// The CRPS of the empirical distribution, E|X-y| - E|X-X'|/2, in [0, Infinity), from gaps between sorted members, so
/// that nothing cancels. Gneiting and Raftery (2007) eq. 21; Hersbach (2000).
Score crps_sample(Observed observed, Samples predicted);

/// |y - median|, the median halfway between two members when the lower weights add to exactly 1/2.
Score ae_median_sample(Observed observed, Samples predicted);

/// (y - mean)^2.
Score se_mean_sample(Observed observed, Samples predicted);

}  // namespace hindsight::scoring
