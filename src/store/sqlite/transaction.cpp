// SPDX-License-Identifier: MIT
// One transaction on the record: what Reader and Writer promise.
#include "transaction.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "engine/errors.hpp"
#include "queries/lists.hpp"
#include "queries/statements.hpp"
#include "record/replay.hpp"

namespace hindsight::sqlite {

using namespace journal;

namespace {

std::size_t bytes_of(const std::vector<Part>& parts) {
    std::size_t sum = 0;
    for (const auto& part : parts) sum += part.bytes.size();
    return sum;
}

template <class Value>
std::optional<Value> first_of(std::vector<Value> list) {
    if (list.empty()) return std::nullopt;
    return std::move(list.front());
}

bool is_unknown_name(ErrorCode code) {
    return code == ErrorCode::unknown_person || code == ErrorCode::unknown_source ||
           code == ErrorCode::unknown_statement;
}

/// The subject that a fact brings along, "" when there is none.
std::string given_subject(const Fact& fact) {
    return std::visit(
        [](const auto& f) {
            if constexpr (requires { f.subject; }) return f.subject;
            return std::string();
        },
        fact);
}

}  // namespace

std::vector<Person> Transaction::persons() {
    return reading_record(path_, [&] { return read_persons(connection_, std::nullopt); });
}

std::vector<Source> Transaction::sources() {
    return reading_record(path_, [&] { return read_sources(connection_, std::nullopt); });
}

CredenceTable Transaction::credence() { return read_credence(connection_); }

std::optional<Person> Transaction::person(const std::string& id) {
    return first_of(reading_record(path_, [&] { return read_persons(connection_, id); }));
}

std::optional<Source> Transaction::source(const std::string& id) {
    return first_of(reading_record(path_, [&] { return read_sources(connection_, id); }));
}

std::vector<StatementSummary> Transaction::summaries(const SummaryQuery& query) {
    return reading_record(path_, [&] { return read_summaries(connection_, query); });
}

std::vector<StatementRecord> Transaction::records(const StatementFilter& filter, Instant now) {
    return reading_record(path_, [&] { return read_records(connection_, filter, now); });
}

std::optional<StatementRecord> Transaction::record(const std::string& id) {
    StatementFilter filter;
    filter.ids = {id};
    return first_of(records(filter, Instant{}));
}

std::vector<StatementRecord> Transaction::decisions(const StatementFilter& filter) {
    return reading_record(path_, [&] { return read_decisions(connection_, filter); });
}

void Transaction::visit_forecasts(const VisitForecast& visit) {
    reading_record(path_, [&] { sqlite::visit_forecasts(connection_, visit); });
}

std::vector<LogEntry> Transaction::log(const std::optional<std::string>& id, std::optional<std::size_t> limit) {
    return reading_record(path_, [&] { return read_log(connection_, id, limit); });
}

std::vector<std::pair<LogEntry, Fact>> Transaction::last_action() {
    return reading_record(path_, [&] { return read_last_action(connection_); });
}

void Transaction::events(std::uint64_t first, const std::function<bool(const Event&)>& take) {
    EventCursor stored(connection_, static_cast<std::int64_t>(first));
    const auto next = [&]() -> std::optional<Event> {
        auto event = stored.next();
        if (!event) return std::nullopt;
        return read_event(*std::move(event));
    };
    while (const auto event = reading_record(path_, next)) {
        if (!take(*event)) return;
    }
}

std::string Transaction::subject_of_statement(const std::string& id) {
    return read_subject(connection_, "statement", id);
}
std::string Transaction::subject_of_person(const std::string& id) { return read_subject(connection_, "person", id); }
std::string Transaction::subject_of_source(const std::string& id) { return read_subject(connection_, "source", id); }

std::vector<std::pair<std::string, std::string>> Transaction::statement_subjects() {
    return read_statement_subjects(connection_);
}

Randomness Transaction::randomness() const {
    return state_.reproducible ? Randomness::reproducible() : Randomness::system();
}

void Transaction::make_record(const InitOptions& init) {
    state_.reproducible = init.reproducible;
    state_.origin = randomness().id("origin", 0, "");
    // The first person does what makes them: their id is drawn before the event that adds them.
    actor_ = randomness().id("person", 2, options_.actor);
    append(RecordMade{init.reproducible});
    append(PersonAdded{actor_, Person{options_.actor, init.actor_name}});
}

void Transaction::begin_action() {
    if (action_ != 0) return;
    at_ = print_instant(options_.clock.now());
    action_ = state_.size() + 1;
    if (state_.size() > 0 && at_ < state_.latest) {
        const Fact noted = ClockNoted{state_.latest, at_};
        store(noted, {}, encode(noted));
    }
}

void Transaction::find_actor(const Fact& fact) {
    if (!actor_.empty()) return;
    actor_ = read_subject(connection_, "person", options_.actor);
    if (!actor_.empty()) return;
    const auto* added = std::get_if<PersonAdded>(&fact);
    if (!added || added->person.id != options_.actor) {
        throw Error(ErrorCode::not_found, fmt::format("there is no person \"{}\" in the record", options_.actor),
                    fmt::format("add them: hindsight person add {} --name \"…\"", options_.actor));
    }
    actor_ = added->subject;  // somebody who adds themselves
}

std::string Transaction::draw_subject(const Fact& fact) const {
    const auto seq = state_.size() + 1;
    if (const auto* person = std::get_if<PersonAdded>(&fact)) return randomness().id("person", seq, person->person.id);
    if (const auto* source = std::get_if<SourceAdded>(&fact)) return randomness().id("source", seq, source->source.id);
    if (const auto* statement = std::get_if<StatementAdded>(&fact))
        return randomness().id("statement", seq, statement->statement.id);
    return {};
}

std::string Transaction::append(Fact fact) {
    auto subject = given_subject(fact);
    if (auto* added = std::get_if<PersonAdded>(&fact); added && subject.empty()) {
        subject = added->subject = draw_subject(fact);
    }
    find_actor(fact);
    begin_action();
    if (subject.empty()) subject = draw_subject(fact);
    return store(fact, std::move(subject), encode(fact));
}

std::string Transaction::store(const Fact& fact, std::string subject, std::vector<Part> parts) {
    if (bytes_of(parts) > kEventBytes) {
        throw Error(ErrorCode::too_large, "this is more than one event may hold (4 MB)",
                    "split it, or put the long text elsewhere and link to it");
    }
    Header draft;
    draft.origin = state_.origin;
    draft.seq = state_.size() + 1;
    draft.action = action_;
    draft.type = type_of(fact);
    draft.subject = std::move(subject);
    draft.actor = actor_;
    draft.at = at_;
    draft.clock_given = options_.clock.is_given();
    const auto event = seal(std::move(draft), std::move(parts), randomness());
    failed_ = true;
    insert_event(connection_, event);
    project(event, fact);
    failed_ = false;
    return event.header.id;
}

void Transaction::project(const Event& event, const Fact& fact) {
    try {
        projector_.apply(event.header, event.leaf, fact);
    } catch (const Error& e) {
        // The fact is good: apart from the names in it, whatever cannot be taken was recorded before.
        if (is_bad_data(e.code()) && !is_unknown_name(e.code())) throw damaged(e.what(), path_);
        throw;
    }
}

void Transaction::append_forecasts(const std::string& label, std::span<const ImportedForecast> rows) {
    if (rows.empty()) return;
    find_actor(ClockNoted{});
    begin_action();
    for (; rows.size() > kImportRows; rows = rows.subspan(kImportRows)) store_forecasts(label, rows.first(kImportRows));
    store_forecasts(label, rows);
    reading_record(path_, [&] { projector_.settle(); });
}

void Transaction::store_forecasts(const std::string& label, std::span<const ImportedForecast> rows) {
    const Fact fact = ForecastsImported{label, {rows.begin(), rows.end()}};
    auto parts = encode(fact);
    if (bytes_of(parts) > kImportBytes && rows.size() > 1) {
        const auto half = rows.size() / 2;
        store_forecasts(label, rows.first(half));
        store_forecasts(label, rows.subspan(half));
        return;
    }
    store(fact, {}, std::move(parts));
}

void Transaction::append_recorded(const Event& event) {
    const auto cannot = [&](std::string_view why) {
        return Error(ErrorCode::bad_journal, fmt::format("event {} cannot be applied: {}", event.header.seq, why));
    };
    const bool follows = event.header.seq == state_.size() + 1 && (state_.size() == 0 || event.header.origin == state_.origin);
    if (!follows) throw cannot("it does not follow the last one of this record");
    failed_ = true;
    try {
        insert_event(connection_, event);
        projector_.apply(event.header, event.leaf, decode(event.header, event.parts));
    } catch (const SQLite::Exception& e) {
        if (e.getErrorCode() == SQLITE_CONSTRAINT) throw cannot(e.what());
        throw;
    } catch (const Error& e) {
        if (e.code() == ErrorCode::record_newer) throw;
        throw cannot(e.what());
    }
    failed_ = false;
}

void Transaction::finish() {
    if (failed_)
        throw Error(ErrorCode::bug, "an event could not be stored whole, and what was done before it was not undone");
    if (state_.size() == size_) return;
    projector_.settle();
    save_state(connection_, state_);
}

}  // namespace hindsight::sqlite
