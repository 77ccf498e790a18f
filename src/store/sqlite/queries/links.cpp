// SPDX-License-Identifier: MIT
// Links between statements, without their records.
#include "links.hpp"

#include "hindsight/domain/condition.hpp"
#include "statements.hpp"

namespace hindsight::sqlite {

namespace {

Link link_of(const Query& row, int column) {
    return {parse_link_kind(row.bytes(column)).value_or(LinkKind::repeats), row.text(column + 1), row.text(column + 2)};
}

/// Conditional statements with as much as deciding their conditions takes, by key.
std::vector<std::pair<std::int64_t, Statement>> read_conditional(Connection& connection) {
    Query rows(connection,
               "SELECT s.key, s.id, s.said_on, l.kind, l.target, l.outcome FROM link l JOIN statement s ON s.key = l.statement "
               "WHERE l.kind = 'conditional_on' ORDER BY l.statement, l.place");
    std::vector<std::pair<std::int64_t, Statement>> list;
    while (rows.next()) {
        if (list.empty() || list.back().first != rows.integer(0)) {
            Statement& statement = list.emplace_back(rows.integer(0), Statement{}).second;
            statement.id = rows.text(1);
            statement.said_on = Day{std::chrono::days{rows.integer(2)}};
        }
        list.back().second.links.push_back(link_of(rows, 3));
    }
    return list;
}

}  // namespace

std::unordered_map<std::int64_t, std::vector<Link>> read_links(Connection& connection) {
    Query rows(connection, "SELECT statement, kind, target, outcome FROM link ORDER BY statement, place");
    std::unordered_map<std::int64_t, std::vector<Link>> links;
    while (rows.next()) links[rows.integer(0)].push_back(link_of(rows, 1));
    return links;
}

ConditionStates read_conditions(Connection& connection) {
    const auto conditional = read_conditional(connection);
    if (conditional.empty()) return {};
    StatementFilter targets;
    for (const auto& [key, statement] : conditional) {
        for (const auto& link : statement.links) targets.ids.push_back(link.statement);
    }
    const auto records = read_decisions(connection, targets);
    std::unordered_map<std::string_view, const StatementRecord*> by_id;
    for (const auto& record : records) by_id.emplace(record.statement.id, &record);
    Conditions conditions([&](std::string_view id) {
        const auto it = by_id.find(id);
        return it == by_id.end() ? nullptr : it->second;
    });
    ConditionStates states;
    for (const auto& [key, statement] : conditional) states.emplace(key, conditions.of(statement));
    return states;
}

}  // namespace hindsight::sqlite
