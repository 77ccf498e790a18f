// SPDX-License-Identifier: MIT
// Takes lists and days apart that stand in one cell.
#include "lists.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "../characters.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

/// Takes what follows a backslash; pairs of surrogates, which no peer writes for these, stay as they are.
std::size_t unescape(std::string_view text, std::size_t i, std::string& out) {
    const char c = text[i];
    const std::size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
    std::uint32_t code = 0;
    if (digits > 0 && i + digits < text.size()) {
        const auto* from = text.data() + i + 1;
        if (std::from_chars(from, from + digits, code, 16).ptr == from + digits && (code < 0xD800 || code > 0xDFFF)) {
            out += utf8_of(code);
            return i + digits;
        }
    }
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
    return i;
}

/// A quoted element that begins after its quote; where it ends, npos when it does not.
std::size_t take_quoted(std::string_view text, std::size_t i, char quote, std::string& out) {
    for (; i < text.size(); ++i) {
        if (text[i] == quote) return i;
        if (text[i] == '\\' && i + 1 < text.size()) {
            i = unescape(text, i + 1, out);
        } else {
            out += text[i];
        }
    }
    return std::string_view::npos;
}

bool closes(char open, char close) { return (open == '[' && close == ']') || (open == '{' && close == '}') || (open == '(' && close == ')'); }

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || text.size() > 4 || value < 0) return std::nullopt;
    return value;
}

std::optional<std::array<int, 3>> numbers(std::string_view text, char separator, std::size_t least) {
    const auto parts = split(text, separator);
    if (parts.size() < least || parts.size() > 3) return std::nullopt;
    std::array<int, 3> out{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto value = whole(parts[i]);
        if (!value) return std::nullopt;
        out[i] = *value;
    }
    return out;
}

}  // namespace

std::optional<std::vector<std::string>> bracketed_list(std::string_view text) {
    text = trim(text);
    if (text.size() < 2 || !closes(text.front(), text.back())) return std::nullopt;
    text = text.substr(1, text.size() - 2);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size();) {
        i = text.find_first_not_of(" \t\r\n", i);
        if (i == std::string_view::npos) break;
        auto& element = out.emplace_back();
        std::size_t end = 0;
        if (text[i] == '"' || text[i] == '\'') {
            end = take_quoted(text, i + 1, text[i], element);
            if (end == std::string_view::npos) return std::nullopt;
            end = text.find_first_not_of(" \t\r\n", end + 1);
            if (end != std::string_view::npos && text[end] != ',') return std::nullopt;
        } else {
            end = text.find(',', i);
            element = trim(text.substr(i, end == std::string_view::npos ? end : end - i));
        }
        if (end == std::string_view::npos) break;
        i = end + 1;
    }
    return out;
}

std::vector<std::string> separated_list(std::string_view text, std::string_view separator) {
    std::vector<std::string> out;
    while (!trim(text).empty()) {
        const auto end = text.find(separator);
        if (const auto element = trim(text.substr(0, end)); !element.empty()) out.emplace_back(element);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + separator.size());
    }
    return out;
}

LetteredList lettered_list(std::string_view text) {
    LetteredList out;
    char letter = 'a';
    auto begin = text.find("(a)");
    if (begin == std::string_view::npos) return out;
    out.before = trim(text.substr(0, begin));
    if (out.before.ends_with(':')) out.before.pop_back();
    out.before = trim(out.before);
    while (begin != std::string_view::npos && letter <= 'z') {
        const auto next = letter == 'z' ? std::string_view::npos : text.find(fmt::format(", ({})", static_cast<char>(letter + 1)), begin);
        out.texts.emplace_back(trim(text.substr(begin + 3, next == std::string_view::npos ? next : next - begin - 3)));
        begin = next == std::string_view::npos ? next : next + 2;
        ++letter;
    }
    return out;
}

std::string iso_of_slashes(std::string_view text, bool month_first) {
    text = trim(text);
    const auto blank = text.find(' ');
    const auto day = numbers(text.substr(0, blank), '/', 3);
    if (!day) return {};
    const auto [first, second, year] = *day;
    const auto date = fmt::format("{:04}-{:02}-{:02}", year < 69 ? 2000 + year : year < 100 ? 1900 + year : year, month_first ? first : second, month_first ? second : first);
    if (blank == std::string_view::npos) return date;
    const auto time = numbers(trim(text.substr(blank)), ':', 2);
    if (!time) return {};
    return fmt::format("{}T{:02}:{:02}:{:02}", date, (*time)[0], (*time)[1], (*time)[2]);
}

}  // namespace hindsight::interchange
