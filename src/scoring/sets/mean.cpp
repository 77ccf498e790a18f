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
    double largest = 0;
    for (const double d : sums.deviation) largest = std::max(largest, std::abs(d));
    if (largest == 0) return 0;
    Sum squares;  // relative to the largest, whose own square may be no number
    for (const double d : sums.deviation) squares.add(square(d / largest));
    const double g = static_cast<double>(sums.deviation.size());
    return largest * (std::sqrt(g / (g - 1) * squares.value()) / total_weight);
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

/// The sum over `g` clusters drawn with replacement.
double drawn_sum(const std::vector<double>& values, std::uint32_t g, Random& random) {
    double even = 0;
    double odd = 0;
    for (std::uint32_t i = 0; i + 1 < g; i += 2) {
        const auto [a, b] = random.two_below(g);
        even += values[a];
        odd += values[b];
    }
    return g % 2 == 1 ? even + odd + values[random.below(g)] : even + odd;
}

/// Means of resampled clusters, as differences from the mean.
std::vector<double> resample(const ClusterSums& sums, std::size_t count, std::uint64_t seed) {
    Random random(seed);
    const auto g = static_cast<std::uint32_t>(sums.deviation.size());
    const double first = sums.weight.front();
    const bool equal = std::all_of(sums.weight.begin(), sums.weight.end(), [first](double w) { return w == first; });
    std::vector<double> result;
    while (result.size() < count) {
        Random weights = random;  // the same clusters once more
        const double deviation = drawn_sum(sums.deviation, g, random);
        const double weight = equal ? first * g : drawn_sum(sums.weight, g, weights);
        if (weight > 0) result.push_back(deviation / weight);  // clusters may have weight 0
    }
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

/// Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan). Reorders the values.
double quantile_of(std::vector<double>& values, double level) {
    const double place = level * static_cast<double>(values.size() - 1);
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(std::min(static_cast<std::size_t>(place), values.size() - 1));
    std::nth_element(values.begin(), below, values.end());
    const auto above = std::min_element(below + 1, values.end());
    return above == values.end() ? *below : *below + (place - std::floor(place)) * (*above - *below);
}

MeanInterval bca(const Mean& mean, const ClusterSums& sums, const BootstrapOptions& options) {
    auto draws = resample(sums, options.resamples, options.seed);
    const double a = acceleration(sums, mean.weight);
    const auto [least, most] = std::minmax_element(draws.begin(), draws.end());
    const double tie = 1e-12 * (*most - *least);  // means that differ by rounding only
    double below = 0;
    for (const double draw : draws) below += draw < -tie ? 1 : draw <= tie ? 0.5 : 0;
    const double count = static_cast<double>(draws.size());
    const double shift = normal_quantile(std::clamp(below, 0.5, count - 0.5) / count);
    const auto end = [&](double level) {
        const double z = shift + normal_quantile(level);
        return mean.mean + quantile_of(draws, normal_cdf(shift + z / (1 - a * z)));
    };
    return {IntervalMethod::bca, end((1 - options.level) / 2), end((1 + options.level) / 2)};
}

MeanInterval by_t(const Mean& mean, double level) {
    const double width = student_t_quantile(static_cast<double>(mean.clusters - 1), (1 + level) / 2) * *mean.se;
    return {IntervalMethod::t, mean.mean - width, mean.mean + width};
}

std::optional<Reason> fault(const BootstrapOptions& options) {
    if (!(options.level > 0 && options.level < 1)) return Reason::bad_level;
    return options.resamples == 0 ? std::optional(Reason::empty) : std::nullopt;
}

constexpr std::size_t most_rows = 100'000;  // kept for a bootstrap over rows

}  // namespace

Result<Mean> mean_score(Scores scores, Clusters clusters, Weights weights) {
    const auto t = totals(scores, clusters, weights);
    if (!t) return t.why();
    return t->mean;
}

Result<MeanInterval> mean_interval(Scores scores, Clusters clusters, Weights weights, BootstrapOptions options) {
    if (const auto no = fault(options)) return *no;
    const auto t = totals(scores, clusters, weights);
    if (!t) return t.why();
    if (!t->mean.se || t->mean.clusters < options.min_clusters) return MeanInterval{};
    return t->mean.clusters > options.max_bootstrap ? by_t(t->mean, options.level) : bca(t->mean, t->sums, options);
}

/// False for a score that does not enter the sums.
inline bool MeanAccumulator::count_row(double score, double weight) {
    ++n_;
    lowest_ = std::min(lowest_, score);
    highest_ = std::max(highest_, score);
    if (!std::isinf(score)) return true;
    ++infinite_;
    if (weight == 0) return false;
    both_ = both_ || (infinity_ != 0 && infinity_ != score);
    infinity_ = score;
    return false;
}

/// Rows of weight 1.
void MeanAccumulator::count_rows(Scores scores) {
    double low = infinity;
    double high = -infinity;
    for (const double score : scores.values) {
        low = std::min(low, score);
        high = std::max(high, score);
    }
    if (std::isinf(low) || std::isinf(high)) {
        for (const double score : scores.values) count_row(score, 1);
        return;
    }
    n_ += scores.values.size();
    lowest_ = std::min(lowest_, low);
    highest_ = std::max(highest_, high);
}

void MeanAccumulator::add(double score, std::size_t cluster, double weight) {
    if (cluster >= clusters_.size()) clusters_.resize(cluster + 1);
    Cluster& sums = clusters_[cluster];
    sums.seen = true;
    if (count_row(score, weight)) sums.score.add_product(score, weight);
    sums.weight.add(weight);
}

