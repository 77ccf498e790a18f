// SPDX-License-Identifier: MIT
// Copies of a record: backups, records as of an instant, and records of an older schema.
#include <fstream>

#include "store/sqlite/opening.hpp"
#include "store/sqlite/record/replay.hpp"
#include "store/sqlite/verification.hpp"
#include "support/catch.hpp"
#include "unit/store/sample_record.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace fs = std::filesystem;

namespace {

/// A later version for tests: one more index and one more table.
sqlite::Schema later_schema() {
    static const std::string kText =
        std::string(sqlite::current_schema().projections) +
        "CREATE TABLE later (key INTEGER PRIMARY KEY) STRICT; CREATE INDEX said ON statement (said_on);";
    return {sqlite::current_schema().version + 1, kText};
}

std::vector<fs::path> backups_in(const TempDir& dir) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(dir.path())) {
        if (entry.path().filename().string().find(".backup-schema") != std::string::npos) found.push_back(entry.path());
    }
    return found;
}

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

sqlite::Session open_later(const fs::path& path, Store::Access access) {
    return sqlite::open_record(path, access, options_at("2026-12-01T00:00:00Z"), later_schema());
}

}  // namespace

TEST_CASE("a backup is a record of its own with the same head", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    store.backup(dir / "copy.db");
    auto copy = Store::open(dir / "copy.db", Store::Access::write, options_at("2026-12-01T00:00:00Z"));
    CHECK(head_of(copy) == head_of(store));
    const auto head = head_of(store);
    CHECK(copy.verify({&head, 1}).damages.empty());
    copy.write([](Writer& w) { add_person(w, "later"); });
    CHECK(head_of(store) == head);
}

TEST_CASE("a backup replaces nothing", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    std::ofstream(dir / "copy.db") << "precious";
    CHECK(error_of([&] { store.backup(dir / "copy.db"); }) == ErrorCode::would_overwrite);
    CHECK(error_of([&] { store.backup(dir / "r.db"); }) == ErrorCode::would_overwrite);
    CHECK(read_file(dir / "copy.db") == "precious");
}

TEST_CASE("a damaged record gives no backup", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    raw(dir / "r.db", "UPDATE person SET id = 'you'");
    CHECK(error_of([&] { store.backup(dir / "copy.db"); }) == ErrorCode::record_damaged);
    CHECK_FALSE(fs::exists(dir / "copy.db"));
}

TEST_CASE("as of an instant the record is what it was then, with the head of then", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    std::vector<journal::Head> heads{head_of(store)};
    const std::vector<std::string> days{"2026-02-02", "2026-02-03", "2026-02-04"};
    for (const auto& day : days) {
        auto then = Store::open(dir / "r.db", Store::Access::write, options_at(day + "T08:00:00Z"));
        then.write([&](Writer& w) { add_person(w, "p" + day); });
        heads.push_back(head_of(then));
    }
    for (std::size_t i = 0; i < days.size(); ++i) {
        auto before = store.as_of(at(days[i] + "T07:59:59Z"));
        CHECK(head_of(before) == heads[i]);
        auto then = store.as_of(at(days[i] + "T08:00:00Z"));
        CHECK(head_of(then) == heads[i + 1]);
        CHECK(then.verify(heads).damages.size() == days.size() - 1 - i);  // later heads do not fit, and nothing else
        CHECK(error_of([&] { then.write([](Writer&) {}); }) == ErrorCode::record_read_only);
    }
}

TEST_CASE("as of an instant before the record there is nothing", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    auto empty = store.as_of(at("2000-01-01T00:00:00Z"));
    empty.read([&](Reader& r) {
        CHECK(r.head().size == 0);
        CHECK(r.head().origin.size() == 32);
        CHECK(r.persons().empty());
        CHECK(r.summaries({}).empty());
        CHECK(r.last_action().empty());
    });
}

TEST_CASE("a replay gives the same tables, whatever the facts were", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    auto session = sqlite::open_record(dir / "r.db", Store::Access::read, options_at("2026-12-01T00:00:00Z"));
    auto replica = sqlite::Connection::in_memory();
    sqlite::create_tables(*replica, sqlite::current_schema());
    sqlite::replay(*session.connection, *replica);
    std::vector<Damage> damages;
    sqlite::compare_projections(*session.connection, *replica, damages);
    for (const auto& damage : damages) UNSCOPED_INFO(damage.what);
    CHECK(damages.empty());
}

