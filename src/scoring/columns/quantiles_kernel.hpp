// SPDX-License-Identifier: MIT
// Scores of quantiles over blocks of rows.
#pragma once

#include <optional>
#include <vector>

#include "continuous_dispatch.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// What shared levels ask for, worked out once; places are those in ascending order of level.
struct QuantilePlan {
    /// Levels that must be valid, and central ranges that must be among them: bad_level, missing_level with the place.
    static Result<QuantilePlan> of(std::span<const double> levels, std::span<const double> central);

    /// Beyond so many levels rows are scored one at a time.
    static constexpr std::size_t most_levels = 256;

    /// A pair of levels that add to 1 by their lower one, the median, or a level without partner.
    struct Pair {
        std::size_t lower;
        std::size_t upper;
        double level;
    };
    struct Single {
        std::size_t place;
        double level;
        double complement;
    };
    /// Between two places, or at one.
    struct Median {
        std::size_t lower;
        std::size_t upper;
        double share;
    };

    std::vector<double> levels;       ///< ascending
    std::vector<std::size_t> places;  ///< where the values of each stand in a row
    bool in_order = true;             ///< the levels came in ascending order
    std::vector<Pair> pairs;
    std::vector<Single> low_singles;
    std::vector<Single> high_singles;
    std::vector<std::size_t> middle;    ///< the place of level 1/2
    std::optional<Median> median;       ///< given or interpolated
    std::vector<Pair> central;          ///< the ranges whose coverage is asked for
};

/// Scores of rows, a column each.
struct QuantileScores {
    enum Column : std::size_t { wis, dispersion, under, over, bias, ae_median, first_coverage };
    std::vector<double*> columns;
};

/// Rows next to one another.
struct QuantileBlock {
    const QuantilePlan& plan;
    const double* values = nullptr;
    const double* observed = nullptr;
    const QuantileScores& scores;
    std::size_t n = 0;
};

/// Scores the rows of a block, with NaN in all columns where values cross or are not finite. True if there are such.
bool score_quantiles(const QuantileBlock& block);

/// The same with vectors of a given width, which the processor must have.
bool score_quantiles(vectors::Level level, const QuantileBlock& block);

}  // namespace hindsight::scoring
