// SPDX-License-Identifier: MIT
// Work on several things at once; the results do not depend on how many threads there are.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace hindsight::app {

/// As many as are wanted; 0: as many as there are cores.
inline std::size_t thread_count(std::size_t wanted) { return wanted > 0 ? wanted : std::max(1u, std::thread::hardware_concurrency()); }

/// Calls `work(i, own)` for every i below `count`, from several threads when `threads` allows, each with what `make_own` gave it.
/// `work` throws nothing.
template <class MakeOwn, class Work>
void in_parallel(std::size_t count, std::size_t threads, const MakeOwn& make_own, const Work& work) {
    threads = thread_count(threads);
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        auto own = make_own();
        for (std::size_t i = next++; i < count; i = next++) work(i, own);
    };
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < std::min(threads, count); ++t) others.emplace_back(run);
    run();
}

}  // namespace hindsight::app
