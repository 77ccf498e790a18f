// SPDX-License-Identifier: MIT
// The yearly report as plain values: everything that any format shows, and nothing about how.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hindsight/base/json.hpp"
#include "hindsight/evaluation/agreement.hpp"
#include "hindsight/evaluation/counts.hpp"
#include "hindsight/evaluation/discrimination.hpp"
#include "hindsight/evaluation/figures.hpp"
#include "hindsight/evaluation/ranges.hpp"
#include "hindsight/evaluation/sensitivity.hpp"

namespace hindsight::report {

using evaluation::Agreement;
using evaluation::Calibration;
using evaluation::Counts;
using evaluation::Confidence;
using evaluation::Coverage;
using evaluation::Discrimination;
using evaluation::Figures;
using evaluation::RangeCalibration;
using evaluation::SecondLine;

/// The head of the journal that the report was made from.
struct RecordHead {
    std::string origin;
    std::uint64_t size = 0;
    std::string root;  // hexadecimal
};

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
    std::vector<TypeScoreLine> types;
    std::string not_scored;       // reason, when there is no score at all
    std::string event_not_scored;  // reason, when only the event has none
    bool recorded_late = false;
    std::optional<double> coverage;  // time-weighted
    std::map<std::string, double> baseline_brier;  // by slug
    std::vector<HistoryPoint> history;  // every forecast of the person on it, oldest first; empty where the one above is all
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
    std::vector<std::pair<std::string, std::string>> conditions;  // statements, and the outcome in its short form that each must have
    std::string counted_by;                // the statement that counts instead of this repetition
    std::size_t repetitions = 0;

    std::vector<ForecastLine> forecasts;  // the speaker's first
    bool recorded_late() const { return !forecasts.empty() && forecasts.front().recorded_late; }
};

/// A change of mind of one person on one question, within the year.
struct RevisionLine {
    std::string statement, forecaster;
    double first_probability = 0, last_probability = 0;
    double first_brier = 0, last_brier = 0;
};

/// Changes of mind, by how much they changed the Brier score: below 0 they helped.
struct RevisionSummary {
    std::size_t n = 0, helped = 0, hurt = 0;
    double mean_change = 0;
    std::vector<RevisionLine> most_helpful, most_harmful;
};

/// What nobody, or hardly anybody, thought likely: an answer with the mean probability that was given to it.
struct SurpriseLine {
    std::string statement;
    std::size_t forecasters = 0;
    double probability = 0;  // mean over forecasters, given to what happened
};

struct PersonLine {
    std::string id;
    std::optional<std::size_t> rank;  // from 1; none under five questions
    Figures figures;
    Figures recorded_before;
    std::optional<SecondLine> second;
    std::optional<Calibration> calibration;
    std::optional<Confidence> confidence;
    std::optional<RangeCalibration> ranges;
};

struct GroupLine {
    std::string label;
    Figures figures;
};

/// Predictions, or claims: never in one mean.
struct Section {
    StatementKind kind{};
    Counts counts;
    Figures overall;
    Figures recorded_before;              // only what was recorded before the outcome was known
    std::optional<SecondLine> second;     // with the retracted and overdue ones
    std::vector<PersonLine> forecasters;  // ranked ones first, by mean Brier
    std::optional<Calibration> calibration;
    std::optional<Coverage> coverage;
    std::optional<Discrimination> discrimination;
    std::optional<Confidence> confidence;
    std::optional<RangeCalibration> ranges;
    std::vector<GroupLine> by_tag, by_type, by_horizon, by_source, by_speaker, by_basis;
    std::map<std::string, std::size_t> not_scored;
    std::map<std::string, std::size_t> annulled;  // reason -> statements
    std::size_t stated = 0, imputed = 0;          // scored forecasts by where their probability comes from
    std::size_t recorded_early = 0, recorded_late = 0;  // scored forecasts, before and after the outcome was known
    RevisionSummary revisions;
    std::vector<SurpriseLine> surprises;          // the least expected first
    std::optional<Agreement> agreement;
};

/// One of several years.
struct YearLine {
    int year = 0;
    Counts counts;   // of predictions
    Figures overall;
    std::optional<SecondLine> second;
    std::optional<Confidence> confidence;
    std::vector<PersonLine> forecasters;  // as in a section, without calibration
};

/// A forecast of a statement in `Report::statements`.
struct Call {
    std::size_t statement = 0;
    std::size_t forecast = 0;
};

/// Whom and when a report is about.
struct Scope {
    std::vector<int> years;      // ascending; empty for all time
    std::vector<std::string> by;  // only statements by these speakers; empty for all
    std::string person;          // only what this person said or forecast; "" for all
};

struct Report {
    int year = 0;  // the last one of the scope; of all time that of as_of
    Scope scope;
    evaluation::YearRule year_by{};
    evaluation::Policy policy{};
    bool include_late = false;
    Instant as_of{};
    RecordHead head;
    std::string version;
    bool reproducible = false;
    std::uint64_t given_clock_events = 0;

    Counts counts;
    Section predictions, claims;
    std::vector<StatementLine> statements;  // resolved or annulled, of the year by its rule
    std::vector<StatementLine> overdue, due_next, retracted, not_resolvable;  // overdue: without retracted ones
    std::vector<Call> best, worst;  // events called better than even, and worse
    std::vector<YearLine> development;  // by year, when there are several
    std::vector<evaluation::VariantScores> sensitivity;  // the report's own way first

    std::map<std::string, Texts> names;      // persons that occur, by id
    std::map<std::string, Source> sources;   // likewise
    std::vector<std::pair<std::string, double>> credence;  // phrases used for imputed probabilities
};

}  // namespace hindsight::report
