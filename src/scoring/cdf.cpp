// SPDX-License-Identifier: MIT
// Rules for a distribution function given by points and straight lines.
#include "hindsight/scoring/cdf.hpp"

#include <algorithm>
#include <cmath>

#include "check.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {
namespace {

Refusal check(Observed observed, PiecewiseCdf f) {
    if (f.x.size() != f.probability.size()) return NotScored{Reason::size_mismatch, 0};
    if (f.x.empty()) return NotScored{Reason::empty, 0};
    if (const auto no = check_number(observed.value)) return no;
    if (const auto no = check_numbers(f.x)) return no;
    for (std::size_t i = 0; i < f.x.size(); ++i) {
        if (const auto no = check_unit(f.probability[i], Reason::bad_cdf, i)) return no;
        if (i > 0 && (f.x[i] < f.x[i - 1] || f.probability[i] < f.probability[i - 1])) return NotScored{Reason::bad_cdf, i};
    }
    return accepted;
}

/// The integral of the square of a line from a to b over a length.
double square_of_line(double length, double a, double b) { return length * (a * a + a * b + b * b) / 3; }

/// One piece from (x0, f0) to (x1, f1): F^2 below y, (1-F)^2 above.
void add_piece(Sum& total, double y, double x0, double x1, double f0, double f1) {
    if (x1 <= y) {
        total.add(square_of_line(x1 - x0, f0, f1));
    } else if (x0 >= y) {
        total.add(square_of_line(x1 - x0, 1 - f0, 1 - f1));
    } else {
        const double share = (y - x0) / (x1 - x0);
        const double at = std::lerp(f0, f1, share);
        total.add(square_of_line(y - x0, f0, at));
        total.add(square_of_line(x1 - y, 1 - at, 1 - f1));
    }
}

double crps(double y, PiecewiseCdf f) {
    Sum total;
    total.add(positive_part(f.x.front() - y));
    total.add(positive_part(y - f.x.back()));
    for (std::size_t i = 1; i < f.x.size(); ++i)
        add_piece(total, y, f.x[i - 1], f.x[i], f.probability[i - 1], f.probability[i]);
    return total.value();
}

/// Probability on the single point y: a jump, or mass put on an end.
double mass_at(double y, PiecewiseCdf f) {
    const auto [first, last] = std::equal_range(f.x.begin(), f.x.end(), y);
    if (first == last) return 0;
    const auto from = static_cast<std::size_t>(first - f.x.begin());
    const auto to = static_cast<std::size_t>(last - f.x.begin()) - 1;
    const double below = from == 0 ? 0.0 : f.probability[from];
    const double above = to + 1 == f.x.size() ? 1.0 : f.probability[to];
    return above - below;
}

double density(double y, PiecewiseCdf f) {
    auto right = static_cast<std::size_t>(std::upper_bound(f.x.begin(), f.x.end(), y) - f.x.begin());
    if (right == f.x.size()) --right;
    while (right > 0 && f.x[right] == f.x[right - 1]) --right;
    if (right == 0) return 0;
    return (f.probability[right] - f.probability[right - 1]) / (f.x[right] - f.x[right - 1]);
}

/// y less the median, the smallest x with F(x) >= 1/2; from the nearer end of its piece, so that places far from 0 keep
/// their digits.
double distance_to_median(double y, PiecewiseCdf f) {
    const auto first = std::lower_bound(f.probability.begin(), f.probability.end(), 0.5);
    const auto i = static_cast<std::size_t>(first - f.probability.begin());
    if (i == 0 || i == f.x.size()) return y - (i == 0 ? f.x.front() : f.x.back());
    const double step = f.probability[i] - f.probability[i - 1];
    const double left = y - f.x[i - 1];
    const double right = y - f.x[i];
    const double width = f.x[i] - f.x[i - 1];
    if (std::abs(left) < std::abs(right)) return left - (0.5 - f.probability[i - 1]) / step * width;
    return right + (f.probability[i] - 0.5) / step * width;
}

double below(double y, PiecewiseCdf f) {
    if (y <= f.x.front()) return 0;
    if (y > f.x.back()) return 1;
    const auto i = static_cast<std::size_t>(std::lower_bound(f.x.begin(), f.x.end(), y) - f.x.begin());
    return std::lerp(f.probability[i - 1], f.probability[i], (y - f.x[i - 1]) / (f.x[i] - f.x[i - 1]));
}

}  // namespace

Score crps_cdf(Observed observed, PiecewiseCdf predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return crps(observed.value, predicted);
}

Score log_cdf(Observed observed, PiecewiseCdf predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    const double y = observed.value;
    if (y < predicted.x.front() || y > predicted.x.back()) return infinity;
    if (mass_at(y, predicted) > 0) return -infinity;
    return 0.0 - std::log(density(y, predicted));
}

Score ae_median_cdf(Observed observed, PiecewiseCdf predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return std::abs(distance_to_median(observed.value, predicted));
}

Score pit_cdf(Observed observed, PiecewiseCdf predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return below(observed.value, predicted) + mass_at(observed.value, predicted) / 2;
}

}  // namespace hindsight::scoring
