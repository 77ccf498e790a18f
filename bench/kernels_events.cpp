// SPDX-License-Identifier: MIT
// Kernels for probabilities of events.
#include <cstdint>
#include <random>

#include "hindsight/scoring.hpp"
#include "kernels.hpp"
#include "scoring/columns/event_sums.hpp"
#include "scoring/columns/shards.hpp"

namespace hindsight::bench {
namespace {

using namespace scoring;

constexpr std::size_t kRows = 10'000'000;

/// Forecasts over all of [0,1], and outcomes that follow them.
struct Events {
    std::vector<double> probabilities = std::vector<double>(kRows);
    std::vector<std::uint8_t> outcomes = std::vector<std::uint8_t>(kRows);

    Events() {
        std::mt19937_64 random(20240823);
        for (std::size_t i = 0; i < kRows; ++i) {
            probabilities[i] = std::generate_canonical<double, 53>(random);
            outcomes[i] = std::generate_canonical<double, 53>(random) < probabilities[i] ? 1 : 0;
        }
    }
};

const Events& events() {
    static const Events made;
    return made;
}

OutcomeBytes outcomes() { return {events().outcomes}; }
Probabilities predicted() { return {events().probabilities}; }

double mean_of_rows(Score (*rule)(Observed, Probability)) {
    Sum total;
    for (std::size_t i = 0; i < kRows; ++i)
        total.add(*rule(Observed(events().outcomes[i]), Probability{events().probabilities[i]}));
    return total.value() / static_cast<double>(kRows);
}

double score_each(EventRule rule) {
    static std::vector<double> scores(kRows);
    return static_cast<double>(score_columns(rule, outcomes(), predicted(), scores, {.threads = 1})->size());
}

/// With the vectors that every processor has.
double sum_portably(EventRule rule) {
    ScoredBlock total;
    const auto rows = rows_of(outcomes(), predicted());
    for (std::size_t at = 0; at < rows.n; at += shard_rows)
        total.add(sum_scores(vectors::Level::portable, rule, rows.part(at, std::min(shard_rows, rows.n - at))));
    return total.sums.total.value();
}

double stream() {
    EventAccumulator all;
    const auto refused = all.add(outcomes(), predicted());
    return refused ? 0 : all.scores()->log.mean;
}

Kernel over_events(std::string name, std::function<double()> run) {
    return {std::move(name), kRows, {bytes_of(events().probabilities), bytes_of(events().outcomes)}, std::move(run)};
}

void add_mean(std::string name, std::function<double()> run) { add(over_events(std::move(name), std::move(run))); }

void add_by_threads(std::string name, const std::function<double(std::size_t)>& run) {
    add_threads(over_events(std::move(name), {}), run);
}

}  // namespace

void add_event_kernels() {
    add_by_threads("brier", [](std::size_t threads) { return mean_brier(outcomes(), predicted(), {threads})->mean; });
    add_mean("brier/portable", [] { return sum_portably(EventRule::brier); });
    add_mean("brier/each", [] { return score_each(EventRule::brier); });
    add_mean("brier/by_row", [] { return mean_of_rows(brier_binary); });
    add_by_threads("log", [](std::size_t threads) { return mean_log(outcomes(), predicted(), {threads})->mean; });
    add_mean("log/portable", [] { return sum_portably(EventRule::log); });
    add_mean("log/each", [] { return score_each(EventRule::log); });
    add_mean("log/by_row", [] { return mean_of_rows(log_binary); });
    add_by_threads("all", [](std::size_t threads) {
        return score_events(outcomes(), predicted(), {.threads = threads})->log.mean;
    });
    add_mean("all/stream", stream);
}

}  // namespace hindsight::bench
