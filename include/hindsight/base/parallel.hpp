// SPDX-License-Identifier: MIT
// Work on several things at once; the results do not depend on how many threads there are.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace hindsight {

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

/// Pieces of work that do not depend on each other: the large ones first, so that no thread is left with one at the end.
class Tasks {
   public:
    template <class Work>
    void add(Work work) {
        tasks_.emplace_back(std::move(work));
    }
    /// All of them, each once; they throw nothing.
    void run() {
        in_parallel(tasks_.size(), 0, [] { return 0; }, [&](std::size_t i, int) { tasks_[i](); });
        tasks_.clear();
    }

   private:
    std::vector<std::function<void()>> tasks_;
};

}  // namespace hindsight
