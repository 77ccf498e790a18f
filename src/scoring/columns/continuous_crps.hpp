// SPDX-License-Identifier: MIT
// Closed forms of the CRPS over blocks of rows.
#pragma once

#include <array>
#include <cstddef>

#include "continuous_dispatch.hpp"
#include "hindsight/scoring/distribution.hpp"

namespace hindsight::scoring {

/// Rows next to one another: their parameters, observations, and where the scores go.
struct RowBlock {
    std::array<const double*, max_parameters> parameters{};
    const double* observed = nullptr;
    double* scores = nullptr;
    std::size_t n = 0;
};

/// Scores the rows of a block that lie well within the family's domain, and puts NaN where a row is left to the one-row
/// function: missing, refused, a point mass, or extreme. True if there are such rows.
using CrpsKernel = bool (*)(const RowBlock&);

/// The kernel of a family, or null.
CrpsKernel crps_kernel(Family family);

/// The same with vectors of a given width, which the processor must have.
bool run_crps_kernel(Family family, vectors::Level level, const RowBlock& block);

}  // namespace hindsight::scoring
