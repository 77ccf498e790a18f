// SPDX-License-Identifier: MIT
// Scores of whole columns of probabilities for events, in one call.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "hindsight/scoring/sets/reliability.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Outcomes as bytes, 0 or 1, one entry per row.
struct OutcomeBytes {
    std::span<const std::uint8_t> values;
};
/// Outcomes as numbers in [0,1], or as bytes.
using OutcomeColumn = std::variant<Outcomes, OutcomeBytes>;

/// How many threads may work: 0 chooses, 1 below a million rows. The results are the same bits for any number.
struct ColumnOptions {
    std::size_t threads = 0;
};

/// A mean over the rows that have both their values.
struct EventMean {
    std::size_t n = 0;
    std::size_t missing = 0;         ///< rows with a value that is missing (NaN), left out
    std::size_t infinite = 0;        ///< how many of the n scores are infinite
    double mean = 0;                 ///< Infinity when a score is
    std::optional<double> variance;  ///< of the scores, with n-1; none for one row or an infinite mean
    std::optional<double> se;        ///< sqrt(variance / n): every row its own cluster
};

// All: size_mismatch, empty; bad_outcome and bad_probability with the first such row; missing when every row is. Sums are
// made in twice the precision, so that a mean over any number of rows in any order is good to the last digit or two.

/// The mean of brier_binary, in [0,1].
Result<EventMean> mean_brier(OutcomeColumn outcomes, Probabilities predicted, ColumnOptions options = {});

/// The mean of log_binary, in [0, Infinity]; a score differs from that of log_binary by 4 units in the last place at most.
Result<EventMean> mean_log(OutcomeColumn outcomes, Probabilities predicted, ColumnOptions options = {});

struct EventScores {
    EventMean brier;
    EventMean log;
    ReliabilityBins reliability;
};

struct EventOptions {
    std::size_t threads = 0;  ///< as in ColumnOptions
    std::size_t bins = 10;
    Closed closed = Closed::left;
};

/// Both means, and the bins of equal width of reliability_bins, in one pass. bad_level for 0 bins or more than 65,536.
Result<EventScores> score_events(OutcomeColumn outcomes, Probabilities predicted, EventOptions options = {});

enum class EventRule : std::uint8_t { brier, log };

/// The score of every row into `scores`, which has one place a row. Gives the indices of the rows with a missing value in
/// ascending order; their places hold Infinity. After a refusal the places hold any numbers. Never missing as a whole.
Result<std::vector<std::size_t>> score_columns(EventRule rule, OutcomeColumn outcomes, Probabilities predicted,
                                               std::span<double> scores, ColumnOptions options = {});

}  // namespace hindsight::scoring
