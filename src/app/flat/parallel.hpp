// SPDX-License-Identifier: MIT
// Work on several things at once; the results do not depend on how many threads there are.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace hindsight::app {

/// Calls `work(i)` for every i below `count`, from several threads when `threads` (0: as many as there are cores) allows.
/// `work` throws nothing.
template <class Work>
void in_parallel(std::size_t count, std::size_t threads, const Work& work) {
    if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < std::min(threads, count); ++t) others.emplace_back(run);
    run();
}

}  // namespace hindsight::app
