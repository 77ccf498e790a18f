// SPDX-License-Identifier: MIT
// Scores of forecasters who took different tasks, set right for how hard these were.
#pragma once

#include <optional>
#include <vector>

#include "hindsight/scoring/compare/table.hpp"

namespace hindsight::scoring {

struct AdjustedStanding {
    std::size_t n = 0;           ///< scores
    std::size_t component = 0;   ///< the lowest number of a forecaster joined to this one by a chain of shared tasks
    Score mean = Reason::empty;  ///< as it stands
    Score adjusted = Reason::empty;    ///< empty without scores; undefined outside the ranked component
    Score difficulty = Reason::empty;  ///< mean - adjusted: above 0 when the tasks taken were hard
};

struct Adjustment {
    std::vector<AdjustedStanding> forecasters;  ///< by number
    std::vector<Score> tasks;    ///< difficulty of each task against the mean task; refused as `adjusted` is
    std::size_t components = 0;  ///< of forecasters with scores
    std::size_t ranked = 0;      ///< the component that is ranked
    std::size_t ranked_forecasters = 0;
    std::size_t ranked_tasks = 0;
    std::size_t iterations = 0;
    double residual = 0;  ///< of the normal equations, relative to their right-hand side (or to its rounding)
};

/// Two-way fixed effects: score = forecaster + task + error by least squares, equal weights. `adjusted` is the
/// forecaster's effect plus the mean effect of all tasks of the component: the mean score to be expected on all of
/// them, and the plain mean when everyone took every task. A linear rule and its differences stay linear; ForecastBench
/// shifts the result so that a forecaster who always says 1/2 has 0.25: add 0.25 - adjusted[that one]. Without `anchor`
/// the component with the most scores is ranked, with it the anchor's. Refusals as for a table; infinite with the row;
/// bad_category for the anchor, empty for one without scores; undefined if the solver does not reach 1e-9 (it aims at
/// 1e-12). Abowd, Kramarz and Margolis (1999).
Result<Adjustment> adjust_for_difficulty(const ScoreTable& table, std::optional<std::size_t> anchor = {});

}  // namespace hindsight::scoring
