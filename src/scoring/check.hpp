// SPDX-License-Identifier: MIT
// The only place where ranges of inputs are tested: each check gives the reason to refuse, or nothing.
#pragma once

#include <cmath>
#include <optional>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

using Refusal = std::optional<NotScored>;

inline constexpr Refusal accepted = std::nullopt;

constexpr bool in_unit(double x) { return x >= 0 && x <= 1; }

inline Refusal check_number(double x, std::size_t row = 0) {
    if (std::isnan(x)) return NotScored{Reason::missing, row};
    if (std::isinf(x)) return NotScored{Reason::infinite, row};
    return accepted;
}

inline Refusal check_numbers(std::span<const double> values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const auto no = check_number(values[i], i)) return no;
    return accepted;
}

inline Refusal check_unit(double x, Reason otherwise, std::size_t row = 0) {
    if (std::isnan(x)) return NotScored{Reason::missing, row};
    if (!in_unit(x)) return NotScored{otherwise, row};
    return accepted;
}

inline Refusal check_event(double outcome, double probability, std::size_t row = 0) {
    if (std::isnan(outcome) || std::isnan(probability)) return NotScored{Reason::missing, row};
    if (!in_unit(outcome)) return NotScored{Reason::bad_outcome, row};
    if (!in_unit(probability)) return NotScored{Reason::bad_probability, row};
    return accepted;
}

/// NaN never leaves the engine.
inline Result<double> defined(double x) {
    if (std::isnan(x)) return Reason::undefined;
    return x;
}

/// Weights of `n` rows: none, or one each.
Refusal check_weights(std::span<const double> weights, std::size_t n);

/// Columns of outcomes and probabilities of one length, at least one row, with weights.
Refusal check_events(std::span<const double> outcomes, std::span<const double> probabilities, std::span<const double> weights);

}  // namespace hindsight::scoring
