// SPDX-License-Identifier: MIT
// The CRPS of samples that stand in rows of one length.
#pragma once

#include "hindsight/scoring/columns/continuous.hpp"

namespace hindsight::scoring {

/// Rows of `members` values each, one row after the other; the members of a row in any order, of equal weight. Rows that
/// are in ascending order already are noticed and cost less.
struct SampleRows {
    std::span<const double> values;
    std::size_t members;
};

// Scores are those of crps_sample, to 1e-13 relative; members far from 0 lose no digits. Refused as a whole: empty (no
// rows or no members), size_mismatch, and infinite with the index of the first row that is. A row with a value that is
// missing (NaN) is left out and counted.

/// The mean CRPS, in [0, Infinity). missing when every row is.
Result<ColumnMean> mean_crps(Observations observed, SampleRows predicted, ColumnOptions options = {});

/// The CRPS of every row into `scores`, which has one place a row. Gives the indices of the rows with a missing value;
/// their places hold Infinity. After a refusal the places hold any numbers.
Result<std::vector<std::size_t>> crps_rows(Observations observed, SampleRows predicted, std::span<double> scores,
                                           ColumnOptions options = {});

}  // namespace hindsight::scoring
