// SPDX-License-Identifier: MIT
// Adding statements: defaults, what is recognised, warnings, refusals.
#include "fixture.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/base/number.hpp"

using namespace hindsight;
using namespace hindsight::test;

TEST_CASE("a statement needs no more than its text", "[app][add]") {
    AppFixture app;
    app::AddRequest request;
    request.text = "  Robots will wait tables.  ";
    const auto result = app::add(app.session, request);
    const auto& statement = result.record.statement;
    CHECK(statement.id == "robots-will-wait-tables");
    CHECK(statement.text == Texts{{"en", "Robots will wait tables."}});
    CHECK(statement.speaker == "me");
    CHECK(statement.kind == StatementKind::prediction);
    CHECK(print_day(statement.said_on) == "2026-03-10");
    CHECK_FALSE(statement.question);
    CHECK(result.status == Status::not_resolvable);
    CHECK(result.record.forecasts.empty());
}

TEST_CASE("adding makes the record when there is none, and a refused one leaves none", "[app][add]") {
    AppFixture app(false);
    app::AddRequest request;
    request.text = " ";
    CHECK(refusal([&] { app::add(app.session, request); }) == "usage");
    CHECK(app.dir.empty());
    app.add("first");
    CHECK(app.status("first") == Status::open);
    CHECK(app.sound());
}

TEST_CASE("Chinese is told from English by its signs, unless the language is given", "[app][add]") {
    AppFixture app;
    app::AddRequest request;
    request.text = "机器人会上菜";
    const auto chinese = app::add(app.session, request).record.statement;
    CHECK(chinese.text.count("zh") == 1);
    CHECK(chinese.id == "me-2026-03-10");  // nothing of the text can stand in an id
    request.language = "ja";
    CHECK(app::add(app.session, request).record.statement.text.count("ja") == 1);
    request.language = "chinese";
    CHECK(refusal([&] { app::add(app.session, request); }) == "bad-language");
}

TEST_CASE("the type of a question follows from its other fields", "[app][add]") {
    AppFixture app;
    const auto type_of = [&](const char* forecast, const char* unit = "", std::vector<std::string> options = {}) {
        auto request = app.asks("some text", forecast);
        request.unit = unit;
        request.options = std::move(options);
        return app::add(app.session, request).record.statement.question->type;
    };
    CHECK(type_of("70%") == QuestionType::binary);
    CHECK(type_of("") == QuestionType::binary);
    CHECK(type_of("100B..500B@80%") == QuestionType::numeric);
    CHECK(type_of(">=5@60%") == QuestionType::numeric);
    CHECK(type_of("", "parameters") == QuestionType::numeric);
    CHECK(type_of("2026-08-10..2027-08-10@80%") == QuestionType::date);
    CHECK(type_of("not before 2029-08-23@80%") == QuestionType::date);
    CHECK(type_of("by 2027-01-01@70%") == QuestionType::date);
    CHECK(type_of("a=20%,b=80%", "", {"a", "b"}) == QuestionType::categorical);
}

TEST_CASE("a taken id gets a number, a given one is refused", "[app][add]") {
    AppFixture app;
    CHECK(app::add(app.session, app.asks("It rains")).record.statement.id == "it-rains");
    CHECK(app::add(app.session, app.asks("It rains")).record.statement.id == "it-rains-2");
    CHECK(app::add(app.session, app.asks("It rains!")).record.statement.id == "it-rains-3");
    auto request = app.asks("It rains");
    request.id = "it-rains";
    CHECK(refusal([&] { app::add(app.session, request); }) == "would-overwrite");
    request.id = "It Rains";
    CHECK(refusal([&] { app::add(app.session, request); }) == "bad-id");
}

TEST_CASE("nearly the same words by the same speaker are pointed out", "[app][add]") {
    AppFixture app;
    app::add(app.session, app.asks("Robots will wait tables in Shanghai by then"));
    CHECK(app::add(app.session, app.asks("robots will wait TABLES in shanghai by then")).similar ==
          std::vector<std::string>{"robots-will-wait-tables-in-shanghai-by-then"});
    CHECK(app::add(app.session, app.asks("Something else entirely happens")).similar.empty());
    auto other = app.asks("Robots will wait tables in Shanghai by then");
    other.by = "ann";
    CHECK(app::add(app.session, other).similar.empty());
}

TEST_CASE("a forecast given with a statement is made when it was said, else now", "[app][add]") {
    AppFixture app;
    CHECK(print_when(app.add("today").record.forecasts.at(0).forecast.made_at) == "2026-03-10T12:00:00Z");
    auto request = app.asks("said earlier", "70%");
    request.said_on = "2026-01-05";
    const auto earlier = app::add(app.session, request).record;
    CHECK(print_when(earlier.forecasts.at(0).forecast.made_at) == "2026-01-05");
    CHECK(earlier.forecasts[0].made == end_of(*parse_day("2026-01-05")));
    CHECK(earlier.forecasts[0].forecast.forecaster == "me");
}

TEST_CASE("a claim is due the day it was said", "[app][add]") {
    AppFixture app;
    auto request = app.asks("It holds", "90%");
    request.kind = StatementKind::claim;
    request.due.clear();
    const auto record = app::add(app.session, request).record;
    CHECK(record.statement.question->due == parse_when("2026-03-10"));
}

