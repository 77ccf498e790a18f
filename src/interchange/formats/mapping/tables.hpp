// SPDX-License-Identifier: MIT
// Reads tables by a mapping: one that comes with the program, or a user's. Private to the interchange.
#pragma once

#include <string_view>

#include "mapping.hpp"

namespace hindsight::interchange {

/// Whether a table of the built-in mapping has such a header.
bool is_mapped(std::string_view slug, const Peek& peek);
/// By the built-in mapping of the format, or the file that the options name.
void read_mapped(Reading& reading);

}  // namespace hindsight::interchange
