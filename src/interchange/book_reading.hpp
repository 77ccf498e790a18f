// SPDX-License-Identifier: MIT
// What the parts of a book's reader share: faults, the credence table, and the ids that may be referred to.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "book_fields.hpp"
#include "hindsight/interchange/book.hpp"

namespace hindsight::interchange {

/// Ids of one sort that may be referred to.
class IdSet {
 public:
    IdSet(std::string_view noun, ErrorCode unknown, const std::vector<std::string>& known);

    /// An id that this book defines.
    void add(const std::string& id) { ids_.insert(id); }
    /// Something that defines ids could not be read, so an unknown one is no news.
    void forgive() { complete_ = false; }
    void check(const std::string& id, const TomlPlace& at, BookFaults& faults);

 private:
    std::string_view noun_;
    ErrorCode unknown_;
    std::unordered_set<std::string> ids_;
    bool complete_ = true;
    int suggestions_left_ = 20;  // each walks over all ids
};

/// A link of a statement, to be checked when all statements are known.
struct PendingLink {
    std::string from;  // id of the statement that has it
    Link link;
    TomlPlace at;          // of the other statement's id
    TomlPlace outcome_at;  // of the outcome that a condition needs
};

class BookReading {
 public:
    BookReading(BookFaults& faults, const KnownIds& known);

    BookFaults& faults;
    Book book;
    IdSet persons, sources, statements;
    std::vector<PendingLink> links;

    /// What the phrase means, in the book's table or else in the record's.
    std::optional<double> credence(const std::string& phrase);
    void refuse_phrase(const std::string& phrase, const TomlPlace& at, Severity severity);
    /// Reports a time after now; `what` names it in messages.
    void refuse_future(const std::optional<When>& when, std::string_view what, const TomlNode* node);
    /// The id of a known person under `key`.
    std::string person(BookFields& fields, std::string_view key);

 private:
    const CredenceTable& known_credence_;
    std::optional<Instant> now_;
    std::unordered_map<std::string, std::optional<double>> looked_up_;
};

/// nullopt when anything of it is at fault.
std::optional<BookStatement> read_statement(TomlNode& node, BookReading& reading);
Question read_question(TomlNode& node, std::optional<Day> said_on, StatementKind kind, BookReading& reading, bool& usable);

/// The statement as far as its forecasts and resolutions need it. `question` is nullptr when it could not be read.
struct Subject {
    const Question* question;
    std::optional<Day> said_on;
};
std::optional<BookForecast> read_forecast(TomlNode& node, const Subject& subject, BookReading& reading);
std::optional<BookResolution> read_resolution(TomlNode& node, const Subject& subject, BookReading& reading);

/// Each table of a list of tables, or one table alone.
template <class Take>
void each_table(TomlNode& node, std::string_view key, BookFaults& faults, Take take) {
    const auto one = [&](TomlNode& element) {
        if (element.is(TomlNode::Kind::table)) return take(element);
        if (element.is(TomlNode::Kind::broken)) return;
        faults.error(ErrorCode::wrong_type, fmt::format("\"{}\" must hold tables, not {}", key, name_of(element.kind)),
                     {}, element.at);
    };
    if (!node.is(TomlNode::Kind::list)) return one(node);
    for (auto& element : node.children) one(element);
}

}  // namespace hindsight::interchange
