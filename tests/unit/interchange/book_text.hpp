// SPDX-License-Identifier: MIT
// Small books for the tests of the readers and writers.
#pragma once

#include <string>
#include <string_view>

#include "hindsight/interchange/book.hpp"
#include "support/catch.hpp"

namespace hindsight::test {

/// What every small book begins with.
inline const std::string kFrame =
    "format = \"hindsight/1\"\n"
    "[credence]\n"
    "\"expects\" = 0.8\n"
    "\"may\" = 0.5\n"
    "[[person]]\n"
    "id = \"ann\"\n"
    "name = { en = \"Ann\", zh = \"安\" }\n"
    "[[person]]\n"
    "id = \"bob\"\n"
    "[[source]]\n"
    "id = \"talk\"\n"
    "title = { en = \"A talk\" }\n"
    "url = \"https://example.org/talk\"\n"
    "published = 2024-08-23\n";

/// A statement as far as it must go; `more` follows in its own table, `tables` after that.
inline std::string statement(std::string_view id, std::string_view more = {}, std::string_view tables = {}) {
    return "[[statement]]\nid = \"" + std::string(id) +
           "\"\nkind = \"prediction\"\nsaid_by = \"ann\"\nsaid_on = 2024-08-23\ntext = { en = \"It will.\" }\n" +
           std::string(more) + "\n" + std::string(tables);
}

inline std::string question(std::string_view type, std::string_view more = {}) {
    return "[statement.question]\ntype = \"" + std::string(type) + "\"\n" + std::string(more) + "\n";
}
inline std::string forecast(std::string_view more) {
    return "[[statement.forecast]]\nby = \"ann\"\nmade_at = 2024-08-23\n" + std::string(more) + "\n";
}
inline std::string resolution(std::string_view more) {
    return "[[statement.resolution]]\nby = \"bob\"\ndecided_on = 2025-01-01\n" + std::string(more) + "\n";
}

inline std::string rendered(const Diagnostics& diagnostics) {
    std::string out;
    for (const auto& d : diagnostics.all()) out += render(d) + "\n";
    return out;
}

/// A book that must read without a word.
inline interchange::Book good_book(const std::string& text) {
    Diagnostics diagnostics;
    auto book = interchange::read_toml_book(text, "book.toml", {}, diagnostics);
    INFO(text);
    INFO(rendered(diagnostics));
    REQUIRE(diagnostics.all().empty());
    return book;
}

/// The only forecast of the only statement.
inline Forecast one_forecast(const std::string& type, const std::string& more, const std::string& question_more = {}) {
    const auto book = good_book(kFrame + statement("x", {}, question(type, question_more) + forecast(more)));
    REQUIRE(book.statements.size() == 1);
    REQUIRE(book.statements[0].forecasts.size() == 1);
    return book.statements[0].forecasts[0].forecast;
}
inline Resolution one_resolution(const std::string& type, const std::string& more,
                                 const std::string& question_more = {}) {
    const auto book = good_book(kFrame + statement("x", {}, question(type, question_more) + resolution(more)));
    REQUIRE(book.statements.size() == 1);
    REQUIRE(book.statements[0].resolutions.size() == 1);
    return book.statements[0].resolutions[0].resolution;
}

}  // namespace hindsight::test
