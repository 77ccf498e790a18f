// SPDX-License-Identifier: MIT
// The record meets the rules: a row for every statement and forecaster, with its scores or the reason why there are none.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/domain/credence.hpp"
#include "hindsight/evaluation/forecast_score.hpp"
#include "hindsight/evaluation/links.hpp"
#include "hindsight/evaluation/policy.hpp"

namespace hindsight::evaluation {

/// How a date forecast with two ends ("within 1-2 years") is read as an event: in the window, by its end, by its middle day.
enum class WindowReading { as_said, by_end, by_middle };

struct Options {
    Policy policy = Policy::last;
    bool include_late = false;               // also forecasts made after the question closed or was decided
    Instant as_of{};
    const CredenceTable* credence = nullptr;  // read the phrases of imputed forecasts anew with this table
    bool withdrawn = false;                   // with `every` also forecasts that were withdrawn
    std::optional<double> clip = {};          // hold probabilities of events to [clip, 1-clip] for the log score
    WindowReading windows = WindowReading::as_said;
    friend bool operator==(const Options&, const Options&) = default;
};

/// What one forecaster earned on one statement (with `every`: what one forecast earned).
struct Row {
    std::uint32_t statement = 0;               // place in the records
    std::uint32_t forecaster = 0;              // place in `people`
    const ForecastRecord* forecast = nullptr;  // the last one that counts; of no counting one the last there is
    std::size_t forecasts_made = 0;            // by this forecaster on this statement
    const Resolution* resolution = nullptr;    // the one that is scored
    ForecastScore score;                       // averaged over time where the policy says so
    double coverage = 1;                       // share of the question's life with a standing forecast (time-weighted)
    std::uint32_t first_pair = 0, pairs = 0;   // its calibration pairs
    Gap gap = gap::none;                       // why the row as a whole has no score
    Gap bar = gap::none;                       // why it would have none even with an answer: what `unresolved` hides
    bool recorded_late = false;                // the forecast was recorded after the outcome was known
    bool fraction = false;                     // the outcome of the event lies between no and yes
    bool in_range_form = false;                // a range with two sides
    bool clipped = false;                      // the log score is of another probability than what was said

    bool has_event() const { return gap.empty() && score.event.has_value(); }
    bool has_score() const { return gap.empty() && (score.event.has_value() || score.type_count > 0); }
    /// The reason to print for a row without any score.
    Gap why() const;
};

/// The records must outlive it.
struct Evaluation {
    std::span<const StatementRecord> records;
    Options options;
    Links links;
    std::vector<std::string_view> people;  // ids of forecasters
    std::vector<Row> rows;                 // by statement, then by the forecaster's first forecast
    std::vector<CalibrationPair> pairs;

    const StatementRecord& record_of(const Row& row) const { return records[row.statement]; }
    std::string_view forecaster_of(const Row& row) const { return people[row.forecaster]; }
};

/// One pass over the records; linear in statements and forecasts.
Evaluation evaluate(std::span<const StatementRecord> records, const Options& options, const Outside& outside = {});

/// Places of rows, the way subsets are handed around.
using RowSet = std::vector<std::uint32_t>;
template <class Predicate>
RowSet rows_where(const Evaluation& evaluation, Predicate predicate) {
    RowSet out;
    for (std::uint32_t i = 0; i < evaluation.rows.size(); ++i) {
        if (predicate(evaluation.rows[i])) out.push_back(i);
    }
    return out;
}

/// Reason -> number of rows that have no score for it.
std::map<std::string, std::size_t> not_scored(const Evaluation& evaluation);

/// From the forecast to the outcome, in days, never negative; nullopt while there is no outcome.
std::optional<double> horizon_days(const Row& row);

/// The event of the speaker's first forecast, if it names one.
std::optional<NamedEvent> speakers_event(const StatementRecord& record);

}  // namespace hindsight::evaluation
