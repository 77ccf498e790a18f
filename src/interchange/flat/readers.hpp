// SPDX-License-Identifier: MIT
// The readers of flat files, one a form of file.
#pragma once

#include <string>

#include "csv.hpp"
#include "hindsight/interchange/flat.hpp"

namespace hindsight::interchange {

/// One row, one probability of an event (or a few, each with its outcome); or one predicted number.
void read_events(CsvReader& csv, const std::string& file, const FlatRequest& request, const FlatSink& sink);

/// One row, one number of a forecast: a quantile, a sample, the probability of an option (hubverse and its like).
void read_long(CsvReader& csv, const std::string& file, const FlatRequest& request, const FlatSink& sink);
/// Whether the header is that of such a file.
bool is_long(const CsvReader& csv);

/// One line, one JSON object.
void read_json_lines(LineReader& lines, const std::string& file, const FlatRequest& request, const FlatSink& sink);

}  // namespace hindsight::interchange
