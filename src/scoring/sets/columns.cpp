// SPDX-License-Identifier: MIT
// Cluster labels to numbers.
#include "columns.hpp"

#include <unordered_map>

namespace hindsight::scoring {

ClusterNumbers number_clusters(Clusters clusters, std::size_t rows) {
    if (clusters.labels.empty()) return {{}, rows};
    ClusterNumbers result;
    result.of_row.resize(rows);
    std::unordered_map<std::uint64_t, std::size_t> numbers;
    for (std::size_t i = 0; i < rows; ++i) result.of_row[i] = numbers.try_emplace(clusters.labels[i], numbers.size()).first->second;
    result.count = numbers.size();
    return result;
}

}  // namespace hindsight::scoring
