// SPDX-License-Identifier: MIT
// Reads times with and without a zone.
#include "times.hpp"

#include <fmt/format.h>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

Error no_time(std::string_view text) {
    return Error(ErrorCode::bad_date, fmt::format("\"{}\" is no time", printable(text.substr(0, 60))), "times look like 2026-01-05T10:00:00Z");
}

Instant checked(const std::optional<Instant>& at, double value) {
    if (at) return *at;
    throw Error(ErrorCode::bad_date, fmt::format("{} is no time of the years 1 to 9999", print_number(value)));
}

}  // namespace

Times::Times(const ReadOptions& options) {
    if (!options.zone.empty()) zone_ = Zone::parse(options.zone);
}

Instant Times::in_zone(const WrittenTime& written, std::string_view text) const {
    if (!written.offset && !zone_) {
        throw Error(ErrorCode::missing_zone, fmt::format("\"{}\" is a time without a zone", printable(text)),
                    "say which zone the file is in: --zone UTC, --zone +02:00 or --zone Europe/Berlin");
    }
    const auto zoned = (zone_ ? *zone_ : Zone::parse("UTC")).at(written);
    if (zoned.kind == ZonedTime::Kind::one) return zoned.at;
    const auto* why = zoned.kind == ZonedTime::Kind::ambiguous ? "twice, when clocks went back" : "never, when clocks went forward";
    throw Error(ErrorCode::bad_date, fmt::format("clocks in {} showed \"{}\" {}", zone_->name(), printable(text), why),
                "write its offset beside it, or name a zone without summer time");
}

Instant Times::utc(std::string_view text) {
    auto written = parse_local(trim(text));
    if (!written) throw no_time(text);
    if (!written->offset) written->offset = std::chrono::minutes(0);
    return Zone::parse("UTC").at(*written).at;
}

Instant Times::instant(std::string_view text) const {
    if (const auto at = parse_instant(trim(text))) return *at;
    const auto written = parse_local(trim(text));
    if (!written) throw no_time(text);
    return in_zone(*written, text);
}

When Times::when(std::string_view text) const {
    if (const auto day = parse_day(trim(text))) return When::day(*day);
    return When::instant(instant(text));
}

Instant from_epoch_seconds(double seconds) { return checked(instant_of_seconds(seconds), seconds); }
Instant from_epoch_milliseconds(double milliseconds) { return checked(instant_of_milliseconds(milliseconds), milliseconds); }

}  // namespace hindsight::interchange
