// SPDX-License-Identifier: MIT
// Whether the conditions of conditional statements were met.
#include "hindsight/domain/condition.hpp"

#include <algorithm>

#include "hindsight/base/error.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight {

namespace {

/// What "the answer lies beyond `found`" says about "the answer lies beyond `need`", the nearest answer being a step beyond.
std::optional<bool> implied(const Bound& need, const Bound& found, double step) {
    const bool same_side = need.above == found.above;
    if (same_side) step = 0;
    const bool beyond = found.above ? found.value + step >= need.value : found.value - step <= need.value;
    return beyond ? std::optional(same_side) : std::nullopt;
}

bool beyond(const Bound& bound, double value) { return bound.above ? value > bound.value : value < bound.value; }

std::optional<bool> meets(const Outcome& outcome, const Outcome& need, bool days) {
    const auto* found_bound = std::get_if<Bound>(&outcome);
    const auto* found_value = std::get_if<Observed>(&outcome);
    if (const auto* bound = std::get_if<Bound>(&need)) {
        if (found_value) return beyond(*bound, found_value->value);
        if (found_bound) return implied(*bound, *found_bound, days ? 1 : 0);
    }
    if (const auto* value = std::get_if<Observed>(&need); value && found_bound) {
        return beyond(*found_bound, value->value) ? std::nullopt : std::optional(false);
    }
    return outcome == need;
}

/// Of several conditions all must hold: the first that fails decides, else the last that is met.
ConditionState both(const ConditionState& a, const ConditionState& b) {
    using enum ConditionStatus;
    if (a.status == none || b.status == none) return a.status == none ? b : a;
    if (a.status != b.status) {
        for (const auto weaker : {not_met, open}) {
            if (a.status == weaker || b.status == weaker) return a.status == weaker ? a : b;
        }
    }
    if (a.status == open) return a;
    const bool a_first = a.decided->at < b.decided->at;
    return (a.status == not_met) == a_first ? a : b;
}

}  // namespace

std::optional<bool> meets(const Outcome& outcome, const Question& question, std::string_view need) {
    try {
        return meets(outcome, parse_outcome(need, question), question.counts_days());
    } catch (const Error&) {
        return print_outcome(outcome, question) == need;  // the question was amended since
    }
}

ConditionState Conditions::of(const Statement& statement) {
    if (const auto it = known_.find(statement.id); it != known_.end()) return it->second;
    ConditionState state;
    known_[statement.id].status = ConditionStatus::open;
    for (const auto& link : statement.links) {
        if (link.kind == LinkKind::conditional_on) state = both(state, of(link));
    }
    // Nothing is decided about what was not said yet.
    if (state.decided && state.decided->at < start_of(statement.said_on)) state.decided = When::day(statement.said_on);
    known_[statement.id] = state;
    return state;
}

ConditionState Conditions::of(const Link& link) {
    using enum ConditionStatus;
    const auto* target = find_(link.statement);
    if (!target) return {open, {}};
    const auto inner = of(target->statement);
    if (inner.status == not_met) return inner;
    const auto* scored = target->scored_resolution();
    if (!scored) return {open, {}};
    const auto& resolution = scored->resolution;
    if (resolution.annulled()) return {not_met, resolution.decided_on};
    if (inner.status == open || !target->statement.question) return {open, {}};
    const auto holds = meets(*resolution.outcome(), *target->statement.question, link.outcome);
    if (!holds) return {open, {}};
    return {*holds ? met : not_met, resolution.decided_on};
}

void decide_conditions(std::span<StatementRecord> records) {
    std::unordered_map<std::string_view, const StatementRecord*> places;
    for (const auto& record : records) places.emplace(record.statement.id, &record);
    Conditions conditions([&](std::string_view id) {
        const auto it = places.find(id);
        return it == places.end() ? nullptr : it->second;
    });
    for (auto& record : records) record.condition = conditions.of(record.statement);
}

}  // namespace hindsight
