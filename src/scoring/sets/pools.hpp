// SPDX-License-Identifier: MIT
// Isotonic regression of outcomes on probabilities.
#pragma once

#include <cstddef>
#include <vector>

namespace hindsight::scoring {

/// A run of places in an ascending order with one fitted value.
struct Pool {
    std::size_t first;   ///< [first, end)
    std::size_t end;
    double weight;
    double yes;          ///< weighted sum of outcomes
    double rate() const { return weight > 0 ? yes / weight : 0.0; }
};

/// Pool adjacent violators (Ayer et al. 1955): pools come in ascending order, neighbours join until rates rise.
class IsotonicFit {
   public:
    void add(Pool next) {
        while (!pools_.empty() && violates(pools_.back(), next)) {
            next = {pools_.back().first, next.end, pools_.back().weight + next.weight, pools_.back().yes + next.yes};
            pools_.pop_back();
        }
        pools_.push_back(next);
    }
    void clear() { pools_.clear(); }
    const std::vector<Pool>& pools() const { return pools_; }

   private:
    /// Whether the lower pool's rate is not under the upper one's, without dividing.
    static bool violates(const Pool& lower, const Pool& upper) {
        if (lower.weight == 0 || upper.weight == 0) return true;
        return lower.yes * upper.weight >= upper.yes * lower.weight;
    }

    std::vector<Pool> pools_;
};

}  // namespace hindsight::scoring
