// SPDX-License-Identifier: MIT
// Changes of mind: what a person's last forecast on a question earned against the first one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hindsight/evaluation/evaluate.hpp"
#include "hindsight/evaluation/figures.hpp"

namespace hindsight::evaluation {

struct Revision {
    std::uint32_t row = 0;  // the same in both evaluations
    double first_probability = 0, last_probability = 0;  // of the event; of options that of the one that came true
    double first_brier = 0, last_brier = 0;
    double change() const { return comparable(last_brier - first_brier); }  // below 0 it helped
};

struct Revisions {
    std::vector<Revision> all;  // by row
    std::size_t helped = 0, hurt = 0, even = 0;
    double mean_change = 0;     // of the Brier score; 0 when there is none
};
/// `first` and `last` are evaluations of the same records under these policies, whose rows are therefore the same pairs of
/// statement and forecaster; `rows` are places of such. A change counts when both forecasts have an event score, name the
/// same event, or options, and differ.
Revisions revisions_of(const Evaluation& first, const Evaluation& last, std::span<const std::uint32_t> rows);

}  // namespace hindsight::evaluation
