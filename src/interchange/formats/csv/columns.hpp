// SPDX-License-Identifier: MIT
// Our own tidy tables: which there are, their columns, and how several values stand in one cell.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/domain/question.hpp"

namespace hindsight::interchange {

/// `whole` has a statement, a forecast and perhaps an answer in each row: what people keep by hand.
enum class CsvTable { persons, sources, credence, statements, wordings, resolutions, forecasts, whole };

// A name that ends in a dot stands for a column of each language: text.en, text.zh.
inline constexpr auto kPersonColumns = std::to_array<std::string_view>({"id", "name."});
inline constexpr auto kSourceColumns = std::to_array<std::string_view>({"id", "title.", "url", "published"});
inline constexpr auto kCredenceColumns = std::to_array<std::string_view>({"phrase", "probability"});
inline constexpr auto kStatementColumns = std::to_array<std::string_view>(
    {"id", "kind", "speaker", "said_on", "text.", "quote", "source", "locator", "foreign_id", "address", "strength", "tags", "repeats", "variant_of",
     "conditional_on", "type", "title", "criteria", "unit", "scale", "options", "low", "high", "zero_point", "open_low", "open_high", "opens", "closes",
     "scheduled_close", "spot_at", "due", "notes", "retracted_on", "retraction_reason"});
inline constexpr auto kWordingColumns = std::to_array<std::string_view>({"statement", "until", "text.", "reason"});
inline constexpr auto kResolutionColumns =
    std::to_array<std::string_view>({"statement", "outcome", "annulled", "decided_on", "resolver", "confidence", "note", "evidence"});
inline constexpr auto kForecastColumns = std::to_array<std::string_view>(
    {"statement", "forecaster", "made_at", "probability", "predictive", "phrase", "basis", "reason", "withdrawn", "withdrawal_reason"});
/// Also read: a probability of 0 to 100.
inline constexpr std::string_view kPercent = "percent";

/// Those that are read.
std::vector<std::string_view> columns_of(CsvTable table);

/// What the column of a name is called in a file, by the mapping of names here to columns there; nullopt when another name
/// has taken it.
std::optional<std::string_view> column_for(std::string_view name, const std::map<std::string, std::string>& names);

/// Which of the tables has these columns; `names`: name here -> column there.
std::optional<CsvTable> csv_table_of(const std::vector<std::string>& header, const std::map<std::string, std::string>& names);

/// `a; b; c`; a JSON array where that would not read back.
std::string print_list(const std::vector<std::string>& list);
/// Throws Error{bad_json, wrong_type} for what begins like a JSON array and is none of texts.
std::vector<std::string> parse_list(std::string_view cell);

/// A value of a question: a number, or a day. Throws Error{bad_number, bad_date}.
double parse_value(std::string_view cell, const Question& question);
std::string print_value(double value, const Question& question);

}  // namespace hindsight::interchange
