// SPDX-License-Identifier: MIT
// exp, log, erf and the tail of the normal over vectors, without a branch.
#pragma once

#include <array>
#include <cstdint>
#include <utility>

#include "continuous_lanes.hpp"

namespace hindsight::scoring::lanes {

template <class V, std::size_t N, std::size_t... I>
HINDSIGHT_INLINE V horner(const V& x, const std::array<double, N>& c, std::index_sequence<I...>) {
    V total = x * c[N - 1] + c[N - 2];
    ((total = total * x + c[N - 3 - I]), ...);
    return total;
}
/// c_0 + c_1 x + ...
template <class V, std::size_t N>
HINDSIGHT_INLINE V polynomial(const V& x, const std::array<double, N>& c) {
    return horner(x, c, std::make_index_sequence<N - 2>{});
}

inline constexpr double ln2_high = 0x1.62e42f8p-1;  // its product with an exponent is exact
inline constexpr double ln2_low = 0x1.be8e7bcd5e4f2p-27;

/// e^x = scale + rest, with scale a power of 2 and |rest| at most 0.42 scale.
template <class V>
struct Exponential {
    V scale;
    V rest;
};

// The polynomials interpolate at Chebyshev nodes in 60 digits; the degree is the first whose error is under 1e-17.

/// Of (e^r - 1 - r) / r^2 for |r| <= ln(2)/2.
inline constexpr std::array<double, 11> exp_terms{0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326136,
                                       0.0013888888888883748, 0.00019841269874820627, 2.4801587325547743e-05,
                                       2.7557255400206422e-06, 2.75572736431103e-07, 2.5105217004720745e-08,
                                       2.0914686968086876e-09};

/// Of (ln((1+s)/(1-s)) - 2s) / s^3 in s^2, for 1+s over 1-s between sqrt(1/2) and sqrt(2).
inline constexpr std::array<double, 8> log_terms{0.6666666666666666, 0.4000000000000088, 0.2857142857080323, 0.2222222239180047,
                                      0.18181795630884753, 0.15386240205813478, 0.13268759668560612, 0.13086767009948175};

/// Of erf(x) / x in x^2 for 0 <= x <= 1.25.
inline constexpr std::array<double, 14> erf_terms{
    1.1283791670955126,      -0.3761263890318373,     0.11283791670954209,    -0.026866170644980567,  0.005223977624149367,
    -0.0008548326956921109,  0.00012055330760116338,  -1.4925599890040204e-05, 1.6461312918576267e-06, -1.6356836598487724e-07,
    1.4735599698698855e-08,  -1.1894492397655832e-09, 7.95090432245807e-11,   -3.275670032454055e-12};

/// Of P(Z > z) / e^(-z^2/2) in (z-4)/(z+4), for 0 <= z <= 8.5.
inline constexpr std::array<double, 21> tail_terms{
        0.09441064130196894,     -0.17039772154845545,   0.12437925533926324,    -0.0717074073377349,
        0.030864804106332626,    -0.008492095482143514,  0.0005075620746829494,  0.000638813851037097,
        -0.00018718426669433726, -4.5554872298592995e-05, 2.864837112752224e-05, 4.631368057648673e-06,
        -4.3041731330038405e-06, -8.292328659570524e-07, 6.650504791120895e-07,  2.110726305241197e-07,
        -9.726419865475401e-08,  -6.975042918361736e-08, -1.102000180960309e-08, 2.1596007692571056e-09,
        7.075718739578604e-10};

/// For -708 <= x <= 709; beyond it is held to these ends. NaN gives some number.
template <class V>
HINDSIGHT_INLINE Exponential<V> exponential(const V& unheld) {
    constexpr double shift = 0x1.8p52;  // pushes the fraction out and leaves a whole number in the last bits
    constexpr double log2_e = 1.442695040888963407359924681001892137;
    const V x = lower(upper(unheld, broadcast<V>(-708)), broadcast<V>(709));
    const V shifted = x * log2_e + shift;
    const V k = shifted - shift;
    const V r = (x - k * ln2_high) - k * ln2_low;
    const V scale = (V)(((BitsOf<V>)shifted << 52) + 0x3ff0000000000000u);
    return {scale, scale * (r + r * r * polynomial(r, exp_terms))};
}
template <class V>
HINDSIGHT_INLINE V exp(const V& x) {
    const auto e = exponential(x);
    return e.scale + e.rest;
}
/// e^x - 1, with all its digits near 0.
template <class V>
HINDSIGHT_INLINE V expm1(const V& x) {
    const auto e = exponential(x);
    return (e.scale - 1) + e.rest;
}

/// ln(1 + f) + k ln 2 for sqrt(1/2) <= 1 + f <= sqrt(2), by the series of the area tangent in s = f / (2 + f).
template <class V>
HINDSIGHT_INLINE V log_near_1(const V& f, const V& k) {
    const V s = f / (f + 2);
    const V z = s * s;
    const V half_square = 0.5 * f * f;
    return k * ln2_high - ((half_square - (s * (half_square + z * polynomial(z, log_terms)) + k * ln2_low)) - f);
}
/// ln x for positive, finite x that is not subnormal; anything else gives some number.
template <class V>
HINDSIGHT_INLINE V log(const V& x) {
    constexpr std::uint64_t one = 0x3ff0000000000000;
    constexpr std::uint64_t sqrt_half_bits = 0x3fe6a09e667f3bcd;
    constexpr std::uint64_t two_to_52 = 0x4330000000000000;
    const BitsOf<V> bits = (BitsOf<V>)x + (one - sqrt_half_bits);
    const V k = (V)((bits >> 52) | two_to_52) - (0x1p52 + 1023);
    const V m = (V)((bits & 0x000fffffffffffffu) + sqrt_half_bits);
    return log_near_1(m - 1.0, k);
}
/// ln(1 + u) for 0 <= u <= 1.
template <class V>
HINDSIGHT_INLINE V log1p_of_unit(const V& u) {
    const V bound = broadcast<V>(0.41421356237309503);
    return log_near_1(if_below(u, bound, u, V(0.5 * (u - 1))), if_below(u, bound, V{}, broadcast<V>(1)));
}

/// P(Z > z) / e^(-z^2/2) for a standard normal and z >= 0: to 1e-17 when multiplied by e^(-z^2/2), and good for no more
/// beyond z = 8.5, where that product is nothing beside 1. A polynomial in (z-4)/(z+4).
template <class V>
HINDSIGHT_INLINE V tail_ratio(const V& z) {
    return polynomial(V((z - 4) / (z + 4)), tail_terms);
}

/// erf(x) for 0 <= x <= 1.25, with all its digits near 0.
template <class V>
HINDSIGHT_INLINE V erf_near_0(const V& x) {
    return x * polynomial(V(x * x), erf_terms);
}

/// P(|Z| > z) for z >= 0, to 2e-16 of 1 (not of itself).
template <class V>
HINDSIGHT_INLINE V two_tails(const V& z) {
    return 2 * exp(-0.5 * z * z) * tail_ratio(z);
}
}  // namespace hindsight::scoring::lanes
