// SPDX-License-Identifier: MIT
// The members of a sample: checked, in order, with what several rules need of them.
#pragma once

#include <vector>

#include "../check.hpp"
#include "hindsight/scoring/sample.hpp"

namespace hindsight::scoring {

struct Member {
    double value;
    double weight;
};
using Members = std::vector<Member>;

Refusal check_sample(Observed observed, Samples predicted);

/// The members that have weight, in the order given; weights are 1, or scaled by a power of two to be at most 1.
Members members_of(Samples predicted);
/// The same in ascending order.
Members sorted_members(Samples predicted);

double total_weight(const Members& members);

/// Sums over sets of different members: of w_i, of w_i w_j over i < j, and of w_i w_j w_k over i < j < k.
struct WeightSums {
    double one, two, three;
};
WeightSums weight_sums(const Members& members);

/// The shares of the weight on members below a value, on it, and above it.
struct Shares {
    double below, at, above;
};
Shares shares(const Members& members, double value);

/// The mean of the members less `y`, which may be near it and both far from 0.
double mean_less(const Members& members, double y);
/// What is left of each member when the mean is taken away, with the same care.
std::vector<double> deviations(const Members& members);

/// Where the distribution function reaches 1/2: two members, or one twice. Half-way between them lies the median.
struct Middle {
    double low, high;
    /// x less the median.
    double distance(double x) const { return low == high ? x - low : (x - low) / 2 + (x - high) / 2; }
};
/// Of members in ascending order.
Middle middle(const Members& sorted);

/// The CRPS of members in ascending order.
double crps_of(double y, const Members& sorted);

}  // namespace hindsight::scoring
