// SPDX-License-Identifier: MIT
// Makes the lines of single statements.
#pragma once

#include "hindsight/evaluation/baseline.hpp"
#include "hindsight/evaluation/evaluate.hpp"
#include "hindsight/report/model.hpp"

namespace hindsight::report {

/// A record without what was forecast on it.
StatementLine line_of(const StatementRecord& record, Instant as_of);

/// The line of a forecaster.
ForecastLine forecast_line(const evaluation::Evaluation& evaluation, const evaluation::Row& row,
                           const evaluation::BaselineScores* baselines);

/// The speaker's forecast first, the others by name.
void sort_forecasts(StatementLine& line);

}  // namespace hindsight::report
