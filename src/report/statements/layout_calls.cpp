// SPDX-License-Identifier: MIT
// Best and worst calls, what surprised everybody, and changes of mind: tables that lead to the cards.
#include <cmath>
#include <unordered_map>

#include "report/layout/layout.hpp"

namespace hindsight::report {

namespace {

class Calls {
   public:
    explicit Calls(Layout& layout) : layout_(layout), words_(layout.words) {
        for (const auto& line : layout.report.statements) lines_.emplace(line.id, &line);
    }

    void lay() {
        const Report& report = layout_.report;
        if (!report.best.empty() || !report.worst.empty()) {
            heading();
            layout_.paragraph(words_("calls.note"), Tone::note);
            if (!report.best.empty()) layout_.add(calls(report.best, words_("caption.best")));
            if (!report.worst.empty()) layout_.add(calls(report.worst, words_("caption.worst")));
        }
        for (const Section* section : {&report.predictions, &report.claims}) surprises(*section);
        for (const Section* section : {&report.predictions, &report.claims}) revisions(*section);
    }

   private:
    /// The first part has the heading that the contents name.
    void heading() {
        if (!begun_) layout_.heading(2, "calls", words_("heading.calls"));
        begun_ = true;
    }

    void heading(std::string_view name, const Section& section) {
        const std::string key = std::string(name) + "." + std::string(slug(section.kind));
        heading();
        layout_.heading(3, std::string(slug(section.kind)) + "s-" + std::string(name), words_("heading." + key));
    }

    Runs title(const StatementLine& line) const { return {link(words_.text(line.text).text, "#s-" + line.id)}; }

    Table calls(const std::vector<Call>& calls, std::string caption) const {
        Table table{std::move(caption),
                    {{words_("column.statement"), false, true}, {words_("column.forecaster"), false, false}, {words_("column.forecast"), false, false},
                     {words_("column.outcome"), false, false}, {words_("column.brier"), true, false}, {words_("column.at_even"), true, false}},
                    {}};
        table.breaks = true;
        for (const auto& call : calls) {
            const auto& line = layout_.report.statements[call.statement];
            const auto& forecast = line.forecasts[call.forecast];
            Runs first = title(line);
            first.push_back(quiet(" " + words_.term("kind_mark", slug(line.kind))));
            table.rows.push_back({std::move(first), {words_.name_run(forecast.forecaster)}, {words_.answer(forecast.predictive, line.type)},
                                  {words_.answer(line.outcome, line.type)}, {plain(print_score(forecast.brier))},
                                  {plain(print_score(forecast.baseline_brier.at("even")))}});
        }
        return table;
    }

    void surprises(const Section& section) {
        if (section.surprises.empty()) return;
        heading("surprises", section);
        layout_.paragraph(words_("surprises.note"), Tone::note);
        Table table{words_("caption.surprises"),
                    {{words_("column.statement"), false, true}, {words_("column.outcome"), false, false},
                     {words_("column.forecasters"), true, false}, {words_("column.given"), true, false}},
                    {}};
        table.breaks = true;
        for (const auto& surprise : section.surprises) {
            const auto it = lines_.find(surprise.statement);
            if (it == lines_.end()) continue;
            table.rows.push_back({title(*it->second), {words_.answer(it->second->outcome, it->second->type)},
                                  {plain(words_.count(surprise.forecasters))}, {plain(print_percent(surprise.probability))}});
        }
        layout_.add(std::move(table));
    }

    void revisions(const Section& section) {
        const RevisionSummary& all = section.revisions;
        if (all.n == 0) return;
        heading("revisions", section);
        const char* mean = all.mean_change < 0 ? "revisions.mean_helped" : all.mean_change > 0 ? "revisions.mean_hurt" : "revisions.mean_nothing";
        layout_.paragraph({plain(words_("revisions.count", {words_.count(all.n), words_.count(all.helped), words_.count(all.hurt)})),
                           plain(words_("answer.space")), plain(words_(mean, {print_score(std::abs(all.mean_change))}))});
        layout_.paragraph(words_("revisions.note"), Tone::note);
        if (!all.most_helpful.empty()) layout_.add(changes(all.most_helpful, words_("caption.helpful")));
        if (!all.most_harmful.empty()) layout_.add(changes(all.most_harmful, words_("caption.harmful")));
    }

    Table changes(const std::vector<RevisionLine>& lines, std::string caption) const {
        Table table{std::move(caption),
                    {{words_("column.statement"), false, true}, {words_("column.forecaster"), false, false}, {words_("column.first"), true, false},
                     {words_("column.last"), true, false}, {words_("column.first_brier"), true, false}, {words_("column.last_brier"), true, false}},
                    {}};
        table.breaks = true;
        for (const auto& line : lines) {
            const auto it = lines_.find(line.statement);
            if (it == lines_.end()) continue;
            table.rows.push_back({title(*it->second), {words_.name_run(line.forecaster)}, {plain(print_percent(line.first_probability))},
                                  {plain(print_percent(line.last_probability))}, {plain(print_score(line.first_brier))},
                                  {plain(print_score(line.last_brier))}});
        }
        return table;
    }

    Layout& layout_;
    const Words& words_;
    std::unordered_map<std::string_view, const StatementLine*> lines_;
    bool begun_ = false;
};

}  // namespace

void lay_calls(Layout& layout) { Calls(layout).lay(); }

}  // namespace hindsight::report
