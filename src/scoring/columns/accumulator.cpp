// SPDX-License-Identifier: MIT
// Means of scores that come in a stream, or in shards.
#include "hindsight/scoring/columns/accumulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "event_bins.hpp"
#include "event_sums.hpp"
#include "exact_block.hpp"

namespace hindsight::scoring {

/// Whether a score is to be summed up.
bool ScoreAccumulator::count(double score) {
    if (std::isnan(score)) {
        ++missing_;
        return false;
    }
    ++n_;
    lowest_ = std::min(lowest_, score);
    highest_ = std::max(highest_, score);
    if (!std::isinf(score)) return true;
    ++(score > 0 ? above_ : below_);
    return false;
}

void ScoreAccumulator::add(double score) {
    if (!count(score)) return;
    sum_.add(score);
    squares_.add_square(score);
}

void ScoreAccumulator::add(Scores scores) {
    for (std::size_t at = 0; at < scores.values.size(); at += ExactBlock::most) {
        ExactBlock block;
        for (const double score : scores.values.subspan(at, std::min(ExactBlock::most, scores.values.size() - at))) {
            if (!count(score) || block.add(score)) continue;
            sum_.add(score);
            squares_.add_square(score);
        }
        block.add_to(sum_, squares_);
    }
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

EventAccumulator::EventAccumulator(std::size_t bins, Closed closed) : closed_(closed), bins_(std::max<std::size_t>(1, bins)) {}

void EventAccumulator::put(std::size_t bin, double outcome, double predicted) {
    Bin& to = bins_[bin];
    ++to.n;
    to.predicted.add(predicted);
    to.yes += outcome == 1 ? 1 : 0;
    if (outcome > 0 && outcome < 1) to.fractions.add(outcome);
}

EventAccumulator::Refusal EventAccumulator::add(Observed outcome, Probability predicted) {
    const auto no = check_event(outcome.value, predicted.value);
    if (no && no->reason != Reason::missing) return no;
    const double f = outcome.value;
    const double p = predicted.value;
    brier_.add(event_score(EventRule::brier, f, p));
    log_.add(event_score(EventRule::log, f, p));
    if (!no) put(bin_index(p, bins_.size(), closed_), f, p);
    return accepted;
}

/// `rows` are in their ranges.
template <class Rows>
void EventAccumulator::add_rows(Rows rows) {
    std::array<double, ExactBlock::most> scores;
    const BinEdges edges(bins_.size(), closed_);
    const auto level = vectors::best_level();
    for (std::size_t at = 0; at < rows.n; at += scores.size()) {
        const auto block = rows.part(at, std::min(scores.size(), rows.n - at));
        write_scores(level, EventRule::log, block, scores.data());
        log_.add(Scores{{scores.data(), block.n}});
        write_scores(level, EventRule::brier, block, scores.data());
        brier_.add(Scores{{scores.data(), block.n}});
        for (std::size_t i = 0; i < block.n; ++i) {
            if (std::isnan(scores[i])) continue;
            const std::size_t bin = std::min(edges.index(block.predicted[i]), bins_.size() - 1);
            put(bin, static_cast<double>(block.outcomes[i]), block.predicted[i]);
        }
    }
}

EventAccumulator::Refusal EventAccumulator::add(OutcomeColumn outcomes, Probabilities predicted) {
    const auto unequal = check_sizes(outcomes, predicted);
    if (unequal) return unequal->reason == Reason::empty ? accepted : unequal;
    return std::visit(
        [&](auto column) -> Refusal {
            const auto rows = rows_of(column, predicted);
            if (const auto no = find_refusal(rows)) return no;
            add_rows(rows);
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
        bins_[i].yes += other.bins_[i].yes;
        bins_[i].fractions.add(other.bins_[i].fractions);
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
        sums[i].observed.add(static_cast<double>(bins_[i].yes));
        sums[i].observed.add(bins_[i].fractions.value());
    }
    return EventScores{mean_of(*brier), mean_of(*log), summarise(sums)};
}

}  // namespace hindsight::scoring
