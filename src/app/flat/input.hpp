// SPDX-License-Identifier: MIT
// The rows of flat files with the cells that scoring and comparing need: groups, question, cluster, weight.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hindsight/app/flat.hpp"
#include "hindsight/interchange/flat.hpp"

namespace hindsight::app {

struct InputRow {
    const interchange::FlatRow& row;
    std::span<const std::string_view> by;
    std::span<const std::string_view> also;
    std::span<const std::string_view> optional;  // empty where the file or the row has none
    std::optional<std::string_view> question;  // when the file has one
    std::optional<std::string_view> cluster;   // what rows are clustered by: the column asked for, else the question
    double weight = 1;
};

struct InputColumns {
    std::vector<std::string> by;
    std::string cluster;                  // ""
    std::vector<std::string> also = {};      // further cells
    std::vector<std::string> optional = {};  // further cells that need not be there
};

/// Rows of events in columns; see interchange::FlatColumns.
struct InputBlock {
    std::span<const double> probability, outcome;
    std::span<const std::span<const std::string_view>> by;  // one column each; empty where the file lacks it
    std::span<const std::string_view> question;             // likewise
};

/// As interchange::FlatColumnSink.
struct InputBlocks {
    std::size_t threads = 0;
    std::function<bool(std::size_t worker, const InputBlock&)> keep;
    std::function<void(std::size_t worker)> enter;
};

/// Calls `take` for each row of all files. Adds to `notes` what a reader should know: a column that stands for all rows.
/// Where there are `blocks`, events of weight 1 may go there instead.
/// Throws Error{missing_key} for a column that a file lacks, Error{usage} for a bad mapping.
void read_input(const FlatFiles& files, const InputColumns& columns, std::vector<std::string>& notes,
                const std::function<void(const InputRow&)>& take, const std::optional<InputBlocks>& blocks = {});

/// The fault of a row: the reader's, or that of a number which the engine refused.
Error fault_of(const interchange::FlatRow& row, scoring::NotScored why, std::string hint = {});
/// As a reason: bad_json, bad_number, …
std::string reason_of(const Error& broken);

}  // namespace hindsight::app
