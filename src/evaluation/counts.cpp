// SPDX-License-Identifier: MIT
// The definitions behind the counts of a year.
#include "hindsight/evaluation/counts.hpp"

#include <algorithm>

#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

bool in_years(const std::optional<Instant>& at, const Period& period) { return at && period.holds(hindsight::year_of(day_of(*at))); }

bool by(const std::optional<Instant>& at, Instant limit) { return at && *at <= limit; }

bool settled_by(const CountFacts& facts, Instant limit) {
    return (facts.resolved || facts.annulled) && by(facts.decided, limit);
}

/// A retraction without a known day counts as made long ago.
bool retracted_by(const CountFacts& facts, Instant limit) {
    return facts.retracted && (!facts.retracted_on || *facts.retracted_on <= limit);
}

}  // namespace

bool Period::holds(int year) const { return years.empty() || std::binary_search(years.begin(), years.end(), year); }

Instant Period::until() const { return years.empty() ? as_of : std::min(as_of, end_of(last_day(years.back()))); }

int Period::next() const { return 1 + (years.empty() ? hindsight::year_of(day_of(as_of)) : years.back()); }

CountFacts count_facts(const StatementRecord& record) {
    CountFacts facts{record.statement.kind, record.statement.said_on, false, false, false, false, {}, {}, {}};
    if (const auto& question = record.statement.question) {
        facts.has_question = true;
        if (question->due) facts.due = question->due->at;
    }
    if (const auto* scored = record.scored_resolution()) {
        facts.annulled = scored->resolution.annulled() != nullptr;
        facts.resolved = !facts.annulled;
        facts.decided = scored->resolution.decided_on.at;
    }
    if (record.annulled_by_condition()) {
        facts.annulled = true;
        facts.resolved = false;
        facts.decided = record.condition.decided->at;
    }
    if (record.retraction) {
        facts.retracted = true;
        facts.retracted_on = record.retraction->on.at;
    }
    return facts;
}

CountFacts count_facts(const StatementSummary& summary) {
    const bool failed = summary.facts.condition_not_met;
    CountFacts facts{summary.kind, summary.said_on, summary.facts.has_question, summary.facts.resolved && !failed,
                     summary.facts.annulled || failed, summary.facts.retracted, summary.facts.due, {}, {}};
    if (summary.decided_on) facts.decided = summary.decided_on->at;
    return facts;
}

bool is_made(const CountFacts& facts, const Period& period) { return period.holds(hindsight::year_of(facts.said_on)); }

bool is_due(const CountFacts& facts, const Period& period) { return in_years(facts.due, period); }

bool is_settled(const CountFacts& facts, const Period& period) {
    if (!facts.resolved && !facts.annulled) return false;
    switch (period.rule) {
        case YearRule::decided: return in_years(facts.decided, period);
        case YearRule::due: return is_due(facts, period);
        case YearRule::said: return is_made(facts, period);
    }
    return false;
}

bool is_retracted(const CountFacts& facts, const Period& period) {
    return facts.retracted && in_years(facts.retracted_on, period);
}

bool is_overdue(const CountFacts& facts, const Period& period) {
    const Instant limit = period.until();
    return by(facts.due, limit) && !settled_by(facts, limit);
}

bool is_awaited(const CountFacts& facts, const Period& period) {
    return is_overdue(facts, period) && !retracted_by(facts, period.until());
}

bool is_open(const CountFacts& facts, const Period& period) {
    const Instant limit = period.until();
    if ((!period.years.empty() && hindsight::year_of(facts.said_on) > period.years.back()) || !facts.due || *facts.due <= limit) return false;
    return !settled_by(facts, limit) && !retracted_by(facts, limit);
}

bool is_not_resolvable(const CountFacts& facts, const Period& period) {
    return !facts.has_question && is_made(facts, period);
}

bool is_due_next(const CountFacts& facts, const Period& period) {
    return facts.due && hindsight::year_of(day_of(*facts.due)) == period.next() && is_open(facts, period);
}

void Counts::add(const CountFacts& facts, const Period& period) {
    made += is_made(facts, period);
    due += is_due(facts, period);
    if (is_settled(facts, period)) ++(facts.annulled ? annulled : resolved);
    retracted += is_retracted(facts, period);
    overdue += is_overdue(facts, period);
    open += is_open(facts, period);
    not_resolvable += is_not_resolvable(facts, period);
}

Counts& Counts::operator+=(const Counts& other) {
    made += other.made;
    due += other.due;
    resolved += other.resolved;
    scored += other.scored;
    annulled += other.annulled;
    retracted += other.retracted;
    overdue += other.overdue;
    open += other.open;
    not_resolvable += other.not_resolvable;
    return *this;
}

std::optional<double> Counts::void_share() const {
    const auto settled = annulled + resolved;
    if (settled == 0) return std::nullopt;
    return static_cast<double>(annulled) / static_cast<double>(settled);
}

std::optional<SecondLine> second_line(const Evaluation& evaluation, const RowSet& scored, const RowSet& missing) {
    SecondLine line;
    const auto base = base_rate_of(evaluation, scored);
    if (base.n == 0) return std::nullopt;
    line.base_rate = base.yes / static_cast<double>(base.n);
    scoring::Sum expected, best, worst;
    for (const std::uint32_t place : scored) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event()) continue;
        for (auto* sum : {&expected, &best, &worst}) sum->add(row.score.event->brier);
        ++line.resolved;
    }
    for (const std::uint32_t place : missing) {
        const Row& row = evaluation.rows[place];
        if (!row.bar.empty() || !row.score.probability || std::holds_alternative<OptionForecast>(row.forecast->forecast.predictive)) continue;
        const double p = *row.score.probability;
        const double if_yes = (1 - p) * (1 - p), if_no = p * p;
        expected.add(line.base_rate * if_yes + (1 - line.base_rate) * if_no);
        best.add(std::min(if_yes, if_no));
        worst.add(std::max(if_yes, if_no));
        ++line.added;
    }
    const double n = static_cast<double>(line.resolved + line.added);
    line.expected = expected.value() / n;
    line.best = best.value() / n;
    line.worst = worst.value() / n;
    return line;
}

}  // namespace hindsight::evaluation
