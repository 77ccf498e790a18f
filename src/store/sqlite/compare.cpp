// SPDX-License-Identifier: MIT
// Projections against projections: row by row, with the storage class of every value.
#include <fmt/format.h>
#include <sqlite3.h>

#include <bit>

#include "engine/schema.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "verification.hpp"

namespace hindsight::sqlite {

namespace {

bool same_value(const Query& a, const Query& b, int column) {
    const int type = a.type(column);
    if (type != b.type(column)) return false;
    switch (type) {
        case SQLITE_NULL:
            return true;
        case SQLITE_INTEGER:
            return a.integer(column) == b.integer(column);
        case SQLITE_FLOAT:
            return std::bit_cast<std::uint64_t>(a.real(column)) == std::bit_cast<std::uint64_t>(b.real(column));
        default:
            return a.bytes(column) == b.bytes(column);
    }
}

std::string shown(const Query& row, int column) {
    switch (row.type(column)) {
        case SQLITE_NULL:
            return "nothing";
        case SQLITE_INTEGER:
            return std::to_string(row.integer(column));
        case SQLITE_FLOAT:
            return print_number(row.real(column));
        case SQLITE_BLOB:
            return fmt::format("x'{}'", to_hex(row.bytes(column).substr(0, 16)));
        default: {
            const auto text = row.bytes(column);
            return utf8_fault(text) ? std::string("text that is not UTF-8")
                                    : fmt::format("\"{}\"", truncate_to_width(printable(text), 60));
        }
    }
}

std::string key_order(Connection& connection, const std::string& table) {
    std::string order;
    Query keys(connection, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk");
    keys.bind(table);
    while (keys.next()) order += (order.empty() ? "" : ", ") + keys.text(0);
    return order;
}

/// The first difference of a table, "" when there is none.
std::string first_difference(Query& found, Query& expected, const std::string& table) {
    if (found.columns() != expected.columns()) return fmt::format("table {} has other columns than it should", table);
    for (std::int64_t row = 1;; ++row) {
        const bool here = found.next();
        const bool there = expected.next();
        if (!here && !there) return {};
        if (!here) return fmt::format("table {} ends before row {}, which follows from the journal", table, row);
        if (!there) return fmt::format("table {} has a row {} that does not follow from the journal", table, row);
        for (int column = 0; column < found.columns(); ++column) {
            if (same_value(found, expected, column)) continue;
            return fmt::format("table {}, row {}: {} is {}, but the journal says {}", table, row, expected.name(column),
                               shown(found, column), shown(expected, column));
        }
    }
}

}  // namespace

void compare_projections(Connection& found, Connection& expected, std::vector<Damage>& damages) {
    for (const auto& table : projection_tables(expected)) {
        const auto sql = fmt::format("SELECT * FROM {} ORDER BY {}", table, key_order(expected, table));
        std::string difference;
        try {
            Query in_file(found, sql), replayed(expected, sql);
            difference = first_difference(in_file, replayed, table);
        } catch (const SQLite::Exception& e) {
            difference = fmt::format("table {} cannot be read: {}", table, e.what());
        }
        if (!difference.empty()) damages.push_back({0, table == "record" ? "root" : "projection", difference});
    }
}

}  // namespace hindsight::sqlite
