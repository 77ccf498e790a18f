// SPDX-License-Identifier: MIT
// Student's t; with infinite degrees of freedom the normal.
#include <array>
#include <cmath>

#include "ops.hpp"

namespace hindsight::scoring {
namespace {

double z_of(const Parameters& p, double x) { return (x - p[1]) / p[2]; }

/// Beyond this the t and the normal agree to the last digit (they differ by the order of 1/df).
bool is_normal(double df) { return df > 1e18; }
double degrees(const Parameters& p) { return is_normal(p[0]) ? infinity : p[0]; }

/// ln(1 + z^2/df), also where z^2 overflows.
double log_kernel(double df, double z) {
    if (std::abs(z) > 1e150) return 2 * std::log(std::abs(z)) - std::log(df);
    return std::log1p(z * (z / df));
}

/// 1 / B(1/2, df/2) = gamma((df+1)/2) / (sqrt(pi) gamma(df/2))
double inverse_beta(double df) { return inverse_sqrt_pi / gamma_ratio(df / 2, 0.5); }

double log_density(const Parameters& p, double z) {
    const double df = p[0];
    if (is_normal(df)) return normal_law.log_density(p, z);
    return std::log(inverse_beta(df)) - 0.5 * std::log(df) - 0.5 * (df + 1) * log_kernel(df, z);
}

/// P(T > z) for z >= 0.
double upper_tail(double df, double z) {
    const double square_of_z = z * z;
    if (square_of_z > df) return 0.5 * beta_p(df / 2, 0.5, df / (df + square_of_z));
    return 0.5 * beta_q(0.5, df / 2, square_of_z / (df + square_of_z));
}

double standard_ccdf(const Parameters& p, double z) {
    if (is_normal(p[0])) return normal_ccdf(z);
    return z >= 0 ? upper_tail(p[0], z) : 1 - upper_tail(p[0], -z);
}

/// ln P(T > z) far out: ln of x^a (1-x)^b / (a B(a,b)) times the series of the incomplete beta function.
double log_tail_by_series(double df, double z) {
    const double log_x = -log_kernel(df, z);
    const double x = std::exp(log_x);
    const double a = df / 2;
    double term = 1;
    double total = 1;
    for (int k = 0; k < 1'000'000 && term > 1e-17 * total; ++k) {
        term *= x * (a + 0.5 + k) / (a + 1 + k);
        total += term;
    }
    const double log_rest = 0.5 * (std::log(z * (z / df)) + log_x);  // ln sqrt(1-x)
    return a * log_x + log_rest + std::log(inverse_beta(df) / a) + std::log(total) - log_2;
}

double standard_log_ccdf(const Parameters& p, double z) {
    if (is_normal(p[0])) return normal_log_ccdf(z);
    if (z < 0) return std::log1p(-upper_tail(p[0], -z));
    const double tail = upper_tail(p[0], z);
    return tail > 1e-290 ? std::log(tail) : log_tail_by_series(p[0], z);
}

double log_ratio(const Parameters& p, double x, double from, double step) {
    if (is_normal(p[0])) return normal_law.log_ratio(p, x, from, step);
    if (std::isinf(x)) return -infinity;
    const double tail = upper_tail(p[0], x);
    if (tail > 1e-290) return std::log(tail / upper_tail(p[0], from));
    return log_tail_by_series(p[0], x) - standard_log_ccdf(p, from);
}

double log_hazard(const Parameters& p, double z) {
    return is_normal(p[0]) ? normal_law.log_hazard(p, z) : log_density(p, z) - standard_log_ccdf(p, z);
}

/// ln of B(1/2, df - 1/2) / B(1/2, df/2), which is 0 at df = 1: near it by its Taylor series, whose coefficients are
/// (-1)^k (2^k - 2) (1 - 2^-k) zeta(k) / k. `inverse` is 1 / B(1/2, df/2).
double log_spread_ratio(double df, double inverse) {
    const double d = df - 1;
    if (std::abs(d) > 0.05) return std::log(gamma_ratio(df - 0.5, 0.5) * inverse / inverse_sqrt_pi);
    constexpr std::array<double, 15> zeta{1.6449340668482264, 1.2020569031595943, 1.0823232337111382, 1.0369277551433699,
                                          1.0173430619844491, 1.0083492773819228, 1.0040773561979443, 1.0020083928260822,
                                          1.0009945751278181, 1.0004941886041195, 1.0002460865533080, 1.0001227133475785,
                                          1.0000612481350587, 1.0000305882363070, 1.0000152822594087};
    double total = -log_2 * d;
    double power = d;
    double two = 2;
    for (std::size_t i = 0; i < zeta.size(); ++i) {
        const double k = static_cast<double>(i + 2);
        power *= -d;
        two *= 2;
        total += -(two - 2) * (1 - 1 / two) * zeta[i] / k * power;
    }
    return total;
}

/// 1 + x r_0 + x^2 r_0 r_1 + ... with r_k = (top + k) / (bottom + k): the incomplete beta function over its first term.
double beta_series(double top, double bottom, double x) {
    double term = 1;
    double total = 1;
    for (double k = 0; term > 1e-17 * total; ++k) {
        term *= x * ((top + k) / (bottom + k));
        total += term;
    }
    return total;
}

/// |2F(z) - 1| with the parts that the score has anyway: `log_k` of log_kernel, `inverse` of inverse_beta.
double centre(double df, double z, double log_k, double inverse) {
    const double square_of_z = z * z;
    const double b = df / 2;
    const double power = std::exp(-b * log_k);
    if (square_of_z > df) {
        const double x = df / (df + square_of_z);
        return 1 - power * std::sqrt(1 - x) * (inverse / b) * beta_series(b + 0.5, b + 1, x);
    }
    const double x = square_of_z / (df + square_of_z);
    if (square_of_z > 50) return beta_p(0.5, b, x);  // where the series grows as the power falls
    return power * std::sqrt(x) * (2 * inverse) * beta_series(b + 0.5, 1.5, x);
}

/// The integral exists for df > 1/2, and E|X| only for df > 1; both parts of the closed form have a pole at 1 that
/// cancels, so they are taken together.
double standard_crps(double df, double z) {
    const double log_k = log_kernel(df, z);
    const double inverse = inverse_beta(df);
    const double d = df - 1;
    const double a = -d / 2 * log_k;
    const double bracket = d == 0 ? log_2 - 0.5 * log_k : (std::expm1(a) - std::expm1(log_spread_ratio(df, inverse))) / d;
    return std::abs(z) * centre(df, z, log_k, inverse) + 2 * std::sqrt(df) * inverse * bracket;
}

double crps(const Parameters& p, double y) {
    if (is_normal(p[0])) return normal_ops.crps({p[1], p[2]}, y);
    if (p[0] <= 0.5) return infinity;
    return p[2] * standard_crps(p[0], z_of(p, y));
}

std::optional<double> point(const Parameters& p) { return p[2] == 0 ? std::optional(p[1]) : std::nullopt; }
double log(const Parameters& p, double y) { return std::log(p[2]) - log_density(p, z_of(p, y)); }
double cdf(const Parameters& p, double x) { return standard_ccdf(p, -z_of(p, x)); }
double ccdf(const Parameters& p, double x) { return standard_ccdf(p, z_of(p, x)); }
double standard_quantile(const Parameters& p, double level) { return student_t_quantile(p[0], level); }
double quantile(const Parameters& p, double level) { return p[1] + p[2] * student_t_quantile(p[0], level); }
double mean(const Parameters& p) { return p[0] > 1 ? p[1] : undefined; }
double variance(const Parameters& p) {
    if (p[0] <= 1) return undefined;
    if (p[0] <= 2) return infinity;
    return std::isinf(p[0]) ? square(p[2]) : square(p[2]) * (p[0] / (p[0] - 2));
}
double sd(const Parameters& p) { return p[2] * std::sqrt(variance({p[0], p[1], 1})); }

}  // namespace

const FamilyOps student_t_ops{nullptr, point, crps, log, cdf, ccdf, quantile, mean, variance, nullptr, nullptr, sd};
const StandardLaw student_t_law{standard_ccdf, standard_log_ccdf, log_density, log_ratio, log_hazard, standard_quantile, 1, 2, degrees};

}  // namespace hindsight::scoring
