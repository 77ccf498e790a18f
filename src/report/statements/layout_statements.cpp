// SPDX-License-Identifier: MIT
// Every statement of the year, a card each.
#include "report/statements/card.hpp"
#include "report/layout/layout.hpp"

namespace hindsight::report {

namespace {

/// How far several resolvers of the same statements agree.
void lay_agreement(Layout& layout, const Section& section) {
    if (!section.agreement) return;
    const Words& words = layout.words;
    const auto& found = *section.agreement;
    std::string text = words("agreement.summary." + std::string(slug(section.kind)),
                             {words.count(found.statements), words.count(found.unanimous), words.count(found.agreeing), words.count(found.pairs)});
    if (found.alpha) text += words("answer.space") + words("agreement.alpha", {print_score(*found.alpha)});
    layout.paragraph(text);
}

}  // namespace

void lay_statements(Layout& layout) {
    const Words& words = layout.words;
    layout.heading(2, "statements", words("heading.statements", {words.period()}));
    if (layout.report.statements.empty()) {
        layout.paragraph(words("list.none.statements"), Tone::note);
        return;
    }
    layout.paragraph(words("statements.note"), Tone::note);
    if (layout.report.statements.size() > kChartedStatements) layout.paragraph(words("statements.without_charts", {words.count(kChartedStatements)}), Tone::note);
    for (const auto* section : {&layout.report.predictions, &layout.report.claims}) lay_agreement(layout, *section);
    std::optional<StatementKind> kind;
    for (const auto& line : layout.report.statements) {
        if (kind != line.kind) {
            kind = line.kind;
            layout.heading(3, "statements-" + std::string(slug(line.kind)) + "s", words("heading." + std::string(slug(line.kind)) + "s"));
        }
        Card card = card_of(layout.report, words, line);
        card.charts = card_charts(layout.report, words, line);
        layout.add(std::move(card));
    }
}

}  // namespace hindsight::report
