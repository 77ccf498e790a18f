// SPDX-License-Identifier: MIT
// Tells our own tables apart by their columns, and reads and prints cells of several values.
#include "columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/base/error.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"

namespace hindsight::interchange {

std::vector<std::string_view> columns_of(CsvTable table) {
    std::vector<std::string_view> all;
    const auto add = [&](std::span<const std::string_view> columns) { all.insert(all.end(), columns.begin(), columns.end()); };
    const bool whole = table == CsvTable::whole;
    if (table == CsvTable::persons) add(kPersonColumns);
    if (table == CsvTable::sources) add(kSourceColumns);
    if (table == CsvTable::credence) add(kCredenceColumns);
    if (table == CsvTable::wordings) add(kWordingColumns);
    if (table == CsvTable::statements || whole) add(kStatementColumns);
    if (table == CsvTable::resolutions || whole) add(kResolutionColumns);
    if (table == CsvTable::forecasts || whole) {
        add(kForecastColumns);
        all.push_back(kPercent);
    }
    return all;
}

std::optional<std::string_view> column_for(std::string_view name, const std::map<std::string, std::string>& names) {
    if (const auto it = names.find(std::string(name)); it != names.end()) return it->second;
    const bool taken = std::any_of(names.begin(), names.end(), [&](const auto& entry) { return entry.second == name; });
    return taken ? std::nullopt : std::optional(name);
}

std::optional<CsvTable> csv_table_of(const std::vector<std::string>& header, const std::map<std::string, std::string>& names) {
    const auto has = [&](std::string_view name) {
        const auto column = column_for(name, names);
        return column && std::find(header.begin(), header.end(), *column) != header.end();
    };
    const auto has_texts = [&](std::string_view name) {
        const auto prefix = std::string(name) + ".";
        return has(name) || std::any_of(header.begin(), header.end(), [&](const std::string& column) {
            return column.starts_with(prefix) && is_language_tag(std::string_view(column).substr(prefix.size()));
        });
    };
    const bool forecast = has("probability") || has("predictive") || has(kPercent);
    if (has("phrase") && has("probability") && !has("statement") && !has_texts("text")) return CsvTable::credence;
    if (has("statement") && has("until") && has_texts("text")) return CsvTable::wordings;
    if (has("statement") && forecast) return CsvTable::forecasts;
    if (has("statement") && (has("outcome") || has("annulled"))) return CsvTable::resolutions;
    if (has_texts("text")) return forecast || has("outcome") ? CsvTable::whole : CsvTable::statements;
    if (has("id") && has_texts("name")) return CsvTable::persons;
    if (has("id") && has_texts("title")) return CsvTable::sources;
    return std::nullopt;
}

std::string print_list(const std::vector<std::string>& list) {
    const auto plain = fmt::format("{}", fmt::join(list, "; "));
    const auto starts_plain = !plain.starts_with('[');
    if (starts_plain && parse_list(plain) == list) return plain;
    Json::Array array;
    for (const auto& entry : list) array.emplace_back(entry);
    return dump_json(Json(std::move(array)));
}

std::vector<std::string> parse_list(std::string_view cell) {
    std::vector<std::string> list;
    cell = trim(cell);
    if (cell.starts_with('[')) {
        const auto json = parse_json(cell, {}, {});
        for (const auto& entry : json.as_array()) {
            if (!entry.is_string()) throw Error(ErrorCode::wrong_type, "a list in a cell is one of texts", "write a; b; c");
            list.push_back(entry.as_string());
        }
        return list;
    }
    if (cell.empty()) return list;
    for (const auto entry : split(cell, ';')) {
        if (!trim(entry).empty()) list.emplace_back(trim(entry));
    }
    return list;
}

double parse_value(std::string_view cell, const Question& question) {
    if (question.counts_days()) {
        if (const auto day = parse_day(trim(cell))) return static_cast<double>(day->time_since_epoch().count());
    }
    if (const auto number = parse_number(trim(cell))) return *number;
    const auto quantity = question.counts_days() ? std::nullopt : parse_quantity(trim(cell), question.unit);
    if (quantity) return *quantity;
    throw Error(question.counts_days() ? ErrorCode::bad_date : ErrorCode::bad_number, fmt::format("\"{}\" is no {}", printable(cell), question.counts_days() ? "day" : "number"),
                question.counts_days() ? "write 2027-12-31" : "write 100 or 1.5B");
}

std::string print_value(double value, const Question& question) {
    if (question.counts_days() && value == std::floor(value) && std::abs(value) < 1e7) {
        const auto day = Day{std::chrono::days{static_cast<int>(value)}};
        if (day >= first_day(1) && day <= last_day(9999)) return print_day(day);
    }
    return print_number(value);
}

}  // namespace hindsight::interchange
