// SPDX-License-Identifier: MIT
// Which rows of a flat file count: COLUMN=VALUE and its relatives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hindsight::interchange {

/// One condition; compared as numbers when both sides are, else as text.
struct Condition {
    enum class Relation { equal, different, less, at_most, greater, at_least };
    std::string column;
    Relation relation = Relation::equal;
    std::string value;

    bool holds(std::string_view cell) const;
};

/// "horizon>=0", "location!=US". Throws Error{usage}.
Condition parse_condition(const std::string& text);

}  // namespace hindsight::interchange
