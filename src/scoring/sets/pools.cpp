// SPDX-License-Identifier: MIT
// Pool adjacent violators.
#include "pools.hpp"

#include <algorithm>
#include <numeric>

#include "columns.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {
namespace {

/// Rows of one probability as one pool.
Pool tied_rows(Outcomes observed, Probabilities predicted, Weights weights, std::span<const std::uint32_t> order, std::size_t first) {
    const double p = predicted.values[order[first]];
    Sum weight;
    Sum yes;
    std::size_t end = first;
    for (; end < order.size() && predicted.values[order[end]] == p; ++end) {
        const double w = weight_at(weights, order[end]);
        weight.add(w);
        yes.add(w * observed.values[order[end]]);
    }
    return {first, end, weight.value(), yes.value()};
}

/// Whether the lower pool's rate is not under the upper one's, without dividing.
bool violates(const Pool& lower, const Pool& upper) {
    if (lower.weight == 0 || upper.weight == 0) return true;
    return lower.yes * upper.weight >= upper.yes * lower.weight;
}

}  // namespace

std::vector<std::uint32_t> order_by(std::span<const double> probabilities) {
    std::vector<std::uint32_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return probabilities[a] < probabilities[b]; });
    return order;
}

std::vector<Pool> isotonic_pools(Outcomes observed, Probabilities predicted, Weights weights, std::span<const std::uint32_t> order) {
    std::vector<Pool> pools;
    for (std::size_t at = 0; at < order.size();) {
        Pool next = tied_rows(observed, predicted, weights, order, at);
        at = next.end;
        while (!pools.empty() && violates(pools.back(), next)) {
            next = {pools.back().first, next.end, pools.back().weight + next.weight, pools.back().yes + next.yes};
            pools.pop_back();
        }
        pools.push_back(next);
    }
    return pools;
}

}  // namespace hindsight::scoring
