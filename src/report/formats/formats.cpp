// SPDX-License-Identifier: MIT
// The table of report formats.
#include "hindsight/report/formats.hpp"

#include <fmt/ranges.h>

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

/// The first and the last year of a run; each where there are gaps.
std::string name_of_years(const std::vector<int>& years) {
    if (years.size() < 2) return years.empty() ? "" : std::to_string(years.front());
    const bool run = years.back() - years.front() == static_cast<int>(years.size()) - 1;
    return run ? fmt::format("{}-{}", years.front(), years.back()) : fmt::format("{}", fmt::join(years, "_"));
}

}  // namespace

std::span<const FormatInfo> formats() { return kFormats; }

const FormatInfo* format_by_slug(std::string_view slug) {
    const auto it = std::find_if(kFormats.begin(), kFormats.end(), [&](const FormatInfo& f) { return f.slug == slug; });
    return it == kFormats.end() ? nullptr : &*it;
}

std::string report_name(const Scope& scope) {
    const std::string years = name_of_years(scope.years);
    if (scope.person.empty()) return years;
    const bool looks_like_years = scope.person.find_first_not_of("0123456789-") == std::string::npos;
    return scope.person + (looks_like_years ? "_person" : "") + (years.empty() ? "" : "_" + years);
}

std::string file_name(const std::string& name, const RenderOptions& options, std::string_view extension) {
    const auto language = language_or_english(options.language).slug;
    std::string out = name;
    if (language != language_or_english(nullptr).slug) out += fmt::format(".{}", language);
    if (!extension.empty()) out += fmt::format(".{}", extension);
    return out;
}

}  // namespace hindsight::report