TEST_CASE("a phrase stands for a probability or a level, and is kept beside a number", "[app][add]") {
    AppFixture app;
    const auto made = [&](const char* forecast, const char* phrase) {
        auto request = app.asks("some text", forecast);
        request.phrase = phrase;
        return app::add(app.session, request).record.forecasts.at(0).forecast;
    };
    const auto alone = made("", "likely");
    CHECK(alone.predictive == Predictive(BinaryForecast{0.75}));
    CHECK(alone.basis == Basis::imputed);
    CHECK(alone.phrase == "likely");
    const auto level = made("100B..500B", "likely");
    CHECK(level.predictive == Predictive(RangeForecast{100e9, 500e9, 0.75}));
    CHECK(level.basis == Basis::imputed);
    const auto both = made("60%", "likely");
    CHECK(both.predictive == Predictive(BinaryForecast{0.6}));
    CHECK(both.basis == Basis::stated);
    CHECK(both.phrase == "likely");
    const auto as_forecast = made("very likely", "");
    CHECK(as_forecast.predictive == Predictive(BinaryForecast{0.9}));
    CHECK(as_forecast.basis == Basis::imputed);
}

TEST_CASE("a forecast keeps what was typed where that differs from its print", "[app][add]") {
    AppFixture app;
    CHECK(app.add("a", "7:3").record.forecasts.at(0).forecast.entered == "7:3");
    CHECK(app.add("b", "70%").record.forecasts.at(0).forecast.entered.empty());
}

TEST_CASE("a statement that cannot be taken is refused by its code, and stores nothing", "[app][add]") {
    AppFixture app;
    const auto size = app.size();
    const auto refused = [&](auto change) {
        auto request = app.asks("some text");
        change(request);
        return refusal([&] { app::add(app.session, request); });
    };
    CHECK(refused([](auto& r) { r.text = "\xff"; }) == "bad-utf8");
    CHECK(refused([](auto& r) { r.by = "nobody"; }) == "not-found");
    CHECK(refused([](auto& r) { r.source = "nowhere"; }) == "not-found");
    CHECK(refused([](auto& r) { r.said_on = "2026-03-11"; }) == "in-future");
    CHECK(refused([](auto& r) { r.said_on = "someday"; }) == "bad-date");
    CHECK(refused([](auto& r) { r.due = "2026-02-30"; }) == "bad-date");
    CHECK(refused([](auto& r) { r.due = "2026-03-09"; }) == "before-said");
    CHECK(refused([](auto& r) { r.type = "boolean"; }) == "usage");
    CHECK(refused([](auto& r) { r.scale = "ln"; }) == "usage");
    CHECK(refused([](auto& r) { r.type = "categorical"; }) == "unknown-option");
    CHECK(refused([](auto& r) { r.type = "binary", r.options = {"a", "b"}; }) == "unknown-option");
    CHECK(refused([](auto& r) { r.forecast = "1..2"; }) == "missing-level");
    CHECK(refused([](auto& r) { r.forecast = "140%"; }) == "bad-probability");
    CHECK(refused([](auto& r) { r.phrase = "sometimes maybe"; }) == "unknown-phrase");
    CHECK(refused([](auto& r) { r.type = "numeric", r.phrase = "likely"; }) == "bad-predictive");
    CHECK(app.size() == size);
}

TEST_CASE("whatever is added or amended can be exported and imported", "[app][add]") {
    AppFixture app;
    using Change = std::function<void(app::AddRequest&)>;
    const std::vector<std::pair<const char*, Change>> changes{
        {"a phrase without a probability beside a number", [](auto& r) { r.forecast = "70%", r.phrase = "so they say"; }},
        {"an empty tag", [](auto& r) { r.tags = {"a", ""}; }},
        {"an option twice", [](auto& r) { r.options = {"a", "a", "b"}; }},
        {"an empty option", [](auto& r) { r.options = {"a", " "}; }},
        {"a blank around an option", [](auto& r) { r.options = {"a", " b"}; }},
        {"a unit of a binary question", [](auto& r) { r.type = "binary", r.unit = "kg"; }},
        {"a log scale of days", [](auto& r) { r.type = "date", r.scale = "log"; }},
        {"a phrase without a question's forecast", [](auto& r) { r.type = "binary", r.phrase = "likely"; }},
        {"a number beyond the calendar", [](auto& r) { r.type = "date", r.forecast = "2950000"; }},
        {"an option that looks like an annulment", [](auto& r) { r.options = {"annulled: yes", "b"}; }},
    };
    for (const auto& [what, change] : changes) {
        auto request = app.asks("some text");
        change(request);
        const auto refused = refusal([&] { app::add(app.session, request); });
        const auto again = app.import(app::export_book(app.session, {}));
        INFO(what << ": " << refused);
        for (const auto& d : again.diagnostics.all()) UNSCOPED_INFO(render(d));
        CHECK_FALSE(again.diagnostics.has_errors());
        CHECK(again.events == 0);
        if (again.diagnostics.has_errors()) app::undo(app.session);
    }
}
