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

// All: empty, size_mismatch, missing, infinite, bad_weight, with the place. A member of weight 0 is none. w are the
// weights, adding to 1; F is the empirical distribution function; X, X' are drawn from it.

/// The CRPS of the empirical distribution, E|X-y| - E|X-X'|/2, in [0, Infinity), from gaps between sorted members, so
/// that nothing cancels. Gneiting and Raftery (2007) eq. 21; Hersbach (2000).
Score crps_sample(Observed observed, Samples predicted);

/// E|X-y| - E|X-X'| / (2 (1 - sum w^2)), where the last factor makes the divisor of m equal members m(m-1): unbiased
/// for the distribution that they are drawn from. In [0, Infinity) for equal weights, else maybe below 0; undefined for
/// fewer than two members. Ferro (2014).
Score crps_fair_sample(Observed observed, Samples predicted);

/// sum w_i (|x_i - y| - |x_i - x_(i-1)|/2), in the order given, the last member before the first: linear in the number
/// of members. In [0, Infinity) for equal weights, else maybe below 0. Leutbecher (2019).
Score crps_akr_sample(Observed observed, Samples predicted);

/// The CRPS of a Gaussian kernel density of the members, in [0, Infinity). Its bandwidth is 1.06 min(s, IQR/1.34)
/// n^(-1/5), s^2 and n being sum w (x-mean)^2 / (1 - sum w^2) and 1 / sum w^2, the quartiles on lines between members
/// at the middles of their weights: with equal weights the divisor m-1, m, and R's type 7. At bandwidth 0 (one member,
/// or equal quartiles) the CRPS of the members. Scott (1992); Krueger, Lerch, Thorarinsdottir and Gneiting (2021).
Score crps_kde_sample(Observed observed, Samples predicted);

/// -ln of the same density at y, in [-Infinity, Infinity], finite far in the tail; at bandwidth 0 -Infinity on a
/// member, Infinity elsewhere.
Score log_kde_sample(Observed observed, Samples predicted);

// Those of a part of the scale. Also: missing for an end that is NaN, reversed_interval, infinite for a lower end of
// Infinity or an upper one of -Infinity.

/// The integral of (F(x) - 1{x >= y})^2 over the range: the CRPS of members and y held to it. In [0, Infinity).
/// Gneiting and Ranjan (2011); Allen, Ginsbourger and Ziegel (2023) for the form.
Score crps_tw_sample(Observed observed, Samples predicted, WeightRange range);

/// 1{y in the range} times the CRPS of the members within it, in [0, Infinity); undefined if there are none, wherever y
/// lies. Holzmann and Klar (2017).
Score crps_ow_sample(Observed observed, Samples predicted, WeightRange range);

/// The CRPS and its parts, which add up to it: what it would be at the median, and what is paid for an observation
/// above (underprediction) or below (overprediction) the median. scoringutils 2.2, crps_sample.
struct CrpsParts {
    double crps;
    double dispersion;
    double underprediction;
    double overprediction;
};
Result<CrpsParts> crps_parts_sample(Observed observed, Samples predicted);

/// (y - mean)^2 / v + ln v with v = sum w (x - mean)^2, the divisor of m equal members being m. In [-Infinity,
/// Infinity]: at v = 0 -Infinity on the mean, Infinity elsewhere. Dawid and Sebastiani (1999).
Score dss_sample(Observed observed, Samples predicted);

/// (s^2 - e^2 - e s g)^2 with e = mean - y, s^2 = sum (x-mean)^2 / (m-1) and g = sum ((x-mean)/s)^3 / ((m-1)(m-2)), which is
/// 1/m of the sample skewness, as in scoringrules (Python) 0.11; with weights sum w (x-mean)^k over 1 - sum w^2 and
/// (1 - 3 sum w^2 + 2 sum w^3) / sum w^2. In [0, Infinity), in the fourth power of the unit; e^4 at s = 0; undefined for
/// fewer than three members. Christensen, Moroz and Palmer (2015).
Score error_spread_sample(Observed observed, Samples predicted);

/// |y - median|, the median halfway between two members when the lower weights add to exactly 1/2.
Score ae_median_sample(Observed observed, Samples predicted);

/// (y - mean)^2.
Score se_mean_sample(Observed observed, Samples predicted);

/// P(X <= y), in [0,1]. If y and all members are whole numbers (P(X <= y-1) + P(X <= y)) / 2, the mean of the
/// randomised form. No score: over many forecasts it should be uniform. Dawid (1984); Czado, Gneiting and Held (2009).
Score pit_sample(Observed observed, Samples predicted);

/// 1 - 2 (P(X < y) + P(X = y)/2), in [-1,1], +1 when all members lie above y; if y and all members are whole numbers
/// 1 - P(X <= y) - P(X <= y-1). scoringutils 2.2, bias_sample, but for members that equal y. Funk et al. (2019).
Score bias_sample(Observed observed, Samples predicted);

/// 1.4826 times the median of |x - median|, in [0, Infinity). It measures sharpness and is no score: y plays no part.
/// Funk et al. (2019), as R's mad.
Score mad_sample(Observed observed, Samples predicted);

/// (P(X > t) - 1{y > t})^2, in [0,1]: the Brier score of the event "above t", t itself not counted in. Also missing and
/// infinite for t.
Score brier_threshold_sample(Observed observed, Samples predicted, double threshold);

}  // namespace hindsight::scoring
