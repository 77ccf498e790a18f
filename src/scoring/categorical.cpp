// SPDX-License-Identifier: MIT
// Rules for probabilities of options.
#include "hindsight/scoring/categorical.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "check.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {
namespace {

constexpr double sum_tolerance = 1e-6;

Refusal check(Category observed, OptionProbabilities predicted) {
    if (predicted.values.empty()) return NotScored{Reason::empty, 0};
    Sum total;
    for (std::size_t i = 0; i < predicted.values.size(); ++i) {
        if (const auto no = check_unit(predicted.values[i], Reason::bad_probability, i)) return no;
        total.add(predicted.values[i]);
    }
    if (std::abs(total.value() - 1) > sum_tolerance) return NotScored{Reason::bad_sum, 0};
    if (observed.index >= predicted.values.size()) return NotScored{Reason::bad_category, 0};
    return accepted;
}

/// sum of p^2 over all options but one
double squares_but(std::span<const double> p, std::size_t except) {
    Sum total;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (i != except) total.add(square(p[i]));
    return total.value();
}

double brier(Category observed, std::span<const double> p) {
    return square(1 - p[observed.index]) + squares_but(p, observed.index);
}

/// Cumulative probabilities before the observed option are summed from the first on, what is missing to 1 from there on
/// from the last back, so that a nearly sure forecast keeps its digits.
double rps(Category observed, std::span<const double> p) {
    Sum total;
    Sum missing;
    missing.add(1);
    for (const double x : p) missing.add(-x);
    for (std::size_t i = p.size(); i > observed.index; --i) {
        total.add(square(missing.value()));
        missing.add(p[i - 1]);
    }
    Sum below;
    for (std::size_t i = 0; i < observed.index; ++i) {
        below.add(p[i]);
        total.add(square(below.value()));
    }
    return total.value();
}

/// -ln of the probability on one side of a cut, from whichever side is smaller, so that neither a sum near 1 nor one near
/// 0 loses its digits.
double surprise_of_side(double side, double other) {
    return weighted_surprise(1, side <= other ? std::log(side) : std::log1p(-other));
}

double ranked_log(Category observed, std::span<const double> p) {
    std::vector<double> from(p.size());  // P(o >= i), summed from the last option back
    Sum rest;
    for (std::size_t i = p.size(); i-- > 0;) {
        rest.add(p[i]);
        from[i] = rest.value();
    }
    Sum total;
    Sum until;
    for (std::size_t k = 0; k + 1 < p.size(); ++k) {
        until.add(p[k]);
        const double low = until.value();
        const double high = from[k + 1];
        total.add(observed.index <= k ? surprise_of_side(low, high) : surprise_of_side(high, low));
    }
    return total.value();
}

}  // namespace

Score brier_categorical(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return brier(observed, predicted.values);
}

Score brier_categorical_half(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return brier(observed, predicted.values) / 2;
}

Score quadratic_categorical(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return brier(observed, predicted.values);  // 1 - 2 p_o + sum p^2 = (1 - p_o)^2 + the squares of the others
}

Score log_categorical(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return weighted_surprise(1, std::log(predicted.values[observed.index]));
}

Score spherical_categorical(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    const double p = predicted.values[observed.index];
    const double others = squares_but(predicted.values, observed.index);
    const double s = std::sqrt(square(p) + others);
    return std::min(1.0, others / (s * (s + p)));  // 1 - p/s without its cancellation
}

Score rps_ordinal(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return rps(observed, predicted.values);
}

Score rps_normalised_ordinal(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    if (predicted.values.size() < 2) return Reason::undefined;
    return rps(observed, predicted.values) / static_cast<double>(predicted.values.size() - 1);
}

Score brier_ordered_ordinal(Category observed, OptionProbabilities predicted) {
    const Score normalised = rps_normalised_ordinal(observed, predicted);
    return normalised ? Score(2 * *normalised) : normalised;
}

Score ranked_log_ordinal(Category observed, OptionProbabilities predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return ranked_log(observed, predicted.values);
}

}  // namespace hindsight::scoring
