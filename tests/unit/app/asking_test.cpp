// SPDX-License-Identifier: MIT
// Lists, filters, what is due, the log, people and sources, and how many SQL statements a verb takes.
#include <sqlite3.h>

#include <fstream>

#include "fixture.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/app/reporting.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

std::vector<std::string> ids_of(const std::vector<StatementSummary>& lines) {
    std::vector<std::string> ids;
    for (const auto& line : lines) ids.push_back(line.id);
    return ids;
}
std::vector<std::string> found(const AppFixture& app, const std::vector<std::string>& words) {
    SummaryQuery query;
    query.filter = app::parse_filter(words);
    query.now = app.session.clock.now();
    return ids_of(app::list(app.session, query));
}
using Ids = std::vector<std::string>;

/// SQL statements run on every connection opened from now on. The store sets a trace of its own after opening, so that
/// ours is set again whenever a statement is prepared.
int counted = 0;
int count_statement(unsigned, void*, void*, void*) { return ++counted, 0; }
int count_again(void* db, int, const char*, const char*, const char*, const char*) {
    sqlite3_trace_v2(static_cast<sqlite3*>(db), SQLITE_TRACE_STMT, count_statement, nullptr);
    return SQLITE_OK;
}
int count_on(sqlite3* db, char**, const sqlite3_api_routines*) { return sqlite3_set_authorizer(db, count_again, db); }

class CountStatements {
 public:
    CountStatements() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(count_on)); }
    ~CountStatements() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(count_on)); }
    template <class Work>
    int during(Work&& work) const {
        counted = 0;
        work();
        return counted;
    }
};

}  // namespace

TEST_CASE("every filter must hold, and bare words are looked for in the text", "[app][filter]") {
    AppFixture app;
    auto hers = app.asks("Robots wait tables", "70%");
    hers.id = "robots";
    hers.by = "ann";
    hers.tags = {"work"};
    app::add(app.session, hers);
    app.add("params", "100B..500B@80%");
    app.resolve("params", "398.5B");
    CHECK(found(app, {}) == Ids{"robots", "params"});
    CHECK(found(app, {"by:ann"}) == Ids{"robots"});
    CHECK(found(app, {"status:resolved"}) == Ids{"params"});
    CHECK(found(app, {"type:numeric"}) == Ids{"params"});
    CHECK(found(app, {"tag:work", "status:open"}) == Ids{"robots"});
    CHECK(found(app, {"tag:work", "status:resolved"}).empty());
    CHECK(found(app, {"ROBOTS", "tables"}) == Ids{"robots"});
    CHECK(found(app, {"kind:claim"}).empty());
    CHECK(found(app, {"year:2026"}).size() == 2);
    CHECK(found(app, {"year:1999"}).empty());
    CHECK(found(app, {"id:params"}) == Ids{"params"});
    CHECK(found(app, {"https://example.org"}).empty());  // a bare word, not a filter
}

TEST_CASE("a filter that is none, or has no such value, is a usage error with a suggestion", "[app][filter]") {
    const auto refused = [](const char* word) { return thrown_by([&] { app::parse_filter({word}); }); };
    for (const auto* word : {"stauts:open", "status:late", "year:soon", "year:0", "type:boolean", "kind:guess", "colour:red"}) {
        INFO(word);
        REQUIRE(refused(word));
        CHECK(refused(word)->code() == ErrorCode::usage);
    }
    CHECK(refused("stauts:open")->hint() == "did you mean \"status:\"?");
}

TEST_CASE("what is due comes overdue first, then soonest first, and nothing decided", "[app][due]") {
    AppFixture app;
    const auto due_on = [&](const char* id, const char* due) {
        auto request = app.asks(id, "70%");
        request.due = due;
        app::add(app.session, request);
    };
    due_on("late", "2026-03-11");
    due_on("soon", "2026-05-01");
    due_on("sooner", "2026-04-20");
    due_on("far", "2027-01-01");
    due_on("done", "2026-05-02");
    app.resolve("done", "yes");
    app.now("2026-04-01T12:00:00Z");
    CHECK(ids_of(app::due(app.session, "")) == Ids{"late", "sooner", "soon"});
    CHECK(ids_of(app::due(app.session, "20d")) == Ids{"late", "sooner"});
    CHECK(ids_of(app::due(app.session, "+1y")) == Ids{"late", "sooner", "soon", "far"});
    CHECK(ids_of(app::due(app.session, "in 2 years")).size() == 4);
    CHECK(refusal([&] { app::due(app.session, "soon"); }) == "bad-date");
}

TEST_CASE("the log tells every event in order, of all or of one statement", "[app][log]") {
    AppFixture app;
    app.add("s", "70%");
    app.add("t", "");
    const auto all = app::log(app.session, std::nullopt);
    REQUIRE(all.size() == app.size());
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i].seq == i + 1);
    CHECK(all.front().type == "record.made");
    CHECK(all.back().statement == "t");
    CHECK(all.back().clock_given);
    const auto one = app::log(app.session, "s");
    REQUIRE(one.size() == 2);
    CHECK(one[0].type == "statement.added");
    CHECK(one[1].type == "forecast.made");
    CHECK(one[0].action == one[1].action);  // one action of the user
    CHECK(refusal([&] { app::log(app.session, "nothing"); }) == "not-found");
}

