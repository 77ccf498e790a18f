// SPDX-License-Identifier: MIT
// The one table of report formats.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/report/language.hpp"
#include "hindsight/report/model.hpp"

namespace hindsight::report {

/// Width of the text format, and how it is to be drawn.
struct RenderOptions {
    const Language* language = nullptr;  // English when not given
    int width = 80;
    std::string charts;                  // folder of the chart files as seen from the document; "" where there are none
};

/// A file that goes with a report.
struct ReportFile {
    std::string name;  // relative to the folder of the report
    std::string bytes;
};

struct FormatInfo {
    std::string_view slug;
    std::string_view extension;
    std::string_view title;
    std::string (*render)(const Report& report, const RenderOptions& options);
    /// The files beside it, where the report goes to a folder; null when it is one file. `name` is that of the report.
    std::vector<ReportFile> (*beside)(const Report& report, const RenderOptions& options, const std::string& name) = nullptr;
};
std::span<const FormatInfo> formats();
/// nullptr when there is no such format.
const FormatInfo* format_by_slug(std::string_view slug);

// The renderers. The same report gives the same bytes.
std::string render_json(const Report& report, const RenderOptions& options);
std::string render_text(const Report& report, const RenderOptions& options);
std::string render_html(const Report& report, const RenderOptions& options);
std::string render_markdown(const Report& report, const RenderOptions& options);
std::string render_csv(const Report& report, const RenderOptions& options);

}  // namespace hindsight::report
