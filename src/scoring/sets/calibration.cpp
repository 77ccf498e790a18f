// SPDX-License-Identifier: MIT
// CORP decomposition.
#include "hindsight/scoring/sets/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "pools.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {
namespace {

/// The score of a forecast, and what of it is above the score of the recalibrated one.
struct Parts {
    double score;
    double excess;
};

// A rule, made for one recalibrated probability x: `parts` of p for outcome f; `divergence` of x from the base rate, which
// is what knowing x takes off the mean score.

class Brier {
   public:
    explicit Brier(double x) : x_(x) {}

    Parts parts(double f, double p) const { return {square(p - f), (p - x_) * (p + x_ - 2 * f)}; }
    double divergence(double rate) const { return square(x_ - rate); }
    static double uncertainty(const SortedEvents& events, double) { return events.outcome_variance(); }

   private:
    double x_;
};

class Log {
   public:
    explicit Log(double x) : x_(x), if_yes_(std::log(x)), if_no_(std::log1p(-x)) {}

    Parts parts(double f, double p) const {
        const double yes = f == 0 ? 0.0 : std::log(p);
        const double no = f == 1 ? 0.0 : std::log1p(-p);
        return {weighted_surprise(f, yes) + weighted_surprise(1 - f, no), p == x_ ? 0.0 : excess(f, yes, no)};
    }
    double divergence(double rate) const {
        const double yes = x_ == 0 ? 0.0 : x_ * std::log(x_ / rate);
        const double no = x_ == 1 ? 0.0 : (1 - x_) * std::log((1 - x_) / (1 - rate));
        return x_ == rate ? 0.0 : yes + no;
    }
    static double uncertainty(const SortedEvents&, double rate) {
        return weighted_surprise(rate, std::log(rate)) + weighted_surprise(1 - rate, std::log1p(-rate));
    }

   private:
    double excess(double f, double yes, double no) const {
        return (f == 0 ? 0.0 : f * (if_yes_ - yes)) + (f == 1 ? 0.0 : (1 - f) * (if_no_ - no));
    }

    double x_, if_yes_, if_no_;
};

/// Rows of equal probability are one.
std::vector<Pool> isotonic_pools(const SortedEvents& events) {
    IsotonicFit fit;
    SortedRows(events).each_tie([&](const Tie& tie) { fit.add({tie.first, tie.end, tie.weight, tie.yes}); });
    return fit.pools();
}

struct Sums {
    Sum score;
    Sum excess;
    Sum divergence;
};

/// Adds a pool's rows, and gives the pool as a bin.
template <class Rule>
CalibrationBin add_pool(Sums& sums, const SortedRows& rows, const Pool& pool, double rate) {
    const Rule rule(pool.rate());
    Sum predicted;
    rows.each_group(pool.first, pool.end, [&](double p, double f, double weight) {
        if (weight == 0) return;
        const Parts parts = rule.parts(f, p);
        add_times(sums.score, weight, parts.score);
        add_times(sums.excess, weight, parts.excess);
        add_times(predicted, weight, p);
    });
    if (pool.weight > 0) sums.divergence.add(pool.weight * rule.divergence(rate));
    const double low = rows.probability(pool.first);
    const double high = rows.probability(pool.end - 1);
    const double mean = pool.weight > 0 ? std::clamp(predicted.value() / pool.weight, low, high) : low;
    return {low, high, pool.end - pool.first, pool.weight, mean, pool.rate()};
}

template <class Rule>
Decomposition decompose(const SortedEvents& events) {
    const SortedRows rows(events);
    const double rate = events.yes() / events.weight();
    Sums sums;
    Decomposition result;
    for (const Pool& pool : isotonic_pools(events)) result.bins.push_back(add_pool<Rule>(sums, rows, pool, rate));
    result.mean_score = sums.score.value() / events.weight();
    result.miscalibration = std::max(0.0, sums.excess.value() / events.weight());
    result.discrimination = std::max(0.0, sums.divergence.value() / events.weight());  // never below 0 but by rounding
    result.uncertainty = Rule::uncertainty(events, rate);
    return result;
}

}  // namespace

Decomposition corp(const SortedEvents& events, CalibrationRule rule) {
    return rule == CalibrationRule::brier ? decompose<Brier>(events) : decompose<Log>(events);
}

Result<Decomposition> corp(Outcomes observed, Probabilities predicted, Weights weights, CalibrationRule rule) {
    const auto events = SortedEvents::of(observed, predicted, weights);
    if (!events) return events.why();
    return corp(*events, rule);
}

}  // namespace hindsight::scoring
