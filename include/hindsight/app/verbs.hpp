// SPDX-License-Identifier: MIT
// The verbs: what can be done with a record. One function each; every one throws Error and stores nothing by halves.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hindsight/app/session.hpp"
#include "hindsight/base/diagnostic.hpp"
#include "hindsight/domain/record.hpp"
#include "hindsight/interchange/formats.hpp"

namespace hindsight::app {

// -- the record -------------------------------------------------------------------------------------------------------

struct InitRequest {
    bool reproducible = false;
    bool example = false;  // with a small book to play with
};
struct InitResult {
    bool created = false;  // false: there was a valid record already
    bool ignored = false;  // and --reproducible or --example were asked for, which only a new one takes
    journal::Head head;
};
InitResult init(const Session& session, const InitRequest& request);

journal::Head head(const Session& session);
/// Also of a record too damaged for any other verb.
Verification verify(const Session& session, const std::vector<journal::Head>& heads);
DoctorReport doctor(const Session& session);
/// The head of the verified copy.
journal::Head backup(const Session& session, const std::filesystem::path& to);

// -- people and sources -----------------------------------------------------------------------------------------------

void add_person(const Session& session, const Person& person);
void add_source(const Session& session, const Source& source);
std::vector<Person> persons(const Session& session);
std::vector<Source> sources(const Session& session);

// -- statements and forecasts -----------------------------------------------------------------------------------------

struct AddRequest {
    std::string text;
    std::string language;  // "": recognised from the text
    std::string id;        // "": made from the text
    std::optional<StatementKind> kind;
    std::string by;       // "": the actor
    std::string said_on;  // dates as typed; "": today
    std::string due;
    std::string type;  // "": recognised from the other fields
    std::string criteria;
    std::string unit;
    std::string scale;
    std::vector<std::string> options;
    std::string forecast;  // short form
    std::string phrase;
    std::string source;
    std::string locator;
    std::vector<std::string> tags;
};
struct AddResult {
    StatementRecord record;
    Status status{};
    std::vector<std::string> similar;  // ids of statements that say nearly the same
};
AddResult add(const Session& session, const AddRequest& request);
/// "zh" for a text with Chinese characters in it, else "en".
std::string language_of_text(std::string_view text);
/// Throws what `add` would throw, and stores nothing.
void try_add(const Session& session, const AddRequest& request);

struct ForecastRequest {
    std::string id;
    std::string forecast;  // short form, or a phrase
    std::string by;
    std::string at;
    std::string reason;
};
struct ForecastResult {
    StatementRecord record;
    ForecastRecord made;
    bool too_late = false;  // after the cut-off: kept, not scored
};
ForecastResult forecast(const Session& session, const ForecastRequest& request);

struct WithdrawRequest {
    std::string id, by, at, reason;
};
ForecastRecord withdraw(const Session& session, const WithdrawRequest& request);

struct AmendRequest {
    std::string id;
    std::string text, language, criteria, due;  // "": unchanged
    std::vector<std::string> tags;              // empty: unchanged
    std::string reason;
};
struct AmendResult {
    Statement before, after;
    std::vector<std::string> changed;  // names of the fields
};
AmendResult amend(const Session& session, const AmendRequest& request);

void retract(const Session& session, const std::string& id, const std::string& reason);

/// What was appended: one line a step, newest action undone first.
struct UndoResult {
    std::vector<std::string> steps;
};
UndoResult undo(const Session& session);

// -- resolving --------------------------------------------------------------------------------------------------------

struct ResolveRequest {
    std::string id;
    std::string outcome;  // short form, or "annulled: why"
    std::string on;
    std::string by;
    std::vector<std::string> evidence;  // URLs
    std::string note;
    bool correct = false;
    std::string reason;
};
struct ForecasterScore {
    std::string forecaster;
    std::string forecast;             // short form
    std::optional<double> probability;
    std::optional<double> brier, log;  // of the event, if the forecast names one
    struct TypeScore {
        std::string rule, unit;  // the unit, or the scale of a rule that has none
        double value = 0;
    };
    std::vector<TypeScore> types;
    std::string not_scored;        // why, when there is no score at all
    std::string event_not_scored;  // why, when an event is named and has no score
};
struct ResolveResult {
    StatementRecord record;  // as it is afterwards
    Resolution resolution;
    std::string outcome;      // short form
    bool further_rating = false;
    std::vector<ForecasterScore> scores;
};
/// `preview` sees the result before it is recorded.
ResolveResult resolve(const Session& session, const ResolveRequest& request,
                      const std::function<void(const ResolveResult&)>& preview = {});

/// The scores of a statement as it stands, one entry per forecaster. The record may be ahead of what is stored.
std::vector<ForecasterScore> scores_of(Reader& reader, const StatementRecord& record);

// -- asking -----------------------------------------------------------------------------------------------------------

/// `status:overdue by:li-mu tag:x year:2024 type:date kind:claim source:s id:x`, and bare words; all must hold.
/// `status:open,overdue` lets either through; only `tag:` may be given twice, for both. Throws Error{usage}.
StatementFilter parse_filter(const std::vector<std::string>& words);

std::vector<StatementSummary> list(const Session& session, const SummaryQuery& query);

struct ShowResult {
    StatementRecord record;
    Status status{};
    std::vector<Person> persons;
    std::optional<Source> source;
    std::vector<ForecasterScore> scores;
    std::vector<LogEntry> events;
};
ShowResult show(const Session& session, const std::string& id);

/// The end of `90d`, `6w`, "in 2 years" from today. Throws Error{bad_date}.
Instant end_of_look_ahead(const Session& session, const std::string& within);
/// What must be looked at: overdue first, then what comes due by `until`, soonest first.
SummaryQuery due_query(const Session& session, const std::string& within);
std::vector<StatementSummary> due(const Session& session, const std::string& within, bool forecasts = true);

std::vector<LogEntry> log(const Session& session, const std::optional<std::string>& id);

// -- files ------------------------------------------------------------------------------------------------------------

struct BookText {
    std::string name;  // for messages: the file's name
    std::string text;
};

struct ImportRequest {
    std::vector<BookText> books;  // own books given as text
    std::string reason;           // of changes of what is in the record already
    bool dry_run = false;
    bool partial = false;         // store what is good
    std::vector<std::string> files{};  // of any format; `-` is standard input
    interchange::ReadOptions read{};
    std::map<std::string, std::string> persons{};  // name or key in a file -> id of a person here
};

/// Of one kind of thing: read = stored + there + refused.
struct ImportCounts {
    std::size_t read = 0, stored = 0, there = 0, refused = 0;
};
/// A foreign field that has no home here.
struct LostField {
    std::string format, field;
    std::size_t count = 0;
    std::string example;
};
/// What would be done to one statement.
struct PlannedChange {
    char sign = '+';  // + is new, ~ is there and gets something new
    std::string statement, what;
    std::size_t forecasts = 0;  // new ones
};
/// Of our own journal.
struct JournalImport {
    journal::Head head;         // of the file
    std::uint64_t there = 0;    // of them the record had already
    std::uint64_t added = 0;    // or would be
    bool made = false;          // there was no record
};
struct ImportResult {
    std::size_t read = 0, stored = 0, there = 0, refused = 0;  // records: entries of a book; statements, forecasts and resolutions of other formats
    std::map<std::string, ImportCounts> by_kind;  // statements, forecasts, resolutions; of formats other than books
    std::size_t persons = 0, sources = 0, forecasts = 0, resolutions = 0, amendments = 0, events = 0;
    std::size_t renormalised = 0;  // forecasts whose probabilities were scaled to add up to 1
    std::vector<std::pair<std::string, std::string>> files;  // name, format
    std::optional<JournalImport> journal;  // the file was one: records are its events
    std::vector<LostField> lost;
    std::vector<std::string> notes;
    std::vector<PlannedChange> plan;  // of a dry run: the first of them
    std::size_t planned = 0;          // how many there are
    Diagnostics diagnostics;          // with errors nothing was stored, unless in part
};
/// All or nothing, in one action: books first, then the other files in the order given.
ImportResult import_all(const Session& session, const ImportRequest& request);

struct ExportRequest {
    StatementFilter filter;
    std::string format = "toml";
    interchange::WriteOptions write{};
};
/// What the filter lets through. Throws Error{usage} for a format that is not written.
interchange::Written export_as(const Session& session, const ExportRequest& request);
/// The same as the canonical book.
std::string export_book(const Session& session, const StatementFilter& filter);

}  // namespace hindsight::app
