// SPDX-License-Identifier: MIT
// Scores of several forecasters on common tasks, and what is done about scores that are not there.
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// One row for each score, in any order. A task is what is scored once: a question, or one horizon of it. Forecasters
/// and tasks are numbered from 0, below their counts; arrays of these lengths are made.
struct ScoreTable {
    std::size_t forecaster_count = 0;
    std::size_t task_count = 0;
    std::span<const std::uint32_t> forecasters;
    std::span<const std::uint32_t> tasks;
    Scores scores;
    Clusters clusters = {};              ///< of the row's task: its question; empty means each task is its own
    std::span<const double> times = {};  ///< of the row's task; empty means tasks are in order of their numbers
};

// Everything that takes a table: empty, size_mismatch; missing; bad_category for a number that is not below its count;
// infinite for a time; undefined for a second score of a forecaster on one task, or a task with two clusters or two
// times; with the row.

/// What is done where some have a score on a task and others have none. A forecaster without any score takes no part.
enum class MissingPolicy : std::uint8_t { shared, all_shared, impute_worst, impute_mean };

struct MissingPolicyInfo {
    MissingPolicy policy;
    std::string_view slug;
    std::string_view meaning;
};

inline constexpr std::array<MissingPolicyInfo, 4> missing_policies{{
    {MissingPolicy::shared, "shared", "each pair is compared on the tasks that both have"},
    {MissingPolicy::all_shared, "all_shared", "only tasks that every forecaster has count"},
    {MissingPolicy::impute_worst, "impute_worst", "a missing score is the worst that anyone has on the task"},
    {MissingPolicy::impute_mean, "impute_mean", "a missing score is the mean of those that there are on the task"},
}};

constexpr std::string_view slug(MissingPolicy policy) {
    return missing_policies[static_cast<std::size_t>(policy)].slug;
}

/// What a policy did to a table. `shared` does nothing to it: how much each pair leaves out stands with the pair.
struct MissingCounts {
    std::size_t tasks = 0;  ///< that have any score
    std::size_t tasks_dropped = 0;
    std::size_t scores = 0;  ///< rows given
    std::size_t scores_dropped = 0;
    std::size_t scores_imputed = 0;
};

}  // namespace hindsight::scoring
