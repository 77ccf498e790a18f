// SPDX-License-Identifier: MIT
// Small readers of columns: an empty one stands for its default.
#pragma once

#include <cstddef>
#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

inline double weight_at(Weights weights, std::size_t row) { return weights.values.empty() ? 1.0 : weights.values[row]; }

/// The cluster of every row, numbered from 0 in the order they first appear.
struct ClusterNumbers {
    std::vector<std::size_t> of_row;  ///< empty when each row is its own
    std::size_t count = 0;
    std::size_t at(std::size_t row) const { return of_row.empty() ? row : of_row[row]; }
};

ClusterNumbers number_clusters(Clusters clusters, std::size_t rows);

}  // namespace hindsight::scoring
