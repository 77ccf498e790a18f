// SPDX-License-Identifier: MIT
// Reads and prints quantities and probabilities, exactly: a suffix becomes a decimal exponent before conversion.
#include "hindsight/domain/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight {

namespace {

struct Suffix {
    char letter;
    int exponent;
};
constexpr std::array kSuffixes{Suffix{'K', 3}, Suffix{'M', 6}, Suffix{'B', 9}, Suffix{'T', 12}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Commas must stand before groups of three digits, underscores between digits.
std::optional<std::string> without_grouping(std::string_view text, bool commas) {
    std::string plain;
    const auto point = std::min(text.find_first_of(".eE"), text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '_' && c != ',') {
            plain += c;
            continue;
        }
        const bool between = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (!between) return std::nullopt;
        if (c == ',' && (!commas || i > point || (point - i) % 4 != 0)) return std::nullopt;
    }
    return plain;
}

std::optional<double> scaled(std::string_view digits, int exponent) {
    if (digits.empty()) return std::nullopt;
    if (exponent == 0) return parse_number(digits);
    if (digits.find_first_of("eE") != std::string_view::npos) return std::nullopt;  // 1e5K means nothing
    return parse_number(fmt::format("{}e{}", digits, exponent));
}

}  // namespace

std::optional<double> parse_quantity(std::string_view text, std::string_view unit, bool commas) {
    text = trim(text);
    if (text.empty()) return std::nullopt;
    int exponent = 0;
    if (text.back() == '%') {
        exponent = unit == "%" ? 0 : -2;
        text.remove_suffix(1);
    } else {
        for (const auto& suffix : kSuffixes) {
            const bool lower_k = suffix.letter == 'K' && text.back() == 'k';
            if (text.back() != suffix.letter && !lower_k) continue;
            exponent = suffix.exponent;
            text.remove_suffix(1);
            break;
        }
    }
    const auto plain = without_grouping(trim(text), commas);
    if (!plain) return std::nullopt;
    const auto value = scaled(*plain, exponent);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return value;
}

std::string print_quantity(double value) {
    const auto plain = print_number(value);
    if (std::abs(value) < 1e6 || std::abs(value) >= 1e16) return plain;
    std::string best = plain;
    for (const auto& suffix : kSuffixes) {
        const double scaled_down = value / std::pow(10.0, suffix.exponent);
        // 2000 reads better than 2K, and 500B than 0.5T; but 316.25B better than 316250M.
        if (suffix.letter == 'K' || std::abs(scaled_down) < 1) continue;
        for (const int digits : {15, 17}) {
            auto candidate = fmt::format("{:.{}g}{}", scaled_down, digits, suffix.letter);
            const bool no_longer = candidate.size() < plain.size() && candidate.size() <= best.size();
            if (no_longer && parse_quantity(candidate) == value) best = std::move(candidate);
        }
    }
    return best;
}

std::optional<double> parse_probability(std::string_view text) {
    text = trim(text);
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return parse_quantity(text);
    const auto for_it = parse_quantity(text.substr(0, colon));
    const auto against = parse_quantity(text.substr(colon + 1));
    if (!for_it || !against || *for_it < 0 || *against < 0 || *for_it + *against <= 0) return std::nullopt;
    return *for_it / (*for_it + *against);
}

std::string print_probability(double p) {
    // Whole percents are by far the most common.
    const double percent = std::round(p * 100);
    if (percent >= 0 && percent <= 100 && percent / 100 == p) return fmt::format("{}%", static_cast<int>(percent));
    for (const int digits : {15, 17}) {
        auto candidate = fmt::format("{:.{}g}%", p * 100, digits);
        if (parse_probability(candidate) == p) return candidate;
    }
    return print_number(p);
}

}  // namespace hindsight
