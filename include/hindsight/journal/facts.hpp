// SPDX-License-Identifier: MIT
// What happened, as typed values: the content of events and its canonical JSON.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "hindsight/domain/record.hpp"
#include "hindsight/journal/event.hpp"

namespace hindsight::journal {

// `subject` is the random id of the statement, person or source concerned; new ones are drawn by the store when empty.

/// The first event of every journal; type "record.made".
struct RecordMade { bool reproducible = false; };
struct PersonAdded { std::string subject; Person person; };
struct PersonAmended { std::string subject; Person person; std::string reason; };
struct SourceAdded { std::string subject; Source source; };
struct SourceAmended { std::string subject; Source source; std::string reason; };
struct CredenceSet { std::string phrase; double probability = 0; std::string reason{}; };
struct StatementAdded { std::string subject; Statement statement; };
/// The whole new content; `from`: since when the new wording is in force, where that is earlier than the event.
struct StatementAmended { std::string subject; Statement statement; std::string reason; std::optional<When> from{}; };
struct StatementRetracted { std::string subject; std::optional<When> on; std::string reason; };
struct StatementRestored { std::string subject; std::string reason; };
struct ForecastMade { std::string subject; Forecast forecast; QuestionType type{}; };  // type: for the notation
struct ForecastWithdrawn { std::string subject; std::string forecast; When at; std::string reason; };  // forecast: event id
struct ForecastRestored { std::string subject; std::string forecast; std::string reason; std::optional<When> withdrawn_at{}; };  // the withdrawal that it takes back
struct QuestionResolved { std::string subject; Resolution resolution; QuestionType type{}; };
struct ResolutionCorrected { std::string subject; std::string corrects; Resolution resolution; QuestionType type{}; std::string reason; };
struct ResolutionWithdrawn { std::string subject; std::string resolution; std::string reason; };  // resolution: event id
struct ResolutionRestored { std::string subject; std::string resolution; std::string reason; };
struct ClockNoted { std::string before; std::string now; };

/// One row of a bulk import; statement and forecaster by their random ids.
struct ImportedForecast {
    std::string statement;
    std::string forecaster;
    When made_at;
    Predictive predictive;
    QuestionType type = QuestionType::binary;  // of the statement's question, for the notation
    friend bool operator==(const ImportedForecast&, const ImportedForecast&) = default;
};
struct ForecastsImported { std::string label; std::vector<ImportedForecast> rows; };

/// What the parts of one event may hold together: what a replay can read back (the limit of parse_canonical).
inline constexpr std::size_t kEventBytes = 4u << 20;
inline constexpr std::size_t kImportRows = 2000;
inline constexpr std::size_t kImportBytes = 1u << 20;

using Fact = std::variant<RecordMade, PersonAdded, PersonAmended, SourceAdded, SourceAmended, CredenceSet, StatementAdded, StatementAmended,
                          StatementRetracted, StatementRestored, ForecastMade, ForecastWithdrawn, ForecastRestored, QuestionResolved,
                          ResolutionCorrected, ResolutionWithdrawn, ResolutionRestored, ForecastsImported, ClockNoted>;

/// "forecast.made"; one name per alternative of Fact, in its order.
std::string_view type_of(const Fact& fact);
/// Every event type there is.
std::span<const std::string_view> event_types();

/// The parts of a fact, without salts: `body`, and `private` for reasons, names and notes about people.
std::vector<Part> encode(const Fact& fact);

/// Reads a fact back. Throws Error{bad_canonical}, and Error{record_newer} for a type that only a newer program knows.
Fact decode(const Header& header, const std::vector<Part>& parts);

}  // namespace hindsight::journal
