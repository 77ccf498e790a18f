// SPDX-License-Identifier: MIT
// Scores over rows of a column: what is summed up, by which kernel.
#pragma once

#include "../check.hpp"
#include "hindsight/scoring/columns/binary.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "vectors.hpp"

namespace hindsight::scoring {

/// Rows next to one another; outcomes as `double` or `std::uint8_t`.
template <class Outcome>
struct EventRows {
    const Outcome* outcomes;
    const double* predicted;
    std::size_t n;

    EventRows part(std::size_t first, std::size_t count) const { return {outcomes + first, predicted + first, count}; }
};

inline EventRows<double> rows_of(Outcomes outcomes, Probabilities predicted) {
    return {outcomes.values.data(), predicted.values.data(), predicted.values.size()};
}
inline EventRows<std::uint8_t> rows_of(OutcomeBytes outcomes, Probabilities predicted) {
    return {outcomes.values.data(), predicted.values.data(), predicted.values.size()};
}

/// Columns of one length, with at least one row.
inline Refusal check_sizes(const OutcomeColumn& outcomes, Probabilities predicted) {
    const std::size_t n = std::visit([](auto column) { return column.values.size(); }, outcomes);
    if (n != predicted.values.size()) return NotScored{Reason::size_mismatch, 0};
    if (n == 0) return NotScored{Reason::empty, 0};
    return accepted;
}

/// Sums over the scores of rows that have both values.
struct ScoreSums {
    std::size_t n = 0;
    std::size_t infinite = 0;
    Sum total;          ///< of the finite ones
    double spread = 0;  ///< sum of squared differences from the mean of the finite ones

    void add(const ScoreSums& other);
    std::size_t finite() const { return n - infinite; }
};

/// What a block gave.
struct ScoredBlock {
    ScoreSums sums;
    std::size_t missing = 0;
    bool suspect = false;  ///< a value outside its range is among the rows, perhaps only beside a missing one

    void add(const ScoredBlock& other) {
        sums.add(other.sums);
        missing += other.missing;
        suspect |= other.suspect;
    }
};

/// The sums of a rule. The same bits on every level for the Brier score.
template <class Outcome>
ScoredBlock sum_scores(vectors::Level level, EventRule rule, EventRows<Outcome> rows);

/// The scores into `scores`; NaN for a missing row. True if a row is missing or outside its range.
template <class Outcome>
bool write_scores(vectors::Level level, EventRule rule, EventRows<Outcome> rows, double* scores);

/// The score of a row, the same bits as write_scores gives.
double event_score(EventRule rule, double outcome, double predicted);

/// The first row outside its range. A row with a missing value is none.
template <class Outcome>
Refusal find_refusal(EventRows<Outcome> rows);

}  // namespace hindsight::scoring
