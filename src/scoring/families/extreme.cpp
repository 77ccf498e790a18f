// SPDX-License-Identifier: MIT
// Extreme values: GEV and generalised Pareto. Their shapes may be 0, near 0, and above 1, where there is no mean.
#include <array>
#include <cmath>

#include "ops.hpp"
#include "transformed.hpp"

namespace hindsight::scoring {
namespace {

/// ln(1 + shape z) / shape, which is z at shape 0; beyond an end of the support the infinity on that side.
double reduced(double shape, double z) {
    if (shape == 0) return z;
    const double inner = shape * z;
    if (inner <= -1) return shape > 0 ? -infinity : infinity;
    return std::log1p(inner) / shape;
}

/// (e^(shape t) - 1) / shape, its inverse.
double expanded(double shape, double t) { return shape == 0 ? t : std::expm1(shape * t) / shape; }

namespace gev {  // location, scale, shape

double z_of(const Parameters& p, double x) { return (x - p[0]) / p[1]; }
double t_of(const Parameters& p, double x) { return reduced(p[2], z_of(p, x)); }
std::optional<double> point(const Parameters& p) { return p[1] == 0 ? std::optional(p[0]) : std::nullopt; }

double below(double t) { return std::exp(-std::exp(-t)); }
double above(double t) { return -std::expm1(-std::exp(-t)); }

/// x = (e^(shape t) - 1)/shape with t Gumbel
double crps_by_integration(double shape, double z, double t) {
    const auto x = [shape](double at) { return expanded(shape, at); };
    return crps_of_transformed(below, above, {1, shape}, x, -4, t, z);
}

double crps(const Parameters& p, double y) {
    const double shape = p[2];
    if (shape >= 2) return infinity;
    const double z = z_of(p, y);
    const double t = t_of(p, y);
    if (std::abs(shape) < 0.02 || shape > 0.9) return p[1] * crps_by_integration(shape, z, t);
    const double f = below(t);
    const double g = gamma_function(1 - shape);
    const double partial = std::isinf(t) ? (t > 0 ? g : 0.0) : gamma_upper(1 - shape, std::exp(-t));
    return p[1] * (z * balance(f, above(t)) + (g * (2 - std::exp2(shape)) - 1 + 2 * f - 2 * partial) / shape);
}
double log(const Parameters& p, double y) {
    const double t = t_of(p, y);
    if (std::isinf(t)) return infinity;
    return std::log(p[1]) + (1 + p[2]) * t + std::exp(-t);
}
double cdf(const Parameters& p, double x) { return below(t_of(p, x)); }
double ccdf(const Parameters& p, double x) { return above(t_of(p, x)); }
double quantile(const Parameters& p, double level) { return p[0] + p[1] * expanded(p[2], -std::log(-std::log(level))); }
double mean(const Parameters& p) {
    if (p[2] >= 1) return infinity;
    return p[0] + p[1] * (p[2] == 0 ? euler_gamma : gamma_1p_minus_1(-p[2]) / p[2]);
}
/// (ln gamma(1-2s) - 2 ln gamma(1-s)) / s^2; near 0 by its series sum_k zeta(k) (2^k - 2) s^(k-2) / k.
double log_variance_ratio(double s) {
    if (std::abs(s) > 0.02) return (log_gamma(1 - 2 * s) - 2 * log_gamma(1 - s)) / (s * s);
    constexpr std::array<double, 8> zeta{1.6449340668482264, 1.2020569031595943, 1.0823232337111382, 1.0369277551433699,
                                         1.0173430619844491, 1.0083492773819228, 1.0040773561979443, 1.0020083928260822};
    double total = 0;
    double power = 1;
    for (std::size_t i = 0; i < zeta.size(); ++i, power *= s) {
        const double k = static_cast<double>(i + 2);
        total += zeta[i] * (std::exp2(k) - 2) / k * power;
    }
    return total;
}
double variance(const Parameters& p) {
    const double s = p[2];
    if (s >= 1) return undefined;
    if (s >= 0.5) return infinity;
    const double ratio = log_variance_ratio(s);
    const double grown = s == 0 ? ratio : std::expm1(ratio * s * s) / (s * s);
    return square(p[1] * gamma_function(1 - s)) * grown;
}

}  // namespace gev

namespace gpd {  // location, scale, shape, mass (on the location)

double z_of(const Parameters& p, double x) { return (x - p[0]) / p[1]; }
/// -ln P(X > x) without the mass
double t_of(const Parameters& p, double x) { return reduced(p[2], z_of(p, x)); }
std::optional<double> point(const Parameters& p) { return p[1] == 0 || p[3] == 1 ? std::optional(p[0]) : std::nullopt; }

double crps(const Parameters& p, double y) {
    const double shape = p[2];
    if (shape >= 2) return infinity;
    const double q = 1 - p[3];
    const double z = z_of(p, y);
    const double spread = q * q / (2 - shape);
    if (z <= 0) return p[1] * (spread - z);
    const double t = t_of(p, y);
    const double d = 1 - shape;
    const double pull = d == 0 ? t : (std::isinf(t) ? 1.0 : -std::expm1(-d * t)) / d;
    return p[1] * (z - 2 * q * pull + spread);
}
double log(const Parameters& p, double y) {
    if (y < p[0]) return infinity;
    if (y == p[0] && p[3] > 0) return 0.0 - std::log(p[3]);
    const double t = t_of(p, y);
    if (std::isinf(t)) return infinity;
    return std::log(p[1]) - std::log1p(-p[3]) + (1 + p[2]) * t;
}
double ccdf(const Parameters& p, double x) { return x < p[0] ? 1.0 : (1 - p[3]) * std::exp(-t_of(p, x)); }
double cdf(const Parameters& p, double x) { return x < p[0] ? 0.0 : p[3] - (1 - p[3]) * std::expm1(-t_of(p, x)); }
double quantile(const Parameters& p, double level) {
    if (level <= p[3]) return p[0];
    return p[0] + p[1] * expanded(p[2], std::log1p(-p[3]) - std::log1p(-level));
}
double mean(const Parameters& p) { return p[2] < 1 ? p[0] + p[1] * (1 - p[3]) / (1 - p[2]) : infinity; }
double variance(const Parameters& p) {
    const double s = p[2];
    if (s >= 1) return undefined;
    if (s >= 0.5) return infinity;
    const double q = 1 - p[3];
    return square(p[1]) * q * (2 / ((1 - s) * (1 - 2 * s)) - q / square(1 - s));
}
double mass(const Parameters& p, double x) { return x == p[0] ? p[3] : 0.0; }

}  // namespace gpd

}  // namespace

const FamilyOps gev_ops{nullptr,   gev::point,    gev::crps, gev::log,     gev::cdf,
                        gev::ccdf, gev::quantile, gev::mean, gev::variance};
const FamilyOps gpd_ops{nullptr,   gpd::point,    gpd::crps, gpd::log,     gpd::cdf,
                        gpd::ccdf, gpd::quantile, gpd::mean, gpd::variance, gpd::mass};

}  // namespace hindsight::scoring
