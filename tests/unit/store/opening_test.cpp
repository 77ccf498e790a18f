// SPDX-License-Identifier: MIT
// Opening and making records: what is refused, and what is left behind.
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <future>

#include "store/sqlite/engine/errors.hpp"
#include "store/sqlite/engine/settings.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "unit/store/sample_record.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

const auto kNow = "2026-03-01T00:00:00Z";

std::optional<ErrorCode> open_error(const std::filesystem::path& path, Store::Access access) {
    return error_of([&] { Store::open(path, access, options_at(kNow)).read([](Reader& r) { r.persons(); }); });
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Another process's connection that holds the file.
class Holder {
 public:
    Holder(const std::filesystem::path& path, const char* sql) {
        sqlite3_open(path.c_str(), &db_);
        REQUIRE(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    ~Holder() { sqlite3_close(db_); }
    void run(const char* sql) { REQUIRE(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK); }

 private:
    sqlite3* db_ = nullptr;
};

/// No file of this process may grow beyond so many bytes while it lives: what a full disk looks like to SQLite.
class SizeLimit {
 public:
    explicit SizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

 private:
    rlimit before_{};
    void (*handler_)(int);
};

std::string setting(const DoctorReport& report, const std::string& name) {
    for (const auto& [key, value] : report.settings) {
        if (key == name) return value;
    }
    return "missing";
}

}  // namespace

TEST_CASE("a file that is not there is no record", "[store]") {
    TempDir dir;
    CHECK(open_error(dir / "r.db", Store::Access::read) == ErrorCode::no_record);
    CHECK(open_error(dir / "r.db", Store::Access::write) == ErrorCode::no_record);
    CHECK(dir.empty());
}

TEST_CASE("what is no record is refused and stays as it is", "[store]") {
    TempDir dir;
    const auto path = dir / "r.db";
    for (const std::string& bytes :
         {std::string(), std::string("hello"), std::string(5000, 'x'), "SQLite format 3" + std::string(1, '\0')}) {
        write_file(path, bytes);
        CHECK(open_error(path, Store::Access::read) == ErrorCode::not_a_record);
        CHECK(open_error(path, Store::Access::write) == ErrorCode::not_a_record);
        CHECK(read_file(path) == bytes);
    }
    CHECK(open_error(dir.path(), Store::Access::read) == ErrorCode::not_a_record);
}

TEST_CASE("another program's database is no record", "[store]") {
    TempDir dir;
    raw(dir / "other.db", "CREATE TABLE t (x); PRAGMA user_version = 1");
    CHECK(open_error(dir / "other.db", Store::Access::write) == ErrorCode::not_a_record);
}

TEST_CASE("a record of a newer version is refused, never shown as empty", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    raw(dir / "r.db", "PRAGMA user_version = 99");
    CHECK(open_error(dir / "r.db", Store::Access::read) == ErrorCode::record_newer);
    CHECK(open_error(dir / "r.db", Store::Access::write) == ErrorCode::record_newer);
}

TEST_CASE("a record without its tables is damaged, not empty", "[store]") {
    TempDir dir;
    raw(dir / "r.db", "PRAGMA application_id = 1752393588; PRAGMA user_version = 1; CREATE TABLE x (y)");
    CHECK(open_error(dir / "r.db", Store::Access::read) == ErrorCode::record_damaged);
}

TEST_CASE("every cut of a record is refused or found damaged, without a crash", "[store]") {
    TempDir dir;
    new_record(dir / "whole.db");
    const auto whole = read_file(dir / "whole.db");
    for (std::size_t size = 0; size + 4096 <= whole.size(); size += 1024) {
        write_file(dir / "cut.db", whole.substr(0, size));
        const auto code = error_of([&] {
            if (verify_at(dir / "cut.db").damages.empty()) throw Error(ErrorCode::bug, "a cut record was found well");
        });
        CHECK(code != ErrorCode::bug);
    }
}

TEST_CASE("a file without write permission can be read, not written", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    ::chmod((dir / "r.db").c_str(), 0444);
    CHECK_FALSE(open_error(dir / "r.db", Store::Access::read));
    CHECK(open_error(dir / "r.db", Store::Access::write) == ErrorCode::record_read_only);
    auto store = Store::open(dir / "r.db", Store::Access::read, options_at(kNow));
    CHECK_FALSE(store.doctor().writable);
    CHECK(store.verify({}).damages.empty());
    CHECK(error_of([&] { store.write([](Writer&) {}); }) == ErrorCode::record_read_only);
}

TEST_CASE("in a folder without write permission, too", "[store]") {
    TempDir dir;
    std::filesystem::create_directory(dir / "medium");
    new_record(dir / "medium" / "r.db");
    ::chmod((dir / "medium").c_str(), 0555);
    CHECK_FALSE(open_error(dir / "medium" / "r.db", Store::Access::read));
    CHECK(open_error(dir / "medium" / "r.db", Store::Access::write) == ErrorCode::record_read_only);
    ::chmod((dir / "medium").c_str(), 0755);
}

TEST_CASE("a file that cannot be written and has changes beside it is not read without them", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    write_file(dir / "r.db-wal", "something");
    ::chmod((dir / "r.db").c_str(), 0444);
    CHECK(open_error(dir / "r.db", Store::Access::read) == ErrorCode::record_unavailable);
}

TEST_CASE("a WAL file on a medium that cannot be written is read as immutable", "[store]") {
    TempDir dir;
    new_record(dir / "r ?#%.db");
    raw(dir / "r ?#%.db", "PRAGMA journal_mode = WAL");
    ::chmod((dir / "r ?#%.db").c_str(), 0444);
    CHECK_FALSE(open_error(dir / "r ?#%.db", Store::Access::read));
}

TEST_CASE("a record held by another process is locked", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    {
        Holder holder(dir / "r.db", "BEGIN EXCLUSIVE");
        CHECK(open_error(dir / "r.db", Store::Access::read) == ErrorCode::record_locked);
        CHECK(open_error(dir / "r.db", Store::Access::write) == ErrorCode::record_locked);
        CHECK(error_of([&] { store.write([](Writer& w) { add_person(w, "x"); }); }) == ErrorCode::record_locked);
    }
    store.write([](Writer& w) { add_person(w, "x"); });
}

TEST_CASE("a commit that meets a reader is not acknowledged", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto before = head_of(store);
    if (sqlite::journal_gate().mode == sqlite::JournalMode::rollback) {
        Holder holder(dir / "r.db", "BEGIN; SELECT * FROM event");
        CHECK(error_of([&] { store.write([](Writer& w) { add_person(w, "x"); }); }) == ErrorCode::record_locked);
    }
    CHECK(head_of(store) == before);
}

TEST_CASE("only fixed versions of SQLite get WAL", "[store]") {
    using sqlite::JournalMode;
    const auto mode = [](int version) { return sqlite::journal_gate(version).mode; };
    for (const int bad : {3007000, 3040001, 3044005, 3045000, 3046001, 3050006, 3051000, 3051002, 3052000}) {
        INFO(bad);
        CHECK(mode(bad) == JournalMode::rollback);
    }
    for (const int good : {3044006, 3044009, 3050007, 3051003, 3051009, 3053000, 4000000}) {
        INFO(good);
        CHECK(mode(good) == JournalMode::wal);
    }
    CHECK(sqlite::journal_gate(3040001).reason ==
          "SQLite 3.40.1 can lose commits in WAL mode (fixed in 3.51.3, 3.50.7 and 3.44.6)");
}

TEST_CASE("a WAL record that meets an affected library is converted, or locked when somebody holds it", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    raw(dir / "r.db", "PRAGMA journal_mode = WAL");
    {
        Holder holder(dir / "r.db", "SELECT count(*) FROM event");
        CHECK(error_of([&] {
                  sqlite::guarded("r.db", [&] {
                      sqlite::Connection connection((dir / "r.db").string(), SQLite::OPEN_READWRITE, 0);
                      sqlite::apply_settings(connection, false);
                      sqlite::apply_journal_mode(connection, sqlite::JournalMode::rollback, true, "r.db");
                  });
              }) == ErrorCode::record_locked);
    }
    sqlite::Connection alone((dir / "r.db").string(), SQLite::OPEN_READWRITE, 0);
    sqlite::apply_settings(alone, false);
    sqlite::apply_journal_mode(alone, sqlite::JournalMode::rollback, true, "r.db");
    CHECK(sqlite::value_of(alone, "PRAGMA journal_mode") == "delete");
    CHECK(sqlite::value_of(alone, "PRAGMA synchronous") == "3");
    CHECK(verify_at(dir / "r.db").damages.empty());  // the lock was let go
}

TEST_CASE("a WAL record in use is waited for, and then the reason is said", "[store]") {
    if (sqlite::journal_gate().mode == sqlite::JournalMode::wal) return;
    TempDir dir;
    new_record(dir / "r.db");
    raw(dir / "r.db", "PRAGMA journal_mode = WAL");
    auto holder = std::make_unique<Holder>(dir / "r.db", "SELECT count(*) FROM event");
    for (const auto access : {Store::Access::read, Store::Access::write}) {
        const auto error = thrown_by([&] { Store::open(dir / "r.db", access, options_at(kNow)); });
        REQUIRE(error);
        CHECK(error->code() == ErrorCode::record_locked);
        CHECK(std::string(error->what()).find("is in WAL mode and in use by another process") != std::string::npos);
        CHECK(error->hint().find("can lose commits in WAL mode") != std::string::npos);
    }
    auto patient = options_at(kNow);
    patient.busy_timeout_ms = 60'000;
    const auto open = [&] { Store::open(dir / "r.db", Store::Access::write, patient); };
    // Two that wait for the same record must not be in each other's way.
    auto one = std::async(std::launch::async, [&] { return error_of(open); });
    auto other = std::async(std::launch::async, [&] { return error_of(open); });
    holder.reset();
    CHECK(one.get() == std::nullopt);
    CHECK(other.get() == std::nullopt);
    CHECK(verify_at(dir / "r.db").damages.empty());
}

TEST_CASE("with a fixed library a file goes into WAL with full synchronisation", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    sqlite::Connection connection((dir / "r.db").string(), SQLite::OPEN_READWRITE, 0);
    sqlite::apply_settings(connection, false);
    sqlite::apply_journal_mode(connection, sqlite::JournalMode::wal, false, "r.db");
    CHECK(sqlite::value_of(connection, "PRAGMA journal_mode") == "wal");
    CHECK(sqlite::value_of(connection, "PRAGMA synchronous") == "2");
}

TEST_CASE("settings are those of the design, read back", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    const auto report = Store::open(dir / "r.db", Store::Access::read, options_at(kNow)).doctor();
    CHECK(setting(report, "foreign_keys") == "1");
    CHECK(setting(report, "trusted_schema") == "0");
    CHECK(setting(report, "cell_size_check") == "1");
    CHECK(setting(report, "mmap_size") == "0");
    CHECK(setting(report, "secure_delete") == "1");
    CHECK(setting(report, "defensive") == "1");
    CHECK(setting(report, "query_only") == "1");
    CHECK(report.schema_version == 2);
    CHECK(report.events == 2);
    CHECK(report.reproducible);
    CHECK(report.journal_mode == (sqlite::journal_gate().mode == sqlite::JournalMode::wal ? "wal" : "delete"));
}

TEST_CASE("doctor warns of a clock that is before the last event", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    const auto warnings =
        Store::open(dir / "r.db", Store::Access::read, options_at("2020-01-01T00:00:00Z")).doctor().warnings;
    CHECK(std::any_of(warnings.begin(), warnings.end(),
                      [](const auto& w) { return w.find("the clock is before") == 0; }));
}

TEST_CASE("making a record never replaces a file", "[store]") {
    TempDir dir;
    write_file(dir / "r.db", "precious");
    CHECK(error_of([&] { new_record(dir / "r.db"); }) == ErrorCode::would_overwrite);
    CHECK(read_file(dir / "r.db") == "precious");
    write_file(dir / "q.db-journal", "left of an earlier one");
    CHECK(error_of([&] { new_record(dir / "q.db"); }) == ErrorCode::would_overwrite);
}

TEST_CASE("a record that could not be made leaves nothing", "[store]") {
    TempDir dir;
    write_file(dir / "file", "");
    CHECK(error_of([&] { new_record(dir / "file" / "r.db"); }) == ErrorCode::cannot_write);
    auto options = options_at(kNow);
    options.actor = "\xff not UTF-8";
    CHECK_THROWS_AS(Store::create(dir / "sub" / "deeper" / "r.db", {}, options), Error);
    std::filesystem::remove(dir / "file");
    CHECK(dir.empty());
}

TEST_CASE("missing folders are made with the record, and nothing else is left beside it", "[store]") {
    TempDir dir;
    new_record(dir / "sub" / "deeper" / "r.db");
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(dir / "sub" / "deeper"))
        files += entry.is_regular_file() ? 1 : 0;
    CHECK(files == 1);
}

TEST_CASE("a file that may not grow is told as a full disk, nothing is stored, and it goes on once there is room",
          "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto before = head_of(store);
    const auto append_much = [&] {
        store.write([](Writer& w) {
            for (int i = 0; i < 200; ++i)
                w.append(journal::StatementAdded{"", binary_statement("s" + std::to_string(i))});
        });
    };
    {
        const SizeLimit limit(std::filesystem::file_size(dir / "r.db"));
        CHECK(error_of(append_much) == ErrorCode::disk_full);
        TempDir other;
        CHECK(error_of([&] { new_record(other / "new.db"); }) == std::nullopt);  // small enough
    }
    CHECK(head_of(store) == before);
    CHECK(store.verify({&before, 1}).damages.empty());
    append_much();
    CHECK(store.verify({&before, 1}).damages.empty());
}

TEST_CASE("a backup that finds no room is told as a full disk and leaves nothing", "[store]") {
    TempDir dir, other;
    auto store = new_record(dir / "r.db");
    {
        const SizeLimit limit(8192);
        CHECK(error_of([&] { store.backup(other / "copy.db"); }) == ErrorCode::disk_full);
    }
    CHECK(other.empty());
}

TEST_CASE("a record that finds no room when it is made leaves nothing", "[store]") {
    TempDir dir;
    {
        const SizeLimit limit(8192);
        CHECK(error_of([&] { new_record(dir / "r.db"); }) == ErrorCode::disk_full);
    }
    CHECK(dir.empty());
}

TEST_CASE("a record made with its first action has it as an action of its own", "[store]") {
    TempDir dir;
    auto store = Store::create(dir / "r.db", {true, {{"en", "Me"}}}, options_at(kNow), [](Writer& w) {
        CHECK(w.person("me"));
        add_person(w, "li-mu");
    });
    store.read([](Reader& r) {
        CHECK(r.head().size == 3);
        REQUIRE(r.last_action().size() == 1);
        CHECK(r.last_action()[0].first.type == "person.added");
    });
    CHECK(store.verify({}).damages.empty());
}

TEST_CASE("a record whose first action fails leaves nothing, not even its folder", "[store]") {
    TempDir dir;
    const auto path = dir / "sub" / "r.db";
    const auto make = [&] {
        Store::create(path, {}, options_at(kNow), [](Writer& w) {
            add_person(w, "li-mu");
            throw Error(ErrorCode::not_found, "no such statement");
        });
    };
    CHECK(error_of(make) == ErrorCode::not_found);
    CHECK(dir.empty());
}

TEST_CASE("what is left of another file under a record's name is not mixed into a new one", "[store]") {
    TempDir dir;
    write_file(dir / "r.db-journal", "left of an earlier one");
    const auto make = [&] { Store::create(dir / "r.db", {}, options_at(kNow), [](Writer& w) { add_person(w, "x"); }); };
    CHECK(error_of(make) == ErrorCode::would_overwrite);
    CHECK_FALSE(std::filesystem::exists(dir / "r.db"));
}