TEST_CASE("what a projector writes changes only together with the schema's version", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    sqlite::Connection connection((dir / "r.db").string(), SQLite::OPEN_READONLY, 0);
    std::string all;
    for (const auto& table : sqlite::projection_tables(connection)) {
        if (table == "record") continue;  // the tree: it has tests of its own
        sqlite::Query rows(connection, "SELECT * FROM " + table + " ORDER BY 1, 2");
        while (rows.next()) {
            for (int column = 0; column < rows.columns(); ++column) {
                if (rows.name(column) == "uid" || rows.name(column) == "event") continue;  // random ids
                all += std::to_string(rows.type(column)) + ":" + rows.text(column) + "|";
            }
        }
    }
    // Another value than this one means that records written before no longer verify: give the projections a new
    // version.
    CHECK(to_hex(sha256(all)) == "f98b6a0ce5dcaa433740f12a678dc6796f93139b7b27074d6d4154534743ab94");
}

TEST_CASE("the first write to an older record makes a verified backup and then migrates", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    const auto head = head_of(store);
    {
        auto session = open_later(dir / "r.db", Store::Access::write);
        CHECK(sqlite::integer_of(*session.connection, "PRAGMA user_version") == later_schema().version);
        const auto result = sqlite::verify_record(*session.connection, later_schema(), {&head, 1});
        for (const auto& damage : result.damages) UNSCOPED_INFO(damage.what);
        CHECK(result.damages.empty());
    }
    const auto backups = backups_in(dir);
    REQUIRE(backups.size() == 1);
    CHECK(backups[0].filename().string() == "r.db.backup-schema2-" + journal::short_root(head));
    CHECK(verify_at(backups[0], {head}).damages.empty());
    open_later(dir / "r.db", Store::Access::write);  // a second time there is nothing to do
    CHECK(backups_in(dir).size() == 1);
}

TEST_CASE("reading an older record leaves it as it is", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    const auto before = read_file(dir / "r.db");
    auto session = open_later(dir / "r.db", Store::Access::read);
    CHECK(sqlite::verify_record(*session.connection, later_schema(), {}).damages.empty());
    CHECK(sqlite::integer_of(*session.connection, "SELECT count(*) FROM statement") == 2);
    CHECK(read_file(dir / "r.db") == before);
    CHECK(backups_in(dir).empty());
}

TEST_CASE("a migration that was interrupted after its backup goes on with it", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    store.backup((dir / "r.db").string() + ".backup-schema2-" + journal::short_root(head_of(store)));
    open_later(dir / "r.db", Store::Access::write);
    CHECK(backups_in(dir).size() == 1);
}

TEST_CASE("another file under the backup's name stops the migration", "[store]") {
    TempDir dir;
    auto store = new_record(dir / "r.db");
    auto other = Store::create(dir / "other.db", {}, options_at("2026-02-01T08:00:00Z"));
    other.backup((dir / "r.db").string() + ".backup-schema2-" + journal::short_root(head_of(store)));
    CHECK(error_of([&] { open_later(dir / "r.db", Store::Access::write); }) == ErrorCode::record_damaged);
    CHECK(verify_at(dir / "r.db").damages.empty());
}

TEST_CASE("a record made before links had a table is read, and brought forward by the first write", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    fill_with_every_fact(dir / "r.db");
    raw(dir / "r.db", "DROP TABLE link; PRAGMA user_version = 1");
    SummaryQuery query;
    const auto statements = [&](Store& store) {
        std::size_t n = 0;
        store.read([&](Reader& r) { n = r.summaries(query).size(); });
        return n;
    };
    auto reading = Store::open(dir / "r.db", Store::Access::read, options_at("2026-12-01T00:00:00Z"));
    CHECK(statements(reading) == 2);
    CHECK(backups_in(dir).empty());
    auto writing = Store::open(dir / "r.db", Store::Access::write, options_at("2026-12-01T00:00:00Z"));
    CHECK(statements(writing) == 2);
    CHECK(backups_in(dir).size() == 1);
    CHECK(verify_at(dir / "r.db").damages.empty());
}

TEST_CASE("a damaged journal is not migrated", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    raw(dir / "r.db", "DROP TRIGGER part_update; UPDATE part SET salt = zeroblob(32)");
    const auto before = read_file(dir / "r.db");
    CHECK(error_of([&] { open_later(dir / "r.db", Store::Access::write); }) == ErrorCode::record_damaged);
    CHECK(read_file(dir / "r.db") == before);
    CHECK(backups_in(dir).empty());
}

TEST_CASE("what others put into an older record does not survive its migration", "[store]") {
    TempDir dir;
    new_record(dir / "r.db");
    raw(dir / "r.db",
        "CREATE TABLE \"an \"\" extra\" (x REFERENCES person (key)); CREATE VIEW v AS SELECT 1; CREATE INDEX i ON "
        "person (content)");
    auto session = open_later(dir / "r.db", Store::Access::write);
    CHECK(sqlite::verify_record(*session.connection, later_schema(), {}).damages.empty());
}
