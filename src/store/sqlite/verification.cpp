// SPDX-License-Identifier: MIT
// Checks that a record is what its journal says, and its journal what was recorded.
#include "verification.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>

#include "engine/errors.hpp"
#include "engine/files.hpp"
#include "engine/settings.hpp"
#include "hindsight/journal/succession.hpp"
#include "record/projector.hpp"
#include "record/replay.hpp"

namespace hindsight::sqlite {

namespace {

/// More faults than this say nothing more.
constexpr std::size_t kMostDamages = 100;

/// A database in memory into which a journal is replayed while it is checked.
struct Replica {
    explicit Replica(const Schema& schema) : connection(Connection::in_memory()), projector(*connection, state) {
        apply_memory_settings(*connection);
        connection->run("BEGIN");
        create_tables(*connection, schema);
    }
    std::unique_ptr<Connection> connection;
    State state;
    Projector projector;
    bool complete = true;  // false once an event could not be projected
};

class JournalCheck {
 public:
    JournalCheck(Verification& result, std::span<const journal::Head> heads, Replica* replica, Progress progress)
        : result_(result), heads_(heads), roots_(heads.size()), replica_(replica), progress_(std::move(progress)) {}

    /// The first event that only a newer program knows.
    const std::optional<Error>& newer() const { return newer_; }

    void run(Connection& connection) {
        note_roots();
        const auto count = progress_ ? integer_of(connection, "SELECT count(*) FROM event") : 0;
        EventCursor events(connection);
        while (auto stored = events.next()) {
            tell(progress_, "verifying", tree_.size(), static_cast<std::size_t>(count));
            if (result_.damages.size() >= kMostDamages) return;
            check(std::move(*stored));
            note_roots();
        }
        if (events.stray_part())
            report(*events.stray_part(), "commitment",
                   fmt::format("there is a part of event {}, but no such event", *events.stray_part()));
        result_.head = {succession_.origin(), tree_.size(), tree_.root()};
        result_.events = tree_.size();
        for (std::size_t i = 0; i < heads_.size(); ++i) check_head(i);
    }

 private:
    void report(std::int64_t seq, std::string kind, std::string what) {
        result_.damages.push_back(
            {static_cast<std::uint64_t>(std::max<std::int64_t>(seq, 0)), std::move(kind), std::move(what)});
    }

    void check(StoredEvent stored) {
        const auto seq = stored.seq;
        if (seq != expected_)
            report(seq, "sequence", fmt::format("event {} follows where event {} should", seq, expected_));
        expected_ = seq + 1;
        if (!stored.as_blobs) report(seq, "header", fmt::format("event {} is not stored as it should be", seq));
        const auto leaf = journal::leaf_hash(stored.header);
        tree_.append(leaf);
        if (stored.leaf != as_bytes(leaf))
            report(seq, "leaf", fmt::format("the header of event {} does not give its leaf", seq));
        if (!stored.parts.empty() &&
            (!stored.parts_in_order || stored.first_part != static_cast<std::int64_t>(result_.parts) + 1)) {
            report(seq, "sequence", fmt::format("the parts of event {} do not stand where they were written", seq));
        }
        result_.parts += stored.parts.size();
        try {
            const auto event = read_event(std::move(stored));
            for (auto& fault : succession_.take(event, static_cast<std::uint64_t>(seq))) {
                report(seq, std::string(fault.kind), std::move(fault.what));
            }
            project(event);
        } catch (const Error& e) {
            if (put_off(e)) return;
            report(seq, "header", fmt::format("event {}: {}", seq, e.what()));
            if (replica_) replica_->complete = false;
        }
    }

    /// An event of a newer program is no damage by itself, but what comes of it cannot be said.
    bool put_off(const Error& e) {
        if (e.code() != ErrorCode::record_newer) return false;
        if (!newer_) newer_ = e;
        if (replica_) replica_->complete = false;
        return true;
    }

    void project(const journal::Event& event) {
        if (!replica_ || !replica_->complete) return;
        const auto seq = static_cast<std::int64_t>(event.header.seq);
        try {
            insert_event(*replica_->connection, event);
            replica_->projector.apply(event.header, journal::leaf_hash(event.header_bytes),
                                      journal::decode(event.header, event.parts));
        } catch (const Error& e) {
            if (put_off(e)) return;
            report(seq, "projection", fmt::format("event {} cannot be applied: {}", seq, e.what()));
            replica_->complete = false;
        } catch (const SQLite::Exception& e) {
            report(seq, "projection", fmt::format("event {} cannot be applied: {}", seq, e.what()));
            replica_->complete = false;
        }
    }

    /// The roots that heads of the present size must have.
    void note_roots() {
        for (std::size_t i = 0; i < heads_.size(); ++i) {
            if (heads_[i].size == tree_.size()) roots_[i] = tree_.root();
        }
    }

