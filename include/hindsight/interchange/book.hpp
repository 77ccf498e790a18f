// SPDX-License-Identifier: MIT
// A book: statements with their forecasts and resolutions as people write and review them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/domain/credence.hpp"
#include "hindsight/domain/record.hpp"

namespace hindsight::interchange {

/// An earlier wording: `text_was`.
struct EarlierWording {
    When until;
    Texts text;
    std::string reason;
    friend bool operator==(const EarlierWording&, const EarlierWording&) = default;
};

struct BookForecast {
    Forecast forecast;
    std::optional<When> withdrawn;
    std::string withdrawal_reason;
    Span where;
};

struct BookResolution {
    Resolution resolution;
    Span where;
};

struct BookRetraction {
    When on;
    std::string reason;
    friend bool operator==(const BookRetraction&, const BookRetraction&) = default;
};

struct BookStatement {
    Statement statement;
    std::vector<BookForecast> forecasts;
    std::vector<BookResolution> resolutions;
    std::optional<BookRetraction> retraction;
    std::vector<EarlierWording> text_was;
    std::string amended;  // why it changed since it was last brought in
    Span where;
};

struct BookPerson {
    Person person;
    Span where;
};
struct BookSource {
    Source source;
    Span where;
};

struct Book {
    CredenceTable credence;
    std::map<std::string, Span> credence_where;  // of each phrase; not needed for writing
    std::vector<BookPerson> persons;
    std::vector<BookSource> sources;
    std::vector<BookStatement> statements;
    std::size_t left_out = 0;  // statements at fault, which are not among these
};

inline constexpr std::size_t kOwnBookBytes = 256u << 20;

/// What a reader of a book may refer to beyond the book itself: what the record holds already.
struct KnownIds {
    CredenceTable credence;
    std::vector<std::string> persons;
    std::vector<std::string> sources;
    std::vector<std::string> statements;
    std::optional<Instant> now{};  // when given, nothing was said, made or decided after it
};

/// Reads a TOML book. Every fault goes to `diagnostics` with file, line and column, in the order of the text; entries at
/// fault are left out. `where` of an entry is its id (of a forecast or resolution its header), with the line for showing it.
Book read_toml_book(std::string_view text, const std::string& file, const KnownIds& known, Diagnostics& diagnostics);

/// The phrases of a book, or of a text with a table [credence] alone; nothing else of a book is looked at.
CredenceTable read_toml_credence(std::string_view text, const std::string& file, Diagnostics& diagnostics);

/// The canonical book: reading it back gives the same content, writing that again the same bytes.
std::string write_toml_book(const Book& book);

}  // namespace hindsight::interchange
