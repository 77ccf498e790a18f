// SPDX-License-Identifier: MIT
// Splits lines into cells; the quoted ones take a slower path.
#include "csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The most frequent of the three outside quotes; a comma when there is none.
char delimiter_of(std::string_view header) {
    std::size_t commas = 0, tabs = 0, semicolons = 0;
    bool quoted = false;
    for (const char c : header) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        commas += c == ',';
        tabs += c == '\t';
        semicolons += c == ';';
    }
    if (tabs > commas && tabs >= semicolons) return '\t';
    return semicolons > commas ? ';' : ',';
}

}  // namespace

CsvReader::CsvReader(LineReader& lines, const std::string& file, char delimiter, std::size_t field_bytes)
    : lines_(lines), file_(file), delimiter_(delimiter), field_bytes_(field_bytes) {
    const auto start = lines_.peek(3);
    if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff")) {
        throw Error(ErrorCode::bad_utf8, fmt::format("{} is in UTF-16", file_), "save it as UTF-8");
    }
    std::string_view first;
    do {
        if (!lines_.next(first)) throw Error(ErrorCode::bad_csv, fmt::format("{} is empty", file_), "the first line names the columns");
        if (lines_.line() == 1 && first.starts_with("\xef\xbb\xbf")) first.remove_prefix(3);
    } while (without_end(first).empty());
    if (delimiter_ == 0) delimiter_ = delimiter_of(first);
    line_ = lines_.line();
    first.find('"') == std::string_view::npos ? split_plain(first) : split_quoted(first);
    if (text_.size() > field_bytes_) check_cells();
    header_.assign(cells_.begin(), cells_.end());
    for (const auto& name : header_) {
        if (utf8_fault(name)) throw Error(ErrorCode::bad_utf8, fmt::format("{}:{}: a column's name is not valid UTF-8", file_, line_), "save the file as UTF-8");
    }
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
    const auto at = std::find(header_.begin(), header_.end(), name);
    if (at == header_.end()) return std::nullopt;
    if (std::find(at + 1, header_.end(), name) != header_.end()) {
        throw Error(ErrorCode::bad_csv, fmt::format("{} has two columns \"{}\"", file_, printable(name)), "rename one of them");
    }
    return static_cast<std::size_t>(at - header_.begin());
}

void CsvReader::split_plain(std::string_view line) {
    line = without_end(line);
    text_ = line;
    cells_.clear();
    starts_.clear();
    const char* at = line.data();
    const char* const end = at + line.size();
    for (;;) {
        const auto* stop = static_cast<const char*>(std::memchr(at, delimiter_, static_cast<std::size_t>(end - at)));
        if (!stop) break;
        cells_.emplace_back(at, static_cast<std::size_t>(stop - at));
        at = stop + 1;
    }
    cells_.emplace_back(at, static_cast<std::size_t>(end - at));
}

/// Joins lines until every quote is closed. A quote opens only at the start of a cell; within, two stand for one.
std::string_view CsvReader::whole_row(std::string_view line) {
    bool may_turn = true, open = false;  // a quote opens or closes here
    std::size_t cell = 0;                // where it begins
    for (std::size_t scanned = 0;;) {
        for (; scanned < line.size(); ++scanned) {
            const char c = line[scanned];
            if (c == '"' && may_turn) {
                open = !open;  // after closing, a second one opens again: the two stand for one
            } else {
                may_turn = open || c == delimiter_;
                if (!open && may_turn) cell = scanned + 1;
            }
        }
        if (!open) return without_end(line);
        if (line.size() - cell > field_bytes_) refuse_long(line, cell);
        if (!lines_.extend(line)) {
            throw Error(ErrorCode::bad_csv, fmt::format("{}:{}: a quote is never closed", file_, line_), "a quote inside a quoted cell is written twice");
        }
    }
}

void CsvReader::split_quoted(std::string_view line) {
    text_ = line = whole_row(line);
    cells_.clear();
    starts_.clear();
    unquoted_.clear();
    unquoted_.reserve(line.size());  // views into it stay
    for (std::size_t i = 0;; ++i) {
        starts_.push_back(i);
        if (i < line.size() && line[i] == '"') {
            i = unquote(line, i + 1);
        } else {
            const auto stop = std::min(line.find(delimiter_, i), line.size());
            cells_.push_back(line.substr(i, stop - i));
            i = stop;
        }
        if (i >= line.size()) return;
    }
}

/// Adds the cell whose text begins at `i`, and tells where its delimiter stands.
std::size_t CsvReader::unquote(std::string_view line, std::size_t i) {
    const auto from = unquoted_.size();
    for (; i < line.size(); ++i) {
        if (line[i] == '"' && !(i + 1 < line.size() && line[i + 1] == '"')) break;
        if (line[i] == '"') ++i;
        unquoted_ += line[i];
    }
    for (++i; i < line.size() && line[i] != delimiter_; ++i) unquoted_ += line[i];  // what follows the quote belongs to it
    cells_.push_back(std::string_view(unquoted_).substr(from));
    return i;
}

void CsvReader::refuse_long(std::string_view text, std::size_t at) const {
    Span where = place_of(text, at, file_, 1);
    where.line += static_cast<int>(line_) - 1;
    throw Error(ErrorCode::too_large, fmt::format("a cell is longer than the limit of {} KB", field_bytes_ >> 10),
                "is a quote left open? if not, raise the limit \"field\"", std::move(where));
}

void CsvReader::check_cells() const {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i].size() > field_bytes_) refuse_long(text_, offset_of(i));
    }
}

bool CsvReader::next() {
    std::string_view line;
    do {
        if (!lines_.next(line)) return false;
    } while (line == "\n" || line == "\r\n");
    line_ = lines_.line();
    if (std::memchr(line.data(), '"', line.size())) {
        split_quoted(line);
    } else {
        split_plain(line);
    }
    if (text_.size() > field_bytes_) check_cells();
    return true;
}

std::optional<Error> CsvReader::fault() const {
    if (cells_.size() == header_.size()) return std::nullopt;
    return fault_at(std::min(cells_.size(), header_.size()), ErrorCode::bad_csv,
                    fmt::format("this row has {} cells, the header has {}", cells_.size(), header_.size()),
                    "quote cells that contain the separator");
}

Error CsvReader::fault_at(std::size_t cell, ErrorCode code, std::string message, std::string hint) const {
    const int length = cell < cells_.size() ? static_cast<int>(std::max<std::size_t>(1, code_points(cells_[cell]))) : 1;
    Span where = place_of(text_, offset_of(cell), file_, length);
    where.line += static_cast<int>(line_) - 1;
    return Error(code, std::move(message), std::move(hint), std::move(where));
}

}  // namespace hindsight::interchange
