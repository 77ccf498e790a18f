// SPDX-License-Identifier: MIT
// The canonical print of TOML's simple values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/json.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::interchange {

/// A basic string on one line, with its quotes.
std::string toml_string(std::string_view text);
/// Bare where TOML allows it, else quoted.
std::string toml_key(std::string_view key);
std::string toml_list(const std::vector<std::string>& texts);
/// `{ en = "...", zh = "..." }`
std::string toml_texts(const Texts& texts);
/// A number as TOML reads it back to the same double.
std::string toml_number(double value);
/// nullopt when it holds a null, which TOML has not.
std::optional<std::string> toml_from_json(const Json& json);

}  // namespace hindsight::interchange
