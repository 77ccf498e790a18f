// SPDX-License-Identifier: MIT
// Families whose logarithm has a simple law: lognormal, log-logistic, log-Laplace.
#include <cmath>

#include "ops.hpp"
#include "transformed.hpp"

namespace hindsight::scoring {
namespace {

std::optional<double> point(const Parameters& p) { return p[1] == 0 ? std::optional(std::exp(p[0])) : std::nullopt; }

/// (ln x - location) / scale for x > 0
double z_of(const Parameters& p, double x) { return (std::log(x) - p[0]) / p[1]; }

/// (e^(a u) - 1) / a, which is u at a = 0
double growth(double a, double u) { return a == 0 ? u : std::expm1(a * u) / a; }

namespace normal {

/// Twice E[X; X <= y] less what X-X' takes off: 2m (Phi(w - s) - Phi(-s/sqrt 2)) with m = exp(mu + s^2/2), written
/// without m, which may overflow where the score does not.
double pull(const Parameters& p, double y, double w) {
    const double s = p[1];
    const double spread = exp_of(s / 4, s, p[0]) * erfcx(s / 2);
    if (w < s) return y * exp_of(w, -w / 2) * erfcx((s - w) * sqrt_half) - spread;
    return exp_of(s / 2, s, p[0]) * (std::erf((w - s) * sqrt_half) + std::erf(s / 2));
}
/// 2 (Phi(w) - Phi(w - s)) for small s: Taylor's series around the middle, in Hermite polynomials.
double narrow_mass(double w, double s) {
    const double c = w - s / 2;
    const double q = c * c;
    const double r = s * s;
    const double fourth = q * (q - 6) + 3;
    const double sixth = q * (q * (q - 15) + 45) - 15;
    return 2 * s * normal_density(c) * (1 + r * ((q - 1) / 24 + r * (fourth / 1920 + r * sixth / 322560)));
}
/// Near the median of a narrow one the parts are large and their differences small: all in differences to e^mu.
double crps_of_narrow(double mu, double s, double w) {
    const double grown = std::expm1(s * w) * std::erf(w * sqrt_half);
    const double pull = std::expm1(s * s / 2) * (std::erf((w - s) * sqrt_half) + std::erf(s / 2));
    return std::exp(mu) * (grown - pull + (narrow_mass(w, s) - std::erf(s / 2)));
}
double crps(const Parameters& p, double y) {
    if (y <= 0) return -y + exp_of(p[1] / 4, p[1], p[0]) * erfcx(p[1] / 2);
    const double w = z_of(p, y);
    const double s = p[1];
    if (s < 0.05 && std::abs(s * w) < 0.5 && std::abs(p[0]) < 700) return crps_of_narrow(p[0], s, w);
    if (s < 1 && std::abs(w) < 2)
        return y * std::erf(w * sqrt_half) - exp_of(s / 2, s, p[0]) * (std::erf((w - s) * sqrt_half) + std::erf(s / 2));
    return y * std::erf(w * sqrt_half) - pull(p, y, w);
}
double log(const Parameters& p, double y) {
    if (y <= 0) return infinity;
    const double w = z_of(p, y);
    return std::log(y) + std::log(p[1]) + log_sqrt_2pi + w * (w / 2);
}
double cdf(const Parameters& p, double x) { return x <= 0 ? 0.0 : normal_cdf(z_of(p, x)); }
double ccdf(const Parameters& p, double x) { return x <= 0 ? 1.0 : normal_ccdf(z_of(p, x)); }
double quantile(const Parameters& p, double level) { return exp_of(p[1], normal_quantile(level), p[0]); }
double mean(const Parameters& p) { return exp_of(p[1] / 2, p[1], p[0]); }
double variance(const Parameters& p) { return square(mean(p)) * std::expm1(square(p[1])); }
double sd(const Parameters& p) {
    if (p[1] > 10) return exp_of(p[1], p[1], p[0]);  // e^(s^2) - 1 is e^(s^2), which may overflow
    return mean(p) * std::sqrt(std::expm1(square(p[1])));
}
double distance(const Parameters& p, double y) {
    const double m = mean(p);
    // ln y - mu loses less than the rounding of the mean only where mu is small.
    if (std::abs(p[0]) > 0.5 || y < m / 2 || y > 2 * m) return y - m;
    return m * std::expm1((std::log(y) - p[0]) - square(p[1]) / 2);
}

}  // namespace normal

namespace logistic {

double lower(double z) { return z > 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z)); }

/// pi s / sin(pi s), the mean for location 0
double mean_ratio(double s) { return pi * s / std::sin(pi * s); }

/// E[X; X <= y] for location 0: the incomplete beta function B_F(1+s, 1-s), from the smaller of F and 1-F.
double partial_mean(double s, double z) {
    return mean_ratio(s) * (z < 0 ? beta_p(1 + s, 1 - s, lower(z)) : beta_q(1 - s, 1 + s, lower(-z)));
}

/// For s near and above 1, where the mean ceases to exist but the integral does not: x = e^(s t), t logistic.
double crps_by_integration(double s, double z, double x_at) {
    const auto below = [](double t) { return lower(t); };
    const auto above = [](double t) { return lower(-t); };
    const auto x = [s](double t) { return std::exp(s * t); };
    return crps_of_transformed(below, above, {s, s}, x, -40 / (2 + s), z, x_at);
}

double crps(const Parameters& p, double y) {
    const double s = p[1];
    if (s >= 2) return infinity;
    const double unit = std::exp(p[0]);
    if (s > 0.9) return unit * crps_by_integration(s, y > 0 ? z_of(p, y) : -infinity, y / unit);
    const double spread = mean_ratio(s) * (1 - s);
    if (y <= 0) return -y + unit * spread;
    const double z = z_of(p, y);
    return y * std::tanh(z / 2) - unit * (2 * partial_mean(s, z) - spread);
}
double log(const Parameters& p, double y) {
    if (y <= 0) return infinity;
    const double z = std::abs(z_of(p, y));
    return std::log(y) + std::log(p[1]) + z + 2 * std::log1p(std::exp(-z));
}
double cdf(const Parameters& p, double x) { return x <= 0 ? 0.0 : lower(z_of(p, x)); }
double ccdf(const Parameters& p, double x) { return x <= 0 ? 1.0 : lower(-z_of(p, x)); }
double quantile(const Parameters& p, double level) { return std::exp(p[0] + p[1] * (std::log(level) - std::log1p(-level))); }
double mean(const Parameters& p) { return p[1] < 1 ? std::exp(p[0]) * mean_ratio(p[1]) : infinity; }
double variance(const Parameters& p) {
    if (p[1] >= 1) return undefined;
    if (p[1] >= 0.5) return infinity;
    const double x = pi * p[1];
    const double sine = std::sin(x);
    const double gap = x < 0.1 ? x * x * x / 3 * (1 - x * x / 10 * (1 - x * x / 28 * (1 - x * x / 54)))
                               : sine - x * std::cos(x);  // sin x - x cos x
    return std::exp(2 * p[0]) * x * gap / (square(sine) * std::cos(x));
}

}  // namespace logistic

