// SPDX-License-Identifier: MIT
// The statements of a report that got an answer as a news feed (Atom, RFC 4287), newest first.
#include <algorithm>

#include "hindsight/base/crypto.hpp"
#include "hindsight/base/text.hpp"
#include "report/statements/card.hpp"
#include "report/drawing/tree.hpp"

namespace hindsight::report {

namespace {

using Node = pugi::xml_node;

/// A name for ever, made from what it stands for: UUID version 8 of RFC 9562 from a SHA-256.
std::string urn_of(std::initializer_list<std::string_view> pieces) {
    std::string text = "hindsight feed";
    for (const auto piece : pieces) text += '\0' + std::string(piece);
    auto hex = to_hex(sha256(text)).substr(0, 32);
    hex[12] = '8';
    hex[16] = "89ab"[hex[16] % 4];
    for (const std::size_t at : {20, 16, 12, 8}) hex.insert(at, "-");
    return "urn:uuid:" + hex;
}

/// When the answer became known: of a day its beginning, so that it never lies ahead.
Instant decided(const StatementLine& line) {
    if (!line.decided_on) return start_of(line.said_on);
    return line.decided_on->is_day ? start_of(day_of(line.decided_on->at)) : line.decided_on->at;
}

/// When the record learned the answer; what a condition annulled is no event of its own.
Instant updated(const StatementLine& line) { return line.resolution_recorded.value_or(decided(line)); }

std::vector<const StatementLine*> newest_first(const Report& report) {
    std::vector<const StatementLine*> lines;
    for (const auto& line : report.statements) lines.push_back(&line);
    std::sort(lines.begin(), lines.end(), [](const StatementLine* a, const StatementLine* b) {
        if (updated(*a) != updated(*b)) return updated(*a) > updated(*b);
        return decided(*a) != decided(*b) ? decided(*a) > decided(*b) : a->id < b->id;
    });
    return lines;
}

class AtomRenderer {
   public:
    AtomRenderer(const Report& report, const Language& language) : report_(report), words_(report, language) {}

    std::string render() {
        feed_ = element(tree_, "feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", std::string(words_.language())}});
        const auto lines = newest_first(report_);
        head(lines.empty() ? start_of(first_day(report_.year)) : updated(*lines.front()));
        for (const auto* line : lines) entry(*line);
        space(feed_);
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + printed(tree_) + "\n";
    }

   private:
    static void space(Node parent) { parent.append_child(pugi::node_pcdata).set_value("\n"); }

    static Node line(Node parent, const char* name, const Attributes& attributes, const std::string& text) {
        space(parent);
        return element(parent, name, attributes, text);
    }

    void head(Instant at) {
        std::string by;
        for (const auto& id : report_.scope.by) by += id + ",";
        line(feed_, "id", {}, urn_of({report_.head.origin, report_name(report_.scope), by, slug(report_.year_by), slug(report_.policy), words_.language()}));
        line(feed_, "title", {}, words_("feed.title", {words_.title()}));
        line(feed_, "subtitle", {}, words_("feed.subtitle"));
        line(feed_, "updated", {}, print_instant_short(at));
        line(feed_, "generator", {{"version", report_.version}}, "hindsight");
    }

    void entry(const StatementLine& statement) {
        space(feed_);
        auto node = element(feed_, "entry");
        const auto text = words_.text(statement.text);
        const auto answer = words_.answer(statement.annulled.empty() ? statement.outcome : "annulled: " + statement.annulled, statement.type).text;
        line(node, "id", {}, urn_of({report_.head.origin, statement.id}));
        line(node, "title", {}, words_("feed.entry", {answer, text.text}));
        line(node, "updated", {}, print_instant_short(updated(statement)));
        line(node, "published", {}, print_instant_short(decided(statement)));
        space(node);
        element(element(node, "author"), "name", {}, words_.name(statement.speaker));
        for (const auto& tag : statement.tags) {
            space(node);
            element(node, "category", {{"term", printable(tag)}});
        }
        links(node, statement);
        auto card = card_of(report_, words_, statement);
        if (words_.spaces_scripts()) space_scripts(card);
        content(node, card);
        space(node);
    }

    void links(Node node, const StatementLine& statement) {
        const auto add = [&](const char* relation, const std::string& address, const std::string& title) {
            if (!is_web_address(address)) return;
            space(node);
            auto link = element(node, "link", {{"rel", relation}, {"href", address}});
            if (!title.empty()) link.append_attribute("title").set_value(printable(title).c_str());
        };
        for (const auto& item : statement.evidence) add("related", item.url, item.title);
        const auto source = report_.sources.find(statement.source);
        if (source != report_.sources.end()) add("via", source->second.url, words_.source_title(statement.source));
    }

    void content(Node node, const Card& card) {
        space(node);
        auto part = element(element(node, "content", {{"type", "xhtml"}}), "div", {{"xmlns", "http://www.w3.org/1999/xhtml"}});
        for (const auto* all : {&card.title, &card.other, &card.badge, &card.subtitle}) {
            if (!all->empty()) runs(element(part, "p"), *all);
        }
        facts(part, card.facts);
        for (const auto& fold : card.folds) {
            element(part, "p", {}, fold.summary);
            facts(part, fold.facts);
        }
    }

    static void facts(Node parent, const Facts& facts) {
        if (facts.rows.empty()) return;
        auto list = element(parent, "dl");
        for (const auto& [label, values] : facts.rows) {
            element(list, "dt", {}, label);
            for (const auto& value : values) runs(element(list, "dd"), value);
        }
    }

    static void runs(Node parent, const Runs& all) {
        for (const auto& run : all) add(parent, run);
    }

    static void add(Node parent, const Run& run) {
        const char* name = name_of(run);
        auto node = name ? element(parent, name) : parent;
        if (name && std::string_view(name) == "a") node.append_attribute("href").set_value(run.target.c_str());
        if (!run.language.empty() && name) node.append_attribute("xml:lang").set_value(run.language.c_str());
        node.append_child(pugi::node_pcdata).set_value(run.text.c_str());
    }

    /// Null for what stands as it is; links within a report lead nowhere here.
    static const char* name_of(const Run& run) {
        switch (run.mark) {
            case Mark::strong:
            case Mark::strong_user:
            case Mark::right:
            case Mark::wrong:
            case Mark::neither: return "strong";
            case Mark::code: return "code";
            case Mark::removed: return "del";
            case Mark::added: return "ins";
            case Mark::link: return is_web_address(run.target) ? "a" : "bdi";
            case Mark::user:
            case Mark::value: return "bdi";
            case Mark::plain:
            case Mark::quiet: break;
        }
        return nullptr;
    }

    const Report& report_;
    Words words_;
    pugi::xml_document tree_;
    Node feed_;
};

}  // namespace

std::string render_atom(const Report& report, const RenderOptions& options) {
    return AtomRenderer(report, language_or_english(options.language)).render();
}

}  // namespace hindsight::report
