// SPDX-License-Identifier: MIT
// JSON: what is read and refused, the places of faults, and what is written.
#include "hindsight/base/json.hpp"

#include <cmath>
#include <limits>

#include "hindsight/base/diagnostic.hpp"
#include "support/catch.hpp"
#include "support/shared.hpp"

using namespace hindsight;

namespace {

/// The error that reading ends with.
Error error_of(std::string_view text, const JsonLimits& limits = {}) {
    try {
        parse_json(text, "f.json", limits);
    } catch (const Error& e) {
        return e;
    }
    FAIL("accepted: " << text);
    throw std::logic_error("not reached");
}

bool is_accepted(std::string_view text) {
    try {
        parse_json(text);
        return true;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

TEST_CASE("every kind of value is read", "[json]") {
    const auto json = parse_json(R"({"a": [null, true, false, -3, 0.5, "x\u00e9\ud83d\ude37\n"], "b": {}})");
    const auto& items = json.find("a")->as_array();
    CHECK(items[0].is_null());
    CHECK(items[1].as_bool());
    CHECK_FALSE(items[2].as_bool());
    CHECK(items[3].as_integer() == -3);
    CHECK(items[4].as_number() == 0.5);
    CHECK_FALSE(items[4].is_integer());
    CHECK(items[5].as_string() == "xé😷\n");
    CHECK(json.find("b")->is_object());
    CHECK(json.find("c") == nullptr);
    CHECK(items[0].find("c") == nullptr);
}

TEST_CASE("members stay in the order written", "[json]") {
    CHECK(dump_json(parse_json(R"({"z":1,"a":2,"m":3})")) == R"({"z":1,"a":2,"m":3})");
}

TEST_CASE("integers are exact to 64 bits and doubles beyond", "[json]") {
    CHECK(parse_json("9223372036854775807").as_integer() == std::numeric_limits<std::int64_t>::max());
    CHECK(parse_json("-9223372036854775808").as_integer() == std::numeric_limits<std::int64_t>::min());
    CHECK_FALSE(parse_json("9223372036854775808").is_integer());
    CHECK(parse_json("9223372036854775808").as_number() == 0x1p63);
    CHECK(parse_json("123456789012345678901234567890").as_number() == 123456789012345678901234567890.0);
    CHECK(parse_json("7").as_number() == 7.0);
    CHECK_FALSE(parse_json("1.0").is_integer());
}

TEST_CASE("a fault is reported with its line and column", "[json]") {
    const auto error = error_of("{\n  \"预\": 1,\n  \"b\" 2\n}");
    CHECK(error.code() == ErrorCode::bad_json);
    CHECK(error.where().file == "f.json");
    CHECK(error.where().line == 3);
    CHECK(error.where().column == 7);
    CHECK(error.where().excerpt == "  \"b\" 2");
}

TEST_CASE("a column counts code points", "[json]") {
    const auto error = error_of("[\"预计\", nul]");
    CHECK(error.where().line == 1);
    CHECK(error.where().column == 11);
}

TEST_CASE("a word where none belongs is marked as a whole", "[json]") {
    const auto error = error_of("{true: 1}");
    CHECK(error.where().column == 2);
    CHECK(error.where().length == 4);
}

TEST_CASE("a string or number where none belongs is marked as a whole", "[json]") {
    const auto string = error_of("{\"a\" \"b\\\"\\\\\"}");
    CHECK(string.where().column == 6);
    CHECK(string.where().length == 7);
    const auto number = error_of("[1 -2.5e3]");
    CHECK(number.where().column == 4);
    CHECK(number.where().length == 6);
}

TEST_CASE("a message says what is wrong in the words of JSON alone", "[json]") {
    CHECK(render(error_of("[1,\n  nul]")) ==
          "f.json:2:6: error: this is not valid JSON: invalid literal [bad-json]\n"
          "  2 |   nul]\n"
          "    |      ^");
}

TEST_CASE("an unfinished text fails after its last character", "[json]") {
    CHECK(error_of("[1,").where().column == 4);
    CHECK(error_of("").where().line == 1);
    CHECK(error_of("\"abc").where().column == 5);
}

TEST_CASE("a key that stands twice is refused where it stands again", "[json]") {
    const auto error = error_of("{\"a\": 1,\n \"\\\"a\": 2, \"\\\"a\": 3}");
    CHECK(error.code() == ErrorCode::bad_json);
    CHECK(error.where().line == 2);
    CHECK(error.where().column == 12);
    CHECK(error.where().length == 5);
    CHECK_FALSE(is_accepted(R"({"a":1,"\u0061":2})"));
    CHECK(is_accepted(R"({"a":{"a":1},"b":{"a":1}})"));
}

TEST_CASE("twins are found among many keys too", "[json]") {
    std::string text = "{";
    for (int i = 0; i < 50'000; ++i) text += "\"key" + std::to_string(i) + "\":0,";
    CHECK(is_accepted(text + "\"last\":0}"));
    CHECK_FALSE(is_accepted(text + "\"key3\":0}"));
    CHECK_FALSE(is_accepted(text + "\"key49999\":0}"));
}

TEST_CASE("text that is not UTF-8 is refused where it stops being so", "[json]") {
    const auto error = error_of("[\"ab\",\n\"c\xff\"]");
    CHECK(error.code() == ErrorCode::bad_utf8);
    CHECK(error.where().line == 2);
    CHECK(error.where().column == 3);
}

TEST_CASE("a lone surrogate or a raw control character is refused", "[json]") {
    const auto* text = GENERATE(R"("\ud800")", R"("\udc00")", R"("\ud800x")", "\"a\nb\"", "\"a\tb\"");
    CHECK(error_of(text).code() == ErrorCode::bad_json);
}

TEST_CASE("a zero byte does not end the text", "[json]") {
    CHECK(error_of(std::string_view("1\0", 2)).where().column == 2);
    CHECK_FALSE(is_accepted(std::string_view("[1]\0[2", 6)));
    CHECK(parse_json(R"("a\u0000b")").as_string() == std::string("a\0b", 3));
}

TEST_CASE("what comes after the value is refused", "[json]") {
    CHECK_FALSE(is_accepted("1 2"));
    CHECK_FALSE(is_accepted("{} x"));
    CHECK(is_accepted(" {} \n"));
}

TEST_CASE("a number beyond the doubles is refused as such", "[json]") {
    const auto error = error_of("[1, -1e400]");
    CHECK(error.code() == ErrorCode::bad_json);
    CHECK(std::string(error.what()) == "the number -1e400 is too large");
    CHECK(error.where().column == 5);
}

TEST_CASE("a text over the limit is refused before it is read", "[json]") {
    CHECK(error_of("[1,2,3]", {.bytes = 6}).code() == ErrorCode::too_large);
    CHECK(parse_json("[1,2,3]", {}, {.bytes = 7}).as_array().size() == 3);
}

TEST_CASE("a string or key over the limit is refused", "[json]") {
    const auto error = error_of("[\"ab\", \"abcd\"]", {.string_bytes = 3});
    CHECK(error.code() == ErrorCode::too_large);
    CHECK(error.where().column == 8);
    CHECK(error_of("{\"abcd\": 1}", {.string_bytes = 3}).code() == ErrorCode::too_large);
}

TEST_CASE("more values than the limit are refused at the one that goes too far", "[json]") {
    CHECK(parse_json("[1,2]", {}, {.values = 3}).as_array().size() == 2);
    CHECK(error_of("[1,2,3]", {.values = 3}).code() == ErrorCode::too_large);
    const auto error = error_of("[[],[]]", {.values = 2});
    CHECK(error.code() == ErrorCode::too_large);
    CHECK(error.where().column == 5);
}

TEST_CASE("too many levels are refused at the bracket that goes too far", "[json]") {
    CHECK(parse_json("[[1]]", {}, {.depth = 2}).is_array());
    const auto error = error_of("[ [{", {.depth = 2});
    CHECK(error.code() == ErrorCode::too_deep);
    CHECK(error.where().column == 4);
    CHECK(error_of(std::string(10'000'000, '[')).code() == ErrorCode::too_deep);
}

TEST_CASE("accepts and refuses as the JSON test suite says", "[json]") {
    HINDSIGHT_NEED_CORPUS(dir, "json-test-suite");
    int required = 0;
    for (const auto& file : test::files_below(dir / "test_parsing", ".json")) {
        const auto kind = file.filename().string()[0];
        const bool accepted = is_accepted(test::read_bytes(file));
        INFO(file.filename());
        // The suite allows a key to stand twice; here it is a fault, as one of the two would be lost.
        const bool has_twins = file.filename().string().starts_with("y_object_duplicated_key");
        if (kind == 'y') CHECK(accepted != has_twins);
        if (kind == 'n') CHECK_FALSE(accepted);
        required += kind != 'i';
    }
    CHECK(required > 100);
}

TEST_CASE("whatever the JSON test suite leaves open reads back after writing", "[json]") {
    HINDSIGHT_NEED_CORPUS(dir, "json-test-suite");
    for (const auto& file : test::files_below(dir, ".json")) {
        const auto text = test::read_bytes(file);
        if (!is_accepted(text)) continue;
        INFO(file.filename());
        const auto value = parse_json(text);
        CHECK(parse_json(dump_json(value)) == parse_json(dump_json_pretty(value)));
        CHECK(dump_json(parse_json(dump_json(value))) == dump_json(value));
    }
}

TEST_CASE("every naughty string reads back after writing", "[json]") {
    HINDSIGHT_NEED_CORPUS(dir, "blns");
    const auto strings = parse_json(test::read_bytes(dir / "blns-part.json"));
    for (const auto& one : strings.as_array()) {
        CHECK(parse_json(quote_json(one.as_string())).as_string() == one.as_string());
    }
}

TEST_CASE("doubles are written so that they read back", "[json]") {
    CHECK(dump_json(0.1) == "0.1");
    CHECK(dump_json(1.0) == "1");
    CHECK(dump_json(-0.0) == "0");
    CHECK(dump_json(1e300) == "1e+300");
    CHECK(dump_json(std::numeric_limits<double>::infinity()) == "\"Infinity\"");
    CHECK(dump_json(-std::numeric_limits<double>::infinity()) == "\"-Infinity\"");
    CHECK(dump_json(std::nan("")) == "null");
    CHECK(dump_json(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

TEST_CASE("a value is built and written on one line or indented", "[json]") {
    Json json = Json::object();
    json.set("name", "x");
    json.set("list", Json(Json::Array{1}));
    json.set("none", nullptr);
    json.set("empty", Json::object());
    CHECK(dump_json(json) == R"({"name":"x","list":[1],"none":null,"empty":{}})");
    CHECK(dump_json_pretty(json) ==
          "{\n  \"name\": \"x\",\n  \"list\": [\n    1\n  ],\n  \"none\": null,\n  \"empty\": {}\n}");
}

TEST_CASE("strings are quoted with the shortest escapes", "[json]") {
    // Provenance: RFC 8785 section 3.2.2.2.
    CHECK(quote_json("a\"\\/\b\f\n\r\t\x01\x1f\x7f é😷") == "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é😷\"");
    CHECK(quote_json("") == "\"\"");
}

TEST_CASE("bytes that are not UTF-8 are written as the replacement character", "[json]") {
    CHECK(quote_json("a\xff\xfe b\xc3") == "\"a\uFFFD\uFFFD b\uFFFD\"");
}
