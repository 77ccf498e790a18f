// SPDX-License-Identifier: MIT
// Counts: Poisson, negative binomial and binomial. At a value between whole numbers the CRPS is finite, the log score
// infinite.
#include <array>
#include <cmath>

#include "../quadrature.hpp"
#include "ops.hpp"

namespace hindsight::scoring {
namespace {

bool is_whole(double y) { return y >= 0 && std::floor(y) == y; }

/// Half the mean distance of two independent draws with |characteristic function|^2 = e^(power(s)) at s = sin^2(t/2): the
/// integral of (1 - e^power)/(4 pi s) over t in [0, pi], from |d| = (1/2 pi) int (1 - cos dt)/(1 - cos t) dt.
template <class Power>
double half_mean_distance(const Power& power, double sd) {
    const auto f = [&](double t) {
        const double s = square(std::sin(t / 2));
        return -std::expm1(power(s)) / s;
    };
    const double narrow = std::fmin(1.0, 1 / sd);
    const std::array<double, 6> breaks{0.0, 0.1 * narrow * pi, 0.3 * narrow * pi, narrow * pi, std::sqrt(narrow) * pi, pi};
    return integrate(f, breaks) / (4 * pi);
}

namespace poisson {  // rate

std::optional<double> point(const Parameters& p) { return p[0] == 0 ? std::optional(0.0) : std::nullopt; }
double cdf(const Parameters& p, double x) { return x < 0 ? 0.0 : (std::isinf(x) ? 1.0 : gamma_q(std::floor(x) + 1, p[0])); }
double ccdf(const Parameters& p, double x) { return x < 0 ? 1.0 : (std::isinf(x) ? 0.0 : gamma_p(std::floor(x) + 1, p[0])); }
double log(const Parameters& p, double y) { return is_whole(y) ? 0.0 - log_poisson(y, p[0]) : infinity; }
double crps(const Parameters& p, double y) {
    const double rate = p[0];
    const double spread = rate * scaled_bessel_sum(2 * rate);
    if (y < 0) return (rate - y) - spread;
    const double at = rate * std::exp(log_poisson(std::floor(y), rate));
    return (y - rate) * balance(cdf(p, y), ccdf(p, y)) + 2 * at - spread;
}
double mean(const Parameters& p) { return p[0]; }

}  // namespace poisson

namespace negative_binomial {  // size, probability: failures before `size` successes

double mean(const Parameters& p) { return p[0] * (1 - p[1]) / p[1]; }
double variance(const Parameters& p) { return mean(p) / p[1]; }
double log_mass(const Parameters& p, double k) {
    return log_binomial(p[0], k, p[1], 1 - p[1]) + std::log(p[0]) - std::log(p[0] + k);
}
double log(const Parameters& p, double y) { return is_whole(y) ? 0.0 - log_mass(p, y) : infinity; }
double cdf(const Parameters& p, double x) {
    return x < 0 ? 0.0 : (std::isinf(x) ? 1.0 : beta_p(p[0], std::floor(x) + 1, p[1]));
}
double ccdf(const Parameters& p, double x) {
    return x < 0 ? 1.0 : (std::isinf(x) ? 0.0 : beta_q(p[0], std::floor(x) + 1, p[1]));
}
double crps(const Parameters& p, double y) {
    const double q = 1 - p[1];
    const double steep = 4 * q / square(p[1]);
    const auto power = [&](double s) { return -p[0] * std::log1p(steep * s); };
    const double spread = half_mean_distance(power, std::sqrt(variance(p)));
    if (y < 0) return (mean(p) - y) - spread;
    const double k = std::floor(y);
    const double at = (p[0] + k) * (q / p[1]) * std::exp(log_mass(p, k));
    return (y - mean(p)) * balance(cdf(p, y), ccdf(p, y)) + 2 * at - spread;
}

}  // namespace negative_binomial

namespace binomial {  // size, probability

double mean(const Parameters& p) { return p[0] * p[1]; }
double variance(const Parameters& p) { return p[0] * p[1] * (1 - p[1]); }
double log_mass(const Parameters& p, double k) { return log_binomial(k, p[0] - k, p[1], 1 - p[1]); }
double log(const Parameters& p, double y) { return is_whole(y) && y <= p[0] ? 0.0 - log_mass(p, y) : infinity; }
double cdf(const Parameters& p, double x) {
    if (x < 0) return 0;
    return x >= p[0] ? 1.0 : beta_q(std::floor(x) + 1, p[0] - std::floor(x), p[1]);
}
double ccdf(const Parameters& p, double x) {
    if (x < 0) return 1;
    return x >= p[0] ? 0.0 : beta_p(std::floor(x) + 1, p[0] - std::floor(x), p[1]);
}
double crps(const Parameters& p, double y) {
    const double steep = 4 * p[1] * (1 - p[1]);
    const auto power = [&](double s) { return p[0] * std::log1p(-std::fmin(steep * s, 1.0)); };
    const double spread = half_mean_distance(power, std::sqrt(variance(p)));
    const double m = mean(p);
    if (y < 0) return (m - y) - spread;
    if (y >= p[0]) return (y - m) - spread;
    const double k = std::floor(y);
    const double at = (p[0] - k) * p[1] * std::exp(log_mass(p, k));
    return (y - m) * balance(cdf(p, y), ccdf(p, y)) + 2 * at - spread;
}

}  // namespace binomial

}  // namespace

const FamilyOps poisson_ops{nullptr,       poisson::point, poisson::crps, poisson::log, poisson::cdf,
                            poisson::ccdf, nullptr,        poisson::mean, poisson::mean};
const FamilyOps negative_binomial_ops{nullptr,
                                      nullptr,
                                      negative_binomial::crps,
                                      negative_binomial::log,
                                      negative_binomial::cdf,
                                      negative_binomial::ccdf,
                                      nullptr,
                                      negative_binomial::mean,
                                      negative_binomial::variance};
const FamilyOps binomial_ops{nullptr,        nullptr, binomial::crps, binomial::log, binomial::cdf,
                             binomial::ccdf, nullptr,         binomial::mean, binomial::variance};

}  // namespace hindsight::scoring
