// SPDX-License-Identifier: MIT
// Work on several things at once; the results do not depend on how many threads there are.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace hindsight {

/// As many as are wanted; 0: as many as there are cores.
inline std::size_t thread_count(std::size_t wanted) { return wanted > 0 ? wanted : std::max(1u, std::thread::hardware_concurrency()); }

/// What was thrown first by any of several threads.
class FirstException {
   public:
    /// The exception that is being handled.
    void keep() noexcept {
        const std::scoped_lock lock(mutex_);
        if (!first_) first_ = std::current_exception();
    }
    /// When the threads have ended.
    void rethrow() const {
        if (first_) std::rethrow_exception(first_);
    }

   private:
    std::mutex mutex_;
    std::exception_ptr first_;
};

/// Calls `work(i, own)` for every i below `count`, from several threads when `threads` allows, each with what `make_own` gave it.
/// What `work` or `make_own` throws first ends the work, and is thrown here when all threads have ended. When the system gives no
/// more threads, those that there are do all of it.
template <class Thread = std::jthread, class MakeOwn, class Work>
void in_parallel(std::size_t count, std::size_t threads, const MakeOwn& make_own, const Work& work) {
    threads = thread_count(threads);
    std::atomic<std::size_t> next{0};
    FirstException fault;
    const auto run = [&] {
        try {
            auto own = make_own();
            for (std::size_t i = next++; i < count; i = next++) work(i, own);
        } catch (...) {
            fault.keep();
            next = count;
        }
    };
    {
        std::vector<Thread> others;
        others.reserve(std::min(threads, count));
        try {
            for (std::size_t t = 1; t < std::min(threads, count); ++t) others.emplace_back(run);
        } catch (const std::system_error&) {  // no more threads
        }
        run();
    }
    fault.rethrow();
}

/// Pieces of work that do not depend on each other, begun in the order in which they were added: the largest are best added first,
/// so that no thread is left with one at the end.
class Tasks {
   public:
    template <class Work>
    void add(Work work) {
        tasks_.emplace_back(std::move(work));
    }
    /// All of them, each once, unless one throws: see in_parallel. None is left afterwards.
    void run() {
        const auto tasks = std::exchange(tasks_, {});
        in_parallel(tasks.size(), 0, [] { return 0; }, [&](std::size_t i, int) { tasks[i](); });
    }

   private:
    std::vector<std::function<void()>> tasks_;
};

}  // namespace hindsight
