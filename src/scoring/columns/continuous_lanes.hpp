// SPDX-License-Identifier: MIT
// More on vectors of doubles: choices, bounds and transposition.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "vectors.hpp"

namespace hindsight::scoring::lanes {

using vectors::BitsOf;
using vectors::load;
using vectors::store;
using vectors::two_sum;
using vectors::width_of;

template <int Width>
using Lane = typename vectors::Of<Width>::Numbers;

/// Asks for what stands two kilobytes after `from`, as many numbers as are read from there: rows of many numbers are
/// worked on for longer than the processor looks ahead by itself. There need not be anything.
HINDSIGHT_INLINE void prefetch_after(const double* from, std::size_t count) {
    constexpr std::uintptr_t ahead = 2048;
    constexpr std::size_t line = 8;
    const auto start = reinterpret_cast<std::uintptr_t>(from) + ahead;
    for (std::size_t i = 0; i < count; i += line) __builtin_prefetch(reinterpret_cast<const void*>(start + i * sizeof(double)));
}

template <class V>
HINDSIGHT_INLINE V broadcast(double x) {
    V v{};  // compilers see one instruction in this loop, and sixteen in V{x, x, ...}
    for (std::size_t i = 0; i < width_of<V>; ++i) v[i] = x;
    return v;
}
// A comparison stands only as the one condition of a choice: as a value, or joined to another, compilers would take it
// apart lane by lane.
template <class V>
HINDSIGHT_INLINE V if_below(const V& a, const V& b, const V& yes, const V& no) {
    return a < b ? yes : no;
}
/// The smaller one; the second if they cannot be compared.
template <class V>
HINDSIGHT_INLINE V lower(const V& a, const V& b) {
    return a < b ? a : b;
}
template <class V>
HINDSIGHT_INLINE V upper(const V& a, const V& b) {
    return a > b ? a : b;
}
template <class V>
HINDSIGHT_INLINE V magnitude(const V& x) {
    return (V)((BitsOf<V>)x & 0x7fffffffffffffffu);
}
/// `size` with the sign of `x`.
template <class V>
HINDSIGHT_INLINE V with_sign(const V& size, const V& x) {
    return (V)((BitsOf<V>)size | ((BitsOf<V>)x & 0x8000000000000000u));
}
/// How far x lies outside [least, most]: 0 within, NaN for NaN.
template <class V>
HINDSIGHT_INLINE V outside(const V& x, double least, double most) {
    return magnitude(V(x - lower(upper(x, broadcast<V>(least)), broadcast<V>(most))));
}
/// `value` where it is finite and `outside`, of one check or the sum of several, is 0; else NaN.
template <class V>
HINDSIGHT_INLINE V unless(const V& outside, const V& value) {
    return outside + value * 0 <= 0 ? value : broadcast<V>(std::numeric_limits<double>::quiet_NaN());
}
/// Calls f with the constants 0 to N-1: a loop that has no counter left, so that arrays of vectors stay in registers.
template <std::size_t N, class F>
HINDSIGHT_INLINE void unrolled(const F& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
        (f(std::integral_constant<std::size_t, I>{}), ...);
    }(std::make_index_sequence<N>{});
}

/// Swaps blocks of `Step` places between two vectors: one step of a transposition.
template <std::size_t Step, class V, std::size_t... I>
HINDSIGHT_INLINE void swap_blocks(V& a, V& b, std::index_sequence<I...>) {
    const V first = __builtin_shufflevector(a, b, ((I & Step) != 0 ? sizeof...(I) + I - Step : I)...);
    b = __builtin_shufflevector(a, b, ((I & Step) != 0 ? sizeof...(I) + I : I + Step)...);
    a = first;
}
/// Makes rows of columns.
template <std::size_t Step = 1, class V>
HINDSIGHT_INLINE void transpose(std::array<V, width_of<V>>& square) {
    constexpr std::size_t width = width_of<V>;
    if constexpr (Step < width) {
        unrolled<width>([&](auto i) __attribute__((always_inline)) {
            if constexpr ((i & Step) == 0)
                swap_blocks<Step>(square[i], square[i + Step], std::make_index_sequence<width>{});
        });
        transpose<2 * Step>(square);
    }
}

template <class V>
HINDSIGHT_INLINE bool any_nan(const V& x) {
    bool found = false;
    for (std::size_t i = 0; i < width_of<V>; ++i) found |= x[i] != x[i];
    return found;
}

}  // namespace hindsight::scoring::lanes
