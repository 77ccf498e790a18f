// SPDX-License-Identifier: MIT
// Numbers and probabilities as people write them. Expected values by hand.
#include "hindsight/domain/quantity.hpp"

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("a suffix multiplies by a power of ten", "[domain][quantity]") {
    CHECK(parse_quantity("100B") == 100e9);
    CHECK(parse_quantity("398.5B") == 398'500'000'000.0);
    CHECK(parse_quantity("1.25K") == 1250.0);
    CHECK(parse_quantity("5k") == 5000.0);
    CHECK(parse_quantity("-3M") == -3e6);
    CHECK(parse_quantity("2T") == 2e12);
    CHECK(parse_quantity("7 K") == 7000.0);
    CHECK(parse_quantity("0.1K") == 100.0);
}

TEST_CASE("digits may be grouped by underscores, and by commas in threes", "[domain][quantity]") {
    CHECK(parse_quantity("1_000") == 1000.0);
    CHECK(parse_quantity("1_0_0_0.5") == 1000.5);
    CHECK(parse_quantity("1,000,000") == 1e6);
    CHECK(parse_quantity("1,000.25") == 1000.25);
    CHECK(parse_quantity("1_000B") == 1e12);
    CHECK(parse_quantity("1_000", {}, false) == 1000.0);
}

TEST_CASE("commas separate in lists, so they group no digits there", "[domain][quantity]") {
    CHECK_FALSE(parse_quantity("1,000", {}, false));
}

TEST_CASE("per cent divides by a hundred unless it is the unit", "[domain][quantity]") {
    CHECK(parse_quantity("12.5%") == 0.125);
    CHECK(parse_quantity("12.5%", "%") == 12.5);
    CHECK(parse_quantity("12.5", "%") == 12.5);
    CHECK(parse_quantity("0.1%") == 0.001);
    CHECK(parse_quantity("-5 %") == -0.05);
    CHECK(parse_quantity("6%", "points") == 0.06);
}

TEST_CASE("plain numbers are read as they are", "[domain][quantity]") {
    CHECK(parse_quantity(" 7 ") == 7.0);
    CHECK(parse_quantity("+0.5") == 0.5);
    CHECK(parse_quantity("1e3") == 1000.0);
    CHECK(parse_quantity("1e-3%") == std::nullopt);
}

TEST_CASE("what is no quantity is refused", "[domain][quantity]") {
    const auto* text = GENERATE("", "  ", "K", "%", "1e5K", "1,00", "1,0000", "10,00,000", "_1", "1_", "1__0", "1,,000", "1.000,5", "1,000_",
                                "5m", "5b", "100BB", "1 000", "1e400", "9e307K", "inf", "nan", "twelve", "0x10", "１２", "5 apples");
    INFO(text);
    CHECK_FALSE(parse_quantity(text));
}

TEST_CASE("a quantity prints in its shortest form", "[domain][quantity]") {
    CHECK(print_quantity(100e9) == "100B");
    CHECK(print_quantity(398.5e9) == "398.5B");
    CHECK(print_quantity(1'500'000) == "1.5M");
    CHECK(print_quantity(316.25e9) == "316.25B");  // 316250M is as long
    CHECK(print_quantity(1.5e9) == "1.5B");
    CHECK(print_quantity(500e9) == "500B");  // 0.5T is as long
    CHECK(print_quantity(100e6) == "100M");
    CHECK(print_quantity(-1e9) == "-1B");
    CHECK(print_quantity(2e12) == "2T");
    CHECK(print_quantity(1'234'567) == "1234567");  // 1.234567M is longer
    CHECK(print_quantity(2000) == "2000");
    CHECK(print_quantity(0.06) == "0.06");
    CHECK(print_quantity(0) == "0");
    CHECK(print_quantity(1e16) == "10000000000000000");
}

TEST_CASE("a probability is per cent, a number or odds for it", "[domain][quantity]") {
    CHECK(parse_probability("70%") == 0.7);
    CHECK(parse_probability("0.7") == 0.7);
    CHECK(parse_probability("7:3") == 0.7);
    CHECK(parse_probability(" 1 : 3 ") == 0.25);
    CHECK(parse_probability("0:1") == 0.0);
    CHECK(parse_probability("140%") == 1.4);  // its range is the caller's to check
    CHECK(parse_probability("-0.1") == -0.1);
}

TEST_CASE("odds that say nothing are refused", "[domain][quantity]") {
    const auto* text = GENERATE("0:0", "-1:2", "1:-2", ":", "1:", ":1", "1:2:3", "a:b", "likely", "");
    INFO(text);
    CHECK_FALSE(parse_probability(text));
}

TEST_CASE("a probability prints in per cent", "[domain][quantity]") {
    CHECK(print_probability(0.7) == "70%");
    CHECK(print_probability(0.995) == "99.5%");
    CHECK(print_probability(0) == "0%");
    CHECK(print_probability(1) == "100%");
    CHECK(print_probability(0.07) == "7%");
    CHECK(print_probability(0.29) == "29%");
}
