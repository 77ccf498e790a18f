// SPDX-License-Identifier: MIT
// The verbs that score: the record as a whole, and the report of years or of a person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hindsight/app/session.hpp"
#include "hindsight/base/diagnostic.hpp"
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
    std::vector<int> years;  // in any order, also twice; empty for all time
    std::string person;      // "": everybody
    std::string year_by;     // "": decided
    std::string policy;      // "": last
    std::vector<std::string> by;
    bool include_late = false;
    std::optional<CredenceTable> other_credence;  // of the sensitivity table
    std::string as_of;    // "": now
    bool intervals = true;  // false leaves the bootstrap out, to measure the rest
};
/// Throws Error{not_found} for a person that the record lacks.
report::Report report(const Session& session, const ReportVerb& request);
/// The phrases of a book, or of a TOML file with a table [credence] alone. Faults in it go to `diagnostics`.
CredenceTable read_credence(const std::string& path, Diagnostics& diagnostics);

/// Throws Error{usage} unless it lies between 0 and 0.5.
void check_clip(const std::optional<double>& clip);

/// "2024". Throws Error{usage}.
int parse_year(const std::string& text);

}  // namespace hindsight::app
