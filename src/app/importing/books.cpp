// SPDX-License-Identifier: MIT
// Compares books with the record and stores what is new: what is there already adds nothing, what changed needs a reason.
#include "books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "../event_size.hpp"
#include "book_diff.hpp"
#include "hindsight/interchange/book.hpp"
#include "merge_books.hpp"
#include "plan.hpp"

namespace hindsight::app {

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
Book read_books(Reader& reader, const std::vector<BookText>& texts, Instant now, Diagnostics& diagnostics) {
    auto known = known_ids(reader, now);
    std::vector<Book> books;
    for (const auto& [name, text] : texts) {
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

bool fits(const BookChanges& changes) {
    return std::all_of(changes.list.begin(), changes.list.end(), [](const BookChange& change) { return fits_one_event(change.fact); });
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
        const auto* record = it == known.end() ? nullptr : &it->second;
        const auto changes = changes_of(entry, record, request.reason, result.diagnostics);
        check_sizes(changes, result.diagnostics);
        count_statement(result, changes);
        if (request.dry_run && !changes.refused && !changes.list.empty() && fits(changes)) add_to_plan(result, planned(entry, record, changes));
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
        auto changes = changes_of(entry, it == known.end() ? nullptr : &it->second, request.reason, repeated);
        if (!changes.refused && fits(changes)) append_changes(writer, entry, std::move(changes));
        tell(session.progress, "storing", ++done, book.statements.size());
    }
    if (repeated.has_errors() && !request.partial) throw Error(ErrorCode::bug, "a book that was found in order has a fault: " + render(repeated.all().front()));
}

}  // namespace

void take_books(Reader& reader, Writer* writer, const std::vector<BookText>& books, const ImportRequest& request, const Session& session,
                ImportResult& result) {
    if (books.empty()) return;
    const auto book = read_books(reader, books, session.clock.now(), result.diagnostics);
    plan(reader, book, request, session, result);
    result.read += book.left_out;
    result.refused += book.left_out;
    if (writer && (request.partial || !result.diagnostics.has_errors())) store(*writer, book, request, session);
}

}  // namespace hindsight::app