    /// After the last event. Of another record neither size nor root says anything.
    void check_head(std::size_t i) {
        const auto& head = heads_[i];
        const auto report_head = [&](std::string what, std::string hint) {
            result_.damages.push_back({0, "head", std::move(what), std::move(hint), i});
        };
        if (head.origin != succession_.origin()) {
            report_head(fmt::format("this head belongs to another record ({})", head.origin),
                        "name the record that it belongs to with --db");
        } else if (head.size > tree_.size()) {
            report_head(fmt::format("this head has {} events, the record has only {}", head.size, tree_.size()),
                        "events are missing at the end of the record: look for a newer copy of it");
        } else if (head.root != roots_[i]) {
            report_head(fmt::format("the first {} events are not those of this head", head.size),
                        "something recorded by then was changed, removed or reordered: go on from a copy of the record "
                        "that agrees with the head");
        }
    }

    Verification& result_;
    std::optional<Error> newer_;
    std::span<const journal::Head> heads_;
    std::vector<std::optional<Hash>> roots_;  // of the record when it had as many events as the head
    Replica* replica_;
    Progress progress_;
    journal::Frontier tree_;
    journal::SuccessionCheck succession_;
    std::int64_t expected_ = 1;
};

/// Runs a check; what SQLite refuses to read is damage, too.
template <class Check>
void guard(std::vector<Damage>& damages, Check&& check) {
    try {
        check();
    } catch (const SQLite::Exception& e) {
        damages.push_back({0, "sqlite", e.what()});
    } catch (const Error& e) {
        damages.push_back({0, "sqlite", e.what()});
    }
}

void check_schema(Connection& connection, const Schema& schema, Connection& expected, std::vector<Damage>& damages) {
    const auto number = [&](const char* pragma, std::int64_t wanted) {
        const auto got = integer_of(connection, fmt::format("PRAGMA {}", pragma));
        if (got != wanted) damages.push_back({0, "schema", fmt::format("{} is {}, not {}", pragma, got, wanted)});
    };
    number("application_id", kApplicationId);
    number("user_version", schema.version);
    const auto found = schema_objects(connection);
    const auto wanted = schema_objects(expected);
    for (const auto& object : wanted) {
        if (std::find(found.begin(), found.end(), object) == found.end()) {
            damages.push_back(
                {0, "schema", fmt::format("the {} {} is missing or not as it should be", object.type, object.name)});
        }
    }
    for (const auto& object : found) {
        if (std::find(wanted.begin(), wanted.end(), object) == wanted.end()) {
            damages.push_back({0, "schema", fmt::format("the {} {} does not belong here", object.type, object.name)});
        }
    }
}

/// SQLite itself never looks behind the last page. With a journal or WAL beside it the file may be of any length.
void check_length(Connection& connection, std::vector<Damage>& damages) {
    const std::filesystem::path file = sqlite3_db_filename(connection.handle(), "main");
    if (file.empty()) return;
    const auto pages = static_cast<std::uintmax_t>(integer_of(connection, "PRAGMA page_count")) *
                       static_cast<std::uintmax_t>(integer_of(connection, "PRAGMA page_size"));
    const auto bytes = std::filesystem::file_size(file);
    if (bytes == pages || leftover_beside(file)) return;
    damages.push_back({0, "sqlite", fmt::format("the file has {} bytes, its pages have {}", bytes, pages)});
}

void check_sqlite(Connection& connection, std::vector<Damage>& damages) {
    Query integrity(connection, "PRAGMA integrity_check(20)");
    while (integrity.next()) {
        if (integrity.bytes(0) != "ok") damages.push_back({0, "sqlite", integrity.text(0)});
    }
    Query foreign(connection, "PRAGMA foreign_key_check");
    while (foreign.next()) {
        damages.push_back(
            {0, "sqlite",
             fmt::format("a row of {} refers to a row of {} that is not there", foreign.text(0), foreign.text(2))});
    }
}

/// What concerns an event first, in the order of events; then the rest.
void put_in_order(std::vector<Damage>& damages) {
    std::stable_sort(damages.begin(), damages.end(),
                     [](const Damage& a, const Damage& b) { return a.seq - 1 < b.seq - 1; });
}

}  // namespace

Verification verify_record(Connection& connection, const Schema& schema, std::span<const journal::Head> heads,
                           const Progress& progress) {
    Verification result;
    auto& damages = result.damages;
    Replica replica(schema);
    guard(damages, [&] { check_schema(connection, schema, *replica.connection, damages); });
    guard(damages, [&] { check_length(connection, damages); });
    guard(damages, [&] { check_sqlite(connection, damages); });
    JournalCheck check(result, heads, &replica, progress);
    guard(damages, [&] { check.run(connection); });
    guard(damages, [&] {
        // Without all events the replay says nothing about the tables.
        if (!replica.complete) return;
        replica.projector.settle();
        save_state(*replica.connection, replica.state);
        compare_projections(connection, *replica.connection, damages);
    });
    if (damages.empty() && check.newer()) throw *check.newer();
    put_in_order(damages);
    return result;
}

Verification verify_journal(Connection& connection, std::span<const journal::Head> heads) {
    Verification result;
    guard(result.damages, [&] { check_length(connection, result.damages); });
    guard(result.damages, [&] { check_sqlite(connection, result.damages); });
    JournalCheck check(result, heads, nullptr, {});
    guard(result.damages, [&] { check.run(connection); });
    if (result.damages.empty() && check.newer()) throw *check.newer();
    put_in_order(result.damages);
    return result;
}

}  // namespace hindsight::sqlite
