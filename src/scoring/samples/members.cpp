// SPDX-License-Identifier: MIT
// The members of a sample and their sums.
#include "members.hpp"

#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "gaps.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {

Refusal check_sample(Observed observed, Samples predicted) {
    if (predicted.values.empty()) return NotScored{Reason::empty, 0};
    if (const auto no = check_number(observed.value)) return no;
    if (const auto no = check_numbers(predicted.values)) return no;
    return check_weights(predicted.weights, predicted.values.size());
}

Members members_of(Samples predicted) {
    Members members;
    members.reserve(predicted.values.size());
    if (predicted.weights.empty()) {
        for (const double x : predicted.values) members.push_back({x, 1});
        return members;
    }
    // Only ratios of weights count; products of huge ones would overflow.
    const int shift = -std::ilogb(*std::max_element(predicted.weights.begin(), predicted.weights.end())) - 1;
    for (std::size_t i = 0; i < predicted.values.size(); ++i)
        if (const double w = std::ldexp(predicted.weights[i], shift); w > 0)
            members.push_back({predicted.values[i], w});
    return members;
}

Members sorted_members(Samples predicted) {
    Members members = members_of(predicted);
    const auto by_value = [](const Member& a, const Member& b) { return a.value < b.value; };
    if (!std::is_sorted(members.begin(), members.end(), by_value)) std::sort(members.begin(), members.end(), by_value);
    return members;
}

double total_weight(const Members& members) {
    Sum total;
    for (const Member& m : members) total.add(m.weight);
    return total.value();
}

WeightSums weight_sums(const Members& members) {
    WeightSums sums{0, 0, 0};
    for (const Member& m : members) {
        sums.three += m.weight * sums.two;
        sums.two += m.weight * sums.one;
        sums.one += m.weight;
    }
    return sums;
}

Shares shares(const Members& members, double value) {
    Sum below;
    Sum at;
    Sum above;
    for (const Member& m : members) (m.value < value ? below : m.value > value ? above : at).add(m.weight);
    const double all = total_weight(members);
    return {below.value() / all, at.value() / all, above.value() / all};
}

double mean_less(const Members& members, double y) {
    Sum total;
    for (const Member& m : members)
        for (const double x : {m.value, -y}) {
            const double product = m.weight * x;
            total.add(product);
            if (std::isfinite(product)) total.add(std::fma(m.weight, x, -product));
        }
    return total.value() / total_weight(members);
}

std::vector<double> deviations(const Members& members) {
    const double mean = mean_less(members, 0);
    const double rest = mean_less(members, mean);  // what the rounding of the mean left out
    std::vector<double> result;
    result.reserve(members.size());
    for (const Member& m : members) result.push_back((m.value - mean) - rest);
    return result;
}

Middle middle(const Members& sorted) {
    const double half = total_weight(sorted) / 2;
    Sum below;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        below.add(sorted[i].weight);
        const double value = sorted[i].value;
        if (below.value() > half) return {value, value};
        if (below.value() == half) return {value, i + 1 < sorted.size() ? sorted[i + 1].value : value};
    }
    return {sorted.back().value, sorted.back().value};
}

double crps_of(double y, const Members& sorted) {
    const double all = total_weight(sorted);
    const auto squared = [all](double part) { return square(part / all); };
    return over_gaps(y, sorted, squared);
}

}  // namespace hindsight::scoring
