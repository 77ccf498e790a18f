// SPDX-License-Identifier: MIT
// Tables as text: comma-, tab- or semicolon-separated, with a header, after RFC 4180.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "byte_source.hpp"
#include "hindsight/base/error.hpp"

namespace hindsight::interchange {

class CsvReader {
   public:
    /// Reads the header. `delimiter` 0: the one of , ; and tab that stands most often in it.
    /// Cells of more than `field_bytes` are refused, an open quote as soon as it is that long.
    /// Throws Error{bad_csv, bad_utf8, too_large} for a header without names, or a file in UTF-16.
    explicit CsvReader(LineReader& lines, const std::string& file, char delimiter = 0, std::size_t field_bytes = kNoLimit);
    /// Rows of the same table from other lines.
    CsvReader(LineReader& lines, const CsvReader& table)
        : lines_(lines), file_(table.file_), delimiter_(table.delimiter_), field_bytes_(table.field_bytes_), header_(table.header_) {}

    const std::vector<std::string>& header() const { return header_; }
    char delimiter() const { return delimiter_; }
    LineReader& lines() const { return lines_; }
    /// By its exact name; throws Error{bad_csv} when it stands twice.
    std::optional<std::size_t> column(std::string_view name) const;

    /// The next row; empty lines are passed over. Throws Error{bad_csv, too_large} for a quote that never ends.
    bool next();
    const std::vector<std::string_view>& cells() const { return cells_; }
    /// Of the row's first line, from 1.
    std::uint64_t line() const { return line_; }
    std::string_view text() const { return text_; }
    /// Where a cell begins in the text, in bytes.
    std::size_t offset_of(std::size_t cell) const {
        if (cell >= cells_.size()) return text_.size();
        return starts_.empty() ? static_cast<std::size_t>(cells_[cell].data() - text_.data()) : starts_[cell];
    }
    /// What is wrong with the row's form: it has too few or too many cells.
    std::optional<Error> fault() const;
    /// A fault of one cell, with its place.
    Error fault_at(std::size_t cell, ErrorCode code, std::string message, std::string hint = {}) const;

   private:
    void split_plain(std::string_view line);
    void split_quoted(std::string_view line);
    std::string_view whole_row(std::string_view line);
    std::size_t unquote(std::string_view line, std::size_t i);
    void check_cells() const;
    [[noreturn]] void refuse_long(std::string_view text, std::size_t at) const;

    LineReader& lines_;
    std::string file_;
    char delimiter_;
    std::size_t field_bytes_;
    std::vector<std::string> header_;
    std::vector<std::string_view> cells_;
    std::vector<std::size_t> starts_;  // of quoted rows, whose cells may stand elsewhere
    std::string unquoted_;             // cells that had doubled quotes
    std::string_view text_;
    std::uint64_t line_ = 0;
};

}  // namespace hindsight::interchange
