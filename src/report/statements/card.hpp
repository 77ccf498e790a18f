// SPDX-License-Identifier: MIT
// A statement with all that a reader wants to see of it.
#pragma once

#include "report/layout/document.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

/// Without its charts, which not every format shows.
Card card_of(const Report& report, const Words& words, const StatementLine& line);
/// In reports of more statements than this their cards have no charts: they would make most of the page.
inline constexpr std::size_t kChartedStatements = 500;
std::vector<Chart> card_charts(const Report& report, const Words& words, const StatementLine& line);

/// Forecast, outcome, verdict and score of the first forecast, and how many of several forecasters called it.
Runs badge_of(const Words& words, const StatementLine& line);
/// What one person forecast, on what basis and when, with the scores; without those that the badge shows when `alone`.
Runs forecast_runs(const Words& words, const StatementLine& line, const ForecastLine& forecast, bool alone);
/// Each forecast of a person who made several.
std::vector<Fold> history_folds(const Words& words, const StatementLine& line);
/// Day and reason of each amendment, and the differences that it made.
std::vector<Runs> amendment_runs(const Words& words, const StatementLine& line);

void append(Runs& runs, Runs more);

}  // namespace hindsight::report
