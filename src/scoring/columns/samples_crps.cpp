// SPDX-License-Identifier: MIT
// The CRPS of samples over blocks of rows: rows in order one at a time, others several at once through a sorting network.
#include "samples_crps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "../numeric.hpp"
#include "continuous_lanes.hpp"

namespace hindsight::scoring {
namespace {

using namespace lanes;

/// Batcher's merge exchange for any number of members (Knuth, volume 3, algorithm 5.2.2M).
std::vector<SamplePlan::Exchange> merge_exchange(std::size_t members) {
    std::vector<SamplePlan::Exchange> network;
    const auto add = [&](std::size_t low, std::size_t high) {
        network.push_back({static_cast<std::uint8_t>(low), static_cast<std::uint8_t>(high)});
    };
    for (std::size_t p = 1; p < members; p *= 2)
        for (std::size_t k = p; k >= 1; k /= 2)
            for (std::size_t j = k % p; j + k < members; j += 2 * k)
                for (std::size_t i = j; i < j + k && i + k < members; ++i)
                    if (i / (2 * p) == (i + k) / (2 * p)) add(i, i + k);
    return network;
}

/// A gap between neighbours, its part under the observation and its part over it each with their weight. Nothing cancels.
template <class V>
HINDSIGHT_INLINE V cost_of_gap(const V& from, const V& to, const V& y, const V& below, const V& above) {
    return (lower(to, y) - lower(from, y)) * below + (upper(to, y) - upper(from, y)) * above;
}

/// What the observation costs beyond the outermost members.
template <class V>
HINDSIGHT_INLINE V cost_outside(const V& first, const V& last, const V& y) {
    return upper(V(first - y), V{}) + upper(V(y - last), V{});
}

template <class V>
HINDSIGHT_INLINE double add_up(const V& v) {
    double total = 0;
    for (std::size_t i = 0; i < width_of<V>; ++i) total += v[i];
    return total;
}

/// Sums over the gaps of one row, as many gaps at once as a vector has places.
template <class V>
struct GapSums {
    V cost{};
    V lost{};      ///< what rounding took from the cost, once in so many steps
    V shortest{};  ///< below 0 where members are out of order
    V poison{};    ///< NaN where a gap is not finite

    HINDSIGHT_INLINE V step(const double* row, std::size_t gap, const V& y, const V& below, const V& above) {
        const V from = load<V>(row + gap - 1);
        const V to = load<V>(row + gap);
        const V length = to - from;
        shortest = lower(shortest, length);
        poison += length * 0;
        return cost_of_gap(from, to, y, below, above);
    }
    HINDSIGHT_INLINE void add(const V& part) { two_sum(cost, lost, part); }
};

/// The weights of the last gaps of a row, 0 for those that a whole vector before has counted.
template <class V>
struct LastWeights {
    V below{};
    V above{};

    HINDSIGHT_INLINE explicit LastWeights(const SamplePlan& plan) {
        const std::size_t width = width_of<V>;
        const std::size_t counted = (plan.members - 1) / width * width;
        for (std::size_t i = 0; i < width; ++i) {
            const std::size_t gap = plan.members - width + i;
            below[i] = gap > counted ? plan.below[gap] : 0;
            above[i] = gap > counted ? plan.above[gap] : 0;
        }
    }
};

/// Parts that add up to the score of a row that is in order; one of them NaN if it is not.
template <class V>
HINDSIGHT_INLINE V score_in_order(const SamplePlan& plan, const LastWeights<V>& last, const double* row, double observed) {
    constexpr std::size_t width = width_of<V>;
    constexpr std::size_t steps = 16;  // between two sums that keep what they lose
    const std::size_t m = plan.members;
    const V y = broadcast<V>(observed);
    GapSums<V> sums;
    V part{};
    std::size_t step = 0;
    for (std::size_t gap = 1; gap + width <= m; gap += width) {
        part += sums.step(row, gap, y, load<V>(plan.below.data() + gap), load<V>(plan.above.data() + gap));
        if (++step % steps == 0) sums.add(std::exchange(part, V{}));
    }
    part += sums.step(row, m - width, y, last.below, last.above);
    const V faults = if_below(sums.shortest, V{}, broadcast<V>(std::numeric_limits<double>::quiet_NaN()), sums.poison);
    V outside{};
    outside[0] = positive_part(row[0] - observed) + positive_part(observed - row[m - 1]) + 0 * observed;
    return sums.cost + (sums.lost + (part + (outside + faults)));
}

/// Rows side by side, one in each place of a vector.
template <class V>
struct SideBySide {
    std::array<V, SamplePlan::most_in_network> members;

