// SPDX-License-Identifier: MIT
// Reads CSV tables of the shared folder, which not every checkout has beside it.
#pragma once

#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/shared.hpp"

namespace hindsight::test {

/// The cells of a line; a doubled quote within quotes is one.
inline std::vector<std::string> split_cells(std::string_view line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            cells.back() += line[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

/// A table by column name.
struct Table {
    std::map<std::string, std::size_t> columns;
    std::vector<std::vector<std::string>> rows;
    const std::string& at(std::size_t row, const char* column) const { return rows[row][columns.at(column)]; }
};

/// Where the record that starts at `from` ends: at the first line end outside quotes.
inline std::size_t end_of_record(std::string_view text, std::size_t from) {
    bool quoted = false;
    for (; from < text.size() && (quoted || text[from] != '\n'); ++from)
        if (text[from] == '"') quoted = !quoted;
    return from;
}

/// A table of the shared folder's data; `gzip` unpacks it. Without the file nullopt and a word about it.
inline std::optional<Table> read_shared_table(const std::string& name) {
    const auto dir = shared_dir();
    if (!dir || !std::filesystem::exists(*dir / "data" / name)) {
        WARN("skipped: ../shared is missing (no data/" + name + ")");
        return std::nullopt;
    }
    const std::string command = "gzip -dcf '" + (*dir / "data" / name).string() + "'";
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 1 << 16> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), n);
    REQUIRE(pclose(pipe) == 0);
    Table table;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = end_of_record(text, from);
        std::string_view line(text.data() + from, to - from);
        if (line.ends_with('\r')) line.remove_suffix(1);
        std::vector<std::string> cells = split_cells(line);
        if (table.columns.empty())
            for (std::size_t i = 0; i < cells.size(); ++i) table.columns[cells[i]] = i;
        else if (cells.size() == table.columns.size())
            table.rows.push_back(std::move(cells));
        from = to + 1;
    }
    return table;
}

}  // namespace hindsight::test
