// SPDX-License-Identifier: MIT
// How hard questions are, from who answered which: a two-way fit.
#pragma once

#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// One score of a forecaster on a question, both numbered from 0.
struct Cell {
    std::size_t forecaster;
    std::size_t question;
    double score;
};

/// The effects of questions in the least-squares fit of score = forecaster + question, up to a constant for all of them.
/// NaN for questions without a cell and for those outside the largest set of cells that hang together.
std::vector<double> fit_difficulty(std::span<const Cell> cells, std::size_t forecasters, std::size_t questions);

}  // namespace hindsight::scoring
