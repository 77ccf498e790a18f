// SPDX-License-Identifier: MIT
// The texts of languages/*.txt, built into the program.
#pragma once

#include <span>
#include <string_view>

namespace hindsight::report {

struct LanguageTable {
    std::string_view slug;  // the name of the file
    std::string_view text;  // lines of: key = "text"; empty ones and those with # are for its readers
};
/// In the order of their slugs.
std::span<const LanguageTable> language_tables();

}  // namespace hindsight::report
