// SPDX-License-Identifier: MIT
// From a path to a connection that may be used.
#include "opening.hpp"

#include <fmt/format.h>

#include "engine/errors.hpp"
#include "engine/files.hpp"
#include "engine/settings.hpp"
#include "record/replay.hpp"
#include "transaction.hpp"

namespace hindsight::sqlite {

namespace fs = std::filesystem;

namespace {

/// The real path of a file that is there and may be a record.
fs::path existing(const fs::path& path) {
    std::error_code failure;
    const auto type = fs::status(path, failure).type();
    if (type == fs::file_type::not_found) {
        throw Error(ErrorCode::no_record, fmt::format("there is no record at {}", path.string()),
                    "make one with `hindsight init`, or name another with --db");
    }
    if (type == fs::file_type::none)
        throw Error(ErrorCode::record_unavailable, fmt::format("{}: {}", path.string(), failure.message()));
    if (type != fs::file_type::regular) {
        throw Error(ErrorCode::not_a_record, fmt::format("{} is no file", path.string()), "name a record with --db");
    }
    return fs::canonical(path);
}

FileHeader header_of_record(const fs::path& path) {
    const auto header = read_file_header(path);
    if (!header || header->application_id != kApplicationId) {
        throw Error(ErrorCode::not_a_record, fmt::format("{} is not a record of hindsight", path.string()),
                    "name a record with --db; nothing was changed");
    }
    return *header;
}

std::unique_ptr<Connection> connect_read_only(const fs::path& path, const FileHeader& header) {
    if (const auto leftover = leftover_beside(path)) {
        throw Error(ErrorCode::record_unavailable,
                    fmt::format("{} cannot be written, but {} has changes that belong into it", path.string(),
                                leftover->filename().string()),
                    "open it once where it can be written, then copy it again");
    }
    // In WAL mode SQLite would want to make files beside it.
    auto connection =
        header.wal ? std::make_unique<Connection>(immutable_uri(path), SQLite::OPEN_READONLY | SQLite::OPEN_URI, 0)
                   : std::make_unique<Connection>(path.string(), SQLite::OPEN_READONLY, 0);
    apply_settings(*connection, true);
    return connection;
}

std::unique_ptr<Connection> connect(const fs::path& path, const FileHeader& header, bool write, int busy_timeout_ms) {
    auto connection = std::make_unique<Connection>(path.string(), SQLite::OPEN_READWRITE, busy_timeout_ms);
    const auto gate = journal_gate().mode;
    // A reader leaves a file in rollback mode as it is.
    const auto mode = write || header.wal ? gate : JournalMode::rollback;
    apply_settings(*connection, false);
    apply_journal_mode(*connection, mode, header.wal, path.string());
    if (!write) connection->run("PRAGMA query_only = ON");
    return connection;
}

void check_version(std::int64_t version, const Schema& schema, const std::string& path) {
    if (version > schema.version) {
        throw Error(ErrorCode::record_newer,
                    fmt::format("{} was written by a newer hindsight (schema {}, this one knows up to {})", path,
                                version, schema.version),
                    "update hindsight; nothing was changed");
    }
    if (version < 1) throw Error(ErrorCode::not_a_record, fmt::format("{} has no schema version", path));
}

}  // namespace

Session open_record(const fs::path& path, Store::Access access, const StoreOptions& options, const Schema& schema) {
    return guarded(path.string(), [&] {
        const auto file = existing(path);
        const auto header = header_of_record(file);
        const bool write = access == Store::Access::write;
        Session session{nullptr, path.string(), is_writable(file), write};
        if (write && !session.writable) {
            throw Error(ErrorCode::record_read_only, fmt::format("{} cannot be written", path.string()),
                        "check the permissions of the file and of its folder");
        }
        session.connection =
            session.writable ? connect(file, header, write, options.busy_timeout_ms) : connect_read_only(file, header);
        const auto version = integer_of(*session.connection, "PRAGMA user_version");
        check_version(version, schema, session.path);
        if (version < schema.version) migrate(session, static_cast<int>(version), schema);
        return session;
    });
}

void create_record(const fs::path& path, const InitOptions& init, const StoreOptions& options,
                   const std::function<void(Writer&)>& first) {
    guarded(path.string(), [&] {
        NewFile file(path);
        {
            Connection connection(file.path().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                                  options.busy_timeout_ms);
            apply_settings(connection, false);
            // Nobody sees the file before it is complete and stored, so it needs no journal.
            value_of(connection, "PRAGMA journal_mode = MEMORY");
            connection.run("PRAGMA synchronous = OFF");
            Bracket bracket(connection, "BEGIN IMMEDIATE");
            create_tables(connection, current_schema());
            Transaction transaction(connection, State{}, options, path.string());
            transaction.make_record(init);
            transaction.finish();
            Transaction action(connection, load_state(connection, path.string()), options, path.string());
            first(action);
            action.finish();
            bracket.commit();
        }
        file.publish();
    });
}

Session copy_as_of(Session& session, Instant at) {
    return guarded(session.path, [&] {
        Session copy{Connection::in_memory(), session.path, false, false};
        apply_memory_settings(*copy.connection);
        Bracket reading(*session.connection, "BEGIN");
        Bracket writing(*copy.connection, "BEGIN");
        create_tables(*copy.connection, current_schema());
        reading_record(session.path, [&] { replay(*session.connection, *copy.connection, at); });
        writing.commit();
        reading.commit();
        copy.connection->run("PRAGMA query_only = ON");
        return copy;
    });
}

}  // namespace hindsight::sqlite
