// SPDX-License-Identifier: MIT
// The report as one web page: no script, no request, everything a tree so that nothing is escaped by hand.
#include <cctype>
#include <pugixml.hpp>
#include <string>

#include "hindsight/base/crypto.hpp"
#include "hindsight/base/text.hpp"
#include "report/drawing/chart_style.hpp"
#include "report/drawing/chart_svg.hpp"
#include "report/layout/document.hpp"
#include "report/formats/style.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

namespace {

using Node = pugi::xml_node;

/// A longer value, such as the name of an option, may break anywhere.
bool fits_on_line(std::string_view value) { return code_points(value) <= 32; }

/// The length of a day or month in ISO form that begins the text; 0 when none does.
std::size_t length_of_date(std::string_view text) {
    std::size_t length = 0;
    for (const char* form : {"0000-00", "0000-00-00"}) {
        const std::string_view f = form;
        const auto fits = [&](std::size_t i) { return f[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == f[i]; };
        bool all = f.size() <= text.size();
        for (std::size_t i = 0; all && i < f.size(); ++i) all = fits(i);
        if (all) length = f.size();
    }
    return length;
}

std::string style_sheet() { return std::string(kStyle) + std::string(kChartStyle); }

/// Only this style sheet, and nothing from anywhere.
std::string content_policy() {
    const auto hash = sha256(style_sheet());
    return "default-src 'none'; style-src 'sha256-" + to_base64(as_bytes(hash)) + "'; base-uri 'none'; form-action 'none'";
}

const char* class_of(Tone tone) {
    switch (tone) {
        case Tone::lead: return "lead";
        case Tone::note: return "note";
        case Tone::warning: return "warning";
        case Tone::normal: break;
    }
    return nullptr;
}

class HtmlRenderer {
   public:
    HtmlRenderer(const Document& document, AxisWords axis_words) : document_(document), axis_words_(std::move(axis_words)) {}

    std::string render() {
        auto html = element(tree_, "html", {{"lang", document_.language}});
        head(html);
        auto body = element(html, "body");
        element(element(body, "header"), "h1", {}, document_.title);
        contents(body);
        main_ = element(body, "main");
        section_ = main_;
        for (const auto& block : document_.blocks) std::visit([&](const auto& b) { add(b); }, block);
        return "<!DOCTYPE html>\n" + printed(tree_) + "\n";
    }

   private:
    void head(Node html) {
        auto head = element(html, "head");
        element(head, "meta", {{"charset", "utf-8"}});
        element(head, "meta", {{"http-equiv", "Content-Security-Policy"}, {"content", content_policy()}});
        element(head, "meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
        element(head, "meta", {{"name", "referrer"}, {"content", "no-referrer"}});
        element(head, "meta", {{"name", "description"}, {"content", document_.description}});
        element(head, "title", {}, document_.title);
        element(head, "style", {}, style_sheet());
    }

    void contents(Node body) {
        auto nav = element(body, "nav", {{"aria-label", document_.contents_title}});
        element(nav, "p", {}, document_.contents_title);
        auto list = element(nav, "ol");
        for (const auto& block : document_.blocks) {
            const auto* heading = std::get_if<Heading>(&block);
            if (!heading || heading->level != 2) continue;
            auto item = element(element(list, "li"), "a", {{"href", "#" + heading->anchor}});
            runs(item, heading->runs);
        }
    }

    void runs(Node parent, const Runs& all) {
        for (const auto& run : all) add_run(parent, run);
        if (all.empty()) parent.append_child(pugi::node_pcdata).set_value("");
    }

    void add_run(Node parent, const Run& run) {
        switch (run.mark) {
            case Mark::plain: return text(parent, run.text);
            case Mark::strong: return text(element(parent, "strong"), run.text);
            case Mark::strong_user: return isolated(element(parent, "strong"), run);
            case Mark::quiet: return text(element(parent, "span", {{"class", "quiet"}}), run.text);
            case Mark::code: element(parent, "code", {}, run.text); return;
            case Mark::user: return isolated(parent, run);
            case Mark::value: return value(parent, run.text);
            case Mark::removed: return change(element(parent, "del"), document_.removed, run);
            case Mark::added: return change(element(parent, "ins"), document_.added, run);
            case Mark::right: return text(element(parent, "b", {{"class", "right"}}), run.text);
            case Mark::wrong: return text(element(parent, "b", {{"class", "wrong"}}), run.text);
            case Mark::neither: return text(element(parent, "b", {{"class", "neither"}}), run.text);
            case Mark::link: break;
        }
        const bool inside = run.target.starts_with('#');
        Attributes attributes{{"href", run.target}};
        if (!inside) attributes.emplace_back("rel", "noopener nofollow");
        isolated(element(parent, "a", attributes), run);
    }

    static void characters(Node parent, std::string_view part) {
        parent.append_child(pugi::node_pcdata).set_value(std::string(part).c_str());
    }

    /// Lines do not end inside a day.
    static void text(Node parent, std::string_view all) {
        std::size_t done = 0;
        for (std::size_t i = 0; i + 6 < all.size(); ++i) {
            const bool inside = i > 0 && (std::isalnum(static_cast<unsigned char>(all[i - 1])) != 0 || all[i - 1] == '-');
            const auto length = inside ? 0 : length_of_date(all.substr(i));
            if (length == 0) continue;
            if (i > done) characters(parent, all.substr(done, i - done));
            element(parent, "span", {{"class", "whole"}}, std::string(all.substr(i, length)));
            done = i + length;
            i = done - 1;
        }
        if (done < all.size() || all.empty()) characters(parent, all.substr(done));
    }

    static void value(Node parent, const std::string& all) {
        const auto pieces = pieces_of_value(all);
        if (pieces.size() == 1) {
            element(parent, "bdi", {{"class", fits_on_line(all) ? "value whole" : "value"}}, all);
            return;
        }
        auto node = element(parent, "bdi", {{"class", "value"}});
        for (const auto piece : pieces) {
            if (piece.data() != pieces.front().data()) element(node, "wbr");
            element(node, "span", fits_on_line(piece) ? Attributes{{"class", "whole"}} : Attributes{}, std::string(piece));
        }
    }

    /// Screen readers seldom say that a text is struck through or added.
    void change(Node parent, const std::string& heard, const Run& run) {
        element(parent, "span", {{"class", "heard"}}, heard);
        isolated(parent, run);
    }

    void isolated(Node parent, const Run& run) {
        auto node = element(parent, "bdi");
        text(node, run.text);
        if (!run.language.empty() && run.language != document_.language) {
            node.append_attribute("lang").set_value(run.language.c_str());
        }
    }

    void add(const Heading& heading) {
        if (heading.level == 2) section_ = element(main_, "section", {{"aria-labelledby", heading.anchor}});
        runs(element(section_, heading.level == 2 ? "h2" : "h3", {{"id", heading.anchor}}), heading.runs);
    }

    void add(const Paragraph& paragraph) {
        const char* style = class_of(paragraph.tone);
        runs(element(section_, "p", style ? Attributes{{"class", style}} : Attributes{}), paragraph.runs);
    }

    void add(const List& list) {
        auto node = element(section_, "ul");
        for (const auto& item : list.items) runs(element(node, "li"), item);
    }

    void add(const Facts& facts) { add_facts(section_, facts); }

    void add(const KeyFigures& key) {
        auto node = element(section_, "dl", {{"class", "key"}, {"aria-label", key.title}});
        for (const auto& figure : key.figures) {
            auto one = element(node, "div");
            element(one, "dt", {}, figure.label);
            element(one, "dd", {}, figure.value);
            if (!figure.note.empty()) element(one, "dd", {{"class", "quiet"}}, figure.note);
        }
    }

    void add_facts(Node parent, const Facts& facts) {
        if (facts.rows.empty()) return;
        auto node = element(parent, "dl");
        for (const auto& [label, values] : facts.rows) {
            element(node, "dt", {}, label);
            auto value = element(node, "dd");
            for (const auto& one : values) runs(values.size() == 1 ? value : element(value, "div"), one);
        }
    }

    static std::string class_of_cell(const Column& column) { return column.is_number ? "num" : column.grows ? "grow" : ""; }

    static Attributes with_class(Attributes attributes, const std::string& name) {
        if (!name.empty()) attributes.emplace_back("class", name);
        return attributes;
    }

    void add(const Table& table) {
        const Node parent = table.fold.empty() ? section_ : folded(section_, table.fold);
        auto region = element(parent, "div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", table.caption}});
        auto node = element(region, "table", with_class({}, table.stacks ? "stacks" : table.breaks ? "breaks" : ""));
        element(node, "caption", {}, table.caption);
        auto row = element(element(node, "thead"), "tr");
        for (const auto& column : table.columns) {
            auto cell = element(row, "th", with_class({{"scope", "col"}}, class_of_cell(column)));
            runs(cell, {column.entered ? user(column.heading) : plain(column.heading)});
        }
        auto body = element(node, "tbody");
        const std::size_t head = head_column(table);
        for (const auto& cells : table.rows) {
            auto line = element(body, "tr");
            for (std::size_t c = 0; c < cells.size(); ++c) {
                const auto style = class_of_cell(table.columns[c]);
                auto cell = c == head ? element(line, "th", with_class({{"scope", "row"}}, style)) : element(line, "td", with_class({}, style));
                if (table.breaks && c != head) cell.append_attribute("data-label").set_value(table.columns[c].heading.c_str());
                runs(cell, cells[c]);
            }
        }
        if (table.rows.empty()) body.append_child(pugi::node_pcdata).set_value("");
    }

    /// The first column that is not a number names the row.
    static std::size_t head_column(const Table& table) {
        std::size_t c = 0;
        while (c + 1 < table.columns.size() && table.columns[c].is_number) ++c;
        return c;
    }

    void add(const Chart& chart) { figure(section_, chart); }

    void figure(Node parent, const Chart& chart) {
        auto node = element(parent, "figure", {{"id", chart.anchor}});
        auto caption = element(node, "figcaption");
        element(caption, "strong", {}, chart.title);
        draw(node, chart, axis_words_);
        if (!chart.note.empty()) element(node, "p", {{"class", "note"}}, chart.note);
    }

    static Node folded(Node parent, const std::string& summary) {
        auto details = element(parent, "details");
        element(details, "summary", {}, summary);
        return details;
    }

    void add(const Card& card) {
        auto article = element(section_, "article", {{"id", card.anchor}});
        runs(element(article, "h4"), card.title);
        if (!card.other.empty()) runs(element(article, "p", {{"class", "other"}}), card.other);
        if (!card.badge.empty()) runs(element(article, "p", {{"class", "badge"}}), card.badge);
        runs(element(article, "p", {{"class", "note"}}), card.subtitle);
        for (const auto& chart : card.charts) figure(article, chart);
        add_facts(article, card.facts);
        for (const auto& fold : card.folds) add_facts(folded(article, fold.summary), fold.facts);
    }

    const Document& document_;
    AxisWords axis_words_;
    pugi::xml_document tree_;
    Node main_, section_;
};

}  // namespace

std::string render_html(const Report& report, const RenderOptions& options) {
    const Language& language = language_or_english(options.language);
    return HtmlRenderer(document_of(report, language), axis_words(Words(report, language))).render();
}

}  // namespace hindsight::report
