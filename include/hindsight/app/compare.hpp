// SPDX-License-Identifier: MIT
// The verb that compares forecasters on the tasks that they share, from flat files.
#pragma once

#include "hindsight/app/flat.hpp"
#include "hindsight/scoring/compare/difficulty.hpp"
#include "hindsight/scoring/compare/pairwise.hpp"

namespace hindsight::app {

struct FlatCompareVerb {
    FlatFiles input;
    std::vector<std::string> by;  // columns that say who forecasts
    std::string rule;
    scoring::RuleOptions options;
    std::optional<double> clip;
    std::vector<std::string> task;  // columns that say what was forecast; empty: question, of a hub's tables all others
    std::string cluster;            // column; "": question
    std::string order;              // column with a number or day that puts tasks in order; "": as they come
    std::string baseline;           // label
    scoring::MissingPolicy missing = scoring::MissingPolicy::shared;
    bool na = false;                // who lacks a task has no mean
    std::size_t horizon = 1;
    bool adjust = false;            // for difficulty
};

struct FlatComparison {
    const scoring::Rule* rule;
    std::vector<std::string> by;
    std::vector<std::string> labels;  // of the forecasters
    std::optional<std::size_t> baseline;
    scoring::MissingPolicy policy;
    bool na = false;
    std::size_t horizon = 1;
    std::size_t clipped = 0;
    std::size_t rows = 0;
    std::size_t scored = 0;
    std::size_t repeated = 0;         // rows beyond the first of a forecaster on a task: their mean counts
    std::map<std::string, std::size_t> not_scored;
    scoring::Comparison comparison;
    std::optional<scoring::Adjustment> adjustment;
    std::vector<std::string> notes;

    /// The forecaster's mean is not to be shown, since a score is missing.
    bool is_na(std::size_t forecaster) const { return na && comparison.forecasters[forecaster].n < comparison.missing.tasks; }
};

/// Throws Error{usage, missing_key, not_found, ...}, and for an invalid row its fault.
FlatComparison compare_files(const FlatCompareVerb& request);
Json to_json(const FlatComparison& comparison);

}  // namespace hindsight::app
