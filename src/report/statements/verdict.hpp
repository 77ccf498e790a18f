// SPDX-License-Identifier: MIT
// What a forecast's score means in a word, by one rule.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "hindsight/report/model.hpp"

namespace hindsight::report {

/// How much better than that of even odds on the same outcome the event score is, as scores are compared
/// (evaluation::comparable): above 0 better, below 0 worse; nullopt without either.
std::optional<double> gain_of(const ForecastLine& forecast);

/// The event score against that of even odds on the same outcome.
enum class Verdict {
    none,    // no event score
    called,  // below it
    missed,  // above it
    even,    // equal to it: nothing was said
    half,    // the outcome itself lies between no and yes
};
std::string_view slug(Verdict verdict);

Verdict verdict_of(const ForecastLine& forecast);

/// How many forecasters have a verdict, and how many of them called it.
struct Tally {
    std::size_t judged = 0, called = 0;
};
Tally tally_of(const std::vector<ForecastLine>& forecasts);

}  // namespace hindsight::report
