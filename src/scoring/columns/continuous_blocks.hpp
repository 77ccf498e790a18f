// SPDX-License-Identifier: MIT
// Walks rows in blocks and adds up what the blocks give, always in the same order.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "../check.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "hindsight/scoring/types.hpp"
#include "shards.hpp"

namespace hindsight::scoring {

/// Rows that are scored in one go, their scores still in the nearest cache.
inline constexpr std::size_t block_rows = 1024;

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

/// What a range of rows gave besides their scores.
struct RowList {
    std::vector<std::size_t> missing;
    Refusal refused = accepted;  ///< the first row that is refused

    void add(const RowList& other) {
        missing.insert(missing.end(), other.missing.begin(), other.missing.end());
        if (!refused) refused = other.refused;
    }
};

/// The total of what `f` gives for the blocks of a range, in order, until it refuses a row. Total is RowSums or RowList.
template <class Total, class F>
Total over_blocks(RowRange rows, std::size_t size, const F& f) {
    Total total;
    for (std::size_t at = rows.first; at < rows.last && !total.refused; at += size)
        total.add(f(RowRange{at, std::min(at + size, rows.last)}));
    return total;
}

/// The total over `n` rows in blocks of `size`. The blocks are added in shards and these in order, whoever worked on them.
template <class Total, class F>
Total over_rows(std::size_t n, std::size_t threads, std::size_t size, const F& f) {
    std::vector<Total> parts((n + shard_rows - 1) / shard_rows);
    std::atomic<std::size_t> stop = std::numeric_limits<std::size_t>::max();
    over_shards(parts.size(), thread_count(threads, n), stop, [&](std::size_t shard) {
        const std::size_t first = shard * shard_rows;
        parts[shard] = over_blocks<Total>({first, std::min(first + shard_rows, n)}, size, f);
        if (parts[shard].refused) lower_to(stop, shard);
    });
    Total total;
    for (const Total& part : parts) total.add(part);
    return total;
}

/// Why there is no mean of these, if so: a refused row, or none that has all its values.
template <std::size_t Count>
Refusal check_total(const RowSums<Count>& total) {
    if (total.refused) return total.refused;
    return total.n == 0 ? Refusal(NotScored{Reason::missing, 0}) : accepted;
}

inline Result<std::vector<std::size_t>> missing_or_refusal(RowList rows) {
    if (rows.refused) return *rows.refused;
    return Result<std::vector<std::size_t>>(std::move(rows.missing));
}

/// The sum of scores by eight sums side by side, in twice the precision.
Sum sum_block(const double* scores, std::size_t n);

}  // namespace hindsight::scoring