    HINDSIGHT_INLINE V fill(const SampleBlock& block, const std::array<std::size_t, width_of<V>>& rows) {
        std::array<const double*, width_of<V>> at;
        for (std::size_t k = 0; k < width_of<V>; ++k) at[k] = block.values + rows[k] * block.plan.members;
        V poison{};
        for (std::size_t i = 0; i < block.plan.members; ++i) {
            V v{};
            for (std::size_t k = 0; k < width_of<V>; ++k) v[k] = at[k][i];
            members[i] = v;
            poison += v * 0;
        }
        return poison;
    }
    HINDSIGHT_INLINE void sort(const SamplePlan& plan) {
        for (const auto& exchange : plan.network) {
            const V a = members[exchange.low];
            const V b = members[exchange.high];
            members[exchange.low] = lower(a, b);
            members[exchange.high] = upper(a, b);
        }
    }
    HINDSIGHT_INLINE V score(const SamplePlan& plan, const V& y) const {
        V total = cost_outside(members[0], members[plan.members - 1], y);
        for (std::size_t i = 1; i < plan.members; ++i)
            total += cost_of_gap(members[i - 1], members[i], y, broadcast<V>(plan.below[i]), broadcast<V>(plan.above[i]));
        return total;
    }
};

/// Scores rows that are not in order; places without a row repeat the last one.
template <class V>
HINDSIGHT_INLINE void score_side_by_side(const SampleBlock& block, std::array<std::size_t, width_of<V>> rows, std::size_t count) {
    for (std::size_t k = count; k < width_of<V>; ++k) rows[k] = rows[count - 1];
    SideBySide<V> table;
    const V poison = table.fill(block, rows);
    table.sort(block.plan);
    V y{};
    for (std::size_t k = 0; k < width_of<V>; ++k) y[k] = block.observed[rows[k]];
    const V score = table.score(block.plan, y) + (poison + y * 0);
    for (std::size_t k = 0; k < count; ++k) block.scores[rows[k]] = score[k];
}

struct BlockKernel {
    template <class V>
    HINDSIGHT_INLINE static void through_network(const SampleBlock& block, bool first_in_order) {
        std::array<std::size_t, width_of<V>> waiting{};
        std::size_t count = 0;
        for (std::size_t row = 0; row < block.n; ++row) {
            if (first_in_order && !std::isnan(block.scores[row])) continue;
            waiting[count++] = row;
            if (count == width_of<V>) score_side_by_side<V>(block, waiting, std::exchange(count, 0));
        }
        if (count > 0) score_side_by_side<V>(block, waiting, count);
    }

    /// Rows too long for the network.
    template <class V>
    HINDSIGHT_INLINE static void one_at_a_time(const SampleBlock& block, const LastWeights<V>& last) {
        const std::size_t m = block.plan.members;
        std::vector<double> sorted(m);
        for (std::size_t row = 0; row < block.n; ++row) {
            if (!std::isnan(block.scores[row])) continue;
            const double* from = block.values + row * m;
            if (std::any_of(from, from + m, [](double x) { return std::isnan(x); })) continue;
            std::partial_sort_copy(from, from + m, sorted.begin(), sorted.end());
            block.scores[row] = add_up(score_in_order<V>(block.plan, last, sorted.data(), block.observed[row]));
        }
    }

    /// As many rows as a vector has places: what adds up to their scores is transposed and added all at once.
    template <class V>
    HINDSIGHT_INLINE static V square_in_order(const SampleBlock& block, const LastWeights<V>& last, std::size_t first) {
        const std::size_t m = block.plan.members;
        std::array<V, width_of<V>> square;
        for (std::size_t k = 0; k < width_of<V>; ++k) {
            const double* const members = block.values + (first + k) * m;
            prefetch_after(members, m);
            square[k] = score_in_order<V>(block.plan, last, members, block.observed[first + k]);
        }
        transpose(square);
        V total = square[0];
        unrolled<width_of<V> - 1>([&](auto k) __attribute__((always_inline)) { total += square[k + 1]; });
        return total;
    }

    template <class V>
    HINDSIGHT_INLINE static void in_order(const SampleBlock& block, const LastWeights<V>& last) {
        const std::size_t m = block.plan.members;
        std::size_t row = 0;
        for (; row + width_of<V> <= block.n; row += width_of<V>) store(block.scores + row, square_in_order<V>(block, last, row));
        for (; row < block.n; ++row)
            block.scores[row] = add_up(score_in_order<V>(block.plan, last, block.values + row * m, block.observed[row]));
    }

    template <int Width>
    HINDSIGHT_INLINE static bool run(const SampleBlock& block) {
        // Along a row every load of eight would cross a line of the cache, of four every other.
        constexpr int along = Width < 4 ? Width : 4;
        const bool long_enough = block.plan.members > along;
        if (long_enough) {
            const LastWeights<Lane<along>> last(block.plan);
            in_order(block, last);
            if (block.plan.network.empty()) one_at_a_time(block, last);
        }
        if (!block.plan.network.empty() || !long_enough) through_network<Lane<Width>>(block, long_enough);
        return std::any_of(block.scores, block.scores + block.n, [](double s) { return std::isnan(s); });
    }
};

}  // namespace

SamplePlan::SamplePlan(std::size_t count) : members(count), below(count), above(count) {
    const double m = static_cast<double>(members);
    for (std::size_t i = 0; i < members; ++i) {
        below[i] = square(static_cast<double>(i) / m);
        above[i] = square(static_cast<double>(members - i) / m);
    }
    if (members <= most_in_network) network = merge_exchange(members);
}

bool score_samples(const SampleBlock& block) { return lanes::run_fused<BlockKernel>(block); }

bool score_samples(vectors::Level level, const SampleBlock& block) { return lanes::run_fused<BlockKernel>(level, block); }

}  // namespace hindsight::scoring
