// SPDX-License-Identifier: MIT
// Rules that look at moments, the median or shares of a sample.
#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "members.hpp"

namespace hindsight::scoring {
namespace {

/// Weighted sums of powers of deviations, these divided by the largest one so that nothing over- or underflows.
struct Moments {
    double scale;  ///< the largest |deviation|; 0 if all members are equal
    double second;
    double third;
};

Moments moments(const Members& members) {
    const std::vector<double> deviation = deviations(members);
    double scale = 0;
    for (const double d : deviation) scale = std::max(scale, std::abs(d));
    if (scale == 0) return {0, 0, 0};
    Sum second;
    Sum third;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const double d = deviation[i] / scale;
        second.add(members[i].weight * (d * d));
        third.add(members[i].weight * (d * d * d));
    }
    return {scale, second.value(), third.value()};
}

double dss(double error, const Moments& m, double weight) {
    if (m.scale == 0) return error == 0 ? -infinity : infinity;
    const double v = m.second / weight;
    return square(error / m.scale) / v + 2 * std::log(m.scale) + std::log(v);
}

double error_spread(double error, const Moments& m, const WeightSums& sums) {
    if (m.scale == 0) return square(square(error));
    const double second = m.second * sums.one / (2 * sums.two);
    const double unbiased = m.third * square(sums.one) / (6 * sums.three);
    const double third = unbiased * (1 - 2 * sums.two / square(sums.one));  // 1/m of it, for equal weights
    const double e = error / m.scale;
    return square(square(m.scale) * (second - e * e - e * third / second));
}

bool is_whole(double x) { return std::floor(x) == x; }

bool all_whole(double y, const Members& members) {
    return is_whole(y) &&
           std::all_of(members.begin(), members.end(), [](const Member& m) { return is_whole(m.value); });
}

}  // namespace

Score dss_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    const Members members = members_of(predicted);
    return defined(dss(mean_less(members, observed.value), moments(members), total_weight(members)));
}

Score error_spread_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    const Members members = members_of(predicted);
    const WeightSums sums = weight_sums(members);
    if (sums.three == 0) return Reason::undefined;
    return defined(error_spread(mean_less(members, observed.value), moments(members), sums));
}

Score se_mean_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    return defined(square(mean_less(members_of(predicted), observed.value)));
}

Score ae_median_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    return std::abs(middle(sorted_members(predicted)).distance(observed.value));
}

Score mad_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    Members members = sorted_members(predicted);
    const Middle median = middle(members);
    for (Member& m : members) m.value = std::abs(median.distance(m.value));
    std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.value < b.value; });
    const double of_normal = 1.4826;  // makes it the standard deviation of a normal distribution
    return of_normal * std::abs(middle(members).distance(0));
}

Score pit_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    const Members members = members_of(predicted);
    const Shares share = shares(members, observed.value);
    return std::min(1.0, share.below + (all_whole(observed.value, members) ? share.at / 2 : share.at));
}

Score bias_sample(Observed observed, Samples predicted) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    // Of whole numbers P(X <= y-1) is P(X < y): both forms are one.
    const Shares share = shares(members_of(predicted), observed.value);
    return share.above - share.below;
}

Score brier_threshold_sample(Observed observed, Samples predicted, double threshold) {
    if (const auto no = check_sample(observed, predicted)) return *no;
    if (const auto no = check_number(threshold)) return *no;
    const Members members = members_of(predicted);
    const Shares share = shares(members, threshold);
    return square(observed.value > threshold ? std::min(1.0, share.below + share.at) : share.above);
}

}  // namespace hindsight::scoring
