// SPDX-License-Identifier: MIT
// Work on several threads.
#include "hindsight/base/parallel.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("every task runs once, and a second run has none left") {
    std::vector<int> runs(100, 0);
    Tasks tasks;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        tasks.add([&, i] { ++runs[i]; });
    }
    tasks.run();
    tasks.run();
    CHECK(runs == std::vector<int>(100, 1));
}

TEST_CASE("tasks may have tasks of their own") {
    std::vector<int> runs(9, 0);
    Tasks outer;
    for (std::size_t i = 0; i < 3; ++i) {
        outer.add([&, i] {
            Tasks inner;
            for (std::size_t k = 0; k < 3; ++k) {
                inner.add([&, i, k] { ++runs[3 * i + k]; });
            }
            inner.run();
        });
    }
    outer.run();
    CHECK(runs == std::vector<int>(9, 1));
}

TEST_CASE("what a task throws is thrown by the run, and none is left") {
    Tasks tasks;
    for (int i = 0; i < 1000; ++i) {
        tasks.add([i] {
            if (i == 3) throw std::runtime_error("of the fourth");
        });
    }
    CHECK_THROWS_WITH(tasks.run(), "of the fourth");
    CHECK_NOTHROW(tasks.run());
}

TEST_CASE("after an exception nothing new is begun") {
    int runs = 0;
    CHECK_THROWS(in_parallel(1000, 1, [] { return 0; }, [&](std::size_t i, int) {
        ++runs;
        if (i == 3) throw std::runtime_error("of the fourth");
    }));
    CHECK(runs == 4);
}

TEST_CASE("of many that throw one is told, from any number of threads") {
    for (const std::size_t threads : {1u, 2u, 8u}) {
        CHECK_THROWS_AS(in_parallel(100, threads, [] { return 0; }, [](std::size_t, int) { throw std::bad_alloc(); }), std::bad_alloc);
        CHECK_THROWS_AS(in_parallel(100, threads, []() -> int { throw std::bad_alloc(); }, [](std::size_t, int) {}), std::bad_alloc);
    }
}

namespace {

/// A system that gives two threads and no more.
struct ScarceThread : std::jthread {
    template <class Work>
    explicit ScarceThread(const Work& work) : std::jthread(one_more(work)) {}

    template <class Work>
    static const Work& one_more(const Work& work) {
        if (++asked > 2) throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
        return work;
    }
    static inline int asked = 0;
};

}  // namespace

TEST_CASE("with fewer threads than asked for all work is done") {
    std::vector<int> runs(1000, 0);
    in_parallel<ScarceThread>(runs.size(), 8, [] { return 0; }, [&](std::size_t i, int) { ++runs[i]; });
    CHECK(runs == std::vector<int>(1000, 1));
    CHECK(ScarceThread::asked == 3);
}
