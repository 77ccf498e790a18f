// SPDX-License-Identifier: MIT
// The verbs that score: the record as a whole, and the report of a year.
#pragma once

#include <string>
#include <vector>

#include "hindsight/app/session.hpp"
#include "hindsight/evaluation/score_record.hpp"
#include "hindsight/report/build.hpp"

namespace hindsight::app {

struct ScoreVerb {
    StatementFilter filter;
    std::vector<std::string> by;  // slugs of dimensions
    std::string policy;           // "": last
    bool include_late = false;
    std::vector<std::string> rules;
    bool crowd = false;  // also the median and the mean of the forecasts of each event
    std::optional<double> clip;  // for the log score of events
    bool diagnostics = false;
    scoring::Binning bins;
    bool as_published = false;  // the scores of sites with their known defects
};
evaluation::ScoreResult score(const Session& session, const ScoreVerb& request);

struct ReportVerb {
    int year = 0;
    std::string year_by;  // "": decided
    std::string policy;   // "": last
    std::vector<std::string> by;
    std::string as_of;    // "": now
    bool intervals = true;  // false leaves the bootstrap out, to measure the rest
};
report::Report report(const Session& session, const ReportVerb& request);

/// Throws Error{usage} unless it lies between 0 and 0.5.
void check_clip(const std::optional<double>& clip);

/// "2024". Throws Error{usage}.
int parse_year(const std::string& text);

}  // namespace hindsight::app
