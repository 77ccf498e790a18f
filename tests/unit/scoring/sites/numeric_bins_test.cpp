// SPDX-License-Identifier: MIT
// Bins of numeric questions: scales, borders, masses.
#include "hindsight/scoring/sites/numeric_bins.hpp"

#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/sets/sum.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

TEST_CASE("a border belongs to the bin below it, the lower bound to the first", "[scoring][site]") {
    const BinScale scale{0, 100};
    const auto bin = [&](double x) { return *bin_of(Observed{x}, scale); };
    CHECK(bin(-1e-9) == 0);
    CHECK(bin(0) == 1);
    CHECK(bin(0.25) == 1);
    CHECK(bin(0.5) == 1);
    CHECK(bin(0.5000001) == 2);
    CHECK(bin(1) == 2);
    CHECK(bin(99.9) == 200);
    CHECK(bin(100) == 200);
    CHECK(bin(100.000001) == 201);
    CHECK(bin(infinity) == 201);
    CHECK(bin(-infinity) == 0);
    for (int k = 1; k <= 200; ++k) CHECK(bin(k * 0.5) == static_cast<std::size_t>(k));
}

TEST_CASE("the borders of bins are at equal steps of the scale", "[scoring][site]") {
    const BinScale even{.low = 0, .high = 10, .inner = 2};
    CHECK(are_borders(std::vector<double>{0, 5, 10}, even));
    CHECK(are_borders(std::vector<double>{0, 5.0001, 10}, even));
    CHECK_FALSE(are_borders(std::vector<double>{0, 4, 10}, even));
    CHECK_FALSE(are_borders(std::vector<double>{0, 10}, even));
    CHECK_FALSE(are_borders(std::vector<double>{0, 5, missing}, even));
    const BinScale decades{1, 100, 0, 2};
    CHECK(are_borders(std::vector<double>{1, 10, 100}, decades));
    CHECK_FALSE(are_borders(std::vector<double>{1, 50.5, 100}, decades));
    CHECK_FALSE(are_borders(std::vector<double>{1, 10, 100}, BinScale{1, 100, 50, 2}));
}

TEST_CASE("rounding does not push a border into the next bin", "[scoring][site]") {
    for (int k = 1; k <= 200; ++k) CHECK(*bin_of(Observed{0.1 + k * 0.003}, BinScale{0.1, 0.7}) == static_cast<std::size_t>(k));
}

TEST_CASE("with a zero point steps are equal in the logarithm", "[scoring][site]") {
    // by hand: from 1 to 10000 about 0, four decades of 50 bins each
    const BinScale scale{1, 10000, 0};
    CHECK(*bin_of(Observed{1}, scale) == 1);
    CHECK(*bin_of(Observed{10}, scale) == 50);
    CHECK(*bin_of(Observed{10.001}, scale) == 51);
    CHECK(*bin_of(Observed{100}, scale) == 100);
    CHECK(*bin_of(Observed{9999}, scale) == 200);
    CHECK(*bin_of(Observed{10000}, scale) == 200);
    CHECK(*bin_of(Observed{0.5}, scale) == 0);
    CHECK(*bin_of(Observed{-3}, scale) == 0);
    // the same mirrored: fine steps at the upper end
    const BinScale mirrored{-10000, -1, 0};
    CHECK(*bin_of(Observed{-10000}, mirrored) == 1);
    CHECK(*bin_of(Observed{-101}, mirrored) == 100);
    CHECK(*bin_of(Observed{-99}, mirrored) == 101);
    CHECK(*bin_of(Observed{3}, mirrored) == 201);
}

TEST_CASE("scales that cut nothing are refused", "[scoring][site]") {
    CHECK(refused(bin_of(Observed{missing}, {0, 1}), Reason::missing));
    for (const BinScale& bad : {BinScale{1, 1}, BinScale{2, 1}, BinScale{0, infinity}, BinScale{missing, 1}, BinScale{0, 1, 0.5},
                                BinScale{0, 1, 0}, BinScale{0, 1, -infinity}, BinScale{0, 1, missing, 0}})
        CHECK(refused(bin_of(Observed{0.5}, bad), Reason::bad_parameter));
}

TEST_CASE("the masses are what lies below, between and above the borders", "[scoring][site]") {
    const std::vector<double> cdf{0.05, 0.25, 0.25, 0.9};
    const auto masses = *bin_masses(cdf);
    REQUIRE(masses.size() == 5);
    CHECK(masses[0] == 0.05);
    CHECK(close(masses[1], 0.2));
    CHECK(masses[2] == 0);
    CHECK(close(masses[3], 0.65));
    CHECK(close(masses[4], 0.1));
    CHECK(close(sum(masses), 1));
    CHECK(refused(bin_masses({}), Reason::empty));
    CHECK(refused(bin_masses(std::vector{0.5}), Reason::empty));
    CHECK(refused(bin_masses(std::vector{0.5, 0.4}), Reason::bad_cdf, 1));
    CHECK(refused(bin_masses(std::vector{0.5, 1.5}), Reason::bad_cdf, 1));
    CHECK(refused(bin_masses(std::vector{missing, 1.0}), Reason::missing, 0));
}

TEST_CASE("a forecast without knowledge leaves 0.05 beyond each open bound and spreads the rest", "[scoring][site]") {
    for (const std::size_t open : {0u, 1u, 2u}) {
        double total = 0.05 * static_cast<double>(open);
        for (std::size_t bin = 1; bin <= 200; ++bin) total += *base_mass(bin, open);
        CHECK(close(total, 1, 1e-13));
    }
    CHECK(*base_mass(0, 1) == 0.05);
    CHECK(*base_mass(201, 1) == 0.05);
    CHECK(*base_mass(3, 2, 10) == 0.09);
    CHECK(refused(base_mass(202, 0), Reason::bad_category));
    CHECK(refused(base_mass(1, 3), Reason::bad_parameter));
    CHECK(refused(base_mass(0, 0, 0), Reason::bad_parameter));
}
