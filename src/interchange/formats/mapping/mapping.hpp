// SPDX-License-Identifier: MIT
// A description of tables: which column is what. Read from a text, ours or a user's. Private to the interchange.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../reading.hpp"

namespace hindsight::interchange {

enum class TimeNotation { iso, month_first, day_first, milliseconds, seconds };

/// How one thing is found in a row.
struct MapValue {
    std::string key;                                          // what it is: "text", "made_at"
    std::string pattern;                                      // {column} stands for the text of a cell
    std::vector<std::pair<std::string, std::string>> values;  // what a text means, patterns too; "*" is any other
    std::string otherwise;                                    // a pattern, where the text is empty
    std::string least;                                        // a pattern: an earlier time counts as this one, and is reported
    TimeNotation times = TimeNotation::iso;
    std::string list = "brackets";   // how a list is written: brackets, letters, or what stands between its elements
    double scale = 1;                // what a probability of one is written as
    bool baseline = false;           // a baseline score of Metaculus is written instead: 100 (1 + log2 of what was given to what happened)
    std::vector<std::string> fixed;  // a list that is the same in every row
};

struct MapFields {
    std::vector<MapValue> list;
    const MapValue* find(std::string_view key) const;
};

/// Texts that a column may have.
using MapTexts = std::vector<std::pair<std::string, std::vector<std::string>>>;

struct MapTable {
    std::string name;
    std::vector<std::string> columns;   // a table that has these is one of this kind
    std::vector<std::string> optional;  // may be missing although they are named
    std::vector<std::string> ignored;   // "column", or "column=text" where only that text says nothing
    MapTexts require;                   // rows with other texts are refused
    MapTexts only;                      // rows with other texts are passed over, and reported
    std::string pairs;                  // "*_outcome": each column X beside an X_outcome is a forecast with what happened
    bool newest_first = false;
    bool first_counts = false;          // later rows may say other things of a question
    std::optional<MapFields> question, forecast;
};

struct Mapping {
    std::string site, title, address;  // prefix of ids; of the source
    std::string zone;                  // of times without one; "": the user says
    std::vector<std::string> missing;  // words that stand for an empty cell
    double sum_tolerance = 1e-6;
    std::vector<MapTable> tables;

    /// Null when the header is of none.
    const MapTable* table_of(const Peek& peek) const;
};

/// Throws Error with the place of the first fault.
Mapping parse_mapping(std::string_view text, const std::string& file);

/// The text of a mapping that comes with the program; "" when there is none of that name.
std::string_view built_in_mapping(std::string_view slug);

/// What stands for X in "*_outcome"; nothing when the name does not fit.
std::optional<std::string_view> fits_pairs(std::string_view pairs, std::string_view name);

}  // namespace hindsight::interchange
