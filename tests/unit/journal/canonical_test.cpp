// SPDX-License-Identifier: MIT
// Canonical JSON: the form of RFC 8785 inside the narrow profile, and what the profile refuses.
#include "hindsight/journal/canonical.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "support/shared.hpp"

using namespace hindsight;
using namespace hindsight::journal;

namespace {

ErrorCode code_of(const Json& value) {
    try {
        canonical(value);
    } catch (const Error& e) {
        return e.code();
    }
    return ErrorCode::bug;
}

ErrorCode parse_code_of(std::string_view bytes) {
    try {
        parse_canonical(bytes);
    } catch (const Error& e) {
        return e.code();
    }
    return ErrorCode::bug;
}

Json nested(int levels) {
    Json value = 1;
    for (int i = 0; i < levels; ++i) value = Json(Json::Array{std::move(value)});
    return value;
}

/// Whether a value lies inside the profile, judged apart from the code under test.
bool is_in_profile(const Json& value) {
    if (value.is_number()) return value.is_integer();
    if (value.is_array()) return std::all_of(value.as_array().begin(), value.as_array().end(), is_in_profile);
    if (!value.is_object()) return true;
    return std::all_of(value.as_object().begin(), value.as_object().end(), [](const auto& member) {
        const auto odd = member.first.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_");
        return !member.first.empty() && odd == std::string::npos && is_in_profile(member.second);
    });
}

std::string without_blanks_around(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

}  // namespace

TEST_CASE("keys are sorted at every level and nothing is written that need not be", "[canonical]") {
    CHECK(
        canonical(parse_json(R"( { "b" : [ 1 , { "y" : null , "x" : true } ] , "a" : "" , "a_1": {}, "a1": [] } )")) ==
        R"({"a":"","a1":[],"a_1":{},"b":[1,{"x":true,"y":null}]})");
}

TEST_CASE("strings keep every character and escape only what must be", "[canonical]") {
    // Provenance: the string of RFC 8785 section 3.2.2, in its canonical form.
    const auto json = parse_json(R"({"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"})");
    CHECK(canonical(json) == "{\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    CHECK(canonical("e\u0301") == "\"e\u0301\"");
}

TEST_CASE("integers up to 2^53-1 are written and others refused", "[canonical]") {
    CHECK(canonical(std::int64_t{9007199254740991}) == "9007199254740991");
    CHECK(canonical(std::int64_t{-9007199254740991}) == "-9007199254740991");
    CHECK(code_of(std::int64_t{9007199254740992}) == ErrorCode::bad_canonical);
    CHECK(code_of(std::int64_t{-9007199254740992}) == ErrorCode::bad_canonical);
}

TEST_CASE("floating-point numbers are refused, whole ones too", "[canonical]") {
    CHECK(code_of(0.5) == ErrorCode::bad_canonical);
    CHECK(code_of(Json::Array{1.0}) == ErrorCode::bad_canonical);
}

TEST_CASE("keys outside the profile are refused", "[canonical]") {
    const std::string key = GENERATE(as<std::string>{}, "", "A", "a-b", "a b", "é", "a.b", "\n", "\"", std::string(41, 'a'));
    Json json = Json::object();
    json.set(key, 1);
    CHECK(code_of(json) == ErrorCode::bad_canonical);
}

TEST_CASE("a key of forty characters is allowed", "[canonical]") {
    Json json = Json::object();
    json.set(std::string(40, 'z'), 1);
    CHECK(code_of(json) == ErrorCode::bug);
}

TEST_CASE("a key that stands twice is refused wherever it stands", "[canonical]") {
    Json json = Json::object();
    json.set("a", 1);
    json.set("b", 2);
    json.set("a", 3);
    CHECK(code_of(json) == ErrorCode::bad_canonical);
    Json neighbours = Json::object();
    neighbours.set("a", 1);
    neighbours.set("a", 1);
    CHECK(code_of(neighbours) == ErrorCode::bad_canonical);
}

TEST_CASE("text that is not UTF-8 is refused", "[canonical]") { CHECK(code_of("a\xff") == ErrorCode::bad_canonical); }

TEST_CASE("sixteen levels are allowed and seventeen refused", "[canonical]") {
    CHECK(code_of(nested(16)) == ErrorCode::bug);
    CHECK(code_of(nested(17)) == ErrorCode::bad_canonical);
    CHECK(parse_canonical(canonical(nested(16))) == nested(16));
    CHECK(parse_code_of(std::string(17, '[') + "1" + std::string(17, ']')) == ErrorCode::bad_canonical);
}

TEST_CASE("canonical bytes read back to the same value", "[canonical]") {
    const std::string bytes = R"({"a":[1,-2,"x\n",null,true,false,[],{}],"b":{"c":"预计"}})";
    CHECK(canonical(parse_canonical(bytes)) == bytes);
}

TEST_CASE("JSON in any other form is refused", "[canonical]") {
    const auto* bytes = GENERATE("", "{\"a\":1} ", " {\"a\":1}", "{\"a\": 1}", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":1}",
                                 "-0", "1.0", "1e2", "\"\\u0041\"", "\"\\/\"", "\"\\u000A\"", "\"\\u001F\"",
                                 "\xEF\xBB\xBF{}", "[1,]", "{\"A\":1}", "9007199254740992", "\"\xff\"", "nul");
    INFO(bytes);
    CHECK(parse_code_of(bytes) == ErrorCode::bad_canonical);
}

TEST_CASE("bytes beyond the limit are refused", "[canonical]") {
    CHECK(parse_canonical("[1,2]", 5).is_array());
    CHECK_THROWS_AS(parse_canonical("[1,2]", 4), Error);
}

TEST_CASE("the JCS vectors come out as given when inside the profile and are refused otherwise", "[canonical]") {
    HINDSIGHT_NEED_CORPUS(dir, "jcs");
    const auto inputs = test::files_below(dir / "input", ".json");
    REQUIRE_FALSE(inputs.empty());
    for (const auto& input : inputs) {
        INFO(input.filename());
        const auto value = parse_json(test::read_bytes(input));
        if (is_in_profile(value)) {
            const auto expected = without_blanks_around(test::read_bytes(dir / "output" / input.filename()));
            CHECK(canonical(value) == expected);
        } else {
            CHECK(code_of(value) == ErrorCode::bad_canonical);
        }
    }
}

TEST_CASE("the strings of the JCS vectors come out as given", "[canonical]") {
    HINDSIGHT_NEED_CORPUS(dir, "jcs");
    const auto input = parse_json(test::read_bytes(dir / "input" / "values.json"));
    const auto output = test::read_bytes(dir / "output" / "values.json");
    CHECK(output.find(canonical(*input.find("string"))) != std::string::npos);
    CHECK(output.find(canonical(*input.find("literals"))) != std::string::npos);
}
