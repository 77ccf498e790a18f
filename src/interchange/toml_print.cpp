// SPDX-License-Identifier: MIT
// Prints TOML's simple values, always in the same way.
#include "toml_print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/base/number.hpp"

namespace hindsight::interchange {

namespace {

/// Long lists break, so that no line grows beyond what the reader takes.
constexpr std::size_t kPerLine = 64;

bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\r':
            out += "\\r";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
        out += fmt::format("\\u{:04X}", byte);
    } else {
        out += c;
    }
}

/// The character at the front if it is one that turns text around or that a terminal obeys, which a reader of the book
/// would not see: C1 controls, marks of direction, separators of lines. 0 otherwise.
unsigned hidden_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    if (byte(0) == 0xC2) return byte(1) < 0xA0 ? byte(1) : 0;
    if (byte(0) == 0xD8) return byte(1) == 0x9C ? 0x61C : 0;
    if (byte(0) != 0xE2 || (byte(1) & 0xFE) != 0x80) return 0;
    const unsigned code = 0x2000 + (byte(1) & 1) * 0x40 + (byte(2) & 0x3F);
    const bool hidden = code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return hidden ? code : 0;
}

std::optional<std::string> list_from(const Json::Array& elements) {
    std::string out = "[";
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const auto element = toml_from_json(elements[i]);
        if (!element) return std::nullopt;
        if (i > 0) out += i % kPerLine == 0 ? ",\n    " : ", ";
        out += *element;
    }
    return out + "]";
}

std::optional<std::string> table_from(const Json::Object& members) {
    if (members.empty()) return "{}";
    std::string out = "{ ";
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto value = toml_from_json(members[i].second);
        if (!value) return std::nullopt;
        out += fmt::format("{}{} = {}", i > 0 ? ", " : "", toml_key(members[i].first), *value);
    }
    return out + " }";
}

}  // namespace

std::string toml_string(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    out += '"';
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const auto hidden = hidden_character(text.substr(i)); hidden != 0) {
            out += fmt::format("\\u{:04X}", hidden);
            i += hidden < 0x800 ? 1 : 2;
        } else {
            append_escaped(out, text[i]);
        }
    }
    return out += '"';
}

std::string toml_key(std::string_view key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), is_bare) ? std::string(key) : toml_string(key);
}

std::string toml_list(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const auto& text : texts) {
        if (out.size() > 1) out += ", ";
        out += toml_string(text);
    }
    return out + "]";
}

std::string toml_texts(const Texts& texts) {
    std::string out = "{";
    for (const auto& [language, text] : texts) {
        out += fmt::format("{} {} = {}", out.size() > 1 ? "," : "", toml_key(language), toml_string(text));
    }
    return out + " }";
}

std::string toml_number(double value) {
    auto text = print_number(value);
    // Beyond 64 bits a whole number must look like a fraction.
    if (std::abs(value) >= 9e15 && text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

std::optional<std::string> toml_from_json(const Json& json) {
    if (json.is_bool()) return json.as_bool() ? "true" : "false";
    if (json.is_number()) return toml_number(json.as_number());
    if (json.is_string()) return toml_string(json.as_string());
    if (json.is_array()) return list_from(json.as_array());
    if (json.is_object()) return table_from(json.as_object());
    return std::nullopt;
}

}  // namespace hindsight::interchange
