// SPDX-License-Identifier: MIT
// Tidy tables after RFC 4180, declared as rows of column descriptors; a text never begins as a formula does.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hindsight/report/formats.hpp"

namespace hindsight::report {

/// Text that a spreadsheet could take for a formula gets a leading apostrophe; quotes where needed.
std::string cell(std::string_view text);
std::string cell(double value);
std::string cell(const std::optional<double>& value);
std::string cell(std::size_t n);
std::string cell(const std::optional<std::size_t>& n);
std::string cell(bool value);  // 1 or 0
std::string end_of(const std::optional<std::array<double, 2>>& interval, std::size_t end);
std::string cell(const When& when);
std::string cell(const std::optional<When>& when);
inline std::string cell(const std::string& text) { return cell(std::string_view(text)); }
inline std::string cell(const char* text) { return cell(std::string_view(text)); }

template <class Row>
struct CsvColumn {
    std::string_view name;
    std::string (*value)(const Row&);
};

/// Rows of one sort under their header.
template <class Row>
class CsvTable {
   public:
    explicit CsvTable(std::span<const CsvColumn<Row>> columns) : columns_(columns) {
        line([](const auto& column) { return std::string(column.name); });
    }
    void add(const Row& row) {
        line([&](const auto& column) { return column.value(row); });
        ++rows_;
    }
    std::size_t rows() const { return rows_; }
    /// The whole table.
    std::string take() { return std::move(text_); }

   private:
    template <class Value>
    void line(Value value) {
        bool first = true;
        for (const auto& column : columns_) {
            if (!first) text_ += ',';
            first = false;
            text_ += value(column);
        }
        text_ += "\r\n";
    }

    std::span<const CsvColumn<Row>> columns_;
    std::string text_;
    std::size_t rows_ = 0;
};

/// The table of a sequence, a row for each element; "" when it has none.
template <class Row, class Rows>
std::string csv_table(std::span<const CsvColumn<Row>> columns, const Rows& rows) {
    CsvTable<Row> table(columns);
    for (const auto& row : rows) table.add(row);
    return table.rows() > 0 ? table.take() : std::string();
}

/// A table beside the main one; "" for one without rows, which is not written.
struct CsvTableInfo {
    std::string_view name;
    std::string (*make)(const Report& report);
};
std::span<const CsvTableInfo> figure_tables();
std::span<const CsvTableInfo> section_tables();
std::span<const CsvTableInfo> calibration_tables();
std::span<const CsvTableInfo> statement_tables();

}  // namespace hindsight::report
