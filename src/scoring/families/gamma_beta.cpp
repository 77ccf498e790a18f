// SPDX-License-Identifier: MIT
// Gamma and beta.
#include <algorithm>
#include <cmath>

#include "ops.hpp"

namespace hindsight::scoring {
namespace {

namespace gamma {  // shape, rate

/// ln of the density at x for rate 1.
double log_density(double shape, double x) {
    if (x == 0) return shape < 1 ? infinity : (shape == 1 ? 0.0 : -infinity);
    if (shape < 1) return log_poisson(shape, x) + std::log(shape / x);
    return log_poisson(shape - 1, x);
}
/// 2F(x) - 1 to 1e-15 of 1, for rate 1; `kernel` is x^shape e^-x / gamma(shape + 1), the first term of a series.
double central(double shape, double x, double kernel) {
    if (shape > 30 || x > shape + 20) return x < shape ? 2 * gamma_p(shape, x) - 1 : 1 - 2 * gamma_q(shape, x);
    double term = 1;
    double total = 1;
    for (double k = 1; term > 1e-17 * total; ++k) {
        term *= x / (shape + k);
        total += term;
    }
    return 2 * kernel * total - 1;
}
double crps(const Parameters& p, double y) {
    if (p[1] == 0) return infinity;
    const double shape = p[0];
    const double x = y * p[1];
    const double spread = inverse_sqrt_pi * (1 / gamma_ratio(shape, 0.5));  // 1 / B(1/2, shape)
    if (x <= 0) return (shape - x - spread) / p[1];
    const double kernel = std::exp(log_poisson(shape, x));
    return ((x - shape) * central(shape, x, kernel) + 2 * shape * kernel - spread) / p[1];
}
double log(const Parameters& p, double y) {
    if (p[1] == 0 || y < 0) return infinity;
    return 0.0 - std::log(p[1]) - log_density(p[0], y * p[1]);
}
double cdf(const Parameters& p, double x) { return x <= 0 ? 0.0 : gamma_p(p[0], x * p[1]); }
double ccdf(const Parameters& p, double x) { return x <= 0 ? 1.0 : gamma_q(p[0], x * p[1]); }
double quantile(const Parameters& p, double level) { return p[1] == 0 ? infinity : gamma_p_inverse(p[0], level) / p[1]; }
double mean(const Parameters& p) { return p[0] / p[1]; }
double variance(const Parameters& p) { return p[0] / square(p[1]); }
double sd(const Parameters& p) { return std::sqrt(p[0]) / p[1]; }

}  // namespace gamma

namespace beta {  // alpha, beta, lower, upper

struct Place {
    double x;  ///< in [0,1]
    double rest;  ///< 1 - x
};

Place place(const Parameters& p, double y) {
    const double width = p[3] - p[2];
    return {std::clamp((y - p[2]) / width, 0.0, 1.0), std::clamp((p[3] - y) / width, 0.0, 1.0)};
}

/// ln of x^a (1-x)^b / B(a,b).
double log_kernel(double a, double b, Place at) {
    if (at.x == 0 || at.rest == 0) return -infinity;
    return std::log(a) + std::log(b) - std::log(a + b) + log_binomial(a, b, at.x, at.rest);
}

/// B(2a,2b) / B(a,b)^2, by what is left of Stirling's formula when its large parts have gone.
double self_overlap(double a, double b) {
    const auto left = [](double x) { return stirling_error(2 * x) - 2 * stirling_error(x); };
    const double corrections = left(a) + left(b) - left(a + b);
    return std::sqrt(a / (a + b) * b / (4 * pi)) * std::exp(corrections);
}

bool valid(const Parameters& p) { return p[2] <= p[3]; }
std::optional<double> point(const Parameters& p) { return p[2] == p[3] ? std::optional(p[2]) : std::nullopt; }

double below(const Parameters& p, Place at) { return at.x < at.rest ? beta_p(p[0], p[1], at.x) : beta_q(p[1], p[0], at.rest); }
double above(const Parameters& p, Place at) { return at.x < at.rest ? beta_q(p[0], p[1], at.x) : beta_p(p[1], p[0], at.rest); }

double crps(const Parameters& p, double y) {
    const double a = p[0];
    const double b = p[1];
    const double outside = positive_part(p[2] - y) + positive_part(y - p[3]);
    const Place at = place(p, y);
    // x - mean from whichever of x and 1-x keeps its digits
    const double distance = at.x < 0.5 ? at.x - a / (a + b) : b / (a + b) - at.rest;
    const double sign = distance < 0 ? 2 * below(p, at) - 1 : 1 - 2 * above(p, at);
    const double kernel = std::exp(log_kernel(a, b, at));
    const double score = distance * sign + 2 * (kernel - self_overlap(a, b)) / (a + b);
    return outside + (p[3] - p[2]) * score;
}
double log(const Parameters& p, double y) {
    if (y < p[2] || y > p[3]) return infinity;
    const Place at = place(p, y);
    const double log_width = std::log(p[3] - p[2]);
    if (at.x == 0 || at.rest == 0) {
        const double at_end = at.x == 0 ? p[0] : p[1];
        const double other = at.x == 0 ? p[1] : p[0];
        return at_end < 1 ? -infinity : (at_end > 1 ? infinity : log_width - std::log(other));
    }
    return log_width - log_kernel(p[0], p[1], at) + std::log(at.x) + std::log(at.rest);
}
double cdf(const Parameters& p, double x) { return below(p, place(p, x)); }
double ccdf(const Parameters& p, double x) { return above(p, place(p, x)); }
double quantile(const Parameters& p, double level) {
    return std::clamp(p[2] + (p[3] - p[2]) * beta_p_inverse(p[0], p[1], level), p[2], p[3]);
}
double mean(const Parameters& p) { return p[2] + (p[3] - p[2]) * (p[0] / (p[0] + p[1])); }
double variance(const Parameters& p) {
    const double n = p[0] + p[1];
    return square(p[3] - p[2]) * (p[0] / n) * (p[1] / n) / (n + 1);
}

}  // namespace beta

}  // namespace

const FamilyOps gamma_ops{nullptr,     nullptr,         gamma::crps, gamma::log,     gamma::cdf,
                          gamma::ccdf, gamma::quantile, gamma::mean, gamma::variance,
                          nullptr,     nullptr,         gamma::sd};
const FamilyOps beta_ops{beta::valid, beta::point,    beta::crps, beta::log,     beta::cdf,
                         beta::ccdf,  beta::quantile, beta::mean, beta::variance};

}  // namespace hindsight::scoring
