// SPDX-License-Identifier: MIT
// What is recorded is there again, as recorded.
#include "hindsight/store/store.hpp"

#include <set>

#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "unit/store/sample_record.hpp"

using namespace hindsight;
using namespace hindsight::test;
using namespace hindsight::journal;

TEST_CASE("a new record has its first person and two events", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    store.read([](Reader& r) {
        CHECK(r.head().size == 2);
        REQUIRE(r.persons().size() == 1);
        CHECK(r.persons()[0] == Person{"me", {{"en", "Me"}}});
        CHECK(r.reproducible());
        CHECK(r.given_clock_events() == 2);
        CHECK(r.last_action().size() == 2);
    });
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("the sample has an event of every type", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    std::set<std::string> types;
    store.read([&](Reader& r) {
        for (const auto& entry : r.log(std::nullopt, std::nullopt)) types.insert(entry.type);
    });
    CHECK(types == std::set<std::string>(event_types().begin(), event_types().end()));
}

TEST_CASE("persons, sources and wording come back as last recorded", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    store.read([](Reader& r) {
        CHECK(r.person("li-mu") == Person{"li-mu", {{"en", "Mu Li"}, {"zh", "李沐"}}});
        CHECK_FALSE(r.person("nobody"));
        CHECK(r.source("talk") == Source{"talk", {{"en", "The talk"}}, "", std::nullopt});
        CHECK(r.sources().size() == 1);
        CHECK(r.credence().at("expects") == 0.8);
        CHECK(r.subject_of_statement("robots").size() == 32);
        CHECK(r.subject_of_statement("nothing").empty());
        CHECK(r.statement_subjects().size() == 2);
    });
}

TEST_CASE("an amendment may hold from an earlier time, and then overrules those before it from there on", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto worded = [](const std::string& text) {
        auto s = binary_statement("robots");
        s.text = {{"en", text}};
        return s;
    };
    std::optional<StatementRecord> found;
    store.write([&](Writer& w) {
        w.append(StatementAdded{"", worded("first")});
        const auto subject = w.subject_of_statement("robots");
        w.append(StatementAmended{subject, worded("third"), "a", *parse_when("2026-01-20")});
        w.append(StatementAmended{subject, worded("second"), "b", *parse_when("2026-01-10")});
        w.append(StatementAmended{subject, worded("fourth"), "c", *parse_when("2026-01-25")});
        found = w.record("robots");
    });
    const auto text = [&](const char* when) { return found->wording_at(parse_when(when)->at).text.at("en"); };
    CHECK(text("2026-01-09") == "first");
    CHECK(text("2026-01-10") == "second");
    CHECK(text("2026-01-22") == "second");
    CHECK(text("2026-01-25") == "fourth");
    CHECK(found->amendments[0].recorded == at("2026-02-01T08:00:00Z"));
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("a statement's record has its whole history", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    std::optional<StatementRecord> found;
    store.read([&](Reader& r) { found = r.record("robots"); });
    REQUIRE(found);
    const auto& record = *found;
    CHECK(record.statement.question->criteria == "two news reports");
    REQUIRE(record.amendments.size() == 1);
    CHECK(record.amendments[0].reason == "clearer");
    CHECK(record.amendments[0].before == binary_statement("robots"));
    CHECK_FALSE(record.retraction);
    REQUIRE(record.forecasts.size() == 3);
    CHECK(record.forecasts[0].made == end_of(day("2026-01-05")));
    CHECK(record.forecasts[1].forecast.forecaster == "li-mu");
    CHECK(record.forecasts[1].event.empty());
    CHECK(record.forecasts[2].forecast == probability("me", 0.35, "2026-02-03"));
    CHECK(record.forecasts[2].made == record.forecasts[2].recorded);  // a day, but not over when it was recorded
    CHECK_FALSE(record.forecasts[2].withdrawn);
    REQUIRE(record.resolutions.size() == 3);
    CHECK_FALSE(record.resolutions[0].standing);
    CHECK(record.resolutions[1].corrects == record.resolutions[0].event);
    CHECK(record.resolutions[1].correction_reason == "misread");
    CHECK(record.scored_resolution() == &record.resolutions[1]);
    CHECK(record.resolutions[1].resolution == outcome("me", 0, "2026-11-01"));
    CHECK(record.resolutions[2].resolution.annulled()->reason == "no longer counted");
}

TEST_CASE("predictives of other forms come back as recorded", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    std::optional<StatementRecord> found;
    store.read([&](Reader& r) { found = r.record("params"); });
    REQUIRE(found);
    REQUIRE(found->forecasts.size() == 2);
    CHECK(found->forecasts[0].forecast.predictive == Predictive{RangeForecast{1e11, 5e11, 0.8}});
    CHECK(found->forecasts[0].forecast.phrase == "expects");
    CHECK(found->forecasts[0].forecast.reason == "as he said");
    CHECK(found->forecasts[1].forecast.predictive == Predictive{QuantileForecast{{{0.1, 1e11}, {0.9, 5e11}}}});
    CHECK(found->scored_resolution() == nullptr);  // withdrawn
}

TEST_CASE("a correction that is withdrawn lets the corrected resolution stand again", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    store.write([](Writer& w) {
        w.append(StatementAdded{"", binary_statement("robots")});
        const auto subject = w.subject_of_statement("robots");
        const auto first = w.append(QuestionResolved{subject, outcome("me", 1, "2026-01-20"), QuestionType::binary});
        const auto second =
            w.append(ResolutionCorrected{subject, first, outcome("me", 0, "2026-01-20"), QuestionType::binary, "x"});
        const auto outcome_shown = [&] { return w.summaries({{}, at("2026-02-01T00:00:00Z"), "", {}})[0].outcome; };
        w.append(ResolutionWithdrawn{subject, second, "y"});
        auto record = w.record("robots");
        CHECK(record->scored_resolution() == &record->resolutions[0]);
        CHECK(outcome_shown() == "yes");
        w.append(ResolutionRestored{subject, second, "z"});
        record = w.record("robots");
        CHECK(record->scored_resolution() == &record->resolutions[1]);
        CHECK(outcome_shown() == "no");
        w.append(ResolutionWithdrawn{subject, first, "first and second"});
        w.append(ResolutionWithdrawn{subject, second, "neither stands"});
        CHECK(w.record("robots")->scored_resolution() == nullptr);
        CHECK(outcome_shown().empty());
    });
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("the standing forecast is the speaker's latest, else anybody's", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto shown = [&] {
        std::string forecast;
        store.read([&](Reader& r) { forecast = r.summaries({})[0].forecast; });
        return forecast;
    };
    std::string subject, by_me;
    store.write([&](Writer& w) {
        add_person(w, "li-mu");
        w.append(StatementAdded{"", binary_statement("robots", "me")});
        subject = w.subject_of_statement("robots");
    });
    CHECK(shown().empty());
    store.write([&](Writer& w) {
        w.append(ForecastMade{subject, probability("li-mu", 0.9, "2026-01-30"), QuestionType::binary});
    });
    CHECK(shown() == "90%");
    store.write([&](Writer& w) {
        by_me = w.append(ForecastMade{subject, probability("me", 0.2, "2026-01-10"), QuestionType::binary});
    });
    CHECK(shown() == "20%");
    store.write([&](Writer& w) {
        w.append(ForecastMade{subject, probability("me", 0.1, "2026-01-08"), QuestionType::binary});
    });
    CHECK(shown() == "20%");  // made earlier, though recorded later
    store.write([&](Writer& w) { w.append(ForecastWithdrawn{subject, by_me, When::day(day("2026-01-31")), "slip"}); });
    CHECK(shown() == "10%");
    store.write([&](Writer& w) { w.append(ForecastRestored{subject, by_me, "no slip"}); });
    CHECK(shown() == "20%");
    store.write([&](Writer& w) {
        w.append(StatementAmended{subject, binary_statement("robots", "li-mu"), "his words"});
    });
    CHECK(shown() == "90%");
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("a transaction is one action, and the log names it", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    store.read([](Reader& r) {
        const auto log = r.log("robots", std::nullopt);
        REQUIRE_FALSE(log.empty());
        CHECK(log.front().type == "statement.added");
        CHECK(log.front().action < log.front().seq);
        CHECK(log.front().actor == "me");
        CHECK(log.front().statement == "robots");
        CHECK(log.front().clock_given);
        CHECK(log.back().type == "question.resolved");
        CHECK(r.log("robots", 2).size() == 2);
        CHECK(r.log("robots", 2).back().seq == log.back().seq);
        CHECK(r.log("nothing", std::nullopt).empty());
        CHECK(r.log(std::nullopt, std::nullopt).size() == r.head().size);
        const auto action = r.last_action();
        REQUIRE(action.size() == 7);
        CHECK(std::holds_alternative<QuestionResolved>(action.front().second));
        CHECK(std::holds_alternative<ResolutionWithdrawn>(action.back().second));
    });
}

TEST_CASE("a clock that went backwards is noted before the next event", "[store]") {
    TempDir dir;
    new_record(dir / "r.db", "2026-02-01T08:00:00Z");
    auto store = Store::open(dir / "r.db", Store::Access::write, options_at("2026-01-01T08:00:00Z"));
    store.write([](Writer& w) { add_person(w, "li-mu"); });
    store.write([](Writer& w) { add_person(w, "ng"); });
    store.read([](Reader& r) {
        const auto log = r.log(std::nullopt, std::nullopt);
        REQUIRE(log.size() == 5);
        CHECK(log[2].type == "clock.noted");
        CHECK(log[3].action == log[2].seq);
    });
}

TEST_CASE("what a failed action had done is undone", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto before = head_of(store);
    CHECK_THROWS_AS(store.write([](Writer& w) {
        add_person(w, "li-mu");
        throw std::runtime_error("the verb changed its mind");
    }),
                    std::runtime_error);
    CHECK(head_of(store) == before);
    CHECK(error_of([&] { store.write([](Writer& w) { add_person(w, "me"); }); }) == ErrorCode::duplicate_id);
    CHECK(head_of(store) == before);
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("an action that swallows the failure of an append is not committed", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto before = head_of(store);
    CHECK(error_of([&] { store.write([](Writer& w) { CHECK_THROWS(add_person(w, "me")); }); }) == ErrorCode::bug);
    CHECK(head_of(store) == before);
}

TEST_CASE("names that are not in the record are refused", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto append = [&](Fact fact) { return error_of([&] { store.write([&](Writer& w) { w.append(fact); }); }); };
    CHECK(append(StatementAdded{"", binary_statement("x", "nobody")}) == ErrorCode::unknown_person);
    CHECK(append(StatementRetracted{"0123", std::nullopt, "why"}) == ErrorCode::unknown_statement);
    auto options = options_at("2026-02-02T00:00:00Z");
    options.actor = "stranger";
    auto other = Store::open(dir / "r.db", Store::Access::write, options);
    CHECK(error_of([&] { other.write([](Writer& w) { add_person(w, "li-mu"); }); }) == ErrorCode::not_found);
    other.write([](Writer& w) { add_person(w, "stranger"); });  // adds themselves
    other.read([](Reader& r) { CHECK(r.log(std::nullopt, 1)[0].actor == "stranger"); });
    CHECK(other.verify({}).damages.empty());
}

TEST_CASE("the same book and clock give the same bytes in a reproducible record only", "[store]") {
    TempDir dir;
    for (const auto* name : {"a.db", "b.db"}) {
        new_record(dir / name);
        fill_with_every_fact(dir / name);
    }
    auto a = Store::open(dir / "a.db", Store::Access::read, {});
    auto b = Store::open(dir / "b.db", Store::Access::read, {});
    CHECK(head_of(a) == head_of(b));
    auto c = Store::create(dir / "c.db", {false, {}}, options_at("2026-02-01T08:00:00Z"));
    auto d = Store::create(dir / "d.db", {false, {}}, options_at("2026-02-01T08:00:00Z"));
    CHECK_FALSE(head_of(c).root == head_of(d).root);
    CHECK_FALSE(head_of(c).origin == head_of(d).origin);
}

TEST_CASE("a large import becomes chunks of bounded size", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    store.write([](Writer& w) {
        for (int i = 0; i < 3; ++i) w.append(StatementAdded{"", binary_statement("s" + std::to_string(i))});
        std::vector<ImportedForecast> rows;
        for (int i = 0; i < 4500; ++i) {
            rows.push_back({w.subject_of_statement("s" + std::to_string(i % 3)), w.subject_of_person("me"),
                            *parse_when("2026-01-10"), BinaryForecast{i / 4500.0}, QuestionType::binary});
        }
        w.append_forecasts("many", rows);
    });
    store.read([](Reader& r) {
        int chunks = 0;
        for (const auto& entry : r.log(std::nullopt, std::nullopt))
            chunks += entry.type == "forecasts.imported" ? 1 : 0;
        CHECK(chunks == 3);
        const auto records = r.records({}, at("2026-02-01T00:00:00Z"));
        REQUIRE(records.size() == 3);
        CHECK(records[1].forecasts.size() == 1500);
        CHECK(r.summaries({})[2].probability == 4499 / 4500.0);
    });
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("rows of more than a megabyte are split", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    store.write([](Writer& w) {
        auto statement = binary_statement("n");
        statement.question->type = QuestionType::numeric;
        w.append(StatementAdded{"", statement});
        SampleForecast samples;
        for (int i = 0; i < 10000; ++i) samples.samples.push_back(i + 0.125);
        const std::vector<ImportedForecast> rows(20, {w.subject_of_statement("n"), w.subject_of_person("me"),
                                                      *parse_when("2026-01-10"), samples, QuestionType::numeric});
        w.append_forecasts("samples", rows);
        CHECK(w.head().size > 4);
        CHECK(w.record("n")->forecasts.size() == 20);
    });
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("content that can no longer be read is damage, whatever reads it", "[store]") {
    const std::string no_triggers = "DROP TRIGGER part_update; DROP TRIGGER event_update;";
    struct Change {
        std::string sql;
        std::function<void(Store&)> read;
    };
    const auto reading = [](auto&& body) { return [=](Store& store) { store.read(body); }; };
    const std::vector<Change> changes{
        {"UPDATE person SET content = '{}'", reading([](Reader& r) { r.persons(); })},
        {"UPDATE person SET content = '{'", reading([](Reader& r) { r.person("me"); })},
        {"UPDATE source SET content = 'x'", reading([](Reader& r) { r.sources(); })},
        {no_triggers + "UPDATE part SET bytes = x'7b7d'", reading([](Reader& r) { r.record("robots"); })},
        {no_triggers + "UPDATE part SET bytes = x'00'", reading([](Reader& r) { r.last_action(); })},
        {no_triggers + "UPDATE part SET bytes = x'00'", [](Store& store) { store.as_of(at("2027-01-01T00:00:00Z")); }},
        {no_triggers + "UPDATE event SET header = x'7b'", reading([](Reader& r) { r.log(std::nullopt, std::nullopt); })},
        {"UPDATE forecast SET type = 'x' WHERE type IS NOT NULL", reading([](Reader& r) { r.record("params"); })},
        {"UPDATE standing SET type = 'x' WHERE type IS NOT NULL", reading([](Reader& r) { r.summaries({}); })},
        {"UPDATE standing SET predictive = '{\"p\":7}' WHERE type IS NOT NULL", reading([](Reader& r) { r.summaries({}); })},
        {"DELETE FROM statement WHERE id = 'params'", reading([](Reader& r) { r.records({}, at("2027-01-01T00:00:00Z")); })},
        {no_triggers + "UPDATE part SET bytes = x'00'",
         [](Store& store) {
             store.write([](Writer& w) {
                 w.append(QuestionResolved{w.subject_of_statement("robots"), outcome("me", 1, "2026-11-01"), QuestionType::binary});
             });
         }},
    };
    for (const auto& change : changes) {
        INFO(change.sql);
        TempDir dir;
        new_record(dir / "r.db");
        fill_with_every_fact(dir / "r.db");
        raw(dir / "r.db", "PRAGMA foreign_keys = OFF;" + change.sql);
        auto store = Store::open(dir / "r.db", Store::Access::write, options_at("2026-12-01T00:00:00Z"));
        const auto error = thrown_by([&] { change.read(store); });
        REQUIRE(error);
        CHECK(error->code() == ErrorCode::record_damaged);
        CHECK(std::string(error->what()).find("r.db is damaged: ") != std::string::npos);
    }
}
