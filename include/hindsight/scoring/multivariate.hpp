// SPDX-License-Identifier: MIT
// Rules for samples of several numbers at once, such as a path over time.
#pragma once

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// What happened: one number for each dimension.
struct ObservedVector {
    std::span<const double> values;
};

/// Members one after the other, `dimensions` numbers each; weights (>= 0, normalised here) or none for equal ones.
struct VectorSamples {
    std::span<const double> values;
    std::size_t dimensions = 0;
    std::span<const double> weights = {};
};

// All: empty without dimensions or members; size_mismatch; missing, infinite, bad_weight with the place in its list;
// infinite also where the score would overflow.

/// E|X-y| - E|X-X'|/2 with the Euclidean distance, in [0, Infinity); in one dimension the CRPS. In members squared.
/// Gneiting and Raftery (2007) eq. 22.
Score energy_score(ObservedVector observed, VectorSamples predicted);

struct VariogramOptions {
    double order = 0.5;
    /// d x d numbers >= 0, row by row, not all 0: the weight of each pair of dimensions; empty for 1 everywhere.
    std::span<const double> weights = {};
};

/// The sum over all (i,j) of w_ij (|y_i - y_j|^p - E|X_i - X_j|^p)^2, in [0, Infinity): each pair counts twice. Blind
/// to what all dimensions share. bad_parameter unless the order is finite and above 0. Scheuerer and Hamill (2015).
Score variogram_score(ObservedVector observed, VectorSamples predicted, VariogramOptions options = {});

/// E k(X,X')/2 - E k(X,y), in [-1/2, 1/2], with k(a,b) = exp(-|a-b|^2 / (2 bandwidth^2)); the constant k(y,y)/2 that
/// would make it a squared distance is left out. bad_parameter unless the bandwidth is finite and above 0. Gneiting and
/// Raftery (2007) section 5.1; Gretton et al. (2012).
Score mmd_score(ObservedVector observed, VectorSamples predicted, double bandwidth = 1);

}  // namespace hindsight::scoring
