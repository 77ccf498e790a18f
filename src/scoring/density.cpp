// SPDX-License-Identifier: MIT
// The normal distribution and the discrete kernels in forms that keep their digits in the tails.
#include <algorithm>
#include <cmath>

#include "hindsight/scoring/types.hpp"
#include "special.hpp"

namespace hindsight::scoring {

double exp_of(double a, double b, double c) {
    const double product = a * b;
    const double lost_product = std::fma(a, b, -product);
    const double total = product + c;
    const double back = total - product;
    const double lost_sum = (product - (total - back)) + (c - back);
    const double lost = lost_product + lost_sum;
    return std::exp(total) * (std::isfinite(lost) ? 1 + lost : 1.0);
}

double erfcx(double x) {
    if (x < 10) return exp_of(x, x) * std::erfc(x);
    const double step = 0.5 / (x * x);
    double term = 1;
    double total = 1;
    for (int k = 1; k < 60; ++k) {
        term *= -(2 * k - 1) * step;
        total += term;
        if (std::abs(term) < 1e-18) break;
    }
    return total * inverse_sqrt_pi / x;
}

double normal_density(double z) { return inverse_sqrt_2pi * exp_of(z, -z / 2); }
double normal_cdf(double z) { return 0.5 * std::erfc(-z * sqrt_half); }
double normal_ccdf(double z) { return 0.5 * std::erfc(z * sqrt_half); }

double normal_log_ccdf(double z) {
    if (z < 1) return std::log1p(-normal_cdf(z));
    return -z * z / 2 + std::log(0.5 * erfcx(z * sqrt_half));
}

double stirling_error(double x) {
    if (x < 15) return x == 0 ? infinity : log_gamma(x + 1) - (x + 0.5) * std::log(x) + x - log_sqrt_2pi;
    const double r = 1 / (x * x);
    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * (691.0 / 360360 - r / 156)))))) / x;
}

namespace {

/// x ln(x/m) + m - x, the deviance part of a density, without cancellation near x = m. Loader (2000).
double deviance(double x, double m) {
    const double d = x - m;
    if (std::abs(d) >= 0.1 * (x + m)) return x * std::log(x / m) + m - x;
    const double v = d / (x + m);
    double total = d * v;
    double term = 2 * x * v;
    for (int k = 1; k < 100; ++k) {
        term *= v * v;
        const double next = total + term / (2 * k + 1);
        if (next == total) break;
        total = next;
    }
    return total;
}

}  // namespace

double log_poisson(double x, double m) {
    if (m == 0) return x == 0 ? 0.0 : -infinity;
    if (x == 0) return -m;
    if (x < 1e-8) return x * std::log(m) - m - log_gamma(x + 1);
    return -stirling_error(x) - deviance(x, m) - 0.5 * std::log(x) - log_sqrt_2pi;
}

double log_binomial(double x, double rest, double p, double q) {
    if (p == 0) return x == 0 ? 0.0 : -infinity;
    if (q == 0) return rest == 0 ? 0.0 : -infinity;
    const double n = x + rest;
    if (x == 0) return n * (p < q ? std::log1p(-p) : std::log(q));
    if (rest == 0) return n * (q < p ? std::log1p(-q) : std::log(p));
    const double kernel = stirling_error(n) - stirling_error(x) - stirling_error(rest) - deviance(x, n * p) - deviance(rest, n * q);
    return kernel - log_sqrt_2pi - 0.5 * std::log(x) - 0.5 * std::log(rest / n);
}

}  // namespace hindsight::scoring
