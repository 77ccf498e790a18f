// SPDX-License-Identifier: MIT
// Scores of columns of events: shards of rows by several threads, put together in the order of the rows.
#include "hindsight/scoring/columns/binary.hpp"

#include <algorithm>
#include <cmath>

#include "event_bins.hpp"
#include "event_sums.hpp"
#include "shards.hpp"

namespace hindsight::scoring {
namespace {

constexpr std::size_t no_shard = static_cast<std::size_t>(-1);
constexpr std::size_t most_bins = 65'536;

vectors::Level level() {
    static const vectors::Level best = vectors::best_level();
    return best;
}

/// `work(shard, its rows)` gives whether to look for a row outside its range; that of the first such row is given back.
template <class Outcome, class Work>
Refusal for_shards(EventRows<Outcome> rows, std::size_t threads, const Work& work) {
    const std::size_t shards = (rows.n + shard_rows - 1) / shard_rows;
    std::vector<Refusal> refusals(shards);
    std::atomic<std::size_t> stop = no_shard;
    over_shards(shards, thread_count(threads, rows.n), stop, [&](std::size_t shard) {
        const std::size_t first = shard * shard_rows;
        const auto part = rows.part(first, std::min(shard_rows, rows.n - first));
        if (!work(shard, part)) return;
        refusals[shard] = find_refusal(part);
        if (!refusals[shard]) return;
        refusals[shard]->row += first;
        lower_to(stop, shard);
    });
    return stop == no_shard ? accepted : refusals[stop];
}

Result<EventMean> mean_of(const ScoreSums& sums, std::size_t missing) {
    if (sums.n == 0) return Reason::missing;
    EventMean result{.n = sums.n, .missing = missing, .infinite = sums.infinite};
    const double n = static_cast<double>(sums.n);
    result.mean = sums.infinite > 0 ? infinity : sums.total.value() / n;
    if (sums.infinite > 0 || sums.n < 2) return result;
    result.variance = sums.spread / (n - 1);
    result.se = std::sqrt(*result.variance / n);
    return result;
}

template <class Outcome>
Result<EventMean> mean_over(EventRule rule, EventRows<Outcome> rows, std::size_t threads) {
    std::vector<ScoredBlock> blocks((rows.n + shard_rows - 1) / shard_rows);
    const auto refusal = for_shards(rows, threads, [&](std::size_t shard, EventRows<Outcome> part) {
        blocks[shard] = sum_scores(level(), rule, part);
        return blocks[shard].suspect;
    });
    if (refusal) return *refusal;
    ScoredBlock total;
    for (const auto& block : blocks) total.add(block);
    return mean_of(total.sums, total.missing);
}

Result<EventMean> mean_by(EventRule rule, const OutcomeColumn& outcomes, Probabilities predicted, ColumnOptions options) {
    if (const auto no = check_sizes(outcomes, predicted)) return *no;
    return std::visit([&](auto column) { return mean_over(rule, rows_of(column, predicted), options.threads); }, outcomes);
}

/// Both rules and the bins over rows that stay in the nearest caches from one to the next.
struct AllSums {
    ScoredBlock brier;
    ScoredBlock log;
    std::vector<ColumnBinSums> bins;

    void add(const AllSums& other) {
        brier.add(other.brier);
        log.add(other.log);
        for (std::size_t i = 0; i < bins.size(); ++i) bins[i].add(other.bins[i]);
    }
};

template <class Outcome>
AllSums sum_all(EventRows<Outcome> rows, const BinEdges& edges) {
    constexpr std::size_t block_rows = 8192;
    AllSums sums;
    BinFiller<Outcome> filler(edges);
    for (std::size_t at = 0; at < rows.n; at += block_rows) {
        const auto block = rows.part(at, std::min(block_rows, rows.n - at));
        const auto brier = sum_scores(level(), EventRule::brier, block);
        sums.brier.add(brier);
        if (brier.suspect && find_refusal(block)) return sums;  // the bins are only for what lies in [0,1]
        sums.log.add(sum_scores(level(), EventRule::log, block));
        brier.missing == 0 ? filler.fill(block) : filler.fill_present(block);
    }
    sums.bins = filler.sums();
    return sums;
}

template <class Outcome>
Result<EventScores> score_all(EventRows<Outcome> rows, const EventOptions& options) {
    const BinEdges edges(options.bins, options.closed);
    std::vector<AllSums> shards((rows.n + shard_rows - 1) / shard_rows);
    const auto refusal = for_shards(rows, options.threads, [&](std::size_t shard, EventRows<Outcome> part) {
        shards[shard] = sum_all(part, edges);
        return shards[shard].brier.suspect;
    });
    if (refusal) return *refusal;
    AllSums total;
    total.bins.resize(options.bins);
    for (const auto& shard : shards) total.add(shard);
    const auto brier = mean_of(total.brier.sums, total.brier.missing);
    const auto log = mean_of(total.log.sums, total.log.missing);
    if (!brier || !log) return Reason::missing;
    return EventScores{*brier, *log, summarise(total.bins)};
}

template <class Outcome>
Result<std::vector<std::size_t>> write_all(EventRule rule, EventRows<Outcome> rows, std::span<double> scores, std::size_t threads) {
    std::vector<std::vector<std::size_t>> missing((rows.n + shard_rows - 1) / shard_rows);
    const auto refusal = for_shards(rows, threads, [&](std::size_t shard, EventRows<Outcome> part) {
        const std::size_t first = shard * shard_rows;
        if (!write_scores(level(), rule, part, scores.data() + first)) return false;
        for (std::size_t i = first; i < first + part.n; ++i) {
            if (!std::isnan(scores[i])) continue;
            scores[i] = infinity;
            missing[shard].push_back(i);
        }
        return true;
    });
    if (refusal) return *refusal;
    std::vector<std::size_t> all;
    for (const auto& of_shard : missing) all.insert(all.end(), of_shard.begin(), of_shard.end());
    return all;
}

}  // namespace

Result<EventMean> mean_brier(OutcomeColumn outcomes, Probabilities predicted, ColumnOptions options) {
    return mean_by(EventRule::brier, outcomes, predicted, options);
}

Result<EventMean> mean_log(OutcomeColumn outcomes, Probabilities predicted, ColumnOptions options) {
    return mean_by(EventRule::log, outcomes, predicted, options);
}

Result<EventScores> score_events(OutcomeColumn outcomes, Probabilities predicted, EventOptions options) {
    if (const auto no = check_sizes(outcomes, predicted)) return *no;
    if (options.bins == 0 || options.bins > most_bins) return Reason::bad_level;
    return std::visit([&](auto column) { return score_all(rows_of(column, predicted), options); }, outcomes);
}

Result<std::vector<std::size_t>> score_columns(EventRule rule, OutcomeColumn outcomes, Probabilities predicted,
                                               std::span<double> scores, ColumnOptions options) {
    if (const auto no = check_sizes(outcomes, predicted)) return *no;
    if (scores.size() != predicted.values.size()) return Reason::size_mismatch;
    return std::visit([&](auto column) { return write_all(rule, rows_of(column, predicted), scores, options.threads); }, outcomes);
}

}  // namespace hindsight::scoring
