// SPDX-License-Identifier: MIT
// Rules for ranges at a level and for sets of quantiles. Scores are in the unit of the observation.
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// The central range [lower, upper] at a level (its nominal coverage); a = 1 - level. Equal ends are allowed.
struct Interval {
    double lower;
    double upper;
    double level;
};

/// One quantile: the value that is not exceeded with probability `level`, in [0,1].
struct Quantile {
    double level;
    double value;
};

/// Quantiles: levels in [0,1], each once, in any order, and the values that belong to them.
struct Quantiles {
    std::span<const double> levels;
    std::span<const double> values;
};

// Ranges: missing, infinite, reversed_interval; bad_level unless 0 < level < 1, level_one at exactly 1.

/// (u - l) + 2/a (l-y)+ + 2/a (y-u)+, in [0, Infinity). Winkler (1972), Gneiting and Raftery (2007) eq. 43.
Score interval(Observed observed, Interval predicted);

/// The same times a/2, as it enters the weighted interval score. Bracher et al. (2021).
Score interval_weighted(Observed observed, Interval predicted);

/// 1 if l <= y <= u, else 0. The level lies in (0,1].
Score coverage_interval(Observed observed, Interval predicted);

/// (1{y < q} - level) (q - y), in [0, Infinity); no factor 2. Koenker and Bassett (1978).
Score pinball(Observed observed, Quantile predicted);

// Quantiles: empty, size_mismatch, missing, infinite, bad_level (outside [0,1] or twice), crossing_quantiles, the
// last two with the place in order of level.

/// The mean of the pinball scores over the levels.
Score pinball_quantile(Observed observed, Quantiles predicted);

/// The weighted interval score and its parts, which add up to it. `over` is the cost of predicting too high.
struct WisParts {
    double wis;
    double dispersion;
    double underprediction;
    double overprediction;
};

/// 2 x mean pinball over the levels given; for levels in pairs around a median this is
/// (|y-m|/2 + sum a_k/2 IS_k) / (K + 1/2). Bracher et al. (2021). Levels pair up when they add to 1 within 1e-9; the
/// cost of a level without partner is dispersion where the observation lies on its inner side.
Result<WisParts> wis_quantile(Observed observed, Quantiles predicted);

/// 2 x mean pinball, the approximation of the CRPS by quantiles. Laio and Tamea (2007).
Score crps_quantile(Observed observed, Quantiles predicted);

/// 1 if the observation lies in the central range at `level` (ends included), else 0; missing_level if the quantiles at
/// (1-level)/2 and (1+level)/2 are not among those given (within 1e-9).
Score coverage_quantile(Observed observed, Quantiles predicted, double level);

/// In [-1,1], +1 when all of it lies above the observation: y < m: 1 - 2 max{level: q <= y}; y > m:
/// 1 - 2 min{level: q >= y}; outside all quantiles +-1; at the median 0. A median not given is interpolated between its
/// neighbours; missing_level without one on each side. scoringutils 2.2, bias_quantile.
Score bias_quantile(Observed observed, Quantiles predicted);

/// |y - median|; the median is interpolated as for the bias.
Score ae_median_quantile(Observed observed, Quantiles predicted);

/// (y - mean)^2, the mean being the integral over levels of the quantiles, linear between those given and level beyond the
/// outermost: near the mean, so that the rule is proper for samples and distributions but not quite for quantiles.
Score se_mean_quantile(Observed observed, Quantiles predicted);

}  // namespace hindsight::scoring
