// SPDX-License-Identifier: MIT
// Probabilities in bins: reliability, calibration errors, and Murphy's decomposition.
#pragma once

#include <optional>
#include <vector>

#include "hindsight/scoring/sets/calibration.hpp"

namespace hindsight::scoring {

// All: empty, size_mismatch; missing, bad_outcome, bad_probability, bad_weight with the row; bad_level for `count` 0.
// Outcomes may be fractions.

/// Which end of a bin belongs to it: [lo,hi) with the last one closed, or (lo,hi] with the first one closed.
enum class Closed : std::uint8_t { left, right };

/// Where bins end: `width`, equal parts of [0,1]; `count`, quantiles of the forecasts (type 7 of Hyndman and Fan, weights
/// aside), equal ones merged; `distinct`, every forecast that occurs is a bin.
enum class Bins : std::uint8_t { width, count, distinct };

struct Binning {
    std::size_t count = 10;
    Closed closed = Closed::left;
    Bins bins = Bins::width;
};

struct ReliabilityBins {
    std::vector<CalibrationBin> bins;  ///< empty ones, and those of weight 0, are left out
    double ece = 0;                    ///< expected calibration error: sum of share x |mean predicted - observed rate|
    double mce = 0;                    ///< the largest of these differences
    double rmsce = 0;                  ///< root of the weighted mean square of them
};

/// Naeini, Cooper and Hauskrecht (2015) for ece and mce.
Result<ReliabilityBins> reliability_bins(const SortedEvents& events, Binning binning = {});
Result<ReliabilityBins> reliability_bins(Outcomes observed, Probabilities predicted, Weights weights = {}, Binning binning = {});

/// mean_score = miscalibration - discrimination + uncertainty + within_bin_variance - within_bin_covariance.
struct MurphyDecomposition {
    struct Corrected {
        double miscalibration;  ///< may be negative, as may discrimination
        double discrimination;
        double uncertainty;
    };

    double mean_score = 0;             ///< mean Brier score
    double miscalibration = 0;         ///< mean (mean predicted - observed rate)^2 over bins (REL)
    double discrimination = 0;         ///< mean (observed rate - base rate)^2 over bins (RES)
    double uncertainty = 0;            ///< mean (f - base rate)^2 of outcomes
    double within_bin_variance = 0;    ///< mean (p - mean predicted)^2
    double within_bin_covariance = 0;  ///< 2 mean (p - mean predicted) (f - observed rate)
    /// Without the bias of small bins; none with weights, fractions, or a single row.
    std::optional<Corrected> corrected;
    std::vector<CalibrationBin> bins;
};

/// Murphy (1973); the terms within bins by Stephenson, Coelho and Jolliffe (2008); corrected by Ferro and Fricker (2012),
/// bins of one row without a correction of their own.
Result<MurphyDecomposition> murphy(const SortedEvents& events, Binning binning = {});
Result<MurphyDecomposition> murphy(Outcomes observed, Probabilities predicted, Weights weights = {}, Binning binning = {});

}  // namespace hindsight::scoring
