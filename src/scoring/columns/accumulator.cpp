// SPDX-License-Identifier: MIT
// Means of scores that come in a stream, or in shards.
#include "hindsight/scoring/columns/accumulator.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "event_bins.hpp"
#include "event_sums.hpp"

namespace hindsight::scoring {

void ScoreAccumulator::add(double score) {
    if (std::isnan(score)) {
        ++missing_;
        return;
    }
    ++n_;
    lowest_ = std::min(lowest_, score);
    highest_ = std::max(highest_, score);
    if (std::isinf(score)) {
        ++(score > 0 ? above_ : below_);
        return;
    }
    sum_.add(score);
    squares_.add_square(score);
}

void ScoreAccumulator::add(Scores scores) {
    for (const double score : scores.values) add(score);
}

void ScoreAccumulator::merge(const ScoreAccumulator& other) {
    n_ += other.n_;
    missing_ += other.missing_;
    above_ += other.above_;
    below_ += other.below_;
    lowest_ = std::min(lowest_, other.lowest_);
    highest_ = std::max(highest_, other.highest_);
    sum_.add(other.sum_);
    squares_.add(other.squares_);
}

Result<ScoreSummary> ScoreAccumulator::summary() const {
    if (n_ == 0) return missing_ > 0 ? Reason::missing : Reason::empty;
    if (above_ > 0 && below_ > 0) return Reason::undefined;
    ScoreSummary result{.n = n_, .missing = missing_, .infinite = above_ + below_, .lowest = lowest_, .highest = highest_};
    const double n = static_cast<double>(n_);
    if (result.infinite > 0) {
        result.mean = above_ > 0 ? infinity : -infinity;
        return result;
    }
    result.mean = sum_.value() / n;
    if (n_ < 2) return result;
    result.variance = ExactSum::spread(n_, sum_, squares_) / n / (n - 1);
    result.se = std::sqrt(*result.variance / n);
    return result;
}

EventAccumulator::EventAccumulator(std::size_t bins, Closed closed) : closed_(closed), bins_(bins) { assert(bins > 0); }

void EventAccumulator::put(double outcome, double predicted, double brier, double log) {
    brier_.add(brier);
    log_.add(log);
    if (std::isnan(brier)) return;
    Bin& bin = bins_[bin_index(predicted, bins_.size(), closed_)];
    ++bin.n;
    bin.predicted.add(predicted);
    bin.observed.add(outcome);
}

EventAccumulator::Refusal EventAccumulator::add(Observed outcome, Probability predicted) {
    const auto no = check_event(outcome.value, predicted.value);
    if (no && no->reason != Reason::missing) return no;
    const double f = outcome.value;
    const double p = predicted.value;
    put(f, p, event_score(EventRule::brier, f, p), event_score(EventRule::log, f, p));
    return accepted;
}

namespace {

/// Calls `put(outcome, predicted, brier, log)` for every row, its scores NaN where a value is missing.
template <class Outcome, class Put>
void for_rows(EventRows<Outcome> rows, const Put& put) {
    constexpr std::size_t block_rows = 512;
    std::array<double, block_rows> brier;
    std::array<double, block_rows> log;
    const auto level = vectors::best_level();
    for (std::size_t at = 0; at < rows.n; at += block_rows) {
        const auto block = rows.part(at, std::min(block_rows, rows.n - at));
        write_scores(level, EventRule::brier, block, brier.data());
        write_scores(level, EventRule::log, block, log.data());
        for (std::size_t i = 0; i < block.n; ++i)
            put(static_cast<double>(block.outcomes[i]), block.predicted[i], brier[i], log[i]);
    }
}

}  // namespace

EventAccumulator::Refusal EventAccumulator::add(OutcomeColumn outcomes, Probabilities predicted) {
    const auto unequal = check_sizes(outcomes, predicted);
    if (unequal) return unequal->reason == Reason::empty ? accepted : unequal;
    return std::visit(
        [&](auto column) -> Refusal {
            const auto rows = rows_of(column, predicted);
            if (const auto no = find_refusal(rows)) return no;
            for_rows(rows, [&](double f, double p, double brier, double log) { put(f, p, brier, log); });
            return accepted;
        },
        outcomes);
}

EventAccumulator::Refusal EventAccumulator::merge(const EventAccumulator& other) {
    if (bins_.size() != other.bins_.size() || closed_ != other.closed_) return NotScored{Reason::size_mismatch, 0};
    brier_.merge(other.brier_);
    log_.merge(other.log_);
    for (std::size_t i = 0; i < bins_.size(); ++i) {
        bins_[i].n += other.bins_[i].n;
        bins_[i].predicted.add(other.bins_[i].predicted);
        bins_[i].observed.add(other.bins_[i].observed);
    }
    return accepted;
}

namespace {

EventMean mean_of(const ScoreSummary& summary) {
    return {summary.n, summary.missing, summary.infinite, summary.mean, summary.variance, summary.se};
}

}  // namespace

Result<EventScores> EventAccumulator::scores() const {
    const auto brier = brier_.summary();
    const auto log = log_.summary();
    if (!brier) return brier.why();
    if (!log) return log.why();
    std::vector<ColumnBinSums> sums(bins_.size());
    for (std::size_t i = 0; i < bins_.size(); ++i) {
        sums[i].n = bins_[i].n;
        sums[i].predicted.add(bins_[i].predicted.value());
        sums[i].observed.add(bins_[i].observed.value());
    }
    return EventScores{mean_of(*brier), mean_of(*log), summarise(sums)};
}

}  // namespace hindsight::scoring
