// SPDX-License-Identifier: MIT
// The mean of scores with its uncertainty over clusters: standard error and interval.
#pragma once

#include <optional>
#include <vector>

#include "hindsight/scoring/sets/random.hpp"
#include "hindsight/scoring/sets/sum.hpp"
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

/// Per cluster the sum of the weighted deviations from the mean, and the weight.
struct ClusterSums {
    std::vector<double> deviation;
    std::vector<double> weight;
};

/// The same figures from scores that come one by one. What it keeps grows with the clusters, not with the rows; of rows that
/// are clusters of their own it keeps those that a bootstrap would need. Scores are no NaN; weights are finite and >= 0.
class MeanAccumulator {
   public:
    /// Without `intervals` rows on their own are not kept, and have the t interval.
    explicit MeanAccumulator(bool intervals = true) : keeps_rows_(intervals) {}

    /// `cluster` counts from 0, without large gaps.
    void add(double score, std::size_t cluster, double weight = 1);
    /// Rows of weight 1.
    void add(Scores scores, std::span<const std::uint32_t> clusters);
    /// Rows of weight 1 that are the only ones of their clusters: as `add`, for less room and time.
    void add_only(Scores scores);
    /// A row that is a cluster of its own. Rows of both sorts are not mixed.
    void add_alone(double score, double weight = 1);
    /// Those of another shard, whose clusters have the same numbers.
    void merge(const MeanAccumulator& other);

    std::size_t count() const { return n_; }
    /// empty; bad_weight if all weights are 0; undefined if both infinities occur. Rows on their own whose squares are beyond
    /// the range of doubles have no standard error.
    Result<Mean> mean() const;
    /// As mean_interval. Rows on their own that are not kept, or are more than `max_bootstrap` or 100,000, have the t interval.
    Result<MeanInterval> interval(BootstrapOptions options = {}) const;

   private:
    struct Cluster {
        Sum score;   // weighted
        Sum weight;
        bool seen = false;
    };
    struct Row {
        double score;
        double weight;
    };
    bool count_row(double score, double weight);
    void count_rows(Scores scores);
    Cluster total() const;
    ClusterSums sums_around(double mean) const;

    std::size_t n_ = 0;
    std::size_t infinite_ = 0;
    double lowest_ = infinity;
    double highest_ = -infinity;
    bool both_ = false;    ///< infinities of both signs
    double infinity_ = 0;  ///< the one that occurs
    std::vector<Cluster> clusters_;
    std::vector<double> only_;  ///< scores that are the only ones of their clusters; 0 for an infinite one
    bool keeps_rows_;
    std::vector<Row> rows_;              // on their own; given up beyond the largest bootstrap
    std::size_t alone_ = 0;
    Sum score_, weight_;                 // of rows on their own: w s and w,
    Sum squares_, scores2_, weights2_;   // w^2 s^2, w^2 s, w^2
};

}  // namespace hindsight::scoring
