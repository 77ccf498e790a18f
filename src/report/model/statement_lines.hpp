// SPDX-License-Identifier: MIT
// Makes the lines of single statements.
#pragma once

#include <unordered_map>

#include "hindsight/evaluation/baseline.hpp"
#include "hindsight/evaluation/evaluate.hpp"
#include "hindsight/report/model.hpp"

namespace hindsight::report {

/// A record without what was forecast on it.
StatementLine line_of(const StatementRecord& record, Instant as_of);

/// The line of a forecaster.
ForecastLine forecast_line(const evaluation::Evaluation& evaluation, const evaluation::Row& row,
                           const evaluation::BaselineScores* baselines);

/// What somebody says of a statement that is not settled.
ForecastLine standing_line(const ForecastRecord& standing, const Question& question);

/// The histories of forecasters, statement by statement: one pass over the forecasts of each.
class Histories {
   public:
    /// Oldest first: each forecast, and each withdrawal of the one that stood. Of equal instants forecasts come first.
    std::vector<HistoryPoint> of(const StatementRecord& record, std::string_view forecaster);

   private:
    const StatementRecord* record_ = nullptr;
    std::unordered_map<std::string_view, std::vector<const ForecastRecord*>> tracks_;
};

/// The speaker's forecast first, the others by name.
void sort_forecasts(StatementLine& line);

}  // namespace hindsight::report
