// SPDX-License-Identifier: MIT
// The filter language of list, score and export: one row per key.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <set>

#include "draft.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::app {

namespace {

struct FilterKey {
    std::string_view name;
    void (*apply)(StatementFilter&, const std::string&);
    bool one = true;  // a statement has one: `a,b` asks for either, and giving the key twice asks for both
};

template <class T>
T known(std::optional<T> value, std::string_view what, const std::string& text, std::string_view choices) {
    if (value) return *value;
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is no {}", printable(text), what), fmt::format("one of: {}", choices));
}

int year_number(const std::string& text) {
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error == std::errc{} && end == text.data() + text.size() && year >= 1 && year <= 9999) return year;
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is no year", printable(text)), "write year:2024");
}

constexpr std::array kKeys{
    FilterKey{"status",
              [](StatementFilter& f, const std::string& v) {
                  f.statuses.push_back(known(parse_status(v), "status", v,
                                             "not_resolvable, open, closed, overdue, resolved, annulled, retracted"));
              }},
    FilterKey{"by", [](StatementFilter& f, const std::string& v) { f.speakers.push_back(v); }},
    FilterKey{"tag", [](StatementFilter& f, const std::string& v) { f.tags.push_back(v); }, false},
    FilterKey{"year", [](StatementFilter& f, const std::string& v) { f.year = year_number(v); }},
    FilterKey{"type", [](StatementFilter& f, const std::string& v) { f.types.push_back(parse_type_or_throw(v)); }},
    FilterKey{"kind",
              [](StatementFilter& f, const std::string& v) {
                  f.kinds.push_back(known(parse_statement_kind(v), "kind", v, "claim, prediction"));
              }},
    FilterKey{"source", [](StatementFilter& f, const std::string& v) { f.sources.push_back(v); }},
    FilterKey{"id", [](StatementFilter& f, const std::string& v) { f.ids.push_back(v); }},
};

/// Whether the word is meant as key:value: a bare word may hold a colon, but not after a known-looking key.
const FilterKey* key_of(std::string_view word, std::string_view name) {
    for (const auto& key : kKeys) {
        if (key.name == name) return &key;
    }
    if (word.substr(name.size() + 1).starts_with("//")) return nullptr;  // an address
    std::vector<std::string_view> names;
    for (const auto& key : kKeys) names.push_back(key.name);
    const auto near = nearest(name, names);
    throw Error(ErrorCode::usage, fmt::format("there is no filter \"{}:\"", printable(name)),
                near ? fmt::format("did you mean \"{}:\"?", *near) : fmt::format("filters: {}:…, and bare words", fmt::join(names, ":…, ")));
}

void apply(const FilterKey& key, const std::string& value, StatementFilter& filter) {
    const auto words = key.one && key.name != "year" ? split(value, ',') : std::vector<std::string_view>{value};
    for (const auto word : words) {
        if (trim(word).empty()) throw Error(ErrorCode::usage, fmt::format("the filter \"{}:\" has no value", key.name));
        key.apply(filter, std::string(trim(word)));
    }
}

}  // namespace

StatementFilter parse_filter(const std::vector<std::string>& words) {
    StatementFilter filter;
    std::set<std::string_view> given;
    for (const auto& word : words) {
        const auto colon = word.find(':');
        const auto* key = colon == std::string::npos || colon == 0 ? nullptr : key_of(word, std::string_view(word).substr(0, colon));
        if (!key) {
            filter.words.push_back(word);
            continue;
        }
        if (key->one && !given.insert(key->name).second) {
            throw Error(ErrorCode::usage, fmt::format("the filter \"{}:\" is given twice, and all must hold", key->name),
                        key->name == "year" ? "ask for one year at a time" : fmt::format("{}:a,b lets either through", key->name));
        }
        apply(*key, word.substr(colon + 1), filter);
    }
    return filter;
}

}  // namespace hindsight::app
