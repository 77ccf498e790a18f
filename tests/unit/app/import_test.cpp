// SPDX-License-Identifier: MIT
// Bringing books in and writing them out: amendments, faults, filters.
#include "fixture.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

/// A book with one statement; `more` stands in its own table, `tables` after its question.
std::string book(const std::string& text, const std::string& more = {}, const std::string& tables = {}) {
    return "format = \"hindsight/1\"\n[[person]]\nid = \"ann\"\nname = { en = \"Ann\" }\n[[statement]]\nid = \"s\"\nkind = \"prediction\"\n"
           "said_by = \"ann\"\nsaid_on = 2025-01-01\ntext = { en = \"" + text + "\" }\n" + more +
           "\n[statement.question]\ntype = \"binary\"\ndue = 2026-12-31\n" + tables;
}
std::string forecast(const char* p) { return std::string("[[statement.forecast]]\nby = \"ann\"\nmade_at = 2025-01-01\npredictive = { p = ") + p + " }\n"; }
std::string resolution(const char* outcome) {
    return std::string("[[statement.resolution]]\nby = \"ann\"\ndecided_on = 2025-06-01\noutcome = \"") + outcome + "\"\n";
}

std::vector<std::string> codes(const app::ImportResult& result) {
    std::vector<std::string> out;
    for (const auto& d : result.diagnostics.all()) out.emplace_back(info(d.code).slug);
    return out;
}
using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a new book is stored whole and counted", "[app][import]") {
    AppFixture app;
    const auto result = app.import(book("It will.", "", forecast("0.7") + resolution("yes")));
    CHECK(codes(result).empty());
    CHECK(result.read == 1);
    CHECK(result.stored == 1);
    CHECK(result.forecasts == 1);
    CHECK(result.resolutions == 1);
    CHECK(app.status("s") == Status::resolved);
}

TEST_CASE("the same book again adds nothing", "[app][import]") {
    AppFixture app;
    const auto text = book("It will.", "", forecast("0.7") + resolution("yes"));
    app.import(text);
    const auto size = app.size();
    const auto again = app.import(text);
    CHECK(again.there == 1);
    CHECK(again.events == 0);
    CHECK(app.size() == size);
}

TEST_CASE("changed words without a reason are refused, shown, and nothing is stored", "[app][import]") {
    AppFixture app;
    app.import(book("It will."));
    const auto size = app.size();
    const auto result = app.import(book("It may."));
    CHECK(codes(result) == Codes{"changed-without-reason"});
    CHECK(result.refused == 1);
    CHECK(result.diagnostics.all()[0].message.find("\"It will.\" becomes \"It may.\"") != std::string::npos);
    CHECK(result.diagnostics.all()[0].where.line > 0);
    CHECK(app.size() == size);
}

TEST_CASE("changed words with a reason are an amendment, from the entry or for the whole import", "[app][import]") {
    AppFixture app;
    app.import(book("It will."));
    CHECK(app.import(book("It may.", "amended = \"too bold\"\n")).amendments == 1);
    CHECK(app.record("s").amendments.at(0).reason == "too bold");
    CHECK(app.import(book("It might."), "softer still").amendments == 1);
    CHECK(app.record("s").amendments.at(1).reason == "softer still");
}

TEST_CASE("a forecast changed at its own moment is a change, one at another moment is a new forecast", "[app][import]") {
    AppFixture app;
    app.import(book("It will.", "", forecast("0.7")));
    CHECK(codes(app.import(book("It will.", "", forecast("0.8")))) == Codes{"changed-without-reason"});
    CHECK(codes(app.import(book("It will.", "", forecast("0.8")), "misheard")).empty());
    CHECK(app.standing("s", "ann") == "80%");
    const std::string later = "[[statement.forecast]]\nby = \"ann\"\nmade_at = 2025-02-01\npredictive = { p = 0.9 }\n";
    CHECK(app.import(book("It will.", "", forecast("0.8") + later)).forecasts == 1);
    CHECK(app.standing("s", "ann") == "90%");
}

