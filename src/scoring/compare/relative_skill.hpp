// SPDX-License-Identifier: MIT
// Relative skill from the ratios of pairs.
#pragma once

#include "hindsight/scoring/compare/pairwise.hpp"

namespace hindsight::scoring {

/// first / second; undefined unless both are finite and not negative, and the second is above 0.
Result<double> ratio_of_means(const Score& first, const Score& second);

/// Fills in opponents and skills from the pairs.
void add_relative_skill(Comparison& comparison, std::optional<std::size_t> baseline);

}  // namespace hindsight::scoring
