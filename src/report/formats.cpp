// SPDX-License-Identifier: MIT
// The table of report formats.
#include "hindsight/report/formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hindsight::report {

namespace {

constexpr std::array<FormatInfo, 7> kFormats{{
    {"text", "txt", "plain text for a terminal", &render_text},
    {"md", "md", "Markdown; in a folder with its charts", &render_markdown, &markdown_charts},
    {"html", "html", "one web page without script", &render_html},
    {"pdf", "pdf", "the web page printed on paper, by an installed Chromium", &render_html, nullptr, true},
    {"json", "json", "JSON, the stable form for programs", &render_json},
    {"atom", "atom", "a feed of the statements that got an answer, newest first", &render_atom},
    {"csv", "csv", "tidy tables: a row for every forecast; in a folder all of it", &render_csv, &csv_tables},
}};

}  // namespace

std::span<const FormatInfo> formats() { return kFormats; }

const FormatInfo* format_by_slug(std::string_view slug) {
    const auto it = std::find_if(kFormats.begin(), kFormats.end(), [&](const FormatInfo& f) { return f.slug == slug; });
    return it == kFormats.end() ? nullptr : &*it;
}

std::string report_name(const Scope& scope) {
    std::string name = scope.person;
    if (scope.years.empty()) return name;
    if (!name.empty()) name += '-';
    name += std::to_string(scope.years.front());
    return scope.years.size() == 1 ? name : fmt::format("{}-{}", name, scope.years.back());
}

std::string file_name(const std::string& name, const RenderOptions& options, std::string_view extension) {
    const auto language = language_or_english(options.language).slug;
    std::string out = name;
    if (language != language_or_english(nullptr).slug) out += fmt::format(".{}", language);
    if (!extension.empty()) out += fmt::format(".{}", extension);
    return out;
}

}  // namespace hindsight::report
