// SPDX-License-Identifier: MIT
// Rules for a probability of an event. The outcome f is 0, 1, or a fraction between for "partly".
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

// All: missing if either is NaN, bad_outcome and bad_probability outside [0,1].

/// (p - f)^2, in [0,1]; strictly proper. Brier (1950), half of his two-sided form.
Score brier_binary(Observed outcome, Probability predicted);

/// 2 (p - f)^2, in [0,2]: Brier's own two-sided form. Brier (1950).
Score brier_full_binary(Observed outcome, Probability predicted);

/// -f ln p - (1-f) ln(1-p), in [0, Infinity]; never clipped; its minimum is 0 only for f = 0 or 1. Good (1952).
Score log_binary(Observed outcome, Probability predicted);
/// Of rows that are known to be in their ranges.
void log_binary_rows(Outcomes outcomes, Probabilities predicted, std::span<double> scores);

/// f (1 - p/s) + (1-f) (1 - (1-p)/s) with s = sqrt(p^2 + (1-p)^2), in [0,1]: one less the spherical reward. Roby (1965).
Score spherical_binary(Observed outcome, Probability predicted);

/// `p` held to [e, 1-e], for a log score that stays finite. 0 <= e < 1/2.
Probability clip(Probability predicted, double e);

}  // namespace hindsight::scoring
