// SPDX-License-Identifier: MIT
// The engine on its own: one forecast, columns of them, shards of a stream, and what is refused.
#include <cstdint>
#include <cstdio>
#include <hindsight/scoring.hpp>
#include <vector>

using namespace hindsight::scoring;

namespace {

void one_forecast() {
    std::printf("Brier score of 80%% for what happened: %.2f\n", *brier_binary(Observed{1}, Probability{0.8}));

    const auto normal = Distribution::of(Family::normal, {0, 1});
    std::printf("CRPS of a standard normal at 0: %.4f\n", *crps_distribution(Observed{0}, *normal));

    const std::vector<double> levels{0.1, 0.5, 0.9}, values{1, 2, 4};
    std::printf("weighted interval score of three quantiles at 3: %.4f\n", wis_quantile(Observed{3}, {levels, values})->wis);

    // Any rule by its name, as a program would that reads it from its user.
    const Rule* rule = rule_by_slug("dss");
    std::printf("%s: %.4f\n", rule->title.data(), *score(*rule, Observed{1}, *normal));
}

void columns() {
    const std::vector<double> p{0.9, 0.2, 0.6, 0.1};
    const std::vector<std::uint8_t> happened{1, 0, 0, 0};
    const auto scores = score_events(OutcomeBytes{happened}, {p});
    std::printf("mean Brier score of %zu forecasts: %.4f, log score %.4f, calibration error %.2f\n", scores->brier.n, scores->brier.mean,
                scores->log.mean, scores->reliability.ece);

    const std::vector<double> outcomes{1, 0, 0, 0};
    const auto parts = corp({outcomes}, {p});
    std::printf("of it miscalibration %.4f, discrimination %.4f, uncertainty %.4f\n", parts->miscalibration, parts->discrimination,
                parts->uncertainty);
}

/// Shards may be scored anywhere and merged in any order: the sums are exact.
void shards() {
    ScoreAccumulator first, second;
    for (const double score : {0.25, 0.04}) first.add(score);
    for (const double score : {0.01, 0.36}) second.add(score);
    first.merge(second);
    const auto all = *first.summary();
    std::printf("mean of %zu scores from two shards: %.4f +- %.4f\n", all.n, all.mean, *all.se);
}

/// Nothing is thrown, and no number stands for what is wrong.
void refusals() {
    const std::vector<double> p{0.5, 1.4}, outcomes{1, 0};
    const auto mean = mean_brier(Outcomes{outcomes}, {p});
    if (!mean) std::printf("no mean: %s in row %zu\n", slug(mean.why().reason).data(), mean.why().row);
}

}  // namespace

int main() {
    one_forecast();
    columns();
    shards();
    refusals();
}
