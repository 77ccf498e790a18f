// SPDX-License-Identifier: MIT
// Events sorted once by their probability, for everything that looks at them in that order.
#pragma once

#include <memory>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Events in ascending order of their probability, equal ones in the order of the columns. The columns stay with the
/// caller and must outlive it. It holds 8 bytes a row, 16 while it sorts.
class SortedEvents {
   public:
    /// empty, size_mismatch; missing, bad_outcome, bad_probability, bad_weight with the row. Outcomes may be fractions; with
    /// fractions or weights (other than 1) at most 2^32 rows.
    static Result<SortedEvents> of(Outcomes observed, Probabilities predicted, Weights weights = {});

    std::size_t size() const { return observed_.values.size(); }
    bool weighted() const { return !weights_.values.empty(); }  ///< whether a weight differs from 1
    bool fractions() const { return fractions_; }               ///< whether an outcome lies between 0 and 1

    double weight() const { return weight_; }  ///< sum of the weights
    double yes() const { return yes_; }        ///< weighted sum of the outcomes
    /// Mean (f - base rate)^2 of the outcomes: r (1 - r) if all are 0 or 1.
    double outcome_variance() const { return outcome_variance_; }

   private:
    friend class SortedRows;

    Outcomes observed_;
    Probabilities predicted_;
    Weights weights_;
    std::unique_ptr<std::uint64_t[]> rows_;  ///< what SortedRows reads
    bool packed_ = false;
    bool fractions_ = false;
    double weight_ = 0;
    double yes_ = 0;
    double outcome_variance_ = 0;
};

}  // namespace hindsight::scoring
