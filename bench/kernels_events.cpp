// SPDX-License-Identifier: MIT
// Kernels for probabilities of events.
#include <cstdint>
#include <random>

#include "hindsight/scoring.hpp"
#include "hindsight/scoring/columns/binary.hpp"
#include "kernels.hpp"

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

void add_mean(const char* name, std::function<double()> run) {
    add({name, kRows, {bytes_of(events().probabilities), bytes_of(events().outcomes)}, std::move(run)});
}

}  // namespace

void add_event_kernels() {
    add_mean("brier", [] { return mean_brier(outcomes(), predicted(), {.threads = 1})->mean; });
    add_mean("brier/threads", [] { return mean_brier(outcomes(), predicted(), {.threads = 2})->mean; });
    add_mean("log", [] { return mean_log(outcomes(), predicted(), {.threads = 1})->mean; });
    add_mean("log/threads", [] { return mean_log(outcomes(), predicted(), {.threads = 2})->mean; });
    add_mean("all", [] { return score_events(outcomes(), predicted(), {.threads = 1})->log.mean; });
    add_mean("all/threads", [] { return score_events(outcomes(), predicted(), {.threads = 2})->log.mean; });
    add_mean("brier/rows", [] { return mean_of_rows(brier_binary); });
    add_mean("log/rows", [] { return mean_of_rows(log_binary); });
}

}  // namespace hindsight::bench
