// SPDX-License-Identifier: MIT
// The tables of policies, year rules and reasons.
#include "hindsight/evaluation/policy.hpp"

#include <algorithm>

namespace hindsight::evaluation {

namespace {

constexpr std::array<PolicyInfo, 4> kPolicies{{
    {Policy::last, "last", "the forecast that stood when the question closed or was decided"},
    {Policy::first, "first", "the first forecast that was not withdrawn before the question closed"},
    {Policy::time_weighted, "time-weighted", "the score integrated over the life of the question"},
    {Policy::every, "every", "each forecast once, as trackers do that count so"},
}};

constexpr std::array<YearRuleInfo, 3> kYearRules{{
    {YearRule::decided, "decided", "the year in which the outcome became known"},
    {YearRule::due, "due", "the year in which the answer was due"},
    {YearRule::said, "said", "the year in which it was said"},
}};

constexpr std::array<GapInfo, 13> kGaps{{
    {gap::unresolved, "not resolved"},
    {gap::annulled, "annulled: there was no fair answer"},
    {gap::condition_open, "the condition of the statement is not decided"},
    {gap::condition_not_met, "the condition of the statement was not met"},
    {gap::repeat, "a repetition of a statement that is counted already"},
    {gap::too_late, "every forecast was made after the question had closed or was decided"},
    {gap::withdrawn, "every forecast was withdrawn before the question closed or was decided"},
    {gap::no_event, "the forecast names no event"},
    {gap::other_event, "a partial outcome settles only forecasts of the event that the speaker named"},
    {gap::no_value, "a partial outcome gives no value"},
    {gap::wrong_form, "the forecast does not fit the outcome"},
    {gap::mixed_forms, "forecasts of different forms cannot be averaged over time"},
    {gap::no_rule, "no rule applies to this form of forecast"},
}};

template <class Table, class Value>
std::string_view slug_in(const Table& table, Value Table::value_type::*member, Value value) {
    return std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.*member == value; })->slug;
}

template <class Value, class Table>
std::optional<Value> value_in(const Table& table, Value Table::value_type::*member, std::string_view text) {
    for (const auto& row : table) {
        if (row.slug == text) return row.*member;
    }
    return std::nullopt;
}

}  // namespace

std::span<const PolicyInfo> policies() { return kPolicies; }
std::string_view slug(Policy policy) { return slug_in(kPolicies, &PolicyInfo::policy, policy); }
std::optional<Policy> parse_policy(std::string_view text) { return value_in(kPolicies, &PolicyInfo::policy, text); }

std::span<const YearRuleInfo> year_rules() { return kYearRules; }
std::string_view slug(YearRule rule) { return slug_in(kYearRules, &YearRuleInfo::rule, rule); }
std::optional<YearRule> parse_year_rule(std::string_view text) { return value_in(kYearRules, &YearRuleInfo::rule, text); }

std::span<const GapInfo> gaps() { return kGaps; }

std::optional<int> year_of(const StatementRecord& record, YearRule rule) {
    if (rule == YearRule::said) return hindsight::year_of(record.statement.said_on);
    if (rule == YearRule::due) {
        const auto& question = record.statement.question;
        if (!question || !question->due) return std::nullopt;
        return hindsight::year_of(day_of(question->due->at));
    }
    const auto* scored = record.scored_resolution();
    if (!scored) return std::nullopt;
    return hindsight::year_of(day_of(scored->resolution.decided_on.at));
}

}  // namespace hindsight::evaluation
