// SPDX-License-Identifier: MIT
// The part of a distribution's behaviour that its cut and mixed forms implement too.
#pragma once

#include <vector>

#include "ops.hpp"

namespace hindsight::scoring {

/// Where all of the mass sits, if on one point.
std::optional<double> point_of(const Distribution& d);

/// Whether there is probability on x itself.
bool has_mass(const Distribution& d, double x);
/// P(X < x), which is the cdf where there is no mass.
double cdf_below(const Distribution& d, double x);

// Values inside the engine: NaN means undefined. No argument is NaN.
double raw_crps(const Distribution& d, double y);
double raw_log(const Distribution& d, double y);
double raw_quantile(const Distribution& d, double level);
double raw_mean(const Distribution& d);
double raw_variance(const Distribution& d);

// Of truncated and censored ones that are no point.
double cut_crps(const Distribution& d, double y);
double cut_log(const Distribution& d, double y);
double cut_cdf(const Distribution& d, double x);
double cut_ccdf(const Distribution& d, double x);
double cut_cdf_below(const Distribution& d, double x);
double cut_quantile(const Distribution& d, double level);
double cut_mean(const Distribution& d);
double cut_variance(const Distribution& d);
double cut_sd(const Distribution& d);
/// y less the mean, which has to be finite.
double cut_distance(const Distribution& d, double y);

// Of mixtures.
double mixture_crps(const Distribution& d, double y);
double mixture_log(const Distribution& d, double y);
double mixture_cdf(const Distribution& d, double x);
double mixture_ccdf(const Distribution& d, double x);
bool mixture_has_mass(const Distribution& d, double x);
double mixture_cdf_below(const Distribution& d, double x);
double mixture_quantile(const Distribution& d, double level);
double mixture_mean(const Distribution& d);
double mixture_variance(const Distribution& d);

/// The smallest number in [from, to] (to the last digits) where `reached` is true; it turns true once, and is at `to`.
template <class Reached>
double bisect(const Reached& reached, double from, double to) {
    if (reached(from)) return from;
    for (int i = 0; i < 300; ++i) {
        const double middle = from + (to - from) / 2;
        if (middle <= from || middle >= to) break;
        (reached(middle) ? to : from) = middle;
    }
    return to;
}

}  // namespace hindsight::scoring
