// SPDX-License-Identifier: MIT
// Runs a kernel with the widest vectors that the processor has, and with products fused into sums where it can: the last
// digit of a score may depend on the processor, the sums of scores do not.
#pragma once

#include "vectors.hpp"

namespace hindsight::scoring::lanes {

using vectors::Level;

#if defined(__x86_64__)

inline Level best_level() {
    const Level level = vectors::best_level();
    return level == Level::avx2 && !__builtin_cpu_supports("fma") ? Level::portable : level;
}

template <class Kernel, class Task>
[[gnu::target("avx512f,avx512dq,avx512vl,avx2,fma")]] auto run_avx512(const Task& task) {
    return Kernel::template run<8>(task);
}
template <class Kernel, class Task>
[[gnu::target("avx2,fma")]] auto run_avx2(const Task& task) {
    return Kernel::template run<4>(task);
}

/// `Kernel::run<W>(task)` with vectors of W doubles. The processor must be up to the level.
template <class Kernel, class Task>
auto run_fused(Level level, const Task& task) {
    if (level == Level::avx512) return run_avx512<Kernel>(task);
    if (level == Level::avx2) return run_avx2<Kernel>(task);
    return Kernel::template run<2>(task);
}

#else

inline Level best_level() { return Level::portable; }

template <class Kernel, class Task>
auto run_fused(Level, const Task& task) {
    return Kernel::template run<2>(task);
}

#endif

/// The same at the best level there is.
template <class Kernel, class Task>
auto run_fused(const Task& task) {
    static const Level level = best_level();
    return run_fused<Kernel>(level, task);
}

}  // namespace hindsight::scoring::lanes
