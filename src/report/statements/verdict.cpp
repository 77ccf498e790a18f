// SPDX-License-Identifier: MIT
// Sets the event score beside that of even odds.
#include "report/statements/verdict.hpp"

namespace hindsight::report {

std::string_view slug(Verdict verdict) {
    switch (verdict) {
        case Verdict::called: return "called";
        case Verdict::missed: return "missed";
        case Verdict::even: return "even";
        case Verdict::half: return "half";
        case Verdict::none: break;
    }
    return "none";
}

std::optional<double> gain_of(const ForecastLine& forecast) {
    const auto even = forecast.baseline_brier.find("even");
    if (!forecast.brier || even == forecast.baseline_brier.end()) return std::nullopt;
    return evaluation::comparable(even->second - *forecast.brier);
}

Verdict verdict_of(const ForecastLine& forecast) {
    const auto gain = gain_of(forecast);
    if (!gain) return Verdict::none;
    if (forecast.observed && *forecast.observed > 0 && *forecast.observed < 1) return Verdict::half;
    if (*gain == 0) return Verdict::even;
    return *gain > 0 ? Verdict::called : Verdict::missed;
}

Tally tally_of(const std::vector<ForecastLine>& forecasts) {
    Tally tally;
    for (const auto& forecast : forecasts) {
        const Verdict verdict = verdict_of(forecast);
        if (verdict == Verdict::none) continue;
        ++tally.judged;
        if (verdict == Verdict::called) ++tally.called;
    }
    return tally;
}

}  // namespace hindsight::report
