// SPDX-License-Identifier: MIT
// Wrapping and tables for a terminal, by display width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/layout/document.hpp"

namespace hindsight::report {

/// Lines of at most `width` columns; breaks at spaces, and anywhere beside wide characters; a longer word is cut.
std::vector<std::string> wrap(std::string_view text, int width);
/// The text wrapped, the first line after `first`, the others after as many spaces.
std::string hang(std::string_view first, std::string_view text, int width);
std::string print_table(const Table& table, int width);
/// Runs as text; a web address follows its title.
std::string flat(const Runs& runs);

}  // namespace hindsight::report
