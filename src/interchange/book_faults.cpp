// SPDX-License-Identifier: MIT
// Turns places into spans with their lines, and puts the faults found in order.
#include "book_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

/// More than anybody reads; a hostile file must not fill the memory with messages.
constexpr std::size_t kMostListed = 1000;
/// A longer line is data, not something to show.
constexpr std::size_t kLongestExcerpt = 4096;

/// Byte offset of a column; the end if the line is shorter.
std::size_t byte_of(std::string_view line, std::uint32_t column) {
    std::size_t at = 0;
    for (; column > 1 && at < line.size(); --column) {
        for (++at; at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;) ++at;
    }
    return at;
}

}  // namespace

std::string_view BookFaults::line(std::uint32_t number) const {
    if (number == 0 || number > lines_.size()) return {};
    const std::size_t begin = lines_[number - 1];
    const std::size_t end =
        number < lines_.size() ? lines_[number] - 1 : std::min(text_.find('\n', begin), text_.size());
    auto line = text_.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view BookFaults::source(const TomlPlace& at) const {
    if (at.line != at.end_line) return {};
    const auto whole = line(at.line);
    const auto begin = byte_of(whole, at.column);
    return whole.substr(begin, byte_of(whole, at.end_column) - begin);
}

Span BookFaults::span(const TomlPlace& at) const {
    Span span;
    span.file = file_;
    span.line = static_cast<int>(at.line);
    span.column = static_cast<int>(at.column);
    const auto shown = line(at.line);
    if (shown.size() <= kLongestExcerpt) span.excerpt = shown;
    const bool to_line_end = at.end_line > at.line || at.end_column == 0;
    if (to_line_end) {
        span.length = std::max(1, static_cast<int>(code_points(shown)) - span.column + 1);
    } else if (at.end_column > at.column) {
        span.length = static_cast<int>(at.end_column - at.column);
    }
    return span;
}

void BookFaults::add(Severity severity, ErrorCode code, std::string message, std::string hint, const TomlPlace& at) {
    if (severity == Severity::error) ++errors_;
    if (found_.size() == kMostListed) {
        ++unlisted_;
        if (severity == Severity::error) ++unlisted_errors_;
        return;
    }
    found_.push_back({severity, code, std::move(message), std::move(hint), span(at)});
}

void BookFaults::hand_to(Diagnostics& diagnostics) {
    std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
    });
    for (auto& fault : found_) diagnostics.add(std::move(fault));
    if (unlisted_ > 0) {
        const auto severity = unlisted_errors_ > 0 ? Severity::error : Severity::note;
        Diagnostic rest{
            severity, ErrorCode::too_large, fmt::format("{} more faults are not listed", unlisted_), {}, {}};
        rest.where.file = file_;
        diagnostics.add(std::move(rest));
    }
}

}  // namespace hindsight::interchange
