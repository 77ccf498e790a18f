// SPDX-License-Identifier: MIT
// How many statements of a year were made, due, resolved and so on, and the line that takes the missing ones in.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hindsight/evaluation/figures.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::evaluation {

/// Years as seen from an instant.
struct Period {
    std::vector<int> years;  // ascending; empty for all time
    YearRule rule = YearRule::decided;
    Instant as_of{};
    bool holds(int year) const;
    /// min(as_of, the end of the last year): when "overdue" and "open" are asked.
    Instant until() const;
    /// The year after the last one; of all time, the year after that of as_of.
    int next() const;
};

/// What counting needs to know of a statement.
struct CountFacts {
    StatementKind kind = StatementKind::prediction;
    Day said_on{};
    bool has_question = false, resolved = false, annulled = false, retracted = false;
    std::optional<Instant> due, decided, retracted_on;  // a summary does not know when it was retracted
};
CountFacts count_facts(const StatementRecord& record);
CountFacts count_facts(const StatementSummary& summary);

// As of `period.as_of`; what became known later, or was retracted later, does not count.
bool is_made(const CountFacts& facts, const Period& period);
bool is_due(const CountFacts& facts, const Period& period);
/// Resolved or annulled, and of these years by the rule.
bool is_settled(const CountFacts& facts, const Period& period);
bool is_retracted(const CountFacts& facts, const Period& period);
/// Due, and nothing decided by then; a retraction decides nothing.
bool is_overdue(const CountFacts& facts, const Period& period);
/// Overdue, and not retracted: somebody should still resolve it.
bool is_awaited(const CountFacts& facts, const Period& period);
/// Said by the end of the period and due later, not settled or retracted; not what has no due date.
bool is_open(const CountFacts& facts, const Period& period);
bool is_not_resolvable(const CountFacts& facts, const Period& period);
/// Open, and due in the year after.
bool is_due_next(const CountFacts& facts, const Period& period);

struct Counts {
    std::size_t made = 0, due = 0, resolved = 0, scored = 0, annulled = 0, retracted = 0, overdue = 0, open = 0,
                not_resolvable = 0;
    void add(const CountFacts& facts, const Period& period);  // all but `scored`
    Counts& operator+=(const Counts& other);
    /// Of what was settled, how much had no fair answer: annulled / (annulled + resolved), 0 to 1; nullopt when nothing was settled.
    std::optional<double> void_share() const;
};

/// What the mean Brier of the events would be with the retracted and overdue ones in it.
struct SecondLine {
    std::size_t resolved = 0;    // events that were scored
    std::size_t added = 0;       // retracted and overdue ones with a probability
    double base_rate = 0;        // of the scored ones
    double expected = 0;         // each added one at b(1-p)^2 + (1-b)p^2
    double best = 0, worst = 0;  // each added one as it would help or hurt most
};
/// nullopt when no event was scored, which leaves no base rate. What is added leaves out forecasts over options, and those
/// that no answer would let score: too late, withdrawn, repeated, or under a condition that was not met.
std::optional<SecondLine> second_line(const Evaluation& evaluation, const RowSet& scored, const RowSet& missing);

}  // namespace hindsight::evaluation
