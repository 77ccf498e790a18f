// SPDX-License-Identifier: MIT
// The record: a journal and its projections in one SQLite file. One user action is one transaction.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hindsight/base/clock.hpp"
#include "hindsight/base/progress.hpp"
#include "hindsight/base/randomness.hpp"
#include "hindsight/domain/credence.hpp"
#include "hindsight/domain/record.hpp"
#include "hindsight/journal/facts.hpp"
#include "hindsight/journal/head.hpp"

namespace hindsight {

/// Which statements; everything given must hold.
struct StatementFilter {
    std::vector<std::string> ids;
    std::vector<std::string> speakers;
    std::vector<std::string> tags;      // all of them; of the other lists any one
    std::vector<StatementKind> kinds;
    std::vector<QuestionType> types;
    std::vector<std::string> sources;
    std::vector<Status> statuses;       // any of them, at `now`
    std::vector<std::string> words;     // each in the text (any language), id or tags; folded
    std::optional<int> said_in_year;    // made
    std::optional<int> due_in_year;
    std::optional<int> decided_in_year; // by the scored resolution
    std::optional<int> year;            // said, due or decided in it
    std::optional<Instant> due_until;   // due at or before
};

/// One line of a list.
struct StatementSummary {
    std::int64_t key = 0;
    std::string id;
    StatementKind kind{};
    std::string speaker;
    Day said_on{};
    std::optional<QuestionType> type;
    std::string text_en, text_zh;  // "" when absent
    std::string text_any;          // the first text when neither is there
    std::optional<When> due;
    StatusFacts facts;
    Status status{};
    std::string forecast;          // the speaker's standing forecast in its short form
    std::optional<double> probability;  // of the event that it names
    std::string outcome;           // of the scored resolution, in its short form
    std::optional<When> decided_on;
    std::vector<Link> links;              // only when asked for
    std::vector<std::string> clusters;    // tags `cluster:…`, likewise
};

struct SummaryQuery {
    StatementFilter filter;
    Instant now{};
    std::string sort;  // "": as recorded; id, said, due, status, speaker, probability
    std::optional<std::size_t> limit;
    bool forecasts = true;  // false leaves out what is forecast, which takes as long as all the rest
    bool links = false;     // with links and cluster tags
};

/// A line of the log.
struct LogEntry {
    std::uint64_t seq = 0;
    std::uint64_t action = 0;
    std::string type;
    std::string at;
    std::string actor;      // person id
    std::string statement;  // id of the statement concerned, "" if none
    std::string event;      // random id
    bool clock_given = false;
};

/// Reading. Valid inside the callback of Store::read or Store::write; one consistent snapshot.
class Reader {
   public:
    virtual ~Reader() = default;

