// SPDX-License-Identifier: MIT
// Numeric questions as bins: the masses of a distribution given at equal steps of a scale, and the bin of an outcome.
#pragma once

#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// The scale of a numeric question, cut into `inner` bins of equal width between its bounds; bin 0 lies below them and bin
/// inner+1 above. With a zero point, outside the bounds, steps are equal in the logarithm of the distance to it.
struct BinScale {
    double low;
    double high;
    double zero_point = std::numeric_limits<double>::quiet_NaN();  ///< NaN: a linear scale
    std::size_t inner = 200;
};

/// The bin of an outcome: a border belongs to the bin below it, the lower bound to bin 1. missing; bad_parameter unless
/// low < high are finite, the zero point lies outside them and there is a bin.
Result<std::size_t> bin_of(Observed outcome, const BinScale& scale);

/// Whether these are the inner+1 borders of the bins, each to a thousandth of a bin.
bool are_borders(std::span<const double> values, const BinScale& scale);

/// The masses of all bins from the distribution function at their inner+1 borders. empty under two points; missing,
/// bad_cdf with the place.
Result<std::vector<double>> bin_masses(std::span<const double> cdf);

/// The mass that a forecast without knowledge gives a bin: 0.05 outside an open bound, the rest spread evenly inside.
/// bad_category for a bin that is not there, bad_parameter for more than two open bounds.
Result<double> base_mass(std::size_t bin, std::size_t open_bounds, std::size_t inner = 200);

}  // namespace hindsight::scoring
