// SPDX-License-Identifier: MIT
// The tables of a hub: model output, what was observed, and tables that have both in a row; and what a task is.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../reading.hpp"

namespace hindsight::interchange {

/// `evaluation` has the observation beside each prediction, as R's scoringutils keeps them.
enum class HubTable { none, model_output, evaluation, observed };
HubTable hub_table_of(const Peek& peek);

/// Columns that say when a forecast was made, and when its answer is due; the first that is there counts.
inline constexpr std::array<std::string_view, 5> kMadeColumns{"reference_date", "origin_date", "forecast_date", "origin_epiweek", "round_id"};
inline constexpr std::array<std::string_view, 3> kDueColumns{"target_end_date", "target_date", "date"};
inline constexpr std::array<std::string_view, 3> kModelColumns{"model_id", "model", "team_model"};

/// The cells that say what is forecast, by the names of their columns, in the order that ids and texts have them.
using Task = std::vector<std::pair<std::string, std::string>>;
/// The columns of a header in that order, without those that say what is forecast of it and by whom.
std::vector<std::string> task_columns(const std::vector<std::string>& header, HubTable table);

/// `hubverse-wk-inc-flu-hosp-01-2023-11-04-1-2023-11-11`, with `kind` at its end where that is not empty.
std::string task_id(const Task& task, std::string_view kind);
std::string task_text(const Task& task);
std::string_view cell_of(const Task& task, std::string_view column);

/// "FluSight-baseline" of `2023-10-14-FluSight-baseline.csv`; else the folder, else the name.
std::string model_in(const Member& member);
/// The last day that stands in the name of a file, "" when there is none.
std::string day_in(std::string_view name);

}  // namespace hindsight::interchange
