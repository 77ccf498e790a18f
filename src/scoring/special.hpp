// SPDX-License-Identifier: MIT
// Special functions as the families need them. Those of Boost.Math are wrapped in special.cpp, and only there.
#pragma once

namespace hindsight::scoring {

/// Quantile of the standard normal; +-infinity at 0 and 1.
double normal_quantile(double p);
/// Quantile of Student's t with `df` degrees of freedom.
double student_t_quantile(double df, double p);

/// Regularised incomplete gamma functions, lower and upper, and the x where they reach p.
double gamma_p(double a, double x);
double gamma_q(double a, double x);
double gamma_p_inverse(double a, double p);

/// Regularised incomplete beta function, its complement, and the x where it reaches p.
double beta_p(double a, double b, double x);
double beta_q(double a, double b, double x);
double beta_p_inverse(double a, double b, double p);

double log_gamma(double x);
double gamma_function(double x);
/// gamma(1 + x) - 1 with all its digits near 0.
double gamma_1p_minus_1(double x);
/// The upper incomplete gamma function, not regularised, a > 0.
double gamma_upper(double a, double x);
/// gamma(a) / gamma(a + delta) for a > 0, also where both overflow.
double gamma_ratio(double a, double delta);
/// e^-x (I_0(x) + I_1(x)) for x >= 0, also where the Bessel functions overflow.
double scaled_bessel_sum(double x);

// Without Boost, in density.cpp:

/// e^(x^2) erfc(x), also where the two under- and overflow.
double erfcx(double x);
/// e^(a b + c), the product and the sum not rounded before the exponential.
double exp_of(double a, double b, double c = 0);

inline constexpr double pi = 3.141592653589793238462643383279502884;
inline constexpr double sqrt_half = 0.707106781186547524400844362104849039;
inline constexpr double inverse_sqrt_pi = 0.564189583547756286948079451560772586;
inline constexpr double inverse_sqrt_2pi = 0.398942280401432677939946059934381868;
inline constexpr double log_sqrt_2pi = 0.918938533204672741780329736405617640;
inline constexpr double log_2 = 0.693147180559945309417232121458176568;
inline constexpr double euler_gamma = 0.577215664901532860606512090082402431;

/// The standard normal: density, P(Z <= z), P(Z > z), and ln P(Z > z) far into the tail.
double normal_density(double z);
double normal_cdf(double z);
double normal_ccdf(double z);
double normal_log_ccdf(double z);

/// ln of a Poisson probability or gamma density kernel: ln(m^x e^-m / gamma(x+1)) for real x >= 0. Loader (2000).
double log_poisson(double x, double m);
/// ln of the probability of x yes and `rest` no, both real and >= 0, with q = 1-p given beside p. Loader (2000).
double log_binomial(double x, double rest, double p, double q);
/// ln(gamma(x+1)) less Stirling's approximation (x + 1/2) ln x - x + ln(2 pi)/2. Loader (2000).
double stirling_error(double x);

}  // namespace hindsight::scoring
