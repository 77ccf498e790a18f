// SPDX-License-Identifier: MIT
// The CRPS of distributions that stand in columns: one row a forecast, one column a parameter.
#pragma once

#include <vector>

#include "hindsight/scoring/columns/binary.hpp"
#include "hindsight/scoring/distribution.hpp"

namespace hindsight::scoring {

/// Numbers that were observed, one entry per row.
struct Observations {
    std::span<const double> values;
};

/// One family; its parameters in the order of its row, a column each. Optional ones at the end may be left out.
struct DistributionColumns {
    Family family;
    std::span<const std::span<const double>> parameters;
};

/// A mean over rows. Rows with a value that is missing (NaN) are left out of it, and counted.
struct ColumnMean {
    std::size_t n = 0;
    std::size_t missing = 0;
    double mean = 0;
};

// Scores are those of crps_distribution: they differ by at most 1e-13 max(1, |score|), for the lognormal 1e-13 max(1, |y|,
// mean, score). Refused as a whole: not_applicable for `mixture`; empty; size_mismatch; and the first row that is refused by
// itself, with its index and the reason (bad_parameter, infinite, undefined). A row with a missing value is no fault.
// The last digit of a score may depend on the processor.

/// The mean CRPS, in [0, Infinity]. missing when every row is. The sum is made in twice the precision in a fixed order.
Result<ColumnMean> mean_crps(Observations observed, DistributionColumns predicted, ColumnOptions options = {});

/// The CRPS of every row into `scores`, which has one place a row. Gives the indices of the rows with a missing value;
/// their places hold Infinity. After a refusal the places hold any numbers.
Result<std::vector<std::size_t>> crps_rows(Observations observed, DistributionColumns predicted, std::span<double> scores,
                                           ColumnOptions options = {});

}  // namespace hindsight::scoring
