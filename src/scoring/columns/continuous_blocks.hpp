// SPDX-License-Identifier: MIT
// Walks rows in blocks and adds up what the blocks give, always in the same order.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "../check.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Rows that are scored in one go, their scores still in the nearest cache.
inline constexpr std::size_t block_rows = 1024;
/// Rows whose sums are made apart and then added in order, so that nothing depends on who made them.
inline constexpr std::size_t shard_rows = 64 * block_rows;

/// Rows [first, last).
struct RowRange {
    std::size_t first;
    std::size_t last;
    std::size_t size() const { return last - first; }
};

/// What a range of rows gave: `Count` sums over the scored ones.
template <std::size_t Count>
struct RowSums {
    std::array<Sum, Count> sums{};
    std::size_t n = 0;
    std::size_t missing = 0;
    Refusal refused = accepted;  ///< the first row that is refused; the sums are then of no use

    void add(const RowSums& other) {
        for (std::size_t i = 0; i < Count; ++i) sums[i].add(other.sums[i]);
        n += other.n;
        missing += other.missing;
        if (!refused) refused = other.refused;
    }
    double mean(std::size_t i) const { return sums[i].value() / static_cast<double>(n); }
};

/// Calls `f` for the blocks of a range in order, until it refuses a row.
template <std::size_t Count, class F>
RowSums<Count> over_blocks(RowRange rows, const F& f) {
    RowSums<Count> total;
    for (std::size_t at = rows.first; at < rows.last && !total.refused; at += block_rows)
        total.add(f(RowRange{at, std::min(at + block_rows, rows.last)}));
    return total;
}

/// The total over `n` rows of what `f` gives for each shard.
template <std::size_t Count, class F>
RowSums<Count> over_shards(std::size_t n, const F& f) {
    RowSums<Count> total;
    for (std::size_t at = 0; at < n && !total.refused; at += shard_rows) total.add(f(RowRange{at, std::min(at + shard_rows, n)}));
    return total;
}

/// Why there is no mean of these, if so: a refused row, or none that has all its values.
template <std::size_t Count>
Refusal check_total(const RowSums<Count>& total) {
    if (total.refused) return total.refused;
    return total.n == 0 ? Refusal(NotScored{Reason::missing, 0}) : accepted;
}

/// The sum of scores by eight sums side by side, in twice the precision.
Sum sum_block(const double* scores, std::size_t n);

}  // namespace hindsight::scoring
