// SPDX-License-Identifier: MIT
// Wrapping and tables by display width.
#include "report/formats/text_layout.hpp"

#include "hindsight/base/text.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;

TEST_CASE("lines break at spaces") {
    CHECK(wrap("one two three", 8) == std::vector<std::string>{"one two", "three"});
    CHECK(wrap("", 8) == std::vector<std::string>{""});
}

TEST_CASE("a word longer than the line is cut") {
    CHECK(wrap("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
}

TEST_CASE("wide characters count double and break anywhere, but a mark does not begin a line") {
    CHECK(wrap("一二三四五", 6) == std::vector<std::string>{"一二三", "四五"});
    CHECK(wrap("一二三，四", 6) == std::vector<std::string>{"一二", "三，四"});
}

TEST_CASE("hanging lines stand under the first") { CHECK(hang("- ", "one two three", 12) == "- one two\n  three\n"); }

TEST_CASE("columns of words give way until the table fits") {
    Table table{"", {{"what", false, true}, {"n", true, false}}, {}};
    table.rows.push_back({{plain("a rather long description of something")}, {plain("12")}});
    const std::string out = print_table(table, 30);
    CHECK(out == "what                         n\n------------------------------\na rather long description   12\nof something\n");
}

TEST_CASE("a table that cannot fit is written line by line") {
    Table table{"", {{"rank", true, false}, {"who", false, true}, {"number", true, false}}, {}};
    table.rows.push_back({{plain("1")}, {plain("ann")}, {plain("123456789012345678901234")}});
    CHECK(print_table(table, 24) == "* ann\n  rank 1; number\n  1234567890123456789012\n  34\n");
}
