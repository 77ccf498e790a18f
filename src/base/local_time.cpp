// SPDX-License-Identifier: MIT
// Reads the times of other programs, each form by a function of its own: nothing is guessed from values.
#include "hindsight/base/local_time.hpp"

#include <cmath>

#include "time_cursor.hpp"

namespace hindsight {

namespace {

using namespace std::chrono;

LocalTime local_of(Day day, microseconds time) { return LocalTime{day.time_since_epoch() + time}; }

/// One or two digits.
std::optional<int> take_short(TimeCursor& cursor, int max) {
    const auto digits = cursor.digits();
    if (digits.empty() || digits.size() > 2) return std::nullopt;
    return TimeCursor(digits).number(digits.size(), max);
}

/// `HH:MM:SS` with decimals.
std::optional<microseconds> take_clock(TimeCursor& cursor) {
    const auto h = cursor.number(2, 23);
    if (!h || !cursor.take(":")) return std::nullopt;
    const auto m = cursor.number(2, 59);
    if (!m || !cursor.take(":")) return std::nullopt;
    const auto s = take_short(cursor, 59);
    if (!s) return std::nullopt;
    const auto fraction = take_fraction(cursor);
    if (!fraction) return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s} + *fraction;
}

bool take_utc(TimeCursor& cursor) { return cursor.take("U") && cursor.take("T") && cursor.take("C"); }

/// `H:MM` or `H:MM:SS`
std::optional<microseconds> take_us_clock(TimeCursor& cursor) {
    const auto h = take_short(cursor, 23);
    if (!h || !cursor.take(":")) return std::nullopt;
    const auto m = cursor.number(2, 59);
    if (!m) return std::nullopt;
    if (!cursor.take(":")) return hours{*h} + minutes{*m};
    const auto s = cursor.number(2, 59);
    if (!s) return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s};
}

std::optional<int> take_us_year(TimeCursor& cursor) {
    const auto digits = cursor.digits();
    if (digits.size() != 2 && digits.size() != 4) return std::nullopt;
    const auto y = TimeCursor(digits).number(digits.size(), 9999);
    if (digits.size() == 4) return *y > 0 ? y : std::nullopt;
    return *y + (*y < 69 ? 2000 : 1900);
}

std::optional<Day> take_us_day(TimeCursor& cursor) {
    const auto m = take_short(cursor, 12);
    if (!m || !cursor.take("/")) return std::nullopt;
    const auto d = take_short(cursor, 31);
    if (!d || !cursor.take("/")) return std::nullopt;
    const auto y = take_us_year(cursor);
    if (!y) return std::nullopt;
    const year_month_day date{year{*y}, month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
    return date.ok() ? std::optional{Day{date}} : std::nullopt;
}

std::optional<Instant> instant_of_microseconds(double count) {
    const auto first = start_of(first_day(1)).time_since_epoch(), last = end_of(last_day(9999)).time_since_epoch();
    // Written so that what is no number fails.
    if (!(count >= static_cast<double>(first.count()) && count <= static_cast<double>(last.count())))
        return std::nullopt;
    const Instant at{microseconds{std::llround(count)}};
    return at.time_since_epoch() <= last ? std::optional{at} : std::nullopt;
}

}  // namespace

std::optional<minutes> take_any_offset(TimeCursor& cursor) {
    if (cursor.take("Zz")) return minutes{0};
    const bool east = cursor.take("+");
    if (!east && !cursor.take("-")) return std::nullopt;
    const auto h = cursor.number(2, 23);
    if (!h) return std::nullopt;
    const bool more = cursor.take(":") || !cursor.done();
    const auto m = more ? cursor.number(2, 59) : std::optional{0};
    if (!m) return std::nullopt;
    const minutes offset = hours{*h} + minutes{*m};
    return east ? offset : -offset;
}

std::optional<WrittenTime> parse_local(std::string_view text) {
    TimeCursor cursor(text);
    const auto day = take_day(cursor);
    if (!day || !cursor.take("Tt ")) return std::nullopt;
    const auto time = take_clock(cursor);
    if (!time) return std::nullopt;
    WrittenTime written{local_of(*day, *time)};
    if (cursor.done()) return written;
    (void)cursor.take(" ");
    written.offset = take_utc(cursor) ? std::optional{minutes{0}} : take_any_offset(cursor);
    return written.offset && cursor.done() ? std::optional{written} : std::nullopt;
}

std::optional<WrittenTime> parse_us_date(std::string_view text) {
    TimeCursor cursor(text);
    const auto day = take_us_day(cursor);
    if (!day) return std::nullopt;
    if (cursor.done()) return WrittenTime{local_of(*day, microseconds{0}), {}, true};
    if (!cursor.take(" ")) return std::nullopt;
    const auto time = take_us_clock(cursor);
    return time && cursor.done() ? std::optional{WrittenTime{local_of(*day, *time)}} : std::nullopt;
}

std::optional<Instant> instant_of_seconds(double seconds) { return instant_of_microseconds(seconds * 1e6); }

std::optional<Instant> instant_of_milliseconds(double milliseconds) {
    return instant_of_microseconds(milliseconds * 1e3);
}

}  // namespace hindsight
