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

/// Sizes from which the uniform expansions below are as good as double.
constexpr double many = 1e9;

/// (2 (u - ln(1+u)) / u^2 - 1) / u by its series, |u| <= 0.1: -2/3 + u/2 - 2u^2/5 + ...
double log1p_curve(double u) {
    double total = 0;
    for (int k = 18; k >= 3; --k) total = (k % 2 ? -2.0 : 2.0) / k + u * total;
    return total;
}

/// How a law near the normal bends: w = v r, and 1/v - 1/w, for the standardised v and the signed root w of the deviance.
struct Bend {
    double r;
    double shift;
};
/// From w^2 = v^2 (1 + v s).
Bend bend(double v, double s) {
    const double r = std::sqrt(1 + v * s);
    return {r, s / (r * (1 + r))};
}

/// P(X > x), or P(X <= x): Temme's uniform expansion, whose next term is smaller by the size.
double upper_tail(double v, Bend b) {
    const double w = v * b.r;
    return normal_ccdf(w) + normal_density(w) * b.shift;
}
double lower_tail(double v, Bend b) {
    const double w = v * b.r;
    return normal_cdf(w) - normal_density(w) * b.shift;
}

/// The v where the lower tail is that below z in the normal.
template <class BendAt>
double bent_quantile(double z, const BendAt& bend_at) {
    double v = z;
    for (int k = 0; k < 8; ++k) {
        const Bend b = bend_at(v);
        v = (z + b.shift) / b.r;
    }
    return v;
}

/// Either tail of the gamma law, Temme (1979). Beyond a tenth of the mean nothing is left.
template <class Tail>
double large_gamma(double a, double x, double far_above, const Tail& tail) {
    const double u = (x - a) / a;
    if (u > 0.1) return far_above;
    if (u < -0.1) return 1 - far_above;
    const double root = std::sqrt(a);
    return tail(u * root, bend(u * root, log1p_curve(u) / root));
}

/// x - a/(a+b), times a+b, with no digit lost where the two are close.
double beta_distance(double a, double b, double x) {
    const double rest = 1 - x;
    const double lost = (1 - rest) - x;
    const double up = x * b;
    const double down = rest * a;
    return (up - down) + ((std::fma(x, b, -up) - std::fma(rest, a, -down)) - lost * a);
}

/// The beta law with many of both: its sd, and its bend where x is d above the mean.
struct LargeBeta {
    double low;  ///< the mean
    double high;  ///< 1 - mean
    double sd;
    LargeBeta(double a, double b) : low(a / (a + b)), high(b / (a + b)), sd(std::sqrt(low * high / (a + b))) {}
    [[nodiscard]] Bend at(double d) const {
        const double s = high / low * log1p_curve(d / low) - low / high * log1p_curve(-d / high);
        return bend(d / sd, s * sd);
    }
};

template <class Tail>
double large_beta(double a, double b, double x, double far_above, const Tail& tail) {
    const LargeBeta law(a, b);
    const double d = beta_distance(a, b, x) / (a + b);
    if (std::abs(d) > 0.1 * std::fmin(law.low, law.high)) return d > 0 ? far_above : 1 - far_above;
    return tail(d / law.sd, law.at(d));
}

/// Few of one against so many of the other that the beta law is a gamma law of -ln(1-x), this many times: Wise (1950).
bool is_lopsided(double a, double b) { return std::fmin(a, b) <= many && a + b > 1e18; }
double lopsided_rate(double few, double plenty) { return plenty + (few - 1) / 2; }

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
    if (a > many) return large_gamma(a, x, 1, lower_tail);
    return incomplete(a, [&](const auto& policy) { return bm::gamma_p(a, x, policy); });
}
double gamma_q(double a, double x) {
    if (a > many) return large_gamma(a, x, 0, upper_tail);
    return incomplete(a, [&](const auto& policy) { return bm::gamma_q(a, x, policy); });
}
double gamma_p_inverse(double a, double p) {
    if (p >= 1) return infinite;
    if (p <= 0 || a <= many) return bm::gamma_p_inv(a, p, quiet);
    const double root = std::sqrt(a);
    return a + root * bent_quantile(normal_quantile(p), [&](double v) { return bend(v, log1p_curve(v / root) / root); });
}

double beta_p(double a, double b, double x) {
    if (std::fmin(a, b) > many) return large_beta(a, b, x, 1, lower_tail);
    if (is_lopsided(a, b)) {
        if (a < b) return gamma_p(a, -lopsided_rate(a, b) * std::log1p(-x));
        return gamma_q(b, -lopsided_rate(b, a) * std::log(x));
    }
    return incomplete(a + b, [&](const auto& policy) { return bm::ibeta(a, b, x, policy); });
}
double beta_q(double a, double b, double x) {
    if (std::fmin(a, b) > many) return large_beta(a, b, x, 0, upper_tail);
    if (is_lopsided(a, b)) {
        if (a < b) return gamma_q(a, -lopsided_rate(a, b) * std::log1p(-x));
        return gamma_p(b, -lopsided_rate(b, a) * std::log(x));
    }
    return incomplete(a + b, [&](const auto& policy) { return bm::ibetac(a, b, x, policy); });
}
double beta_p_inverse(double a, double b, double p) {
    if (p <= 0 || p >= 1) return bm::ibeta_inv(a, b, p, quiet);
    if (std::fmin(a, b) > many) {
        const LargeBeta law(a, b);
        return law.low + law.sd * bent_quantile(normal_quantile(p), [&](double v) { return law.at(v * law.sd); });
    }
    if (is_lopsided(a, b)) {
        if (a < b) return -std::expm1(-gamma_p_inverse(a, p) / lopsided_rate(a, b));
        return std::exp(-gamma_p_inverse(b, 1 - p) / lopsided_rate(b, a));
    }
    return bm::ibeta_inv(a, b, p, quiet);
}

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
