// SPDX-License-Identifier: MIT
// Opening the record for a verb, and the look-ups that most verbs start with.
#include "hindsight/app/session.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "hindsight/base/text.hpp"

namespace hindsight::app {

StoreOptions store_options(const Session& session) {
    StoreOptions options;
    options.clock = session.clock;
    options.actor = session.actor;
    return options;
}

Store open_for_reading(const Session& session) { return Store::open(session.db, Store::Access::read, store_options(session)); }

namespace {

void remove_record(const std::filesystem::path& path) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path.string() + suffix, ignored);
}

}  // namespace

void make_record(const Session& session, bool reproducible) {
    std::error_code ignored;  // a folder that cannot be made shows when the record is created
    if (session.db.has_parent_path()) std::filesystem::create_directories(session.db.parent_path(), ignored);
    auto options = store_options(session);
    options.actor = "me";  // whoever else acts must be added first
    Store::create(session.db, {reproducible, {{"en", "Me"}, {"zh", "我"}}}, options);
}

namespace {

void write_to(const Session& session, const std::function<void(Writer&)>& body) {
    auto store = Store::open(session.db, Store::Access::write, store_options(session));
    store.write([&](Writer& writer) {
        need_person(writer, session.actor);
        body(writer);
    });
}

/// A new name in a folder lasts only once the folder itself is written.
void sync_folder_of(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);
    ::close(handle);
}

/// Makes the record beside its place and puts it there whole, unless another process was faster: then false.
bool write_to_new(const Session& session, const std::function<void(Writer&)>& body) {
    Session draft = session;
    draft.db += fmt::format(".new-{}", ::getpid());
    bool placed = false;
    try {
        make_record(draft);
        write_to(draft, body);
        placed = ::link(draft.db.c_str(), session.db.c_str()) == 0;
        if (!placed && errno != EEXIST) {
            throw Error(ErrorCode::cannot_write, fmt::format("{} cannot be made: {}", session.db.string(), std::strerror(errno)));
        }
    } catch (...) {
        remove_record(draft.db);
        throw;
    }
    remove_record(draft.db);
    sync_folder_of(session.db);
    return placed;
}

}  // namespace

void write(const Session& session, const std::function<void(Writer&)>& body) {
    if (!std::filesystem::exists(session.db) && write_to_new(session, body)) return;
    write_to(session, body);
}

Person need_person(Reader& reader, const std::string& id) {
    if (auto person = reader.person(id)) return *person;
    throw Error(ErrorCode::not_found, fmt::format("there is no person \"{}\" in the record", printable(id)),
                fmt::format("add them: hindsight person add {} --name \"…\"", is_slug(id) ? id : slugify(id)));
}

Source need_source(Reader& reader, const std::string& id) {
    if (auto source = reader.source(id)) return *source;
    throw Error(ErrorCode::not_found, fmt::format("there is no source \"{}\" in the record", printable(id)),
                fmt::format("add it: hindsight source add {} --title \"…\" --url https://…", is_slug(id) ? id : slugify(id)));
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
    const auto now = session.clock.now();
    const bool future = when.is_day ? day_of(when.at) > day_of(now) : when.at > now;
    if (!future) return;
    throw Error(ErrorCode::in_future, fmt::format("{} {} lies in the future", what, print_when(when)),
                fmt::format("today is {}", print_day(day_of(now))));
}

}  // namespace hindsight::app
