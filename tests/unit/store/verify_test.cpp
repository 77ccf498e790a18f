// SPDX-License-Identifier: MIT
// Verification: what is well passes, and a change of any single thing in the file is noticed.
#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <fstream>

#include "hindsight/journal/event.hpp"
#include "hindsight/journal/merkle.hpp"
#include "store/sqlite/engine/schema.hpp"
#include "store/sqlite/record/ledger.hpp"
#include "store/sqlite/verification.hpp"
#include "support/catch.hpp"
#include "unit/store/sample_record.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace fs = std::filesystem;

namespace {

const std::string kNoTriggers =
    "PRAGMA foreign_keys = OFF; DROP TRIGGER event_update; DROP TRIGGER event_delete; DROP TRIGGER event_insert; "
    "DROP TRIGGER part_update; DROP TRIGGER part_delete; DROP TRIGGER part_insert;";

/// The triggers as they were: a tamperer puts them back.
std::string triggers_of(const fs::path& path) {
    sqlite::Connection connection(path.string(), SQLite::OPEN_READONLY, 0);
    std::string script;
    for (const auto& object : sqlite::schema_objects(connection)) {
        if (object.type == "trigger") script += object.sql + ";";
    }
    return script;
}

struct Sample {
    TempDir dir;
    fs::path path = dir / "r.db";
    std::string triggers;
    journal::Head head;

    Sample() {
        auto store = new_record(path);
        fill_with_every_fact(path);
        head = head_of(store);
        triggers = triggers_of(path);
    }
    /// A copy of the record with a change made behind the store's back.
    fs::path changed(const std::string& sql) {
        const auto copy = dir / "changed.db";
        fs::copy_file(path, copy, fs::copy_options::overwrite_existing);
        raw(copy, kNoTriggers + "PRAGMA ignore_check_constraints = ON;" + sql + ";" + triggers);
        return copy;
    }
    Verification verify_changed(const std::string& sql, std::vector<journal::Head> heads = {}) {
        return verify_at(changed(sql), heads);
    }
};

bool has_kind(const Verification& v, const std::string& kind) {
    return std::any_of(v.damages.begin(), v.damages.end(), [&](const Damage& d) { return d.kind == kind; });
}

struct Column {
    std::string table, name, type;
};

std::vector<Column> all_columns(const fs::path& path) {
    sqlite::Connection connection(path.string(), SQLite::OPEN_READONLY, 0);
    std::vector<Column> columns;
    sqlite::Query rows(
        connection,
        "SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'");
    while (rows.next()) columns.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return columns;
}

/// Another value of the same type.
std::string other_value(const Column& column) {
    if (column.type == "INTEGER") return "coalesce(" + column.name + ", 0) + 1000";
    if (column.type == "REAL") return "coalesce(" + column.name + ", 0) / 2 + 0.01";
    if (column.type == "TEXT") return "coalesce(" + column.name + ", '') || 'x'";
    return "CAST(substr(" + column.name + ", 1, length(" + column.name + ") - 1) || x'07' AS BLOB)";
}

}  // namespace

TEST_CASE("a record with every kind of fact verifies, also against its head", "[store]") {
    Sample sample;
    const auto result = verify_at(sample.path, {sample.head});
    for (const auto& damage : result.damages) UNSCOPED_INFO(damage.kind << ": " << damage.what);
    CHECK(result.damages.empty());
    CHECK(result.head == sample.head);
    CHECK(result.events == sample.head.size);
    CHECK(result.parts > result.events);
}

TEST_CASE("changing any column of any table is noticed", "[store]") {
    Sample sample;
    for (const auto& column : all_columns(sample.path)) {
        INFO(column.table << "." << column.name);
        // A single cell: one with a value where there is one.
        const auto result = sample.verify_changed("UPDATE " + column.table + " SET " + column.name + " = " +
                                                  other_value(column) + " WHERE " + column.name + " IS (SELECT max(" +
                                                  column.name + ") FROM " + column.table + ")");
        CHECK_FALSE(result.damages.empty());
    }
}

TEST_CASE("emptying or removing rows of any table is noticed", "[store]") {
    Sample sample;
    std::vector<std::string> tables;
    for (const auto& column : all_columns(sample.path)) {
        if (tables.empty() || tables.back() != column.table) tables.push_back(column.table);
    }
    CHECK(tables.size() == 11);
    for (const auto& table : tables) {
        INFO(table);
        CHECK_FALSE(sample.verify_changed("DELETE FROM " + table).damages.empty());
    }
}

