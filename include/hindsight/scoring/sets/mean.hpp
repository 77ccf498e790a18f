// SPDX-License-Identifier: MIT
// The mean of scores with its uncertainty over clusters: standard error and interval.
#pragma once

#include <optional>

#include "hindsight/scoring/sets/random.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

struct Mean {
    std::size_t n = 0;
    std::size_t clusters = 0;
    std::size_t infinite = 0;   ///< how many of the scores are infinite
    double weight = 0;          ///< sum of the weights
    double mean = 0;            ///< Infinity when a score is
    std::optional<double> se;   ///< none for one cluster or an infinite mean
};

/// mean = sum w s / sum w; se = sqrt(G/(G-1) sum_g (sum_{i in g} w_i (s_i - mean))^2) / sum w: the cluster-robust form of
/// Liang and Zeger (1986). empty, size_mismatch, missing, bad_weight with the row; undefined if both infinities occur.
Result<Mean> mean_score(Scores scores, Clusters clusters = {}, Weights weights = {});

enum class IntervalMethod : std::uint8_t { none, bca, t };

struct MeanInterval {
    IntervalMethod method = IntervalMethod::none;
    double low = 0;
    double high = 0;
};

struct BootstrapOptions {
    double level = 0.9;
    std::size_t resamples = 2000;
    std::uint64_t seed = default_seed;
    std::size_t min_clusters = 5;            ///< under it there is no interval
    std::size_t max_bootstrap = 100'000;     ///< beyond it the t interval with G-1 degrees of freedom from se
};

/// An interval for the mean: bias-corrected and accelerated bootstrap over clusters (Efron 1987), the acceleration from
/// the jackknife over clusters. The method is `none` under `min_clusters` clusters or for an infinite mean. The same input
/// gives the same interval everywhere. Refusals as for mean_score, and bad_level unless 0 < level < 1.
Result<MeanInterval> mean_interval(Scores scores, Clusters clusters = {}, Weights weights = {}, BootstrapOptions options = {});

}  // namespace hindsight::scoring
