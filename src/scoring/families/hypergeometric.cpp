// SPDX-License-Identifier: MIT
// Hypergeometric: white balls among `draws` from `white` and `black` ones, without putting back.
#include <algorithm>
#include <cmath>
#include <vector>

#include "ops.hpp"

namespace hindsight::scoring {
namespace {

double lowest(const Parameters& p) { return std::max(0.0, p[2] - p[1]); }
double highest(const Parameters& p) { return std::min(p[0], p[2]); }

bool valid(const Parameters& p) { return p[2] <= p[0] + p[1]; }

/// Loader (2000): a ratio of three binomial probabilities at p = draws / all.
double log_mass(const Parameters& p, double k) {
    const auto [white, black, draws, unused] = p;
    const double all = std::max(1.0, white + black);
    const double share = draws / all;
    const double rest = (white + black - draws) / all;
    return log_binomial(k, white - k, share, rest) + log_binomial(draws - k, black - (draws - k), share, rest) -
           log_binomial(draws, white + black - draws, share, rest);
}

/// f(k+1) / f(k)
double up(const Parameters& p, double k) { return (p[0] - k) / (k + 1) * ((p[2] - k) / (p[1] - p[2] + k + 1)); }

/// P(X <= k), summed downwards from k until nothing changes.
double sum_down(const Parameters& p, double k) {
    double term = std::exp(log_mass(p, k));
    double total = term;
    for (; k > lowest(p) && term > 1e-18 * total; --k) {
        term /= up(p, k - 1);
        total += term;
    }
    return std::min(total, 1.0);
}

/// P(X >= k)
double sum_up(const Parameters& p, double k) {
    double term = std::exp(log_mass(p, k));
    double total = term;
    for (; k < highest(p) && term > 1e-18 * total; ++k) {
        term *= up(p, k);
        total += term;
    }
    return std::min(total, 1.0);
}

double mean(const Parameters& p) { return p[2] * (p[0] / std::max(1.0, p[0] + p[1])); }
double variance(const Parameters& p) {
    const double all = std::max(2.0, p[0] + p[1]);  // with fewer there is nothing to vary
    return p[2] * (p[0] / all) * (p[1] / all) * ((all - p[2]) / (all - 1));
}

/// From this sd the sums would take too long, and the expansions below are off by less than 1e-14.
constexpr double wide = 1e5;

/// Edgeworth's expansion in 1/sd, as far as the square: a sum of yes-or-no trials has cumulants of about its variance.
struct Edgeworth {
    double centre;
    double sd;
    double skewness;
    double kurtosis;  ///< in excess of the normal's

    explicit Edgeworth(const Parameters& p) : centre(mean(p)), sd(std::sqrt(variance(p))) {
        const double all = p[0] + p[1];
        const double colours = p[0] / all * (p[1] / all);
        const double drawn = p[2] / all * ((all - p[2]) / all);
        skewness = (p[1] - p[0]) / all * ((all - 2 * p[2]) / all) / sd;
        kurtosis = (1 - 6 * (colours + drawn) + 30 * colours * drawn) / square(sd);
    }
    [[nodiscard]] double z(double k) const { return (k - centre + 0.5) / sd; }
    /// What the normal's P(X > k) is too small by; the last term is the sum's distance from the integral.
    [[nodiscard]] double correction(double k) const {
        const double x = z(k);
        const double third = skewness / 6 * (x * x - 1);
        const double fourth = kurtosis / 24 * x * (x * x - 3);
        const double both = square(skewness) / 72 * x * (square(x * x) - 10 * x * x + 15);
        return normal_density(x) * (third + fourth + both - x / (24 * square(sd)));
    }
    /// Half the mean distance of two draws.
    [[nodiscard]] double spread() const { return inverse_sqrt_pi * (sd * (1 - kurtosis / 48) - 1 / (24 * sd)); }
};

bool is_wide(const Parameters& p) { return variance(p) > square(wide); }

/// Each tail is summed on its own side of the mean, where the terms fall.
double cdf(const Parameters& p, double x) {
    const double k = std::floor(x);
    if (k < lowest(p)) return 0;
    if (k >= highest(p)) return 1;
    if (is_wide(p)) {
        const Edgeworth near(p);
        return std::clamp(normal_cdf(near.z(k)) - near.correction(k), 0.0, 1.0);
    }
    return k < mean(p) ? sum_down(p, k) : 1 - sum_up(p, k + 1);
}
double ccdf(const Parameters& p, double x) {
    const double k = std::floor(x);
    if (k < lowest(p)) return 1;
    if (k >= highest(p)) return 0;
    if (is_wide(p)) {
        const Edgeworth near(p);
        return std::clamp(normal_ccdf(near.z(k)) + near.correction(k), 0.0, 1.0);
    }
    return k < mean(p) ? 1 - sum_down(p, k) : sum_up(p, k + 1);
}

/// Half the mean distance of two draws, the sum of F (1-F): each tail from its far end inwards. The probabilities come
/// from ratios to the one at the mean, and are scaled to add to 1.
double spread(const Parameters& p) {
    constexpr double negligible = 1e-24;
    const double centre = std::clamp(std::floor(mean(p)), lowest(p), highest(p));
    std::vector<double> below;
    std::vector<double> above;
    double term = 1;
    for (double k = centre; k > lowest(p) && term > negligible; --k) below.push_back(term /= up(p, k - 1));
    term = 1;
    for (double k = centre; k < highest(p) && term > negligible; ++k) above.push_back(term *= up(p, k));
    double all = 1;
    for (const double f : below) all += f;
    for (const double f : above) all += f;
    double total = 0;
    for (const auto* side : {&below, &above}) {
        double tail = 0;
        for (auto f = side->rbegin(); f != side->rend(); ++f) {
            tail += *f / all;
            total += tail * (1 - tail);
        }
    }
    return total;
}

double log(const Parameters& p, double y) {
    if (std::floor(y) != y || y < lowest(p) || y > highest(p)) return infinity;
    return 0.0 - log_mass(p, y);
}

double crps(const Parameters& p, double y) {
    const double half_distance = is_wide(p) ? Edgeworth(p).spread() : spread(p);
    const double m = mean(p);
    if (y < lowest(p)) return (m - y) - half_distance;
    if (y >= highest(p)) return (y - m) - half_distance;
    const double k = std::floor(y);
    const double at = (p[0] - k) / (p[0] + p[1]) * (p[2] - k) * std::exp(log_mass(p, k));
    return (y - m) * balance(cdf(p, y), ccdf(p, y)) + 2 * at - half_distance;
}

}  // namespace

const FamilyOps hypergeometric_ops{valid, nullptr, crps, log, cdf, ccdf, nullptr, mean, variance};

}  // namespace hindsight::scoring
