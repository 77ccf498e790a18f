// SPDX-License-Identifier: MIT
// The scores of forecasting sites, over whole tables: what each question and forecast has to bring, and what comes back.
#pragma once

#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// A column, or a field of a question, that is not there.
inline constexpr double not_given = std::numeric_limits<double>::quiet_NaN();

/// A resolved question. Times are in one unit throughout, seconds unless SiteOptions::day says otherwise.
struct SiteQuestion {
    double opens = not_given;
    double closes = not_given;           ///< when forecasting really ended, by early resolution too
    double scheduled_close = not_given;  ///< when it was to end
    double spot = not_given;             ///< the moment of the spot scores; `closes` when not given
    double options = 2;                  ///< how many there were to choose from
    bool numeric = false;                ///< probabilities are masses of the bin that held the outcome
    double base_mass = not_given;        ///< numeric: what base_mass() gives for that bin
    std::uint32_t group = 0;             ///< ForecastBench: kinds of question that are adjusted apart, such as market and data
    double difficulty = not_given;       ///< ForecastBench: used instead of a fitted one; for all of a group or for none
    double brier_of_half = 0.25;         ///< ForecastBench: what an even forecast gets, (0.5-f)^2 for an outcome of f
};

/// Columns of forecasts in any order, one entry per row; `made`, `withdrawn`, `probability`, `brier` and `options` may be
/// empty where the rule does without.
struct SiteForecasts {
    std::span<const SiteQuestion> questions;
    std::span<const std::uint32_t> question;    ///< place in `questions`
    std::span<const std::uint32_t> forecaster;  ///< any number; the same for the same forecaster
    std::span<const double> made;               ///< a forecast stands until the next one of its forecaster
    std::span<const double> withdrawn = {};     ///< or until then; NaN: never
    std::span<const double> probability = {};   ///< of what happened
    std::span<const double> brier = {};         ///< two-sided or of options, 0 to 2; else 2 (1-p)^2 where there are two options
    std::span<const double> options = {};       ///< how many this row could choose from, else as the question says
};

/// Good Judgment: the days whose median a forecaster is compared with. The published wording fits both.
enum class MedianDays : std::uint8_t { own, all };

struct SiteOptions {
    bool as_published = false;  ///< with the site's known defect, which the table of site rules names
    double day = 86400;         ///< length of a day in the unit of the times
    double midnight = 0;        ///< a moment at which a day starts (Good Judgment)
    MedianDays median_days = MedianDays::own;
    std::span<const std::uint32_t> not_fitted = {};  ///< ForecastBench: forecasters that do not shape the difficulties
};

/// The score of one forecaster on one question: the sum over the rows that have one.
struct SiteTotal {
    std::uint32_t question;
    std::uint32_t forecaster;
    Score score;           ///< without a scored row the reason of the last one; undefined when both infinities meet
    double coverage = 0;   ///< share of the question's time that these rows stood; 1 a row for rules without time
    std::size_t rows = 0;  ///< how many of them have a score
};

struct SiteScores {
    std::vector<Score> rows;        ///< what each row adds to the score of its forecaster on its question
    std::vector<SiteTotal> totals;  ///< in order of question and forecaster
};

// All: size_mismatch for columns of unequal length or a question that is not there; bad_parameter for a day that is not
// above 0. A row that cannot be scored carries its reason and leaves the others alone, except that it still ends the
// forecast before it: missing, infinite, bad_probability, outside_scale (a Brier score outside 0 to 2, or times that no
// days reach), reversed_interval (withdrawn before it was made, or a question that ends before it opens), undefined (a
// question of no length), bad_parameter (options, base mass), superseded, withdrawn, too_late.

/// 100 ln(p K)/ln K for K options, 50 ln(p/b) for numeric questions with base mass b; times the share of the scheduled
/// life that the forecast stood. Metaculus.
Result<SiteScores> metaculus_baseline(const SiteForecasts& forecasts, const SiteOptions& options = {});

/// 100 (ln p - mean ln p of the others standing at that moment), half of it for numeric questions, over time as above; 0
/// while alone. undefined when own and other probabilities are 0 at once. Metaculus.
Result<SiteScores> metaculus_peer(const SiteForecasts& forecasts, const SiteOptions& options = {});

/// Both at one moment, for the forecasts that stand then.
Result<SiteScores> metaculus_spot_baseline(const SiteForecasts& forecasts, const SiteOptions& options = {});
Result<SiteScores> metaculus_spot_peer(const SiteForecasts& forecasts, const SiteOptions& options = {});

/// (mean daily Brier score - mean daily median of all forecasters) x share of days with a forecast; the last forecast of
/// a day counts for the day and is carried forward. Lower is better.
Result<SiteScores> good_judgment_accuracy(const SiteForecasts& forecasts, const SiteOptions& options = {});

/// Per day since the question opened the Brier score of the mean forecast of the day less the median of all forecasters,
/// summed and divided by the length in days. Two options only (not_applicable); undefined for a single forecaster.
/// Lower is better.
Result<SiteScores> fatebook_relative(const SiteForecasts& forecasts, const SiteOptions& options = {});

/// (1-p)^2 of the last forecast before the close; without `made` the last row. Lower is better.
Result<SiteScores> predictionbook(const SiteForecasts& forecasts, const SiteOptions& options = {});

/// Brier score (0 to 1) less the difficulty of the question, shifted so that an even forecast on every question of the
/// group averages 0.25. Difficulties are the question effects of a least-squares fit of forecaster + question.
/// undefined for a question that no fitted forecast connects with the rest. Lower is better.
Result<SiteScores> forecastbench_adjusted(const SiteForecasts& forecasts, const SiteOptions& options = {});

/// 100 (1 - sqrt(adjusted)), the scale of the leaderboard; 0 or less from 1 on, 100 at or under 0.
double forecastbench_index(double mean_adjusted);

}  // namespace hindsight::scoring
