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

Score log_binary(Observed outcome, Probability predicted) {
    if (const auto no = check_event(outcome.value, predicted.value)) return *no;
    const double f = outcome.value;
    const double p = predicted.value;
    return weighted_surprise(f, std::log(p)) + weighted_surprise(1 - f, std::log1p(-p));
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
