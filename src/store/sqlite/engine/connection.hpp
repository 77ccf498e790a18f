// SPDX-License-Identifier: MIT
// One SQLite connection with its prepared statements, and queries on it.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "hindsight/base/crypto.hpp"

struct sqlite3;

namespace hindsight::sqlite {

class Connection {
 public:
    /// `name`: an absolute path, a `file:` URI (with SQLite::OPEN_URI) or `:memory:`.
    Connection(const std::string& name, int flags, int busy_timeout_ms);
    static std::unique_ptr<Connection> in_memory();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs a script of statements that return nothing.
    void run(const std::string& script) { database_.exec(script); }
    /// A statement prepared once; at rest.
    SQLite::Statement& prepared(std::string_view sql);
    SQLite::Database& database() { return database_; }
    sqlite3* handle() const { return database_.getHandle(); }
    /// Statements started on this connection so far; the programs of triggers do not count.
    std::uint64_t statements_run() const { return statements_run_; }

 private:
    static int count(unsigned event, void* self, void* statement, void* text);

    SQLite::Database database_;
    std::map<std::string, SQLite::Statement, std::less<>> prepared_;
    std::uint64_t statements_run_ = 0;
};

struct Blob {
    std::string_view bytes;
};

/// One use of a prepared statement: bind, step, read columns. Two at a time on the same text are not possible.
class Query {
 public:
    Query(Connection& connection, std::string_view sql) : statement_(connection.prepared(sql)) {}
    ~Query() { statement_.tryReset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// Binds all parameters from the first one on; starts anew when it had run before.
    template <class... Values>
    Query& bind(const Values&... values) {
        statement_.reset();
        int index = 0;
        (put(++index, values), ...);
        return *this;
    }
    /// The same for a list of variants.
    template <class Values>
    Query& bind_list(const Values& values) {
        statement_.reset();
        int index = 0;
        for (const auto& value : values) std::visit([&](const auto& v) { put(++index, v); }, value);
        return *this;
    }
    bool next() { return statement_.executeStep(); }
    void run() {
        while (statement_.executeStep()) {
        }
    }

    std::string name(int column) const { return statement_.getColumnName(column); }
    int columns() const { return statement_.getColumnCount(); }
    bool null(int column) const { return statement_.isColumnNull(column); }
    std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
    double real(int column) const { return statement_.getColumn(column).getDouble(); }
    std::string text(int column) const { return std::string(bytes(column)); }
    /// Valid until the next step.
    std::string_view bytes(int column) const;
    /// SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB or SQLITE_NULL.
    int type(int column) const { return statement_.getColumn(column).getType(); }

 private:
    void put(int index, std::integral auto value) { statement_.bind(index, static_cast<std::int64_t>(value)); }
    void put(int index, double value) { statement_.bind(index, value); }
    void put(int index, std::nullptr_t) { statement_.bind(index); }
    void put(int index, const std::string& value) { statement_.bind(index, value); }
    void put(int index, std::string_view value) { statement_.bind(index, std::string(value)); }
    void put(int index, const char* value) { statement_.bind(index, std::string(value)); }
    void put(int index, const Blob& value);
    void put(int index, const Hash& value) { put(index, Blob{as_bytes(value)}); }
    template <class Value>
    void put(int index, const std::optional<Value>& value) {
        if (value) {
            put(index, *value);
        } else {
            put(index, nullptr);
        }
    }

    SQLite::Statement& statement_;
};

/// The first column of the first row, as text; nullopt without a row.
std::optional<std::string> value_of(Connection& connection, std::string_view sql);
std::int64_t integer_of(Connection& connection, std::string_view sql);

/// Begins a transaction; rolled back unless `commit` was reached.
class Bracket {
 public:
    Bracket(Connection& connection, const char* begin);
    ~Bracket();
    Bracket(const Bracket&) = delete;
    Bracket& operator=(const Bracket&) = delete;
    void commit();

 private:
    Connection& connection_;
    bool open_ = true;
};

}  // namespace hindsight::sqlite
