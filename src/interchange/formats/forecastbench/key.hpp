// SPDX-License-Identifier: MIT
// How ForecastBench tells its questions apart: by the day that forecasts were due, the source, the source's id, and of
// a question about data the day that it is asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hindsight/base/calendar.hpp"

namespace hindsight::interchange::forecastbench {

inline constexpr std::string_view kSite = "forecastbench";

struct Key {
    std::string due;     // when forecasts were due, as a day
    std::string source;  // manifold, fred, …
    std::string id;
    std::string date;  // "": of a market, which has no other day than its own end

    /// `2024-07-21/fred/DTB3/2024-07-28`: kept as the foreign id.
    std::string print() const;
    std::string statement() const;
};

/// nullopt for what `print` does not give.
std::optional<Key> parse_key(std::string_view text);

}  // namespace hindsight::interchange::forecastbench
