// SPDX-License-Identifier: MIT
// Rules for a probability of an event.
#include "hindsight/scoring/binary.hpp"

#include <algorithm>
#include <cmath>

#include "check.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {

Score brier_binary(Observed outcome, Probability predicted) {
    if (const auto no = check_event(outcome.value, predicted.value)) return *no;
    return square(predicted.value - outcome.value);
}

Score brier_full_binary(Observed outcome, Probability predicted) {
    if (const auto no = check_event(outcome.value, predicted.value)) return *no;
    return 2 * square(predicted.value - outcome.value);
}

namespace {

/// Most outcomes need one logarithm only.
double log_loss(double f, double p) {
    const double if_yes = f > 0 ? weighted_surprise(f, std::log(p)) : 0.0;
    const double if_no = f < 1 ? weighted_surprise(1 - f, std::log1p(-p)) : 0.0;
    return if_yes + if_no;
}

}  // namespace

Score log_binary(Observed outcome, Probability predicted) {
    if (const auto no = check_event(outcome.value, predicted.value)) return *no;
    return log_loss(outcome.value, predicted.value);
}

void log_binary_rows(Outcomes outcomes, Probabilities predicted, std::span<double> scores) {
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = log_loss(outcomes.values[i], predicted.values[i]);
}

Score spherical_binary(Observed outcome, Probability predicted) {
    if (const auto no = check_event(outcome.value, predicted.value)) return *no;
    const double f = outcome.value;
    const double p = predicted.value;
    const double q = 1 - p;
    const double s = std::hypot(p, q);
    const double loss_if_yes = q * (q / (s * (s + p)));  // 1 - p/s without its cancellation
    const double loss_if_no = p * (p / (s * (s + q)));
    return f * loss_if_yes + (1 - f) * loss_if_no;
}

Probability clip(Probability predicted, double e) { return Probability{std::clamp(predicted.value, e, 1 - e)}; }

}  // namespace hindsight::scoring
