// SPDX-License-Identifier: MIT
// Amending and retracting: nothing without its reason, nothing forgotten.
#include "fixture.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

app::AmendRequest amendment(const char* text = "", const char* reason = "clearer") {
    app::AmendRequest request;
    request.id = "s";
    request.text = text;
    request.reason = reason;
    return request;
}

}  // namespace

TEST_CASE("an amendment or retraction without its reason is refused", "[app][amend]") {
    AppFixture app;
    app.add("s");
    const auto* reason = GENERATE("", "  ");
    CHECK(refusal([&] { app::amend(app.session, amendment("new words", reason)); }) == "usage");
    CHECK(refusal([&] { app::retract(app.session, "s", reason); }) == "usage");
}

TEST_CASE("an amendment says what changed and keeps what was said before", "[app][amend]") {
    AppFixture app;
    app.add("s");
    app.now("2026-04-01T00:00:00Z");
    auto request = amendment(" new words ");
    request.criteria = "a report";
    request.due = "2027-01-31";
    request.tags = {"x"};
    const auto result = app::amend(app.session, request);
    CHECK(result.changed == std::vector<std::string>{"text", "tags", "criteria", "due"});
    CHECK(result.before.text.at("en") == "s");
    const auto record = app.record("s");
    CHECK(record.statement.text.at("en") == "new words");
    CHECK(record.statement.question->due == parse_when("2027-01-31"));
    REQUIRE(record.amendments.size() == 1);
    CHECK(record.amendments[0].reason == "clearer");
    CHECK(record.wording_at(*parse_instant("2026-03-31T00:00:00Z")).text.at("en") == "s");
}

TEST_CASE("an amendment that changes nothing, or names nothing that exists, is refused", "[app][amend]") {
    AppFixture app;
    app.add("s");
    CHECK(refusal([&] { app::amend(app.session, amendment("s")); }) == "usage");
    CHECK(refusal([&] { app::amend(app.session, amendment("  ")); }) == "usage");
    CHECK(refusal([&] { app::amend(app.session, amendment("\xff")); }) == "bad-utf8");
    auto request = amendment("new words");
    request.language = "english";
    CHECK(refusal([&] { app::amend(app.session, request); }) == "bad-language");
    request = amendment();
    request.due = "2026-03-09";
    CHECK(refusal([&] { app::amend(app.session, request); }) == "before-said");
    request = amendment();
    request.tags = {" "};
    CHECK(refusal([&] { app::amend(app.session, request); }) == "usage");
    request = amendment("new words");
    request.id = "nothing";
    CHECK(refusal([&] { app::amend(app.session, request); }) == "not-found");
    CHECK(app.record("s").amendments.empty());
}

TEST_CASE("the only language of a text is the one that is amended, unless another is given", "[app][amend]") {
    AppFixture app;
    auto add = app.asks("机器人");
    add.id = "s";
    app::add(app.session, add);
    CHECK(app::amend(app.session, amendment("新机器人")).after.text == Texts{{"zh", "新机器人"}});
    auto request = amendment("new robots");
    request.language = "en";
    CHECK(app::amend(app.session, request).after.text == Texts{{"en", "new robots"}, {"zh", "新机器人"}});
    CHECK(app::amend(app.session, amendment("newer robots")).after.text.at("en") == "newer robots");
}

TEST_CASE("criteria or a due day make a statement resolvable", "[app][amend]") {
    AppFixture app;
    app::AddRequest add;
    add.text = "s";
    app::add(app.session, add);
    CHECK(app.status("s") == Status::not_resolvable);
    auto request = amendment();
    request.criteria = "a report";
    app::amend(app.session, request);
    CHECK(app.status("s") == Status::open);
}

TEST_CASE("a retracted statement is kept with its reason and cannot be retracted twice", "[app][retract]") {
    AppFixture app;
    app.add("s");
    app::retract(app.session, "s", "no longer thinks so");
    CHECK(app.status("s") == Status::retracted);
    CHECK(app.record("s").retraction->reason == "no longer thinks so");
    CHECK(refusal([&] { app::retract(app.session, "s", "again"); }) == "conflict");
    app.resolve("s", "yes");
    CHECK(app.status("s") == Status::resolved);  // resolved and scored as it stood
}
