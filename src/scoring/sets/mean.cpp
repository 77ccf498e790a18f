// SPDX-License-Identifier: MIT
// Mean, clustered standard error, and bootstrap interval.
#include "hindsight/scoring/sets/mean.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "../check.hpp"
#include "../numeric.hpp"
#include "../special.hpp"
#include "columns.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {
namespace {

Refusal check(Scores scores, Clusters clusters, Weights weights) {
    const std::size_t n = scores.values.size();
    if (n == 0) return NotScored{Reason::empty, 0};
    if (!clusters.labels.empty() && clusters.labels.size() != n) return NotScored{Reason::size_mismatch, 0};
    for (std::size_t i = 0; i < n; ++i)
        if (std::isnan(scores.values[i])) return NotScored{Reason::missing, i};
    return check_weights(weights.values, n);
}

/// Per cluster the sum of weighted deviations from the overall mean, and the weight.
struct ClusterSums {
    std::vector<double> deviation;
    std::vector<double> weight;
};

ClusterSums sum_by_cluster(Scores scores, const ClusterNumbers& clusters, Weights weights, double mean) {
    std::vector<Sum> deviation(clusters.count);
    std::vector<Sum> weight(clusters.count);
    for (std::size_t i = 0; i < scores.values.size(); ++i) {
        const double w = weight_at(weights, i);
        deviation[clusters.at(i)].add(w * (scores.values[i] - mean));
        weight[clusters.at(i)].add(w);
    }
    ClusterSums result;
    for (const Sum& s : deviation) result.deviation.push_back(s.value());
    for (const Sum& s : weight) result.weight.push_back(s.value());
    return result;
}

double standard_error(const ClusterSums& sums, double total_weight) {
    Sum squares;
    for (const double d : sums.deviation) squares.add(square(d));
    const double g = static_cast<double>(sums.deviation.size());
    return std::sqrt(g / (g - 1) * squares.value()) / total_weight;
}

struct Totals {
    Mean mean;
    ClusterNumbers clusters;
    ClusterSums sums;  ///< empty for an infinite mean
};

Result<Totals> totals(Scores scores, Clusters clusters, Weights weights) {
    if (const auto no = check(scores, clusters, weights)) return *no;
    Totals t;
    Sum total;
    Sum weight;
    for (std::size_t i = 0; i < scores.values.size(); ++i) {
        const double w = weight_at(weights, i);
        if (std::isinf(scores.values[i])) ++t.mean.infinite;
        if (w > 0) total.add(w * scores.values[i]);
        weight.add(w);
    }
    t.mean.n = scores.values.size();
    t.mean.weight = weight.value();
    t.mean.mean = total.value() / weight.value();
    if (std::isnan(t.mean.mean)) return Reason::undefined;
    t.clusters = number_clusters(clusters, t.mean.n);
    t.mean.clusters = t.clusters.count;
    if (std::isinf(t.mean.mean)) return t;
    t.sums = sum_by_cluster(scores, t.clusters, weights, t.mean.mean);
    if (t.clusters.count > 1) t.mean.se = standard_error(t.sums, t.mean.weight);
    return t;
}

/// Means of resampled clusters, as differences from the mean, in ascending order.
std::vector<double> resample(const ClusterSums& sums, std::size_t count, std::uint64_t seed) {
    Random random(seed);
    const auto g = static_cast<std::uint32_t>(sums.deviation.size());
    std::vector<double> result;
    while (result.size() < count) {
        double deviation = 0;
        double weight = 0;
        for (std::uint32_t i = 0; i < g; ++i) {
            const std::uint32_t pick = random.below(g);
            deviation += sums.deviation[pick];
            weight += sums.weight[pick];
        }
        if (weight > 0) result.push_back(deviation / weight);  // clusters may have weight 0
    }
    std::sort(result.begin(), result.end());
    return result;
}

/// Efron's acceleration from leaving out one cluster at a time.
double acceleration(const ClusterSums& sums, double total_weight) {
    std::vector<double> left_out;
    Sum total;
    for (std::size_t i = 0; i < sums.deviation.size(); ++i) {
        const double rest = total_weight - sums.weight[i];
        if (rest <= 0) continue;
        left_out.push_back(-sums.deviation[i] / rest);
        total.add(left_out.back());
    }
    const double centre = total.value() / static_cast<double>(left_out.size());
    Sum squares;
    Sum cubes;
    for (const double x : left_out) {
        squares.add(square(centre - x));
        cubes.add(square(centre - x) * (centre - x));
    }
    return squares.value() > 0 ? cubes.value() / (6 * std::pow(squares.value(), 1.5)) : 0.0;
}

/// Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan).
double quantile_of_sorted(const std::vector<double>& sorted, double level) {
    const double place = level * static_cast<double>(sorted.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), sorted.size() - 1);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

MeanInterval bca(const Totals& t, const BootstrapOptions& options) {
    const auto draws = resample(t.sums, options.resamples, options.seed);
    const double a = acceleration(t.sums, t.mean.weight);
    const double tie = 1e-12 * (draws.back() - draws.front());  // means that differ by rounding only
    const auto first = std::lower_bound(draws.begin(), draws.end(), -tie);
    const auto last = std::upper_bound(first, draws.end(), tie);
    const double below = static_cast<double>(first - draws.begin()) + static_cast<double>(last - first) / 2;
    const double count = static_cast<double>(draws.size());
    const double shift = normal_quantile(std::clamp(below, 0.5, count - 0.5) / count);
    const auto end = [&](double level) {
        const double z = shift + normal_quantile(level);
        return t.mean.mean + quantile_of_sorted(draws, normal_cdf(shift + z / (1 - a * z)));
    };
    return {IntervalMethod::bca, end((1 - options.level) / 2), end((1 + options.level) / 2)};
}

MeanInterval by_t(const Totals& t, double level) {
    const double width = student_t_quantile(static_cast<double>(t.mean.clusters - 1), (1 + level) / 2) * *t.mean.se;
    return {IntervalMethod::t, t.mean.mean - width, t.mean.mean + width};
}

}  // namespace

Result<Mean> mean_score(Scores scores, Clusters clusters, Weights weights) {
    const auto t = totals(scores, clusters, weights);
    if (!t) return t.why();
    return t->mean;
}

Result<MeanInterval> mean_interval(Scores scores, Clusters clusters, Weights weights, BootstrapOptions options) {
    if (!(options.level > 0 && options.level < 1)) return Reason::bad_level;
    if (options.resamples == 0) return Reason::empty;
    const auto t = totals(scores, clusters, weights);
    if (!t) return t.why();
    if (!t->mean.se || t->mean.clusters < options.min_clusters) return MeanInterval{};
    return t->mean.clusters > options.max_bootstrap ? by_t(*t, options.level) : bca(*t, options);
}

}  // namespace hindsight::scoring
