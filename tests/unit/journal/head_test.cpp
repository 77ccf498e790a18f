// SPDX-License-Identifier: MIT
// The head of a journal: printed, read back, and complaints about what is none.
#include "hindsight/journal/head.hpp"

#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::journal;

namespace {

const std::string kOrigin = "0123456789abcdef0123456789abcdef";

Head example() { return {kOrigin, 42, sha256("")}; }

Error error_of(std::string_view text) {
    try {
        parse_head(text, "kept.head");
    } catch (const Error& e) {
        return e;
    }
    FAIL("accepted: " << text);
    throw std::logic_error("not reached");
}

}  // namespace

TEST_CASE("a head prints as three lines", "[head]") {
    // Provenance: the base64 of SHA-256 of nothing, as in the merkle-proofs corpus.
    CHECK(print_head(example()) == "hindsight/" + kOrigin + "\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

TEST_CASE("a head reads back from its three lines", "[head]") {
    CHECK(parse_head(print_head(example()), "f") == example());
    const Head empty{kOrigin, 0, sha256("")};
    CHECK(parse_head(print_head(empty), "f") == empty);
}

TEST_CASE("a head reads with the newlines of Windows and without the last one", "[head]") {
    auto text = print_head(example());
    text.pop_back();
    CHECK(parse_head(text, "f") == example());
    CHECK(parse_head("hindsight/" + kOrigin + "\r\n42\r\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\r\n\r\n", "f") ==
          example());
}

TEST_CASE("a head reads from JSON, on its own or inside a report", "[head]") {
    const auto json = to_json(example());
    CHECK(dump_json(json) == R"({"origin":")" + kOrigin + R"(","size":42,"root":")" + to_hex(sha256("")) + R"("})");
    CHECK(parse_head(dump_json(json), "f") == example());
    CHECK(parse_head("\n" + dump_json_pretty(json), "f") == example());
    Json report = Json::object();
    report.set("format", "hindsight/report/1");
    report.set("head", json);
    report.set("size", 7);
    CHECK(parse_head(dump_json_pretty(report), "f") == example());
}

TEST_CASE("a head reads as the command and reports print it", "[head]") {
    const auto root = to_hex(sha256(""));
    const auto text =
        GENERATE_COPY("origin " + kOrigin + "\nsize   42\nroot   " + root + "\n",
                      "Origin: " + kOrigin + "\r\nSIZE:42\r\nroot :\t" + root,
                      "How to check it\n---\n\nrecord          " + kOrigin + "\nevents          42\nroot            " +
                          root + "\nas recorded by  2026-11-23T00:00:00Z\n- root causes\n",
                      "- record: <code>" + kOrigin + "</code>\n- events: <code>42</code>\n- root: <code>" + root +
                          "</code>\n- program: 0\n",
                      "a record of <2 things\n\n* record: `" + kOrigin + "`\n* events: `42`\n* root: `" + root + "`\n",
                      "<dt>record</dt><dd><code>" + kOrigin +
                          "</code></dd><dt>events</dt><dd>42</dd><dt class=\"x\">root</dt><dd>" + root + "</dd>",
                      "record\n" + kOrigin + "\nevents\n42\nroot\n" + root,
                      "| origin | " + kOrigin + " |\n| size | 42 |\n| root | " + root + " |");
    INFO(text);
    CHECK(parse_head(text, "f") == example());
}

TEST_CASE("the short root is its first sixteen digits", "[head]") {
    CHECK(short_root(example()) == "e3b0c44298fc1c14");
}

TEST_CASE("a text that is no head is refused with its line and a hint", "[head]") {
    const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const auto [text, line] =
        GENERATE_COPY(table<std::string, int>({{"", 1},
                                               {"something else\n42\n" + root, 1},
                                               {"hindsight/\n42\n" + root, 1},
                                               {"hindsight/a b\n42\n" + root, 1},
                                               {"hindsight/a\n", 2},
                                               {"hindsight/a\n-1\n" + root, 2},
                                               {"hindsight/a\n042\n" + root, 2},
                                               {"hindsight/a\n42 \n" + root, 2},
                                               {"hindsight/a\n99999999999999999999\n" + root, 2},
                                               {"hindsight/a\n42\n", 3},
                                               {"hindsight/a\n42\nAAAA\n", 3},
                                               {"hindsight/a\n42\n" + root.substr(1), 3},
                                               {"hindsight/a\n42\n" + root + "\nmore\n", 4},
                                               {"origin a\nsize 42\n", 1},
                                               {"origin a\nsize many\nroot " + to_hex(sha256("")), 2},
                                               {"origin a\nsize 42\nroot " + root, 3}}));
    INFO(text);
    const auto error = error_of(text);
    CHECK(error.code() == ErrorCode::bad_head);
    CHECK(error.where().file == "kept.head");
    CHECK(error.where().line == line);
    CHECK_FALSE(error.hint().empty());
}

TEST_CASE("JSON that holds no head is refused", "[head]") {
    const auto root = to_hex(sha256(""));
    const auto text = GENERATE_COPY(
        std::string("{}"), std::string("{"), R"({"origin":"a","size":1})",
        R"({"origin":"a","size":"1","root":")" + root + "\"}", R"({"origin":"a","size":-1,"root":")" + root + "\"}",
        R"({"origin":1,"size":1,"root":")" + root + "\"}", R"({"origin":"","size":1,"root":")" + root + "\"}",
        R"({"origin":"a","size":1.5,"root":")" + root + "\"}", std::string(R"({"origin":"a","size":1,"root":"AB"})"),
        std::string(R"({"head":null})"), std::string(R"({"head":[]})"));
    INFO(text);
    const auto error = error_of(text);
    CHECK(error.code() == ErrorCode::bad_head);
    CHECK(error.where().line == 1);
}
