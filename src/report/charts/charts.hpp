// SPDX-License-Identifier: MIT
// Which charts the report has and what is on them; nullopt where there is too little to show.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "report/drawing/chart.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

/// The isotonic curve within the band of calibrated forecasts, the ten classes, and below how often each was said. Needs
/// kFewQuestions questions, as a scoreboard does. Anchor `predictions-calibration-chart`.
std::optional<Chart> calibration_chart(const Words& words, const Section& section);
/// The same small, a plane for each forecaster with enough questions; up to twelve, at least two.
std::optional<Chart> people_calibration_chart(const Words& words, const Section& section);
/// Probabilities given to what happened above those given to what did not.
std::optional<Chart> discrimination_chart(const Words& words, const Section& section);
/// Share of what happened that was called, against false alarms, for every threshold.
std::optional<Chart> roc_chart(const Words& words, const Section& section);

/// Mean Brier score with its interval for each forecaster with enough questions (up to twenty, at least two), beside what equal
/// chances (50%, or 1/K for K options) and the base rate get on the same forecasts. Time-weighted means stand alone.
std::optional<Chart> forecaster_chart(const Words& words, const Section& section);
/// The same for the groups of one dimension: `tag`, `type`, `horizon`, `source`, `speaker` or `basis`. Labels are as they stand
/// in the section: texts of tags, ids of sources and speakers, else slugs that the language has words for.
std::optional<Chart> group_chart(const Words& words, const Section& section, std::span<const GroupLine> groups, std::string_view dimension);

/// How often ranges held the value, level by level, against what they promised.
std::optional<Chart> coverage_chart(const Words& words, const Section& section);
/// Where the values fell in the distributions that were forecast.
std::optional<Chart> pit_chart(const Words& words, const Section& section);

/// Mean Brier score over the years with intervals, and below how many forecasts it is made of; beside it what equal
/// chances get on them, as above. Needs two years with a score, and enough questions in one of them.
std::optional<Chart> development_chart(const Words& words, const Report& report);
/// The same small, a plane for each person of whom the same holds; up to twelve, at least two.
std::optional<Chart> people_development_chart(const Words& words, const Report& report);

/// Probability over time, a line for each forecaster; where somebody changed it, or several forecast. Up to six. Of the
/// first forecast's event only, and no forecasts over options. Anchor `s-ID-probability`.
std::optional<Chart> probability_chart(const Words& words, const StatementLine& statement);
/// Each forecaster's range or window, the one that counts, beside the value or day that came; up to eight. Anchor `s-ID-range`.
std::optional<Chart> range_chart(const Words& words, const StatementLine& statement);

}  // namespace hindsight::report
