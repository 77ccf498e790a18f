// SPDX-License-Identifier: MIT
// Which forecasters are joined by chains of shared tasks.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace hindsight::scoring {

/// Disjoint sets of numbers, each found by its lowest member.
class Components {
   public:
    explicit Components(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }

    std::size_t of(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }

    void join(std::size_t i, std::size_t j) {
        const std::size_t a = of(i);
        const std::size_t b = of(j);
        if (a < b)
            parent_[b] = a;
        else
            parent_[a] = b;
    }

   private:
    std::vector<std::size_t> parent_;
};

}  // namespace hindsight::scoring
