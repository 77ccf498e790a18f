// SPDX-License-Identifier: MIT
// A filter of statements as a condition in SQL with its values.
#include "filter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../record/fold.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::sqlite {

namespace {

class Builder {
 public:
    void add(std::string_view term) { join(term); }
    void add(std::string_view term, std::string value) {
        join(term);
        condition_.values.emplace_back(std::move(value));
    }
    void add_list(std::string_view term, const std::vector<std::string>& texts) {
        if (!texts.empty()) add(fmt::format(fmt::runtime(term), "(SELECT value FROM json_each(?))"), json_list(texts));
    }
    template <class Value>
    void add_slugs(std::string_view column, const std::vector<Value>& values) {
        std::vector<std::string> slugs;
        for (const auto value : values) slugs.emplace_back(slug(value));
        add_list(fmt::format("{} IN {{}}", column), slugs);
    }
    /// Any of the ranges, or one of the keys.
    void add_ranges(const std::vector<std::pair<std::string_view, std::pair<std::int64_t, std::int64_t>>>& ranges,
                    const std::vector<std::int64_t>& keys = {}) {
        std::string term;
        for (const auto& [column, bounds] : ranges) {
            term += fmt::format("{}{} BETWEEN ? AND ?", term.empty() ? "" : " OR ", column);
            condition_.values.emplace_back(bounds.first);
            condition_.values.emplace_back(bounds.second);
        }
        if (!keys.empty()) {
            term += " OR s.key IN (SELECT value FROM json_each(?))";
            condition_.values.emplace_back(json_list(keys));
        }
        join(fmt::format("({})", term));
    }
    void add(std::string_view term, std::int64_t value) {
        join(term);
        condition_.values.emplace_back(value);
    }
    Condition take() { return std::move(condition_); }

 private:
    void join(std::string_view term) {
        condition_.sql += fmt::format("{}{}", condition_.sql.empty() ? " WHERE " : " AND ", term);
    }

    Condition condition_;
};

using Range = std::pair<std::int64_t, std::int64_t>;

Range days_of(int year) {
    return {first_day(year).time_since_epoch().count(), last_day(year).time_since_epoch().count()};
}
/// Statuses that the clock tells apart; the rest of them is said by columns.
bool only_undecided(const std::vector<Status>& statuses) {
    const auto undecided = [](Status s) { return s == Status::open || s == Status::closed || s == Status::overdue; };
    return !statuses.empty() && std::all_of(statuses.begin(), statuses.end(), undecided);
}

Range instants_of(int year) { return {micros(start_of(first_day(year))), micros(end_of(last_day(year)))}; }

/// Statements whose condition failed in the year.
std::vector<std::int64_t> failed_in(int year, const ConditionStates& states) {
    std::vector<std::int64_t> keys;
    for (const auto& [key, state] : states) {
        if (state.status == ConditionStatus::not_met && year_of(day_of(state.decided->at)) == year) keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

}  // namespace

std::string json_list(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const auto& text : texts) list += (list.size() > 1 ? "," : "") + quote_json(text);
    return list + "]";
}

std::string json_list(const std::vector<std::int64_t>& numbers) {
    std::string list = "[";
    for (const auto number : numbers) list += (list.size() > 1 ? "," : "") + std::to_string(number);
    return list + "]";
}

bool asks_for_conditions(const StatementFilter& f) { return !f.statuses.empty() || f.year || f.decided_in_year; }

Condition condition_of(const StatementFilter& f, const ConditionStates& states) {
    Builder builder;
    builder.add_list("s.id IN {}", f.ids);
    builder.add_list("s.speaker IN (SELECT key FROM person WHERE id IN {})", f.speakers);
    builder.add_list("s.source IN (SELECT key FROM source WHERE id IN {})", f.sources);
    builder.add_slugs("s.kind", f.kinds);
    builder.add_slugs("s.type", f.types);
    // Tags stand one a line, between line breaks.
    for (const auto& tag : f.tags) builder.add("instr(s.tags, char(10) || ? || char(10)) > 0", tag);
    for (const auto& word : f.words) builder.add("instr(s.search, ?) > 0", fold(word));
    if (f.said_in_year) builder.add_ranges({{"s.said_on", days_of(*f.said_in_year)}});
    if (f.due_in_year) builder.add_ranges({{"s.due", instants_of(*f.due_in_year)}});
    if (f.decided_in_year) builder.add_ranges({{"s.decided_on", instants_of(*f.decided_in_year)}}, failed_in(*f.decided_in_year, states));
    if (f.year) {
        builder.add_ranges(
            {{"s.said_on", days_of(*f.year)}, {"s.due", instants_of(*f.year)}, {"s.decided_on", instants_of(*f.year)}},
            failed_in(*f.year, states));
    }
    if (only_undecided(f.statuses)) builder.add("s.type IS NOT NULL AND s.retracted = 0 AND s.outcome_kind IS NULL");
    if (f.due_until) builder.add("s.due <= ?", micros(*f.due_until));
    return builder.take();
}

bool admits(const StatementFilter& filter, Status status) {
    return filter.statuses.empty() ||
           std::find(filter.statuses.begin(), filter.statuses.end(), status) != filter.statuses.end();
}

}  // namespace hindsight::sqlite
