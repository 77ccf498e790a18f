// SPDX-License-Identifier: MIT
// Verb: writing the record as a book, or in the format of another program.
#include <fmt/format.h>

#include <set>

#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/interchange/book.hpp"
#include "wordings.hpp"

namespace hindsight::app {

namespace {

struct Mentioned {
    std::set<std::string> persons, sources;

    void add(const StatementRecord& record) {
        persons.insert(record.statement.speaker);
        sources.insert(record.statement.source);
        for (const auto& f : record.forecasts) persons.insert(f.forecast.forecaster);
        for (const auto& r : record.resolutions) persons.insert(r.resolution.resolver);
    }
};

bool is_everything(const StatementFilter& f) {
    return f.ids.empty() && f.speakers.empty() && f.tags.empty() && f.kinds.empty() && f.types.empty() && f.sources.empty() &&
           f.statuses.empty() && f.words.empty() && !f.year;
}

}  // namespace

namespace {

interchange::Book book_of(const Session& session, const StatementFilter& filter) {
    interchange::Book book;
    open_for_reading(session).read([&](Reader& reader) {
        book.credence = reader.credence();
        Mentioned mentioned;
        for (const auto& record : reader.records(filter, session.clock.now())) {
            mentioned.add(record);
            book.statements.push_back(entry_of(record));
        }
        const bool all = is_everything(filter);
        for (auto& person : reader.persons()) {
            if (all || mentioned.persons.count(person.id)) book.persons.push_back({std::move(person), {}});
        }
        for (auto& source : reader.sources()) {
            if (all || mentioned.sources.count(source.id)) book.sources.push_back({std::move(source), {}});
        }
    });
    return book;
}

const interchange::Format& written_format(const std::string& slug) {
    std::string known;
    for (const auto& format : interchange::formats()) {
        if (!format.write) continue;
        if (format.slug == slug) return format;
        known += (known.empty() ? "" : ", ") + std::string(format.slug);
    }
    throw Error(ErrorCode::usage, fmt::format("the record is not written as \"{}\"", printable(slug)), "formats: " + known);
}

}  // namespace

interchange::Written export_as(const Session& session, const ExportRequest& request) {
    const auto& format = written_format(request.format);
    return format.write(book_of(session, request.filter), request.write);
}

std::string export_book(const Session& session, const StatementFilter& filter) {
    return interchange::write_toml_book(book_of(session, filter));
}

}  // namespace hindsight::app
