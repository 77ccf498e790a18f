// SPDX-License-Identifier: MIT
// Checks of whole columns.
#include "check.hpp"

namespace hindsight::scoring {

Refusal check_weights(std::span<const double> weights, std::size_t n) {
    if (weights.empty()) return accepted;
    if (weights.size() != n) return NotScored{Reason::size_mismatch, 0};
    double highest = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (std::isnan(weights[i])) return NotScored{Reason::missing, i};
        if (weights[i] < 0 || std::isinf(weights[i])) return NotScored{Reason::bad_weight, i};
        highest = std::fmax(highest, weights[i]);
    }
    if (highest == 0) return NotScored{Reason::bad_weight, 0};
    return accepted;
}

Refusal check_events(std::span<const double> outcomes, std::span<const double> probabilities, std::span<const double> weights) {
    if (outcomes.size() != probabilities.size()) return NotScored{Reason::size_mismatch, 0};
    if (outcomes.empty()) return NotScored{Reason::empty, 0};
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (const auto no = check_event(outcomes[i], probabilities[i], i)) return no;
    return check_weights(weights, outcomes.size());
}

}  // namespace hindsight::scoring