TEST_CASE("a change of the journal is reported at the event that it hit", "[store]") {
    Sample sample;
    const auto first = [&](const std::string& sql) {
        const auto result = sample.verify_changed(sql);
        REQUIRE_FALSE(result.damages.empty());
        return std::pair(result.damages.front().seq, result.damages.front().kind);
    };
    using Found = std::pair<std::uint64_t, std::string>;
    CHECK(first("UPDATE event SET leaf = zeroblob(32) WHERE seq = 5") == Found{5, "leaf"});
    CHECK(first("UPDATE event SET header = CAST(replace(CAST(header AS TEXT), '2026-02-02', '2026-02-01') AS BLOB) "
                "WHERE seq = 4") == Found{4, "leaf"});
    CHECK(first("UPDATE event SET header = CAST(' ' || header AS BLOB) WHERE seq = 6") == Found{6, "leaf"});
    CHECK(first("UPDATE part SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Robots', 'Humans') AS BLOB)").second ==
          "commitment");
    CHECK(first("UPDATE part SET salt = zeroblob(32) WHERE seq = 7 AND name = 'body'") == Found{7, "commitment"});
    CHECK(first("UPDATE part SET name = 'other' WHERE seq = 7 AND name = 'body'") == Found{7, "commitment"});
    CHECK(first("DELETE FROM part WHERE seq = 8 AND name = 'body'").first == 8);
    CHECK(first("INSERT INTO part (seq, name, salt, bytes) VALUES (9, 'more', zeroblob(32), x'00')") ==
          Found{9, "sequence"});
    CHECK(first("INSERT INTO part (seq, name, salt, bytes) VALUES (900, 'body', zeroblob(32), x'00')") ==
          Found{900, "commitment"});
    CHECK(first("DELETE FROM event WHERE seq = 3; DELETE FROM part WHERE seq = 3") == Found{4, "sequence"});
    CHECK(has_kind(sample.verify_changed("UPDATE event SET seq = 0 WHERE seq = 1"), "sequence"));
}

TEST_CASE("swapped leaves and swapped events are noticed", "[store]") {
    Sample sample;
    const std::string swap = "CREATE TEMP TABLE a AS SELECT * FROM event WHERE seq IN (4, 5);";
    CHECK(has_kind(
        sample.verify_changed(
            swap + "UPDATE event SET leaf = (SELECT leaf FROM a WHERE a.seq = 9 - event.seq) WHERE seq IN (4, 5)"),
        "leaf"));
    CHECK(has_kind(
        sample.verify_changed(
            swap + "UPDATE event SET (header, leaf) = (SELECT header, leaf FROM a WHERE a.seq = 9 - event.seq) "
                   "WHERE seq IN (4, 5)"),
        "sequence"));
}

TEST_CASE("a header that is no longer canonical is noticed even with a fitting leaf", "[store]") {
    Sample sample;
    raw(sample.path, kNoTriggers);
    {
        sqlite::Connection connection(sample.path.string(), SQLite::OPEN_READWRITE, 0);
        const auto header = *sqlite::value_of(connection, "SELECT header FROM event WHERE seq = 5") + " ";
        sqlite::Query(connection, "UPDATE event SET header = ?, leaf = ? WHERE seq = 5")
            .bind(sqlite::Blob{header}, journal::leaf_hash(header))
            .run();
    }
    raw(sample.path, sample.triggers);
    const auto result = verify_at(sample.path);
    CHECK(has_kind(result, "header"));
    CHECK(result.damages.front().seq == 5);
}

TEST_CASE("a removed last event is noticed by its projections, and by a head when they were removed, too", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    store.write([](Writer& w) { add_person(w, "li-mu"); });
    const auto head = head_of(store);
    fs::copy_file(dir / "r.db", dir / "cut.db");
    const auto triggers = triggers_of(dir / "r.db");
    raw(dir / "cut.db", kNoTriggers + "DELETE FROM part WHERE seq = 3; DELETE FROM event WHERE seq = 3;" + triggers);
    CHECK(has_kind(verify_at(dir / "cut.db"), "root"));

    // Whoever rewrites everything makes a good record of another history: only a head kept elsewhere shows it.
    new_record(dir / "rewritten.db");
    CHECK(verify_at(dir / "rewritten.db").damages.empty());
    const auto result = verify_at(dir / "rewritten.db", {head});
    REQUIRE(result.damages.size() == 1);
    CHECK(result.damages[0].kind == "head");
}

TEST_CASE("every earlier head fits, a head of another record or root does not", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    std::vector<journal::Head> heads{head_of(store)};
    for (const auto* id : {"a", "b", "c"}) {
        store.write([&](Writer& w) { add_person(w, id); });
        heads.push_back(head_of(store));
    }
    CHECK(store.verify(heads).damages.empty());
    auto other = heads[1];
    other.origin = "0123";
    CHECK(has_kind(store.verify({&other, 1}), "head"));
    other = heads[1];
    other.root[0] ^= 1;
    CHECK(has_kind(store.verify({&other, 1}), "head"));
    other = heads[3];
    other.size += 1;
    CHECK(has_kind(store.verify({&other, 1}), "head"));
}