namespace laplace {

double crps(const Parameters& p, double y) {
    const double s = p[1];
    if (s >= 2) return infinity;
    const double unit = std::exp(p[0]);
    const double spread = s / (4 - s * s);
    if (y <= 0) return -y + unit * (spread + 1 / (1 + s));
    const double z = z_of(p, y);
    if (z < 0) return y * std::expm1(z) + unit * (spread - growth(1 + s, z));
    return -y * std::expm1(-z) + unit * (spread + growth(1 - s, -z));
}
double log(const Parameters& p, double y) {
    return y <= 0 ? infinity : std::log(2 * p[1]) + std::log(y) + std::abs(z_of(p, y));
}
double lower(double z) { return z < 0 ? 0.5 * std::exp(z) : 1 - 0.5 * std::exp(-z); }
double cdf(const Parameters& p, double x) { return x <= 0 ? 0.0 : lower(z_of(p, x)); }
double ccdf(const Parameters& p, double x) { return x <= 0 ? 1.0 : lower(-z_of(p, x)); }
double quantile(const Parameters& p, double level) {
    const double z = level < 0.5 ? std::log(2 * level) : -std::log(2 * (1 - level));
    return std::exp(p[0] + p[1] * z);
}
double mean(const Parameters& p) { return p[1] < 1 ? std::exp(p[0]) / (1 - square(p[1])) : infinity; }
double variance(const Parameters& p) {
    if (p[1] >= 1) return undefined;
    if (p[1] >= 0.5) return infinity;
    const double q = square(p[1]);
    return std::exp(2 * p[0]) * q * (2 + q) / ((1 - 4 * q) * square(1 - q));
}

}  // namespace laplace

}  // namespace

const FamilyOps lognormal_ops{nullptr,      point,            normal::crps, normal::log,     normal::cdf,
                              normal::ccdf, normal::quantile, normal::mean, normal::variance,
                              nullptr,      normal::distance, normal::sd};
const FamilyOps loglogistic_ops{nullptr,        point,              logistic::crps, logistic::log,     logistic::cdf,
                                logistic::ccdf, logistic::quantile, logistic::mean, logistic::variance};
const FamilyOps loglaplace_ops{nullptr,       point,             laplace::crps, laplace::log,     laplace::cdf,
                               laplace::ccdf, laplace::quantile, laplace::mean, laplace::variance};

}  // namespace hindsight::scoring
