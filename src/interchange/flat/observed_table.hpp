// SPDX-License-Identifier: MIT
// What happened, from a file of its own: the truth that goes with hubverse files.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hindsight/interchange/flat.hpp"

namespace hindsight::interchange {

/// What is known of a task: its value, and the option that came true.
struct ObservedCell {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::string text;    // of the value, as it stands there
    std::string option;  // of oracle output; else the text serves
};

class ObservedTable {
   public:
    /// Joined to the forecasts by those of their `task` columns that it has too. Throws Error{missing_key} when there are none or
    /// it names no value, {duplicate_id} when it says two different things of one task, {bad_number}.
    ObservedTable(const std::string& file, const std::vector<std::string>& task, const FlatRequest& request);

    /// By the cells of all task columns, in their order; nothing when the file does not say.
    const ObservedCell* find(const std::vector<std::string_view>& task_cells) const;

   private:
    std::string key_of(const std::vector<std::string_view>& cells, const std::vector<std::size_t>& places) const;

    std::vector<std::size_t> shared_;  // places in the task columns
    std::unordered_map<std::string, ObservedCell> rows_;
};

}  // namespace hindsight::interchange
