// SPDX-License-Identifier: MIT
// The record as sites see it: questions with their times and scales, and every forecast on them.
#pragma once

#include "hindsight/evaluation/score_record.hpp"
#include "hindsight/evaluation/site_scores.hpp"

namespace hindsight::evaluation {

struct SiteRecord {
    SiteColumns columns;
    std::vector<std::uint32_t> statements;  // of each question, the place among the records
    std::vector<std::uint32_t> rows;        // of each forecast, the place in the evaluation
    std::vector<Gap> gaps;                  // why a forecast gives no probability to what happened
};

/// Of an evaluation that has a row for every forecast.
SiteRecord site_record(const Evaluation& evaluation);

/// What score_record() does for rules of sites.
ScoreResult score_by_sites(std::span<const StatementRecord> records, const ScoreRequest& request, const Outside& outside);

/// Split by kind as well where claims and predictions both occur, which the result then says.
std::vector<Group> groups_of(const Evaluation& evaluation, RowSet rows, std::vector<Dimension> by, ScoreResult& out);

}  // namespace hindsight::evaluation
