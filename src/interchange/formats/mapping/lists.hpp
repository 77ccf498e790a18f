// SPDX-License-Identifier: MIT
// Lists and days as other programs write them into one cell. Private to the interchange.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hindsight::interchange {

/// `["a", 'b']`, `{a,b}`, `(a, b)`: of JSON, Python and PostgreSQL. Nothing for what is no such list.
std::optional<std::vector<std::string>> bracketed_list(std::string_view text);
std::vector<std::string> separated_list(std::string_view text, std::string_view separator);

/// "(a) Yes, (b) No", and what stands before the first letter.
struct LetteredList {
    std::string before;
    std::vector<std::string> texts;  // of (a), (b), ...
};
LetteredList lettered_list(std::string_view text);

/// `9/1/11`, `12/30/2011 9:00` as `2011-09-01`, `2011-12-30T09:00:00`; "" for what is none. Years of two digits are 1969 to 2068.
std::string iso_of_slashes(std::string_view text, bool month_first);

}  // namespace hindsight::interchange
