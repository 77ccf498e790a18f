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
    /// The files beside it, where the report goes to a folder; null when it is one file. `name` is report_name.
    std::vector<ReportFile> (*beside)(const Report& report, const RenderOptions& options, const std::string& name) = nullptr;
    bool is_printed = false;  // what `render` gives is a page, and a browser makes the file of it
};
std::span<const FormatInfo> formats();
/// What the files of a report are called, without language and ending: `2024`, `2024-2026`, with gaps `2024_2026`, `li-mu`, `li-mu_2024`, and
/// `2024_person` where the id has no letter. Other years or another person give another name, since ids have no `_`.
std::string report_name(const Scope& scope);
/// The name with the language, unless that is English, and the ending: `2024.html`, `2024.zh.html`; of a folder without ending.
std::string file_name(const std::string& name, const RenderOptions& options, std::string_view extension);

/// nullptr when there is no such format.
const FormatInfo* format_by_slug(std::string_view slug);

/// Every chart of the report as an SVG file of its own, named after its anchor: `predictions-calibration-chart.svg`.
std::vector<ReportFile> chart_files(const Report& report, const RenderOptions& options);

// The renderers. The same report gives the same bytes.
std::string render_json(const Report& report, const RenderOptions& options);
std::string render_text(const Report& report, const RenderOptions& options);
std::string render_html(const Report& report, const RenderOptions& options);
std::string render_markdown(const Report& report, const RenderOptions& options);
/// The charts that it shows, in the folder `options.charts`.
std::vector<ReportFile> markdown_charts(const Report& report, const RenderOptions& options, const std::string& name);
std::string render_atom(const Report& report, const RenderOptions& options);
std::string render_csv(const Report& report, const RenderOptions& options);
/// The tables beside the main one, the same in every language; those without rows are left out.
std::vector<ReportFile> csv_tables(const Report& report, const RenderOptions& options, const std::string& name);

}  // namespace hindsight::report
