// SPDX-License-Identifier: MIT
// Binds the values of a mapping to the columns of a file, and finds them in its rows.
#include "values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "lists.hpp"

namespace hindsight::interchange {

namespace {

/// A whole number, or a day, so much later; else as it is.
std::string later(std::string_view text, int add) {
    if (const auto day = parse_day(text)) return print_day(*day + std::chrono::days{add});
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = fault == std::errc{} && end == text.data() + text.size() && text.size() < 16;
    return whole ? std::to_string(number + add) : std::string(text);
}

/// Blanks that empty cells leave behind.
std::string tidied(std::string text) {
    const auto twice = [](char a, char b) { return a == ' ' && b == ' '; };
    text.erase(std::unique(text.begin(), text.end(), twice), text.end());
    return std::string(trim(text));
}

}  // namespace

bool MappedRow::is_missing(std::string_view text) const { return text.empty() || std::find(missing.begin(), missing.end(), text) != missing.end(); }

std::string_view MappedRow::cell(std::size_t column) const {
    if (column == MappedColumns::kNone) return {};
    if (column == MappedColumns::kFile) return file;
    if (column == MappedColumns::kPair) return table.header()[pair];
    const auto text = trim(table.cell(column));
    return is_missing(text) ? std::string_view() : text;
}

std::optional<std::size_t> MappedColumns::find(std::string_view name) const { return table_.column(name); }

void MappedColumns::use(std::size_t place) {
    if (place < used_.size()) used_[place] = true;
}

std::size_t MappedColumns::place(std::string_view name) {
    if (const auto there = table_.column(name)) {
        use(*there);
        return *there;
    }
    if (name == "file") return kFile;
    if (name == "*" && !map_.pairs.empty()) return kPair;
    if (std::find(map_.optional.begin(), map_.optional.end(), name) != map_.optional.end()) return kNone;
    const std::vector<std::string_view> known(table_.header().begin(), table_.header().end());
    const auto near = nearest(name, known);
    throw Error(ErrorCode::missing_key, fmt::format("{} has no column \"{}\", which the mapping names", table_.place().file, printable(name)),
                near ? fmt::format("did you mean \"{}\"?", printable(*near)) : fmt::format("its columns: {}", printable_list(table_.header())));
}

Pattern::Pattern(std::string_view text, MappedColumns& columns) {
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        const bool none = close == std::string_view::npos;
        if (none || open > 0) pieces_.push_back({std::string(text.substr(0, none ? close : open))});
        if (none) break;
        std::string name(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
        int add = 0;
        if (const auto plus = name.rfind('+'); plus != std::string::npos && !columns.find(name)) {
            const auto [end, fault] = std::from_chars(name.data() + plus + 1, name.data() + name.size(), add);
            if (fault == std::errc{} && end == name.data() + name.size() && add <= 36525) name.resize(plus);
        }
        pieces_.push_back({{}, columns.place(name), add});
    }
}

std::string Pattern::fill(const MappedRow& row) const {
    if (pieces_.size() == 1 && pieces_[0].add == 0) return pieces_[0].text.empty() ? std::string(row.cell(pieces_[0].column)) : pieces_[0].text;
    std::string out;
    for (const auto& piece : pieces_) {
        out += piece.text;
        const auto cell = row.cell(piece.column);
        if (piece.add == 0) {
            out.append(cell);
        } else {
            out.append(later(cell, piece.add));
        }
    }
    return tidied(std::move(out));
}

std::optional<std::size_t> Pattern::column() const {
    for (const auto& piece : pieces_) {
        if (piece.column < MappedColumns::kPair) return piece.column;
    }
    return std::nullopt;
}

void Pattern::add_columns(std::vector<std::size_t>& to) const {
    for (const auto& piece : pieces_) {
        if (piece.column < MappedColumns::kPair) to.push_back(piece.column);
    }
}

MappedValue::MappedValue(const MapFields& fields, std::string_view key, MappedColumns& columns) : key_(key) {
    const auto* value = fields.find(key);
    if (!value) return;
    given_ = true;
    notation_ = value->list;
    pattern_ = Pattern(value->pattern, columns);
    otherwise_ = Pattern(value->otherwise, columns);
    least_ = Pattern(value->least, columns);
    for (const auto& [from, to] : value->values) values_.emplace_back(from, Pattern(to, columns));
    times_ = value->times;
    scale_ = value->scale;
    baseline_ = value->baseline;
    fixed_ = value->fixed;
}

std::string MappedValue::raw(const MappedRow& row) const {
    auto raw = pattern_.fill(row);
    if (const auto bad = utf8_fault(raw)) throw fault(row, ErrorCode::bad_utf8, fmt::format("{} is not valid UTF-8", key_), "save the file as UTF-8");
    return raw;
}

std::string MappedValue::as_said(const std::string& raw, const MappedRow& row) const {
    if (values_.empty()) return raw;
    const auto known = [&](std::string_view word) { return std::find_if(values_.begin(), values_.end(), [&](const auto& value) { return value.first == word; }); };
    auto it = known(raw);
    if (it == values_.end()) it = known("*");
    if (it != values_.end()) return it->second.fill(row);
    std::vector<std::string> words;
    for (const auto& value : values_) words.push_back(value.first);
    throw fault(row, ErrorCode::wrong_type, fmt::format("\"{}\" is no {} that the mapping knows", printable(raw), key_), "it knows: " + printable_list(words));
}

std::string MappedValue::text(const MappedRow& row) const {
    const auto found = raw(row);
    return found.empty() ? otherwise_.fill(row) : as_said(found, row);
}

std::optional<double> MappedValue::number(const MappedRow& row) const {
    const auto found = text(row);
    if (found.empty()) return std::nullopt;
    const auto number = parse_number(found);
    if (!number) throw fault(row, ErrorCode::bad_number, fmt::format("{} \"{}\" is no number", key_, printable(found)));
    return number;
}

bool MappedValue::flag(const MappedRow& row) const {
    const auto word = lower_ascii(text(row));
    if (word.empty() || word == "false" || word == "no" || word == "0" || word == "f") return false;
    if (word == "true" || word == "yes" || word == "1" || word == "t") return true;
    throw fault(row, ErrorCode::wrong_type, fmt::format("{} \"{}\" is neither true nor false", key_, printable(word)));
}

When MappedValue::time_in(std::string_view text, const MappedRow& row, const Times& times) const {
    try {
        if (times_ == TimeNotation::iso) return times.when(text);
        if (times_ == TimeNotation::month_first || times_ == TimeNotation::day_first) {
            const auto iso = iso_of_slashes(text, times_ == TimeNotation::month_first);
            return times.when(iso.empty() ? text : iso);
        }
        const auto number = parse_number(text);
        if (!number) throw Error(ErrorCode::bad_date, fmt::format("\"{}\" is no time", printable(text)), "the mapping says that times count from 1970");
        return When::instant(times_ == TimeNotation::seconds ? from_epoch_seconds(*number) : from_epoch_milliseconds(*number));
    } catch (const Error& error) {
        throw fault(row, error.code(), fmt::format("{}: {}", key_, error.what()), error.hint());
    }
}

std::optional<When> MappedValue::when(const MappedRow& row, const Times& times) const {
    const auto found = text(row);
    return found.empty() ? std::nullopt : std::optional(time_in(found, row, times));
}

std::optional<When> MappedValue::when(const MappedRow& row, const Times& times, Drafts& drafts) const {
    const auto found = when(row, times);
    const auto least = least_.fill(row);
    if (!found || least.empty()) return found;
    const auto earliest = time_in(least, row, times);
    if (found->at >= earliest.at) return found;
    drafts.lost(key_ + " that is too early", text(row));
    return earliest;
}

std::vector<std::string> MappedValue::list(const MappedRow& row) const {
    if (!fixed_.empty()) return fixed_;
    const auto found = text(row);
    if (found.empty()) return {};
    if (notation_ == "letters") return lettered_list(found).texts;
    if (notation_ != "brackets") return separated_list(found, notation_);
    auto list = bracketed_list(found);
    if (!list) throw fault(row, ErrorCode::wrong_type, fmt::format("{} is no list in brackets", key_), "say how lists are written: list = \"; \" for example");
    return *std::move(list);
}

std::vector<double> MappedValue::numbers(const MappedRow& row) const {
    std::vector<double> out;
    for (const auto& element : list(row)) {
        const auto number = parse_number(element);
        if (!number) throw fault(row, ErrorCode::bad_number, fmt::format("\"{}\" in {} is no number", printable(element), key_));
        out.push_back(*number);
    }
    return out;
}

Error MappedValue::fault(const MappedRow& row, ErrorCode code, std::string message, std::string hint) const {
    const auto column = pattern_.column();
    if (column) return row.table.fault_at(column, code, std::move(message), std::move(hint));
    return Error(code, std::move(message), std::move(hint), row.table.place().span());
}

void MappedValue::add_columns(std::vector<std::size_t>& to) const {
    pattern_.add_columns(to);
    otherwise_.add_columns(to);
    least_.add_columns(to);
    for (const auto& value : values_) value.second.add_columns(to);
}

}  // namespace hindsight::interchange
