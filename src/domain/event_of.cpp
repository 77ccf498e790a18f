// SPDX-License-Identifier: MIT
// Which event a forecast names, and what an outcome says about it.
#include "hindsight/domain/event_of.hpp"

namespace hindsight {

std::optional<NamedEvent> named_event(const Predictive& predictive) {
    if (const auto* binary = std::get_if<BinaryForecast>(&predictive)) return NamedEvent{{}, {}, binary->p};
    if (const auto* range = std::get_if<RangeForecast>(&predictive)) return NamedEvent{range->low, range->high, range->level};
    return std::nullopt;
}

namespace {

double inside(const NamedEvent& event, double value) {
    const bool in = (!event.low || value >= *event.low) && (!event.high || value <= *event.high);
    return in ? 1.0 : 0.0;
}

/// `step` lies between the bound and the nearest answer beyond it: a day, or nothing.
std::optional<double> settled_by(const NamedEvent& event, const Bound& bound, double step) {
    if (bound.above) {  // the answer is greater than the bound
        if (event.high && bound.value >= *event.high) return 0.0;
        if (!event.high && event.low && bound.value + step >= *event.low) return 1.0;
    } else {  // the answer is less than the bound
        if (event.low && bound.value <= *event.low) return 0.0;
        if (!event.low && event.high && bound.value - step <= *event.high) return 1.0;
    }
    return std::nullopt;
}

}  // namespace

std::optional<double> event_outcome(const NamedEvent& event, const Outcome& outcome, bool days) {
    if (const auto* fraction = std::get_if<Fraction>(&outcome)) return fraction->value;
    if (const auto* observed = std::get_if<Observed>(&outcome)) return inside(event, observed->value);
    if (const auto* bound = std::get_if<Bound>(&outcome)) return settled_by(event, *bound, days ? 1 : 0);
    return std::nullopt;
}

}  // namespace hindsight
