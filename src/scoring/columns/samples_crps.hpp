// SPDX-License-Identifier: MIT
// The CRPS of samples over blocks of rows.
#pragma once

#include <cstdint>
#include <vector>

#include "continuous_dispatch.hpp"

namespace hindsight::scoring {

/// What rows of `members` values need: weights of the gaps between sorted members, and a way to sort.
struct SamplePlan {
    explicit SamplePlan(std::size_t count);

    /// Exchanges that put any row in order, whatever it holds.
    struct Exchange {
        std::uint8_t low;
        std::uint8_t high;
    };
    /// Rows of more members are sorted one at a time.
    static constexpr std::size_t most_in_network = 128;

    std::size_t members;
    std::vector<double> below;  ///< (i/m)^2, the weight of the gap before sorted member i where it lies under the observation
    std::vector<double> above;  ///< (1 - i/m)^2, where it lies over it
    std::vector<Exchange> network;
};

/// Rows next to one another.
struct SampleBlock {
    const SamplePlan& plan;
    const double* values = nullptr;
    const double* observed = nullptr;
    double* scores = nullptr;
    std::size_t n = 0;
};

/// Scores the rows of a block, and puts NaN where a value is not finite or a difference overflows. True if there are such.
bool score_samples(const SampleBlock& block);

/// The same with vectors of a given width, which the processor must have.
bool score_samples(vectors::Level level, const SampleBlock& block);

}  // namespace hindsight::scoring
