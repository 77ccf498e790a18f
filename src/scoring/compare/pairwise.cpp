// SPDX-License-Identifier: MIT
// Pairs of forecasters on shared tasks.
#include "hindsight/scoring/compare/pairwise.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "hindsight/scoring/sets/sum.hpp"
#include "layout.hpp"
#include "relative_skill.hpp"
#include "variation.hpp"

namespace hindsight::scoring {
namespace {

/// The scores of two forecasters on the tasks of both, in order of time.
struct SharedScores {
    std::vector<double> first;
    std::vector<double> second;
    std::vector<std::uint32_t> places;

    void clear() {
        first.clear();
        second.clear();
        places.clear();
    }
};

void intersect(const Column& a, const Column& b, SharedScores& out) {
    out.clear();
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.places.size() && j < b.places.size()) {
        if (a.places[i] == b.places[j]) {
            out.first.push_back(a.scores[i]);
            out.second.push_back(b.scores[j]);
            out.places.push_back(a.places[i]);
        }
        const bool step_first = a.places[i] <= b.places[j];
        const bool step_second = b.places[j] <= a.places[i];
        i += step_first ? 1 : 0;
        j += step_second ? 1 : 0;
    }
}

/// Mean difference and number of tasks of each cluster, in order of appearance. Weighted by these numbers the means
/// have the mean, standard error and bootstrap of the tasks themselves, and no label is looked up again.
class ClusterMeans {
   public:
    explicit ClusterMeans(const Layout& layout)
        : layout_(layout), slot_(layout.cluster.empty() ? 0 : layout.cluster_count, none) {}

    void of(const std::vector<double>& differences, const std::vector<std::uint32_t>& places) {
        means.clear();
        weights.clear();
        if (layout_.cluster.empty()) {
            means = differences;
            return;
        }
        totals_.clear();
        for (std::size_t i = 0; i < places.size(); ++i) add(differences[i], layout_.cluster[places[i]]);
        for (std::size_t i = 0; i < totals_.size(); ++i) means.push_back(totals_[i].value() / weights[i]);
        for (const std::uint32_t place : places) slot_[layout_.cluster[place]] = none;
    }

    std::vector<double> means;
    std::vector<double> weights;  ///< empty when each task is its own cluster

   private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void add(double difference, std::uint32_t cluster) {
        std::size_t& slot = slot_[cluster];
        if (slot == none) {
            slot = totals_.size();
            totals_.emplace_back();
            weights.push_back(0);
        }
        totals_[slot].add(difference);
        weights[slot] += 1;
    }

    const Layout& layout_;
    std::vector<std::size_t> slot_;  ///< of each cluster among `means`
    std::vector<Sum> totals_;
};

Score mean_of(const std::vector<double>& scores) {
    if (scores.empty()) return Reason::empty;
    const double mean = sum(scores) / static_cast<double>(scores.size());
    if (std::isnan(mean)) return Reason::undefined;
    return mean;
}

class Comparer {
   public:
    Comparer(const Layout& layout, const ComparisonOptions& options)
        : layout_(layout), options_(options), clusters_(layout) {}

    PairComparison compare(std::size_t first, std::size_t second) {
        PairComparison pair;
        pair.first = first;
        pair.second = second;
        intersect(layout_.columns[first], layout_.columns[second], shared_);
        pair.n = shared_.places.size();
        if (pair.n == 0) return pair;
        pair.mean_first = mean_of(shared_.first);
        pair.mean_second = mean_of(shared_.second);
        pair.ratio = ratio_of_means(pair.mean_first, pair.mean_second);
        subtract();
        clusters_.of(differences_, shared_.places);
        pair.clusters = clusters_.means.size();
        if (finite_)
            add_difference(pair);
        else
            add_infinite_difference(pair);
        return pair;
    }

   private:
    void subtract() {
        differences_.resize(shared_.first.size());
        finite_ = true;
        for (std::size_t i = 0; i < differences_.size(); ++i) {
            differences_[i] = shared_.first[i] - shared_.second[i];
            finite_ = finite_ && std::isfinite(differences_[i]);
        }
    }

