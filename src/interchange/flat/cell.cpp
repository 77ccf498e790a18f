// SPDX-License-Identifier: MIT
// Numbers first, by the fast path; what else may stand in a cell after.
#include "cell.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <string>

#include "hindsight/base/calendar.hpp"
#include "hindsight/domain/quantity.hpp"

namespace hindsight::interchange {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

bool is_missing(std::string_view text) {
    if (text.empty()) return true;
    if (text.size() > 4) return false;
    const auto lower = lower_case(text);
    for (const std::string_view word : {"na", "nan", "null", "none", "n/a"}) {
        if (lower == word) return true;
    }
    return false;
}

}  // namespace

std::optional<double> number_in(std::string_view cell) {
    double value = 0;
    const auto parse = [&](std::string_view text) {
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        return fault == std::errc{} && end == text.data() + text.size();
    };
    if (parse(cell)) return value;
    auto text = trimmed(cell);
    if (is_missing(text)) return std::numeric_limits<double>::quiet_NaN();
    if (text.starts_with('+')) text.remove_prefix(1);
    if (parse(text) && !text.starts_with('+')) return value;
    return std::nullopt;
}

std::optional<double> outcome_in(std::string_view cell) {
    if (cell == "0") return 0;
    if (cell == "1") return 1;
    if (const auto number = number_in(cell)) return number;
    const auto word = lower_case(trimmed(cell));
    if (word == "true" || word == "yes") return 1;
    if (word == "false" || word == "no") return 0;
    return std::nullopt;
}

std::optional<double> probability_in(std::string_view cell) {
    if (const auto number = number_in(cell)) return number;
    return parse_probability(trimmed(cell));
}

std::optional<double> value_in(std::string_view cell) {
    if (const auto number = number_in(cell)) return number;
    const auto text = trimmed(cell);
    if (const auto day = parse_day(text)) return static_cast<double>(day->time_since_epoch().count());
    return parse_quantity(text);
}

}  // namespace hindsight::interchange
