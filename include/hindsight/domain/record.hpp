// SPDX-License-Identifier: MIT
// A statement with all that happened to it: the state folded from the journal's events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/domain/statement.hpp"

namespace hindsight {

struct ForecastRecord {
    std::int64_t key = 0;
    std::string event;  // random id of the event; "" for a row of a bulk import
    std::uint64_t seq = 0;
    Forecast forecast;
    Instant made{};      // made_at as an instant, never later than recorded_at
    Instant recorded{};
    std::optional<Instant> withdrawn;  // from then on it does not stand
    std::optional<When> withdrawn_at;  // as given
    std::string withdrawal_reason;

    /// From when on it stands: as given, unless that lies after it was recorded.
    When start() const { return forecast.made_at.at == made ? forecast.made_at : When::instant(made); }
};

struct ResolutionRecord {
    std::int64_t key = 0;
    std::string event;
    std::uint64_t seq = 0;
    Resolution resolution;
    Instant recorded{};
    bool standing = true;     // false once corrected or withdrawn
    std::string corrects;     // event id of the one that it replaces
    std::string correction_reason;
};

/// What a statement said before an amendment.
struct Amendment {
    std::uint64_t seq = 0;
    Instant at{};  // from then on the new wording is in force; never earlier than that of the amendment before it
    std::string reason;
    Statement before;
    std::string event{};
    Instant recorded{};
    std::optional<When> from{};  // `at` as given, where it was
};

struct Retraction {
    When on;
    std::string reason;
    Instant recorded{};
    friend bool operator==(const Retraction&, const Retraction&) = default;
};

/// What became of the condition of a conditional statement.
enum class ConditionStatus { none, met, open, not_met };
struct ConditionState {
    ConditionStatus status = ConditionStatus::none;
    std::optional<When> decided;  // when it was met or not, but not before the statement was said
    friend bool operator==(const ConditionState&, const ConditionState&) = default;
};
/// The reason of an annulment that nobody had to enter.
inline constexpr std::string_view kConditionNotMet = "condition not met";

struct StatementRecord {
    std::int64_t key = 0;
    std::string uid;  // random id: the subject of its events
    Statement statement;
    Instant recorded{};
    std::vector<Amendment> amendments;        // oldest first
    std::vector<ForecastRecord> forecasts;    // by (made, key)
    std::vector<ResolutionRecord> resolutions;  // by key, all of them, also corrected ones
    std::optional<Retraction> retraction;
    ConditionState condition;  // decided by other statements: filled in by whoever reads the record

    /// Annulled because its condition was not met, whether or not somebody resolved it.
    bool annulled_by_condition() const;
    /// The one that is scored: the latest standing one by the statement's first resolver (if none of theirs stands, by the next).
    const ResolutionRecord* scored_resolution() const;
    /// The standing one of each resolver, first resolver first.
    std::vector<const ResolutionRecord*> ratings() const;
    /// The forecast of `person` that stands at `at`: of equal instants the later recorded; nullptr when there is none.
    const ForecastRecord* standing_forecast(const std::string& person, Instant at) const;
    /// The wording in force at `at`.
    const Statement& wording_at(Instant at) const;
};

enum class Status { not_resolvable, open, closed, overdue, resolved, annulled, retracted };
std::string_view slug(Status status);
std::optional<Status> parse_status(std::string_view text);

/// What the status depends on; a list of statements knows no more than this.
struct StatusFacts {
    bool has_question = false;
    bool retracted = false;
    bool resolved = false;
    bool annulled = false;
    std::optional<Instant> closes, due;
    bool condition_not_met = false;  // of a statement with a question that nobody annulled
};
Status status(const StatusFacts& facts, Instant now);
StatusFacts status_facts(const StatementRecord& record);
inline Status status(const StatementRecord& record, Instant now) { return status(status_facts(record), now); }

}  // namespace hindsight
