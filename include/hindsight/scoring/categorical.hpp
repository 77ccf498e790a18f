// SPDX-License-Identifier: MIT
// Rules for probabilities of options, in no order (categorical) or in order (ordinal).
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// One probability per option; each in [0,1], adding to 1 within 1e-6.
struct OptionProbabilities {
    std::span<const double> values;
};

/// The same for options in order, where a caller of any rule has to say which of the two they are.
struct OrderedProbabilities {
    std::span<const double> values;
};

// All: empty without options, missing for NaN, bad_probability with its place, bad_sum, bad_category.

/// sum_k (p_k - o_k)^2, in [0,2]; strictly proper. Brier (1950).
Score brier_categorical(Category observed, OptionProbabilities predicted);

/// Half of it, in [0,1]: with two options the binary Brier score.
Score brier_categorical_half(Category observed, OptionProbabilities predicted);

/// 1 - (2 p_o - sum p^2), in [0,2]: one less the quadratic reward, which is the Brier score.
/// Gneiting and Raftery (2007), section 3.
Score quadratic_categorical(Category observed, OptionProbabilities predicted);

/// -ln p_o, in [0, Infinity]; strictly proper. Good (1952).
Score log_categorical(Category observed, OptionProbabilities predicted);

/// 1 - p_o / sqrt(sum p^2), in [0,1]; strictly proper. Roby (1965).
Score spherical_categorical(Category observed, OptionProbabilities predicted);

/// sum_k (P_k - 1{o <= k})^2 over cumulative P, in [0, K-1]; strictly proper. Epstein (1969), Murphy (1971).
Score rps_ordinal(Category observed, OptionProbabilities predicted);

/// The same divided by K-1, in [0,1]; undefined for one option.
Score rps_normalised_ordinal(Category observed, OptionProbabilities predicted);

/// The mean of the two-sided Brier scores of the K-1 events {o <= k}, in [0,2]: twice the RPS over K-1; undefined for
/// one option. Good Judgment Open's score of ordered answers.
Score brier_ordered_ordinal(Category observed, OptionProbabilities predicted);

/// The sum of the log scores of the K-1 events {o <= k}, in [0, Infinity]; strictly proper; 0 for one option. As the
/// ranked logarithmic score of scoringrules (Python) 0.11.
Score ranked_log_ordinal(Category observed, OptionProbabilities predicted);

}  // namespace hindsight::scoring
