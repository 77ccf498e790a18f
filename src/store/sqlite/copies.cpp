// SPDX-License-Identifier: MIT
// Copies of a record: backups that are verified before they count, and migration with a backup first.
#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>

#include "engine/errors.hpp"
#include "engine/files.hpp"
#include "engine/settings.hpp"
#include "opening.hpp"
#include "record/replay.hpp"
#include "verification.hpp"

namespace hindsight::sqlite {

namespace fs = std::filesystem;

namespace {

/// Opens a copy by itself and refuses it unless all of it is well.
template <class Verify>
void require_well(const fs::path& file, const fs::path& name, Verify&& verify) {
    Connection connection(file.string(), SQLite::OPEN_READONLY, 0);
    apply_settings(connection, true);
    Bracket bracket(connection, "BEGIN");
    const Verification result = verify(connection);
    if (result.damages.empty()) return;
    throw Error(ErrorCode::record_damaged,
                fmt::format("the copy {} is not good: {}", name.string(), result.damages.front().what),
                "`hindsight verify` says whether the record itself is damaged");
}

journal::Head head_of_journal(Connection& connection) {
    auto result = verify_journal(connection, {});
    if (result.damages.empty()) return result.head;
    throw Error(ErrorCode::record_damaged,
                fmt::format("the record is damaged and stays as it is: {}", result.damages.front().what),
                "go on from a backup of it");
}

void copy_to_file(Connection& from, const fs::path& file) {
    Connection copy(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0);
    copy_database(from, copy);
    // A single file: the copy must not need another one beside it.
    value_of(copy, "PRAGMA journal_mode = DELETE");
}

/// The backup made before a migration. One of the same journal from an attempt that failed serves again.
void back_up_before_migration(Connection& from, const fs::path& record, int version, const journal::Head& head) {
    const fs::path name = fmt::format("{}.backup-schema{}-{}", record.string(), version, journal::short_root(head));
    const auto verify = [&](Connection& copy) { return verify_journal(copy, {&head, 1}); };
    if (fs::exists(name)) {
        require_well(name, name, verify);
        return;
    }
    NewFile file(name);
    copy_to_file(from, file.path());
    require_well(file.path(), name, verify);
    file.publish();
}

void rebuild(Connection& connection, const Schema& schema, const std::string& path) {
    replace_projections(connection, schema);
    reading_record(path, [&] { project_again(connection); });
    const auto result = verify_record(connection, schema, {});
    if (!result.damages.empty()) {
        throw Error(ErrorCode::record_damaged,
                    fmt::format("the record could not be brought to schema {}: {}", schema.version,
                                result.damages.front().what),
                    "it stays as it was");
    }
}

void migrate_copy(Session& session, const Schema& schema) {
    auto memory = Connection::in_memory();
    copy_database(*session.connection, *memory);
    apply_memory_settings(*memory);
    Bracket bracket(*memory, "BEGIN IMMEDIATE");
    rebuild(*memory, schema, session.path);
    bracket.commit();
    memory->run("PRAGMA query_only = ON");
    session.connection = std::move(memory);
}

}  // namespace

void copy_database(Connection& from, Connection& to) {
    SQLite::Backup backup(to.database(), from.database());
    backup.executeStep(-1);
    if (backup.getRemainingPageCount() != 0) {
        throw Error(ErrorCode::record_locked, "the record is in use by another process and could not be copied",
                    "try again when it has finished");
    }
}

void back_up(Connection& from, const fs::path& to, const Schema& schema) {
    NewFile file(to);
    copy_to_file(from, file.path());
    require_well(file.path(), to, [&](Connection& copy) { return verify_record(copy, schema, {}); });
    file.publish();
}

void migrate(Session& session, int version, const Schema& schema) {
    if (!session.write) {
        migrate_copy(session, schema);
        return;
    }
    Bracket bracket(*session.connection, "BEGIN IMMEDIATE");
    // Another process may have been faster.
    if (integer_of(*session.connection, "PRAGMA user_version") == schema.version) return;
    const auto head = head_of_journal(*session.connection);
    {
        // A connection that is about to write cannot be copied from; what it holds the lock on cannot change.
        Connection reading(fs::canonical(session.path).string(), SQLite::OPEN_READONLY, 0);
        back_up_before_migration(reading, session.path, version, head);
    }
    rebuild(*session.connection, schema, session.path);
    bracket.commit();
}

}  // namespace hindsight::sqlite
