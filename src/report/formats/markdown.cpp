// SPDX-License-Identifier: MIT
// The report as Markdown for a code host: tables, anchors, long parts folded.
#include <algorithm>

#include "hindsight/base/text.hpp"
#include "report/layout/document.hpp"

namespace hindsight::report {

namespace {

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+' || c == '-'; }

bool follows(std::string_view text, std::size_t at, std::string_view word) {
    return at >= word.size() && lower_ascii(text.substr(at - word.size(), word.size())) == word;
}

/// Whether a colon would make an address or a picture of what stands around it.
bool colon_means_something(std::string_view text, std::size_t at) {
    if (text.substr(at).starts_with("://") || follows(text, at, "mailto") || follows(text, at, "xmpp")) return true;
    std::size_t after = at + 1, before = at;
    while (after < text.size() && is_word(text[after])) ++after;
    while (before > 0 && is_word(text[before - 1])) --before;
    const bool opens = after > at + 1 && after < text.size() && text[after] == ':';
    return opens || (before < at && before > 0 && text[before - 1] == ':');
}

/// Whether an @ would make a mention or an address.
bool at_means_something(std::string_view text, std::size_t at) {
    std::size_t after = at + 1;
    while (after < text.size() && (is_word(text[after]) || text[after] == '.')) ++after;
    const auto name = text.substr(at + 1, after - at - 1);
    if (name.empty()) return false;
    const bool mention = at == 0 || !is_word(text[at - 1]);
    const bool has_letter = std::any_of(name.begin(), name.end(), [](char c) { return is_word(c) && (c < '0' || c > '9'); });
    return mention || (has_letter && name.find('.') != std::string_view::npos);
}

/// Whether the mark at a place would begin a list: first in the text or behind nothing but digits, with a space after it.
bool begins_list(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (at + 1 < text.size() && text[at + 1] != ' ') return false;
    const auto before = text.substr(0, at);
    if (c == '-' || c == '+') return before.find_first_not_of(' ') == std::string_view::npos;
    return (c == '.' || c == ')') && at > 0 && before.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Text that stays text: what Markdown or HTML would read is escaped, and nothing else, so that the source can be read too.
std::string escape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '&') {
            out += "&amp;";
        } else if (c == '@' && at_means_something(text, i)) {
            out += "@<!-- -->";  // addresses are looked for after entities and backslashes have been read
        } else if (c == ':' && colon_means_something(text, i)) {
            out += "&#58;";
        } else if (c == '.' && follows(text, i, "www")) {
            out += "&#46;";
        } else {
            const bool target = c == '(' && i > 0 && text[i - 1] == ']';
            if (target || begins_list(text, i) || std::string_view("\\`*_[]#|~$").find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
    }
    return out;
}

/// Inside a block of HTML, where Markdown should not be read; what it could read becomes a number.
std::string escape_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("<>&[]()`*_~|\\:@").find(c) == std::string_view::npos) {
            out += c;
        } else {
            out += "&#" + std::to_string(static_cast<int>(c)) + ";";
        }
    }
    return out;
}

/// A target in angle brackets holds any address without brackets or spaces, which is_web_address has made sure of.
std::string address(std::string_view target) {
    std::string out;
    for (const char c : target) out += c == '|' ? std::string("%7C") : std::string(1, c);
    return out;
}

std::string inline_text(const Run& run) {
    if (run.text.empty()) return {};
    switch (run.mark) {
        case Mark::strong:
        case Mark::right:
        case Mark::wrong:
        case Mark::neither: return "**" + escape(run.text) + "**";
        case Mark::removed: return "<del>" + escape(run.text) + "</del>";
        case Mark::added: return "<ins>" + escape(run.text) + "</ins>";
        case Mark::strong_user: return "<bdi>**" + escape(run.text) + "**</bdi>";
        case Mark::quiet: return "<sub>" + escape(run.text) + "</sub>";
        case Mark::code: return "<code>" + escape(run.text) + "</code>";
        case Mark::link: return "[<bdi>" + escape(run.text) + "</bdi>](<" + address(run.target) + ">)";
        case Mark::user:
        case Mark::value: return "<bdi>" + escape(run.text) + "</bdi>";
        case Mark::plain: break;
    }
    return escape(run.text);
}

std::string inline_text(const Runs& runs) {
    std::string out;
    for (const auto& run : runs) out += inline_text(run);
    return out;
}

class MarkdownRenderer {
   public:
    MarkdownRenderer(const Document& document, std::string charts) : document_(document), charts_(std::move(charts)) {}

    std::string render() {
        out_ = "# " + escape(document_.title) + "\n";
        contents();
        for (const auto& block : document_.blocks) std::visit([&](const auto& b) { add(b); }, block);
        return std::move(out_);
    }

