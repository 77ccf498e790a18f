// SPDX-License-Identifier: MIT
// Normal, logistic and Laplace.
#include <cmath>

#include "ops.hpp"

namespace hindsight::scoring {
namespace {

double z_of(const Parameters& p, double x) { return (x - p[0]) / p[1]; }
std::optional<double> point(const Parameters& p) { return p[1] == 0 ? std::optional(p[0]) : std::nullopt; }
double location(const Parameters& p) { return p[0]; }
double no_power_law(const Parameters&) { return infinity; }

namespace normal {

double crps(const Parameters& p, double y) {
    const double z = z_of(p, y);
    return p[1] * (z * std::erf(z * sqrt_half) + 2 * normal_density(z) - inverse_sqrt_pi);
}
double log_density(const Parameters&, double z) { return -log_sqrt_2pi - z * (z / 2); }
double log(const Parameters& p, double y) { return std::log(p[1]) - log_density(p, z_of(p, y)); }
double cdf(const Parameters& p, double x) { return normal_cdf(z_of(p, x)); }
double ccdf(const Parameters& p, double x) { return normal_ccdf(z_of(p, x)); }
double quantile(const Parameters& p, double level) { return p[0] + p[1] * normal_quantile(level); }
double sd(const Parameters& p) { return p[1]; }
double variance(const Parameters& p) { return square(p[1]); }

double standard_ccdf(const Parameters&, double z) { return normal_ccdf(z); }
double standard_log_ccdf(const Parameters&, double z) { return normal_log_ccdf(z); }
double standard_quantile(const Parameters&, double level) { return normal_quantile(level); }
double log_ratio(const Parameters&, double x, double from, double step) {
    if (std::isinf(x)) return -infinity;
    return -step * ((x + from) / 2) + std::log(erfcx(x * sqrt_half) / erfcx(from * sqrt_half));
}
double log_hazard(const Parameters&, double z) { return log_2 - log_sqrt_2pi - std::log(erfcx(z * sqrt_half)); }

}  // namespace normal

namespace logistic {

/// ln(1 + e^z)
double softplus(double z) { return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z)); }

double crps(const Parameters& p, double y) {
    const double z = std::abs(z_of(p, y));
    return p[1] * (z + 2 * std::log1p(std::exp(-z)) - 1);
}
double log_density(const Parameters&, double z) { return -std::abs(z) - 2 * std::log1p(std::exp(-std::abs(z))); }
double log(const Parameters& p, double y) { return std::log(p[1]) - log_density(p, z_of(p, y)); }
double standard_ccdf(const Parameters&, double z) { return z > 0 ? std::exp(-z) / (1 + std::exp(-z)) : 1 / (1 + std::exp(z)); }
double cdf(const Parameters& p, double x) { return standard_ccdf(p, -z_of(p, x)); }
double ccdf(const Parameters& p, double x) { return standard_ccdf(p, z_of(p, x)); }
double standard_quantile(const Parameters&, double level) { return std::log(level) - std::log1p(-level); }
double quantile(const Parameters& p, double level) { return p[0] + p[1] * standard_quantile(p, level); }
double sd(const Parameters& p) { return p[1] * (pi / std::sqrt(3.0)); }
double variance(const Parameters& p) { return square(p[1] * pi) / 3; }

double standard_log_ccdf(const Parameters&, double z) { return -softplus(z); }
double log_ratio(const Parameters&, double x, double from, double step) {
    if (std::isinf(x)) return -infinity;
    return -step + std::log1p(std::exp(-from)) - std::log1p(std::exp(-x));
}
double log_hazard(const Parameters&, double z) { return -std::log1p(std::exp(-z)); }

}  // namespace logistic

namespace laplace {

double crps(const Parameters& p, double y) {
    const double z = std::abs(z_of(p, y));
    return p[1] * (z + std::exp(-z) - 0.75);
}
double log(const Parameters& p, double y) { return std::log(2 * p[1]) + std::abs(z_of(p, y)); }
double lower_tail(double z) { return z < 0 ? 0.5 * std::exp(z) : 1 - 0.5 * std::exp(-z); }
double cdf(const Parameters& p, double x) { return lower_tail(z_of(p, x)); }
double ccdf(const Parameters& p, double x) { return lower_tail(-z_of(p, x)); }
double quantile(const Parameters& p, double level) {
    return level < 0.5 ? p[0] + p[1] * std::log(2 * level) : p[0] - p[1] * std::log(2 * (1 - level));
}
double sd(const Parameters& p) { return p[1] / sqrt_half; }
double variance(const Parameters& p) { return 2 * square(p[1]); }

}  // namespace laplace

}  // namespace

const FamilyOps normal_ops{nullptr,     point,        normal::crps,     normal::log, normal::cdf,
                           normal::ccdf, normal::quantile, location, normal::variance,
                           nullptr,      nullptr,          normal::sd};
const FamilyOps logistic_ops{nullptr,       point,          logistic::crps,     logistic::log, logistic::cdf,
                             logistic::ccdf, logistic::quantile, location, logistic::variance,
                             nullptr,        nullptr,            logistic::sd};
const FamilyOps laplace_ops{nullptr,      point,         laplace::crps,     laplace::log, laplace::cdf,
                            laplace::ccdf, laplace::quantile, location, laplace::variance,
                            nullptr,      nullptr,           laplace::sd};

const StandardLaw normal_law{normal::standard_ccdf, normal::standard_log_ccdf, normal::log_density, normal::log_ratio,
                             normal::log_hazard,    normal::standard_quantile, 0, 1, no_power_law};
const StandardLaw logistic_law{logistic::standard_ccdf, logistic::standard_log_ccdf, logistic::log_density, logistic::log_ratio,
                               logistic::log_hazard,    logistic::standard_quantile, 0, 1, no_power_law};

}  // namespace hindsight::scoring
