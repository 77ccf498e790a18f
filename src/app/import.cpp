// SPDX-License-Identifier: MIT
// Verb: bringing files into the record, whatever program wrote them. What is there already adds nothing; what changed needs a reason.
#include <fmt/format.h>

#include <utility>

#include "hindsight/app/journal_exchange.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/interchange/book.hpp"
#include "importing/books.hpp"
#include "importing/draft_store.hpp"

namespace hindsight::app {

namespace {

using interchange::FileGroup;
using interchange::FormatKind;

/// The files of a request by their formats, and the texts of its books.
struct Files {
    std::optional<FileGroup> journal;
    std::vector<FileGroup> foreign;
    std::vector<BookText> books;
};

Files files_of(const ImportRequest& request) {
    Files files{{}, {}, request.books};
    for (auto& group : interchange::recognise(request.files, request.read)) {
        if (group.format->kind == FormatKind::journal) {
            files.journal = std::move(group);
            continue;
        }
        if (group.format->kind == FormatKind::foreign) {
            files.foreign.push_back(std::move(group));
            continue;
        }
        for (auto& [name, text] : interchange::book_texts(group, request.read.limits)) files.books.push_back({std::move(name), std::move(text)});
    }
    if (files.journal && (files.journal->names.size() > 1 || !files.foreign.empty() || !files.books.empty())) {
        throw Error(ErrorCode::usage, fmt::format("{} is a journal, which is imported alone", files.journal->names.front()));
    }
    return files;
}

/// A source that nothing is from is not worth an event. (A book may bring people or phrases alone.)
bool found_nothing(const Files& files, const ImportResult& result) { return files.books.empty() && result.read == 0; }

ImportResult take_journal(const Session& session, const FileGroup& file, bool dry_run) {
    ImportResult result;
    result.journal = import_journal(session, file, dry_run);
    result.files.emplace_back(file.names.front(), file.format->slug);
    result.read = result.journal->head.size;
    result.there = result.journal->there;
    result.stored = result.events = result.journal->added;
    return result;
}

void take(const Session& session, Reader& reader, Writer* writer, const Files& files, const ImportRequest& request, ImportResult& result) {
    take_books(reader, writer, files.books, request, session, result);
    for (const auto& book : files.books) result.files.emplace_back(book.name, "toml");
    if (files.foreign.empty()) return;
    DraftStore drafts(session, reader, writer, request, result);
    auto options = request.read;
    options.progress = session.progress;
    try {
        for (const auto& group : files.foreign) {
            for (const auto& name : group.names) result.files.emplace_back(name, group.format->slug);
            drafts.begin(*group.format, group.names.size());
            interchange::read_drafts(group, options, drafts);
        }
    } catch (const TooManyFaults&) {  // finish says so
    }
    drafts.finish();
    if (result.read == 0 && !request.read.format.empty()) {
        result.diagnostics.error(ErrorCode::unknown_format, fmt::format("nothing of the format {} was found in {}", request.read.format, files.foreign.front().names.front()),
                                 "leave out --format to have it recognised");
    }
}

}  // namespace

ImportResult import_all(const Session& session, const ImportRequest& request) {
    ImportResult result;
    const auto files = files_of(request);
    if (files.journal) return take_journal(session, *files.journal, request.dry_run);
    if (request.dry_run && Store::exists(session.db)) {
        open_for_reading(session).read([&](Reader& reader) { take(session, reader, nullptr, files, request, result); });
        return result;
    }
    struct Nothing {};  // leaves the transaction without a trace
    try {
        write(session, [&](Writer& writer) {
            result = {};  // it may run again when another process made the record meanwhile
            take(session, writer, &writer, files, request, result);
            if (request.dry_run || found_nothing(files, result) || (result.diagnostics.has_errors() && !request.partial)) throw Nothing{};
        });
    } catch (const Nothing&) {
    }
    if (found_nothing(files, result) || (result.diagnostics.has_errors() && !request.partial)) {
        result.refused += std::exchange(result.stored, 0);
        result.persons = result.sources = result.forecasts = result.resolutions = result.amendments = result.events = result.renormalised = 0;
        for (auto& [kind, counts] : result.by_kind) counts.refused += std::exchange(counts.stored, 0);
    }
    return result;
}

}  // namespace hindsight::app
