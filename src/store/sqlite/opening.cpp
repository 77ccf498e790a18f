// SPDX-License-Identifier: MIT
// From a path to a connection that may be used.
#include "opening.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "engine/errors.hpp"
#include "engine/files.hpp"
#include "engine/settings.hpp"
#include "record/replay.hpp"
#include "transaction.hpp"

namespace hindsight::sqlite {

namespace fs = std::filesystem;

namespace {

/// A file that may be a record.
struct File {
    fs::path path;      // the real one
    std::string shown;  // as typed
    FileHeader header;
};

[[noreturn]] void refuse_no_record(const std::string& shown) {
    throw Error(ErrorCode::not_a_record, fmt::format("{} is not a record of hindsight", shown),
                "name a record with --db; nothing was changed");
}

/// The real path of a file that is there and may be a record.
fs::path existing(const fs::path& path) {
    std::error_code failure;
    const auto type = fs::status(path, failure).type();
    if (type == fs::file_type::not_found) {
        throw Error(ErrorCode::no_record, fmt::format("there is no record at {}", path.string()),
                    "make one with `hindsight init`, or name another with --db");
    }
    if (type == fs::file_type::none) {
        throw Error(ErrorCode::record_unavailable,
                    fmt::format("{} cannot be opened: {}", path.string(), failure.message()),
                    "check the path and the permissions of the file and of its folder");
    }
    if (type != fs::file_type::regular) {
        throw Error(ErrorCode::not_a_record, fmt::format("{} is no file", path.string()), "name a record with --db");
    }
    return fs::canonical(path);
}

FileHeader header_of_record(const fs::path& path, const std::string& shown) {
    const auto header = read_file_header(path, shown);
    if (!header || header->application_id != kApplicationId) refuse_no_record(shown);
    return *header;
}

std::unique_ptr<Connection> connect_read_only(const File& file) {
    if (const auto leftover = leftover_beside(file.path)) {
        throw Error(ErrorCode::record_unavailable,
                    fmt::format("{} cannot be written, but {} has changes that belong into it", file.shown,
                                leftover->filename().string()),
                    "open it once where it can be written, then copy it again");
    }
    // In WAL mode SQLite would want to make files beside it.
    auto connection = file.header.wal ? std::make_unique<Connection>(immutable_uri(file.path),
                                                                     SQLite::OPEN_READONLY | SQLite::OPEN_URI, 0)
                                      : std::make_unique<Connection>(file.path.string(), SQLite::OPEN_READONLY, 0);
    apply_settings(*connection, true);
    return connection;
}

std::unique_ptr<Connection> connect_once(const File& file, bool write, int busy_timeout_ms) {
    auto connection = std::make_unique<Connection>(file.path.string(), SQLite::OPEN_READWRITE, busy_timeout_ms);
    const auto gate = journal_gate().mode;
    // A reader leaves a file in rollback mode as it is.
    const auto mode = write || file.header.wal ? gate : JournalMode::rollback;
    apply_settings(*connection, false);
    apply_journal_mode(*connection, mode, file.header.wal, file.shown);
    if (!write) connection->run("PRAGMA query_only = ON");
    return connection;
}

/// SQLite does not wait for a connection that keeps a file in WAL mode, so it is asked again. Every attempt is made
/// anew: two that wait must not keep each other from it.
std::unique_ptr<Connection> connect(File file, bool write, int busy_timeout_ms) {
    constexpr std::chrono::milliseconds kPause(20);
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(busy_timeout_ms);
    for (;; file.header = read_file_header(file.path, file.shown).value_or(file.header)) {
        try {
            return connect_once(file, write, busy_timeout_ms);
        } catch (const Error& e) {
            if (e.code() != ErrorCode::record_locked || std::chrono::steady_clock::now() >= until) throw;
        }
        std::this_thread::sleep_for(kPause);
    }
}

Session session_of(const File& file, bool write, const StoreOptions& options) {
    Session session{nullptr, file.shown, is_writable(file.path), write};
    if (write && !session.writable) {
        throw Error(ErrorCode::record_read_only, fmt::format("{} cannot be written", file.shown),
                    "check the permissions of the file and of its folder");
    }
    session.connection = session.writable ? connect(file, write, options.busy_timeout_ms) : connect_read_only(file);
    return session;
}

void refuse_newer(std::int64_t version, const Schema& schema, const std::string& shown) {
    if (version <= schema.version) return;
    throw Error(ErrorCode::record_newer,
                fmt::format("{} was written by a newer hindsight (schema {}, this one knows up to {})", shown, version,
                            schema.version),
                "update hindsight; nothing was changed");
}

bool has_journal(Connection& connection) {
    return integer_of(connection,
                      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('event', 'part')") == 2;
}

/// A file of another program, which is left as it is, unless there is a journal in it: then it is a record, changed.
Session open_with_other_mark(const File& file, const StoreOptions& options) {
    Session session{nullptr, file.shown, false, false};
    try {
        session.connection =
            std::make_unique<Connection>(file.path.string(), SQLite::OPEN_READONLY, options.busy_timeout_ms);
        apply_settings(*session.connection, true);
        if (has_journal(*session.connection)) return session;
    } catch (const SQLite::Exception& e) {
        if (!is_damage(e)) throw;
    }
    refuse_no_record(file.shown);
}

/// A file with the tables and what `fill` puts into them, in one transaction; or none.
void create_file(const fs::path& path, const StoreOptions& options, const std::function<void(Connection&)>& fill) {
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
            fill(connection);
            bracket.commit();
        }
        file.publish();
    });
}

}  // namespace

Session open_record(const fs::path& path, Store::Access access, const StoreOptions& options, const Schema& schema) {
    return guarded(path.string(), [&] {
        const auto real = existing(path);
        const File file{real, path.string(), header_of_record(real, path.string())};
        auto session = session_of(file, access == Store::Access::write, options);
        const auto version = integer_of(*session.connection, "PRAGMA user_version");
        refuse_newer(version, schema, session.path);
        if (version < 1) refuse_no_record(session.path);
        if (version < schema.version) migrate(session, static_cast<int>(version), schema);
        return session;
    });
}

Session open_to_verify(const fs::path& path, const StoreOptions& options) {
    const auto real = existing(path);
    const auto header = read_file_header(real, path.string());
    if (!header) refuse_no_record(path.string());
    const File file{real, path.string(), *header};
    if (header->application_id != kApplicationId) return open_with_other_mark(file, options);
    auto session = session_of(file, false, options);
    const auto version = integer_of(*session.connection, "PRAGMA user_version");
    refuse_newer(version, current_schema(), session.path);
    if (version > 0 && version < current_schema().version) {
        migrate(session, static_cast<int>(version), current_schema());
    }
    return session;
}

void create_record(const fs::path& path, const InitOptions& init, const StoreOptions& options,
                   const std::function<void(Writer&)>& first) {
    create_file(path, options, [&](Connection& connection) {
        Transaction transaction(connection, State{}, options, path.string());
        transaction.make_record(init);
        transaction.finish();
        Transaction action(connection, load_state(connection, path.string()), options, path.string());
        first(action);
        action.finish();
    });
}

void restore_record(const fs::path& path, const StoreOptions& options, const std::function<void(Writer&)>& events) {
    create_file(path, options, [&](Connection& connection) {
        Transaction transaction(connection, State{}, options, path.string());
        events(transaction);
        if (transaction.head().size == 0) throw Error(ErrorCode::bad_journal, "a journal without events makes no record");
        transaction.finish();
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
