// SPDX-License-Identifier: MIT
// Significance tests of calibration: could these outcomes have come from these probabilities?
#pragma once

#include "hindsight/scoring/sets/sorted_events.hpp"

namespace hindsight::scoring {

// All: refusals as for SortedEvents; not_applicable with weights or fractions.

struct SpiegelhalterTest {
    double z;  ///< above 0: the score is worse than the forecasts expect of themselves
    double p;  ///< two-sided, from the normal distribution
};

/// z = sum (o-p)(1-2p) / sqrt(sum (1-2p)^2 p(1-p)). undefined when every forecast is 0, 1/2 or 1. Spiegelhalter (1986).
Result<SpiegelhalterTest> spiegelhalter(Outcomes observed, Probabilities predicted);

struct HosmerLemeshowTest {
    double chi2;  ///< Infinity, with p = 0, when a group that was sure is wrong
    std::size_t df;
    double p;     ///< upper tail of chi-square
};

/// sum over groups (O-E)^2 / (E (1 - E/n)), with groups - 2 degrees of freedom. The rows in order of their forecast, equal
/// ones in the order of the columns, are cut into groups whose sizes differ by at most 1, the larger ones first. bad_level
/// under 3 groups, undefined with fewer rows than groups. Hosmer and Lemeshow (1980).
Result<HosmerLemeshowTest> hosmer_lemeshow(const SortedEvents& events, std::size_t groups = 10);
Result<HosmerLemeshowTest> hosmer_lemeshow(Outcomes observed, Probabilities predicted, std::size_t groups = 10);

}  // namespace hindsight::scoring
