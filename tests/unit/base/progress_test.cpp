// SPDX-License-Identifier: MIT
// Progress is told now and then, and to nobody when nobody asks.
#include "hindsight/base/progress.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("progress is told at every 256th step and at the last", "[progress]") {
    std::vector<std::size_t> told;
    const Progress listener = [&](std::string_view what, std::size_t done, std::size_t total) {
        CHECK(what == "storing");
        CHECK(total == 600);
        told.push_back(done);
    };
    for (std::size_t done = 0; done <= 600; ++done) tell(listener, "storing", done, 600);
    CHECK(told == std::vector<std::size_t>{0, 256, 512, 600});
}

TEST_CASE("work goes on when nobody listens", "[progress]") { tell({}, "storing", 0, 1); }
