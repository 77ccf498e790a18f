// SPDX-License-Identifier: MIT
// Reads target data (one value a task) and oracle output (where an option has a row of its own).
#include "observed_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cell.hpp"
#include "hindsight/base/text.hpp"
#include "table_columns.hpp"

namespace hindsight::interchange {

namespace {

constexpr char kSeparator = '\x1f';

/// What one row says; an option of oracle output says something only if it came true.
std::optional<ObservedCell> said(const CsvReader& csv, std::size_t value, std::optional<std::size_t> type, std::optional<std::size_t> id) {
    ObservedCell cell;
    const auto text = csv.cells()[value];
    const auto number = value_in(text);
    if (type && id && csv.cells()[*type] == "pmf") {
        if (number != 1.0) return std::nullopt;
        cell.option = csv.cells()[*id];
        return cell;
    }
    if (type && csv.cells()[*type] == "cdf") return std::nullopt;  // a step for each x; the value has a row too
    cell.value = number.value_or(cell.value);
    cell.text = text;
    return cell;
}

/// Adds what `more` knows; false if it says something else.
bool merge(ObservedCell& known, const ObservedCell& more) {
    const auto agree = [](std::string& a, const std::string& b) {
        if (a.empty()) a = b;
        return b.empty() || a == b;
    };
    if (std::isnan(known.value)) known.value = more.value;
    const bool same_value = std::isnan(more.value) || known.value == more.value;
    return agree(known.option, more.option) && (same_value ? (agree(known.text, more.text), true) : false);
}

}  // namespace

ObservedTable::ObservedTable(const std::string& file, const std::vector<std::string>& task, const FlatRequest& request) {
    ByteSource source(file);
    LineReader lines(source);
    CsvReader csv(lines, source.name());
    const TableColumns columns(csv, request, source.name());
    auto value = columns.first_of({"oracle_value", "observation", "observed", "value", "target_value"});
    if (request.columns.contains("observed")) value = columns.find("observed");
    if (!value) {
        throw Error(ErrorCode::missing_key, fmt::format("{} has no column with what happened; its columns: {}", source.name(), printable_list(csv.header())),
                    "--map observed=COLUMN names it");
    }
    std::vector<std::size_t> here;
    for (std::size_t i = 0; i < task.size(); ++i) {
        const auto at = task[i].empty() ? std::nullopt : columns.find(task[i]);
        if (!at || at == value) continue;
        shared_.push_back(i);
        here.push_back(*at);
    }
    if (here.empty()) {
        throw Error(ErrorCode::missing_key, fmt::format("{} shares no column with the forecasts ({})", source.name(), printable_list(task)),
                    "--map NAME=COLUMN names the one that goes with a column of the forecasts");
    }
    const auto type = csv.column("output_type");
    const auto id = csv.column("output_type_id");
    while (csv.next()) {
        if (auto fault = csv.fault()) throw *fault;
        auto cell = said(csv, *value, type, id);
        if (!cell) continue;
        if (merge(rows_[key_of(csv.cells(), here)], *cell)) continue;
        std::vector<std::string> names;
        for (const auto i : shared_) names.push_back(task[i]);
        throw csv.fault_at(*value, ErrorCode::duplicate_id,
                           fmt::format("a second value for the same {}", printable_list(names)),
                           "--map NAME=COLUMN joins by one more column of the forecasts");
    }
}

std::string ObservedTable::key_of(const std::vector<std::string_view>& cells, const std::vector<std::size_t>& places) const {
    std::string key;
    for (const auto place : places) {
        key += cells[place];
        key += kSeparator;
    }
    return key;
}

const ObservedCell* ObservedTable::find(const std::vector<std::string_view>& task_cells) const {
    const auto at = rows_.find(key_of(task_cells, shared_));
    return at == rows_.end() ? nullptr : &at->second;
}

}  // namespace hindsight::interchange
