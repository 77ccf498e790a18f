// SPDX-License-Identifier: MIT
// Lists and filters, and how many SQL statements they take.
#include <algorithm>
#include <tuple>

#include "hindsight/domain/notation.hpp"
#include "support/catch.hpp"
#include "unit/store/sample_record.hpp"

using namespace hindsight;
using namespace hindsight::test;
using namespace hindsight::journal;

namespace {

const auto kNow = at("2026-06-01T00:00:00Z");

std::vector<std::string> ids(Store& store, const StatementFilter& filter, const std::string& sort = "") {
    std::vector<std::string> found;
    store.read([&](Reader& r) {
        for (const auto& summary : r.summaries({filter, kNow, sort, {}})) found.push_back(summary.id);
        if (!sort.empty()) return;
        std::vector<std::string> full;
        for (const auto& record : r.records(filter, kNow)) full.push_back(record.statement.id);
        CHECK(full == found);
    });
    return found;
}

/// Four statements that differ in everything a filter looks at.
Store varied_record(const std::filesystem::path& path) {
    auto store = new_record(path, "2026-05-01T00:00:00Z");
    store.write([](Writer& w) {
        add_person(w, "li-mu");
        w.append(SourceAdded{"", Source{"talk", {{"en", "A talk"}}, "", std::nullopt}});
        auto a = binary_statement("robots");
        auto b = binary_statement("params", "li-mu");
        b.text = {{"en", "Models have 100B parameters"}};
        b.said_on = day("2024-08-23");
        b.source = "talk";
        b.tags = {"scale"};
        b.question->type = QuestionType::numeric;
        b.question->due = When::day(day("2026-01-31"));
        auto c = binary_statement("opinion", "li-mu");
        c.kind = StatementKind::claim;
        c.text = {{"fr", "Les ROBOTS sont \xc3\xa9l\xc3\xa9gants"}};
        c.question.reset();
        c.tags = {};
        auto d = binary_statement("done");
        d.text = {{"zh", "机器人"}};
        for (const auto& s : {a, b, c, d}) w.append(StatementAdded{"", s});
        w.append(
            ForecastMade{w.subject_of_statement("done"), probability("me", 0.4, "2026-01-06"), QuestionType::binary});
        w.append(
            QuestionResolved{w.subject_of_statement("done"), outcome("me", 1, "2025-12-31"), QuestionType::binary});
        w.append(StatementRetracted{w.subject_of_statement("robots"), std::nullopt, "why"});
    });
    return store;
}

}  // namespace

TEST_CASE("filters find what they say, in lists and in full records", "[store]") {
    TempDir dir;
    auto store = varied_record(dir / "r.db");
    using Ids = std::vector<std::string>;
    const auto with = [&](auto set) {
        StatementFilter filter;
        set(filter);
        return ids(store, filter);
    };
    CHECK(with([](auto&) {}) == Ids{"robots", "params", "opinion", "done"});
    CHECK(with([](auto& f) { f.ids = {"done", "params", "nothing"}; }) == Ids{"params", "done"});
    CHECK(with([](auto& f) { f.speakers = {"li-mu"}; }) == Ids{"params", "opinion"});
    CHECK(with([](auto& f) { f.sources = {"talk"}; }) == Ids{"params"});
    CHECK(with([](auto& f) { f.tags = {"scale"}; }) == Ids{"params"});
    CHECK(with([](auto& f) { f.tags = {"robots", "work"}; }) == Ids{"robots", "done"});
    CHECK(with([](auto& f) { f.tags = {"work", "scale"}; }).empty());  // each of them
    CHECK(with([](auto& f) { f.tags = {"wor"}; }).empty());
    CHECK(with([](auto& f) { f.kinds = {StatementKind::claim}; }) == Ids{"opinion"});
    CHECK(with([](auto& f) { f.types = {QuestionType::numeric}; }) == Ids{"params"});
    CHECK(with([](auto& f) { f.words = {"robots"}; }) == Ids{"robots", "opinion", "done"});  // the last one by its tag
    CHECK(with([](auto& f) { f.words = {"机器人"}; }) == Ids{"robots", "done"});
    CHECK(with([](auto& f) { f.words = {"ROBOTS", "\xc3\x89L\xc3\x89"}; }) == Ids{"opinion"});
    CHECK(with([](auto& f) { f.words = {"100%_'"}; }).empty());
    CHECK(with([](auto& f) { f.statuses = {Status::overdue}; }) == Ids{"params"});
    CHECK(with([](auto& f) { f.statuses = {Status::resolved, Status::retracted}; }) == Ids{"robots", "done"});
    CHECK(with([](auto& f) {
              f.statuses = {Status::not_resolvable};
              f.speakers = {"me"};
          }).empty());
    CHECK(with([](auto& f) { f.said_in_year = 2024; }) == Ids{"params"});
    CHECK(with([](auto& f) { f.due_in_year = 2026; }) == Ids{"robots", "params", "done"});
    CHECK(with([](auto& f) { f.decided_in_year = 2025; }) == Ids{"done"});
    CHECK(with([](auto& f) { f.year = 2025; }) == Ids{"done"});
    CHECK(with([](auto& f) { f.year = 2024; }) == Ids{"params"});
    CHECK(with([](auto& f) { f.due_until = at("2026-06-30T00:00:00Z"); }) == Ids{"params"});
}

