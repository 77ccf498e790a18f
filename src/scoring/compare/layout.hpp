// SPDX-License-Identifier: MIT
// A table of scores as one ascending list of tasks for each forecaster, so that two of them are merged in one pass.
#pragma once

#include <vector>

#include "../check.hpp"
#include "hindsight/scoring/compare/table.hpp"

namespace hindsight::scoring {

/// The scores of one forecaster. `places` are those of tasks in order of time, ascending.
struct Column {
    std::vector<std::uint32_t> places;
    std::vector<double> scores;
    std::size_t imputed = 0;
};

struct Layout {
    std::vector<Column> columns;         ///< by forecaster
    std::vector<std::uint32_t> tasks;    ///< at each place
    std::vector<std::uint32_t> cluster;  ///< of each place, numbered from 0; empty when each task is its own
    std::size_t cluster_count = 0;
    MissingCounts counts;

    std::size_t places() const { return tasks.size(); }  ///< also of tasks without scores
};

Result<Layout> layout_of(const ScoreTable& table);

/// The same with tasks left out or scores put in. undefined for a mean of both infinities.
Result<Layout> without_gaps(Layout layout, MissingPolicy policy);

}  // namespace hindsight::scoring