void MeanAccumulator::add(Scores scores, std::span<const std::uint32_t> clusters) {
    if (clusters.empty()) return;
    const std::size_t needed = *std::max_element(clusters.begin(), clusters.end()) + std::size_t{1};
    if (clusters_.size() < needed) clusters_.resize(needed);
    count_rows(scores);
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        Cluster& sums = clusters_[clusters[i]];
        sums.seen = true;
        sums.weight.add(1);
        if (!std::isinf(scores.values[i])) sums.score.add(scores.values[i]);
    }
}

void MeanAccumulator::add_only(Scores scores) {
    count_rows(scores);
    only_.reserve(only_.size() + scores.values.size());
    for (const double score : scores.values) only_.push_back(std::isinf(score) ? 0.0 : score);
}

void MeanAccumulator::add_alone(double score, double weight) {
    ++alone_;
    weight_.add(weight);
    if (!count_row(score, weight)) return;
    if (keeps_rows_ && alone_ <= most_rows) rows_.push_back({score, weight});
    score_.add_product(score, weight);
    Sum once;
    once.add_product(score, weight);
    squares_.add_product(once, once);
    scores2_.add_scaled(once, weight);
    weights2_.add_product(weight, weight);
}

void MeanAccumulator::merge(const MeanAccumulator& other) {
    n_ += other.n_;
    lowest_ = std::min(lowest_, other.lowest_);
    highest_ = std::max(highest_, other.highest_);
    infinite_ += other.infinite_;
    both_ = both_ || other.both_ || (infinity_ != 0 && other.infinity_ != 0 && infinity_ != other.infinity_);
    if (infinity_ == 0) infinity_ = other.infinity_;
    if (clusters_.size() < other.clusters_.size()) clusters_.resize(other.clusters_.size());
    for (std::size_t i = 0; i < other.clusters_.size(); ++i) {
        clusters_[i].score.add(other.clusters_[i].score);
        clusters_[i].weight.add(other.clusters_[i].weight);
        clusters_[i].seen = clusters_[i].seen || other.clusters_[i].seen;
    }
    alone_ += other.alone_;
    only_.insert(only_.end(), other.only_.begin(), other.only_.end());
    keeps_rows_ = keeps_rows_ && other.keeps_rows_;
    if (keeps_rows_ && alone_ <= most_rows) rows_.insert(rows_.end(), other.rows_.begin(), other.rows_.end());
    score_.add(other.score_);
    weight_.add(other.weight_);
    squares_.add(other.squares_);
    scores2_.add(other.scores2_);
    weights2_.add(other.weights2_);
}

MeanAccumulator::Cluster MeanAccumulator::total() const {
    Cluster all{score_, weight_};
    for (const double score : only_) all.score.add(score);
    all.weight.add(static_cast<double>(only_.size()));
    for (const Cluster& cluster : clusters_) {
        all.score.add(cluster.score);
        all.weight.add(cluster.weight);
    }
    return all;
}

ClusterSums MeanAccumulator::sums_around(double mean) const {
    ClusterSums sums;
    sums.deviation.reserve(rows_.size() + only_.size() + clusters_.size());
    sums.weight.reserve(rows_.size() + only_.size() + clusters_.size());
    for (const double score : only_) sums.deviation.push_back(score - mean);
    sums.weight.resize(only_.size(), 1);
    for (const Row& row : rows_) {
        sums.deviation.push_back(row.weight * (row.score - mean));
        sums.weight.push_back(row.weight);
    }
    for (const Cluster& cluster : clusters_) {
        if (!cluster.seen) continue;
        Sum deviation = cluster.score;
        deviation.add_scaled(cluster.weight, -mean);
        sums.deviation.push_back(deviation.value());
        sums.weight.push_back(cluster.weight.value());
    }
    return sums;
}

Result<Mean> MeanAccumulator::mean() const {
    if (n_ == 0) return Reason::empty;
    const Cluster all = total();
    Mean mean;
    mean.n = n_;
    mean.infinite = infinite_;
    mean.weight = all.weight.value();
    if (mean.weight == 0) return Reason::bad_weight;
    mean.clusters = alone_ + only_.size();
    for (const Cluster& cluster : clusters_) mean.clusters += cluster.seen;
    if (both_) return Reason::undefined;
    mean.mean = infinity_ != 0 ? infinity_ : all.score.value() / mean.weight;
    if (infinity_ != 0 || mean.clusters < 2) return mean;
    if (alone_ == 0) {
        mean.se = standard_error(sums_around(mean.mean), mean.weight);
        return mean;
    }
    Sum squares = squares_;  // of w (s - mean)
    squares.add_scaled(scores2_, -2 * mean.mean);
    Sum scaled;
    scaled.add_scaled(weights2_, mean.mean);
    squares.add_scaled(scaled, mean.mean);
    const double g = static_cast<double>(alone_);
    const double around = std::max(0.0, squares.value());
    const bool lost = !std::isfinite(around) || (around == 0 && lowest_ < highest_);  // squares beyond the range of doubles
    if (!lost) mean.se = std::sqrt(g / (g - 1) * around) / mean.weight;
    return mean;
}

Result<MeanInterval> MeanAccumulator::interval(BootstrapOptions options) const {
    if (const auto no = fault(options)) return *no;
    const auto figures = mean();
    if (!figures) return figures.why();
    if (!figures->se || figures->clusters < options.min_clusters) return MeanInterval{};
    const bool too_many = figures->clusters > options.max_bootstrap || alone_ > most_rows || (alone_ > 0 && !keeps_rows_);
    return too_many ? by_t(*figures, options.level) : bca(*figures, sums_around(figures->mean), options);
}

}  // namespace hindsight::scoring
