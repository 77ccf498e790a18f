// SPDX-License-Identifier: MIT
// Writing to the terminal: data, messages, tables, colours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"
#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/json.hpp"

namespace hindsight::cli {

/// Data. Throws Error{cannot_write} when it does not get through.
void put(std::string_view text);
/// A JSON document and a newline.
void put_json(const Json& json);
/// A message to the person, unless --quiet.
void say(const Context& context, std::string_view message);
/// A message that --quiet does not silence.
void warn(std::string_view message);

/// `text` in an ANSI style when colours are on: "bold", "dim", "red", "green", "yellow".
std::string styled(const Context& context, std::string_view style, std::string_view text);

/// Left-aligned columns by display width; the last one is cut to the terminal's width when there is one.
std::string table(const Context& context, const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

/// Asks on the terminal; the answer without spaces around it.
std::string ask(std::string_view question, std::string_view hint = {});

}  // namespace hindsight::cli
