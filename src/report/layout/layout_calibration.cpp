// SPDX-License-Identifier: MIT
// How far probabilities can be taken at their word: calibration, ranges, and telling what happens from what does not.
#include "report/layout/figure_tables.hpp"

namespace hindsight::report {

namespace {

Table pools_table(const Layout& layout, const std::vector<scoring::CalibrationBin>& bins, std::string caption) {
    const Words& words = layout.words;
    Table table{std::move(caption),
                {{words("column.range"), false, true}, {words("column.n"), true, false},
                 {words("column.mean_predicted"), true, false}, {words("column.observed_rate"), true, false}},
                {}};
    for (const auto& bin : bins) {
        const std::string range = bin.low == bin.high ? print_percent(bin.low) : print_percent(bin.low) + "–" + print_percent(bin.high);
        table.rows.push_back({{plain(range)}, {plain(words.count(bin.n))}, {plain(print_percent(bin.mean_predicted))},
                              {plain(print_percent(bin.observed_rate))}});
    }
    return table;
}

void lay_parts(Layout& layout, const Calibration& calibration) {
    const Words& words = layout.words;
    const auto& corp = calibration.corp;
    layout.paragraph(words("calibration.parts", {print_score(corp.mean_score), print_score(corp.miscalibration), print_score(corp.discrimination),
                                                 print_score(corp.uncertainty)}));
}

void lay_levels(Layout& layout, const evaluation::RangeCalibration& ranges) {
    const Words& words = layout.words;
    layout.paragraph(words("ranges.summary", {words.count(ranges.n), print_percent(ranges.nominal), print_percent(ranges.observed)}));
    Table table{words("caption.levels"),
                {{words("column.level"), false, true}, {words("column.n"), true, false}, {words("column.held"), true, false}}, {}};
    for (const auto& level : ranges.levels) {
        table.rows.push_back({{plain(print_percent(level.level))}, {plain(words.count(level.n))}, {plain(print_percent(level.observed))}});
    }
    if (table.rows.size() > 1) layout.add(std::move(table));
}

}  // namespace

void lay_calibration(Layout& layout, const Section& section) {
    if (!section.calibration) return;
    const Words& words = layout.words;
    const auto& calibration = *section.calibration;
    layout.heading(2, anchor(section, "calibration"), heading_of(layout, "calibration", section));
    if (calibration.questions < evaluation::kFewQuestions) {
        layout.paragraph(words("calibration.few", {words.count("question", calibration.questions)}), Tone::note);
        return;
    }
    const std::string confidence = confidence_sentence(words, section.confidence);
    if (!confidence.empty()) layout.paragraph(confidence);
    layout.chart(calibration_chart(words, section));
    lay_parts(layout, calibration);
    layout.chart(people_calibration_chart(words, section));
    layout.add(pools_table(layout, calibration.bins.bins, words("caption.bins")));
    layout.add(pools_table(layout, calibration.corp.bins, words("caption.pools")));
    layout.paragraph(words("calibration.note", {words.count(calibration.pairs), words.count(calibration.questions)}), Tone::note);
}

void lay_ranges(Layout& layout, const Section& section) {
    if (!section.ranges || section.ranges->n == 0) return;
    layout.heading(2, anchor(section, "ranges"), heading_of(layout, "ranges", section));
    lay_levels(layout, *section.ranges);
    layout.chart(coverage_chart(layout.words, section));
    layout.chart(pit_chart(layout.words, section));
    layout.paragraph(layout.words("ranges.note"), Tone::note);
}

void lay_discrimination(Layout& layout, const Section& section) {
    const auto& found = section.discrimination;
    if (!found || !found->difference()) return;
    if (section.overall.clusters < evaluation::kFewQuestions) return;
    const Words& words = layout.words;
    layout.heading(2, anchor(section, "discrimination"), heading_of(layout, "discrimination", section));
    layout.paragraph(words("discrimination.means", {print_percent(*found->mean_happened), print_percent(*found->mean_not),
                                                    print_points(*found->difference())}));
    if (found->roc) {
        std::string area = words("discrimination.auc", {print_score(found->roc->auc)});
        if (found->auc_ci90) area += words("discrimination.auc_interval", {print_score((*found->auc_ci90)[0]), print_score((*found->auc_ci90)[1])});
        layout.paragraph(area + words("discrimination.auc_meaning"));
    }
    layout.chart(discrimination_chart(words, section));
    layout.chart(roc_chart(words, section));
}

}  // namespace hindsight::report
