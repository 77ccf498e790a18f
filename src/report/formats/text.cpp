// SPDX-License-Identifier: MIT
// The report for a terminal.
#include "hindsight/base/text.hpp"
#include "report/drawing/chart_text.hpp"
#include "report/formats/text_layout.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

namespace {

constexpr int kNarrow = 60;  // columns; below, labels give way
constexpr int kLabelWidth = 14, kNarrowLabel = 8;
constexpr int kKeyWidth = 24;

class TextRenderer {
   public:
    TextRenderer(const Document& document, AxisWords axis_words, int width) : document_(document), axis_words_(std::move(axis_words)), width_(width) {}

    std::string render() {
        out_ = document_.title + "\n" + rule('=', document_.title);
        for (const auto& block : document_.blocks) std::visit([&](const auto& b) { add(b); }, block);
        return std::move(out_);
    }

   private:
    std::string rule(char mark, std::string_view under) const {
        return std::string(static_cast<std::size_t>(std::min(width_, display_width(under))), mark) + "\n";
    }

    void add(const Heading& heading) {
        const std::string text = flat(heading.runs);
        out_ += "\n" + (heading.level == 2 ? text + "\n" + rule('-', text) : text + "\n");
    }

    void add(const Paragraph& paragraph) {
        out_ += "\n" + hang(paragraph.tone == Tone::warning ? "! " : "", flat(paragraph.runs), width_);
    }

    void add(const List& list) {
        out_ += "\n";
        for (const auto& item : list.items) out_ += hang("- ", flat(item), width_);
    }

    void add(const Facts& facts) {
        out_ += "\n";
        add_facts(facts, "");
    }

    void add(const KeyFigures& key) {
        out_ += "\n";
        for (const auto& figure : key.figures) {
            const std::string note = figure.note.empty() ? std::string() : " (" + figure.note + ")";
            out_ += hang(pad_to_width(figure.label, kKeyWidth) + "  ", figure.value + note, width_);
        }
    }

    void add_facts(const Facts& facts, const std::string& indent) {
        for (const auto& [label, values] : facts.rows) {
            std::string first = indent + pad_to_width(label, width_ < kNarrow ? kNarrowLabel : kLabelWidth) + "  ";
            for (const auto& value : values) {
                const bool code = value.size() == 1 && value.front().mark == Mark::code;
                out_ += code ? first + flat(value) + "\n" : hang(first, flat(value), width_);  // a root stays whole
                first.assign(static_cast<std::size_t>(display_width(first)), ' ');
            }
        }
    }

    void add(const Table& table) {
        out_ += "\n" + hang("", table.caption, width_) + print_table(table, width_);
    }

    void add(const Chart& chart) { out_ += "\n" + draw_text(chart, axis_words_, width_, ""); }

    void add(const Card& card) {
        out_ += "\n" + hang("* ", flat(card.title), width_);
        if (!card.other.empty()) out_ += hang("  ", flat(card.other), width_);
        if (!card.badge.empty()) out_ += hang("  ", flat(card.badge), width_);
        out_ += hang("  ", flat(card.subtitle), width_);
        for (const auto& chart : card.charts) out_ += draw_text(chart, axis_words_, width_, "  ");
        add_facts(card.facts, "  ");
        for (const auto& fold : card.folds) {
            out_ += hang("  ", fold.summary, width_);
            add_facts(fold.facts, "    ");
        }
    }

    const Document& document_;
    AxisWords axis_words_;
    int width_;
    std::string out_;
};

}  // namespace

std::string render_text(const Report& report, const RenderOptions& options) {
    const Language& language = language_or_english(options.language);
    return TextRenderer(document_of(report, language), axis_words(Words(report, language)), options.width).render();
}

}  // namespace hindsight::report
