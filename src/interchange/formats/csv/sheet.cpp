// SPDX-License-Identifier: MIT
// Finds the columns of a table once, and reads cells by them.
#include "sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

/// Who it was `by`, in tables of one role; in one with everything, who forecasts.
bool may_be_by(std::string_view column, CsvTable table) {
    return column == "forecaster" || (table != CsvTable::whole && (column == "speaker" || column == "resolver"));
}

}  // namespace

Sheet::Sheet(const Member& member, CsvTable table, const ReadOptions& options) : table_(member, options), times_(options) {
    for (const auto column : columns_of(table)) find(column, table, options);
    std::set<std::size_t> known;
    for (const auto& [name, place] : places_) known.insert(place);
    for (const auto& language : languages_) known.insert(language.place);
    for (std::size_t i = 0; i < table_.header().size(); ++i) {
        if (!known.contains(i)) others_.push_back(i);
    }
}

void Sheet::find(std::string_view column, CsvTable table, const ReadOptions& options) {
    const auto place_for = [&](std::string_view name) {
        const auto called = column_for(name, options.columns);
        return called ? table_.column(*called) : std::nullopt;
    };
    if (!column.ends_with('.')) {
        auto place = place_for(column);
        if (!place && may_be_by(column, table)) place = place_for("by");
        if (place) places_.emplace(column, *place);
        return;
    }
    const auto prefix = column;
    column.remove_suffix(1);
    if (const auto place = place_for(column)) languages_.push_back({column, {}, *place});
    for (std::size_t i = 0; i < table_.header().size(); ++i) {
        const auto& name = table_.header()[i];
        if (name.starts_with(prefix) && is_language_tag(std::string_view(name).substr(prefix.size()))) languages_.push_back({column, name.substr(prefix.size()), i});
    }
}

bool Sheet::next() {
    while (table_.next()) {
        for (std::size_t i = 0; i < table_.header().size(); ++i) {
            if (!table_.cell(i).empty()) return true;
        }
    }
    return false;
}

void Sheet::check() const {
    if (auto fault = table_.fault()) throw *std::move(fault);
}

std::string_view Sheet::cell(std::string_view column) const {
    const auto it = places_.find(column);
    return it == places_.end() ? std::string_view() : trim(table_.cell(it->second));
}

std::string Sheet::whole(std::size_t place) const {
    const auto cell = table_.cell(place);
    if (utf8_fault(cell)) throw table_.fault_at(place, ErrorCode::bad_utf8, "this is not valid UTF-8", "save the file as UTF-8");
    return std::string(cell);
}

std::string Sheet::text(std::string_view column) const {
    const auto it = places_.find(column);
    return it == places_.end() ? std::string() : whole(it->second);
}

std::optional<When> Sheet::when(std::string_view column) const {
    return reading(column, [&](std::string_view cell) { return cell.empty() ? std::nullopt : std::optional(times_.when(cell)); });
}

std::optional<Day> Sheet::day(std::string_view column) const {
    const auto when = this->when(column);
    return when ? std::optional(day_of(when->at)) : std::nullopt;
}

std::vector<std::string> Sheet::list(std::string_view column) const {
    text(column);
    return reading(column, [](std::string_view cell) { return parse_list(cell); });
}

bool Sheet::has_texts(std::string_view column) const {
    return std::any_of(languages_.begin(), languages_.end(), [&](const Language& language) { return language.column == column; });
}

void Sheet::texts(std::string_view column, Texts& texts) const {
    for (const auto& language : languages_) {
        if (language.column != column) continue;
        auto text = whole(language.place);
        auto tag = language.tag;
        if (tag.empty()) tag = has_ideographs(text) ? "zh" : "en";
        if (text.empty()) {
            texts.erase(tag);
        } else {
            texts[tag] = std::move(text);
        }
    }
}

std::size_t Sheet::place_of(std::string_view column) const {
    if (const auto it = places_.find(column); it != places_.end()) return it->second;
    for (const auto& language : languages_) {
        if (language.column == column) return language.place;
    }
    return 0;
}

Error Sheet::fault(std::string_view column, ErrorCode code, std::string message, std::string hint) const {
    return table_.fault_at(place_of(column), code, std::move(message), std::move(hint));
}

Error Sheet::at(std::string_view column, const Error& fault) const { return table_.fault_at(place_of(column), fault.code(), fault.what(), fault.hint()); }

Diagnostic Sheet::diagnosed(const Error& fault) const {
    auto out = diagnostic_of(fault);
    if (out.where.file.empty()) out.where = place().span();
    return out;
}

void Sheet::lose_others(Drafts& drafts) const {
    for (const auto place : others_) {
        const auto cell = trim(table_.cell(place));
        if (!cell.empty()) drafts.lost(table_.header()[place], cell);
    }
}

}  // namespace hindsight::interchange
