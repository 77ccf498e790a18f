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

struct RangeCalibration {
    std::size_t n = 0;
    double nominal = 0;   // mean level
    double observed = 0;  // share that held the value
    std::vector<LevelCoverage> levels;  // ascending; central intervals of quantiles and distributions count too
    std::optional<scoring::PitHistogram> pit;  // of quantiles, samples, families and cdfs
};
/// nullopt where there is neither a range nor a distribution with an answer.
std::optional<RangeCalibration> range_calibration_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows);

}  // namespace hindsight::evaluation
