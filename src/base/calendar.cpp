// SPDX-License-Identifier: MIT
// Days and instants in UTC: strict forms both ways, and the dates that people type.
#include "hindsight/base/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "hindsight/base/text.hpp"
#include "time_cursor.hpp"

namespace hindsight {

namespace {

using namespace std::chrono;

constexpr Day kFirstDay = sys_days{year{1} / January / 1};
constexpr Day kLastDay = sys_days{year{9999} / December / 31};

bool in_range(Day day) { return day >= kFirstDay && day <= kLastDay; }

/// `HH:MM:SS`, without the leap second 60, which no clock here can hold.
std::optional<microseconds> take_time(TimeCursor& cursor) {
    const auto h = cursor.number(2, 23);
    if (!h || !cursor.take(":")) return std::nullopt;
    const auto m = cursor.number(2, 59);
    if (!m || !cursor.take(":")) return std::nullopt;
    const auto s = cursor.number(2, 59);
    if (!s) return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s};
}

std::optional<minutes> take_offset(TimeCursor& cursor) {
    if (cursor.take("Zz")) return minutes{0};
    const bool east = cursor.take("+");
    if (!east && !cursor.take("-")) return std::nullopt;
    const auto h = cursor.number(2, 23);
    if (!h || !cursor.take(":")) return std::nullopt;
    const auto m = cursor.number(2, 59);
    if (!m) return std::nullopt;
    const minutes offset = hours{*h} + minutes{*m};
    return east ? offset : -offset;
}

std::string print_to_seconds(Instant at) {
    const hh_mm_ss time{floor<seconds>(at - floor<days>(at))};
    return fmt::format("{}T{:02}:{:02}:{:02}", print_day(day_of(at)), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::int64_t microseconds_of(Instant at) { return (at - floor<seconds>(at)).count(); }

// ---- dates that people type ----

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// A month by its English name or the first three letters of it ("sept" too).
std::optional<unsigned> month_named(std::string_view word) {
    if (word == "sept") return 9;
    for (unsigned i = 0; i < kMonths.size(); ++i) {
        if (word == kMonths[i] || word == kMonths[i].substr(0, 3)) return i + 1;
    }
    return std::nullopt;
}

std::optional<int> year_typed(std::string_view word) {
    TimeCursor cursor(word);
    const auto y = cursor.number(4, 9999);
    return y && *y > 0 && cursor.done() ? y : std::nullopt;
}

std::optional<int> count_typed(std::string_view word) {
    int value = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = fault == std::errc{} && end == word.data() + word.size();
    // More than 9,999 years in days cannot be meant, and would overflow.
    return whole && value >= 0 && value < 4'000'000 ? std::optional{value} : std::nullopt;
}

std::optional<Day> moved(Day from, int count, std::string_view unit) {
    std::optional<Day> to;
    if (unit == "d" || unit == "day" || unit == "days") to = from + days{count};
    if (unit == "w" || unit == "week" || unit == "weeks") to = from + days{7 * std::int64_t{count}};
    const bool months = unit == "m" || unit == "month" || unit == "months";
    const bool years = unit == "y" || unit == "year" || unit == "years";
    constexpr int kMaxMonths = 12 * 9999;
    if (months && std::abs(count) <= kMaxMonths) to = add_months(from, count);
    if (years && std::abs(count) <= kMaxMonths / 12) to = add_months(from, 12 * count);
    return to && in_range(*to) ? to : std::nullopt;
}

/// `+90d`, `-2w`, `+6m`, `+1y`
std::optional<Day> parse_step(std::string_view text, Day today) {
    if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const auto unit_at = text.find_first_not_of("0123456789", 1);
    if (unit_at == std::string_view::npos) return std::nullopt;
    const auto count = count_typed(text.substr(1, unit_at - 1));
    if (!count) return std::nullopt;
    return moved(today, text[0] == '-' ? -*count : *count, trim(text.substr(unit_at)));
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (auto word : split(text, ' ')) {
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

std::optional<Day> last_day_of_month(std::string_view name, std::string_view year_text) {
    const auto m = month_named(name);
    const auto y = year_typed(year_text);
    if (!m || !y) return std::nullopt;
    return sys_days{year{*y} / month{*m} / last};
}

std::optional<Day> parse_words(const std::vector<std::string_view>& words, Day today) {
    const auto count = words.size();
    if (count == 3 && words[0] == "in") {
        const auto n = words[1] == "a" || words[1] == "an" ? std::optional{1} : count_typed(words[1]);
        return n ? moved(today, *n, words[2]) : std::nullopt;
    }
    if (count == 3 && words[0] == "end" && words[1] == "of") {
        const auto y = year_typed(words[2]);
        return y ? std::optional{last_day(*y)} : std::nullopt;
    }
    if (count == 4 && words[0] == "end" && words[1] == "of") return last_day_of_month(words[2], words[3]);
    if (count == 2) return last_day_of_month(words[0], words[1]);
    return std::nullopt;
}

std::optional<Day> parse_relative(std::string_view text, Day today) {
    if (text == "today") return today;
    if (text == "tomorrow") return moved(today, 1, "day");
    if (text == "yesterday") return moved(today, -1, "day");
    if (const auto day = parse_step(text, today)) return day;
    return parse_words(words_of(text), today);
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    TimeCursor cursor(text);
    const auto day = take_day(cursor);
    return cursor.done() ? day : std::nullopt;
}

std::string print_day(Day day) {
    const year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::optional<Instant> parse_instant(std::string_view text) {
    TimeCursor cursor(text);
    const auto day = take_day(cursor);
    if (!day || !cursor.take("Tt ")) return std::nullopt;
    const auto time = take_time(cursor);
    if (!time) return std::nullopt;
    const auto fraction = take_fraction(cursor);
    if (!fraction) return std::nullopt;
    const auto offset = take_offset(cursor);
    if (!offset || !cursor.done()) return std::nullopt;
    const Instant at = *day + *time + *fraction - *offset;
    return in_range(day_of(at)) ? std::optional{at} : std::nullopt;
}

std::string print_instant(Instant at) { return fmt::format("{}.{:06}Z", print_to_seconds(at), microseconds_of(at)); }

std::string print_instant_short(Instant at) {
    std::string text = print_to_seconds(at);
    if (const auto fraction = microseconds_of(at); fraction != 0) {
        text += fmt::format(".{:06}", fraction);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text + 'Z';
}

Day day_of(Instant at) { return floor<days>(at); }

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

Day first_day(int y) { return sys_days{year{y} / January / 1}; }

Day last_day(int y) { return sys_days{year{y} / December / 31}; }

Instant end_of(Day day) { return start_of(day) + days{1} - microseconds{1}; }

Instant start_of(Day day) { return Instant{day}; }

Day add_months(Day day, int count) {
    year_month_day date{day};
    date += months{count};
    return date.ok() ? sys_days{date} : sys_days{date.year() / date.month() / last};
}

std::optional<When> parse_when(std::string_view text) {
    if (const auto day = parse_day(text)) return When::day(*day);
    if (const auto at = parse_instant(text)) return When::instant(*at);
    return std::nullopt;
}

std::string print_when(const When& when) {
    return when.is_day ? print_day(day_of(when.at)) : print_instant_short(when.at);
}

std::optional<When> parse_spoken_date(std::string_view text, Day today) {
    const auto typed = trim(text);
    if (const auto when = parse_when(typed)) return when;
    if (const auto day = parse_relative(lower_ascii(typed), today)) return When::day(*day);
    return std::nullopt;
}

}  // namespace hindsight
