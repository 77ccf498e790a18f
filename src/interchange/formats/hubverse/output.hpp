// SPDX-License-Identifier: MIT
// One table of forecasts, its rows gathered by what they forecast.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "hindsight/domain/predictive.hpp"
#include "table.hpp"

namespace hindsight::interchange {

enum class HubOutput : std::uint8_t { quantile, sample, cdf, pmf, binary, median, mean, point };
std::optional<HubOutput> parse_hub_output(std::string_view text);

struct HubRow {
    std::uint32_t task = 0;
    std::uint32_t line = 0;
    HubOutput type{};
    double level = 0;  // of a pmf: which option
    double value = 0;
};

struct HubTask {
    Task cells;
    std::string model;
    std::uint32_t line = 0;
    std::string observed;  // of a table that has it beside its predictions
};

struct HubFile {
    std::vector<HubTask> tasks;
    std::vector<HubRow> rows;  // those of a task together, in the order of the file
    std::vector<std::string> options;
};

/// Reads all of it; rows that cannot be read are refused when `telling`, else passed over.
HubFile read_hub_file(const Member& member, HubTable table, const ReadOptions& options, Drafts& drafts, bool telling);

}  // namespace hindsight::interchange
