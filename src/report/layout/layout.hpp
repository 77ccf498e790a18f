// SPDX-License-Identifier: MIT
// The parts that a report's document is put together from.
#pragma once

#include "report/layout/document.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

/// Appends blocks to a document.
class Layout {
   public:
    Layout(const Report& of_report, const Words& in_words, Document& out) : report(of_report), words(in_words), out_(out) {}

    const Report& report;
    const Words& words;

    void heading(int level, std::string anchor, std::string text) {
        out_.blocks.push_back(Heading{level, std::move(anchor), {plain(std::move(text))}});
    }
    void paragraph(Runs runs, Tone tone = Tone::normal) { out_.blocks.push_back(Paragraph{tone, std::move(runs)}); }
    void paragraph(std::string text, Tone tone = Tone::normal) { paragraph(Runs{plain(std::move(text))}, tone); }
    void add(Block block) { out_.blocks.push_back(std::move(block)); }
    void chart(std::optional<Chart> chart) {
        if (chart) out_.blocks.push_back(*std::move(chart));
    }

   private:
    Document& out_;
};

/// The answer in plain words, made from the figures: a paragraph on predictions, one on claims, one on what is missing.
std::vector<Runs> answer_of(const Report& report, const Words& words);

void lay_key_figures(Layout& layout);
void lay_counts(Layout& layout);
void lay_scoreboard(Layout& layout, const Section& section);
void lay_calibration(Layout& layout, const Section& section);
void lay_ranges(Layout& layout, const Section& section);
void lay_discrimination(Layout& layout, const Section& section);
void lay_groups(Layout& layout, const Section& section);
void lay_development(Layout& layout);
void lay_calls(Layout& layout);
void lay_statements(Layout& layout);
void lay_lists(Layout& layout);
void lay_sensitivity(Layout& layout);
void lay_method(Layout& layout);

}  // namespace hindsight::report
