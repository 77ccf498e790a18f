// SPDX-License-Identifier: MIT
// The charts of a report as files.
#include "report/chart_svg.hpp"
#include "report/document.hpp"
#include "report/words.hpp"

namespace hindsight::report {

std::vector<ReportFile> chart_files(const Report& report, const RenderOptions& options) {
    const Language& language = language_or_english(options.language);
    const AxisWords words = axis_words(Words(report, language));
    std::vector<ReportFile> out;
    const auto add = [&](const Chart& chart) { out.push_back({chart.anchor + ".svg", svg_file(chart, words)}); };
    for (const auto& block : document_of(report, language).blocks) {
        if (const auto* chart = std::get_if<Chart>(&block)) add(*chart);
        const auto* card = std::get_if<Card>(&block);
        if (!card) continue;
        for (const auto& chart : card->charts) add(chart);
    }
    return out;
}

}  // namespace hindsight::report
