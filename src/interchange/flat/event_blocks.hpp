// SPDX-License-Identifier: MIT
// Tables of events in blocks of many rows, by several threads.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "csv.hpp"
#include "hindsight/interchange/flat.hpp"

namespace hindsight::interchange {

/// Where the columns stand in a table.
struct EventPlaces {
    std::size_t predicted;
    std::size_t observed;
    std::vector<std::optional<std::size_t>> cells;  // of FlatRequest::cells
};

/// Takes rows up to the end, or to a quoted cell that spans blocks. Blocks with a row that is not plain, or that the sink refuses,
/// go to `by_rows`, in their order among the others. Throws what the sinks and the file throw.
void read_event_blocks(const CsvReader& csv, const EventPlaces& places, const FlatColumnSink& sink, const std::function<void(CsvReader&)>& by_rows);

}  // namespace hindsight::interchange
