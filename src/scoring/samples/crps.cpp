// SPDX-License-Identifier: MIT
// The CRPS of samples in its forms.
#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "gaps.hpp"
#include "hindsight/scoring/sample.hpp"

namespace hindsight::scoring {
namespace {

/// In every gap F (F - q) / (1 - q) with q = sum w^2, written with sums that are whole numbers for equal weights.
double fair(double y, const Members& sorted, const WeightSums& sums) {
    const double all = sums.one;
    const double pairs = 2 * sums.two;
    Sum squares;
    for (const Member& m : sorted) squares.add(square(m.weight));
    const double own = squares.value();
    return over_gaps(y, sorted, [=](double part) { return part / all * (part * all - own) / pairs; });
}

/// Adds weight |a - b|, the difference not rounded.
void add_distance(Sum& total, double weight, double a, double b) {
    total.add_product(a < b ? -weight : weight, a);
    total.add_product(a < b ? weight : -weight, b);
}

double akr(double y, const Members& members) {
    Sum total;
    double before = members.back().value;
    for (const Member& m : members) {
        add_distance(total, m.weight, m.value, y);
        add_distance(total, -m.weight / 2, m.value, before);
        before = m.value;
    }
    return total.value() / total_weight(members);
}

/// What is paid for an observation below the median: 1 - 2F from y up to it.
double below_median(double y, const Members& sorted) {
    const double end = middle(sorted).low;
    const double all = total_weight(sorted);
    Sum total;
    Sum below;
    double from = y;
    for (const Member& m : sorted) {
        if (from >= end) break;
        const double to = std::min(m.value, end);
        if (to > from) total.add((to - from) * (1 - 2 * below.value() / all));
        from = std::max(from, to);
        below.add(m.weight);
    }
    return total.value();
}

/// Members turned round, in ascending order again.
Members mirrored(const Members& sorted) {
    Members result(sorted.rbegin(), sorted.rend());
    for (Member& m : result) m.value = -m.value;
    return result;
}

Refusal check_range(WeightRange range) {
    if (std::isnan(range.lower) || std::isnan(range.upper)) return NotScored{Reason::missing, 0};
    if (range.lower > range.upper) return NotScored{Reason::reversed_interval, 0};
    if (range.lower == infinity || range.upper == -infinity) return NotScored{Reason::infinite, 0};
    return accepted;
}

bool holds(WeightRange range, double x) { return range.lower <= x && x <= range.upper; }

}  // namespace

Score crps_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    return crps_of(observed.value, sorted_members(predicted));
}

Score crps_fair_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    const Members members = sorted_members(predicted);
    const WeightSums sums = weight_sums(members);
    if (sums.two == 0) return Reason::undefined;
    return fair(observed.value, members, sums);
}

Score crps_akr_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    return defined(akr(observed.value, members_of(predicted)));
}

Score crps_tw_sample(Observed observed, Samples predicted, WeightRange range) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    if (const auto no = check_range(range)) return *no;
    Members members = sorted_members(predicted);
    for (Member& m : members) m.value = std::clamp(m.value, range.lower, range.upper);
    return crps_of(std::clamp(observed.value, range.lower, range.upper), members);
}

Score crps_ow_sample(Observed observed, Samples predicted, WeightRange range) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    if (const auto no = check_range(range)) return *no;
    Members members = sorted_members(predicted);
    std::erase_if(members, [range](const Member& m) { return !holds(range, m.value); });
    if (members.empty()) return Reason::undefined;
    return holds(range, observed.value) ? crps_of(observed.value, members) : 0.0;
}

Result<CrpsParts> crps_parts_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    const Members members = sorted_members(predicted);
    const double y = observed.value;
    const double dispersion = crps_of(middle(members).low, members);
    const double under = below_median(-y, mirrored(members));
    const double over = below_median(y, members);
    return CrpsParts{crps_of(y, members), dispersion, under, over};
}

}  // namespace hindsight::scoring