TEST_CASE("a head that does not fit is told by what is wrong with it, the record first", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    const auto head = head_of(store);
    auto other = head, longer = head, changed = head;
    other.origin[0] ^= 1;
    other.size += 10;
    longer.size += 10;
    changed.root[0] ^= 1;
    const std::vector<journal::Head> heads{head, other, longer, changed};
    const auto damages = store.verify(heads).damages;
    REQUIRE(damages.size() == 3);
    CHECK(damages[0].what == "this head belongs to another record (" + other.origin + ")");
    CHECK(damages[1].what == "this head has 12 events, the record has only 2");
    CHECK(damages[2].what == "the first 2 events are not those of this head");
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(damages[i].head == i + 1);
        CHECK_FALSE(damages[i].hint.empty());
    }
    other.size = 0;  // of a record with another origin, however short
    CHECK(store.verify({&other, 1}).damages.size() == 1);
}

TEST_CASE("changes of the schema are noticed", "[store]") {
    Sample sample;
    const auto kind_after = [&](const std::string& sql) {
        fs::copy_file(sample.path, sample.dir / "s.db", fs::copy_options::overwrite_existing);
        raw(sample.dir / "s.db", sql);
        return has_kind(verify_at(sample.dir / "s.db"), "schema");
    };
    CHECK(kind_after("DROP TRIGGER event_update"));
    CHECK(kind_after("DROP TRIGGER part_insert; CREATE TRIGGER part_insert BEFORE INSERT ON part BEGIN SELECT 1; END"));
    CHECK(kind_after("CREATE TABLE extra (x)"));
    CHECK(kind_after("CREATE TABLE extra (x INTEGER PRIMARY KEY AUTOINCREMENT)"));
    CHECK(kind_after("CREATE INDEX extra ON statement (said_on)"));
    CHECK(kind_after("CREATE VIEW extra AS SELECT 1"));
    CHECK(kind_after("ALTER TABLE person ADD COLUMN extra TEXT"));
    CHECK(kind_after("ANALYZE"));
    CHECK(kind_after("DROP TABLE standing"));
    CHECK(
        kind_after("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') WHERE name "
                   "= 'person'"));
}

TEST_CASE("a record with other marks is damaged for verify, and no record for the rest", "[store]") {
    Sample sample;
    const auto options = options_at("2026-12-01T00:00:00Z");
    const std::vector<std::pair<std::string, std::string>> changes{
        {"PRAGMA application_id = 1", "application_id is 1, not 1752393588"},
        {"PRAGMA application_id = 1752393588; PRAGMA user_version = 0", "user_version is 0, not 2"},
        {"PRAGMA user_version = -1", "user_version is -1, not 2"}};
    for (const auto& [sql, what] : changes) {
        INFO(sql);
        raw(sample.path, sql);
        CHECK(error_of([&] { Store::open(sample.path, Store::Access::read, options); }) == ErrorCode::not_a_record);
        const auto result = Store::verify_file(sample.path, {}, options);
        REQUIRE(result.damages.size() == 1);
        CHECK(result.damages[0].kind == "schema");
        CHECK(result.damages[0].what == what);
        CHECK(result.head == sample.head);
    }
    raw(sample.path, "PRAGMA user_version = 3");
    CHECK(error_of([&] { Store::verify_file(sample.path, {}, options); }) == ErrorCode::record_newer);
}

TEST_CASE("an event that only a newer program knows is no damage, and none is hidden behind it", "[store]") {
    Sample sample;
    {
        sqlite::Connection connection(sample.path.string(), SQLite::OPEN_READWRITE, 0);
        auto header = journal::decode_header(*sqlite::value_of(connection, "SELECT header FROM event WHERE seq = 7"));
        header.seq = header.action = sample.head.size + 1;
        header.type = "statement.sealed";
        const auto event = journal::seal(header, {{"body", {}, "{}"}}, Randomness::reproducible());
        sqlite::insert_event(connection, event);
        sqlite::Query(connection, "INSERT INTO history SELECT key, ?, ?, ?, 0 FROM statement WHERE uid = ?")
            .bind(header.seq, header.type, event.header.id, header.subject)
            .run();
    }
    const auto options = options_at("2026-12-01T00:00:00Z");
    CHECK(error_of([&] { verify_at(sample.path, {sample.head}); }) == ErrorCode::record_newer);
    auto store = Store::open(sample.path, Store::Access::read, options);
    CHECK(error_of([&] { store.read([](Reader& r) { r.last_action(); }); }) == ErrorCode::record_newer);
    CHECK(error_of([&] { store.read([](Reader& r) { r.records({}, {}); }); }) == ErrorCode::record_newer);
    auto other = sample.head;
    other.root[0] ^= 1;
    CHECK(has_kind(verify_at(sample.path, {other}), "head"));
    CHECK(has_kind(sample.verify_changed("UPDATE part SET salt = zeroblob(32) WHERE seq = 7"), "commitment"));
}

