// SPDX-License-Identifier: MIT
// Changes of mind: what a person's last forecast on a question earned against the first one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hindsight/evaluation/evaluate.hpp"

namespace hindsight::evaluation {

struct Revision {
    std::uint32_t statement = 0;   // place in the records
    std::uint32_t forecaster = 0;  // place in `people` of the last evaluation
    std::uint32_t row = 0;         // of the last evaluation
    double first_probability = 0, last_probability = 0;
    double first_brier = 0, last_brier = 0;
    double change() const { return last_brier - first_brier; }  // below 0 it helped
};

struct Revisions {
    std::vector<Revision> all;  // by row
    std::size_t helped = 0, hurt = 0, even = 0;
    double mean_change = 0;     // of the Brier score; 0 when there is none
};
/// `first` and `last` are evaluations of the same records under these policies; `rows` are rows of `last`. A change counts
/// when both forecasts name the same event, or options, and differ in probability.
Revisions revisions_of(const Evaluation& first, const Evaluation& last, std::span<const std::uint32_t> rows);

}  // namespace hindsight::evaluation
