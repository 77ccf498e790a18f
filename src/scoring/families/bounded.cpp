// SPDX-License-Identifier: MIT
// Exponential and uniform, with point masses.
#include <algorithm>
#include <cmath>

#include "ops.hpp"

namespace hindsight::scoring {
namespace {

namespace exponential {  // rate, location, mass (on the location)

double z_of(const Parameters& p, double x) { return (x - p[1]) * p[0]; }

std::optional<double> point(const Parameters& p) { return p[2] == 1 ? std::optional(p[1]) : std::nullopt; }
double crps(const Parameters& p, double y) {
    if (p[0] == 0) return infinity;
    const double q = 1 - p[2];
    const double z = z_of(p, y);
    const double spread = q * q / 2;
    return (z < 0 ? -z + spread : z + 2 * q * std::expm1(-z) + spread) / p[0];
}
double log(const Parameters& p, double y) {
    if (y == p[1] && p[2] > 0) return 0.0 - std::log(p[2]);
    if (p[0] == 0 || y < p[1]) return infinity;
    return z_of(p, y) - std::log(p[0]) - std::log1p(-p[2]);
}
double ccdf(const Parameters& p, double x) { return x < p[1] ? 1.0 : (1 - p[2]) * std::exp(-z_of(p, x)); }
double cdf(const Parameters& p, double x) { return x < p[1] ? 0.0 : p[2] - (1 - p[2]) * std::expm1(-z_of(p, x)); }
double quantile(const Parameters& p, double level) {
    if (level <= p[2]) return p[1];
    return p[1] - (std::log1p(-level) - std::log1p(-p[2])) / p[0];
}
double mean(const Parameters& p) { return p[1] + (1 - p[2]) / p[0]; }
double sd(const Parameters& p) { return std::sqrt((1 - p[2]) * (1 + p[2])) / p[0]; }
double variance(const Parameters& p) { return (1 - square(p[2])) / square(p[0]); }
double mass(const Parameters& p, double x) { return x == p[1] ? p[2] : 0.0; }

}  // namespace exponential

namespace uniform {  // min, max, lower_mass, upper_mass

double width(const Parameters& p) { return p[1] - p[0]; }
double inside(const Parameters& p) { return (1 - p[2]) - p[3]; }

bool valid(const Parameters& p) { return p[0] <= p[1] && p[2] + p[3] <= 1; }
std::optional<double> point(const Parameters& p) {
    if (p[0] == p[1] || p[2] == 1) return p[0];
    return p[3] == 1 ? std::optional(p[1]) : std::nullopt;
}
/// The integral of (mass + q t)^2 over t in [0, length].
double squared(double length, double mass, double q) {
    return length * (q * length * (q * length / 3 + mass) + mass * mass);
}
double crps(const Parameters& p, double y) {
    const double at = std::clamp(y, p[0], p[1]);
    const double q = inside(p);
    const double w = width(p);
    return std::abs(y - at) + w * (squared((at - p[0]) / w, p[2], q) + squared((p[1] - at) / w, p[3], q));
}
double log(const Parameters& p, double y) {
    if (y < p[0] || y > p[1]) return infinity;
    if (y == p[0] && p[2] > 0) return 0.0 - std::log(p[2]);
    if (y == p[1] && p[3] > 0) return 0.0 - std::log(p[3]);
    return std::log(width(p)) - std::log(inside(p));
}
double cdf(const Parameters& p, double x) {
    if (x < p[0]) return 0;
    return x >= p[1] ? 1.0 : p[2] + inside(p) * ((x - p[0]) / width(p));
}
double ccdf(const Parameters& p, double x) {
    if (x < p[0]) return 1;
    return x >= p[1] ? 0.0 : p[3] + inside(p) * ((p[1] - x) / width(p));
}
double quantile(const Parameters& p, double level) {
    if (level <= p[2]) return p[0];
    if (1 - level <= p[3]) return p[1];
    return std::clamp(p[0] + width(p) * ((level - p[2]) / inside(p)), p[0], p[1]);
}
double mean(const Parameters& p) { return p[0] + width(p) * (p[3] + inside(p) / 2); }
/// Of the law stretched to a width of 1.
double unit_variance(const Parameters& p) {
    const double m = p[3] + inside(p) / 2;
    return p[2] * square(m) + p[3] * square(1 - m) + inside(p) * (square(0.5 - m) + 1.0 / 12);
}
double variance(const Parameters& p) { return square(width(p)) * unit_variance(p); }
double sd(const Parameters& p) { return width(p) * std::sqrt(unit_variance(p)); }
double mass(const Parameters& p, double x) { return x == p[0] ? p[2] : (x == p[1] ? p[3] : 0.0); }

}  // namespace uniform

}  // namespace

const FamilyOps exponential_ops{nullptr,          exponential::point,  exponential::crps,
                                exponential::log, exponential::cdf,    exponential::ccdf,
                                exponential::quantile, exponential::mean, exponential::variance, exponential::mass,
                                nullptr,          exponential::sd};
const FamilyOps uniform_ops{uniform::valid, uniform::point,    uniform::crps, uniform::log,     uniform::cdf,
                            uniform::ccdf,  uniform::quantile, uniform::mean, uniform::variance, uniform::mass,
                            nullptr,        uniform::sd};

}  // namespace hindsight::scoring
