// SPDX-License-Identifier: MIT
// Cells of tables.
#include "report/csv/csv_table.hpp"

#include "hindsight/base/cell.hpp"
#include "hindsight/base/number.hpp"

namespace hindsight::report {

std::string cell(std::string_view text) { return quoted_cell(begins_formula(text) ? "'" + std::string(text) : std::string(text)); }

std::string cell(double value) { return print_number(value); }
std::string cell(const std::optional<double>& value) { return value ? cell(*value) : std::string(); }
std::string cell(std::size_t n) { return std::to_string(n); }
std::string cell(const std::optional<std::size_t>& n) { return n ? cell(*n) : std::string(); }
std::string cell(bool value) { return value ? "1" : "0"; }
std::string end_of(const std::optional<std::array<double, 2>>& interval, std::size_t end) { return interval ? cell((*interval)[end]) : std::string(); }
std::string cell(const When& when) { return when == When{} ? std::string() : print_when(when); }
std::string cell(const std::optional<When>& when) { return when ? cell(*when) : std::string(); }

}  // namespace hindsight::report
