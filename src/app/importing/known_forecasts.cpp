// SPDX-License-Identifier: MIT
// Finds forecasts again by a cryptographic hash of what they say.
#include "known_forecasts.hpp"

#include <algorithm>
#include <cstring>

#include "hindsight/base/crypto.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/journal/content.hpp"

namespace hindsight::app {

KnownForecasts::KnownForecasts(Reader& reader) {
    reader.visit_forecasts([&](const std::string& statement, const ForecastRecord& record, QuestionType type) {
        prints_.push_back(print_of(statement, record.forecast, type));
    });
    std::sort(prints_.begin(), prints_.end());
    taken_.resize(prints_.size());
}


ForecastPrint print_of(std::string_view statement, const Forecast& forecast, QuestionType type) {
    const auto* binary = std::get_if<BinaryForecast>(&forecast.predictive);
    const auto said = binary ? print_number(binary->p) : journal::predictive_text(forecast.predictive, type);
    const auto hash = sha256({statement, "\n", forecast.forecaster, "\n", print_when(forecast.made_at), "\n", said});
    ForecastPrint print;
    std::memcpy(print.data(), hash.data(), sizeof print);
    return print;
}

bool KnownForecasts::take(std::string_view statement, const Forecast& forecast, QuestionType type) {
    if (prints_.empty()) return false;
    const auto print = print_of(statement, forecast, type);
    const auto [begin, end] = std::equal_range(prints_.begin(), prints_.end(), print);
    for (auto it = begin; it != end; ++it) {
        const auto place = static_cast<std::size_t>(it - prints_.begin());
        if (taken_[place]) continue;
        taken_[place] = true;
        return true;
    }
    return false;
}

}  // namespace hindsight::app
