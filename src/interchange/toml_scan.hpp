// SPDX-License-Identifier: MIT
// One pass over the bytes of a TOML text before it is parsed: limits, lines, and the places to cut it at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/error.hpp"

namespace hindsight::interchange {

struct TomlLimits {
    std::size_t bytes = 256u << 20;
    std::size_t line_bytes = 1u << 20;
    std::size_t entries = 2'000'000;
    /// What is parsed at once: a tree takes a hundred times the memory of the shortest text for it.
    std::size_t piece_bytes = 16u << 20;
    int depth = 32;
    int key_parts = 16;
};

/// What stands before the first header, or one `[name]` / `[[name]]` with its sub-tables.
struct TomlChunk {
    std::string_view name;  // "" for what stands before the first header
    bool in_list = false;   // [[name]]
    std::size_t begin = 0, end = 0;
    std::uint32_t line = 1;  // of its first byte, 1-based
};

struct TomlFault {
    ErrorCode code;
    std::string message, hint;
    std::size_t offset = 0;
};

struct TomlScan {
    std::vector<std::uint32_t> lines;  // offset of each line
    std::vector<TomlChunk> chunks;     // the first has no header
    bool cuttable = true;              // false: a sub-table stands apart from its entry, so parse it whole
    std::optional<TomlFault> fault;    // what forbids parsing
};

TomlScan scan_toml(std::string_view text, const TomlLimits& limits = {});

}  // namespace hindsight::interchange
