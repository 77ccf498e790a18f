// SPDX-License-Identifier: MIT
// Writing to the terminal: data, messages, tables, colours.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"
#include "hindsight/app/verbs.hpp"
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

/// Left-aligned columns by display width; the last one is cut to the terminal's width when there is one. What a terminal
/// would obey is made visible. Cells are asked for twice, so that long lists need not be held as text.
using Cell = std::function<std::string(std::size_t row, std::size_t column)>;
std::string table(const Context& context, const std::vector<std::string>& head, std::size_t rows, const Cell& cell);
std::string table(const Context& context, const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

/// Four decimals; an infinite one as its sign.
std::string score_number(double x);
/// "-" for none.
std::string score_number(const std::optional<double>& x);
/// A p value: four decimals, or "<0.0001".
std::string p_value(double p);
/// Event scores and type scores, each with its scale, or why there are none. `note` stands behind the first scale.
std::string scores_text(const app::ForecasterScore& score, std::string_view note = {});

/// Asks on the terminal; the answer without spaces around it. Throws Error{usage} when the input ends.
std::string ask(std::string_view question, std::string_view hint = {});

}  // namespace hindsight::cli
