// SPDX-License-Identifier: MIT
// One SQLite connection with its prepared statements, and queries on it.
#include "connection.hpp"

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

#include "hindsight/base/error.hpp"

namespace hindsight::sqlite {

Connection::Connection(const std::string& name, int flags, int busy_timeout_ms)
    : database_(name, flags | SQLite::OPEN_NOMUTEX, busy_timeout_ms) {  // one thread at a time
    sqlite3_trace_v2(handle(), SQLITE_TRACE_STMT, &Connection::count, this);
}

std::unique_ptr<Connection> Connection::in_memory() {
    return std::make_unique<Connection>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0);
}

int Connection::count(unsigned, void* self, void*, void* text) {
    // The program of a trigger is announced as a comment.
    const std::string_view sql(static_cast<const char*>(text));
    if (!sql.starts_with("--")) ++static_cast<Connection*>(self)->statements_run_;
    return 0;
}

SQLite::Statement& Connection::prepared(std::string_view sql) {
    auto it = prepared_.find(sql);
    if (it == prepared_.end()) {
        std::string text(sql);
        SQLite::Statement statement(database_, text);
        it = prepared_.emplace(std::move(text), std::move(statement)).first;
    }
    it->second.tryReset();
    return it->second;
}

std::string_view Query::bytes(int column) const {
    const auto value = statement_.getColumn(column);
    const auto* data = static_cast<const char*>(value.getBlob());
    return data ? std::string_view(data, static_cast<std::size_t>(value.getBytes())) : std::string_view();
}

void Query::put(int index, const Blob& value) {
    // A null pointer would bind NULL instead of an empty blob.
    statement_.bind(index, value.bytes.empty() ? "" : static_cast<const void*>(value.bytes.data()),
                    static_cast<int>(value.bytes.size()));
}

std::optional<std::string> value_of(Connection& connection, std::string_view sql) {
    Query query(connection, sql);
    if (!query.next()) return std::nullopt;
    return query.text(0);
}

std::int64_t integer_of(Connection& connection, std::string_view sql) {
    Query query(connection, sql);
    return query.next() ? query.integer(0) : 0;
}

Bracket::Bracket(Connection& connection, const char* begin) : connection_(connection) {
    if (sqlite3_get_autocommit(connection_.handle()) == 0) {
        throw Error(ErrorCode::bug, "a transaction was begun inside another one");
    }
    connection_.run(begin);
}

Bracket::~Bracket() {
    if (!open_ || sqlite3_get_autocommit(connection_.handle()) != 0) return;
    sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Bracket::commit() {
    connection_.run("COMMIT");
    open_ = false;
}

}  // namespace hindsight::sqlite
