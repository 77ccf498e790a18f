// SPDX-License-Identifier: MIT
// What a report says of a single statement: what was said, forecast and decided.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hindsight/base/json.hpp"
#include "hindsight/domain/record.hpp"

namespace hindsight::report {

struct TypeScoreLine {
    std::string rule;
    std::string unit;
    double value = 0;
};

/// What a person's forecast was from then on: one of the forecasts made, whether or not it counts, or what a withdrawal left.
struct HistoryPoint {
    Instant made{};
    std::string predictive;  // short form
    std::optional<double> probability;  // of the event that it names
    std::optional<double> low, high;    // of a range, on the question's scale
    std::string reason;      // of the forecast, or of the withdrawal
    bool withdrawn = false;  // by a withdrawal: an earlier forecast stands again, or none, and then the fields of one are empty
};

/// What one person forecast on a statement, as far as it counts.
struct ForecastLine {
    std::string forecaster;
    std::string predictive;  // short form
    Json predictive_json;
    When made_at;
    Basis basis = Basis::stated;
    std::string phrase, reason;
    std::size_t forecasts = 0;  // how many the person made on it
    std::optional<double> probability, observed, brier, log;
    std::optional<double> low, high;  // of the event that it names, on the question's scale
    std::vector<TypeScoreLine> types;
    std::string not_scored;       // reason, when there is no score at all
    std::string event_not_scored;  // reason, when only the event has none
    bool recorded_late = false;
    std::optional<double> coverage;  // time-weighted
    std::map<std::string, double> baseline_brier;  // by slug
    /// Every forecast of the person on it, oldest first; with the person's first line, and empty where the one above is all.
    std::vector<HistoryPoint> history;
};

struct RaterLine {
    std::string resolver;
    std::string outcome;  // short form, or "annulled: why"
    When decided_on;
    std::string confidence;
    bool agrees = true;  // with the one that is scored
};

/// An amendment with what stood before it, whether or not it was changed.
struct AmendmentLine {
    Instant at{};
    std::string reason;
    Texts before;
    std::string criteria{};
    std::optional<When> due{}, closes{};
    std::vector<std::string> tags{};
};

/// A statement must come out so for another one to count.
struct ConditionLine {
    std::string statement, outcome;    // the second in its short form
    std::optional<QuestionType> type{};  // of that statement's question, where the report knows it
};

struct StatementLine {
    std::string id;
    StatementKind kind{};
    Status status{};
    std::string speaker;
    Day said_on{};
    Texts text;
    std::string quote, source, locator, strength;
    std::vector<std::string> tags;
    std::optional<QuestionType> type;
    std::string unit, criteria, notes;
    std::optional<When> closes, due, decided_on;
    std::optional<double> low, high;  // the range that the speaker named, on the question's scale
    bool log_scale = false;
    std::optional<double> observed_value;  // a number, or a day as days since 1970; none when censored
    std::vector<std::string> options;

    std::string outcome;  // short form
    Json outcome_json;
    std::string annulled;  // reason
    std::string resolver, confidence, note;
    std::optional<Instant> resolution_recorded;  // when the record learned it
    std::vector<Evidence> evidence;
    std::vector<RaterLine> raters;
    std::vector<AmendmentLine> amendments;
    std::optional<std::string> retracted;  // reason
    std::optional<When> retracted_on;
    std::vector<ConditionLine> conditions;
    std::string counted_by;                // the statement that counts instead of this repetition
    std::size_t repetitions = 0;

    std::vector<ForecastLine> forecasts;  // the speaker's first
    bool recorded_late() const { return !forecasts.empty() && forecasts.front().recorded_late; }
};

}  // namespace hindsight::report
