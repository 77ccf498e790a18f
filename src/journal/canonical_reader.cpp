// SPDX-License-Identifier: MIT
// Reads JSON that is in canonical form and refuses every other spelling, so that reading needs no second pass to compare.
#include "canonical_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace hindsight::journal {

namespace {

/// The escapes that RFC 8785 writes with a letter.
constexpr std::array<std::pair<char, char>, 7> kEscapes{
    {{'"', '"'}, {'\\', '\\'}, {'b', '\b'}, {'t', '\t'}, {'n', '\n'}, {'f', '\f'}, {'r', '\r'}}};

bool has_letter(char control) {
    return std::any_of(kEscapes.begin(), kEscapes.end(), [&](const auto& escape) { return escape.second == control; });
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_key(std::string_view key) {
    constexpr std::size_t kMaxKey = 40;
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_'; };
    return !key.empty() && key.size() <= kMaxKey && std::all_of(key.begin(), key.end(), allowed);
}

void CanonicalReader::refuse(std::string_view what) const {
    throw Error(ErrorCode::bad_canonical, fmt::format("these bytes are not canonical JSON: {} at byte {}", what, at_ + 1));
}

bool CanonicalReader::take(char c) {
    if (peek() != c || at_ == bytes_.size()) return false;
    ++at_;
    return true;
}

void CanonicalReader::expect(char c) {
    if (!take(c)) refuse(fmt::format("no '{}'", c));
}

Json CanonicalReader::read() {
    auto json = value();
    if (at_ != bytes_.size()) refuse("more than one value");
    return json;
}

Json CanonicalReader::value() {
    switch (peek()) {
        case '{':
            return object();
        case '[':
            return array();
        case '"':
            return string();
        case 't':
            return literal("true", true);
        case 'f':
            return literal("false", false);
        case 'n':
            return literal("null", nullptr);
        default:
            return integer();
    }
}

Json CanonicalReader::literal(std::string_view word, Json json) {
    if (!bytes_.substr(at_).starts_with(word)) refuse("no value");
    at_ += word.size();
    return json;
}

void CanonicalReader::add_member(Json::Object& members) {
    if (peek() != '"') refuse("no key");
    auto key = string();
    if (!is_key(key)) refuse("a key that is not [a-z0-9_]{1,40}");
    // Bytes order ASCII keys as RFC 8785 orders UTF-16 units.
    if (!members.empty() && key <= members.back().first) refuse("a key out of order");
    expect(':');
    members.emplace_back(std::move(key), value());
}

Json CanonicalReader::object() {
    if (++levels_ > kMaxLevels) refuse("too many levels");
    expect('{');
    Json::Object members;
    if (!take('}')) {
        do add_member(members);
        while (take(','));
        expect('}');
    }
    --levels_;
    return members;
}

Json CanonicalReader::array() {
    if (++levels_ > kMaxLevels) refuse("too many levels");
    expect('[');
    Json::Array items;
    if (!take(']')) {
        do items.push_back(value());
        while (take(','));
        expect(']');
    }
    --levels_;
    return items;
}

Json CanonicalReader::integer() {
    const bool negative = take('-');
    const auto first = at_;
    while (is_digit(peek())) ++at_;
    const auto digits = bytes_.substr(first, at_ - first);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc{} || number > kMaxInteger) refuse("no value, or no integer up to 2^53-1");
    if (digits.front() == '0' && (digits.size() > 1 || negative)) refuse("an integer written otherwise");
    return negative ? -number : number;
}

std::string CanonicalReader::string() {
    expect('"');
    std::string text;
    for (;;) {
        const auto plain = bytes_.substr(at_);
        std::size_t run = 0;
        while (run < plain.size() && plain[run] != '"' && plain[run] != '\\' && static_cast<unsigned char>(plain[run]) >= 0x20) ++run;
        text.append(plain, 0, run);
        at_ += run;
        if (take('"')) return text;
        if (!take('\\')) refuse("a text without an end, or a control character");
        text += escaped();
    }
}

char CanonicalReader::escaped() {
    const char letter = peek();
    for (const auto& [name, meaning] : kEscapes) {
        if (letter == name && take(name)) return meaning;
    }
    const auto code = bytes_.substr(at_, 5);
    if (code.size() == 5 && code.starts_with("u00")) {
        const int high = hex_digit(code[3]), low = hex_digit(code[4]);
        const char control = static_cast<char>(high * 16 + low);
        if (high >= 0 && high < 2 && low >= 0 && !has_letter(control)) {
            at_ += code.size();
            return control;
        }
    }
    refuse("an escape that is not needed");
}

}  // namespace hindsight::journal
