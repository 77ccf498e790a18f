// SPDX-License-Identifier: MIT
// What a dry run says would be done. Private to the app.
#pragma once

#include "book_diff.hpp"
#include "hindsight/app/verbs.hpp"

namespace hindsight::app {

/// So many are told of, one by one.
inline constexpr std::size_t kMostPlanned = 1000;

/// Its place in the plan, while there is room.
std::optional<std::size_t> add_to_plan(ImportResult& result, PlannedChange line);
/// A line for the changes of a statement; `record` is what is there, or nullptr.
PlannedChange planned(const interchange::BookStatement& entry, const StatementRecord* record, const BookChanges& changes);

}  // namespace hindsight::app
