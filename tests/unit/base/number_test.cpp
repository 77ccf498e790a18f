// SPDX-License-Identifier: MIT
// Numbers print as ECMAScript prints them and read back to the same double.
#include "hindsight/base/number.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("numbers print as in the table of RFC 8785", "[number]") {
    // Provenance: RFC 8785 appendix B, the bits of a double and its text.
    const auto [bits, text] = GENERATE(table<std::uint64_t, std::string>({
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
        {0x7fffffffffffffff, "NaN"},
        {0x7ff0000000000000, "Infinity"},
        {0xfff0000000000000, "-Infinity"},
    }));
    CHECK(print_number(std::bit_cast<double>(bits)) == text);
}

TEST_CASE("numbers of every layout print as ECMAScript lays them out", "[number]") {
    // Provenance: `String(x)` in Node.js.
    CHECK(print_number(0.1) == "0.1");
    CHECK(print_number(0.1 + 0.2) == "0.30000000000000004");
    CHECK(print_number(-1.5) == "-1.5");
    CHECK(print_number(100) == "100");
    CHECK(print_number(1e20) == "100000000000000000000");
    CHECK(print_number(123456789012345680000.0) == "123456789012345680000");
    CHECK(print_number(1.5e21) == "1.5e+21");
    CHECK(print_number(1e-6) == "0.000001");
    CHECK(print_number(1e-7) == "1e-7");
    CHECK(print_number(1.25e-7) == "1.25e-7");
    CHECK(print_number(398.5e9) == "398500000000");
    CHECK(print_number(9.599801275636446e-283) == "9.599801275636446e-283");
    CHECK(print_number(-1.653796784393288e+49) == "-1.653796784393288e+49");
    CHECK(print_number(0.07723071212801033) == "0.07723071212801033");
}

TEST_CASE("every double reads back from its text", "[number]") {
    std::mt19937_64 random(20260105);
    for (int i = 0; i < 100'000; ++i) {
        const auto value = std::bit_cast<double>(random());
        if (!std::isfinite(value)) continue;
        REQUIRE(parse_number(print_number(value)) == value);
    }
}

TEST_CASE("plain decimal numbers are read", "[number]") {
    CHECK(parse_number("0") == 0.0);
    CHECK(parse_number("+0.5") == 0.5);
    CHECK(parse_number("-12.25") == -12.25);
    CHECK(parse_number(".5") == 0.5);
    CHECK(parse_number("5.") == 5.0);
    CHECK(parse_number("1e3") == 1000.0);
    CHECK(parse_number("1E-3") == 0.001);
    CHECK(std::signbit(parse_number("-0").value()));
}

TEST_CASE("a number too small for a double is zero, one too large is refused", "[number]") {
    CHECK(parse_number("1e-400") == 0.0);
    CHECK(std::signbit(parse_number("-1e-400").value()));
    CHECK(parse_number("0." + std::string(400, '0') + "1") == 0.0);
    CHECK(parse_number("4e-324") == std::numeric_limits<double>::denorm_min());
    CHECK_FALSE(parse_number("1e400"));
    CHECK_FALSE(parse_number("-1e400"));
    CHECK_FALSE(parse_number(std::string(400, '9')));
}

TEST_CASE("what is not one finite decimal number is refused", "[number]") {
    const auto* text = GENERATE("", " ", "1 ", " 1", "1,5", "1_000", "0x10", "inf", "nan", "Infinity", "NaN", "1e",
                                "e5", "--1", "+-1", "++1", "1.2.3", ".", "-", "+", "1e5.5", "50%", "１", "1\n");
    INFO(text);
    CHECK_FALSE(parse_number(text));
}
