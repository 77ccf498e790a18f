// SPDX-License-Identifier: MIT
// Is a mean difference between two forecasters more than chance?
#pragma once

#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

struct Significance {
    double statistic;  ///< below 0 when the first is better
    double df;         ///< degrees of freedom of the t distribution
    double p;          ///< two-sided, in [0,1]
};

/// The test of equal accuracy for differences in order of time that may depend on each other over less than `horizon`
/// steps. Diebold and Mariano (1995), with the correction and the t distribution (n-1) of Harvey, Leybourne and Newbold
/// (1997). missing and infinite with the row; empty for fewer than two; bad_parameter unless 1 <= horizon < n;
/// undefined when all differences are equal but for rounding; not_applicable when the variance estimated for a horizon
/// above 1 is not above 0.
Result<Significance> diebold_mariano(Scores differences, std::size_t horizon = 1);

/// The two-sided t test of mean / se. undefined unless se and df are above 0.
Result<Significance> t_test(double mean, double se, double df);

/// p values raised so that the chance of any false finding among them keeps to the level. Holm (1979).
std::vector<double> holm(std::span<const double> p);

}  // namespace hindsight::scoring
