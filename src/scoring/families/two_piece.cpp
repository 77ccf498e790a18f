// SPDX-License-Identifier: MIT
// Two halves of different scale joined at the location: normal and exponential.
#include <cmath>

#include "ops.hpp"

namespace hindsight::scoring {
namespace {

/// The side on which x lies: its scale, its share of the probability, and the distance in scales (at most 0).
struct Side {
    double scale;
    double share;
    double z;
};

Side side_of(const Parameters& p, double x) {
    const double scale = x < p[0] ? p[1] : p[2];
    return {scale, scale / (p[1] + p[2]), scale > 0 ? -std::abs(x - p[0]) / scale : -infinity};
}

std::optional<double> point(const Parameters& p) { return p[1] + p[2] == 0 ? std::optional(p[0]) : std::nullopt; }

/// P(X <= x) from the probability beyond x on its own side.
double lower(const Parameters& p, double x, double beyond) { return x < p[0] ? beyond : 1 - beyond; }
double upper(const Parameters& p, double x, double beyond) { return x < p[0] ? 1 - beyond : beyond; }

namespace normal {

double beyond(const Parameters& p, double x) {
    const Side s = side_of(p, x);
    return 2 * s.share * normal_cdf(s.z);
}
double crps(const Parameters& p, double y) {
    constexpr double at_centre = inverse_sqrt_2pi - inverse_sqrt_pi / 2;  // integral of Phi^2 up to 0
    const Side s = side_of(p, y);
    const double left = p[1] / (p[1] + p[2]);
    const double right = p[2] / (p[1] + p[2]);
    const double spread = 4 * at_centre * (square(left) * p[1] + square(right) * p[2]);
    if (s.scale == 0) return std::abs(y - p[0]) + spread;
    const double inner = inverse_sqrt_2pi - (s.z * normal_cdf(s.z) + normal_density(s.z));
    return std::abs(y - p[0]) - 4 * s.scale * s.share * inner + spread;
}
double log(const Parameters& p, double y) {
    const Side s = side_of(p, y);
    return std::log((p[1] + p[2]) / 2) + log_sqrt_2pi + s.z * (s.z / 2);
}
double cdf(const Parameters& p, double x) { return lower(p, x, beyond(p, x)); }
double ccdf(const Parameters& p, double x) { return upper(p, x, beyond(p, x)); }
double quantile(const Parameters& p, double level) {
    const double left = p[1] / (p[1] + p[2]);
    if (level < left) return p[0] + p[1] * normal_quantile(level / (2 * left));
    return p[2] == 0 ? p[0] : p[0] - p[2] * normal_quantile((1 - level) / (2 * (1 - left)));
}
double mean(const Parameters& p) { return p[0] + 2 * inverse_sqrt_2pi * (p[2] - p[1]); }
double variance(const Parameters& p) { return (1 - 2 / pi) * square(p[2] - p[1]) + p[1] * p[2]; }
double sd(const Parameters& p) {
    const double larger = std::fmax(p[1], p[2]);
    return larger * std::sqrt(variance({0, p[1] / larger, p[2] / larger}));
}

}  // namespace normal

namespace exponential {

double beyond(const Parameters& p, double x) {
    const Side s = side_of(p, x);
    return s.share * std::exp(s.z);
}
double crps(const Parameters& p, double y) {
    const Side s = side_of(p, y);
    const double total = p[1] + p[2];
    const double spread = (square(p[1] / total) * p[1] + square(p[2] / total) * p[2]) / 2;
    return std::abs(y - p[0]) + 2 * s.share * s.scale * std::expm1(s.z) + spread;
}
double log(const Parameters& p, double y) { return std::log(p[1] + p[2]) - side_of(p, y).z; }
double cdf(const Parameters& p, double x) { return lower(p, x, beyond(p, x)); }
double ccdf(const Parameters& p, double x) { return upper(p, x, beyond(p, x)); }
double quantile(const Parameters& p, double level) {
    const double left = p[1] / (p[1] + p[2]);
    if (level < left) return p[0] + p[1] * std::log(level / left);
    return p[2] == 0 ? p[0] : p[0] - p[2] * std::log((1 - level) / (1 - left));
}
double mean(const Parameters& p) { return p[0] + (p[2] - p[1]); }
double variance(const Parameters& p) { return square(p[1]) + square(p[2]); }
double sd(const Parameters& p) { return std::hypot(p[1], p[2]); }

}  // namespace exponential

}  // namespace

const FamilyOps two_piece_normal_ops{nullptr,      point,            normal::crps, normal::log,     normal::cdf,
                                     normal::ccdf, normal::quantile, normal::mean, normal::variance,
                                     nullptr,      nullptr,          normal::sd};
const FamilyOps two_piece_exponential_ops{nullptr,           point,
                                          exponential::crps, exponential::log,
                                          exponential::cdf,  exponential::ccdf,
                                          exponential::quantile, exponential::mean,
                                          exponential::variance,
                                          nullptr,           nullptr,
                                          exponential::sd};

}  // namespace hindsight::scoring
