// SPDX-License-Identifier: MIT
// Means of scores that come in a stream, or in shards: exact, so that order and sharding change nothing.
#pragma once

#include "hindsight/scoring/columns/binary.hpp"
#include "hindsight/scoring/columns/exact_sum.hpp"

namespace hindsight::scoring {

/// What scores come to.
struct ScoreSummary {
    std::size_t n = 0;
    std::size_t missing = 0;
    std::size_t infinite = 0;        ///< how many of the n scores are
    double mean = 0;                 ///< infinite when a score is
    std::optional<double> variance;  ///< with n-1; none for one score or an infinite mean
    std::optional<double> se;        ///< sqrt(variance / n): every score its own cluster
    double lowest = 0;
    double highest = 0;
};

/// Scores of any kind. The sums are exact: the same scores, in any order, in any shards, give the same bits.
class ScoreAccumulator {
   public:
    /// A score may be infinite; NaN is counted as missing.
    void add(double score);
    void add(Scores scores);
    /// Those of another shard.
    void merge(const ScoreAccumulator& other);

    std::size_t count() const { return n_; }
    std::size_t missing() const { return missing_; }
    /// empty if nothing was added, missing if all was; undefined if both infinities occur.
    Result<ScoreSummary> summary() const;

   private:
    bool count(double score);

    std::size_t n_ = 0;
    std::size_t missing_ = 0;
    std::size_t above_ = 0;  ///< scores of Infinity
    std::size_t below_ = 0;  ///< of -Infinity
    double lowest_ = infinity;
    double highest_ = -infinity;
    ExactSum sum_;
    ExactSum squares_;
};

/// Forecasts of events: Brier and log scores, and reliability bins of equal width. Scores of rows are those of
/// score_columns, so adding row by row and adding columns give the same bits.
class EventAccumulator {
   public:
    using Refusal = std::optional<NotScored>;

    /// 0 bins are taken for one.
    explicit EventAccumulator(std::size_t bins = 10, Closed closed = Closed::left);

    /// A row with a missing value (NaN) is counted. bad_outcome, bad_probability: then nothing is added.
    Refusal add(Observed outcome, Probability predicted);
    /// Many rows. size_mismatch, and the first row that is refused by itself: then none is added.
    Refusal add(OutcomeColumn outcomes, Probabilities predicted);
    /// Those of another shard. size_mismatch if it has other bins: then nothing is added.
    Refusal merge(const EventAccumulator& other);

    std::size_t count() const { return brier_.count(); }
    std::size_t missing() const { return brier_.missing(); }
    /// empty if nothing was added, missing if all was.
    Result<EventScores> scores() const;

   private:
    struct Bin {
        std::size_t n = 0;
        std::size_t yes = 0;
        ExactSum predicted;
        ExactSum fractions;
    };
    void put(std::size_t bin, double outcome, double predicted);
    template <class Rows>
    void add_rows(Rows rows);

    Closed closed_;
    ScoreAccumulator brier_;
    ScoreAccumulator log_;
    std::vector<Bin> bins_;
};

}  // namespace hindsight::scoring
