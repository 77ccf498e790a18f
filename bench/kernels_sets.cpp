// SPDX-License-Identifier: MIT
// Kernels for forecasts that are looked at together: calibration, uncertainty of means, a question of a site.
#include <random>

#include "hindsight/scoring/columns/binary.hpp"
#include "hindsight/scoring/sets/bands.hpp"
#include "hindsight/scoring/sets/calibration.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/roc.hpp"
#include "hindsight/scoring/sites/site_scores.hpp"
#include "kernels.hpp"

namespace hindsight::bench {
namespace {

using namespace scoring;

constexpr std::size_t kMany = 10'000'000;
constexpr std::size_t kRows = 1'000'000;
constexpr std::size_t kBand = 100'000;
constexpr std::uint64_t kClusters = 10'000;
constexpr std::uint32_t kForecasters = 2'000;
constexpr std::size_t kUpdates = 4;

double unit(std::mt19937_64& random) { return std::generate_canonical<double, 53>(random); }

/// Forecasts that nearly all differ, outcomes that follow them, and clusters of unequal sizes.
struct Sets {
    std::vector<double> probabilities = std::vector<double>(kMany);
    std::vector<double> outcomes = std::vector<double>(kMany);
    std::vector<std::uint64_t> clusters = std::vector<std::uint64_t>(kRows);

    Sets() {
        std::mt19937_64 random(20240824);
        for (std::size_t i = 0; i < kMany; ++i) {
            probabilities[i] = unit(random);
            outcomes[i] = unit(random) < probabilities[i] ? 1 : 0;
        }
        for (auto& cluster : clusters) cluster = random() % kClusters;
    }
};

const Sets& sets() {
    static const Sets made;
    return made;
}

Outcomes outcomes(std::size_t rows) { return {std::span(sets().outcomes).first(rows)}; }
Probabilities predicted(std::size_t rows) { return {std::span(sets().probabilities).first(rows)}; }

void add_set(const char* name, std::size_t rows, double (*run)(std::size_t)) {
    add({name, rows, {std::as_bytes(outcomes(rows).values), std::as_bytes(predicted(rows).values)}, [=] {
             return run(rows);
         }});
}

double corp_and_auc(std::size_t rows) {
    const auto sorted = SortedEvents::of(outcomes(rows), predicted(rows));
    const Decomposition decomposition = corp(*sorted);
    return decomposition.miscalibration + static_cast<double>(decomposition.bins.size()) + *roc_auc(*sorted);
}

double auc(std::size_t rows) { return *roc_auc(outcomes(rows), predicted(rows)); }

double bins(std::size_t rows) { return reliability_bins(outcomes(rows), predicted(rows))->ece; }

double band(std::size_t rows) {
    return consistency_bands(outcomes(rows), predicted(rows), {}, {.method = BandMethod::bootstrap, .resamples = 100})
        ->points[0]
        .low;
}

void add_bootstrap() {
    const Scores scores{std::span(sets().probabilities).first(kRows)};
    add({"bootstrap", kRows, {std::as_bytes(scores.values), bytes_of(sets().clusters)}, [=] {
             return mean_interval(scores, {sets().clusters}, {}, {.resamples = 1000})->low;
         }});
}

/// The forecasts of one question, in no order.
struct Question {
    std::vector<SiteQuestion> questions = {{.opens = 0, .closes = 1e7, .scheduled_close = 1e7}};
    std::vector<std::uint32_t> question = std::vector<std::uint32_t>(kForecasters * kUpdates);
    std::vector<std::uint32_t> forecaster;
    std::vector<double> made;
    std::vector<double> probability;

    Question() {
        std::mt19937_64 random(20240825);
        for (std::size_t i = 0; i < question.size(); ++i) {
            forecaster.push_back(static_cast<std::uint32_t>(i) % kForecasters);
            made.push_back(1e7 * unit(random));
            probability.push_back(0.01 + 0.98 * unit(random));
        }
    }
};

void add_peer_scores() {
    static const Question q;
    add({"metaculus_peer",
         q.made.size(),
         {bytes_of(q.question), bytes_of(q.forecaster), bytes_of(q.made), bytes_of(q.probability)},
         [] {
             const SiteForecasts forecasts{q.questions, q.question, q.forecaster, q.made, {}, q.probability};
             return static_cast<double>(metaculus_peer(forecasts)->totals.size());
         }});
}

}  // namespace

void add_set_kernels() {
    add_set("corp/many", kMany, corp_and_auc);
    add_set("corp", kRows, corp_and_auc);
    add_set("auc", kRows, auc);
    add_set("bins", kRows, bins);
    add_set("band", kBand, band);
    add_bootstrap();
    add_peer_scores();
}

}  // namespace hindsight::bench
