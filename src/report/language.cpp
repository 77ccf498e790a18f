// SPDX-License-Identifier: MIT
// Lookup in the language tables, arguments and plurals.
#include "hindsight/report/language.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "report/languages.hpp"

namespace hindsight::report {

namespace {

const std::array<Language, 2>& table() {
    static const std::array<Language, 2> languages{{
        {"en", "English", english_messages()},
        {"zh", "中文", chinese_messages()},
    }};
    return languages;
}

using Index = std::unordered_map<std::string_view, std::string_view>;

const Index& index_of(const Language& language) {
    static const std::array<Index, 2> indexes = [] {
        std::array<Index, 2> out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            for (const auto& message : table()[i].messages) out[i].emplace(message.key, message.text);
        }
        return out;
    }();
    return indexes[language.slug == table()[0].slug ? 0 : 1];
}

/// "one|many": the first for an argument "1".
std::string_view choose(std::string_view text, std::initializer_list<std::string_view> arguments) {
    const auto bar = text.find('|');
    if (bar == std::string_view::npos) return text;
    const bool one = arguments.size() > 0 && *arguments.begin() == "1";
    return one ? text.substr(0, bar) : text.substr(bar + 1);
}

}  // namespace

std::span<const Language> languages() { return table(); }

const Language* language_by_slug(std::string_view slug) {
    const auto it = std::find_if(table().begin(), table().end(), [&](const Language& l) { return l.slug == slug; });
    return it == table().end() ? nullptr : &*it;
}

bool has_message(const Language& language, std::string_view key) { return index_of(language).contains(key); }

std::string say(const Language& language, std::string_view key, std::initializer_list<std::string_view> arguments) {
    const auto it = index_of(language).find(key);
    if (it == index_of(language).end()) return std::string(key);
    const std::string_view text = choose(it->second, arguments);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool slot = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
        const auto place = slot ? static_cast<std::size_t>(text[i + 1] - '0') : arguments.size();
        if (place < arguments.size()) {
            out += arguments.begin()[place];
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string term(const Language& language, std::string_view group, std::string_view slug) {
    const std::string key = std::string(group) + "." + std::string(slug);
    return has_message(language, key) ? say(language, key) : std::string(slug);
}

}  // namespace hindsight::report
