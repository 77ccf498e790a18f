// SPDX-License-Identifier: MIT
// How a connection is set up: journal mode by SQLite's version, pragmas that are read back, limits.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "connection.hpp"

namespace hindsight::sqlite {

enum class JournalMode { rollback, wal };

struct Gate {
    JournalMode mode = JournalMode::rollback;
    std::string reason;
};

/// SQLite before 3.51.3 can lose commits in WAL mode when two connections meet (fixed also in 3.50.7 and 3.44.6; 3.52.0
/// was withdrawn). `version_number` as sqlite3_libversion_number gives it.
Gate journal_gate(int version_number);
/// For the library in use.
const Gate& journal_gate();

/// Everything but the journal mode; throws Error{record_unavailable} when a setting did not take.
void apply_settings(Connection& connection, bool query_only);
/// For databases in memory: foreign keys and strictness only.
void apply_memory_settings(Connection& connection);

/// Brings the file into the journal mode of the gate. Throws Error{record_locked} when that needs the file for itself
/// and another process has it.
void apply_journal_mode(Connection& connection, JournalMode mode, bool file_is_wal, const std::string& path);

/// Each setting with the value read back.
std::vector<std::pair<std::string, std::string>> settings_read_back(Connection& connection);

}  // namespace hindsight::sqlite
