// SPDX-License-Identifier: MIT
// Undo appends the opposite of the last action; undoing that brings it back.
#include "fixture.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

std::vector<std::string> undo(AppFixture& app) { return app::undo(app.session).steps; }
using Steps = std::vector<std::string>;

std::string outcome(const AppFixture& app) {
    const auto record = app.record("s");
    const auto* scored = record.scored_resolution();
    return scored ? print_outcome(*scored->resolution.outcome(), *record.statement.question) : "";
}

}  // namespace

TEST_CASE("undoing an add withdraws its forecast and retracts it, and again brings both back", "[app][undo]") {
    AppFixture app;
    app.add("s", "70%");
    CHECK(undo(app) == Steps{"withdrew the forecast of me on s", "retracted s"});
    CHECK(app.status("s") == Status::retracted);
    CHECK(app.standing("s").empty());
    CHECK(undo(app) == Steps{"restored s", "restored the forecast on s"});
    CHECK(app.status("s") == Status::open);
    CHECK(app.standing("s") == "70%");
}

TEST_CASE("undoing a forecast lets the former one stand", "[app][undo]") {
    AppFixture app;
    app.add("s", "60%");
    app::forecast(app.session, {"s", "80%", "", "", ""});
    undo(app);
    CHECK(app.standing("s") == "60%");
    undo(app);
    CHECK(app.standing("s") == "80%");
    undo(app);
    CHECK(app.standing("s") == "60%");
}

TEST_CASE("undoing a withdrawal lets the forecast stand again", "[app][undo]") {
    AppFixture app;
    app.add("s", "60%");
    app::withdraw(app.session, {"s", "", "", "why"});
    undo(app);
    CHECK(app.standing("s") == "60%");
    undo(app);
    CHECK(app.standing("s").empty());
}

TEST_CASE("undoing an amendment brings the former wording back as an amendment", "[app][undo]") {
    AppFixture app;
    app.add("s");
    app::AmendRequest request;
    request.id = "s";
    request.text = "new words";
    request.reason = "clearer";
    app::amend(app.session, request);
    undo(app);
    CHECK(app.record("s").statement.text.at("en") == "s");
    CHECK(app.record("s").amendments.size() == 2);
    undo(app);
    CHECK(app.record("s").statement.text.at("en") == "new words");
}

TEST_CASE("undoing a retraction restores, and again retracts", "[app][undo]") {
    AppFixture app;
    app.add("s");
    app::retract(app.session, "s", "why");
    undo(app);
    CHECK(app.status("s") == Status::open);
    undo(app);
    CHECK(app.status("s") == Status::retracted);
}

TEST_CASE("undoing a resolution opens the question, and again resolves it as before", "[app][undo]") {
    AppFixture app;
    app.add("s");
    app.resolve("s", "0.25");
    CHECK(undo(app) == Steps{"withdrew the resolution of s"});
    CHECK(app.status("s") == Status::open);
    CHECK(undo(app) == Steps{"restored the resolution of s"});
    CHECK(app.status("s") == Status::resolved);
    CHECK(outcome(app) == "0.25");
    undo(app);
    CHECK(app.status("s") == Status::open);
    app.resolve("s", "yes");  // and it can be resolved anew
    CHECK(outcome(app) == "yes");
    CHECK(app.sound());
}

TEST_CASE("undoing a correction brings the former outcome back", "[app][undo]") {
    AppFixture app;
    app.add("s");
    app.resolve("s", "no");
    app::ResolveRequest request;
    request.id = "s";
    request.outcome = "yes";
    request.correct = true;
    request.reason = "misread";
    app::resolve(app.session, request);
    undo(app);
    CHECK(outcome(app) == "no");
    undo(app);
    CHECK(outcome(app) == "yes");
    CHECK(app.record("s").ratings().size() == 1);
}

TEST_CASE("what harms nobody by staying has no opposite", "[app][undo]") {
    AppFixture app;
    const auto size = app.size();
    CHECK(refusal([&] { undo(app); }) == "conflict");  // a person was added last
    CHECK(app.size() == size);
}

TEST_CASE("undoing an import takes back all that it brought, and again brings it back", "[app][undo]") {
    AppFixture app;
    app.import(
        "format = \"hindsight/1\"\n[[person]]\nid = \"cid\"\n[[statement]]\nid = \"s\"\nkind = \"prediction\"\nsaid_by = \"cid\"\n"
        "said_on = 2025-01-01\ntext = { en = \"third\" }\n"
        "text_was = [{ until = 2025-01-10, text = { en = \"first\" } }, { until = 2025-01-20, text = { en = \"second\" } }]\n"
        "[statement.question]\ntype = \"binary\"\n"
        "[[statement.forecast]]\nby = \"cid\"\nmade_at = 2025-01-01\npredictive = { p = 0.7 }\n"
        "[[statement.resolution]]\nby = \"cid\"\noutcome = \"yes\"\ndecided_on = 2025-02-01\n");
    REQUIRE(app.status("s") == Status::resolved);
    undo(app);
    CHECK(app.status("s") == Status::retracted);
    CHECK(app.standing("s", "cid").empty());
    undo(app);
    CHECK(app.status("s") == Status::resolved);
    CHECK(app.standing("s", "cid") == "70%");
    CHECK(app.record("s").statement.text.at("en") == "third");
    CHECK(app.sound());
}
