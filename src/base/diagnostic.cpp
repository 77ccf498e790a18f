// SPDX-License-Identifier: MIT
// Collects faults and renders them: place, message, source line with carets, hint.
#include "hindsight/base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"

namespace hindsight {

namespace {

/// A longer line is data, not something to show.
constexpr std::size_t kLongestExcerpt = 4096;
/// Columns shown before the caret, under it, and after it.
constexpr int kWidthBefore = 60;
constexpr int kWidthMarked = 40;
constexpr int kWidthAfter = 40;

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            break;
    }
    return "error";
}

/// Byte offset of the code point number `count` (from 0), or the end.
std::size_t skip_code_points(std::string_view text, int count) {
    std::size_t at = 0;
    const auto starts_code_point = [&text](std::size_t i) {
        return (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    };
    for (; count > 0 && at < text.size(); --count) {
        ++at;
        while (at < text.size() && !starts_code_point(at)) ++at;
    }
    return at;
}

/// The end of a text, after an ellipsis when something was cut.
std::string last_columns(const std::string& text, int width) {
    if (display_width(text) <= width) return text;
    std::string_view rest = text;
    while (display_width(rest) > width - 1) rest.remove_prefix(skip_code_points(rest, 1));
    return "…" + std::string(rest);
}

std::string place_prefix(const Span& where) {
    if (where.file.empty()) return {};
    auto prefix = printable(where.file) + ':';
    if (where.line > 0) prefix += fmt::format("{}:", where.line);
    if (where.line > 0 && where.column > 0) prefix += fmt::format("{}:", where.column);
    return prefix + ' ';
}

/// The source line and, below it, carets as wide as what they point at.
std::string render_excerpt(const Span& where) {
    const std::string_view line = where.excerpt;
    const auto begin = skip_code_points(line, std::max(0, where.column - 1));
    const auto size = skip_code_points(line.substr(begin), std::max(1, where.length));
    const auto before = last_columns(printable(line.substr(0, begin)), kWidthBefore);
    const auto marked = truncate_to_width(printable(line.substr(begin, size)), kWidthMarked);
    const auto after = truncate_to_width(printable(line.substr(begin + size)), kWidthAfter);
    const auto number = fmt::format("  {}", where.line);
    auto text = fmt::format("\n{} | {}{}{}", number, before, marked, after);
    if (where.column > 0) {
        const int carets = std::max(1, display_width(marked));
        text += fmt::format("\n{:{}} | {:{}}{:^>{}}", "", number.size(), "", display_width(before), "", carets);
    }
    return text;
}

}  // namespace

void Diagnostics::add(Diagnostic d) {
    if (d.severity == Severity::error) ++errors_;
    list_.push_back(std::move(d));
}

void Diagnostics::error(ErrorCode code, std::string message, std::string hint, Span where) {
    add({Severity::error, code, std::move(message), std::move(hint), std::move(where)});
}

void Diagnostics::warning(ErrorCode code, std::string message, std::string hint, Span where) {
    add({Severity::warning, code, std::move(message), std::move(hint), std::move(where)});
}

Span place_of(std::string_view text, std::size_t offset, std::string_view file, int length) {
    const auto before = text.substr(0, offset);
    const auto newline = before.rfind('\n');
    const auto start = newline == std::string_view::npos ? 0 : newline + 1;
    auto line = text.substr(start, text.find('\n', start) - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    Span span;
    span.file = file;
    span.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    span.column = 1 + static_cast<int>(code_points(before.substr(start)));
    span.length = length;
    if (line.size() <= kLongestExcerpt) span.excerpt = line;
    return span;
}

std::string render(const Diagnostic& d) {
    auto text = fmt::format("{}{}: {} [{}]", place_prefix(d.where), name_of(d.severity), printable_block(d.message),
                            info(d.code).slug);
    if (d.where.line > 0 && !d.where.excerpt.empty()) text += render_excerpt(d.where);
    if (!d.hint.empty()) text += "\nhint: " + printable_block(d.hint);
    return text;
}

std::string render(const Error& e) {
    return render(Diagnostic{Severity::error, e.code(), e.what(), e.hint(), e.where()});
}

}  // namespace hindsight
