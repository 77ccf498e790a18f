// SPDX-License-Identifier: MIT
// What was observed, from a hub's target data or oracle output, found by the cells of a task.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "hindsight/base/calendar.hpp"
#include "table.hpp"

namespace hindsight::interchange {

struct Observation {
    std::optional<double> number;
    std::string option;            // of categories: the one that came true
    std::optional<Day> known_on;   // the day that the data are as of
    bool used = false;
};

class Observations {
 public:
    /// Reads a table of what was observed; rows that cannot be read are refused. `task_columns`: of the model output, which
    /// it is joined to by those that it has too. Throws Error{missing_key} when there are none.
    void read(const Member& member, const ReadOptions& options, const std::vector<std::string>& task_columns, Drafts& drafts);
    /// Of a number, or of categories; null when nothing is known.
    const Observation* find(const Task& task, bool category);
    /// Tells of observations that no forecast is of.
    void lose_unused(Drafts& drafts) const;

 private:
    struct Source {
        std::vector<std::string> columns;  // that it shares with tasks
        std::unordered_map<std::string, Observation> rows;
    };
    std::vector<Source> sources_;
};

}  // namespace hindsight::interchange
