// SPDX-License-Identifier: MIT
// Figures of a set of rows: means with their uncertainty, skill, calibration.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hindsight/evaluation/baseline.hpp"
#include "hindsight/evaluation/evaluate.hpp"
#include "hindsight/scoring/sets/bands.hpp"
#include "hindsight/scoring/sets/reliability.hpp"

namespace hindsight::evaluation {

inline constexpr std::size_t kFewQuestions = 5;     // under it no interval, no rank, no skill
inline constexpr std::size_t kRoughQuestions = 20;  // under it an interval is marked as rough
inline constexpr std::size_t kResamples = 2000;
inline constexpr double kIntervalLevel = 0.9;

/// A Brier score as it is compared and ranked: rounded to 12 digits, so that 0.2^2 and (1 - 0.8)^2 tie, as they should.
double comparable(double score);

struct ScoreFigure {
    std::string rule;      // slug
    std::string unit;      // of rules that have one: "log" for a log scale, "days", or the question's unit
    std::size_t n = 0;
    std::size_t questions = 0;
    std::size_t clusters = 0;
    std::size_t infinite = 0;
    double mean = 0;
    std::optional<double> se;
    std::optional<std::array<double, 2>> ci90;
    bool undefined = false;  // infinite scores of both signs: there is no mean
    std::size_t clipped = 0;  // log scores of another probability than what was said
    std::optional<double> sum = {}, standing = {};  // of the scores of sites; what the site makes of them for a single forecaster
    bool higher_is_better = false;
    bool rough() const { return ci90 && clusters < kRoughQuestions; }
    /// `brier`, `interval:log`, `crps:days`
    std::string key() const { return unit.empty() ? rule : rule + ":" + unit; }
};

/// The scores of rows by one rule, and what they belong to.
struct ScoreColumn {
    std::string_view rule, unit;
    std::vector<double> values;
    std::vector<std::uint64_t> clusters;
    std::vector<std::uint32_t> questions;
    std::size_t clipped = 0;
};
ScoreFigure figure_of(const ScoreColumn& column, bool intervals);

struct SkillFigure {
    Baseline baseline = Baseline::even;
    std::size_t n = 0;
    std::size_t questions = 0;
    double score = 0;            // mean Brier of the rows that have this baseline
    double baseline_score = 0;   // its mean Brier on the same rows
    std::optional<double> skill;  // none under kFewQuestions questions or against 0
};

struct Figures {
    std::size_t n = 0;          // rows with a score
    std::size_t events = 0;     // of them with an event score
    std::size_t questions = 0;
    std::size_t clusters = 0;
    std::size_t fractions = 0;
    std::size_t recorded_late = 0;
    std::size_t imputed = 0;
    std::vector<ScoreFigure> scores;  // in the order of the table of rules
    std::vector<SkillFigure> skill;
    std::optional<double> hit_rate;
    std::optional<double> mean_probability, mean_observed;  // of events other than options
    std::optional<double> coverage;                         // mean, of time-weighted scores

    const ScoreFigure* score(std::string_view rule) const;
    const SkillFigure* skill_against(Baseline baseline) const;
    /// May stand in a ranking: enough clusters with an event score.
    bool ranked() const;
};

struct FigureOptions {
    bool intervals = true;
    std::span<const BaselineScores> baselines = {};  // of every row of the evaluation; empty for no skill
    std::span<const std::string> rules = {};         // only these; empty for all
};
Figures figures_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, const FigureOptions& options = {});

/// Calibration of the events in `rows`.
struct Calibration {
    std::size_t pairs = 0;
    std::size_t questions = 0;
    scoring::Decomposition corp;
    scoring::ReliabilityBins bins;
    scoring::Binning binning;
    std::optional<double> auc;
    std::optional<scoring::ConsistencyBands> bands;  // at 90 %, of the isotonic curve; only when asked for
};
/// nullopt when there is no event score.
std::optional<Calibration> calibration_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, const scoring::Binning& binning = {},
                                          bool bands = false);

/// Of the ranges with two sides: how often the value lay inside, against the mean level.
struct Coverage {
    std::size_t n = 0;
    double nominal = 0;
    double observed = 0;
};
std::optional<Coverage> coverage_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows);

}  // namespace hindsight::evaluation
