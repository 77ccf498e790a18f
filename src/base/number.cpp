// SPDX-License-Identifier: MIT
// Numbers as text: the shortest digits that read back, in ECMAScript's layout.
#include "hindsight/base/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace hindsight {

namespace {

/// The shortest decimal digits of a positive double: 0.DIGITS times ten to the power of `point`.
struct Shortest {
    std::string digits;
    int point = 0;
};

Shortest shortest_of(double magnitude) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific).ptr;
    const std::string_view written(text, static_cast<std::size_t>(end - text));
    const auto e = written.find('e');
    Shortest shortest;
    shortest.digits += written[0];
    if (e > 2) shortest.digits += written.substr(2, e - 2);
    const auto exponent = written.substr(e + (written[e + 1] == '+' ? 2 : 1));  // from_chars takes no plus
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), shortest.point);
    ++shortest.point;
    return shortest;
}

std::string scientific(const Shortest& number) {
    std::string text(1, number.digits[0]);
    if (number.digits.size() > 1) text += '.' + number.digits.substr(1);
    const int exponent = number.point - 1;
    return text + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

/// The five cases of ECMA-262 Number::toString; `point` is its n, the number of digits its k.
std::string layout(const Shortest& number) {
    const auto& [digits, point] = number;
    const int count = static_cast<int>(digits.size());
    if (point > 21 || point <= -6) return scientific(number);
    if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (count <= point) return digits + std::string(static_cast<std::size_t>(point - count), '0');
    const auto whole = static_cast<std::size_t>(point);
    return digits.substr(0, whole) + '.' + digits.substr(whole);
}

/// Whole numbers up to 2^53 are most of what is printed, and need no search for digits.
bool is_small_whole(double value) { return std::fabs(value) <= 9007199254740992.0 && value == std::trunc(value); }

/// from_chars tells "too large" and "too small" alike. Too small is a good number: it rounds to zero.
bool is_underflow(std::string_view magnitude) {
    const auto e = magnitude.find_first_of("eE");
    if (e != std::string_view::npos && magnitude.substr(e + 1).starts_with('-')) {
        const auto whole = std::min(magnitude.find('.'), e);
        return whole < 300;  // more digits could outweigh the exponent
    }
    return e == std::string_view::npos && magnitude.find_first_not_of('0') == magnitude.find('.');
}

}  // namespace

std::string print_number(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    if (is_small_whole(value)) return std::to_string(static_cast<long long>(value));
    const auto text = layout(shortest_of(std::fabs(value)));
    return value < 0 ? '-' + text : text;
}

std::optional<double> parse_number(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    // from_chars also reads "inf" and "nan".
    if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || fault == std::errc::invalid_argument) return std::nullopt;
    if (fault == std::errc{}) return value;
    const bool negative = text.starts_with('-');
    if (!is_underflow(text.substr(negative ? 1 : 0))) return std::nullopt;
    return negative ? -0.0 : 0.0;
}

}  // namespace hindsight
