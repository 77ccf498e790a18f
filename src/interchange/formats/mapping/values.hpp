// SPDX-License-Identifier: MIT
// What the values of a mapping are in one row of a table. Private to the interchange.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../times.hpp"
#include "mapping.hpp"

namespace hindsight::interchange {

/// One row as a mapping sees it.
struct MappedRow {
    const Table& table;
    std::string_view file;                   // its name without folders and endings: {file}
    const std::vector<std::string>& missing;  // words that stand for an empty cell
    std::size_t pair = 0;                    // the column of a pair: {*} is its name

    /// "" when it is missing.
    std::string_view cell(std::size_t column) const;
    bool is_missing(std::string_view text) const;
};

/// The columns of one file by the names in a mapping.
class MappedColumns {
 public:
    /// Places that are no columns.
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1), kFile = kNone - 1, kPair = kNone - 2;

    MappedColumns(const Table& table, const MapTable& map) : table_(table), map_(map), used_(table.header().size(), false) {}

    /// Throws Error{missing_key} for a column that is neither there nor optional.
    std::size_t place(std::string_view name);
    std::optional<std::size_t> find(std::string_view name) const;
    void use(std::size_t place);
    /// Some value takes it.
    bool used(std::size_t place) const { return used_[place]; }

 private:
    const Table& table_;
    const MapTable& map_;
    std::vector<bool> used_;
};

/// A text in which cells stand.
class Pattern {
 public:
    Pattern() = default;
    Pattern(std::string_view text, MappedColumns& columns);
    bool empty() const { return pieces_.empty(); }
    std::string fill(const MappedRow& row) const;
    /// The first column in it.
    std::optional<std::size_t> column() const;
    void add_columns(std::vector<std::size_t>& to) const;

 private:
    struct Piece {
        std::string text;
        std::size_t column = MappedColumns::kNone;
        int add = 0;  // to a whole number; days, to a day
    };
    std::vector<Piece> pieces_;
};

/// A value of a mapping, bound to the columns of one file. One that the mapping does not give is always empty.
class MappedValue {
 public:
    MappedValue() = default;
    MappedValue(const MapFields& fields, std::string_view key, MappedColumns& columns);

    bool given() const { return given_; }
    /// Throws Error{wrong_type} for a text that `values` does not know.
    std::string text(const MappedRow& row) const;
    /// As it stands, before `values`.
    std::string raw(const MappedRow& row) const;
    std::optional<double> number(const MappedRow& row) const;
    bool flag(const MappedRow& row) const;
    std::optional<When> when(const MappedRow& row, const Times& times) const;
    /// As above; a time before the least one that the mapping allows is reported, and that one taken.
    std::optional<When> when(const MappedRow& row, const Times& times, Drafts& drafts) const;
    std::vector<std::string> list(const MappedRow& row) const;
    std::vector<double> numbers(const MappedRow& row) const;
    std::string_view list_notation() const { return notation_; }
    double scale() const { return scale_; }
    bool is_baseline() const { return baseline_; }
    /// A fault of its cell, with its place.
    Error fault(const MappedRow& row, ErrorCode code, std::string message, std::string hint = {}) const;
    void add_columns(std::vector<std::size_t>& to) const;

 private:
    std::string as_said(const std::string& raw, const MappedRow& row) const;
    When time_in(std::string_view text, const MappedRow& row, const Times& times) const;

    bool given_ = false;
    std::string key_, notation_;
    Pattern pattern_, otherwise_, least_;
    std::vector<std::pair<std::string, Pattern>> values_;
    TimeNotation times_ = TimeNotation::iso;
    double scale_ = 1;
    bool baseline_ = false;
    std::vector<std::string> fixed_;
};

}  // namespace hindsight::interchange
