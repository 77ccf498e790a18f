// SPDX-License-Identifier: MIT
// Calibration of probabilities: the CORP decomposition.
#pragma once

#include <vector>

#include "hindsight/scoring/sets/sorted_events.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Forecasts that are looked at together.
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
/// against the base rate. Refusals as for SortedEvents. Dimitriadis, Gneiting and Jordan (2021).
Decomposition corp(const SortedEvents& events, CalibrationRule rule = CalibrationRule::brier);
Result<Decomposition> corp(Outcomes observed, Probabilities predicted, Weights weights = {},
                           CalibrationRule rule = CalibrationRule::brier);

}  // namespace hindsight::scoring
