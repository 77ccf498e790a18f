// SPDX-License-Identifier: MIT
// Standard output for data, standard error for everything else.
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
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
    if (!context.quiet) warn(message);
}

void warn(std::string_view message) {
    // Nobody may be listening; what was done stays done.
    const auto line = printable_block(message) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string styled(const Context& context, std::string_view style, std::string_view text) {
    if (!context.color) return std::string(text);
    const char* code = style == "bold" ? "1" : style == "dim" ? "2" : style == "red" ? "31" : style == "green" ? "32" : "33";
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string table(const Context& context, const std::vector<std::string>& head, std::size_t rows, const Cell& cell) {
    const std::size_t last = head.size() - 1;
    std::vector<int> widths;
    for (const auto& title : head) widths.push_back(display_width(title));
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t i = 0; i < last; ++i) widths[i] = std::max(widths[i], display_width(printable(cell(row, i))));
    }
    int before_last = 0;
    for (std::size_t i = 0; i < last; ++i) before_last += widths[i] + 2;
    const int left = context.width > 0 ? std::max(20, context.width - before_last) : 0;
    std::string out;
    const auto put_line = [&](const auto& text_at) {
        for (std::size_t i = 0; i < last; ++i) {
            const std::string text = printable(text_at(i));
            out += text;
            out.append(static_cast<std::size_t>(widths[i] + 2 - display_width(text)), ' ');
        }
        const std::string text = printable(text_at(last));
        out += left > 0 ? truncate_to_width(text, left) : text;
        out.erase(out.find_last_not_of(' ') + 1);
        out += '\n';
    };
    put_line([&](std::size_t i) { return head[i]; });
    if (context.color) out = styled(context, "bold", std::string_view(out).substr(0, out.size() - 1)) + "\n";
    for (std::size_t row = 0; row < rows; ++row) put_line([&](std::size_t i) { return cell(row, i); });
    return out;
}

std::string table(const Context& context, const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    return table(context, head, rows.size(), [&](std::size_t row, std::size_t column) { return rows[row][column]; });
}

std::string scores_text(const app::ForecasterScore& score, std::string_view note) {
    if (!score.not_scored.empty()) return fmt::format("not scored: {}", score.not_scored);
    std::string text;
    if (score.brier) text = fmt::format("Brier {:.4f} (0-1{}), log {}", *score.brier, note, score_number(*score.log));
    for (const auto& type : score.types) {
        text += fmt::format("{}{} {} ({}{})", text.empty() ? "" : ", ", type.rule, score_number(type.value), printable(type.unit),
                            text.empty() ? note : "");
    }
    if (!score.event_not_scored.empty()) text += fmt::format("; event not scored: {}", score.event_not_scored);
    return text;
}

std::string score_number(const std::optional<double>& x) { return x ? score_number(*x) : "-"; }

std::string p_value(double p) { return p < 0.0001 ? "<0.0001" : fmt::format("{:.4f}", p); }

std::string score_number(double x) {
    if (std::isinf(x)) return x > 0 ? "∞" : "-∞";
    return fmt::format("{:.4f}", x);
}

std::string ask(std::string_view question, std::string_view hint) {
    const auto prompt = fmt::format("{}{}{}{}: ", question, hint.empty() ? "" : " (", hint, hint.empty() ? "" : ")");
    std::fwrite(prompt.data(), 1, prompt.size(), stderr);
    std::string line;
    if (!std::getline(std::cin, line)) throw Error(ErrorCode::usage, "the input ended before the answer", "nothing was stored");
    return std::string(trim(line));
}

}  // namespace hindsight::cli
