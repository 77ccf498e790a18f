// SPDX-License-Identifier: MIT
// Scores of quantiles that stand in rows at levels shared by all rows.
#pragma once

#include <optional>

#include "hindsight/scoring/columns/continuous.hpp"
#include "hindsight/scoring/quantile.hpp"

namespace hindsight::scoring {

/// Rows of as many values as there are levels, one row after the other; levels in [0,1], each once, in any order.
struct QuantileRows {
    std::span<const double> levels;
    std::span<const double> values;
};

/// Means over rows.
struct QuantileMeans {
    std::size_t n = 0;
    std::size_t missing = 0;  ///< rows with a value that is missing (NaN), left out
    WisParts wis{};
    std::vector<double> coverage;     ///< of the central ranges asked for, in their order
    std::optional<double> bias;       ///< none where the levels give no median
    std::optional<double> ae_median;  ///< likewise
};

// Scores are those of wis_quantile, coverage_quantile, bias_quantile and ae_median_quantile, to 1e-13 max(1, |score|).
// Refused as a whole: empty (no rows or no levels), size_mismatch; missing and bad_level with the place of a level; and
// infinite and crossing_quantiles with the index of the first row that has them.

/// All of them in one pass. `central` are levels of central ranges, as for coverage_quantile: bad_level, missing_level with
/// the place. missing when every row is.
Result<QuantileMeans> mean_quantile_scores(Observations observed, QuantileRows predicted, std::span<const double> central = {},
                                           ColumnOptions options = {});

/// The weighted interval score of every row and its parts into `scores`, which has one place a row. Gives the indices of
/// the rows with a missing value; their places hold Infinity. After a refusal the places hold any numbers.
Result<std::vector<std::size_t>> wis_rows(Observations observed, QuantileRows predicted, std::span<WisParts> scores,
                                          ColumnOptions options = {});

}  // namespace hindsight::scoring
