// SPDX-License-Identifier: MIT
// -ln p and -ln(1-p) over vectors, for every p in [0,1], without a branch.
#pragma once

#include <array>
#include <limits>
#include <utility>

#include "vectors.hpp"

namespace hindsight::scoring::vectors {

/// Of (ln((1+s)/(1-s)) - 2s) / s^3 in s^2, for (1+s)/(1-s) between sqrt(1/2) and sqrt(2): interpolated at Chebyshev nodes in
/// 60 digits; of 2s it is off by 5e-18 at most.
inline constexpr std::array<double, 7> area_tangent_terms{
    0x1.5555555555558p-1, 0x1.99999999952e2p-2, 0x1.2492492df148dp-2, 0x1.c71c62e5800a1p-3,
    0x1.7462b4ab2ef6bp-3, 0x1.39fe606542ddep-3, 0x1.2b584aae78a57p-3};

template <class V, std::size_t N, std::size_t... I>
HINDSIGHT_INLINE V horner(const V& x, const std::array<double, N>& terms, std::index_sequence<I...>) {
    V total = x * terms[N - 1] + terms[N - 2];
    ((total = total * x + terms[N - 3 - I]), ...);
    return total;
}

/// x = 2^k m with m in [sqrt(1/2), sqrt(2)).
template <class V>
struct Scaled {
    V m;
    V k;
};
/// For x > 0 that is not subnormal. `bias` is 2^52 and that of exponents.
template <class V>
HINDSIGHT_INLINE Scaled<V> scaled(const V& x, const V& bias) {
    constexpr std::uint64_t one = 0x3ff0000000000000;
    constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcd;
    constexpr std::uint64_t two_to_52 = 0x4330000000000000;
    const BitsOf<V> bits = (BitsOf<V>)x + (one - sqrt_half);
    return {(V)((bits & 0x000fffffffffffffu) + sqrt_half), (V)((bits >> 52) | two_to_52) - bias};
}

/// -ln(x + rest), where |rest| is far below x.
template <class V>
HINDSIGHT_INLINE V surprise(const Scaled<V>& x, const V& rest) {
    constexpr double ln2_high = 0x1.62e42f8p-1;  // its product with an exponent is exact
    constexpr double ln2_low = 0x1.be8e7bcd5e4f2p-27;
    const V f = x.m - 1.0;
    const V s = f / (f + 2.0);
    const V z = s * s;
    const V half_square = 0.5 * f * f;
    const V series = s * (half_square + z * horner(z, area_tangent_terms, std::make_index_sequence<5>{}));
    return ((half_square - (series + (x.k * ln2_low + rest))) - f) - x.k * ln2_high;
}

/// For x in (0,1] that is not subnormal. Anything else gives some number.
template <class V>
HINDSIGHT_INLINE V surprise_of_normal(const V& x, const V& rest) {
    return surprise(scaled(x, all<V>(0x1p52 + 1023)), rest);
}

/// For x in [0,1]: Infinity for 0. Anything else gives some number.
template <class V>
HINDSIGHT_INLINE V surprise(const V& x, const V& rest) {
    constexpr double smallest_normal = std::numeric_limits<double>::min();
    const V normal = x < smallest_normal ? x * 0x1p54 : x;
    const V bias = x < smallest_normal ? all<V>(0x1p52 + 1023 + 54) : all<V>(0x1p52 + 1023);
    const V value = surprise(scaled(normal, bias), rest);
    return x == 0 ? all<V>(std::numeric_limits<double>::infinity()) : value;
}

/// 1 - p in two parts.
template <class V>
struct Complement {
    V value;
    V rest;
};
template <class V>
HINDSIGHT_INLINE Complement<V> complement(const V& p) {
    const V value = 1.0 - p;
    const V rounding = (1.0 - value) - p;  // exact; 0 from p = 1/2 on
    return {value, rounding + rounding * p};  // rounding / value, near enough below 1/2
}

}  // namespace hindsight::scoring::vectors
