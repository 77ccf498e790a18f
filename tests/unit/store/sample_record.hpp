// SPDX-License-Identifier: MIT
// Records for the tests of the store: a small one with a fact of every type, and raw access behind the store's back.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "hindsight/store/store.hpp"
#include "support/temp_dir.hpp"

namespace hindsight::test {

inline Instant at(const std::string& text) { return *parse_instant(text); }
inline Day day(const std::string& text) { return *parse_day(text); }

inline StoreOptions options_at(const std::string& now) {
    StoreOptions options;
    options.clock = Clock::fixed(at(now));
    options.busy_timeout_ms = 0;
    return options;
}

inline Statement binary_statement(const std::string& id, const std::string& speaker = "me") {
    Statement s;
    s.id = id;
    s.text = {{"en", "Robots wait tables: " + id}, {"zh", "机器人上菜"}};
    s.speaker = speaker;
    s.said_on = day("2026-01-05");
    s.tags = {"robots", "work"};
    s.question = Question{};
    s.question->criteria = "a news report";
    s.question->due = When::day(day("2026-12-31"));
    return s;
}

inline Forecast probability(const std::string& by, double p, const std::string& made_at) {
    Forecast f;
    f.forecaster = by;
    f.made_at = *parse_when(made_at);
    f.predictive = BinaryForecast{p};
    return f;
}

inline Resolution outcome(const std::string& by, double fraction, const std::string& decided_on) {
    Resolution r;
    r.verdict = Outcome{Fraction{fraction}};
    r.decided_on = *parse_when(decided_on);
    r.resolver = by;
    r.evidence = {{"https://example.org/x", "A report", "2026-11-01", "", "A"}};
    return r;
}

/// Makes a record by `me` that is reproducible, at 2026-02-01.
inline Store new_record(const std::filesystem::path& path, const std::string& now = "2026-02-01T08:00:00Z") {
    return Store::create(path, {true, {{"en", "Me"}}}, options_at(now));
}

inline void add_person(Writer& writer, const std::string& id) {
    writer.append(journal::PersonAdded{"", Person{id, {{"en", "Name of " + id}}}});
}

/// Adds at least one event of every type, in several actions on several days.
void fill_with_every_fact(const std::filesystem::path& path);

/// Runs SQL on the file without any of the store's care. Throws std::runtime_error with SQLite's message.
inline void raw(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_open(path.c_str(), &db);
    char* message = nullptr;
    const int code = sqlite3_exec(db, ("PRAGMA synchronous = OFF;" + sql).c_str(), nullptr, nullptr, &message);
    const std::string text = message ? message : "";
    sqlite3_free(message);
    sqlite3_close(db);
    if (code != SQLITE_OK) throw std::runtime_error(text);
}

/// The code of the Error that `work` throws; nullopt when it throws none.
template <class Work>
std::optional<ErrorCode> error_of(Work&& work) {
    try {
        work();
    } catch (const Error& e) {
        return e.code();
    }
    return std::nullopt;
}

inline Verification verify_at(const std::filesystem::path& path, std::vector<journal::Head> heads = {}) {
    return Store::open(path, Store::Access::read, options_at("2026-12-01T00:00:00Z")).verify(heads);
}

inline journal::Head head_of(Store& store) {
    journal::Head head;
    store.read([&](Reader& reader) { head = reader.head(); });
    return head;
}

}  // namespace hindsight::test
