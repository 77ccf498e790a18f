// SPDX-License-Identifier: MIT
// Goes through statements once for the scope, and through their rows for each period.
#include "report/model/selection.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace hindsight::report {

using evaluation::count_facts;
using evaluation::Evaluation;
using evaluation::Period;
using evaluation::Row;
using evaluation::RowSet;

namespace {

bool wants_record(const Scope& scope, const StatementRecord& record) {
    if (!wants_speaker(scope, record.statement.speaker)) return false;
    if (scope.person.empty() || record.statement.speaker == scope.person) return true;
    return std::any_of(record.forecasts.begin(), record.forecasts.end(), [&](const auto& f) { return f.forecast.forecaster == scope.person; });
}

}  // namespace

bool wants_speaker(const Scope& scope, const std::string& speaker) {
    return scope.by.empty() || std::find(scope.by.begin(), scope.by.end(), speaker) != scope.by.end();
}

Selection::Selection(const Scope& scope, const ReportInput& input, const Evaluation& evaluation)
    : scope_(scope), evaluation_(evaluation), first_row_(input.records.size() + 1), kinds_(input.records.size()) {
    std::unordered_set<std::string_view> full;
    for (std::uint32_t i = 0; i < input.records.size(); ++i) {
        const StatementRecord& record = input.records[i];
        if (!input.outside.summaries.empty()) full.insert(record.statement.id);
        if (!wants_record(scope, record)) continue;
        statements_.push_back({record.statement.kind, count_facts(record), i});
        kinds_[i] = record.statement.kind;
    }
    for (const auto& summary : input.outside.summaries) {  // who forecast on it, a summary does not know
        if (!scope.person.empty() || full.contains(summary.id) || !wants_speaker(scope, summary.speaker)) continue;
        statements_.push_back({summary.kind, count_facts(summary), {}});
    }
    for (const Row& row : evaluation.rows) ++first_row_[row.statement + 1];
    for (std::size_t i = 1; i < first_row_.size(); ++i) first_row_[i] += first_row_[i - 1];
}

bool Selection::wants(const Evaluation& evaluation, const Row& row) const {
    return scope_.person.empty() || evaluation.forecaster_of(row) == scope_.person;
}

bool Selection::in_scoreboard(StatementKind kind, const Evaluation& evaluation, const Row& row) const {
    return kinds_[row.statement] == kind && wants(evaluation, row);
}

KindRows Selection::rows(StatementKind kind, const Period& period) const {
    KindRows out;
    for (const auto& statement : statements_) {
        if (statement.kind != kind) continue;
        out.counts.add(statement.facts, period);
        if (!statement.record) continue;
        const bool settled = is_settled(statement.facts, period);
        if (settled) out.statements.push_back(*statement.record);
        if (settled || is_overdue(statement.facts, period) || is_retracted(statement.facts, period)) add_rows(*statement.record, settled, out);
    }
    return out;
}

void Selection::add_rows(std::uint32_t record, bool settled, KindRows& out) const {
    for (auto i = first_row_[record]; i < first_row_[record + 1]; ++i) {
        const Row& row = evaluation_.rows[i];
        const bool scored = settled && row.has_score();
        if (scored && !scope_.person.empty()) out.crowd.push_back(i);
        if (!wants(evaluation_, row)) continue;
        (settled ? out.settled : out.missing).push_back(i);
        if (scored) out.scored.push_back(i);
    }
}

RowSet Selection::rows_on(const Evaluation& other, const KindRows& rows) const {
    RowSet out;
    std::size_t at = 0;  // both come by statement
    for (std::uint32_t i = 0; i < other.rows.size(); ++i) {
        const Row& row = other.rows[i];
        while (at < rows.statements.size() && rows.statements[at] < row.statement) ++at;
        if (at < rows.statements.size() && rows.statements[at] == row.statement && wants(other, row)) out.push_back(i);
    }
    return out;
}

std::vector<int> Selection::years(StatementKind which, Instant as_of) const {
    std::set<int> found;
    for (const auto& [kind, facts, record] : statements_) {
        if (kind != which) continue;
        found.insert(hindsight::year_of(facts.said_on));
        if (facts.due) found.insert(hindsight::year_of(day_of(*facts.due)));
        if (facts.decided) found.insert(hindsight::year_of(day_of(*facts.decided)));
    }
    found.erase(found.upper_bound(hindsight::year_of(day_of(as_of))), found.end());
    return {found.begin(), found.end()};
}

}  // namespace hindsight::report
