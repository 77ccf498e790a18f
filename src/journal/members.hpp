// SPDX-License-Identifier: MIT
// Reading and writing the members of canonical objects. Private to the journal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hindsight/base/calendar.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::journal {

[[noreturn]] void bad_content(std::string_view what);

/// The member, which must be there.
const Json& member(const Json& json, std::string_view key);
const std::string& text_member(const Json& json, std::string_view key);
/// "" when it is not there.
std::string optional_text(const Json& json, std::string_view key);
double number_member(const Json& json, std::string_view key);
std::optional<double> optional_number(const Json& json, std::string_view key);
/// false when it is not there.
bool optional_flag(const Json& json, std::string_view key);
When when_member(const Json& json, std::string_view key);
std::optional<When> optional_when(const Json& json, std::string_view key);
Day day_member(const Json& json, std::string_view key);
Texts texts_member(const Json& json, std::string_view key);

/// Empty values are left out.
void put(Json& json, std::string_view key, const std::string& text);
void put(Json& json, std::string_view key, const std::optional<When>& when);
void put(Json& json, std::string_view key, const std::optional<double>& number);
void put_flag(Json& json, std::string_view key, bool flag);
/// A list of [language, text]: language tags are no keys of the profile.
Json texts_json(const Texts& texts);

}  // namespace hindsight::journal
