// SPDX-License-Identifier: MIT
// Lays the pairs of rows out by outcome, and sets sureness beside hits.
#include "hindsight/evaluation/discrimination.hpp"

#include <algorithm>

#include "hindsight/evaluation/figures.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

/// The calibration pairs of rows, as columns.
struct PairColumns {
    std::vector<double> observed, predicted, weights;
    std::vector<std::uint64_t> clusters;

    PairColumns(const Evaluation& evaluation, std::span<const std::uint32_t> rows) {
        for (const std::uint32_t place : rows) {
            const Row& row = evaluation.rows[place];
            if (!row.has_event()) continue;
            for (std::uint32_t i = row.first_pair; i < row.first_pair + row.pairs; ++i) add(evaluation.pairs[i], evaluation.links.cluster(row.statement));
        }
    }

   private:
    void add(const CalibrationPair& pair, std::uint64_t cluster) {
        observed.push_back(pair.observed);
        predicted.push_back(pair.probability);
        weights.push_back(pair.weight);
        clusters.push_back(cluster);
    }
};

std::size_t distinct(std::vector<std::uint64_t> labels) {
    std::sort(labels.begin(), labels.end());
    return static_cast<std::size_t>(std::unique(labels.begin(), labels.end()) - labels.begin());
}

/// Weights of one outcome by probability.
struct Side {
    std::array<scoring::Sum, Discrimination::kBins> bins;
    scoring::Sum weight, total;

    void add(double probability, double by) {
        const auto bin = static_cast<std::size_t>(probability * static_cast<double>(bins.size()));
        bins[std::min(bin, bins.size() - 1)].add(by);
        weight.add(by);
        total.add(by * probability);
    }
    void give(std::array<double, Discrimination::kBins>& shares, double& all, std::optional<double>& mean) const {
        for (std::size_t i = 0; i < bins.size(); ++i) shares[i] = bins[i].value();
        all = weight.value();
        if (all > 0) mean = total.value() / all;
    }
};

}  // namespace

std::optional<double> Discrimination::difference() const {
    if (!mean_happened || !mean_not) return std::nullopt;
    return *mean_happened - *mean_not;
}

std::optional<Discrimination> discrimination_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, bool intervals) {
    const PairColumns pairs(evaluation, rows);
    if (pairs.observed.empty()) return std::nullopt;
    Side yes, no;
    for (std::size_t i = 0; i < pairs.observed.size(); ++i) {
        yes.add(pairs.predicted[i], pairs.weights[i] * pairs.observed[i]);
        no.add(pairs.predicted[i], pairs.weights[i] * (1 - pairs.observed[i]));
    }
    Discrimination out;
    yes.give(out.happened, out.weight_happened, out.mean_happened);
    no.give(out.not_happened, out.weight_not, out.mean_not);
    const scoring::Outcomes observed{pairs.observed};
    const scoring::Probabilities predicted{pairs.predicted};
    const scoring::Weights weights{pairs.weights};
    if (auto roc = scoring::roc(observed, predicted, weights)) out.roc = *std::move(roc);
    if (!intervals || !out.roc) return out;
    const auto area = scoring::roc_auc_clustered(observed, predicted, {pairs.clusters}, weights, kIntervalLevel);
    if (area && area->interval && area->clusters >= kFewQuestions) out.auc_ci90 = {area->interval->low, area->interval->high};
    return out;
}

std::optional<Confidence> confidence_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, bool intervals) {
    std::vector<double> differences;
    std::vector<std::uint64_t> clusters;
    scoring::Sum confidence, hits;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event() || !row.score.hit || !row.score.confidence) continue;
        differences.push_back(*row.score.confidence - *row.score.hit);
        clusters.push_back(evaluation.links.cluster(row.statement));
        confidence.add(*row.score.confidence);
        hits.add(*row.score.hit);
    }
    if (differences.empty()) return std::nullopt;
    const auto n = static_cast<double>(differences.size());
    Confidence out{differences.size(), distinct(clusters), confidence.value() / n, hits.value() / n, 0, {}};
    out.difference = out.mean_confidence - out.hit_rate;
    if (!intervals) return out;
    scoring::BootstrapOptions by_t;
    by_t.level = kIntervalLevel;
    by_t.min_clusters = kFewQuestions;
    by_t.max_bootstrap = 0;
    const auto interval = scoring::mean_interval({differences}, {clusters}, {}, by_t);
    if (interval && interval->method == scoring::IntervalMethod::t) out.ci90 = {interval->low, interval->high};
    return out;
}

}  // namespace hindsight::evaluation
