// SPDX-License-Identifier: MIT
// The words of a report in each language: tables, and lookups in them.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace hindsight::report {

/// A text of the report by its key, e.g. `heading.counts`. Values that come from tables elsewhere have keys made of a
/// group and a slug, e.g. `status.overdue`.
struct Message {
    std::string_view key;
    std::string_view text;  // {0} to {9} stand for arguments; "one|many" is chosen by the first
};

struct Language {
    std::string_view slug;  // BCP 47
    std::string_view name;  // in itself
    std::span<const Message> messages;
};
std::span<const Language> languages();
/// nullptr for a language that the report does not speak.
const Language* language_by_slug(std::string_view slug);
/// English when none is given.
const Language& language_or_english(const Language* language);

/// The text for a key with its arguments filled in; the key itself when a table lacks it (a test sees to that).
std::string say(const Language& language, std::string_view key, std::initializer_list<std::string_view> arguments = {});
/// Whether the language has a text for the key.
bool has_message(const Language& language, std::string_view key);
/// The text for a slug of a group; the slug itself where there is none.
std::string term(const Language& language, std::string_view group, std::string_view slug);

}  // namespace hindsight::report