    virtual journal::Head head() = 0;
    virtual std::vector<Person> persons() = 0;
    virtual std::vector<Source> sources() = 0;
    virtual CredenceTable credence() = 0;
    virtual std::optional<Person> person(const std::string& id) = 0;
    virtual std::optional<Source> source(const std::string& id) = 0;
    virtual std::vector<StatementSummary> summaries(const SummaryQuery& query) = 0;
    /// Full records in recorded order; a fixed number of SQL statements whatever their number.
    virtual std::vector<StatementRecord> records(const StatementFilter& filter, Instant now) = 0;
    virtual std::optional<StatementRecord> record(const std::string& id) = 0;
    /// As `records`, but without forecasts.
    virtual std::vector<StatementRecord> decisions(const StatementFilter& filter) = 0;
    /// Every forecast there is, one after the other, with the random id of its statement and the type of question it answers.
    using VisitForecast = std::function<void(const std::string& statement, const ForecastRecord& forecast, QuestionType type)>;
    virtual void visit_forecasts(const VisitForecast& visit) = 0;
    /// Newest last. For one statement when `id` is given.
    virtual std::vector<LogEntry> log(const std::optional<std::string>& id, std::optional<std::size_t> limit) = 0;
    /// The facts of the newest user action, in order, with their event ids; empty for an empty journal.
    virtual std::vector<std::pair<LogEntry, journal::Fact>> last_action() = 0;
    /// The events from number `first` on as they are stored, one at a time, until `take` says false.
    virtual void events(std::uint64_t first, const std::function<bool(const journal::Event&)>& take) = 0;
    /// Events written under a given clock.
    virtual std::uint64_t given_clock_events() = 0;
    virtual bool reproducible() = 0;
    /// Random id of a statement, person or source; "" when there is none.
    virtual std::string subject_of_statement(const std::string& id) = 0;
    virtual std::string subject_of_person(const std::string& id) = 0;
    virtual std::string subject_of_source(const std::string& id) = 0;
    /// Random id of every statement by its id, in one query (bulk imports).
    virtual std::vector<std::pair<std::string, std::string>> statement_subjects() = 0;
};

/// Writing: events are appended and projected at once; nothing is there before the commit.
class Writer : public Reader {
   public:
    /// Appends one event. Empty subjects of added persons, sources and statements are drawn here.
    /// Returns the random id of the event. Does not check rules of the domain: the verbs do.
    virtual std::string append(journal::Fact fact) = 0;
    /// Bulk forecasts as `forecasts.imported` events of up to kImportRows rows or kImportBytes.
    virtual void append_forecasts(const std::string& label, std::span<const journal::ImportedForecast> rows) = 0;
    /// Appends an event of this journal that was recorded in another copy of it, as it is. The caller has checked that it
    /// follows (journal::SuccessionCheck). Throws Error{bad_journal, record_newer} when it cannot be applied.
    virtual void append_recorded(const journal::Event& event) = 0;
};

struct StoreOptions {
    Clock clock = Clock::system();
    std::string actor = "me";  // person id
    int busy_timeout_ms = 10'000;  // how long to wait for another process
    Progress progress;             // of verifying
};

struct InitOptions {
    bool reproducible = false;
    Texts actor_name;  // name of the first person
};

/// A fault found by verify.
struct Damage {
    std::uint64_t seq = 0;    // first bad event; 0 when it is not about one
    std::string kind;         // "header", "leaf", "commitment", "sequence", "root", "projection", "schema", "sqlite", "head"
    std::string what;
    std::string hint{};                 // what to do about this one in particular
    std::optional<std::size_t> head{};  // which of the heads given it is about
};

struct Verification {
    journal::Head head;
    std::uint64_t events = 0;
    std::uint64_t parts = 0;
    std::vector<Damage> damages;  // first bad event first; empty when all is well
};

struct DoctorReport {
    std::string path;
    std::string sqlite_version;
    std::string journal_mode;   // "wal" or "delete", with the reason in `journal_reason`
    std::string journal_reason;
    int schema_version = 0;
    std::string origin;
    std::uint64_t events = 0;
    bool writable = false;
    bool reproducible = false;
    std::vector<std::pair<std::string, std::string>> settings;  // pragma -> value read back
    std::vector<std::string> warnings;
};

class Store {
   public:
    enum class Access { read, write };

    /// Whether there is something at the path, be it no record or a file that cannot be opened.
    static bool exists(const std::filesystem::path& path);
    /// Throws Error{no_record, record_locked, record_read_only, record_newer, not_a_record, record_damaged, record_unavailable}.
    static Store open(const std::filesystem::path& path, Access access, const StoreOptions& options);
    /// Makes an empty record with the person `options.actor`; on a fault nothing is left behind.
    /// Throws Error{would_overwrite, disk_full, cannot_write}.
    static Store create(const std::filesystem::path& path, const InitOptions& init, const StoreOptions& options);
    /// The same with a first action of that person in it: the file gets its name when both are done.
    static Store create(const std::filesystem::path& path, const InitOptions& init, const StoreOptions& options,
                        const std::function<void(Writer&)>& first);

    /// Makes a record of the events that `events` appends, from the first one on; on a fault nothing is left behind.
    static Store restore(const std::filesystem::path& path, const StoreOptions& options, const std::function<void(Writer&)>& events);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// Runs `body` on one snapshot.
    void read(const std::function<void(Reader&)>& body);
    /// Runs `body` under BEGIN IMMEDIATE and commits; rolls back when it throws. Returned only after COMMIT.
    void write(const std::function<void(Writer&)>& body);

    /// Verifies a record that may be too damaged to be opened: also one whose application_id or user_version was
    /// changed, and one that SQLite cannot read, which has one damage and an empty head. Throws what `open` does for
    /// reading, but record_damaged.
    static Verification verify_file(const std::filesystem::path& path, std::span<const journal::Head> heads,
                                    const StoreOptions& options);

    /// Recomputes everything: canonical bytes, commitments, leaves, root, the heads given, projections against a replay,
    /// SQLite's own checks, schema text.
    Verification verify(std::span<const journal::Head> heads);
    DoctorReport doctor();
    /// A verified copy through SQLite's backup API; refuses to overwrite.
    void backup(const std::filesystem::path& to);
    /// A copy in memory made from the events recorded at or before `at`: its head is that prefix's head. Read only.
    Store as_of(Instant at);
    /// SQL statements run so far (tests count them).
    std::uint64_t statements_run() const;

   private:
    class Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace hindsight
