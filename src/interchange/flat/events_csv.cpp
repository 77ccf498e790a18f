// SPDX-License-Identifier: MIT
// Tables with one forecast a row: columns `probability` and `outcome`, pairs `X` and `X_outcome`, or `predicted` and `observed`.
#include <fmt/format.h>

#include "cell.hpp"
#include "event_blocks.hpp"
#include "hindsight/base/text.hpp"
#include "readers.hpp"
#include "table_columns.hpp"

namespace hindsight::interchange {

namespace {

struct Pair {
    std::size_t predicted;
    std::size_t observed;
    std::string name;  // of a wide table's pair
};

/// A column X that has a twin X_outcome.
std::vector<Pair> twins(const CsvReader& csv) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < csv.header().size(); ++i) {
        const auto& name = csv.header()[i];
        if (const auto twin = csv.column(name + "_outcome")) pairs.push_back({i, *twin, name});
    }
    return pairs;
}

struct Plan {
    std::vector<Pair> pairs;
    FlatForm form = FlatForm::probability;

    bool wide() const { return !pairs.front().name.empty(); }
};

Plan plan_of(const CsvReader& csv, const TableColumns& columns, const FlatRequest& request) {
    const bool mapped = request.columns.contains("probability") || request.columns.contains("outcome");
    if (!mapped && !columns.find("probability")) {
        if (auto pairs = twins(csv); !pairs.empty()) return {std::move(pairs)};
        const auto predicted = csv.column("predicted");
        const auto observed = csv.column("observed");
        if (predicted && observed) return {{{*predicted, *observed, {}}}, FlatForm::point};
    }
    return {{{columns.need("probability", "--map probability=COLUMN names it"), columns.need("outcome", "--map outcome=COLUMN names it"), {}}}};
}

/// The number of a cell, or the row's fault.
double read_cell(const CsvReader& csv, std::size_t cell, std::optional<double> (*read)(std::string_view), std::string_view what, FlatRow& row) {
    if (const auto value = read(csv.cells()[cell])) return *value;
    if (!row.broken) {
        row.broken = csv.fault_at(cell, ErrorCode::bad_number,
                                  fmt::format("\"{}\" is no {}", printable(csv.cells()[cell].substr(0, 60)), what), "leave the cell empty if it is unknown");
    }
    return 0;
}

void read_pair(const CsvReader& csv, const Pair& pair, FlatForm form, FlatRow& row) {
    const bool event = form == FlatForm::probability;
    row.number = read_cell(csv, pair.predicted, event ? probability_in : value_in, event ? "probability" : "number", row);
    row.observed = read_cell(csv, pair.observed, event ? outcome_in : value_in, event ? "outcome (0, 1, or a fraction)" : "number", row);
    row.predicted_at = csv.offset_of(pair.predicted);
    row.observed_at = csv.offset_of(pair.observed);
}

/// All rows of `csv`, one by one.
void read_rows(CsvReader& csv, const std::string& file, const FlatRequest& request, const Plan& plan, const FlatSink& sink) {
    const auto& [pairs, form] = plan;
    const bool wide = plan.wide();
    RowView view(csv, TableColumns(csv, request, file), request);
    if (wide) view.set_constant("column", "");
    FlatRow row;
    row.file = file;
    row.form = form;
    while (csv.next()) {
        row.line = csv.line();
        row.text = csv.text();
        row.cells = {};
        row.broken = csv.fault();
        if (!row.broken && !view.wanted()) continue;
        for (const auto& pair : pairs) {
            if (!row.broken) {
                if (wide) view.set_constant("column", pair.name);
                row.cells = view.cells();
                read_pair(csv, pair, form, row);
            }
            const bool whole = row.broken && csv.fault();
            sink.row(row);
            if (whole) break;
            row.broken.reset();
        }
    }
}

}  // namespace

void read_events(CsvReader& csv, const std::string& file, const FlatRequest& request, const FlatSink& sink) {
    const TableColumns columns(csv, request, file);
    const auto plan = plan_of(csv, columns, request);
    RowView view(csv, columns, request);
    if (plan.wide()) view.set_constant("column", "");
    view.check();
    sink.begin({file, view.present(), csv.header()});
    const auto by_rows = [&](CsvReader& rows) { read_rows(rows, file, request, plan, sink); };
    if (sink.columns && !plan.wide() && plan.form == FlatForm::probability && request.where.empty()) {
        read_event_blocks(csv, {plan.pairs.front().predicted, plan.pairs.front().observed, view.places()}, *sink.columns, by_rows);
    }
    by_rows(csv);
}

}  // namespace hindsight::interchange
