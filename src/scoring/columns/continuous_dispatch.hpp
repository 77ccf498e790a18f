// SPDX-License-Identifier: MIT
// Runs a kernel with the widest vectors that the processor has; the build needs no flag for it.
#pragma once

namespace hindsight::scoring::lanes {

enum class Vectors { narrow, avx2, avx512 };

#if defined(__x86_64__)

inline Vectors detect_vectors() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return Vectors::avx512;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? Vectors::avx2 : Vectors::narrow;
}

template <class Kernel, class Task>
[[gnu::target("avx512f,avx512dq,avx512vl,avx2,fma")]] auto run_avx512(const Task& task) {
    return Kernel::template run<8>(task);
}
template <class Kernel, class Task>
[[gnu::target("avx2,fma")]] auto run_avx2(const Task& task) {
    return Kernel::template run<4>(task);
}

template <class Kernel, class Task>
auto run(Vectors vectors, const Task& task) {
    if (vectors == Vectors::avx512) return run_avx512<Kernel>(task);
    if (vectors == Vectors::avx2) return run_avx2<Kernel>(task);
    return Kernel::template run<2>(task);
}

#else

inline Vectors detect_vectors() { return Vectors::narrow; }

template <class Kernel, class Task>
auto run(Vectors, const Task& task) {
    return Kernel::template run<2>(task);
}

#endif

/// `Kernel::run<W>(task)` with vectors of W doubles.
template <class Kernel, class Task>
auto run(const Task& task) {
    static const Vectors vectors = detect_vectors();
    return run<Kernel>(vectors, task);
}

}  // namespace hindsight::scoring::lanes
