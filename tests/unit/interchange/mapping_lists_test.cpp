// SPDX-License-Identifier: MIT
// Lists and days that stand in one cell.
#include "interchange/formats/mapping/lists.hpp"

#include "support/catch.hpp"

using namespace hindsight::interchange;

using Texts = std::vector<std::string>;

TEST_CASE("a list in brackets is read as JSON, Python and PostgreSQL write it") {
    CHECK(bracketed_list(R"(["a, b","c \"d\""])") == Texts{"a, b", "c \"d\""});
    CHECK(bracketed_list(R"(['it\'s', "it's", None])") == Texts{"it's", "it's", "None"});
    CHECK(bracketed_list("{0.5, 0.25,0.25}") == Texts{"0.5", "0.25", "0.25"});
    CHECK(bracketed_list(" () ") == Texts{});
    CHECK(bracketed_list(R"(["\u00e9\n"])") == Texts{"\xC3\xA9\n"});
    CHECK(bracketed_list(R"(["\ud83d"])") == Texts{"ud83d"});
}

TEST_CASE("what is no list in brackets is none") {
    for (const auto* text : {"", "a, b", "[a", "[a}", "[\"a]", "[\"a\" b]"}) CHECK_FALSE(bracketed_list(text).has_value());
}

TEST_CASE("a lettered list keeps commas within an option and what stands before it") {
    const auto list = lettered_list("If it rains beforehand :  (a) Yes, (b) Between 1 and 2, inclusive, (c) No (really)");
    CHECK(list.before == "If it rains beforehand");
    CHECK(list.texts == Texts{"Yes", "Between 1 and 2, inclusive", "No (really)"});
    CHECK(lettered_list("Yes, No").texts.empty());
}

TEST_CASE("a list with another separator leaves out what is empty") {
    CHECK(separated_list("a; b ;; c", ";") == Texts{"a", "b", "c"});
    CHECK(separated_list("  ", ";").empty());
}

TEST_CASE("days with slashes become ISO ones, two digits of a year lie in 1969 to 2068") {
    CHECK(iso_of_slashes("9/1/11", true) == "2011-09-01");
    CHECK(iso_of_slashes("1/9/1969 9:05", false) == "1969-09-01T09:05:00");
    CHECK(iso_of_slashes("12/31/69 0:00", true) == "1969-12-31T00:00:00");
    CHECK(iso_of_slashes("12/31/68 23:59:58", true) == "2068-12-31T23:59:58");
    for (const auto* text : {"", "9/1", "9/1/11/2", "a/b/c", "9/1/11 noon", "99999/1/1"}) CHECK(iso_of_slashes(text, true).empty());
}
