// SPDX-License-Identifier: MIT
// Times as other programs' files write them: without a zone, with an odd one, month first, or counted from 1970.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "hindsight/base/calendar.hpp"

namespace hindsight {

/// What a clock on a wall shows.
using LocalTime = std::chrono::local_time<std::chrono::microseconds>;

struct WrittenTime {
    LocalTime local{};
    std::optional<std::chrono::minutes> offset{};  // east of UTC; none was written
    bool is_day = false;                           // only a day was written; `local` is its start
    friend bool operator==(const WrittenTime&, const WrittenTime&) = default;
};

/// `YYYY-MM-DD HH:MM:SS`, a T or a blank between, up to 6 decimals, the seconds also as one digit; after it, if
/// anything, `Z`, ` UTC`, `+00`, `+0000` or `+00:00`. Years 0001 to 9999; nullopt for anything else.
std::optional<WrittenTime> parse_local(std::string_view text);
/// `9/1/11`, `12/30/2011 0:00`, `12/30/11 23:59:59`: the month comes first; of two digits of a year 69 to 99 are 1969
/// to 1999, 00 to 68 are 2000 to 2068.
std::optional<WrittenTime> parse_us_date(std::string_view text);

/// Counted from the start of 1970 in UTC, to the microsecond; nullopt beyond the years 0001 to 9999.
std::optional<Instant> instant_of_seconds(double seconds);
std::optional<Instant> instant_of_milliseconds(double milliseconds);

}  // namespace hindsight
