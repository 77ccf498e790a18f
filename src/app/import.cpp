// SPDX-License-Identifier: MIT
// Verb: bringing books into the record. What is there already adds nothing; what changed needs a reason.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <unordered_map>

#include "book_diff.hpp"
#include "event_size.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/interchange/book.hpp"
#include "merge_books.hpp"

namespace hindsight::app {

namespace {

std::string read_stream(std::istream& in, const std::string& name, std::size_t limit) {
    std::string text;
    std::string block(1u << 20, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        text.append(block, 0, static_cast<std::size_t>(in.gcount()));
        if (text.size() <= limit) continue;
        throw Error(ErrorCode::too_large, fmt::format("{} is larger than the limit of {} MB", name, limit >> 20),
                    "split it into several books");
    }
    return text;
}

}  // namespace

BookText read_book_file(const std::filesystem::path& path) {
    if (path == "-") return {"standard input", read_stream(std::cin, "standard input", interchange::kOwnBookBytes)};
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        throw Error(ErrorCode::not_found, fmt::format("{} is a folder, not a file", path.string()));
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::not_found, fmt::format("the file {} cannot be read", path.string()), "check the name and its permissions");
    return {path.string(), read_stream(in, path.string(), interchange::kOwnBookBytes)};
}

namespace {

using interchange::Book;

interchange::KnownIds known_ids(Reader& reader, Instant now) {
    interchange::KnownIds known;
    known.now = now;
    known.credence = reader.credence();
    for (auto& person : reader.persons()) known.persons.push_back(std::move(person.id));
    for (auto& source : reader.sources()) known.sources.push_back(std::move(source.id));
    for (auto& [id, subject] : reader.statement_subjects()) known.statements.push_back(std::move(id));
    return known;
}

void add_all(interchange::KnownIds& known, const Book& book) {
    for (const auto& [phrase, p] : book.credence) known.credence[phrase] = p;
    for (const auto& entry : book.persons) known.persons.push_back(entry.person.id);
    for (const auto& entry : book.sources) known.sources.push_back(entry.source.id);
    for (const auto& entry : book.statements) known.statements.push_back(entry.statement.id);
}

/// Later books may refer to what earlier ones bring.
Book read_books(Reader& reader, const ImportRequest& request, Instant now, Diagnostics& diagnostics) {
    auto known = known_ids(reader, now);
    std::vector<Book> books;
    for (const auto& [name, text] : request.books) {
        books.push_back(interchange::read_toml_book(text, name, known, diagnostics));
        add_all(known, books.back());
    }
    return merged(std::move(books), diagnostics);
}

std::unordered_map<std::string, StatementRecord> records_by_id(Reader& reader, const Book& book, Instant now) {
    // One query for all of them: a book is compared as a whole.
    std::unordered_map<std::string, StatementRecord> out;
    const bool any = !reader.statement_subjects().empty();
    if (!any || book.statements.empty()) return out;
    StatementFilter filter;
    if (book.statements.size() <= 500) {
        for (const auto& entry : book.statements) filter.ids.push_back(entry.statement.id);
    }
    for (auto& record : reader.records(filter, now)) out.emplace(record.statement.id, std::move(record));
    return out;
}

void count_statement(ImportResult& result, const BookChanges& changes) {
    ++result.read;
    result.events += changes.events();
    if (changes.refused) {
        ++result.refused;
    } else if (changes.list.empty()) {
        ++result.there;
    } else {
        ++result.stored;
    }
    for (const auto& [fact, withdrawn, where] : changes.list) {
        if (std::holds_alternative<journal::ForecastMade>(fact)) ++result.forecasts;
        if (std::holds_alternative<journal::QuestionResolved>(fact) || std::holds_alternative<journal::ResolutionCorrected>(fact) ||
            std::holds_alternative<journal::ResolutionRestored>(fact)) {
            ++result.resolutions;
        }
        if (std::holds_alternative<journal::StatementAmended>(fact)) ++result.amendments;
    }
}

void check_sizes(const BookChanges& changes, Diagnostics& diagnostics) {
    for (const auto& change : changes.list) {
        if (fits_one_event(change.fact)) continue;
        diagnostics.error(ErrorCode::too_large, fmt::format("this is more than one event may hold ({} MB)", journal::kEventBytes >> 20),
                          "split it, or put the long text elsewhere and link to it", change.where);
    }
}

/// The first pass only compares, so that a book with one fault stores nothing.
void plan(Reader& reader, const Book& book, const ImportRequest& request, const Session& session, ImportResult& result) {
    const auto known = records_by_id(reader, book, session.clock.now());
    const auto people = changes_of_people(reader, book, request.reason, result.diagnostics);
    result.persons = people.persons;
    result.sources = people.sources;
    result.events = people.facts.size();
    for (const auto& entry : book.statements) {
        const auto it = known.find(entry.statement.id);
        const auto changes = changes_of(entry, it == known.end() ? nullptr : &it->second, request.reason, result.diagnostics);
        check_sizes(changes, result.diagnostics);
        count_statement(result, changes);
        tell(session.progress, "comparing", result.read, book.statements.size());
    }
}

void store(Writer& writer, const Book& book, const ImportRequest& request, const Session& session) {
    const auto known = records_by_id(writer, book, session.clock.now());
    std::size_t done = 0;
    Diagnostics repeated;  // the plan has reported them, and had no error
    for (auto& fact : changes_of_people(writer, book, request.reason, repeated).facts) writer.append(std::move(fact));
    for (const auto& entry : book.statements) {
        const auto it = known.find(entry.statement.id);
        append_changes(writer, entry, changes_of(entry, it == known.end() ? nullptr : &it->second, request.reason, repeated));
        tell(session.progress, "storing", ++done, book.statements.size());
    }
    if (repeated.has_errors()) throw Error(ErrorCode::bug, "a book that was found in order has a fault: " + render(repeated.all().front()));
}

}  // namespace

ImportResult import_books(const Session& session, const ImportRequest& request) {
    ImportResult result;
    const auto now = session.clock.now();
    const auto run = [&](Reader& reader) {
        result = {};  // it may run again when another process made the record meanwhile
        auto book = read_books(reader, request, now, result.diagnostics);
        plan(reader, book, request, session, result);
        return book;
    };
    if (request.dry_run && std::filesystem::exists(session.db)) {
        open_for_reading(session).read([&](Reader& reader) { run(reader); });
        return result;
    }
    struct Nothing {};  // leaves the transaction without a trace
    try {
        write(session, [&](Writer& writer) {
            const auto book = run(writer);
            if (result.diagnostics.has_errors() || request.dry_run) throw Nothing{};
            store(writer, book, request, session);
        });
    } catch (const Nothing&) {
        if (result.diagnostics.has_errors()) result.stored = 0;
    }
    return result;
}

}  // namespace hindsight::app