TEST_CASE("lists are sorted as asked and cut after the filter", "[store]") {
    TempDir dir;
    auto store = varied_record(dir / "r.db");
    using Ids = std::vector<std::string>;
    CHECK(ids(store, {}, "id") == Ids{"done", "opinion", "params", "robots"});
    CHECK(ids(store, {}, "said") == Ids{"params", "robots", "opinion", "done"});
    CHECK(ids(store, {}, "due") == Ids{"params", "robots", "done", "opinion"});
    CHECK(ids(store, {}, "speaker") == Ids{"params", "opinion", "robots", "done"});
    CHECK(ids(store, {}, "probability") == Ids{"done", "robots", "params", "opinion"});
    CHECK(ids(store, {}, "status") == Ids{"opinion", "params", "done", "robots"});
    CHECK(error_of([&] { ids(store, {}, "colour"); }) == ErrorCode::usage);
    store.read([](Reader& r) {
        StatementFilter filter;
        filter.statuses = {Status::resolved};
        CHECK(r.summaries({filter, kNow, "", 1})[0].id == "done");
        CHECK(r.summaries({{}, kNow, "status", 2}).size() == 2);
        CHECK(r.summaries({{}, kNow, "", 0}).empty());
    });
}

TEST_CASE("a line of a list says what its record says", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    store.read([](Reader& r) {
        for (const auto& line : r.summaries({{}, kNow, "", {}})) {
            const auto record = r.record(line.id);
            REQUIRE(record);
            CHECK(line.key == record->key);
            CHECK(line.status == status(*record, kNow));
            CHECK(line.speaker == record->statement.speaker);
            CHECK(line.said_on == record->statement.said_on);
            CHECK(line.due == record->statement.question->due);
            CHECK(line.text_en == record->statement.text.at("en"));
            CHECK(line.text_any.empty());
            const auto* scored = record->scored_resolution();
            CHECK(line.outcome == (scored ? "no" : ""));
            CHECK(line.decided_on == (scored ? std::optional(scored->resolution.decided_on) : std::nullopt));
        }
        const auto params = r.record("params");
        const auto line = r.summaries({{}, kNow, "", {}})[1];
        CHECK(line.forecast ==
              print_predictive(params->forecasts.back().forecast.predictive, *params->statement.question));
        CHECK_FALSE(line.probability);  // quantiles name no event
    });
}

TEST_CASE("a list has links and cluster tags when they are asked for", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const std::vector<Link> links{{LinkKind::repeats, "b", ""}, {LinkKind::conditional_on, "c", "yes"}};
    store.write([&](Writer& w) {
        auto a = binary_statement("a");
        a.links = links;
        w.append(StatementAdded{"", a});
        auto b = binary_statement("b");
        b.tags = {"chips", "cluster:one", "cluster:two"};
        w.append(StatementAdded{"", b});
    });
    store.read([&](Reader& r) {
        const auto lines = r.summaries({{}, kNow, "", {}, false, true});
        CHECK(lines[0].links == links);
        CHECK(lines[0].clusters.empty());
        CHECK(lines[1].links.empty());
        CHECK(lines[1].clusters == std::vector<std::string>{"cluster:one", "cluster:two"});
        CHECK(r.summaries({{}, kNow, "", {}})[0].links.empty());
    });
}

