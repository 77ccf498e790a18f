// SPDX-License-Identifier: MIT
// Calibration of ranges and distributions: coverage by level, and where the answers fell (PIT).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "hindsight/evaluation/evaluate.hpp"
#include "hindsight/scoring/sets/pit.hpp"

namespace hindsight::evaluation {

/// Of the ranges named at one level: how often the value lay inside.
struct LevelCoverage {
    double level = 0;
    std::size_t n = 0;
    double observed = 0;  // in [0,1]; fractions of partial outcomes add up
};

/// A two-sided range is one range; quantiles are the central ranges that they hold; a sample, a family and a cdf are the central
/// ranges at 50, 80 and 90 %, which hold the value when its PIT lies in the middle so much of [0,1].
struct RangeCalibration {
    std::size_t n = 0;          // ranges
    std::size_t forecasts = 0;  // rows that they come from
    std::size_t questions = 0;
    double nominal = 0;   // mean level
    double observed = 0;  // share that held the value
    std::vector<LevelCoverage> levels;  // ascending
    std::optional<scoring::PitHistogram> pit;  // of quantiles, samples, families and cdfs; of quantiles spread between those that the value lay between
};
/// Of the forecasts of `rows` that count; of several over time (time-weighted) a range has its mean level, and of distributions
/// the last one is taken. nullopt where there is neither a range nor a distribution with an answer.
std::optional<RangeCalibration> range_calibration_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows);

}  // namespace hindsight::evaluation
