// SPDX-License-Identifier: MIT
// CORP decomposition.
#include "hindsight/scoring/sets/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "../check.hpp"
#include "../numeric.hpp"
#include "columns.hpp"
#include "hindsight/scoring/binary.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "pools.hpp"

namespace hindsight::scoring {
namespace {

CalibrationBin bin_of(const Pool& pool, Probabilities predicted, Weights weights, std::span<const std::uint32_t> order) {
    Sum weighted;
    for (std::size_t i = pool.first; i < pool.end; ++i) weighted.add(weight_at(weights, order[i]) * predicted.values[order[i]]);
    const double low = predicted.values[order[pool.first]];
    const double high = predicted.values[order[pool.end - 1]];
    const double mean = pool.weight > 0 ? std::clamp(weighted.value() / pool.weight, low, high) : low;
    return {low, high, pool.end - pool.first, pool.weight, mean, pool.rate()};
}

/// The score of p less that of x, for outcome f.
double brier_gap(double f, double p, double x) { return (p - x) * (p + x - 2 * f); }

double log_gap(double f, double p, double x) {
    if (p == x) return 0;
    const double if_yes = f == 0 ? 0.0 : f * (std::log(x) - std::log(p));
    const double if_no = f == 1 ? 0.0 : (1 - f) * (std::log1p(-x) - std::log1p(-p));
    return if_yes + if_no;
}
double log_uncertainty(Outcomes, Weights, double, double rate) {
    return weighted_surprise(rate, std::log(rate)) + weighted_surprise(1 - rate, std::log1p(-rate));
}

/// What is subtracted from a base rate by knowing the pool: the divergence of the pool's rate from it.
double brier_divergence(double x, double rate) { return square(x - rate); }
double log_divergence(double x, double rate) {
    const double if_yes = x == 0 ? 0.0 : x * std::log(x / rate);
    const double if_no = x == 1 ? 0.0 : (1 - x) * std::log((1 - x) / (1 - rate));
    return x == rate ? 0.0 : if_yes + if_no;
}

/// Mean (rate - f)^2: rate (1 - rate) for outcomes 0 and 1, less where they are fractions.
double brier_uncertainty(Outcomes observed, Weights weights, double total, double rate) {
    Sum fractions;
    for (std::size_t i = 0; i < observed.values.size(); ++i)
        fractions.add(weight_at(weights, i) * observed.values[i] * (1 - observed.values[i]));
    return rate * (1 - rate) - fractions.value() / total;
}

/// The mean of the scores themselves, so that it is the number that other reports show.
double mean_of(Outcomes observed, Probabilities predicted, Weights weights, double total, CalibrationRule rule) {
    Sum scores;
    for (std::size_t i = 0; i < observed.values.size(); ++i) {
        const double w = weight_at(weights, i);
        if (w == 0) continue;
        const Observed f{observed.values[i]};
        const Probability p{predicted.values[i]};
        scores.add(w * *(rule == CalibrationRule::brier ? brier_binary(f, p) : log_binary(f, p)));
    }
    return scores.value() / total;
}

struct RuleParts {
    double (*gap)(double, double, double);
    double (*divergence)(double, double);
    double (*uncertainty)(Outcomes, Weights, double total, double rate);
};

constexpr RuleParts brier_parts{brier_gap, brier_divergence, brier_uncertainty};
constexpr RuleParts log_parts{log_gap, log_divergence, log_uncertainty};

}  // namespace

Result<Decomposition> corp(Outcomes observed, Probabilities predicted, Weights weights, CalibrationRule rule) {
    if (const auto no = check_events(observed.values, predicted.values, weights.values)) return *no;
    const RuleParts& parts = rule == CalibrationRule::brier ? brier_parts : log_parts;
    const auto order = order_by(predicted.values);
    const auto pools = isotonic_pools(observed, predicted, weights, order);
    Sum weight;
    Sum yes;
    for (const Pool& pool : pools) {
        weight.add(pool.weight);
        yes.add(pool.yes);
    }
    const double total = weight.value();
    const double rate = yes.value() / total;
    Sum miscalibration;
    Sum discrimination;
    Decomposition result;
    for (const Pool& pool : pools) {
        const double x = pool.rate();
        for (std::size_t i = pool.first; i < pool.end; ++i) {
            const double w = weight_at(weights, order[i]);
            if (w > 0) miscalibration.add(w * parts.gap(observed.values[order[i]], predicted.values[order[i]], x));
        }
        if (pool.weight > 0) discrimination.add(pool.weight * parts.divergence(x, rate));
        result.bins.push_back(bin_of(pool, predicted, weights, order));
    }
    result.miscalibration = std::max(0.0, miscalibration.value() / total);
    result.discrimination = discrimination.value() / total;
    result.uncertainty = parts.uncertainty(observed, weights, total, rate);
    result.mean_score = mean_of(observed, predicted, weights, total, rule);
    return result;
}

}  // namespace hindsight::scoring
