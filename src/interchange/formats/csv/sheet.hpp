// SPDX-License-Identifier: MIT
// One of our own tables being read: cells by the names of columns, with the place of every fault.
#pragma once

#include <unordered_map>

#include "../reading.hpp"
#include "../times.hpp"
#include "columns.hpp"

namespace hindsight::interchange {

class Sheet {
 public:
    Sheet(const Member& member, CsvTable table, const ReadOptions& options);

    /// The next row that has anything in it.
    bool next();
    bool has(std::string_view column) const { return places_.contains(column); }
    /// Without blanks around it.
    std::string_view cell(std::string_view column) const;
    /// As it stands. Throws Error{bad_utf8}.
    std::string text(std::string_view column) const;
    std::optional<When> when(std::string_view column) const;
    std::optional<Day> day(std::string_view column) const;
    std::vector<std::string> list(std::string_view column) const;

    /// Puts the column's texts of each language over those that are there; an empty one removes.
    void texts(std::string_view column, Texts& texts) const;
    bool has_texts(std::string_view column) const;

    /// The same fault at the place of a cell.
    Error at(std::string_view column, const Error& fault) const;
    Error fault(std::string_view column, ErrorCode code, std::string message, std::string hint = {}) const;
    /// Throws it when the row is ragged.
    void check() const;
    /// Any fault as one of this row.
    Diagnostic diagnosed(const Error& fault) const;
    Place place() const { return table_.place(); }
    /// Tells of cells in columns that the table does not know.
    void lose_others(Drafts& drafts) const;

    /// What reading one cell throws, at its place.
    template <class Read>
    auto reading(std::string_view column, Read read) const {
        try {
            return read(cell(column));
        } catch (const Error& fault) {
            throw at(column, fault);
        }
    }

 private:
    struct Language {
        std::string_view column;  // name here
        std::string tag;          // "": as the text tells
        std::size_t place;
    };
    void find(std::string_view column, CsvTable table, const ReadOptions& options);
    std::size_t place_of(std::string_view column) const;
    std::string whole(std::size_t place) const;

    Table table_;
    Times times_;
    std::unordered_map<std::string_view, std::size_t> places_;
    std::vector<Language> languages_;
    std::vector<std::size_t> others_;
};

}  // namespace hindsight::interchange
