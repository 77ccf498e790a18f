// SPDX-License-Identifier: MIT
// Derivatives of the CRPS of a location-scale family: with C the CRPS of the standard member, CRPS = s C(z) and C' = 2F
// - 1.
#include "hindsight/scoring/gradient.hpp"

#include <cmath>

#include "check.hpp"
#include "special.hpp"

namespace hindsight::scoring {
namespace {

struct Standardised {
    Family family;
    double df;  ///< of student_t
    double scale;
    double z;
};

/// From here on the t is the normal to the last digit.
bool is_normal(const Standardised& s) {
    return s.family == Family::normal || (s.family == Family::student_t && s.df > 1e18);
}

Result<Standardised> standardised(Observed observed, const Distribution& d) {
    if (const auto no = check_number(observed.value)) return *no;
    const bool known =
        d.family() == Family::normal || d.family() == Family::logistic || d.family() == Family::student_t;
    if (!known || d.cut() != Cut::none) return Reason::not_applicable;
    const std::size_t location = d.family() == Family::student_t ? 1 : 0;
    const double df = location == 1 ? d.parameter(0) : infinity;
    const double scale = d.parameter(location + 1);
    if (scale == 0 || df <= 0.5) return Reason::undefined;
    const double z = (observed.value - d.parameter(location)) / scale;
    if (std::isinf(z)) return Reason::infinite;
    return Standardised{d.family(), df, scale, z};
}

Distribution standard(const Standardised& s) {
    return s.family == Family::student_t ? *Distribution::of(s.family, {s.df, 0, 1})
                                         : *Distribution::of(s.family, {0, 1});
}

/// 2F(z) - 1 of the t, by whichever argument of the beta function is not near 1.
double centre_of_t(double df, double z) {
    const double part = z * (z / df);
    const double size = part > 1 ? 1 - beta_p(df / 2, 0.5, 1 / (1 + part)) : beta_p(0.5, df / 2, part / (1 + part));
    return std::copysign(size, z);
}

double centre(const Standardised& s) {
    if (is_normal(s)) return std::erf(s.z * sqrt_half);
    if (s.family == Family::logistic) return std::tanh(s.z / 2);
    return centre_of_t(s.df, s.z);
}

/// C(z) - z C'(z) of the t is its value at 0 less 2 sqrt(df)/B(1/2,df/2) (1 - (1 + z^2/df)^(-(df-1)/2)) / (df-1).
double scale_slope_of_t(const Standardised& s) {
    const double d = s.df - 1;
    const double part = s.z * (s.z / s.df);
    const double log_kernel = std::isinf(part) ? 2 * std::log(std::abs(s.z)) - std::log(s.df) : std::log1p(part);
    const double factor = 2 * std::sqrt(s.df) * inverse_sqrt_pi / gamma_ratio(s.df / 2, 0.5);
    const double fall = d == 0 ? log_kernel / 2 : -std::expm1(-d / 2 * log_kernel) / d;
    return *crps_distribution(Observed{0}, standard(s)) - factor * fall;
}

/// C(z) - z C'(z), without taking one large number from another.
double scale_slope(const Standardised& s) {
    if (is_normal(s)) return 2 * normal_density(s.z) - inverse_sqrt_pi;
    if (s.family == Family::student_t) return scale_slope_of_t(s);
    const double z = std::abs(s.z);
    const double e = std::exp(-z);
    return 2 * std::log1p(e) + z * (2 * e / (1 + e)) - 1;
}

}  // namespace

Result<CrpsGradient> crps_gradient(Observed observed, const Distribution& predicted) {
    const auto s = standardised(observed, predicted);
    if (!s) return s.why();
    return CrpsGradient{0.0 - centre(*s), scale_slope(*s)};
}

Result<CrpsHessian> crps_hessian(Observed observed, const Distribution& predicted) {
    const auto s = standardised(observed, predicted);
    if (!s) return s.why();
    const double log_density = -*log_distribution(Observed{s->z}, standard(*s));
    const double log_z = std::log(std::abs(s->z));  // z^2 times the density also where z^2 overflows
    const auto term = [&](double x) { return 2 * std::exp(x) / s->scale; };
    const double mixed = s->z == 0 ? 0.0 : std::copysign(term(log_density + log_z), s->z);
    const CrpsHessian h{term(log_density), mixed, term(log_density + 2 * log_z)};
    if (std::isinf(h.location) || std::isinf(h.location_scale) || std::isinf(h.scale)) return Reason::infinite;
    return h;
}

}  // namespace hindsight::scoring
