// SPDX-License-Identifier: MIT
// Making and withdrawing forecasts.
#include "fixture.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

app::ForecastResult make(AppFixture& app, const char* forecast, const char* at = "", const char* by = "") {
    return app::forecast(app.session, {"s", forecast, by, at, ""});
}
ForecastRecord withdraw(AppFixture& app, const char* at = "", const char* by = "") {
    return app::withdraw(app.session, {"s", by, at, "changed my mind"});
}

}  // namespace

TEST_CASE("a later forecast supersedes the former one from its time on", "[app][forecast]") {
    AppFixture app;
    app.add("s", "60%");
    app.now("2026-04-01T12:00:00Z");
    const auto result = make(app, "80%");
    CHECK(result.record.forecasts.size() == 2);
    CHECK_FALSE(result.too_late);
    CHECK(app.standing("s") == "80%");
    CHECK(result.record.standing_forecast("me", *parse_instant("2026-03-31T00:00:00Z"))->forecast.predictive == Predictive(BinaryForecast{0.6}));
}

TEST_CASE("everybody has a forecast of their own", "[app][forecast]") {
    AppFixture app;
    app.add("s", "60%");
    make(app, "20%", "", "ann");
    CHECK(app.standing("s", "me") == "60%");
    CHECK(app.standing("s", "ann") == "20%");
    CHECK(app.standing("s", "bob").empty());
}

TEST_CASE("a forecast of a day counts from the end of that day, but never later than it was recorded", "[app][forecast]") {
    AppFixture app;
    app.add("s", "");
    CHECK(make(app, "60%", "2026-03-01").made.made == end_of(*parse_day("2026-03-01")));
    CHECK(make(app, "70%", "2026-03-10").made.made == app.session.clock.now());
    CHECK(make(app, "80%").made.forecast.made_at == When::instant(app.session.clock.now()));
}

TEST_CASE("of two forecasts at one time the later recorded stands", "[app][forecast]") {
    AppFixture app;
    app.add("s", "");
    make(app, "60%", "2026-03-01");
    make(app, "70%", "2026-03-01");
    CHECK(app.standing("s") == "70%");
}

TEST_CASE("a forecast after the question closed or was decided is kept and said to be too late", "[app][forecast]") {
    AppFixture app;
    app.add("s", "60%");
    app.now("2027-01-05T12:00:00Z");
    CHECK(make(app, "80%").too_late);
    CHECK_FALSE(make(app, "80%", "2026-12-31").too_late);
}

TEST_CASE("a forecast after the outcome was known is too late although the question is not yet due", "[app][forecast]") {
    AppFixture app;
    app.add("s", "60%");
    app.now("2026-05-01T12:00:00Z");
    app.resolve("s", "yes", "2026-04-15");
    CHECK(make(app, "99%").too_late);
    CHECK_FALSE(make(app, "70%", "2026-04-15").too_late);
}

TEST_CASE("a forecast that cannot be taken is refused by its code", "[app][forecast]") {
    AppFixture app;
    app.add("s", "60%");
    app::AddRequest plain;
    plain.text = "no question";
    app::add(app.session, plain);
    const auto size = app.size();
    CHECK(refusal([&] { make(app, "70%", "2026-03-11"); }) == "in-future");
    CHECK(refusal([&] { make(app, "70%", "soon"); }) == "bad-date");
    CHECK(refusal([&] { make(app, "170%"); }) == "bad-probability");
    CHECK(refusal([&] { make(app, "70%", "", "nobody"); }) == "not-found");
    CHECK(refusal([&] { app::forecast(app.session, {"nothing", "70%", "", "", ""}); }) == "not-found");
    CHECK(refusal([&] { app::forecast(app.session, {"no-question", "70%", "", "", ""}); }) == "not-resolvable");
    CHECK(app.size() == size);
}

TEST_CASE("an unknown statement is refused with the nearest id", "[app][forecast]") {
    AppFixture app;
    app.add("robots-wait");
    const auto error = thrown_by([&] { app::forecast(app.session, {"robots-wiat", "70%", "", "", ""}); });
    REQUIRE(error);
    CHECK(error->hint() == "did you mean \"robots-wait\"?");
}

TEST_CASE("withdrawing takes the standing forecast away, and the one before stands again", "[app][withdraw]") {
    AppFixture app;
    app.add("s", "60%");
    app.now("2026-04-01T12:00:00Z");
    make(app, "80%");
    app.now("2026-04-02T12:00:00Z");
    const auto withdrawn = withdraw(app);
    CHECK(withdrawn.forecast.predictive == Predictive(BinaryForecast{0.8}));
    CHECK(withdrawn.withdrawal_reason == "changed my mind");
    CHECK(app.standing("s") == "60%");
    withdraw(app);
    CHECK(app.standing("s").empty());
    CHECK(refusal([&] { withdraw(app); }) == "not-found");
}

TEST_CASE("a withdrawal lies neither in the future nor before the forecast", "[app][withdraw]") {
    AppFixture app;
    app.add("s", "60%");
    CHECK(refusal([&] { withdraw(app, "2026-03-11"); }) == "in-future");
    CHECK(refusal([&] { withdraw(app, "2026-03-09"); }) == "bad-date");
    CHECK(refusal([&] { withdraw(app, "", "ann"); }) == "not-found");
    CHECK(app.standing("s") == "60%");
    CHECK(withdraw(app, "2026-03-10").withdrawn.has_value());
    CHECK(app.standing("s").empty());
}

TEST_CASE("the same forecast made twice and withdrawn once comes back so from an export", "[app][withdraw]") {
    AppFixture app;
    app.add("s", "");
    make(app, "60%", "2026-03-01");
    make(app, "60%", "2026-03-01");
    withdraw(app);
    const auto exported = app::export_book(app.session, {});
    CHECK(app.import(exported).events == 0);
    CHECK(app.standing("s") == "60%");
}
