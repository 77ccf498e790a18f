// SPDX-License-Identifier: MIT
// The tables: the journal, which never changes its shape, and numbered versions of the projections.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connection.hpp"

namespace hindsight::sqlite {

inline constexpr std::uint32_t kApplicationId = 0x68736774;  // "hsgt"

/// One version of the projections. The tables of the journal are the same in all.
struct Schema {
    int version;
    std::string_view projections;
};

/// Every version from the first on.
std::span<const Schema> schemas();
inline const Schema& current_schema() { return schemas().back(); }
/// nullptr for a version that this program does not know.
const Schema* find_schema(int version);

/// Makes all tables in an empty database, with application_id and user_version.
void create_tables(Connection& connection, const Schema& schema);
/// Drops every object that is not the journal's, and makes the projections of `schema`, empty.
void replace_projections(Connection& connection, const Schema& schema);

/// A row of sqlite_schema without its page.
struct SchemaObject {
    std::string type, name, table, sql;
    friend auto operator<=>(const SchemaObject&, const SchemaObject&) = default;
};
std::vector<SchemaObject> schema_objects(Connection& connection);

/// Names of the projections in the order in which they are made.
std::vector<std::string> projection_tables(Connection& connection);

}  // namespace hindsight::sqlite
