// SPDX-License-Identifier: MIT
// The table of report formats.
#include "hindsight/report/formats.hpp"

#include <algorithm>
#include <array>

namespace hindsight::report {

namespace {

constexpr std::array<FormatInfo, 5> kFormats{{
    {"text", "txt", "plain text for a terminal", &render_text},
    {"md", "md", "Markdown", &render_markdown},
    {"html", "html", "one web page without script", &render_html},
    {"json", "json", "JSON, the stable form for programs", &render_json},
    {"csv", "csv", "one table, a row for every forecast", &render_csv},
}};

}  // namespace

std::span<const FormatInfo> formats() { return kFormats; }

const FormatInfo* format_by_slug(std::string_view slug) {
    const auto it = std::find_if(kFormats.begin(), kFormats.end(), [&](const FormatInfo& f) { return f.slug == slug; });
    return it == kFormats.end() ? nullptr : &*it;
}

}  // namespace hindsight::report