   private:
    void contents() {
        out_ += "\n**" + escape(document_.contents_title) + "**\n\n";
        for (const auto& block : document_.blocks) {
            const auto* heading = std::get_if<Heading>(&block);
            if (heading && heading->level == 2) out_ += "- [" + inline_text(heading->runs) + "](#" + heading->anchor + ")\n";
        }
    }

    void add(const Heading& heading) {
        out_ += "\n<a id=\"" + heading.anchor + "\"></a>\n\n";
        out_ += std::string(static_cast<std::size_t>(heading.level), '#') + " " + inline_text(heading.runs) + "\n";
    }

    void add(const Paragraph& paragraph) {
        const bool quoted = paragraph.tone == Tone::lead || paragraph.tone == Tone::warning;
        out_ += "\n" + std::string(quoted ? "> " : "") + inline_text(paragraph.runs) + "\n";
    }

    void add(const List& list) {
        out_ += "\n";
        for (const auto& item : list.items) out_ += "- " + inline_text(item) + "\n";
    }

    void add(const KeyFigures& key) {
        std::string heads = "\n|", line = "\n|", values = "\n|";
        for (const auto& figure : key.figures) {
            heads += " " + escape(figure.label) + " |";
            line += " :-: |";
            values += " **" + escape(figure.value) + "**" + (figure.note.empty() ? "" : "<br>" + escape(figure.note)) + " |";
        }
        if (!key.figures.empty()) out_ += heads + line + values + "\n";
    }

    void add(const Facts& facts) {
        out_ += "\n";
        for (const auto& [label, values] : facts.rows) {
            out_ += "- " + escape(label) + ": ";
            for (std::size_t i = 0; i < values.size(); ++i) out_ += (i > 0 ? "<br>" : "") + inline_text(values[i]);
            out_ += "\n";
        }
    }

    void add(const Table& table) {
        if (!table.fold.empty()) open(escape_html(table.fold));
        rows_of(table);
        if (!table.fold.empty()) close();
    }

    void rows_of(const Table& table) {
        out_ += "\n" + inline_text(Runs{strong(table.caption)}) + "\n\n|";
        for (const auto& column : table.columns) out_ += " " + inline_text(column.entered ? user(column.heading) : plain(column.heading)) + " |";
        out_ += "\n|";
        for (const auto& column : table.columns) out_ += column.is_number ? " --: |" : " --- |";
        out_ += "\n";
        for (const auto& row : table.rows) {
            out_ += "|";
            for (const auto& cell : row) out_ += " " + inline_text(cell) + " |";
            out_ += "\n";
        }
    }

    /// A picture where there are files of the charts; the tables say the same.
    void add(const Chart& chart) {
        if (charts_.empty()) return;
        out_ += "\n![" + escape(chart.description.empty() ? chart.title : chart.description) + "](<" + charts_ + "/" + chart.anchor + ".svg>)\n";
        if (!chart.note.empty()) out_ += "\n" + escape(chart.note) + "\n";
    }

    /// A summary is a line of HTML, in which Markdown is not read.
    static std::string summary_text(const Run& run) {
        const auto text = escape_html(run.text);
        switch (run.mark) {
            case Mark::plain:
            case Mark::quiet: return text;
            case Mark::strong:
            case Mark::right:
            case Mark::wrong:
            case Mark::neither: return "<strong>" + text + "</strong>";
            default: return "<bdi>" + text + "</bdi>";
        }
    }

    static std::string summary_text(const Runs& runs) {
        std::string out;
        for (const auto& run : runs) out += summary_text(run);
        return out;
    }

    void open(const std::string& summary) { out_ += "\n<details>\n<summary>" + summary + "</summary>\n"; }
    void close() { out_ += "\n</details>\n"; }

    void add(const Card& card) {
        out_ += "\n<a id=\"" + card.anchor + "\"></a>\n";
        open(summary_text(card.title) + (card.badge.empty() ? "" : "<br>" + summary_text(card.badge)));
        for (const auto* runs : {&card.other, &card.subtitle}) {
            if (!runs->empty()) out_ += "\n" + inline_text(*runs) + "\n";
        }
        for (const auto& chart : card.charts) add(chart);
        add(card.facts);
        for (const auto& fold : card.folds) {
            open(escape_html(fold.summary));
            add(fold.facts);
            close();
        }
        close();
    }

    const Document& document_;
    std::string charts_;
    std::string out_;
};

}  // namespace

std::string render_markdown(const Report& report, const RenderOptions& options) {
    const Language& language = language_or_english(options.language);
    return MarkdownRenderer(document_of(report, language), options.charts).render();
}

std::vector<ReportFile> markdown_charts(const Report& report, const RenderOptions& options, const std::string&) {
    auto files = chart_files(report, options);
    for (auto& file : files) file.name.insert(0, options.charts + "/");
    return files;
}

}  // namespace hindsight::report
