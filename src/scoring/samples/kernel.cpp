// SPDX-License-Identifier: MIT
// Rules for the Gaussian kernel density of a sample.
#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "../special.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "members.hpp"

namespace hindsight::scoring {
namespace {

/// A place between two neighbours: the lower one and the way from it. Apart, so that far members keep their digits.
struct Place {
    double member;
    double way;
};

/// The places of members are the middles of their weights, from 0 at the first to 1 at the last.
Place quantile(const Members& sorted, double level) {
    const double first = sorted.front().weight / 2;
    const double span = total_weight(sorted) - first - sorted.back().weight / 2;
    const double wanted = level * span + first;
    double at = first;  // in units of weight
    for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
        const double step = sorted[i].weight / 2 + sorted[i + 1].weight / 2;
        if (at + step >= wanted)
            return {sorted[i].value, (wanted - at) / step * (sorted[i + 1].value - sorted[i].value)};
        at += step;
    }
    return {sorted.back().value, 0};
}

/// Tied members in the order of their weights: in which order they were given means nothing.
Members with_ties_in_order(Members sorted) {
    const auto before = [](const Member& a, const Member& b) {
        return a.value < b.value || (a.value == b.value && a.weight < b.weight);
    };
    if (!std::is_sorted(sorted.begin(), sorted.end(), before)) std::sort(sorted.begin(), sorted.end(), before);
    return sorted;
}

double interquartile_range(const Members& sorted) {
    const Place low = quantile(sorted, 0.25);
    const Place high = quantile(sorted, 0.75);
    return (high.member - low.member) + (high.way - low.way);
}

/// With the divisor of an unbiased variance.
double standard_deviation(const Members& sorted, const WeightSums& sums) {
    Sum squares;
    const std::vector<double> deviation = deviations(sorted);
    for (std::size_t i = 0; i < sorted.size(); ++i) squares.add(sorted[i].weight * square(deviation[i]));
    return std::sqrt(squares.value() * sums.one / (2 * sums.two));
}

double bandwidth(const Members& sorted) {
    const WeightSums sums = weight_sums(sorted);
    if (sums.two == 0) return 0;
    Sum squares;
    for (const Member& m : sorted) squares.add(square(m.weight));
    const double effective = square(sums.one) / squares.value();
    const double spread = std::min(standard_deviation(sorted, sums), interquartile_range(sorted) / 1.34);
    return 1.06 * spread * std::pow(effective, -0.2);
}

/// E|d + s Z| - |d|, which is what a kernel adds to a distance; d >= 0.
double smoothing(double d, double s) {
    const double z = d / s;
    return 2 * s * positive_part(normal_density(z) - z * normal_ccdf(z));
}

/// Half of what two kernels at random add to the distance of their members.
double smoothing_of_pairs(const Members& sorted, double s) {
    constexpr double beyond = 12;  // in units of s: nothing of it is left
    Sum total;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        total.add(square(sorted[i].weight) / 2 * smoothing(0, s));
        for (std::size_t j = i + 1; j < sorted.size(); ++j) {
            const double d = sorted[j].value - sorted[i].value;
            if (d > beyond * s) break;
            total.add(sorted[i].weight * sorted[j].weight * smoothing(d, s));
        }
    }
    return total.value();
}

/// The CRPS of the members, and what the kernels add to E|X-y| and to E|X-X'|/2.
double crps(double y, const Members& sorted, double h) {
    const double all = total_weight(sorted);
    Sum total;
    total.add(crps_of(y, sorted));
    for (const Member& m : sorted) total.add(m.weight / all * smoothing(std::abs(m.value - y), h));
    total.add(-smoothing_of_pairs(sorted, h * std::sqrt(2.0)) / square(all));
    const double score = total.value();
    return score < 0 ? 0.0 : score;  // rounding
}

/// The largest kernel is taken out before the exponentials, so that it may lie far in its tail.
double minus_log_density(double y, const Members& sorted, double h) {
    double nearest = infinity;
    for (const Member& m : sorted) nearest = std::min(nearest, std::abs(m.value - y) / h);
    const double exponent = nearest * (nearest / 2);
    if (std::isinf(exponent)) return infinity;
    Sum total;
    for (const Member& m : sorted) {
        const double z = std::abs(m.value - y) / h;
        total.add(m.weight * std::exp((nearest - z) * ((nearest + z) / 2)));
    }
    return exponent - std::log(total.value() / total_weight(sorted)) + std::log(h) + log_sqrt_2pi;
}

bool is_member(double y, const Members& sorted) {
    return std::any_of(sorted.begin(), sorted.end(), [y](const Member& m) { return m.value == y; });
}

}  // namespace

Score crps_kde_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    const Members members = with_ties_in_order(sorted_members(predicted));
    const double h = bandwidth(members);
    if (h == 0) return crps_of(observed.value, members);
    return defined(crps(observed.value, members, h));
}

Score log_kde_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    const Members members = with_ties_in_order(sorted_members(predicted));
    const double h = bandwidth(members);
    if (h == 0) return is_member(observed.value, members) ? -infinity : infinity;
    return defined(minus_log_density(observed.value, members, h));
}

}  // namespace hindsight::scoring
