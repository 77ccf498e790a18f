// SPDX-License-Identifier: MIT
// What the readers of dates and times share: taking digits, days and decimals off the front of a text.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "hindsight/base/calendar.hpp"

namespace hindsight {

/// Takes characters off the front of a text.
class TimeCursor {
 public:
    explicit TimeCursor(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }

    bool take(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Exactly `count` digits whose value is at most `max`.
    std::optional<int> number(std::size_t count, int max) {
        if (rest_.size() < count) return std::nullopt;
        int value = 0;
        for (char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        if (value > max) return std::nullopt;
        return value;
    }

    std::string_view digits() {
        const auto end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        const auto found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return found;
    }

 private:
    std::string_view rest_;
};

/// `YYYY-MM-DD`, a day that exists.
inline std::optional<Day> take_day(TimeCursor& cursor) {
    const auto y = cursor.number(4, 9999);
    if (!y || !cursor.take("-")) return std::nullopt;
    const auto m = cursor.number(2, 12);
    if (!m || !cursor.take("-")) return std::nullopt;
    const auto d = cursor.number(2, 31);
    if (!d) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*y}, std::chrono::month(static_cast<unsigned>(*m)),
                                           std::chrono::day(static_cast<unsigned>(*d))};
    if (*y == 0 || !date.ok()) return std::nullopt;
    return Day{date};
}

/// The decimals after the seconds, none when there is no point.
inline std::optional<std::chrono::microseconds> take_fraction(TimeCursor& cursor) {
    if (!cursor.take(".")) return std::chrono::microseconds{0};
    const auto digits = cursor.digits();
    if (digits.empty() || digits.size() > 6) return std::nullopt;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < 6; ++i) value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return std::chrono::microseconds{value};
}

/// `Z`, `+02`, `+0200` or `+02:00`, up to the end of the text.
std::optional<std::chrono::minutes> take_any_offset(TimeCursor& cursor);

}  // namespace hindsight
