// SPDX-License-Identifier: MIT
// The verbs on flat files: scoring them, no record needed.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hindsight/base/json.hpp"
#include "hindsight/base/progress.hpp"
#include "hindsight/scoring/rule.hpp"
#include "hindsight/scoring/sets/bands.hpp"
#include "hindsight/scoring/sets/calibration.hpp"
#include "hindsight/scoring/sets/calibration_tests.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/pit.hpp"
#include "hindsight/scoring/sets/reliability.hpp"
#include "hindsight/scoring/sets/roc.hpp"

namespace hindsight::app {

/// Which rows of which files, and how their columns are called.
struct FlatFiles {
    std::vector<std::string> files;  // "-" is standard input
    std::string format;              // "": recognised
    std::vector<std::string> map;    // NAME=COLUMN
    std::vector<std::string> where;  // COLUMN=VALUE and the like; all must hold
    std::string observed;            // the file with what happened
    Progress progress;
};

struct FlatScoreVerb {
    FlatFiles input;
    std::vector<std::string> by;     // columns
    std::vector<std::string> rules;  // slugs; empty for all that a row admits and that need no option
    scoring::RuleOptions options;
    std::string cluster;             // column; "": question, where there is one
    std::optional<double> clip;
    bool as_published = false;       // the scores of sites with their known defects
    bool diagnostics = false;
    bool calibration = false;        // the bins alone; diagnostics have them too
    scoring::Binning bins;
    std::size_t threads = 0;         // 0: as many as there are cores; the figures are the same for any number
    /// When given, every row's scores go here as a line of JSON, and a row that cannot be scored ends nothing.
    std::function<void(std::string_view)> each;
};

struct FlatFigure {
    std::string_view rule;
    std::string scale;  // in what it is given
    scoring::Mean mean;
    bool undefined = false;  // both infinities, or no weight: there is no mean
    std::optional<std::pair<double, double>> ci90;
    std::size_t clipped = 0;
    std::optional<double> sum = {};  // of the scores of sites, which are of a forecaster on a question
    std::optional<double> standing = {};  // what the site makes of them, for a single forecaster
    bool higher_is_better = false;
};

/// Of a group of probabilities.
struct FlatCalibration {
    scoring::Decomposition brier, log;
    scoring::ReliabilityBins bins;
    scoring::MurphyDecomposition murphy;  // over the same bins
    std::optional<scoring::Roc> roc;      // none when all outcomes are the same
    std::optional<scoring::ConsistencyBands> bands;
    std::optional<scoring::SpiegelhalterTest> spiegelhalter;
    std::optional<scoring::HosmerLemeshowTest> hosmer_lemeshow;
    std::optional<double> sharpness;      // variance of the probabilities
};

/// Of the quantiles of a group at one level: below which they should lie, and do.
struct FlatLevel {
    double level;
    std::size_t n;
    double covered;  // share of observations at or below the quantile
    double pinball;  // mean
};

struct FlatGroup {
    std::vector<std::string> by;  // the labels, in the order of the columns
    std::size_t n = 0;            // rows with a score
    std::size_t questions = 0;
    std::vector<FlatFigure> scores;
    std::optional<FlatCalibration> calibration;     // of probabilities
    std::optional<scoring::ReliabilityBins> bins;   // of probabilities, when the bins alone were asked for
    std::vector<scoring::LevelCoverage> coverage;   // of ranges, and of pairs of quantiles
    std::vector<FlatLevel> levels;                  // of quantiles
    std::optional<scoring::PitHistogram> pit;       // of distributions and samples
};

struct FlatScores {
    std::vector<std::string> by;
    std::size_t rows = 0;
    std::size_t scored = 0;
    std::size_t incomplete = 0;                     // rows with a score that lack one that was asked for
    std::map<std::string, std::size_t> not_scored;  // rows without any, by reason
    std::map<std::string, std::map<std::string, std::size_t>> gaps;  // of rows with a score: rule -> reason -> rows without this one
    std::vector<FlatGroup> groups;                  // in the order of their first rows
    std::vector<std::string> notes;                 // what the reader should know
    scoring::Binning bins;
    bool diagnostics = false;
};

/// Throws Error{usage, missing_key, not_found, ...}, and without `each` the fault of the first invalid row.
FlatScores score_files(const FlatScoreVerb& request);
Json to_json(const FlatScores& scores);

/// The table of rules as JSON.
Json rules_json();
/// The table of families: slug, parameters with their domains.
Json families_json();
/// "0-1", "nats", "unit", "unit^2": in what a rule is given.
std::string scale_text(const scoring::Rule& rule);

}  // namespace hindsight::app
