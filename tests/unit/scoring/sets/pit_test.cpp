// SPDX-License-Identifier: MIT
// PIT histograms, coverage by level, sharpness.
#include "hindsight/scoring/sets/pit.hpp"

#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/sets/random.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

bool all_close(const Values& values, const Values& expected) {
    bool good = values.size() == expected.size();
    for (std::size_t i = 0; good && i < values.size(); ++i) good = close(values[i], expected[i]);
    return good;
}

}  // namespace

TEST_CASE("a PIT value at an edge belongs to the bin below, as in R", "[scoring]") {
    // R 4.2.2: hist(c(0, 0.1, 0.2, 0.25, 0.5, 1), breaks=seq(0, 1, 0.25))$counts = 4 1 0 1
    const auto h = *pit_histogram(PitValues{Values{0, 0.1, 0.2, 0.25, 0.5, 1}}, 4);
    CHECK(h.n == 6);
    CHECK(all_close(h.shares, {4.0 / 6, 1.0 / 6, 0, 1.0 / 6}));
    CHECK(pit_histogram(PitValues{Values{0.3}}, 10)->shares[2] == 1);  // no rounding of 10 x 0.3
}

TEST_CASE("a mass is spread over the range that it takes", "[scoring]") {
    const Values below{0.2, 0.0, 0.5, 0.75};
    const Values at{0.6, 1.0, 0.5, 1.0};
    // by hand, over quarters: (1/8, 5/8, 1/4, 0), a quarter each, (0, 1, 0, 0), (0, 0, 0, 1)
    CHECK(all_close(pit_histogram(PitRanges{below, at}, 4)->shares, {0.375 / 4, 1.875 / 4, 0.5 / 4, 1.25 / 4}));
}

TEST_CASE("the PIT histogram of whole numbers is that of their mean transform", "[scoring][law]") {
    Random random(4);
    Values below, at;
    for (int i = 0; i < 200; ++i) {
        const double a = random.uniform();
        const double b = random.uniform();
        below.push_back(a < b ? a : b);
        at.push_back(a < b ? b : a);
    }
    const auto mean_transform = [&](double u) {  // Czado, Gneiting and Held (2009), eq. 2
        double total = 0;
        for (std::size_t i = 0; i < at.size(); ++i)
            total += u <= below[i] ? 0 : u >= at[i] ? 1 : (u - below[i]) / (at[i] - below[i]);
        return total / static_cast<double>(at.size());
    };
    const auto h = *pit_histogram(PitRanges{below, at}, 10);
    double all = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        CHECK(close(h.shares[i], mean_transform((i + 1) / 10.0) - mean_transform(i / 10.0), 1e-14));
        all += h.shares[i];
    }
    CHECK(close(all, 1));
}

TEST_CASE("a PIT that is none is refused", "[scoring]") {
    CHECK(refused(pit_histogram(PitValues{}), Reason::empty));
    CHECK(refused(pit_histogram(PitValues{Values{0.1, missing}}), Reason::missing, 1));
    CHECK(refused(pit_histogram(PitValues{Values{0.1, 1.1}}), Reason::bad_probability, 1));
    CHECK(refused(pit_histogram(PitValues{Values{0.1}}, 0), Reason::bad_level));
    CHECK(refused(pit_histogram(PitRanges{Values{0.1}, Values{}}), Reason::size_mismatch));
    CHECK(refused(pit_histogram(PitRanges{Values{0.1, 0.4}, Values{0.2, 0.3}}), Reason::reversed_interval, 1));
    CHECK(refused(pit_histogram(PitRanges{Values{missing}, Values{0.3}}), Reason::missing));
}

TEST_CASE("coverage and width are kept by level", "[scoring]") {
    CoverageByLevel all;
    CoverageByLevel part;
    CHECK(close(all.add(Observed{3}, {1, 5, 0.9}), 1));
    CHECK(close(all.add(Observed{6}, {1, 5, 0.5}), 0));
    CHECK(close(part.add(Observed{5}, {1, 5, 0.9}), 1));
    CHECK(close(part.add(Observed{0}, {1, 2, 0.9}), 0));
    CHECK(refused(all.add(Observed{missing}, {1, 5, 0.9}), Reason::missing));
    CHECK(refused(all.add(Observed{1}, {5, 1, 0.9}), Reason::reversed_interval));
    all.add(part);
    const auto levels = all.levels();
    REQUIRE(levels.size() == 2);
    CHECK(levels[0].level == 0.5);
    CHECK(levels[0].covered == 0);
    CHECK(levels[1].n == 3);
    CHECK(close(levels[1].covered, 2.0 / 3));
    CHECK(close(levels[1].mean_width, 3));
    CHECK(CoverageByLevel{}.levels().empty());
}

TEST_CASE("the sharpness of probabilities is their variance", "[scoring]") {
    CHECK(close(*sharpness({Values{0, 1, 0, 1}}), 0.25));
    CHECK(close(*sharpness({Values{0.3, 0.3}}), 0));
    CHECK(close(*sharpness({Values{0.2, 0.6}}, {Values{3, 1}}), 0.03));  // by hand: mean 0.3
    CHECK(refused(sharpness({}), Reason::empty));
    CHECK(refused(sharpness({Values{0.2, 2}}), Reason::bad_probability, 1));
    CHECK(refused(sharpness({Values{0.2, missing}}), Reason::missing, 1));
    CHECK(refused(sharpness({Values{0.2}}, {Values{-1}}), Reason::bad_weight));
}
