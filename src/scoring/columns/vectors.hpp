// SPDX-License-Identifier: MIT
// Vectors of doubles, and kernels over them run with the widest ones that the processor has; the build needs no flag.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

// Vectors wider than the base architecture has are only passed between functions that are inlined into one another.
#pragma GCC diagnostic ignored "-Wpsabi"

#define HINDSIGHT_INLINE [[gnu::always_inline]] inline

namespace hindsight::scoring::vectors {

template <int Width>
struct Of {
    typedef double Numbers __attribute__((vector_size(8 * Width)));
    typedef std::uint64_t Bits __attribute__((vector_size(8 * Width)));
};

template <class V>
inline constexpr std::size_t width_of = sizeof(V) / 8;
template <class V>
using BitsOf = typename Of<width_of<V>>::Bits;

// A choice is written a < b ? x : y over whole vectors and a comparison is never joined to another or kept as a value:
// compilers would then take it apart number by number.

template <class V>
HINDSIGHT_INLINE V load(const double* from) {
    V v;
    std::memcpy(&v, from, sizeof v);
    return v;
}
template <class V>
HINDSIGHT_INLINE void store(double* to, const V& v) {
    std::memcpy(to, &v, sizeof v);
}
template <class V>
HINDSIGHT_INLINE V all(double x) {
    return V{} + x;
}

/// Adds x to high + low, whose rounding errors low collects.
template <class V>
HINDSIGHT_INLINE void two_sum(V& high, V& low, const V& x) {
    const V s = high + x;
    const V back = s - high;
    low += (high - (s - back)) + (x - back);
    high = s;
}

/// The same for |x| <= high.
template <class V>
HINDSIGHT_INLINE void two_sum_below(V& high, V& low, const V& x) {
    const V s = high + x;
    low += x - (s - high);
    high = s;
}

/// What a kernel is run with; `portable` is what every processor can.
enum class Level { portable, avx2, avx512 };

#if defined(__x86_64__)

inline Level best_level() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return Level::avx512;
    return __builtin_cpu_supports("avx2") ? Level::avx2 : Level::portable;
}

template <class Kernel, class Task>
[[gnu::target("avx512f,avx512dq,avx512vl")]] auto run_avx512(const Task& task) {
    return Kernel::template run<8>(task);
}
template <class Kernel, class Task>
[[gnu::target("avx2")]] auto run_avx2(const Task& task) {
    return Kernel::template run<4>(task);
}

/// `Kernel::run<W>(task)` with vectors of W numbers. The processor must be up to the level.
template <class Kernel, class Task>
auto run(Level level, const Task& task) {
    if (level == Level::avx512) return run_avx512<Kernel>(task);
    if (level == Level::avx2) return run_avx2<Kernel>(task);
    return Kernel::template run<2>(task);
}

#else

inline Level best_level() { return Level::portable; }

template <class Kernel, class Task>
auto run(Level, const Task& task) {
    return Kernel::template run<2>(task);
}

#endif

}  // namespace hindsight::scoring::vectors
