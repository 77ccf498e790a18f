// SPDX-License-Identifier: MIT
// Opening the record for a verb, and the look-ups that most verbs start with.
#include "hindsight/app/session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

StoreOptions store_options(const Session& session) {
    StoreOptions options;
    options.clock = session.clock;
    options.actor = session.actor;
    options.progress = session.progress;
    return options;
}

Store open_for_reading(const Session& session) { return Store::open(session.db, Store::Access::read, store_options(session)); }

namespace {

/// Who a new record begins with; whoever else acts must be added first, or be one of the session's new persons.
Person first_person() { return {"me", {{"en", "Me"}, {"zh", "我"}}}; }

void make_record_with(const Session& session, bool reproducible, const std::function<void(Writer&)>& first) {
    const auto me = first_person();
    const auto it = std::find_if(session.new_persons.begin(), session.new_persons.end(), [&](const Person& p) { return p.id == session.actor; });
    const auto& actor = it == session.new_persons.end() || session.actor == me.id ? me : *it;
    auto options = store_options(session);
    options.actor = actor.id;
    Store::create(session.db, {reproducible, actor.name}, options, [&](Writer& writer) {
        if (actor.id != me.id) writer.append(journal::PersonAdded{{}, me});
        first(writer);
    });
}

void act(const Session& session, Writer& writer, const std::function<void(Writer&)>& body) {
    ensure_person(session, writer, session.actor);
    body(writer);
}

void write_to(const Session& session, const std::function<void(Writer&)>& body) {
    Store::open(session.db, Store::Access::write, store_options(session)).write([&](Writer& writer) { act(session, writer, body); });
}

/// Makes the record with the action in it, unless another process was faster: then false.
bool write_to_new(const Session& session, const std::function<void(Writer&)>& body) {
    try {
        make_record_with(session, false, [&](Writer& writer) { act(session, writer, body); });
        return true;
    } catch (const Error& e) {
        if (e.code() == ErrorCode::would_overwrite && Store::exists(session.db)) return false;
        throw;
    }
}

}  // namespace

void make_record(const Session& session, bool reproducible) {
    make_record_with(session, reproducible, [](Writer&) {});
}

void write(const Session& session, const std::function<void(Writer&)>& body) {
    if (!Store::exists(session.db) && write_to_new(session, body)) return;
    write_to(session, body);
}

namespace {

/// An id to type: of a name in another script nothing can be made.
std::string id_for(const std::string& typed) {
    if (is_slug(typed)) return typed;
    const auto made = slugify(typed);
    return made.empty() ? "ID" : made;
}

}  // namespace

Person need_person(Reader& reader, const std::string& id) {
    if (auto person = reader.person(id)) return *person;
    throw UnknownParty(UnknownParty::Kind::person, id, fmt::format("there is no person \"{}\" in the record", printable(id)),
                       fmt::format("add them: hindsight person add {} --name \"…\"", id_for(id)));
}

Source need_source(Reader& reader, const std::string& id) {
    if (auto source = reader.source(id)) return *source;
    throw UnknownParty(UnknownParty::Kind::source, id, fmt::format("there is no source \"{}\" in the record", printable(id)),
                       fmt::format("add it: hindsight source add {} --title \"…\" --url https://…", id_for(id)));
}

StatementRecord need_statement(Reader& reader, const std::string& id) {
    if (auto record = reader.record(id)) return *std::move(record);
    const auto known = reader.statement_subjects();
    std::vector<std::string_view> ids;
    ids.reserve(known.size());
    for (const auto& [name, subject] : known) ids.push_back(name);
    const auto near = nearest(id, ids);
    throw Error(ErrorCode::not_found, fmt::format("there is no statement \"{}\" in the record", printable(id)),
                near ? fmt::format("did you mean \"{}\"?", *near) : "hindsight list shows what there is");
}

const Question& need_question(const StatementRecord& record) {
    if (record.statement.question) return *record.statement.question;
    throw Error(ErrorCode::not_resolvable, fmt::format("\"{}\" has no question: it is kept as not resolvable", record.statement.id),
                "amend it with --criteria and --due to make it resolvable");
}

When spoken_date(const Session& session, const std::string& text) {
    if (const auto when = parse_spoken_date(text, day_of(session.clock.now()))) return *when;
    throw Error(ErrorCode::bad_date, fmt::format("\"{}\" is not a date", printable(text)),
                "write 2027-08-23, +90d, \"in 2 years\" or \"end of March 2027\"");
}

void refuse_future(const Session& session, const When& when, std::string_view what) {
    refuse(fault_of_future(when, session.clock.now(), what));
}

}  // namespace hindsight::app
