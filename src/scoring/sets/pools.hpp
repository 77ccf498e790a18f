// SPDX-License-Identifier: MIT
// Isotonic regression of outcomes on probabilities.
#pragma once

#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Rows in ascending order of their probability; equal ones in the order of the column.
std::vector<std::uint32_t> order_by(std::span<const double> probabilities);

/// A run of rows in that order with one fitted value.
struct Pool {
    std::size_t first;   ///< places in the order, [first, end)
    std::size_t end;
    double weight;
    double yes;          ///< weighted sum of outcomes
    double rate() const { return weight > 0 ? yes / weight : 0.0; }
};

/// Pool adjacent violators (Ayer et al. 1955): rows of equal probability are one, neighbours join until rates rise.
std::vector<Pool> isotonic_pools(Outcomes observed, Probabilities predicted, Weights weights, std::span<const std::uint32_t> order);

}  // namespace hindsight::scoring
