// SPDX-License-Identifier: MIT
// What a reader of a format works with: the files, how they begin, and where drafts go. Private to the interchange.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "../flat/csv.hpp"
#include "../inputs/input.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/interchange/formats.hpp"

namespace hindsight::interchange {

/// The beginning of a file, and what can be told from it.
struct Peek {
    std::string name;                 // without folders
    std::string bytes;                // the first 64 KB, unpacked, without a byte order mark
    std::vector<std::string> header;  // its first line as a row of a table; empty for JSON and the like

    bool has_columns(std::initializer_list<std::string_view> names) const;
    /// Keeps the first kilobyte.
    void forget();
    /// The first character that is no space.
    char first() const;
    /// Whether `"key"` followed by a colon stands in it: enough to tell documents apart.
    bool has_key(std::string_view key) const;
    bool has_keys(std::initializer_list<std::string_view> keys) const;
};
Peek peek_at(const Input& input);

struct Member {
    Input input;
    Peek peek;
};

struct FileGroup::Members {
    std::vector<Member> list;  // in the order given
};

struct Reading {
    std::span<const Member> members;
    const Format& format;
    const ReadOptions& options;
    Drafts& drafts;
};

/// A table being read row by row, columns by name.
class Table {
 public:
    Table(const Member& member, const ReadOptions& options);

    bool next() { return csv_.next(); }
    /// The place of a column; nullopt when it is not there.
    std::optional<std::size_t> column(std::string_view name) const { return csv_.column(name); }
    /// Throws Error{missing_key} that lists what there is.
    std::size_t need(std::string_view name) const;
    /// The cell, "" when the column is not there or the row is shorter.
    std::string_view cell(std::optional<std::size_t> column) const;
    /// That the row has more or fewer cells than the header, or is no text. With `may_lack` its last cells may be missing.
    std::optional<Error> fault(std::size_t may_lack = 0) const;
    Error fault_at(std::optional<std::size_t> column, ErrorCode code, std::string message, std::string hint = {}) const;
    Place place() const { return {source_.name(), csv_.line()}; }
    const std::vector<std::string>& header() const { return csv_.header(); }

 private:
    ByteSource source_;
    LineReader lines_;
    CsvReader csv_;
};

/// The limits of a JSON document of another program.
JsonLimits json_limits(const ReadOptions& options);
/// A JSON document of another program, within the limits.
Json read_document(const Member& member, const ReadOptions& options);

/// A fault as a diagnostic.
Diagnostic diagnostic_of(const Error& error);

/// An id from pieces: `site-key`, where the key is made to fit and gets a hash of itself when that changed more than its case.
std::string id_from(std::string_view site, std::string_view key);

}  // namespace hindsight::interchange
