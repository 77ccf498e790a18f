// SPDX-License-Identifier: MIT
// Work on several threads.
#include "hindsight/base/parallel.hpp"

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