TEST_CASE("what depends on a condition that was not met is annulled in every list", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db", "2026-05-01T00:00:00Z");
    store.write([](Writer& w) {
        const auto add = [&](const std::string& id, const char* needs) {
            auto statement = binary_statement(id);
            statement.question->due = When::day(day("2026-04-30"));
            if (needs) statement.links = {{LinkKind::conditional_on, "condition", needs}};
            w.append(StatementAdded{"", statement});
        };
        add("if-yes", "Yes");
        add("if-no", "no");
        add("condition", nullptr);
        w.append(QuestionResolved{w.subject_of_statement("condition"), outcome("me", 0, "2025-12-31"), QuestionType::binary});
    });
    using Ids = std::vector<std::string>;
    const auto with = [&](auto set) {
        StatementFilter filter;
        set(filter);
        return ids(store, filter);
    };
    CHECK(with([](auto& f) { f.statuses = {Status::annulled}; }) == Ids{"if-yes"});
    CHECK(with([](auto& f) { f.statuses = {Status::overdue}; }) == Ids{"if-no"});
    CHECK(with([](auto& f) { f.decided_in_year = 2026; }) == Ids{"if-yes"});  // not before it was said
    CHECK(with([](auto& f) { f.decided_in_year = 2025; }) == Ids{"condition"});
    store.read([](Reader& r) {
        const auto line = r.summaries({{}, kNow, "", {}})[0];
        CHECK(line.status == Status::annulled);
        CHECK(line.outcome == "annulled: condition not met");
        CHECK(line.decided_on == When::day(day("2026-01-05")));
        CHECK(status(*r.record("if-yes"), kNow) == Status::annulled);
        CHECK(r.record("if-no")->condition.status == ConditionStatus::met);
    });
    store.write([](Writer& w) {  // the condition is dropped
        w.append(StatementAmended{w.subject_of_statement("if-yes"), binary_statement("if-yes"), "no condition was meant"});
    });
    store.read([](Reader& r) { CHECK(r.summaries({{}, kNow, "", {}})[0].status == Status::open); });
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("outcomes of every kind are shown in a list as they were recorded", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const std::vector<std::tuple<QuestionType, std::variant<Outcome, Annulled>, std::string>> cases{
        {QuestionType::binary, Outcome{Fraction{1}}, "yes"},
        {QuestionType::binary, Outcome{Fraction{0.25}}, "0.25"},
        {QuestionType::binary, Annulled{"no longer counted"}, "annulled: no longer counted"},
        {QuestionType::numeric, Outcome{Observed{12.5}}, "12.5"},
        {QuestionType::numeric, Outcome{Bound{false, 10}}, "below 10"},
        {QuestionType::numeric, Outcome{Bound{true, 89}}, "above 89"},
        {QuestionType::date, Outcome{Observed{20574}}, "2026-05-01"},
        {QuestionType::date, Outcome{Bound{true, 20574}}, "not by 2026-05-01"},
        {QuestionType::categorical, Outcome{Chosen{"a"}}, "a"}};
    store.write([&](Writer& w) {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const auto id = "s" + std::to_string(i);
            auto statement = binary_statement(id);
            statement.question->type = std::get<0>(cases[i]);
            if (statement.question->has_options()) statement.question->options = {"a", "b"};
            w.append(StatementAdded{"", statement});
            auto resolution = outcome("me", 1, "2026-01-20");
            resolution.verdict = std::get<1>(cases[i]);
            w.append(QuestionResolved{w.subject_of_statement(id), resolution, std::get<0>(cases[i])});
        }
    });
    store.read([&](Reader& r) {
        const auto lines = r.summaries({{}, kNow, "", {}});
        REQUIRE(lines.size() == cases.size());
        for (std::size_t i = 0; i < cases.size(); ++i) {
            CHECK(lines[i].outcome == std::get<2>(cases[i]));
            const bool annulled = std::holds_alternative<Annulled>(std::get<1>(cases[i]));
            CHECK(lines[i].status == (annulled ? Status::annulled : Status::resolved));
            CHECK(r.record(lines[i].id)->scored_resolution()->resolution.verdict == std::get<1>(cases[i]));
        }
    });
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("the number of SQL statements does not grow with the rows", "[store]") {
    TempDir dir;
    const auto counts = [&](const std::string& name, int statements, int forecasts) {
        auto store = new_record(dir / name);
        store.write([&](Writer& w) {
            std::vector<ImportedForecast> rows;
            for (int i = 0; i < statements; ++i) {
                const auto id = "s" + std::to_string(i);
                w.append(StatementAdded{"", binary_statement(id)});
                const auto subject = w.subject_of_statement(id);
                for (int k = 0; k < forecasts; ++k) {
                    rows.push_back({subject, w.subject_of_person("me"), *parse_when("2026-01-10"), BinaryForecast{0.5},
                                    QuestionType::binary});
                }
            }
            w.append_forecasts("many", rows);
        });
        auto reading = Store::open(dir / name, Store::Access::read, options_at("2026-03-01T00:00:00Z"));
        std::vector<std::uint64_t> counts{reading.statements_run()};
        const auto count = [&](const std::function<void(Reader&)>& body) {
            const auto before = reading.statements_run();
            reading.read(body);
            counts.push_back(reading.statements_run() - before);
        };
        StatementFilter filter;
        filter.tags = {"robots"};
        filter.statuses = {Status::open};
        count([&](Reader& r) { CHECK(r.summaries({}).size() == static_cast<std::size_t>(statements)); });
        count([&](Reader& r) { CHECK(r.summaries({{}, kNow, "", {}, false, true}).size() == static_cast<std::size_t>(statements)); });
        count([&](Reader& r) { CHECK(r.summaries({filter, at("2026-03-01T00:00:00Z"), "due", 3}).size() == 3); });
        count([&](Reader& r) { CHECK(r.records({}, kNow).size() == static_cast<std::size_t>(statements)); });
        count([&](Reader& r) { CHECK(r.records(filter, kNow).size() == static_cast<std::size_t>(statements)); });
        count([&](Reader& r) { CHECK(r.record("s1")->forecasts.size() == static_cast<std::size_t>(forecasts)); });
        count([&](Reader& r) { CHECK_FALSE(r.log("s1", std::nullopt).empty()); });
        count([&](Reader& r) { CHECK_FALSE(r.log(std::nullopt, std::nullopt).empty()); });
        count([&](Reader& r) { CHECK_FALSE(r.last_action().empty()); });
        return counts;
    };
    const auto few = counts("few.db", 3, 1);
    CHECK(few == counts("many.db", 200, 20));
    CHECK(*std::max_element(few.begin(), few.end()) <= 30);
}

TEST_CASE("opening and reading one statement do not go through all of them", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    store.write([](Writer& w) {
        for (int i = 0; i < 50; ++i) w.append(StatementAdded{"", binary_statement("s" + std::to_string(i))});
    });
    sqlite3* db = nullptr;
    sqlite3_open((dir / "r.db").c_str(), &db);
    sqlite3_stmt* plan = nullptr;
    sqlite3_prepare_v2(db,
                       "EXPLAIN QUERY PLAN SELECT s.key FROM statement s WHERE s.id IN (SELECT value FROM "
                       "json_each('[\"s1\"]')) ORDER BY s.key",
                       -1, &plan, nullptr);
    std::string steps;
    while (sqlite3_step(plan) == SQLITE_ROW)
        steps += std::string(reinterpret_cast<const char*>(sqlite3_column_text(plan, 3))) + "\n";
    sqlite3_finalize(plan);
    sqlite3_close(db);
    CHECK(steps.find("SCAN s\n") == std::string::npos);
    CHECK(steps.find("SEARCH s USING") != std::string::npos);
}
