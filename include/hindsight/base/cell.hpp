// SPDX-License-Identifier: MIT
// Cells as they are written: quoted where they must be, and safe from what a spreadsheet would take for a formula.
#pragma once

#include <string>
#include <string_view>

namespace hindsight {

/// The text with an apostrophe before each place where a formula might begin: at its start, after a delimiter or a line's
/// end in it, blanks passed over; also before the full-width signs. A plain number stays.
std::string safe_cell(std::string_view text);

/// Whether a spreadsheet might take it for a formula: it begins with one of the signs = + - @, also after blanks or full-width,
/// or with a tab or carriage return. A plain number with a sign is one, too.
bool begins_formula(std::string_view text);

/// Quoted if a delimiter, a quote or a line's end stands in it.
std::string quoted_cell(std::string_view text);

}  // namespace hindsight
