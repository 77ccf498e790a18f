// SPDX-License-Identifier: MIT
// Deciding questions: outcomes of every type, when it was decided, conflicts, ratings, corrections, scores by hand.
#include "fixture.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

app::ResolveResult correct(AppFixture& app, const char* outcome, const char* reason, const char* by = "") {
    app::ResolveRequest request;
    request.id = "s";
    request.outcome = outcome;
    request.by = by;
    request.correct = true;
    request.reason = reason;
    return app::resolve(app.session, request);
}

}  // namespace

TEST_CASE("an outcome of each type is taken and shown as it would be typed", "[app][resolve]") {
    AppFixture app;
    app.add("binary", "70%");
    app.add("numeric", "100B..500B@80%");
    app.add("date", "not before 2026-02-01@80%", "date");
    app.add("option", "a=20%,b=80%", "categorical", {"a", "b"});
    app.add("step", "low=50%,high=50%", "ordinal", {"low", "high"});
    CHECK(app.resolve("binary", "Yes").outcome == "yes");
    CHECK(app.resolve("numeric", "398.5B").outcome == "398.5B");
    CHECK(app.resolve("date", "2026-03-10").outcome == "2026-03-10");
    CHECK(app.resolve("option", "b").outcome == "b");
    CHECK(app.resolve("step", "low").outcome == "low");
    for (const auto* id : {"binary", "numeric", "date", "option", "step"}) CHECK(app.status(id) == Status::resolved);
    CHECK(app.sound());
}

TEST_CASE("a resolution shows the scores of its forecasts", "[app][resolve]") {
    AppFixture app;
    app.add("s", "70%");
    app::forecast(app.session, {"s", "0%", "ann", "", ""});
    app.now("2026-05-01T12:00:00Z");
    const auto scores = app.resolve("s", "yes").scores;
    REQUIRE(scores.size() == 2);
    CHECK(scores[0].forecaster == "me");
    CHECK(scores[0].probability == 0.7);
    CHECK(scores[0].brier.value() == Approx(0.09));            // (0.7 - 1)^2
    CHECK(scores[0].log.value() == Approx(0.35667494393873));  // -ln 0.7
    CHECK(scores[1].brier == 1.0);
    CHECK(std::isinf(*scores[1].log));  // shown, never clipped
}

TEST_CASE("a resolution can be looked at before it is recorded", "[app][resolve]") {
    AppFixture app;
    app.add("s", "70%");
    const auto size = app.size();
    app::ResolveRequest request;
    request.id = "s";
    request.outcome = "yes";
    struct Stop {};
    std::string seen;
    const auto look = [&](const app::ResolveResult& result) {
        seen = result.outcome;
        throw Stop{};
    };
    CHECK_THROWS_AS(app::resolve(app.session, request, look), Stop);
    CHECK(seen == "yes");
    CHECK(app.size() == size);
}

TEST_CASE("it was decided today, on a date's own day, or when a claim was said", "[app][resolve]") {
    AppFixture app;
    auto claim = app.asks("claim", "90%");
    claim.kind = StatementKind::claim;
    claim.said_on = "2026-01-05";
    claim.due.clear();
    app::add(app.session, claim);
    auto date = app.asks("date", "by 2026-06-01@70%");
    date.said_on = "2026-01-05";
    app::add(app.session, date);
    app.add("s");
    CHECK(app.resolve("s", "yes").resolution.decided_on == parse_when("2026-03-10"));
    CHECK(app.resolve("date", "2026-02-14").resolution.decided_on == parse_when("2026-02-14"));
    CHECK(app.resolve("claim", "yes").resolution.decided_on == parse_when("2026-01-05"));
}

TEST_CASE("a question can be resolved early, but not in the future nor before it was said", "[app][resolve]") {
    AppFixture app;
    app.add("s");
    app.add("date", "by 2026-12-01@70%", "date");
    CHECK(refusal([&] { app.resolve("s", "no", "2026-03-11"); }) == "in-future");
    CHECK(refusal([&] { app.resolve("s", "no", "2026-03-09"); }) == "before-said");
    CHECK(refusal([&] { app.resolve("date", "2026-06-01"); }) == "in-future");
    CHECK(app.resolve("s", "no").record.scored_resolution() != nullptr);
    CHECK(app.status("s") == Status::resolved);
}

