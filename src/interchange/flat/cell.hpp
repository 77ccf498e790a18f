// SPDX-License-Identifier: MIT
// Cells of a table as numbers.
#pragma once

#include <optional>
#include <string_view>

namespace hindsight::interchange {

/// NaN for what is missing: "", NA, NaN, null, None, in any case. Nothing for what is no number; infinities are numbers.
std::optional<double> number_in(std::string_view cell);
/// As above, and true/false, yes/no as 1 and 0.
std::optional<double> outcome_in(std::string_view cell);
/// As a number; "70%" and odds too.
std::optional<double> probability_in(std::string_view cell);
/// A number, also 100B; a day as days since 1970-01-01.
std::optional<double> value_in(std::string_view cell);

}  // namespace hindsight::interchange
