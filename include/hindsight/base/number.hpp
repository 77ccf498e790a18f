// SPDX-License-Identifier: MIT
// Numbers as text: exact both ways.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hindsight {

/// ECMAScript's Number::toString (RFC 8785 section 3.2.2.3): the shortest text that reads back to the same double;
/// -0 prints as 0; "Infinity", "-Infinity", "NaN" for what is not finite.
std::string print_number(double value);
/// A plain decimal number, the whole text, finite; nullopt otherwise.
std::optional<double> parse_number(std::string_view text);

}  // namespace hindsight