    void add_difference(PairComparison& pair) {
        const Scores means{clusters_.means};
        const Weights weights{clusters_.weights};
        const auto mean = mean_score(means, {}, weights);
        if (!mean || std::isinf(mean->mean)) return add_infinite_difference(pair);
        pair.difference = mean->mean;
        pair.se = mean->se;
        pair.interval = mean_interval(means, {}, weights, options_.interval).value_or({});
        const double scale = std::fmax(largest(shared_.first), largest(shared_.second));
        pair.diebold_mariano = Reason::undefined;
        pair.clustered = Reason::undefined;
        if (pair.n < 2 || varies(differences_, scale))
            pair.diebold_mariano = diebold_mariano({differences_}, options_.horizon);
        if (pair.clusters < std::max<std::size_t>(2, options_.interval.min_clusters))
            pair.clustered = Reason::empty;
        else if (varies(clusters_.means, scale))
            pair.clustered = t_test(mean->mean, pair.se.value_or(0), static_cast<double>(pair.clusters - 1));
    }

    static void add_infinite_difference(PairComparison& pair) {
        pair.difference = Reason::undefined;
        if (pair.mean_first && pair.mean_second && !std::isnan(*pair.mean_first - *pair.mean_second))
            pair.difference = *pair.mean_first - *pair.mean_second;
        pair.diebold_mariano = Reason::infinite;
        pair.clustered = Reason::infinite;
    }

    const Layout& layout_;
    const ComparisonOptions& options_;
    ClusterMeans clusters_;
    SharedScores shared_;
    std::vector<double> differences_;
    bool finite_ = true;
};

/// Adjusts one of the tests over the pairs that have it.
void adjust(std::vector<PairComparison>& pairs, Result<Significance> PairComparison::*test,
            std::optional<double> PairComparison::*adjusted) {
    std::vector<double> p;
    for (const PairComparison& pair : pairs)
        if (pair.*test) p.push_back((pair.*test)->p);
    const auto raised = holm(p);
    std::size_t next = 0;
    for (PairComparison& pair : pairs)
        if (pair.*test) pair.*adjusted = raised[next++];
}

std::vector<ForecasterStanding> standings(const Layout& layout) {
    std::vector<ForecasterStanding> result;
    for (const Column& column : layout.columns) {
        ForecasterStanding s;
        s.n = column.places.size();
        s.imputed = column.imputed;
        s.mean = mean_of(column.scores);
        result.push_back(s);
    }
    return result;
}

Refusal check(const ScoreTable& table, const ComparisonOptions& options) {
    if (options.baseline && *options.baseline >= table.forecaster_count) return NotScored{Reason::bad_category, 0};
    if (options.horizon == 0) return NotScored{Reason::bad_parameter, 0};
    if (!(options.interval.level > 0 && options.interval.level < 1)) return NotScored{Reason::bad_level, 0};
    if (options.interval.resamples == 0) return NotScored{Reason::empty, 0};
    return accepted;
}

}  // namespace

Result<Comparison> compare_pairwise(const ScoreTable& table, const ComparisonOptions& options) {
    if (const auto no = check(table, options)) return *no;
    auto given = layout_of(table);
    if (!given) return given.why();
    const auto layout = without_gaps(std::move(*given), options.missing);
    if (!layout) return layout.why();
    Comparison result;
    Comparer comparer(*layout, options);
    for (std::size_t i = 0; i < layout->columns.size(); ++i)
        for (std::size_t j = i + 1; j < layout->columns.size(); ++j) result.pairs.push_back(comparer.compare(i, j));
    adjust(result.pairs, &PairComparison::diebold_mariano, &PairComparison::holm_diebold_mariano);
    adjust(result.pairs, &PairComparison::clustered, &PairComparison::holm_clustered);
    result.forecasters = standings(*layout);
    add_relative_skill(result, options.baseline);
    result.missing = layout->counts;
    return result;
}

}  // namespace hindsight::scoring
