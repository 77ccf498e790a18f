// SPDX-License-Identifier: MIT
// The log: events as lines.
#include <algorithm>
#include <unordered_map>

#include "../record/ledger.hpp"
#include "filter.hpp"
#include "hindsight/journal/event.hpp"
#include "lists.hpp"

namespace hindsight::sqlite {

namespace {

using Names = std::unordered_map<std::string, std::string>;

constexpr std::string_view kAll = "SELECT header FROM event ORDER BY seq DESC LIMIT ?";
constexpr std::string_view kOfStatement =
    "SELECT header FROM event WHERE seq IN ("
    "SELECT h.seq FROM history h JOIN statement s ON s.key = h.statement WHERE s.id = ?1 UNION "
    "SELECT f.seq FROM forecast f JOIN statement s ON s.key = f.statement WHERE s.id = ?1) ORDER BY seq DESC LIMIT ?2";

Names names(Query& rows) {
    Names found;
    while (rows.next()) found.emplace(rows.text(0), rows.text(1));
    return found;
}

Names person_names(Connection& connection) {
    Query rows(connection, "SELECT uid, id FROM person");
    return names(rows);
}

Names statement_names(Connection& connection, const std::vector<std::string>& uids) {
    Query rows(connection, "SELECT uid, id FROM statement WHERE uid IN (SELECT value FROM json_each(?))");
    return names(rows.bind(json_list(uids)));
}

std::string name_of(const Names& names, const std::string& uid) {
    const auto it = names.find(uid);
    return it == names.end() ? std::string() : it->second;
}

LogEntry entry_of(const journal::Header& header, const Names& persons, const Names& statements) {
    return {header.seq,
            header.action,
            header.type,
            header.at,
            name_of(persons, header.actor),
            name_of(statements, header.subject),
            header.id,
            header.clock_given};
}

std::vector<LogEntry> entries_of(Connection& connection, const std::vector<journal::Header>& headers) {
    std::vector<std::string> subjects;
    for (const auto& header : headers) subjects.push_back(header.subject);
    const auto persons = person_names(connection);
    const auto statements = statement_names(connection, subjects);
    std::vector<LogEntry> entries;
    for (const auto& header : headers) entries.push_back(entry_of(header, persons, statements));
    return entries;
}

}  // namespace

std::vector<LogEntry> read_log(Connection& connection, const std::optional<std::string>& statement,
                               std::optional<std::size_t> limit) {
    const std::int64_t most = limit ? static_cast<std::int64_t>(*limit) : -1;
    std::vector<journal::Header> headers;
    {
        Query rows(connection, statement ? kOfStatement : kAll);
        if (statement) {
            rows.bind(*statement, most);
        } else {
            rows.bind(most);
        }
        while (rows.next()) headers.push_back(journal::decode_header(rows.bytes(0)));
    }
    std::reverse(headers.begin(), headers.end());
    auto entries = entries_of(connection, headers);
    // An import concerns many statements; here it is about the one asked for.
    if (statement)
        std::for_each(entries.begin(), entries.end(), [&](LogEntry& entry) { entry.statement = *statement; });
    return entries;
}

std::vector<std::pair<LogEntry, journal::Fact>> read_last_action(Connection& connection) {
    std::vector<journal::Header> headers;
    std::vector<journal::Fact> facts;
    std::int64_t first = 0;
    {
        Query last(connection, "SELECT header FROM event ORDER BY seq DESC LIMIT 1");
        if (!last.next()) return {};
        first = static_cast<std::int64_t>(journal::decode_header(last.bytes(0)).action);
    }
    EventCursor events(connection, first);
    while (const auto stored = events.next()) {
        headers.push_back(journal::decode_header(stored->header));
        facts.push_back(journal::decode(headers.back(), stored->parts));
    }
    const auto entries = entries_of(connection, headers);
    std::vector<std::pair<LogEntry, journal::Fact>> action;
    for (std::size_t i = 0; i < entries.size(); ++i) action.emplace_back(entries[i], std::move(facts[i]));
    return action;
}

}  // namespace hindsight::sqlite