TEST_CASE("a read verb without a record says so and makes none", "[app][record]") {
    AppFixture app(false);
    CHECK(refusal([&] { app::list(app.session, {}); }) == "no-record");
    CHECK(refusal([&] { app::show(app.session, "s"); }) == "no-record");
    CHECK(refusal([&] { app::due(app.session, ""); }) == "no-record");
    CHECK(refusal([&] { app::export_book(app.session, {}); }) == "no-record");
    CHECK(app.dir.empty());
}

TEST_CASE("making a record twice says that it is there, and changes nothing", "[app][record]") {
    AppFixture app(false);
    const auto first = app::init(app.session, {true, true});
    CHECK(first.created);
    const auto again = app::init(app.session, {});
    CHECK_FALSE(again.created);
    CHECK(again.head == first.head);
    CHECK(app.sound());
    CHECK_FALSE(app::list(app.session, {}).empty());  // the example
}

TEST_CASE("people and sources have ids of their own, and are listed with them", "[app][people]") {
    AppFixture app;
    CHECK(refusal([&] { app::add_person(app.session, {"Ann", {}}); }) == "bad-id");
    CHECK(refusal([&] { app::add_person(app.session, {"ann", {}}); }) == "would-overwrite");
    app::add_source(app.session, {"talk", {{"en", "A talk"}}, "https://example.org", parse_day("2025-01-01")});
    CHECK(refusal([&] { app::add_source(app.session, {"talk", {}, "", {}}); }) == "would-overwrite");
    CHECK(dump_json(app::list_to_json(app::persons(app.session))) ==
          R"([{"id":"me","name":{"en":"Me","zh":"我"}},{"id":"ann","name":{"en":"Ann"}},{"id":"bob","name":{}}])");
    CHECK(dump_json(app::list_to_json(app::sources(app.session))) ==
          R"([{"id":"talk","title":{"en":"A talk"},"url":"https://example.org","published":"2025-01-01"}])");
}

TEST_CASE("an actor that the record does not know is refused", "[app][people]") {
    AppFixture app;
    app.session.actor = "nobody";
    CHECK(refusal([&] { app.add("s"); }) == "not-found");
    app.session.actor = "ann";
    CHECK(app.add("s").record.statement.speaker == "ann");
    CHECK(app::log(app.session, std::nullopt).back().actor == "ann");
}

TEST_CASE("a backup has the head of the record and is not written over anything", "[app][record]") {
    AppFixture app;
    app.add("s");
    CHECK(app::backup(app.session, app.dir / "copy.db") == app::head(app.session));
    CHECK(refusal([&] { app::backup(app.session, app.dir / "copy.db"); }) == "would-overwrite");
}

TEST_CASE("the number of SQL statements of a verb does not grow with what is stored", "[app][record]") {
    CountStatements count;
    const auto counts = [&](int statements) {
        AppFixture app;
        std::string book = "format = \"hindsight/1\"\n";
        for (int i = 0; i < statements; ++i) {
            book += "[[statement]]\nid = \"s" + std::to_string(i) +
                    "\"\nkind = \"prediction\"\nsaid_by = \"ann\"\nsaid_on = 2025-01-01\ntext = { en = \"It will.\" }\n"
                    "[statement.question]\ntype = \"binary\"\ndue = 2026-04-01\n"
                    "[[statement.forecast]]\nby = \"ann\"\nmade_at = 2025-01-01\npredictive = { p = 0.7 }\n"
                    "[[statement.forecast]]\nby = \"bob\"\nmade_at = 2025-01-02\npredictive = { p = 0.6 }\n";
            if (i % 2 == 0) book += "[[statement.resolution]]\nby = \"ann\"\noutcome = \"yes\"\ndecided_on = 2025-06-01\n";
        }
        CHECK(app.import(book).stored == static_cast<std::size_t>(statements));
        app::ReportVerb report;
        report.years = {2025};
        return std::vector<int>{
            count.during([&] { app::list(app.session, {}); }),
            count.during([&] { found(app, {"status:open", "tag:x"}); }),
            count.during([&] { app::show(app.session, "s1"); }),
            count.during([&] { app::due(app.session, ""); }),
            count.during([&] { app::log(app.session, std::nullopt); }),
            count.during([&] { app::report(app.session, report); }),
            count.during([&] { app::score(app.session, {}); }),
            count.during([&] { app::export_book(app.session, {}); }),
            count.during([&] { app.import(book); }),  // nothing new
        };
    };
    const auto few = counts(4);
    CHECK(few == counts(60));
    for (const int n : few) CHECK(n > 0);
}
