// SPDX-License-Identifier: MIT
// Tests of mean differences.
#include "hindsight/scoring/compare/significance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "../check.hpp"
#include "../special.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "variation.hpp"

namespace hindsight::scoring {
namespace {

/// P(|T| > |t|), by the smaller of the two arguments so that none is rounded to 1.
double two_sided(double t, double df) {
    const double part = t * (t / df);
    if (std::isinf(part)) return 0;
    return part > 1 ? beta_p(df / 2, 0.5, 1 / (1 + part)) : beta_q(0.5, df / 2, part / (1 + part));
}

double autocovariance(std::span<const double> d, double mean, std::size_t lag) {
    Sum total;
    for (std::size_t i = lag; i < d.size(); ++i) total.add((d[i] - mean) * (d[i - lag] - mean));
    return total.value() / static_cast<double>(d.size());
}

/// n times the variance of the mean.
double long_run_variance(std::span<const double> d, double mean, std::size_t horizon) {
    double total = autocovariance(d, mean, 0);
    for (std::size_t lag = 1; lag < horizon; ++lag) total += 2 * autocovariance(d, mean, lag);
    return total;
}

}  // namespace

Result<Significance> t_test(double mean, double se, double df) {
    if (std::isnan(mean) || std::isnan(se) || std::isnan(df)) return Reason::missing;
    if (std::isinf(mean) || std::isinf(se)) return Reason::infinite;
    if (!(se > 0 && df > 0)) return Reason::undefined;
    const double t = mean / se;
    if (std::isinf(t)) return Reason::undefined;
    return Significance{t, df, two_sided(t, df)};
}

Result<Significance> diebold_mariano(Scores differences, std::size_t horizon) {
    const auto d = differences.values;
    if (const auto no = check_numbers(d)) return *no;
    if (d.size() < 2) return Reason::empty;
    if (horizon < 1 || horizon >= d.size()) return Reason::bad_parameter;
    if (!varies(d, largest(d))) return Reason::undefined;
    const double n = static_cast<double>(d.size());
    const double h = static_cast<double>(horizon);
    const double mean = sum(d) / n;
    const double variance = long_run_variance(d, mean, horizon) / n;
    if (!(variance > 0)) return horizon > 1 ? Reason::not_applicable : Reason::undefined;
    const double correction = std::sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
    return t_test(mean * correction, std::sqrt(variance), n - 1);
}

std::vector<double> holm(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size());
    double reached = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        reached = std::max(reached, std::min(1.0, static_cast<double>(p.size() - i) * p[order[i]]));
        adjusted[order[i]] = reached;
    }
    return adjusted;
}

}  // namespace hindsight::scoring
