// SPDX-License-Identifier: MIT
// The charts of a report as files.
#include "report/drawing/chart_svg.hpp"
#include "report/layout/document.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

std::vector<ReportFile> chart_files(const Report& report, const RenderOptions& options) {
    const Language& language = language_or_english(options.language);
    const AxisWords words = axis_words(Words(report, language));
    std::vector<ReportFile> out;
    for (const auto& chart : charts_of(report, language)) out.push_back({chart.anchor + ".svg", svg_file(chart, words)});
    return out;
}

}  // namespace hindsight::report
