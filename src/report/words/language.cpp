// SPDX-License-Identifier: MIT
// Lookup in the language tables, arguments and plurals.
#include "hindsight/report/language.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "report/words/language_tables.hpp"

namespace hindsight::report {

namespace {

using Index = std::unordered_map<std::string_view, std::string_view>;

/// A table taken apart.
struct Entry {
    std::vector<Message> messages;
    Index index;
};

/// `key = "text"`; nothing on other lines.
void add_line(std::string_view line, Entry& out) {
    const auto begin = line.find(" = \"");
    if (line.starts_with('#') || begin == std::string_view::npos || !line.ends_with('"')) return;
    const auto key = line.substr(0, begin);
    const auto text = line.substr(begin + 4, line.size() - begin - 5);
    out.messages.push_back({key, text});
    out.index.emplace(key, text);
}

Entry parse(std::string_view table) {
    Entry out;
    while (!table.empty()) {
        const auto end = std::min(table.find('\n'), table.size());
        add_line(table.substr(0, end), out);
        table.remove_prefix(std::min(end + 1, table.size()));
    }
    return out;
}

struct Tables {
    std::vector<Entry> entries;
    std::vector<Language> languages;
};

const Tables& tables() {
    static const Tables made = [] {
        Tables out;
        for (const auto& table : language_tables()) out.entries.push_back(parse(table.text));
        for (std::size_t i = 0; i < out.entries.size(); ++i) {
            const auto& entry = out.entries[i];
            out.languages.push_back({language_tables()[i].slug, entry.index.at("language.name"), entry.messages});
        }
        return out;
    }();
    return made;
}

const Index& index_of(const Language& language) {
    const auto& all = tables().languages;
    const auto it = std::find_if(all.begin(), all.end(), [&](const Language& l) { return l.slug == language.slug; });
    return tables().entries[static_cast<std::size_t>(it - all.begin())].index;
}

/// "one|many": the first for an argument "1".
std::string_view choose(std::string_view text, std::initializer_list<std::string_view> arguments) {
    const auto bar = text.find('|');
    if (bar == std::string_view::npos) return text;
    const bool one = arguments.size() > 0 && *arguments.begin() == "1";
    return one ? text.substr(0, bar) : text.substr(bar + 1);
}

}  // namespace

std::span<const Language> languages() { return tables().languages; }

const Language* language_by_slug(std::string_view slug) {
    const auto all = languages();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Language& l) { return l.slug == slug; });
    return it == all.end() ? nullptr : &*it;
}

const Language& language_or_english(const Language* language) { return language ? *language : *language_by_slug("en"); }

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
