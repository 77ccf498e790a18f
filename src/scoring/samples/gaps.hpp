// SPDX-License-Identifier: MIT
// Integrals of a function of the distribution function over the gaps between sorted members.
#pragma once

#include <algorithm>

#include "hindsight/scoring/sets/sum.hpp"
#include "members.hpp"

namespace hindsight::scoring {

/// The integral of cost(weight below x) up to y, and of cost(weight above x) from y on, between the first and the last
/// of y and the members. Lengths are differences of neighbours, so that nothing cancels.
template <class Cost>
double over_gaps(double y, const Members& sorted, const Cost& cost) {
    Sum total;
    const auto add = [&](double length, double part) {
        if (const double c = cost(part); c != 0) total.add(length * c);  // a length may be infinite
    };
    const std::size_t n = sorted.size();
    Sum below;
    for (std::size_t i = 0; i < n && sorted[i].value < y; ++i) {
        below.add(sorted[i].weight);
        add((i + 1 < n ? std::min(sorted[i + 1].value, y) : y) - sorted[i].value, below.value());
    }
    Sum above;
    for (std::size_t i = n; i > 0 && sorted[i - 1].value > y; --i) {
        above.add(sorted[i - 1].weight);
        add(sorted[i - 1].value - (i > 1 ? std::max(sorted[i - 2].value, y) : y), above.value());
    }
    return total.value();
}

}  // namespace hindsight::scoring
