// SPDX-License-Identifier: MIT
// Rendering of messages with their place, carets and hint.
#include "hindsight/base/diagnostic.hpp"

#include "support/catch.hpp"

using namespace hindsight;

namespace {

Diagnostic fault_at(Span where) {
    return {Severity::error, ErrorCode::bad_probability, "too much", "", std::move(where)};
}

}  // namespace

TEST_CASE("a fault in a file shows its place, its line with carets, and a hint", "[diagnostic]") {
    // Provenance: the example of a message in the design.
    const Diagnostic d{Severity::error, ErrorCode::bad_probability, "probability 140% is outside 0% to 100%",
                       "write \"14%\", 0.14 or odds such as \"1:6\"", Span{"predictions.toml", 14, 5, 3, "p = 1.4"}};
    CHECK(render(d) ==
          "predictions.toml:14:5: error: probability 140% is outside 0% to 100% [bad-probability]\n"
          "  14 | p = 1.4\n"
          "     |     ^^^\n"
          "hint: write \"14%\", 0.14 or odds such as \"1:6\"");
}

TEST_CASE("a fault without a file is one line", "[diagnostic]") {
    CHECK(render(Error(ErrorCode::not_found, "no statement \"x\"")) == "error: no statement \"x\" [not-found]");
}

TEST_CASE("a fault of a whole file, or of a line, names only that", "[diagnostic]") {
    CHECK(render(fault_at({"a.csv", 0, 0, 1, ""})) == "a.csv: error: too much [bad-probability]");
    CHECK(render(fault_at({"a.csv", 7, 0, 1, ""})) == "a.csv:7: error: too much [bad-probability]");
    CHECK(render(fault_at({"a.csv", 7, 0, 1, "x,y"})) == "a.csv:7: error: too much [bad-probability]\n  7 | x,y");
}

TEST_CASE("warnings and notes say that they are none", "[diagnostic]") {
    CHECK(render(Diagnostic{Severity::warning, ErrorCode::bad_unit, "m", "", {}}) == "warning: m [bad-unit]");
    CHECK(render(Diagnostic{Severity::note, ErrorCode::bad_unit, "m", "", {}}) == "note: m [bad-unit]");
}

TEST_CASE("carets stand under wide characters", "[diagnostic]") {
    // Two Chinese characters take four columns; the marked one takes two.
    CHECK(render(fault_at({"a", 1, 3, 1, "预计可能"})) ==
          "a:1:3: error: too much [bad-probability]\n"
          "  1 | 预计可能\n"
          "    |     ^^");
}

TEST_CASE("carets stand under what is shown of a tab or an invisible character", "[diagnostic]") {
    CHECK(render(fault_at({"a", 1, 3, 1, "\t\u202Ex"})) ==
          "a:1:3: error: too much [bad-probability]\n"
          "  1 |  <U+202E>x\n"
          "    |          ^");
}

TEST_CASE("carets stop at the end of the line and never vanish", "[diagnostic]") {
    CHECK(render(fault_at({"a", 1, 3, 50, "p=1"})) == "a:1:3: error: too much [bad-probability]\n  1 | p=1\n    |   ^");
    CHECK(render(fault_at({"a", 1, 9, 1, "p=1"})) == "a:1:9: error: too much [bad-probability]\n  1 | p=1\n    |    ^");
}

TEST_CASE("a long line is cut around the caret", "[diagnostic]") {
    const auto line = std::string(500, 'a') + "X" + std::string(500, 'b');
    CHECK(render(fault_at({"a", 1, 501, 1, line})) ==
          "a:1:501: error: too much [bad-probability]\n"
          "  1 | …" +
              std::string(59, 'a') + "X" + std::string(39, 'b') + "…\n" + "    | " + std::string(60, ' ') + "^");
}

TEST_CASE("messages and file names can't steer the terminal", "[diagnostic]") {
    const auto text = render(Error(ErrorCode::not_found, "no \x1b[2J", "try \x07", Span{"a\x1b]0;", 0, 0, 1, ""}));
    CHECK(text == "a<U+001B>]0;: error: no <U+001B>[2J [not-found]\nhint: try <U+0007>");
}

TEST_CASE("diagnostics keep their order and count only errors", "[diagnostic]") {
    Diagnostics list;
    CHECK_FALSE(list.has_errors());
    list.warning(ErrorCode::bad_unit, "first");
    CHECK_FALSE(list.has_errors());
    list.error(ErrorCode::bad_date, "second", "hint", Span{"f", 1, 1, 1, ""});
    list.add({Severity::note, ErrorCode::bad_date, "third", "", {}});
    CHECK(list.errors() == 1);
    REQUIRE(list.all().size() == 3);
    CHECK(list.all()[1].message == "second");
    CHECK(list.all()[1].where.file == "f");
}

TEST_CASE("a place counts lines by newlines and columns by code points", "[diagnostic]") {
    const std::string text = "a = 1\r\n预 = 2\r\n";
    const auto span = place_of(text, text.find('2'), "f.toml", 1);
    CHECK(span.file == "f.toml");
    CHECK(span.line == 2);
    CHECK(span.column == 5);
    CHECK(span.excerpt == "预 = 2");
}

TEST_CASE("a place beyond the end is after the last character", "[diagnostic]") {
    const auto span = place_of("ab", 99);
    CHECK(span.line == 1);
    CHECK(span.column == 3);
    CHECK(place_of("", 0).column == 1);
}

TEST_CASE("the place of a very long line has no excerpt", "[diagnostic]") {
    CHECK(place_of(std::string(100'000, 'x'), 50'000).excerpt.empty());
}
