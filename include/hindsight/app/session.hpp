// SPDX-License-Identifier: MIT
// Who works on which record, and when: handed to every verb.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "hindsight/base/clock.hpp"
#include "hindsight/base/progress.hpp"
#include "hindsight/base/error.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::app {

struct Session {
    std::filesystem::path db;
    Clock clock = Clock::system();
    std::string actor = "me";
    std::string language = "en";
    Progress progress;  // of what may take long
    /// Who and what may be added when a verb names them and the record lacks them: answers given at a prompt.
    std::vector<Person> new_persons{};
    std::vector<Source> new_sources{};
};

/// A person or source that a verb names and the record lacks.
class UnknownParty : public Error {
   public:
    enum class Kind { person, source };
    UnknownParty(Kind kind, std::string id, std::string message, std::string hint)
        : Error(ErrorCode::not_found, std::move(message), std::move(hint)), kind_(kind), id_(std::move(id)) {}

    Kind kind() const { return kind_; }
    const std::string& id() const { return id_; }

   private:
    Kind kind_;
    std::string id_;
};

StoreOptions store_options(const Session& session);

/// Opens an existing record. Throws Error{no_record, ...}.
Store open_for_reading(const Session& session);

/// One user action: makes the record when there is none, runs `body` in one transaction, commits. A failed one leaves
/// nothing behind, also no record that it had to make.
void write(const Session& session, const std::function<void(Writer&)>& body);

/// An empty record with the person `me`, its folder too.
void make_record(const Session& session, bool reproducible = false);

/// The person, or UnknownParty with the command that adds them.
Person need_person(Reader& reader, const std::string& id);
Source need_source(Reader& reader, const std::string& id);
/// The same, but one of the session's new ones is added first, in the same action. Call it after everything is validated.
void ensure_person(const Session& session, Writer& writer, const std::string& id);
void ensure_source(const Session& session, Writer& writer, const std::string& id);
/// The statement, or Error{not_found} with the nearest id.
StatementRecord need_statement(Reader& reader, const std::string& id);
/// Its question, or Error{not_resolvable}.
const Question& need_question(const StatementRecord& record);

/// A date as typed, anchored at the session's today. Throws Error{bad_date}.
When spoken_date(const Session& session, const std::string& text);
/// Throws Error{in_future}.
void refuse_future(const Session& session, const When& when, std::string_view what);

}  // namespace hindsight::app
