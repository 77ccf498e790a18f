// SPDX-License-Identifier: MIT
// Scores against a baseline, and the base rate as one.
#pragma once

#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// A mean score to compare with.
struct BaselineScore {
    explicit constexpr BaselineScore(double v) : value(v) {}
    double value;
};

/// 1 - score / baseline: 1 is perfect, 0 no better, negative worse, -Infinity for an infinite score. undefined unless the
/// baseline is finite and above 0.
Result<double> skill_score(double score, BaselineScore baseline);

/// (yes + 1/2) / (n + 1): the base rate of `n` outcomes that add to `yes`, held off 0 and 1. Krichevsky and Trofimov (1981).
Probability base_rate(double yes, std::size_t n);

/// For every row the base rate over the *other* rows: a baseline of hindsight. missing, bad_outcome with the row.
Result<std::vector<double>> leave_one_out_base_rate(Outcomes observed);

}  // namespace hindsight::scoring