TEST_CASE("not before a day is decided no by an earlier day, and yes by saying that it did not come by then", "[app][resolve]") {
    AppFixture app;
    app.add("early", "not before 2026-06-01@80%");
    app.add("kept", "not before 2026-06-01@80%");
    app.now("2026-07-01T12:00:00Z");
    CHECK(app.resolve("early", "2026-04-01").scores.at(0).brier.value() == Approx(0.64));              // (0.8 - 0)^2
    CHECK(app.resolve("kept", "not by 2026-06-01").scores.at(0).brier.value() == Approx(0.04));        // (0.8 - 1)^2
}

TEST_CASE("an annulment needs its reason and scores nothing", "[app][resolve]") {
    AppFixture app;
    app.add("s");
    CHECK(refusal([&] { app.resolve("s", "annulled"); }) == "bad-outcome");
    CHECK(refusal([&] { app.resolve("s", "annulled: "); }) == "bad-outcome");
    const auto result = app.resolve("s", "Annulled: the source vanished");
    CHECK(result.outcome == "annulled: the source vanished");
    CHECK(app.status("s") == Status::annulled);
    for (const auto& score : result.scores) CHECK_FALSE(score.brier);
}

TEST_CASE("what cannot be resolved is refused by its code", "[app][resolve]") {
    AppFixture app;
    app.add("s");
    app.add("option", "", "categorical", {"a", "b"});
    app::AddRequest plain;
    plain.text = "no question";
    app::add(app.session, plain);
    const auto size = app.size();
    CHECK(refusal([&] { app.resolve("s", "maybe"); }) == "bad-outcome");
    CHECK(refusal([&] { app.resolve("option", "c"); }) == "unknown-option");
    CHECK(refusal([&] { app.resolve("no-question", "yes"); }) == "not-resolvable");
    CHECK(refusal([&] { app.resolve("nothing", "yes"); }) == "not-found");
    CHECK(refusal([&] { app.resolve("s", "yes", "", "nobody"); }) == "not-found");
    CHECK(refusal([&] { app.resolve("s", "yes", "someday"); }) == "bad-date");
    CHECK(app.size() == size);
}

TEST_CASE("a second resolution by the same resolver is refused and names --correct", "[app][resolve]") {
    AppFixture app;
    app.add("s");
    app.resolve("s", "yes");
    const auto error = thrown_by([&] { app.resolve("s", "no"); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::already_resolved);
    CHECK(error->hint().find("--correct") != std::string::npos);
}

TEST_CASE("another resolver adds a rating, and the first one's is scored", "[app][resolve]") {
    AppFixture app;
    app.add("s", "70%");
    CHECK_FALSE(app.resolve("s", "yes", "", "ann").further_rating);
    const auto second = app.resolve("s", "no", "", "bob");
    CHECK(second.further_rating);
    CHECK(second.record.ratings().size() == 2);
    CHECK(second.scores.at(0).brier.value() == Approx(0.09));  // by ann's yes
}

TEST_CASE("a correction replaces the resolver's own and needs its reason", "[app][resolve]") {
    AppFixture app;
    app.add("s", "70%");
    CHECK(refusal([&] { correct(app, "no", "misread"); }) == "not-found");
    app.resolve("s", "yes");
    CHECK(refusal([&] { correct(app, "no", ""); }) == "usage");
    CHECK(refusal([&] { correct(app, "no", "misread", "ann"); }) == "not-found");
    const auto corrected = correct(app, "no", "misread");
    CHECK_FALSE(corrected.further_rating);
    CHECK(corrected.scores.at(0).brier.value() == Approx(0.49));  // (0.7 - 0)^2
    CHECK(corrected.record.resolutions.size() == 2);              // the old one is kept
    CHECK(corrected.record.ratings().size() == 1);
    CHECK(corrected.record.resolutions[1].correction_reason == "misread");
}

TEST_CASE("evidence and a note are kept", "[app][resolve]") {
    AppFixture app;
    app.add("s");
    app::ResolveRequest request;
    request.id = "s";
    request.outcome = "yes";
    request.evidence = {"https://example.org/a", "https://example.org/b"};
    request.note = "seen";
    app::resolve(app.session, request);
    const auto resolution = app.record("s").scored_resolution()->resolution;
    CHECK(resolution.evidence.size() == 2);
    CHECK(resolution.evidence[1].url == "https://example.org/b");
    CHECK(resolution.note == "seen");
}
