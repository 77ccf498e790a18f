// SPDX-License-Identifier: MIT
// Cells of our own tables: lists, values, and what a spreadsheet would run.
#include "hindsight/base/cell.hpp"
#include "hindsight/base/error.hpp"
#include "interchange/formats/csv/columns.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::interchange;
using List = std::vector<std::string>;

TEST_CASE("a list stands in a cell with semicolons, and as JSON where these would not read back", "[interchange][csv]") {
    CHECK(print_list({}).empty());
    CHECK(print_list({"a", "b c"}) == "a; b c");
    CHECK(print_list({"a;b"}) == R"(["a;b"])");
    CHECK(print_list({"[x]"}) == R"(["[x]"])");
    CHECK(print_list({" a "}) == R"([" a "])");
    CHECK(parse_list(" a;b ;; c") == List{"a", "b", "c"});
    for (const auto& list : {List{""}, List{"a", ""}, List{"x\ny", ";"}, List{"\"", "["}}) CHECK(parse_list(print_list(list)) == list);
    CHECK_THROWS_AS(parse_list("[1]"), Error);
}

TEST_CASE("nothing in a safe cell begins a formula, and numbers stay", "[interchange][csv]") {
    CHECK(safe_cell("=1+1") == "'=1+1");
    CHECK(safe_cell("  @SUM(1)") == "'  @SUM(1)");
    CHECK(safe_cell("\t1") == "'\t1");
    CHECK(safe_cell("a;=1") == "a;'=1");
    CHECK(safe_cell("a\n-b") == "a\n'-b");
    CHECK(safe_cell("\uff1d1") == "'\uff1d1");
    CHECK(safe_cell("-1.5e3") == "-1.5e3");
    CHECK(safe_cell("a - b = c") == "a - b = c");
}

TEST_CASE("tables are told apart by their columns, also where these are called otherwise", "[interchange][csv]") {
    CHECK(csv_table_of({"statement", "p", "outcome"}, {}) == CsvTable::resolutions);
    CHECK(csv_table_of({"statement", "p", "outcome"}, {{"probability", "p"}}) == CsvTable::forecasts);
    CHECK(csv_table_of({"statement", "p", "outcome"}, {{"probability", "p"}, {"text", "statement"}}) == CsvTable::whole);
    CHECK(csv_table_of({"text.zh", "due"}, {}) == CsvTable::statements);
    CHECK(csv_table_of({"id", "name"}, {}) == CsvTable::persons);
    CHECK_FALSE(csv_table_of({"probability", "outcome"}, {}));
}

TEST_CASE("a value of a question is a number or a day", "[interchange][csv]") {
    Question dates;
    dates.type = QuestionType::date;
    Question numbers;
    numbers.type = QuestionType::numeric;
    CHECK(print_value(parse_value("2027-12-31", dates), dates) == "2027-12-31");
    CHECK(print_value(0.5, dates) == "0.5");
    CHECK(parse_value("1.5B", numbers) == 1.5e9);
    CHECK_THROWS_AS(parse_value("soon", dates), Error);
}
