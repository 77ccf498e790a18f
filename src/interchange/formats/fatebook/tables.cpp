// SPDX-License-Identifier: MIT
// Reads the table that Fatebook exports, and the spreadsheet that it takes in.
#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../columns.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange::fatebook {

namespace {

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> out;
    for (const auto part : split(text, separator)) {
        if (!trim(part).empty()) out.emplace_back(trim(part));
    }
    return out;
}

/// A row by the names of its columns; `null` and `undefined` are how scripts print nothing.
class Row {
 public:
    Row(const Table& table, const Times& times) : table_(table), times_(times) {}

    std::string text(std::string_view name) const {
        const auto cell = table_.cell(table_.column(name));
        return cell == "null" || cell == "undefined" ? std::string() : std::string(cell);
    }
    std::optional<When> time(std::string_view name) const {
        const auto cell = text(name);
        if (trim(cell).empty()) return std::nullopt;
        try {
            return to_the_second(times_.when(cell));
        } catch (const Error& fault) {
            throw fault_at(name, fault.code(), fault.what(), fault.hint());
        }
    }
    When needed_time(std::string_view name) const {
        if (const auto when = time(name)) return *when;
        throw fault_at(name, ErrorCode::bad_date, fmt::format("\"{}\" is empty", name), {});
    }
    double number(std::string_view name, double scale) const {
        auto cell = trim(table_.cell(table_.column(name)));
        if (scale != 1 && cell.ends_with('%')) cell = trim(cell.substr(0, cell.size() - 1));
        if (const auto value = parse_number(cell)) return *value / scale;
        throw fault_at(name, ErrorCode::bad_probability, fmt::format("\"{}\" is no probability", printable(cell)), {});
    }
    Error fault_at(std::string_view name, ErrorCode code, std::string message, std::string hint) const {
        return table_.fault_at(table_.column(name), code, std::move(message), std::move(hint));
    }

 private:
    const Table& table_;
    const Times& times_;
};

/// Calls `take` for each row; a fault refuses that row's forecast.
template <class Take>
void each_row(const Member& member, const Reading& reading, Take&& take) {
    const Times times(reading.options);
    Table table(member, reading.options);
    while (table.next()) {
        try {
            if (auto fault = table.fault()) throw *std::move(fault);
            take(table, Row(table, times));
        } catch (const Error& fault) {
            auto diagnostic = diagnostic_of(fault);
            if (diagnostic.where.line == 0) diagnostic.where = table.place().span();
            reading.drafts.refuse(DraftKind::forecast, std::move(diagnostic));
        }
    }
}

Item item_of_export(const Row& row) {
    Item item;
    item.title = row.text(column::kTitle);
    item.option = row.text(column::kOption);
    item.creator = row.text(column::kCreator);
    item.created = row.needed_time(column::kCreated);
    item.resolve_by = row.time(column::kResolveBy);
    item.resolution = row.text(column::kResolution);
    item.resolved_at = row.time(column::kResolved);
    item.notes = row.text(column::kNotes);
    item.tags = parts_of(row.text(column::kTags), ';');
    return item;
}

/// What stands in every row of a question, once; a Brier score is computed here anew.
void lose_of_question(const Row& row, Drafts& drafts) {
    for (const auto name : {column::kBrier, column::kRelative, column::kSharedWith, column::kComments}) {
        if (const auto text = row.text(name); !text.empty()) drafts.lost(name, text);
    }
    if (row.text(column::kPublic) == "true") drafts.lost(column::kPublic, "true");
}

Item item_of_spreadsheet(const Row& row) {
    Item item;
    item.title = row.text("questionTitle");
    item.creator = "me";
    item.created = row.needed_time("qCreatedAt");
    item.resolve_by = row.time("resolveBy");
    item.notes = row.text("notes") + row.text("notesExtra");
    item.tags = parts_of(row.text("tags"), ',');
    const auto resolution = lower_ascii(trim(row.text("resolution")));
    if (resolution.empty()) return item;
    item.resolution = resolution == "yes" || resolution == "no" ? resolution : "ambiguous";
    item.resolved_at = row.time("resolvedAt");
    if (!item.resolved_at)
        item.resolved_at = When{item.created.at + std::chrono::hours(24), item.created.is_day};  // as Fatebook takes it
    return item;
}

}  // namespace

bool is_export(const Peek& peek) {
    return peek.has_columns({column::kTitle, column::kForecast, column::kMade, column::kCreated});
}

bool is_spreadsheet(const Peek& peek) { return peek.has_columns({"questionTitle", "forecast", "qCreatedAt"}); }

void read_export(const Member& member, const Reading& reading, Questions& questions) {
    each_row(member, reading, [&](const Table& table, const Row& row) {
        // The question is good, whatever is wrong with this forecast of it.
        const auto [statement, fresh] = questions.take(item_of_export(row), table.place());
        if (fresh) lose_of_question(row, reading.drafts);
        const auto p = row.number(column::kForecast, 1);
        const auto made_at = row.needed_time(column::kMade);
        questions.forecast(statement, row.text(column::kBy), p, made_at, table.place());
        lose_other_cells(
            table,
            {column::kTitle, column::kOption, column::kBy, column::kForecast, column::kMade, column::kCreator,
             column::kCreated, column::kResolveBy, column::kResolution, column::kResolved, column::kBrier,
             column::kRelative, column::kNotes, column::kSharedWith, column::kPublic, column::kComments, column::kTags},
            reading.drafts);
    });
}

void read_spreadsheet(const Member& member, const Reading& reading, Questions& questions) {
    each_row(member, reading, [&](const Table& table, const Row& row) {
        const auto item = item_of_spreadsheet(row);
        const auto statement = questions.take(item, table.place()).first;
        const auto p = row.number("forecast", 100);
        const auto made_at = row.time("fCreatedAt");
        questions.forecast(statement, item.creator, p, made_at.value_or(item.created), table.place());
        lose_other_cells(table,
                         {"questionTitle", "forecast", "qCreatedAt", "resolution", "resolvedAt", "resolveBy",
                          "fCreatedAt", "tags", "notes", "notesExtra"},
                         reading.drafts);
    });
}

}  // namespace hindsight::interchange::fatebook
