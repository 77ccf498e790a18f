// SPDX-License-Identifier: MIT
// `hindsight score` over the record: groups of rows with their scores, and what was not scored and why.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "hindsight/base/json.hpp"
#include "hindsight/evaluation/figures.hpp"
#include "hindsight/evaluation/groups.hpp"

namespace hindsight::evaluation {

struct ScoreRequest {
    Options options;
    std::vector<Dimension> by;
    std::vector<std::string> rules;  // slugs of record_rules(), or of scoring::site_rules(); empty for all of the record
    bool crowd = false;              // also score the crowd's median and mean, as forecasters
    bool diagnostics = false;        // intervals and calibration
    scoring::Binning bins = {};
    bool as_published = false;       // the scores of sites with their known defects
};

struct ScoreGroup {
    std::vector<std::pair<Dimension, std::string>> by;
    Figures figures;
    std::optional<Calibration> calibration;
};

struct ScoreResult {
    std::size_t rows = 0;
    std::size_t scored = 0;
    std::map<std::string, std::size_t> not_scored;
    std::vector<ScoreGroup> groups;
    Policy policy = Policy::last;
    bool include_late = false;
    bool diagnostics = false;    // intervals were asked for
    bool split_by_kind = false;  // claims and predictions both occur: never in one mean
    bool of_sites = false;       // by rules that choose the forecasts that count themselves
};

/// Rows are pairs of statement and forecaster (with `every`: forecasts). Where claims and predictions both occur, the
/// groups are split by kind as well; with the crowd, by forecaster. Throws Error{usage} for a rule that the record is not
/// scored by, for rules of sites beside others, and for a crowd under a policy that has none.
ScoreResult score_record(std::span<const StatementRecord> records, const ScoreRequest& request, const Outside& outside = {});

/// The contract of `score --json`, with policy and more beside it.
Json to_json(const ScoreResult& result);

// Pieces that the JSON of reports and of flat files shares.
Json bins_json(const std::vector<scoring::CalibrationBin>& bins);
void set_decomposition(Json& out, const scoring::Decomposition& decomposition);
void set_bins(Json& out, const scoring::ReliabilityBins& bins);
Json scores_json(const std::vector<ScoreFigure>& scores, bool intervals);
Json skill_json(const std::vector<SkillFigure>& skill);
Json calibration_json(const Calibration& calibration);
Json reliability_json(const Calibration& calibration);
Json number_or_null(const std::optional<double>& value);

}  // namespace hindsight::evaluation
