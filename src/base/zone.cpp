// SPDX-License-Identifier: MIT
// Looks zones up in the system's database. The only door to date's time zones.
#include "hindsight/base/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "hindsight/base/error.hpp"
#include "hindsight/base/text.hpp"
#include "time_cursor.hpp"

namespace hindsight {

namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

const date::tzdb& database() {
    try {
        return date::get_tzdb();
    } catch (const std::runtime_error&) {
        throw Error(ErrorCode::usage, "this system has no time zone database",
                    "install tzdata, or write an offset, as +02:00");
    }
}

[[noreturn]] void refuse(std::string_view text) {
    std::vector<std::string_view> names;
    for (const auto& zone : database().zones) names.push_back(zone.name());
    const auto lower = lower_ascii(text);
    const auto same = std::find_if(names.begin(), names.end(), [&](auto name) { return lower_ascii(name) == lower; });
    const auto near = same == names.end() ? nearest(text, names) : std::optional{std::string(*same)};
    throw Error(ErrorCode::usage, fmt::format("there is no time zone \"{}\"", printable(text)),
                near ? fmt::format("did you mean {}?", *near) : "write UTC, +02:00 or Europe/Berlin");
}

ZonedTime checked(ZonedTime::Kind kind, Instant at, Instant later) {
    const Instant first = start_of(first_day(1)), last = end_of(last_day(9999));
    if (at < first || later > last) return {ZonedTime::Kind::nonexistent};
    return {kind, at, later};
}

ZonedTime shifted(LocalTime local, microseconds offset) {
    const Instant at{local.time_since_epoch() - offset};
    return checked(ZonedTime::Kind::one, at, at);
}

Day first_of_march(int year) {
    using namespace std::chrono;
    return sys_days{std::chrono::year{year} / March / 1};
}

/// By how much a time after 2037 is moved to one before with the same clock: rules speak of weekdays of a month, and
/// from March on those are the same when 1 March is the same weekday.
microseconds beyond_table(LocalTime local) {
    constexpr int kLast = 2037, kYears = 11;  // the least that have all seven
    const int year = year_of(day_of(Instant{local.time_since_epoch()}));
    if (year <= kLast) return microseconds{0};
    const auto march = first_of_march(year);
    for (int like = kLast; like > kLast - kYears; --like) {
        const auto days = march - first_of_march(like);
        if (days.count() % 7 == 0) return days;
    }
    return microseconds{0};
}

date::local_info info_at(const date::time_zone& zone, LocalTime local) {
    return zone.get_info(date::local_seconds{std::chrono::floor<seconds>(local.time_since_epoch())});
}

ZonedTime looked_up(const date::time_zone& zone, LocalTime local) {
    auto info = info_at(zone, local);
    const bool is_last =
        info.first.end > date::sys_seconds{std::chrono::ceil<seconds>(end_of(last_day(9999)).time_since_epoch())};
    if (is_last) info = info_at(zone, local - beyond_table(local));
    if (info.result == date::local_info::nonexistent) return {ZonedTime::Kind::nonexistent};
    const Instant at{local.time_since_epoch() - info.first.offset};
    if (info.result == date::local_info::unique) return checked(ZonedTime::Kind::one, at, at);
    return checked(ZonedTime::Kind::ambiguous, at, Instant{local.time_since_epoch() - info.second.offset});
}

}  // namespace

Zone Zone::parse(std::string_view text) {
    if (text == "UTC" || text == "Z") return {"UTC", std::chrono::minutes{0}, nullptr};
    TimeCursor cursor(text);
    if (text.starts_with('+') || text.starts_with('-')) {
        const auto offset = take_any_offset(cursor);
        if (!offset || !cursor.done()) refuse(text);
        return {std::string(text), offset, nullptr};
    }
    database();
    try {
        return {std::string(text), std::nullopt, date::locate_zone(text)};
    } catch (const std::runtime_error&) {
        refuse(text);
    }
}

ZonedTime Zone::at(LocalTime local) const {
    return rules_ ? looked_up(*static_cast<const date::time_zone*>(rules_), local) : shifted(local, *offset_);
}

ZonedTime Zone::at(const WrittenTime& written) const {
    return written.offset ? shifted(written.local, *written.offset) : at(written.local);
}

}  // namespace hindsight
