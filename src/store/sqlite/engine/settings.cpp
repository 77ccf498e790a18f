// SPDX-License-Identifier: MIT
// How a connection is set up: journal mode by SQLite's version, pragmas that are read back, limits.
#include "settings.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>

#include "hindsight/base/error.hpp"

namespace hindsight::sqlite {

namespace {

struct Setting {
    const char* name;
    const char* value;      // as written
    const char* read_back;  // as SQLite gives it back
};

// clang-format off
constexpr std::array kSettings{
    Setting{"foreign_keys", "ON", "1"},
    Setting{"trusted_schema", "OFF", "0"},
    Setting{"cell_size_check", "ON", "1"},
    Setting{"mmap_size", "0", "0"},
    Setting{"secure_delete", "ON", "1"},
    Setting{"cache_size", "-262144", "-262144"},
#ifdef __APPLE__
    Setting{"fullfsync", "ON", "1"},
    Setting{"checkpoint_fullfsync", "ON", "1"},
#endif
};

/// A file that somebody else made must not make SQLite work without bounds.
constexpr std::array<std::pair<int, int>, 8> kLimits{{
    {SQLITE_LIMIT_LENGTH, 256 << 20},
    {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
    {SQLITE_LIMIT_COLUMN, 64},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 8},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 8},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
}};
// clang-format on

std::string pragma(Connection& connection, std::string_view name) {
    // A library built without a feature answers with no row: it is off.
    return value_of(connection, fmt::format("PRAGMA {}", name)).value_or("0");
}

[[noreturn]] void refuse(std::string_view name, std::string_view wanted, std::string_view got) {
    throw Error(ErrorCode::record_unavailable,
                fmt::format("SQLite did not take the setting {} = {} (it is {})", name, wanted, got),
                "`hindsight doctor` shows the library in use");
}

void set(Connection& connection, const char* name, const char* value, const char* expected) {
    connection.run(fmt::format("PRAGMA {} = {}", name, value));
    if (const auto got = pragma(connection, name); got != expected) refuse(name, expected, got);
}

void set_flag(Connection& connection, int flag, const char* name, int value) {
    int got = -1;
    sqlite3_db_config(connection.handle(), flag, value, &got);
    if (got != value) refuse(name, value ? "on" : "off", got ? "on" : "off");
}

void apply_limits(Connection& connection) {
    for (const auto& [limit, value] : kLimits) sqlite3_limit(connection.handle(), limit, value);
}

/// False when another connection has the file open: SQLite does not wait for that one.
bool leave_wal(Connection& connection) {
    try {
        connection.run("PRAGMA locking_mode = EXCLUSIVE");
        return value_of(connection, "PRAGMA journal_mode = DELETE").value_or("") == "delete";
    } catch (const SQLite::Exception& e) {
        if (e.getErrorCode() == SQLITE_BUSY) return false;
        throw;
    }
}

}  // namespace

Gate journal_gate(int version) {
    const bool withdrawn = version == 3052000;
    const bool good = (version >= 3051003 && !withdrawn) || (version >= 3050007 && version < 3051000) ||
                      (version >= 3044006 && version < 3045000);
    const auto name = fmt::format("SQLite {}.{}.{}", version / 1000000, version / 1000 % 1000, version % 1000);
    if (good) return {JournalMode::wal, name + " has the fix of the WAL-reset fault"};
    return {JournalMode::rollback, name + " can lose commits in WAL mode (fixed in 3.51.3, 3.50.7 and 3.44.6)"};
}

const Gate& journal_gate() {
    static const Gate kGate = journal_gate(sqlite3_libversion_number());
    return kGate;
}

void apply_settings(Connection& connection, bool query_only) {
    apply_limits(connection);
    set_flag(connection, SQLITE_DBCONFIG_DEFENSIVE, "defensive", 1);
    set_flag(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, "load_extension", 0);
    for (const auto& setting : kSettings) set(connection, setting.name, setting.value, setting.read_back);
    if (query_only) set(connection, "query_only", "ON", "1");
}

void apply_memory_settings(Connection& connection) {
    set_flag(connection, SQLITE_DBCONFIG_ENABLE_FKEY, "foreign_keys", 1);
    set_flag(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, "trusted_schema", 0);
    set_flag(connection, SQLITE_DBCONFIG_DEFENSIVE, "defensive", 1);
}

void apply_journal_mode(Connection& connection, JournalMode mode, bool file_is_wal, const std::string& path) {
    if (mode == JournalMode::rollback && file_is_wal) {
        if (!leave_wal(connection)) {
            throw Error(ErrorCode::record_locked,
                        fmt::format("{} is in WAL mode and in use by another process, so it cannot be converted", path),
                        fmt::format("{}; close the other process, then try again", journal_gate().reason));
        }
        connection.run("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema");  // a read lets the lock go
    } else if (mode == JournalMode::wal && !file_is_wal) {
        // Stays in rollback mode, which is as safe, while others have the file open.
        value_of(connection, "PRAGMA journal_mode = WAL");
    }
    const bool wal = pragma(connection, "journal_mode") == "wal";
    set(connection, "synchronous", wal ? "FULL" : "EXTRA", wal ? "2" : "3");
}

std::vector<std::pair<std::string, std::string>> settings_read_back(Connection& connection) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& setting : kSettings) all.emplace_back(setting.name, pragma(connection, setting.name));
    for (const auto* name :
         {"journal_mode", "synchronous", "query_only", "busy_timeout", "application_id", "user_version"}) {
        all.emplace_back(name, pragma(connection, name));
    }
    int defensive = 0;
    sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
    all.emplace_back("defensive", defensive ? "1" : "0");
    return all;
}

}  // namespace hindsight::sqlite
