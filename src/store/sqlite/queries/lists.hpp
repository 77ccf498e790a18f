// SPDX-License-Identifier: MIT
// Persons, sources, wording, subjects, and the log of events.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../engine/connection.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::sqlite {

/// One with this id, or all in recorded order.
std::vector<Person> read_persons(Connection& connection, const std::optional<std::string>& id);
std::vector<Source> read_sources(Connection& connection, const std::optional<std::string>& id);
/// The phrases that every record starts with, and what it sets itself.
CredenceTable read_credence(Connection& connection);

/// `table`: person, source or statement. "" when there is none.
std::string read_subject(Connection& connection, const char* table, const std::string& id);
std::vector<std::pair<std::string, std::string>> read_statement_subjects(Connection& connection);

std::vector<LogEntry> read_log(Connection& connection, const std::optional<std::string>& statement,
                               std::optional<std::size_t> limit);
std::vector<std::pair<LogEntry, journal::Fact>> read_last_action(Connection& connection);

}  // namespace hindsight::sqlite
