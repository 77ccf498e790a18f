// SPDX-License-Identifier: MIT
// Puts the document together in the order in which people read.
#include "report/layout/document.hpp"

#include "hindsight/base/text.hpp"
#include "report/statements/card.hpp"
#include "report/layout/layout.hpp"

namespace hindsight::report {

Run plain(std::string text) { return {Mark::plain, std::move(text), {}, {}}; }
Run strong(std::string text) { return {Mark::strong, std::move(text), {}, {}}; }
Run quiet(std::string text) { return {Mark::quiet, std::move(text), {}, {}}; }
Run user(std::string text, std::string language) {
    return {Mark::user, hindsight::printable(text), {}, std::move(language)};
}

Run strong_user(std::string text) { return {Mark::strong_user, hindsight::printable(text), {}, {}}; }

Run value(std::string text) { return {Mark::value, hindsight::printable(text), {}, {}}; }

Column entered_column(std::string heading) { return {hindsight::printable(heading), true, false, true}; }

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::vector<std::string_view> pieces_of_value(std::string_view text) {
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const bool range = text[i] == '.' && i > 0 && text[i - 1] == '.' && text[i + 1] != '.';
        const bool dash = text.substr(0, i + 1).ends_with("–");
        const bool in_number = i > 0 && is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (!range && !dash && (text[i] != ',' || in_number)) continue;
        pieces.push_back(text.substr(begin, i + 1 - begin));
        begin = i + 1;
    }
    pieces.push_back(text.substr(begin));
    return pieces;
}

bool is_web_address(std::string_view target) {
    const std::string start = lower_ascii(target.substr(0, 8));
    const bool is_web = start.starts_with("https://") || start.starts_with("http://");
    return is_web && target.find_first_of(" \"'<>\\") == std::string_view::npos && hindsight::printable(target) == target;
}

Run link(std::string text, std::string target) {
    if (!target.starts_with('#')) return web_link(std::move(text), std::move(target));
    return {Mark::link, hindsight::printable(text), std::move(target), {}};
}

Run web_link(std::string text, std::string target) {
    if (is_web_address(target)) return {Mark::link, hindsight::printable(text), std::move(target), {}};
    return user(target.empty() || text == target ? text : text + " (" + target + ")");
}

namespace {

bool is_latin(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
/// The first byte of an ideograph.
bool is_ideograph(char c) { return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9; }

/// Chinese text has a space between ideographs and Latin letters or digits; runs that were written apart lack it.
bool needs_space(const std::string& before, const std::string& after) {
    if (before.empty() || after.empty()) return false;
    const bool ideograph_before = before.size() >= 3 && is_ideograph(before[before.size() - 3]);
    return (is_latin(before.back()) && is_ideograph(after.front())) || (ideograph_before && is_latin(after.front()));
}

void space(Runs& runs) {
    for (std::size_t i = 1; i < runs.size(); ++i) {
        if (needs_space(runs[i - 1].text, runs[i].text)) runs.insert(runs.begin() + static_cast<std::ptrdiff_t>(i++), plain(" "));
    }
}

/// All runs of the blocks that people read.
struct Spacer {
    void operator()(Heading& b) const { space(b.runs); }
    void operator()(Paragraph& b) const { space(b.runs); }
    void operator()(Chart&) const {}
    void operator()(KeyFigures&) const {}
    void operator()(List& b) const {
        for (auto& item : b.items) space(item);
    }
    void operator()(Facts& b) const {
        for (auto& [label, values] : b.rows) {
            for (auto& value : values) space(value);
        }
    }
    void operator()(Table& b) const {
        for (auto& row : b.rows) {
            for (auto& cell : row) space(cell);
        }
    }
    void operator()(Card& b) const {
        for (auto* runs : {&b.title, &b.other, &b.subtitle, &b.badge}) space(*runs);
        (*this)(b.facts);
        for (auto& fold : b.folds) (*this)(fold.facts);
    }
};

/// The parts that have charts, but for the cards.
void lay_figures(Layout& layout) {
    lay_development(layout);
    for (const auto* section : {&layout.report.predictions, &layout.report.claims}) {
        lay_scoreboard(layout, *section);
        lay_calibration(layout, *section);
        lay_ranges(layout, *section);
        lay_discrimination(layout, *section);
        lay_groups(layout, *section);
    }
}

}  // namespace

void space_scripts(Card& card) { Spacer{}(card); }

Document document_of(const Report& report, const Language& language) {
    const Words words(report, language);
    Document out;
    out.language = std::string(language.slug);
    out.title = words.title();
    out.contents_title = words("contents");
    out.removed = words("mark.removed");
    out.added = words("mark.added");
    Layout layout(report, words, out);
    auto answer = answer_of(report, words);
    const bool spaces = words.spaces_scripts();
    if (spaces) space(answer.front());
    for (const auto& run : answer.front()) out.description += run.text;

    layout.heading(2, "answer", words("heading.answer"));
    for (const auto& paragraph : answer) layout.paragraph(paragraph, Tone::lead);
    lay_key_figures(layout);
    if (report.reproducible) layout.paragraph(words("note.reproducible"), Tone::warning);
    lay_counts(layout);
    lay_figures(layout);
    lay_calls(layout);
    lay_statements(layout);
    lay_lists(layout);
    lay_sensitivity(layout);
    lay_method(layout);
    if (spaces) {
        for (auto& block : out.blocks) std::visit(Spacer{}, block);
    }
    return out;
}

std::vector<Chart> charts_of(const Report& report, const Language& language) {
    const Words words(report, language);
    Document document;
    Layout layout(report, words, document);
    lay_figures(layout);
    std::vector<Chart> out;
    for (auto& block : document.blocks) {
        if (auto* chart = std::get_if<Chart>(&block)) out.push_back(std::move(*chart));
    }
    for (const auto& statement : report.statements) {
        for (auto& chart : card_charts(report, words, statement)) out.push_back(std::move(chart));
    }
    return out;
}

}  // namespace hindsight::report
