// SPDX-License-Identifier: MIT
// Verbs: the whole journal as JSON Lines, out of one record and into another copy of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "hindsight/app/verbs.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/base/progress.hpp"

namespace hindsight::app {

/// Hands the journal to `sink` piece by piece, checking every event on the way. Throws Error{record_damaged}.
journal::Head export_journal(const Session& session, const std::function<void(std::string_view)>& sink);

struct JournalImport;

/// A file that is imported: opened once, looked at, and then read as what it is. `-` is standard input; gzipped or not.
class ImportFile {
   public:
    /// Throws Error{not_found}.
    explicit ImportFile(const std::string& path, const Progress& progress = {});
    ~ImportFile();
    ImportFile(ImportFile&&) noexcept;

    /// The name for messages.
    const std::string& name() const;
    /// Whether it begins as export_journal does.
    bool is_journal();
    /// The rest of it as text. Throws Error{too_large}.
    BookText book();

   private:
    friend JournalImport import_journal(const Session&, ImportFile&, bool);
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct JournalImport {
    journal::Head head;         // of the file
    std::uint64_t there = 0;    // of them the record had already
    std::uint64_t added = 0;    // or would be
    bool made = false;          // there was no record
};
/// Brings the record to the events of a journal: makes it when there is none, with the same origin, events and head; adds
/// what is missing at the end of a shorter copy; else adds nothing. All or nothing. With `dry_run` the file is checked and
/// compared, but its events are not applied. Throws Error{conflict} for a record of another origin, or one that went
/// another way, and faults of the file with its name and line.
JournalImport import_journal(const Session& session, ImportFile& file, bool dry_run);

Json to_json(const JournalImport& result);

}  // namespace hindsight::app
