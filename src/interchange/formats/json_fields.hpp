// SPDX-License-Identifier: MIT
// Members of a foreign JSON object, which may be missing, null, or of another kind than said.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "hindsight/base/json.hpp"
#include "hindsight/interchange/drafts.hpp"

namespace hindsight::interchange {

/// The text; a number as text; "" when it is missing, null or neither.
std::string text_of(const Json& object, std::string_view key);
/// A number, also one that stands as text; nothing otherwise.
std::optional<double> number_of(const Json& object, std::string_view key);
/// The elements, none when it is missing or no list.
const Json::Array& list_of(const Json& object, std::string_view key);
/// A scalar as a person would read it, anything else as JSON.
std::string printed(const Json& value);

/// Tells `drafts` of every member that is none of `known` and not empty (null, "", [], {}).
void lose_others(const Json& object, std::string_view prefix, std::initializer_list<std::string_view> known, Drafts& drafts);

}  // namespace hindsight::interchange
