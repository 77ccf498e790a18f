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

template <class V>
HINDSIGHT_INLINE V above_zero(const V& x) {
    return upper(x, V{});
}

/// Twice the pinball scores of all levels, split by what they pay for.
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
    V poison{};    ///< NaN where a value is not finite
    V shortest{};  ///< below 0 where values cross

    HINDSIGHT_INLINE void fill(const QuantileBlock& block, const std::array<std::size_t, width_of<V>>& rows) {
        const std::size_t count = block.plan.levels.size();
        std::array<const double*, width_of<V>> at;
        for (std::size_t k = 0; k < width_of<V>; ++k) {
            at[k] = block.values + rows[k] * count;
            y[k] = block.observed[rows[k]];
        }
        poison = y * 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t place = block.plan.places[i];
            V v{};
            for (std::size_t k = 0; k < width_of<V>; ++k) v[k] = at[k][place];
            if (i > 0) shortest = lower(shortest, V(v - q[i - 1]));
            poison += v * 0;
            q[i] = v;
        }
    }

    HINDSIGHT_INLINE Parts<V> parts(const QuantilePlan& plan) const {
        Parts<V> sum;
        for (const auto [l, u, level] : plan.pairs) {
            sum.dispersion += (q[u] - q[l]) * (2 * level);
            sum.over += 2 * above_zero(V(q[l] - y));
            sum.under += 2 * above_zero(V(y - q[u]));
        }
        for (const auto [at, level, complement] : plan.low_singles) {
            sum.dispersion += above_zero(V(y - q[at])) * (2 * level);
            sum.over += above_zero(V(q[at] - y)) * (2 * complement);
        }
        for (const auto [at, level, complement] : plan.high_singles) {
            sum.dispersion += above_zero(V(q[at] - y)) * (2 * complement);
            sum.under += above_zero(V(y - q[at])) * (2 * level);
        }
        for (const std::size_t at : plan.middle) {
            sum.over += above_zero(V(q[at] - y));
            sum.under += above_zero(V(y - q[at]));
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
        const V outside = above_zero(V(q[range.lower] - y)) + above_zero(V(y - q[range.upper]));
        return if_below(V{}, outside, V{}, broadcast<V>(1));
    }
};

struct BlockKernel {
    template <class V>
    HINDSIGHT_INLINE static V score(const QuantileBlock& block, std::size_t first, std::size_t count) {
        std::array<std::size_t, width_of<V>> rows;
        for (std::size_t k = 0; k < width_of<V>; ++k) rows[k] = first + std::min(k, count - 1);
        SideBySide<V> table;
        table.fill(block, rows);
        const V faults = if_below(table.shortest, V{}, broadcast<V>(std::numeric_limits<double>::quiet_NaN()), table.poison);
        const auto put = [&](std::size_t column, const V& value) __attribute__((always_inline)) {
            const V marked = value + faults;
            double* to = block.scores.columns[column] + first;
            if (count == width_of<V>)
                store(to, marked);
            else
                for (std::size_t k = 0; k < count; ++k) to[k] = marked[k];
        };
        const QuantilePlan& plan = block.plan;
        const Parts<V> parts = table.parts(plan);
        const double n = static_cast<double>(plan.levels.size());
        const V wis = (parts.dispersion + (parts.under + parts.over)) / n;
        put(QuantileScores::wis, wis);
        put(QuantileScores::dispersion, V(parts.dispersion / n));
        put(QuantileScores::under, V(parts.under / n));
        put(QuantileScores::over, V(parts.over / n));
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
        using V = typename Lane<Width>::Value;
        V faults{};
        for (std::size_t row = 0; row < block.n; row += Width)
            faults += score<V>(block, row, std::min<std::size_t>(Width, block.n - row));
        return any_nan(faults);
    }
};

}  // namespace

bool score_quantiles(const QuantileBlock& block) { return lanes::run<BlockKernel>(block); }

bool score_quantiles(lanes::Vectors vectors, const QuantileBlock& block) { return lanes::run<BlockKernel>(vectors, block); }

}  // namespace hindsight::scoring
