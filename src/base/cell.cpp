// SPDX-License-Identifier: MIT
// Quotes cells, and finds where formulas might begin.
#include "hindsight/base/cell.hpp"

#include <array>

#include "hindsight/base/number.hpp"

namespace hindsight {

namespace {

/// Signs that begin a formula: ASCII, full-width (U+FF1D, FF0B, FF0D, FF20) and the minus sign U+2212.
constexpr std::array<std::string_view, 9> kSigns{"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212"};
/// Passed over by spreadsheets that trim; a tab or carriage return at the very start is itself a danger.
constexpr std::array<std::string_view, 5> kBlanks{" ", "\u00a0", "\u3000", "\ufeff", "\u200b"};

std::string_view first_of(std::string_view text, const auto& words) {
    for (const auto word : words) {
        if (text.starts_with(word)) return word;
    }
    return {};
}

bool is_delimiter(char c) { return c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r' || c == '|'; }

}  // namespace

bool begins_formula(std::string_view text) {
    if (text.starts_with('\t') || text.starts_with('\r')) return true;
    while (!text.empty()) {
        const auto blank = first_of(text, kBlanks);
        if (blank.empty()) break;
        text.remove_prefix(blank.size());
    }
    return !first_of(text, kSigns).empty();
}

std::string safe_cell(std::string_view text) {
    if (parse_number(text)) return std::string(text);
    std::string out;
    bool start = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (start && begins_formula(text.substr(i))) out += '\'';
        out += text[i];
        start = is_delimiter(text[i]);
    }
    return out;
}

std::string quoted_cell(std::string_view text) {
    if (text.find_first_of("\",;\t\r\n") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

}  // namespace hindsight
