// SPDX-License-Identifier: MIT
// The yearly report as plain values: everything that any format shows, and nothing about how.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hindsight/evaluation/agreement.hpp"
#include "hindsight/evaluation/counts.hpp"
#include "hindsight/evaluation/discrimination.hpp"
#include "hindsight/evaluation/figures.hpp"
#include "hindsight/evaluation/ranges.hpp"
#include "hindsight/evaluation/sensitivity.hpp"
#include "hindsight/report/statement_line.hpp"

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

inline constexpr std::size_t kSmallMultiples = 12;  // ranked persons whose calibration is drawn, with its bands

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
    Counts counts;   // of the statements that the report compares
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
    StatementKind compared{};  // what the next two are of: predictions, or claims where no prediction was scored
    std::vector<YearLine> development;  // by year, when there are several
    std::vector<evaluation::VariantScores> sensitivity;  // the report's own way first

    std::map<std::string, Texts> names;      // persons that occur, by id
    std::map<std::string, Source> sources;   // likewise
    std::vector<std::pair<std::string, double>> credence;  // phrases used for imputed probabilities
};

}  // namespace hindsight::report
