// SPDX-License-Identifier: MIT
// Rules for samples.
#include "hindsight/scoring/sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "check.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {
namespace {

struct Member {
    double value;
    double weight;
};

Refusal check(Observed observed, Samples predicted) {
    if (predicted.values.empty()) return NotScored{Reason::empty, 0};
    if (const auto no = check_number(observed.value)) return no;
    if (const auto no = check_numbers(predicted.values)) return no;
    return check_weights(predicted.weights, predicted.values.size());
}

/// Members in ascending order; weight 1 each when none are given.
std::vector<Member> sorted(Samples predicted) {
    std::vector<Member> members(predicted.values.size());
    for (std::size_t i = 0; i < members.size(); ++i)
        members[i] = {predicted.values[i], predicted.weights.empty() ? 1.0 : predicted.weights[i]};
    const auto by_value = [](const Member& a, const Member& b) { return a.value < b.value; };
    if (!std::is_sorted(members.begin(), members.end(), by_value)) std::sort(members.begin(), members.end(), by_value);
    return members;
}

double total_weight(const std::vector<Member>& members) {
    Sum total;
    for (const Member& m : members) total.add(m.weight);
    return total.value();
}

/// Integral of F^2 below y and of (1-F)^2 above it, over the gaps between members: every term is positive.
double crps(double y, const std::vector<Member>& members) {
    const std::size_t n = members.size();
    const double all = total_weight(members);
    Sum total;
    Sum below;
    for (std::size_t i = 0; i < n && members[i].value < y; ++i) {
        below.add(members[i].weight);
        const double next = i + 1 < n ? std::min(members[i + 1].value, y) : y;
        total.add((next - members[i].value) * square(below.value() / all));
    }
    Sum above;
    for (std::size_t i = n; i > 0 && members[i - 1].value > y; --i) {
        above.add(members[i - 1].weight);
        const double next = i > 1 ? std::max(members[i - 2].value, y) : y;
        total.add((members[i - 1].value - next) * square(above.value() / all));
    }
    return total.value();
}

double median(const std::vector<Member>& members) {
    const double half = total_weight(members) / 2;
    Sum below;
    for (std::size_t i = 0; i < members.size(); ++i) {
        below.add(members[i].weight);
        const double reached = below.value();
        if (reached > half) return members[i].value;
        if (reached == half) {
            std::size_t next = i + 1;
            while (next < members.size() && members[next].weight == 0) ++next;
            return next < members.size() ? std::midpoint(members[i].value, members[next].value) : members[i].value;
        }
    }
    return members.back().value;
}

double mean(Samples predicted) {
    Sum total;
    Sum weight;
    for (std::size_t i = 0; i < predicted.values.size(); ++i) {
        const double w = predicted.weights.empty() ? 1.0 : predicted.weights[i];
        total.add(w * predicted.values[i]);
        weight.add(w);
    }
    return total.value() / weight.value();
}

}  // namespace

Score crps_sample(Observed observed, Samples predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return crps(observed.value, sorted(predicted));
}

Score ae_median_sample(Observed observed, Samples predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return std::abs(observed.value - median(sorted(predicted)));
}

Score se_mean_sample(Observed observed, Samples predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return square(observed.value - mean(predicted));
}

}  // namespace hindsight::scoring
