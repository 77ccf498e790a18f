// SPDX-License-Identifier: MIT
// The tables in Metaculus' data download, and what its forecasts need to know of its questions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "../reading.hpp"

namespace hindsight::interchange::metaculus {

inline constexpr std::string_view kSite = "metaculus";

struct Asked {
    std::string statement;  // id
    QuestionType type = QuestionType::binary;
    std::vector<std::string> options;  // all that there ever were
    std::vector<std::string> current;  // that there are now
    double low = 0, high = 0;
    std::vector<double> range;  // where a distribution function is given; as the bounds
};

/// By the site's number.
using Questions = std::map<std::string, Asked, std::less<>>;

void read_questions(const Member& member, const Reading& reading, Questions& questions);
/// `exported`: when the download was made, where that is known: what is to end later has not ended.
void read_forecasts(const Member& member, const Reading& reading, const Questions& questions,
                    std::optional<Instant> exported);

/// A list of texts in a cell; empty when the cell is.
std::vector<std::string> texts_in(const Table& table, std::optional<std::size_t> column);
/// A list of numbers in a cell, nothing for None.
std::vector<std::optional<double>> numbers_in(const Table& table, std::optional<std::size_t> column);

}  // namespace hindsight::interchange::metaculus
