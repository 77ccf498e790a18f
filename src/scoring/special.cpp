// SPDX-License-Identifier: MIT
// The door to Boost.Math: no other file includes it.
#include "special.hpp"

#include <boost/math/special_functions/bessel.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace hindsight::scoring {
namespace {

namespace bm = boost::math;
namespace bp = boost::math::policies;

/// Nothing is thrown: a pole or overflow gives an infinity, anything else NaN.
using Quiet = bp::policy<bp::domain_error<bp::ignore_error>, bp::pole_error<bp::ignore_error>,
                         bp::overflow_error<bp::ignore_error>, bp::underflow_error<bp::ignore_error>,
                         bp::denorm_error<bp::ignore_error>, bp::rounding_error<bp::ignore_error>,
                         bp::evaluation_error<bp::ignore_error>, bp::indeterminate_result_error<bp::ignore_error>>;

constexpr Quiet quiet{};

/// Without the detour by way of long double, several times as fast.
constexpr bp::normalise<Quiet, bp::promote_double<false>>::type swift{};

constexpr double infinite = std::numeric_limits<double>::infinity();

/// In double where that keeps 13 digits: for large arguments it loses them in proportion, and far out in a tail too.
template <class Function>
double incomplete(double size, const Function& f) {
    if (size < 300)
        if (const double value = f(swift); value > 1e-250) return value;
    return f(quiet);
}

}  // namespace

double normal_quantile(double p) {
    if (p <= 0) return -infinite;
    if (p >= 1) return infinite;
    const double sqrt2 = std::sqrt(2.0);
    return p < 0.5 ? -sqrt2 * bm::erfc_inv(2 * p, quiet) : sqrt2 * bm::erfc_inv(2 * (1 - p), quiet);
}

double student_t_quantile(double df, double p) {
    if (p <= 0) return -infinite;
    if (p >= 1) return infinite;
    if (std::isinf(df)) return normal_quantile(p);
    const double tail = p < 0.5 ? p : 1 - p;
    double rest = 0;  // 1 - x, kept apart because x may round to 1
    const double x = bm::ibeta_inv(df / 2, 0.5, 2 * tail, &rest, quiet);
    const double z = std::sqrt(df * rest / x);
    return p < 0.5 ? -z : z;
}

double gamma_p(double a, double x) {
    return incomplete(a, [&](const auto& policy) { return bm::gamma_p(a, x, policy); });
}
double gamma_q(double a, double x) {
    return incomplete(a, [&](const auto& policy) { return bm::gamma_q(a, x, policy); });
}
double gamma_p_inverse(double a, double p) { return p >= 1 ? infinite : bm::gamma_p_inv(a, p, quiet); }

double beta_p(double a, double b, double x) {
    return incomplete(a + b, [&](const auto& policy) { return bm::ibeta(a, b, x, policy); });
}
double beta_q(double a, double b, double x) {
    return incomplete(a + b, [&](const auto& policy) { return bm::ibetac(a, b, x, policy); });
}
double beta_p_inverse(double a, double b, double p) { return bm::ibeta_inv(a, b, p, quiet); }

double log_gamma(double x) { return bm::lgamma(x, swift); }
double gamma_function(double x) { return bm::tgamma(x, quiet); }
double gamma_1p_minus_1(double x) { return bm::tgamma1pm1(x, quiet); }
double gamma_upper(double a, double x) { return bm::tgamma(a, x, quiet); }
double gamma_ratio(double a, double delta) { return bm::tgamma_delta_ratio(a, delta, swift); }

namespace {

/// e^-x I_n(x) sqrt(2 pi x) for large x: 1 - (m-1)/(8x) + (m-1)(m-9)/(2!(8x)^2) - ... with m = 4 n^2.
double bessel_tail(double n, double x) {
    double term = 1;
    double total = 1;
    for (int k = 1; k < 30; ++k) {
        const double odd = 2 * k - 1;
        term *= -(4 * n * n - odd * odd) / (k * 8 * x);
        total += term;
        if (std::abs(term) < 1e-18) break;
    }
    return total;
}

}  // namespace

double scaled_bessel_sum(double x) {
    if (x < 100) return std::exp(-x) * (bm::cyl_bessel_i(0, x, quiet) + bm::cyl_bessel_i(1, x, quiet));
    return (bessel_tail(0, x) + bessel_tail(1, x)) / std::sqrt(2 * pi * x);
}

}  // namespace hindsight::scoring
