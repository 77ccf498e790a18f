// SPDX-License-Identifier: MIT
// Calibration of probabilities: the CORP decomposition, bins of equal width, and the ROC area.
#pragma once

#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

// All: empty, size_mismatch; missing, bad_outcome, bad_probability, bad_weight with the row. Outcomes may be fractions.

struct CalibrationBin {
    double low;
    double high;
    std::size_t n;
    double weight;
    double mean_predicted;
    double observed_rate;
};

enum class CalibrationRule : std::uint8_t { brier, log };

/// mean_score = miscalibration - discrimination + uncertainty, none of the three negative.
struct Decomposition {
    double mean_score = 0;       ///< Infinity, with miscalibration, for a log score that is
    double miscalibration = 0;
    double discrimination = 0;
    double uncertainty = 0;
    std::vector<CalibrationBin> bins;  ///< the isotonic pools: low and high are the lowest and highest forecast in them
};

/// CORP: the forecasts against their isotonic recalibration (pool adjacent violators over distinct forecasts), and that
/// against the base rate. Dimitriadis, Gneiting and Jordan (2021).
Result<Decomposition> corp(Outcomes observed, Probabilities predicted, Weights weights = {},
                           CalibrationRule rule = CalibrationRule::brier);

/// Which end of a bin belongs to it: [lo,hi) with the last one closed, or (lo,hi] with the first one closed.
enum class Closed : std::uint8_t { left, right };

struct ReliabilityBins {
    std::vector<CalibrationBin> bins;  ///< of equal width over [0,1]; empty ones left out
    double ece = 0;                    ///< expected calibration error: sum of share x |mean predicted - observed rate|
    double mce = 0;                    ///< the largest of these differences
    double rmsce = 0;                  ///< root of the weighted mean square of them
};

/// Naeini, Cooper and Hauskrecht (2015) for ece and mce. bad_level for `count` 0.
Result<ReliabilityBins> reliability_bins(Outcomes observed, Probabilities predicted, Weights weights = {},
                                         std::size_t count = 10, Closed closed = Closed::left);

/// The area under the ROC curve: the chance that a yes got a higher probability than a no, ties half. A fraction f counts
/// f as a yes and 1-f as a no. undefined when one of the two is missing altogether. Hanley and McNeil (1982).
Score roc_auc(Outcomes observed, Probabilities predicted, Weights weights = {});

}  // namespace hindsight::scoring
