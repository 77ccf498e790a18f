// SPDX-License-Identifier: MIT
// Lists of statements, and their full records.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../engine/connection.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::sqlite {

std::vector<StatementSummary> read_summaries(Connection& connection, const SummaryQuery& query);
std::vector<StatementRecord> read_records(Connection& connection, const StatementFilter& filter, Instant now);
/// Without forecasts, and without what became of conditions. The filter must not ask for statuses.
std::vector<StatementRecord> read_decisions(Connection& connection, const StatementFilter& filter);
void visit_forecasts(Connection& connection, const Reader::VisitForecast& visit);

}  // namespace hindsight::sqlite
