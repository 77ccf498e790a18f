// SPDX-License-Identifier: MIT
// Persons, sources, wording, subjects.
#include "lists.hpp"

#include <fmt/format.h>

#include "hindsight/base/json.hpp"
#include "hindsight/journal/content.hpp"

namespace hindsight::sqlite {

namespace {

template <class Value>
std::vector<Value> read_contents(Connection& connection, const char* table, const std::optional<std::string>& id,
                                 Value (*from_json)(const Json&)) {
    // Without an id the condition holds for all.
    Query rows(connection, fmt::format("SELECT content FROM {} WHERE {} ORDER BY key", table, id ? "id = ?" : "1"));
    if (id) rows.bind(*id);
    std::vector<Value> list;
    while (rows.next()) list.push_back(from_json(parse_json(rows.bytes(0), table)));
    return list;
}

}  // namespace

std::vector<Person> read_persons(Connection& connection, const std::optional<std::string>& id) {
    return read_contents(connection, "person", id, &journal::person_from_canonical);
}

std::vector<Source> read_sources(Connection& connection, const std::optional<std::string>& id) {
    return read_contents(connection, "source", id, &journal::source_from_canonical);
}

CredenceTable read_credence(Connection& connection) {
    auto table = default_credence();
    Query rows(connection, "SELECT phrase, probability FROM credence");
    while (rows.next()) table[rows.text(0)] = rows.real(1);
    return table;
}

std::string read_subject(Connection& connection, const char* table, const std::string& id) {
    Query row(connection, fmt::format("SELECT uid FROM {} WHERE id = ?", table));
    return row.bind(id).next() ? row.text(0) : std::string();
}

std::vector<std::pair<std::string, std::string>> read_statement_subjects(Connection& connection) {
    std::vector<std::pair<std::string, std::string>> list;
    Query rows(connection, "SELECT id, uid FROM statement ORDER BY key");
    while (rows.next()) list.emplace_back(rows.text(0), rows.text(1));
    return list;
}

}  // namespace hindsight::sqlite