TEST_CASE("a changed resolution is a correction with its reason", "[app][import]") {
    AppFixture app;
    app.import(book("It will.", "", resolution("yes")));
    CHECK(codes(app.import(book("It will.", "", resolution("no")))) == Codes{"changed-without-reason"});
    CHECK(app.import(book("It will.", "", resolution("no")), "misread").resolutions == 1);
    CHECK(app.record("s").ratings().size() == 1);
    CHECK(app.record("s").resolutions.size() == 2);
}

TEST_CASE("all faults are told at once and nothing is stored", "[app][import]") {
    AppFixture app(false);
    const auto result = app.import(book("It will.", "colour = \"red\"\n", forecast("1.4") + resolution("maybe")));
    CHECK(codes(result) == Codes{"unknown-key", "bad-probability", "bad-outcome"});
    CHECK(result.stored == 0);
    CHECK(app.dir.empty());  // not even a record
}

TEST_CASE("a dry run says what would be and stores nothing", "[app][import]") {
    AppFixture app(false);
    const auto result = app::import_all(app.session, {{{"book.toml", book("It will.")}}, "", true});
    CHECK(result.read == 1);
    CHECK(result.diagnostics.all().empty());
    CHECK(app.dir.empty());
}

TEST_CASE("a later book may refer to what an earlier one brings", "[app][import]") {
    AppFixture app;
    const std::string other = "format = \"hindsight/1\"\n[[statement]]\nid = \"t\"\nkind = \"prediction\"\nsaid_by = \"ann\"\nsaid_on = 2025-01-01\n"
                              "text = { en = \"Other.\" }\nrepeats = \"s\"\n";
    const auto result = app::import_all(app.session, {{{"a.toml", book("It will.")}, {"b.toml", other}}, "", false});
    CHECK(codes(result).empty());
    CHECK(app.record("t").statement.links.at(0).statement == "s");
}

TEST_CASE("earlier wordings become amendments in their order", "[app][import]") {
    AppFixture app;
    app.import(book("third", "text_was = [{ until = 2025-01-10, text = { en = \"first\" }, reason = \"a\" }, { until = 2025-01-20, text = { en = \"second\" }, reason = \"b\" }]\n"));
    const auto record = app.record("s");
    REQUIRE(record.amendments.size() == 2);
    CHECK(record.amendments[0].before.text.at("en") == "first");
    CHECK(record.amendments[0].reason == "a");
    CHECK(record.amendments[1].before.text.at("en") == "second");
    CHECK(record.statement.text.at("en") == "third");
}

TEST_CASE("a withdrawn forecast and a retraction come in as such", "[app][import]") {
    AppFixture app;
    app.import(book("It will.", "retracted = { on = 2025-03-01, reason = \"wrong\" }\n",
                    "[[statement.forecast]]\nby = \"ann\"\nmade_at = 2025-01-01\npredictive = { p = 0.7 }\nwithdrawn = 2025-02-01\n"));
    CHECK(app.status("s") == Status::retracted);
    CHECK(app.standing("s", "ann").empty());
    CHECK(app.record("s").forecasts.at(0).withdrawn_at == parse_when("2025-02-01"));
}

TEST_CASE("an export of some statements has the people and sources that they name, and no others", "[app][export]") {
    AppFixture app;
    app::add_source(app.session, {"talk", {{"en", "A talk"}}, "", {}});
    app.add("mine");
    auto request = app.asks("hers");
    request.by = "ann";
    request.source = "talk";
    request.tags = {"x"};
    app::add(app.session, request);
    const auto some = app::export_book(app.session, app::parse_filter({"tag:x"}));
    CHECK(some.find("id = \"hers\"") != std::string::npos);
    CHECK(some.find("id = \"ann\"") != std::string::npos);
    CHECK(some.find("id = \"talk\"") != std::string::npos);
    CHECK(some.find("id = \"mine\"") == std::string::npos);
    CHECK(some.find("id = \"bob\"") == std::string::npos);
    CHECK(app::export_book(app.session, {}).find("id = \"bob\"") != std::string::npos);
}

TEST_CASE("a book is read from a file of its own, and from nothing else", "[app][import]") {
    TempDir dir;
    AppFixture app;
    app::ImportRequest request;
    request.files = {dir / "missing.toml"};
    CHECK(refusal([&] { app::import_all(app.session, request); }) == "not-found");
    request.files = {dir.path()};
    CHECK(refusal([&] { app::import_all(app.session, request); }) == "not-found");
}