TEST_CASE("a file of another program is no record for verify either, and is left as it is", "[store]") {
    TempDir dir;
    const auto path = dir / "other.db";
    raw(path, "PRAGMA journal_mode = WAL; CREATE TABLE event (x); PRAGMA user_version = 1");
    CHECK(error_of([&] { Store::verify_file(path, {}, {}); }) == ErrorCode::not_a_record);
    sqlite::Connection connection(path.string(), SQLite::OPEN_READONLY, 0);
    CHECK(sqlite::value_of(connection, "PRAGMA journal_mode") == "wal");
}

TEST_CASE("a record that SQLite cannot read is a finding of verify, not its failure", "[store]") {
    Sample sample;
    fs::resize_file(sample.path, 20000);
    auto result = Store::verify_file(sample.path, {}, {});
    REQUIRE_FALSE(result.damages.empty());
    CHECK(result.damages[0].kind == "sqlite");
    CHECK(result.head.origin.empty());
    {
        std::fstream file(sample.path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(16);
        file << "xx";  // where the size of pages stands
    }
    result = Store::verify_file(sample.path, {}, {});
    REQUIRE(result.damages.size() == 1);
    CHECK(result.damages[0].what == "file is not a database");
    CHECK(error_of([&] { Store::open(sample.path, Store::Access::read, {}); }) == ErrorCode::record_damaged);
}

TEST_CASE("random damage to the file is found or harmless, and never a crash", "[store]") {
    Sample sample;
    std::string bytes;
    {
        std::ifstream in(sample.path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    std::uint64_t random = 88172645463325252ull;
    for (int round = 0; round < 300; ++round) {
        auto damaged = bytes;
        for (int i = 0; i < 1 + round % 8; ++i) {
            random ^= random << 13, random ^= random >> 7, random ^= random << 17;
            damaged[random % damaged.size()] = static_cast<char>(random >> 40);
        }
        std::ofstream(sample.dir / "d.db", std::ios::binary) << damaged;
        try {
            const auto result = verify_at(sample.dir / "d.db");
            if (result.damages.empty()) CHECK(result.head == sample.head);
        } catch (const Error& e) {
            CHECK(info(e.code()).exit_status >= 6);
            CHECK(e.code() != ErrorCode::bug);
        }
    }
}

TEST_CASE("bytes after the last page are noticed", "[store]") {
    Sample sample;
    const auto size = fs::file_size(sample.path);
    for (const std::size_t more : {1, 4095, 4096, 10000}) {
        INFO(more);
        fs::resize_file(sample.path, size + more);
        CHECK(has_kind(verify_at(sample.path), "sqlite"));
    }
    fs::resize_file(sample.path, size);
    CHECK(verify_at(sample.path).damages.empty());
}

TEST_CASE("pages that are still in the WAL are not missed in the file", "[store]") {
    Sample sample;
    sqlite::Connection writer(sample.path.string(), SQLite::OPEN_READWRITE, 0);
    writer.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t AS SELECT zeroblob(99999)");
    sqlite::Connection reader(sample.path.string(), SQLite::OPEN_READONLY, 0);
    CHECK_FALSE(has_kind(sqlite::verify_record(reader, sqlite::current_schema(), {}), "sqlite"));
}

TEST_CASE("the journal refuses changes, also by its own program", "[store]") {
    Sample sample;
    for (const std::string sql :
         {"UPDATE event SET leaf = zeroblob(32)", "DELETE FROM event", "UPDATE part SET salt = zeroblob(32)",
          "DELETE FROM part", "REPLACE INTO event SELECT * FROM event WHERE seq = 1",
          "REPLACE INTO part SELECT * FROM part WHERE seq = 1",
          "REPLACE INTO part SELECT 1, max(seq), 'late', salt, bytes FROM part",
          "INSERT INTO event VALUES (1000, x'00', zeroblob(32))", "INSERT INTO event VALUES (-1, x'00', zeroblob(32))",
          "INSERT INTO part (seq, name, salt, bytes) VALUES (1, 'late', zeroblob(32), x'00')"}) {
        INFO(sql);
        CHECK_THROWS_WITH(raw(sample.path, sql), Catch::Contains("append-only"));
    }
    CHECK(verify_at(sample.path).damages.empty());
}
