// SPDX-License-Identifier: MIT
// Scores of quantiles over blocks of rows: several rows side by side, one level after the other.
#include "quantiles_kernel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "continuous_lanes.hpp"

namespace hindsight::scoring {
namespace {

using namespace lanes;

/// How far a lies above b: the part of a - b above 0, in one comparison less.
template <class V>
HINDSIGHT_INLINE V excess(const V& a, const V& b) {
    return upper(a, b) - b;
}

/// The pinball scores of all levels, split by what they pay for.
template <class V>
struct Parts {
    V dispersion{};
    V under{};
    V over{};
};

/// Quantiles of as many rows as a vector has places, by level.
template <class V>
struct SideBySide {
    std::array<V, QuantilePlan::most_levels> q;
    V y{};

    using Rows = std::array<const double*, width_of<V>>;

    HINDSIGHT_INLINE void fill(const QuantilePlan& plan, const Rows& at) {
        constexpr std::size_t width = width_of<V>;
        const std::size_t count = plan.levels.size();
        if (!plan.in_order || count < width) return fill_singly(plan, at);
        for (std::size_t done = 0; done < count; done += width) {
            const std::size_t from = std::min(done, count - width);  // the last square may overlap the one before
            std::array<V, width> square;
            unrolled<width>([&](auto k) __attribute__((always_inline)) { square[k] = load<V>(at[k] + from); });
            transpose(square);
            unrolled<width>([&](auto k) __attribute__((always_inline)) { q[from + k] = square[k]; });
        }
    }
    HINDSIGHT_INLINE void fill_singly(const QuantilePlan& plan, const Rows& at) {
        for (std::size_t i = 0; i < plan.levels.size(); ++i) {
            V v{};
            for (std::size_t k = 0; k < width_of<V>; ++k) v[k] = at[k][plan.places[i]];
            q[i] = v;
        }
    }
    /// 0 for each row that can be scored, else NaN.
    HINDSIGHT_INLINE V faults(std::size_t count) const {
        V poison = (y + q[0]) * 0;
        V shortest{};
        for (std::size_t i = 1; i < count; ++i) {
            poison += q[i] * 0;
            shortest = lower(shortest, V(q[i] - q[i - 1]));
        }
        return if_below(shortest, V{}, broadcast<V>(std::numeric_limits<double>::quiet_NaN()), poison);
    }

    HINDSIGHT_INLINE Parts<V> parts(const QuantilePlan& plan) const {
        Parts<V> sum;
        for (const auto& pair : plan.pairs) {
            sum.dispersion += (q[pair.upper] - q[pair.lower]) * pair.level;
            sum.over += excess(q[pair.lower], y);
            sum.under += excess(y, q[pair.upper]);
        }
        for (const auto& low : plan.low_singles) {
            sum.dispersion += excess(y, q[low.place]) * low.level;
            sum.over += excess(q[low.place], y) * low.complement;
        }
        for (const auto& high : plan.high_singles) {
            sum.dispersion += excess(q[high.place], y) * high.complement;
            sum.under += excess(y, q[high.place]) * high.level;
        }
        for (const std::size_t at : plan.middle) {
            sum.over += 0.5 * excess(q[at], y);
            sum.under += 0.5 * excess(y, q[at]);
        }
        return sum;
    }

    HINDSIGHT_INLINE V median(const QuantilePlan::Median& m) const { return q[m.lower] + m.share * (q[m.upper] - q[m.lower]); }

    HINDSIGHT_INLINE V bias(const QuantilePlan& plan, const V& m) const {
        V reached{};                             // the highest level whose value is not above y
        V next = broadcast<V>(plan.levels[0]);  // the lowest level whose value is not below y
        for (std::size_t i = 0; i < plan.levels.size(); ++i) {
            const double after = i + 1 < plan.levels.size() ? plan.levels[i + 1] : 1.0;
            reached = if_below(y, q[i], reached, broadcast<V>(plan.levels[i]));
            next = if_below(q[i], y, broadcast<V>(after), next);
        }
        const V other = if_below(m, y, V(1 - 2 * next), V{});
        return if_below(y, m, V(1 - 2 * reached), other);
    }

    HINDSIGHT_INLINE V covered(const QuantilePlan::Pair& range) const {
        const V outside = excess(q[range.lower], y) + excess(y, q[range.upper]);
        return if_below(V{}, outside, V{}, broadcast<V>(1));
    }
};

struct BlockKernel {
    template <class V>
    HINDSIGHT_INLINE static V score(const QuantileBlock& block, std::size_t first, std::size_t count) {
        const QuantilePlan& plan = block.plan;
        SideBySide<V> table;
        typename SideBySide<V>::Rows rows;
        const double* row = block.values + first * plan.levels.size();
        prefetch_after(row, count * plan.levels.size());
        for (std::size_t k = 0; k < width_of<V>; ++k) {  // places without a row repeat the last one
            rows[k] = row;
            table.y[k] = block.observed[first + std::min(k, count - 1)];
            if (k + 1 < count) row += plan.levels.size();
        }
        table.fill(plan, rows);
        const V faults = table.faults(plan.levels.size());
        const auto put = [&](std::size_t column, const V& value) __attribute__((always_inline)) {
            const V marked = value + faults;
            double* to = block.scores.columns[column] + first;
            if (count == width_of<V>)
                store(to, marked);
            else
                for (std::size_t k = 0; k < count; ++k) to[k] = marked[k];
        };
        const Parts<V> parts = table.parts(plan);
        const double share = 2 / static_cast<double>(plan.levels.size());
        const V wis = (parts.dispersion + (parts.under + parts.over)) * share;
        put(QuantileScores::wis, wis);
        put(QuantileScores::dispersion, V(parts.dispersion * share));
        put(QuantileScores::under, V(parts.under * share));
        put(QuantileScores::over, V(parts.over * share));
        if (block.scores.columns.size() == QuantileScores::bias) return wis * 0 + faults;
        const V m = plan.median ? table.median(*plan.median) : V{};
        put(QuantileScores::bias, plan.median ? table.bias(plan, m) : V{});
        put(QuantileScores::ae_median, magnitude(V(table.y - m)));
        for (std::size_t c = 0; c < plan.central.size(); ++c)
            put(QuantileScores::first_coverage + c, table.covered(plan.central[c]));
        return wis * 0 + faults;
    }

    template <int Width>
    HINDSIGHT_INLINE static bool run(const QuantileBlock& block) {
        using V = Lane<Width>;
        V faults{};
        for (std::size_t row = 0; row < block.n; row += Width)
            faults += score<V>(block, row, std::min<std::size_t>(Width, block.n - row));
        return any_nan(faults);
    }
};

}  // namespace

bool score_quantiles(const QuantileBlock& block) { return lanes::run_fused<BlockKernel>(block); }

bool score_quantiles(vectors::Level level, const QuantileBlock& block) { return lanes::run_fused<BlockKernel>(level, block); }

}  // namespace hindsight::scoring
