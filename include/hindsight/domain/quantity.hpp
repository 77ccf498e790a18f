// SPDX-License-Identifier: MIT
// Numbers as people write them: 100B, 1_000, 12.5%.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hindsight {

/// Reads a number with an optional suffix K, M, B (10^9), T or %, digits grouped by `_` or `,` (in threes).
/// `%` divides by 100 unless `unit` is "%". nullopt for anything else or what is not finite.
std::optional<double> parse_quantity(std::string_view text, std::string_view unit = {}, bool commas = true);

/// The shortest text that `parse_quantity` reads back to the same double: 100B, 398.5B, 1.25K as 1250, 0.06.
std::string print_quantity(double value);

/// Probability: `70%`, `0.7`, `7:3` (odds for). nullopt when it is not of such a form; range is not checked.
std::optional<double> parse_probability(std::string_view text);
/// `70%`, `99.5%`: reads back to the same double through parse_probability (else printed as a plain number).
std::string print_probability(double p);

}  // namespace hindsight
