// SPDX-License-Identifier: MIT
// What shared levels ask for: their order, the pairs, the median, and the central ranges.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "../check.hpp"
#include "../numeric.hpp"
#include "quantiles_kernel.hpp"

namespace hindsight::scoring {
namespace {

constexpr double same_level = 1e-9;

bool is_median(double level) { return std::abs(level - 0.5) <= same_level; }

std::optional<std::size_t> find(const std::vector<double>& levels, double level) {
    const auto at = std::lower_bound(levels.begin(), levels.end(), level - same_level);
    if (at == levels.end() || *at > level + same_level) return std::nullopt;
    return static_cast<std::size_t>(at - levels.begin());
}

Refusal put_in_order(QuantilePlan& plan, std::span<const double> levels) {
    if (levels.empty()) return NotScored{Reason::empty, 0};
    for (std::size_t i = 0; i < levels.size(); ++i)
        if (const auto no = check_unit(levels[i], Reason::bad_level, i)) return no;
    plan.places.resize(levels.size());
    std::iota(plan.places.begin(), plan.places.end(), std::size_t{0});
    std::sort(plan.places.begin(), plan.places.end(), [&](std::size_t a, std::size_t b) { return levels[a] < levels[b]; });
    for (const std::size_t place : plan.places) plan.levels.push_back(levels[place]);
    plan.in_order = std::is_sorted(levels.begin(), levels.end());
    for (std::size_t i = 1; i < levels.size(); ++i)
        if (plan.levels[i] == plan.levels[i - 1]) return NotScored{Reason::bad_level, i};
    return accepted;
}

/// From both ends inwards: levels that add to 1 are a pair, as in wis_quantile.
void pair_up(QuantilePlan& plan) {
    std::size_t lo = 0;
    std::size_t hi = plan.levels.size();
    const auto single = [&](std::size_t at) {
        const double level = plan.levels[at];
        (level < 0.5 ? plan.low_singles : plan.high_singles).push_back({at, level, complement_of_level(level)});
    };
    while (lo < hi) {
        const double low = plan.levels[lo];
        const double high = plan.levels[hi - 1];
        if (is_median(low) && is_median(high))
            plan.middle.push_back(lo++);
        else if (hi - lo > 1 && std::abs(low + high - 1) <= same_level)
            plan.pairs.push_back({lo++, --hi, low});
        else
            single(low + high < 1 ? lo++ : --hi);
    }
}

void find_median(QuantilePlan& plan) {
    const auto& levels = plan.levels;
    if (const auto at = find(levels, 0.5)) {
        plan.median = QuantilePlan::Median{*at, *at, 0};
        return;
    }
    const auto above = std::upper_bound(levels.begin(), levels.end(), 0.5);
    if (above == levels.begin() || above == levels.end()) return;
    const auto hi = static_cast<std::size_t>(above - levels.begin());
    plan.median = QuantilePlan::Median{hi - 1, hi, (0.5 - levels[hi - 1]) / (levels[hi] - levels[hi - 1])};
}

Refusal find_central(QuantilePlan& plan, std::span<const double> central) {
    for (std::size_t i = 0; i < central.size(); ++i) {
        if (std::isnan(central[i])) return NotScored{Reason::missing, i};
        if (!(central[i] > 0 && central[i] <= 1)) return NotScored{Reason::bad_level, i};
        const auto low = find(plan.levels, (1 - central[i]) / 2);
        const auto high = find(plan.levels, (1 + central[i]) / 2);
        if (!low || !high) return NotScored{Reason::missing_level, i};
        plan.central.push_back({*low, *high, central[i]});
    }
    return accepted;
}

}  // namespace

Result<QuantilePlan> QuantilePlan::of(std::span<const double> levels, std::span<const double> central) {
    QuantilePlan plan;
    if (const auto no = put_in_order(plan, levels)) return *no;
    pair_up(plan);
    find_median(plan);
    if (const auto no = find_central(plan, central)) return *no;
    return Result<QuantilePlan>(std::move(plan));
}

}  // namespace hindsight::scoring
