// SPDX-License-Identifier: MIT
// Every statement of the year, a card each.
#include "report/card.hpp"
#include "report/layout.hpp"

namespace hindsight::report {

void lay_statements(Layout& layout) {
    const Words& words = layout.words;
    layout.heading(2, "statements", words("heading.statements", {words.period()}));
    if (layout.report.statements.empty()) {
        layout.paragraph(words("list.none.statements"), Tone::note);
        return;
    }
    layout.paragraph(words("statements.note"), Tone::note);
    if (layout.report.statements.size() > kChartedStatements) layout.paragraph(words("statements.without_charts", {words.count(kChartedStatements)}), Tone::note);
    std::optional<StatementKind> kind;
    for (const auto& line : layout.report.statements) {
        if (kind != line.kind) {
            kind = line.kind;
            layout.heading(3, "statements-" + std::string(slug(line.kind)) + "s", words("heading." + std::string(slug(line.kind)) + "s"));
        }
        layout.add(card_of(layout.report, words, line));
    }
}

}  // namespace hindsight::report
