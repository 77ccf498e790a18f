// SPDX-License-Identifier: MIT
// What a book's entry would change in the record, as facts. Private to the app.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/interchange/book.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::app {

struct PeopleChanges {
    std::vector<journal::Fact> facts;
    std::size_t persons = 0, sources = 0;
};
/// Persons, sources and credence of a book that the record lacks or has otherwise.
PeopleChanges changes_of_people(Reader& reader, const interchange::Book& book, const std::string& reason, Diagnostics& diagnostics);

struct BookChange {
    journal::Fact fact;  // its subject is empty for a statement that is new
    /// A forecast that the book already marks as withdrawn: from when on and why, appended right after it was made.
    std::optional<journal::ForecastWithdrawn> withdrawn{};
    Span where{};
};
struct BookChanges {
    std::vector<BookChange> list;
    bool refused = false;  // changed without a reason, or in a way that cannot be: said in the diagnostics

    std::size_t events() const;
};
/// `record` is what is there already, or nullptr.
BookChanges changes_of(const interchange::BookStatement& entry, const StatementRecord* record, const std::string& reason,
                       Diagnostics& diagnostics);

/// Appends the facts of a statement, filling in the subject of a new one.
void append_changes(Writer& writer, const interchange::BookStatement& entry, BookChanges changes);

}  // namespace hindsight::app
