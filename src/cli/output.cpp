// SPDX-License-Identifier: MIT
// Standard output for data, standard error for everything else.
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>

#include "hindsight/base/text.hpp"

namespace hindsight::cli {

void put(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written || errno == EPIPE) return;  // a reader that has seen enough is no fault
    throw Error(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::cannot_write,
                fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

void put_json(const Json& json) { put(dump_json_pretty(json) + "\n"); }

void say(const Context& context, std::string_view message) {
    if (!context.quiet) fmt::print(stderr, "{}\n", message);
}

void warn(std::string_view message) { fmt::print(stderr, "{}\n", message); }

std::string styled(const Context& context, std::string_view style, std::string_view text) {
    if (!context.color) return std::string(text);
    const char* code = style == "bold" ? "1" : style == "dim" ? "2" : style == "red" ? "31" : style == "green" ? "32" : "33";
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string table(const Context& context, const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    std::vector<int> widths;
    for (const auto& title : head) widths.push_back(display_width(title));
    for (const auto& row : rows) {
        for (std::size_t i = 0; i + 1 < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    }
    int before_last = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + 2;
    const int last = context.width > 0 ? std::max(20, context.width - before_last) : 0;
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t i = 0; i + 1 < cells.size(); ++i) text += pad_to_width(cells[i], widths[i]) + "  ";
        text += last > 0 ? truncate_to_width(cells.back(), last) : cells.back();
        while (!text.empty() && text.back() == ' ') text.pop_back();
        return text;
    };
    out += styled(context, "bold", line(head)) + "\n";
    for (const auto& row : rows) out += line(row) + "\n";
    return out;
}

std::string ask(std::string_view question, std::string_view hint) {
    fmt::print(stderr, "{}{}{}{}: ", question, hint.empty() ? "" : " (", hint, hint.empty() ? "" : ")");
    std::string line;
    std::getline(std::cin, line);
    return std::string(trim(line));
}

}  // namespace hindsight::cli
