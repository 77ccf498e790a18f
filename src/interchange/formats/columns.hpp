// SPDX-License-Identifier: MIT
// Columns of a foreign table that nobody asked for.
#pragma once

#include <algorithm>
#include <initializer_list>

#include "reading.hpp"

namespace hindsight::interchange {

/// Tells `drafts` of every cell of the row that is not empty and stands in none of the `known` columns.
inline void lose_other_cells(const Table& table, std::initializer_list<std::string_view> known, Drafts& drafts) {
    const auto& names = table.header();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (table.cell(i).empty() || std::find(known.begin(), known.end(), names[i]) != known.end()) continue;
        drafts.lost(names[i], table.cell(i));
    }
}

}  // namespace hindsight::interchange
