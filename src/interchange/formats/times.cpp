// SPDX-License-Identifier: MIT
// Reads times with and without a zone.
#include "times.hpp"

#include <fmt/format.h>

#include <cmath>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

/// RFC 3339 from the same with a blank for the T and a short offset.
std::string normal(std::string_view text) {
    std::string out(trim(text));
    if (out.size() > 10 && out[10] == ' ') out[10] = 'T';
    const auto sign = out.find_last_of("+-");
    if (sign == std::string::npos || sign <= 10) return out;
    if (out.size() - sign == 3) return out + ":00";
    if (out.size() - sign == 5) out.insert(sign + 3, ":");
    return out;
}

Error no_time(std::string_view text) {
    return Error(ErrorCode::bad_date, fmt::format("\"{}\" is no time", printable(text.substr(0, 60))), "times look like 2026-01-05T10:00:00Z");
}

Instant from_epoch(double value, double per_second) {
    const double micros = value * (1e6 / per_second);
    const auto low = static_cast<double>(Instant(start_of(first_day(1))).time_since_epoch().count());
    const auto high = static_cast<double>(end_of(last_day(9999)).time_since_epoch().count());
    if (!(micros >= low && micros <= high)) throw Error(ErrorCode::bad_date, fmt::format("{} is no time of the years 1 to 9999", value));
    return Instant(std::chrono::microseconds(static_cast<std::int64_t>(std::llround(micros))));
}

}  // namespace

Instant Times::utc(std::string_view text) {
    const auto normalised = normal(text);
    if (const auto at = parse_instant(normalised)) return *at;
    if (const auto at = parse_instant(normalised + "Z")) return *at;
    throw no_time(text);
}

Instant Times::instant(std::string_view text) const {
    const auto normalised = normal(text);
    if (const auto at = parse_instant(normalised)) return *at;
    if (!parse_instant(normalised + "Z")) throw no_time(text);
    if (zone_.empty()) {
        throw Error(ErrorCode::missing_zone, fmt::format("\"{}\" is a time without a zone", printable(text)),
                    "say which zone the file is in: --zone UTC, --zone +02:00 or --zone Europe/Berlin");
    }
    return *parse_instant(normalised + "Z");
}

When Times::when(std::string_view text) const {
    if (const auto day = parse_day(trim(text))) return When::day(*day);
    return When::instant(instant(text));
}

Instant from_epoch_seconds(double seconds) { return from_epoch(seconds, 1); }
Instant from_epoch_milliseconds(double milliseconds) { return from_epoch(milliseconds, 1000); }

}  // namespace hindsight::interchange
