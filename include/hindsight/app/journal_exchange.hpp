// SPDX-License-Identifier: MIT
// Verbs: the whole journal as JSON Lines, out of one record and into another copy of it.
#pragma once

#include <functional>
#include <string_view>

#include "hindsight/app/verbs.hpp"

namespace hindsight::app {

/// Hands the journal to `sink` piece by piece, checking every event on the way. Throws Error{record_damaged}.
journal::Head export_journal(const Session& session, const std::function<void(std::string_view)>& sink);

/// Brings the record to the events of a journal: makes it when there is none, with the same origin, events and head; adds
/// what is missing at the end of a shorter copy; else adds nothing. All or nothing. With `dry_run` the file is checked and
/// compared, but its events are not applied. Throws Error{conflict} for a record of another origin, or one that went
/// another way, and faults of the file with its name and line.
JournalImport import_journal(const Session& session, const interchange::FileGroup& file, bool dry_run);

}  // namespace hindsight::app
