// SPDX-License-Identifier: MIT
// Days and instants in UTC: parse and print, and the dates that people type.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hindsight {

using Day = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// `YYYY-MM-DD`, years 0001 to 9999; nullopt for anything else, also for a day that does not exist.
std::optional<Day> parse_day(std::string_view text);
std::string print_day(Day day);

/// RFC 3339 (`2026-01-05T10:00:00.5Z`, offset allowed, up to 6 decimals); nullopt for anything else.
std::optional<Instant> parse_instant(std::string_view text);
/// `YYYY-MM-DDTHH:MM:SS.ffffffZ`, always six decimals.
std::string print_instant(Instant at);
/// As above without needless decimals: `2026-01-05T10:00:00Z`.
std::string print_instant_short(Instant at);

Day day_of(Instant at);
int year_of(Day day);
Day first_day(int year);
Day last_day(int year);
/// The last microsecond of a day.
Instant end_of(Day day);
Instant start_of(Day day);
/// 29 February becomes 28 February in a common year; months clamp to their last day.
Day add_months(Day day, int months);

/// A moment given as a day (meaning its end, in UTC) or as an instant.
struct When {
    Instant at{};
    bool is_day = false;

    static When day(Day d) { return {end_of(d), true}; }
    static When instant(Instant i) { return {i, false}; }
    friend bool operator==(const When&, const When&) = default;
};

/// A day or an RFC 3339 instant.
std::optional<When> parse_when(std::string_view text);
std::string print_when(const When& when);

/// What people type: a day or instant, `today`, `tomorrow`, `yesterday`, `+90d`, `-2w`, `+6m`, `+1y`, `in 2 years`,
/// `end of 2027`, `end of March 2027`, `March 2027` (its last day). `today` anchors relative ones.
std::optional<When> parse_spoken_date(std::string_view text, Day today);

}  // namespace hindsight
