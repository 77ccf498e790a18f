// SPDX-License-Identifier: MIT
// The event that a forecast names, and whether an outcome settles it.
#pragma once

#include <optional>

#include "hindsight/domain/outcome.hpp"
#include "hindsight/domain/predictive.hpp"

namespace hindsight {

/// "The answer lies in [low, high]" (open sides absent), or the binary question itself when both are absent.
struct NamedEvent {
    std::optional<double> low, high;
    double probability = 0;
    bool same_event(const NamedEvent& other) const { return low == other.low && high == other.high; }
};

/// nullopt for forms that name no event (options, quantiles, samples, families, cdf, points).
std::optional<NamedEvent> named_event(const Predictive& predictive);

/// 1 when the outcome lies in the event, 0 when not, the fraction of a partial outcome; nullopt when a bound leaves it open.
/// `days`: the answers are whole days, so that "not by 31 May" is "not before 1 June".
std::optional<double> event_outcome(const NamedEvent& event, const Outcome& outcome, bool days = false);

}  // namespace hindsight
