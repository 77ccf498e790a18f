// SPDX-License-Identifier: MIT
// What to compare a score with: even odds, the base rate in hindsight, and the crowd of the same questions.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "hindsight/evaluation/evaluate.hpp"

namespace hindsight::evaluation {

enum class Baseline { even, base_rate, crowd };

struct BaselineInfo {
    Baseline baseline;
    std::string_view slug;
    std::string_view meaning;
};
std::span<const BaselineInfo> baselines();
std::string_view slug(Baseline baseline);

/// The score that a baseline earns on the question of a row, over the same time; nullopt where it does not exist.
struct BaselineScores {
    std::array<std::optional<EventScore>, 3> of;
    const std::optional<EventScore>& operator[](Baseline b) const { return of[static_cast<std::size_t>(b)]; }
    std::optional<EventScore>& operator[](Baseline b) { return of[static_cast<std::size_t>(b)]; }
};

/// One entry for every row of the evaluation; empty for rows outside `rows` or without an event score.
/// Even: 1/2, or 1/K for K options. Base rate: (k + 1/2)/(n + 1) over the events of the *other* clusters in `rows`; not for
/// options. Crowd: the median of the others' probabilities for the same event; not for options or time-weighted scores.
std::vector<BaselineScores> baseline_scores(const Evaluation& evaluation, const RowSet& rows);
/// The same into a table that has an entry for every row; of the others nothing is touched. `crowd` are the rows whose forecasts
/// the crowd consists of, `rows` among them; both ascending.
void set_baselines(const Evaluation& evaluation, const RowSet& rows, const RowSet& crowd, std::vector<BaselineScores>& out);

/// Yes-outcomes (fractions add up) and number of the events behind `rows`, each question once.
struct BaseRate {
    double yes = 0;
    std::size_t n = 0;
};
BaseRate base_rate_of(const Evaluation& evaluation, const RowSet& rows);

/// Adds rows of two forecasters, `crowd-median` and `crowd-mean`: of every event that at least two persons gave a
/// probability for. Nothing for time-weighted scores.
void add_crowd(Evaluation& evaluation);

}  // namespace hindsight::evaluation
