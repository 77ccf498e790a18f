// SPDX-License-Identifier: MIT
// From a path to a connection that may be used.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/connection.hpp"
#include "engine/schema.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::sqlite {

/// An open record.
struct Session {
    std::unique_ptr<Connection> connection;
    std::string path;       // for messages
    bool writable = false;  // the file; whatever it was opened for
    bool write = false;     // opened for writing
};

/// Opens a record at the version of `schema`. An older one is brought to it: for writing in the file itself, after a
/// backup; for reading in a copy in memory.
Session open_record(const std::filesystem::path& path, Store::Access access, const StoreOptions& options,
                    const Schema& schema = current_schema());

/// Opens for reading what is a record, or was one before its marks were changed. Throws SQLite::Exception, too: what
/// SQLite cannot read is a finding.
Session open_to_verify(const std::filesystem::path& path, const StoreOptions& options);

/// With the events that `first` appends, as an action of their own.
void create_record(const std::filesystem::path& path, const InitOptions& init, const StoreOptions& options,
                   const std::function<void(Writer&)>& first);

/// With the events that `events` appends, and no others.
void restore_record(const std::filesystem::path& path, const StoreOptions& options, const std::function<void(Writer&)>& events);

/// Copies the database as it stands into the empty file or database of `to`.
void copy_database(Connection& from, Connection& to);

/// A copy at `to` that is verified before it gets its name. `schema`: of the record.
void back_up(Connection& from, const std::filesystem::path& to, const Schema& schema);

/// Brings an older record to `schema`. In a file a backup is made first, under its own name beside it.
void migrate(Session& session, int version, const Schema& schema);

/// A copy in memory made from the events recorded at or before `at`.
Session copy_as_of(Session& session, Instant at);

}  // namespace hindsight::sqlite
