// SPDX-License-Identifier: MIT
// Lists of statements: one row each, in one SQL statement.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../record/fold.hpp"
#include "../record/rows.hpp"
#include "filter.hpp"
#include "hindsight/base/text.hpp"
#include "statements.hpp"

namespace hindsight::sqlite {

namespace {

constexpr std::string_view kColumns =
    "s.key, s.id, s.kind, p.id, s.said_on, s.type, s.text_en, s.text_zh, s.text_any, s.due, s.due_is_day, s.closes, "
    "s.retracted, s.outcome_kind, s.outcome_value, s.outcome_text, s.decided_on, s.decided_is_day";
// The planner must not begin with the persons: then the statements would have to be sorted.
constexpr std::string_view kTables = "statement s CROSS JOIN person p ON p.key = s.speaker";

std::string select(bool forecasts, bool links) {
    const std::string_view clusters = links ? "CASE WHEN instr(s.tags, 'cluster:') > 0 THEN s.tags END" : "NULL";
    if (!forecasts) return fmt::format("SELECT {}, NULL, NULL, NULL, NULL, {} FROM {}", kColumns, clusters, kTables);
    return fmt::format("SELECT {}, f.forecast, f.probability, f.type, f.predictive, {} FROM {} "
                       "LEFT JOIN standing f ON f.statement = s.key",
                       kColumns, clusters, kTables);
}

/// Of the tags, which stand one a line.
std::vector<std::string> clusters_in(std::string_view tags) {
    std::vector<std::string> clusters;
    for (const auto tag : split(tags, '\n')) {
        if (tag.starts_with("cluster:")) clusters.emplace_back(tag);
    }
    return clusters;
}

const ConditionState kUnconditional;

struct Sort {
    std::string_view name;
    std::string_view order;
};
constexpr std::array kSorts{
    Sort{"", "s.key"},
    Sort{"id", "s.id"},
    Sort{"said", "s.said_on, s.key"},
    Sort{"due", "s.due IS NULL, s.due, s.key"},
    Sort{"status", "s.key"},  // the rest is done when the status is known
    Sort{"speaker", "p.id, s.key"},
    Sort{"probability", "f.probability IS NULL, f.probability DESC, s.key"},
};

const Sort& sort_named(std::string_view name) {
    for (const auto& sort : kSorts) {
        if (sort.name == name) return sort;
    }
    throw Error(ErrorCode::usage, fmt::format("statements cannot be sorted by \"{}\"", name),
                "sort by id, said, due, status, speaker or probability");
}

std::optional<When> when_at(const Query& row, int column) {
    if (row.null(column)) return std::nullopt;
    return When{instant_of(row.integer(column)), row.integer(column + 1) != 0};
}

StatusFacts status_facts_of(const Query& row, const ConditionState& condition) {
    StatusFacts facts;
    facts.has_question = !row.null(5);
    if (!row.null(9)) facts.due = instant_of(row.integer(9));
    if (!row.null(11)) facts.closes = instant_of(row.integer(11));
    facts.retracted = row.integer(12) != 0;
    facts.annulled = row.bytes(13) == "annulled";
    facts.resolved = !row.null(13) && !facts.annulled;
    facts.condition_not_met =
        facts.has_question && !facts.annulled && condition.status == ConditionStatus::not_met;
    return facts;
}

StatementSummary summary_of(const Query& row, const StatusFacts& facts, const ConditionState& condition, Status status) {
    StatementSummary s;
    s.key = row.integer(0);
    s.id = row.text(1);
    s.kind = parse_statement_kind(row.bytes(2)).value_or(StatementKind::prediction);
    s.speaker = row.text(3);
    s.said_on = Day{std::chrono::days{row.integer(4)}};
    if (!row.null(5)) s.type = parse_question_type(row.bytes(5));
    s.text_en = row.text(6);
    s.text_zh = row.text(7);
    s.text_any = row.text(8);
    s.due = when_at(row, 9);
    s.facts = facts;
    s.status = status;
    s.outcome = print_verdict(row, 13, s.type.value_or(QuestionType::binary));
    s.decided_on = when_at(row, 16);
    if (facts.condition_not_met) {
        s.outcome = fmt::format("annulled: {}", kConditionNotMet);
        s.decided_on = condition.decided;
    }
    if (!row.null(18)) s.forecast = print_standing(row, 19);
    if (!row.null(19)) s.probability = row.real(19);
    if (!row.null(22)) s.clusters = clusters_in(row.bytes(22));
    return s;
}

void add_links(Connection& connection, std::vector<StatementSummary>& list) {
    auto links = read_links(connection);
    if (links.empty()) return;
    for (auto& summary : list) {
        if (const auto own = links.find(summary.key); own != links.end()) summary.links = std::move(own->second);
    }
}

}  // namespace

std::vector<StatementSummary> read_summaries(Connection& connection, const SummaryQuery& query) {
    const auto states = read_conditions(connection);
    const auto condition = condition_of(query.filter, states);
    const auto& sort = sort_named(query.sort);
    const bool forecasts = query.forecasts || sort.name == "probability";
    Query rows(connection, fmt::format("{}{} ORDER BY {}", select(forecasts, query.links), condition.sql, sort.order));
    rows.bind_list(condition.values);
    const bool by_status = sort.name == "status";
    std::vector<StatementSummary> list;
    if (condition.sql.empty() && !query.limit)
        list.reserve(static_cast<std::size_t>(integer_of(connection, "SELECT coalesce(max(key), 0) FROM statement")));
    while ((by_status || !query.limit || list.size() < *query.limit) && rows.next()) {
        const auto state = states.empty() ? states.end() : states.find(rows.integer(0));
        const auto& its_condition = state == states.end() ? kUnconditional : state->second;
        const auto facts = status_facts_of(rows, its_condition);
        const auto now = status(facts, query.now);
        if (admits(query.filter, now)) list.push_back(summary_of(rows, facts, its_condition, now));
    }
    if (by_status) {
        std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.status < b.status; });
        if (query.limit && list.size() > *query.limit) list.resize(*query.limit);
    }
    if (query.links) add_links(connection, list);
    return list;
}

}  // namespace hindsight::sqlite
