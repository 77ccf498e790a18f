// SPDX-License-Identifier: MIT
// Python's literals read as what Python means by them; what it would not print is refused.
#include "interchange/formats/python_literal.hpp"

#include "support/catch.hpp"
#include "support/error_of.hpp"

using namespace hindsight;
using namespace hindsight::interchange;
using namespace hindsight::test;

namespace {

std::string json(std::string_view text) { return dump_json(parse_python_literal(text)); }

}  // namespace

TEST_CASE("lists, texts, numbers and names read as Python prints them") {
    CHECK(json("[]") == "[]");
    CHECK(json("['a', \"it's\", 'say \"so\"']") == R"(["a","it's","say \"so\""])");
    CHECK(json("[0.1, 1e-05, -2, None, True, False]") == "[0.1,0.00001,-2,null,true,false]");
    CHECK(json(" [ [1 , 2], (3,), () ] ") == "[[1,2],[3],[]]");
    CHECK(json("{'yes': 1, 'no': [None]}") == R"({"yes":1,"no":[null]})");
    CHECK(json("[('2025-01-01T00:00:00+00:00', ['A', 'B'])]") == R"([["2025-01-01T00:00:00+00:00",["A","B"]]])");
}

TEST_CASE("escapes read as the characters that they stand for") {
    CHECK(parse_python_literal(R"('a\\b\'c\"d\n\t')").as_string() == "a\\b'c\"d\n\t");
    CHECK(parse_python_literal(R"('\xe9\u6c34\U0001F600')").as_string() == "é水😀");
    CHECK(parse_python_literal("'é水'").as_string() == "é水");
}

TEST_CASE("what is no literal is refused") {
    const auto text = GENERATE(as<std::string>{}, "", "[", "[1", "[1,", "['a]", "['a' 'b']", "[1 2]", "[nan]", "[inf]",
                               "{1: 2}", "{'a' 1}", "{'a': 1, 'a': 2}", "[1]]", "list()", "[1+1]", "[--1]", "'\\q'",
                               "'\\x4'", "'\\ud800'", "'\\U00110000'", "'a\nb'", "1_0", "[,]", "[1,,2]", "(1]");
    INFO(text);
    CHECK(refusal([&] { parse_python_literal(text); }) == "wrong-type");
}

TEST_CASE("nesting is limited, so that no text can exhaust the stack") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(json(nested(32)) == nested(32));
    CHECK(refusal([&] { parse_python_literal(nested(33)); }) == "too-deep");
    CHECK(refusal([&] { parse_python_literal(std::string(1'000'000, '[')); }) == "too-deep");
}

TEST_CASE("a message names the place") {
    const auto error = thrown_by([] { parse_python_literal("['a', b]"); });
    REQUIRE(error);
    CHECK(std::string(error->what()) == "\"['a', b]\" is no Python literal: no value begins at character 7");
}
