// SPDX-License-Identifier: MIT
// Full records of statements: a fixed number of SQL statements whatever their number.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "../record/fold.hpp"
#include "../record/rows.hpp"
#include "filter.hpp"
#include "statements.hpp"

namespace hindsight::sqlite {

namespace {

/// Records in the order of their keys, and which keys: all, or those in a JSON array.
struct Selection {
    std::vector<StatementRecord> records;
    std::optional<std::string> keys;

    StatementRecord* find(std::int64_t key) {
        const auto it = std::lower_bound(records.begin(), records.end(), key,
                                         [](const StatementRecord& record, std::int64_t k) { return record.key < k; });
        return it == records.end() || it->key != key ? nullptr : &*it;
    }
    StatementRecord& at(std::int64_t key) {
        if (auto* record = find(key)) return *record;
        throw Error(ErrorCode::bad_canonical, fmt::format("a row refers to a statement {} that is not there", key));
    }
};

bool not_met(const ConditionStates& states, std::int64_t key) {
    const auto it = states.find(key);
    return it != states.end() && it->second.status == ConditionStatus::not_met;
}

Selection select(Connection& connection, const StatementFilter& filter, const ConditionStates& states, Instant now) {
    const auto condition = condition_of(filter, states);
    Query rows(
        connection,
        fmt::format("SELECT s.key, s.uid, s.type, s.closes, s.due, s.retracted, s.outcome_kind FROM statement s{} "
                    "ORDER BY s.key",
                    condition.sql));
    rows.bind_list(condition.values);
    std::vector<std::pair<std::int64_t, std::string>> found;  // records are heavy: they are made at once
    while (rows.next()) {
        StatusFacts facts{!rows.null(2),
                          rows.integer(5) != 0,
                          !rows.null(6) && rows.bytes(6) != "annulled",
                          rows.bytes(6) == "annulled",
                          {},
                          {},
                          not_met(states, rows.integer(0)) && !rows.null(2)};
        if (!rows.null(3)) facts.closes = instant_of(rows.integer(3));
        if (!rows.null(4)) facts.due = instant_of(rows.integer(4));
        if (!admits(filter, status(facts, now))) continue;
        found.emplace_back(rows.integer(0), rows.text(1));
    }
    Selection selection;
    selection.records.resize(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        selection.records[i].key = found[i].first;
        selection.records[i].uid = std::move(found[i].second);
    }
    if (condition.sql.empty() && filter.statuses.empty()) return selection;
    std::vector<std::int64_t> keys;
    for (const auto& record : selection.records) keys.push_back(record.key);
    selection.keys = json_list(keys);
    return selection;
}

bool is_conditional(const StatementRecord& record) {
    const auto& links = record.statement.links;
    return std::any_of(links.begin(), links.end(), [](const Link& link) { return link.kind == LinkKind::conditional_on; });
}

void bind_keys(Query& query, const Selection& selection) {
    if (selection.keys) {
        query.bind(*selection.keys);
    } else {
        query.bind();
    }
}

std::string among_keys(const Selection& selection, std::string_view column) {
    return selection.keys ? fmt::format(" WHERE {} IN (SELECT value FROM json_each(?))", column) : std::string();
}

void read_histories(Connection& connection, Selection& selection) {
    Query rows(connection,
               fmt::format("SELECT h.statement, h.seq, h.type, h.event, h.at, p.name, p.bytes FROM history h "
                           "LEFT JOIN part p ON p.seq = h.seq{} ORDER BY h.statement, h.seq, p.name",
                           among_keys(selection, "h.statement")));
    bind_keys(rows, selection);
    HistoryCursor history(rows);
    auto entry = history.next();
    while (entry) {
        const auto statement = entry->statement;
        RecordFold fold(selection.at(statement));
        for (; entry && entry->statement == statement; entry = history.next()) fold.take(*entry);
        fold.finish();
    }
}

std::unordered_map<std::int64_t, std::string> person_ids(Connection& connection) {
    std::unordered_map<std::int64_t, std::string> ids;
    Query rows(connection, "SELECT key, id FROM person");
    while (rows.next()) ids.emplace(rows.integer(0), rows.text(1));
    return ids;
}

void read_row(const Query& row, const std::unordered_map<std::int64_t, std::string>& persons, ForecastRecord& record) {
    record.key = row.integer(1);
    read_forecast(row, 8, record.forecast);
    if (const auto person = persons.find(row.integer(2)); person != persons.end())
        record.forecast.forecaster = person->second;
    record.forecast.made_at = {instant_of(row.integer(3)), row.integer(4) != 0};
    record.recorded = instant_of(row.integer(5));
    record.made = std::min(record.forecast.made_at.at, record.recorded);
    record.seq = static_cast<std::uint64_t>(row.integer(6));
    record.event = row.bytes(7);
    if (!row.null(11)) {
        record.withdrawn = instant_of(row.integer(11));
        record.withdrawn_at = When{instant_of(row.integer(12)), row.integer(13) != 0};
        record.withdrawal_reason = row.text(14);
    }
}

constexpr std::string_view kForecasts =
    "SELECT statement, key, forecaster, made_at, made_is_day, recorded, seq, event, probability, type, content, withdrawn, withdrawn_at, "
    "withdrawn_is_day, withdrawal_reason FROM forecast";

void read_forecasts(Connection& connection, Selection& selection) {
    const auto persons = person_ids(connection);
    Query rows(connection, std::string(kForecasts) + among_keys(selection, "statement"));
    bind_keys(rows, selection);
    // Neighbouring rows mostly belong to one statement: its list is then made at once and at its size.
    std::vector<ForecastRecord> run;
    std::int64_t statement = 0;
    const auto hand_over = [&] {
        if (run.empty()) return;
        auto& list = selection.at(statement).forecasts;
        list.insert(list.end(), std::make_move_iterator(run.begin()), std::make_move_iterator(run.end()));
        run.clear();
    };
    while (rows.next()) {
        if (rows.integer(0) != statement) hand_over();
        statement = rows.integer(0);
        read_row(rows, persons, run.emplace_back());
    }
    hand_over();
    const auto earlier = [](const auto& a, const auto& b) { return std::pair(a.made, a.key) < std::pair(b.made, b.key); };
    for (auto& record : selection.records) {
        auto& list = record.forecasts;
        if (!std::is_sorted(list.begin(), list.end(), earlier)) std::sort(list.begin(), list.end(), earlier);
    }
}

}  // namespace

std::vector<StatementRecord> read_records(Connection& connection, const StatementFilter& filter, Instant now) {
    std::optional<ConditionStates> states;
    if (asks_for_conditions(filter)) states = read_conditions(connection);
    auto selection = select(connection, filter, states.value_or(ConditionStates{}), now);
    read_histories(connection, selection);
    read_forecasts(connection, selection);
    if (!states && std::any_of(selection.records.begin(), selection.records.end(), is_conditional))
        states = read_conditions(connection);
    if (!states) return std::move(selection.records);
    for (const auto& [key, state] : *states) {
        if (auto* record = selection.find(key)) record->condition = state;
    }
    return std::move(selection.records);
}

std::vector<StatementRecord> read_decisions(Connection& connection, const StatementFilter& filter) {
    auto selection = select(connection, filter, {}, {});
    read_histories(connection, selection);
    return std::move(selection.records);
}

void visit_forecasts(Connection& connection, const Reader::VisitForecast& visit) {
    std::unordered_map<std::int64_t, std::string> statements;
    Query uids(connection, "SELECT key, uid FROM statement");
    while (uids.next()) statements.emplace(uids.integer(0), uids.text(1));
    const auto persons = person_ids(connection);
    Query rows(connection, std::string(kForecasts));
    while (rows.next()) {
        ForecastRecord record;
        read_row(rows, persons, record);
        visit(statements[rows.integer(0)], record, forecast_type(rows, 9));
    }
}

}  // namespace hindsight::sqlite
