// SPDX-License-Identifier: MIT
// What was counted: made, due, resolved, void, missing, and where probabilities and records come from.
#include "report/layout/figure_tables.hpp"

namespace hindsight::report {

namespace {

class CountsTable {
   public:
    explicit CountsTable(const Layout& layout) : layout_(layout), words_(layout.words), report_(layout.report) {
        table_ = {words_("caption.counts"),
                  {{words_("column.what"), false, false}, {words_("column.predictions"), true, false}, {words_("column.claims"), true, false},
                   {words_("column.all"), true, false}, {words_("column.meaning"), false, true}},
                  {}};
        table_.stacks = true;
    }

    Table write() {
        count("made", &Counts::made);
        count("due", &Counts::due);
        count("resolved", &Counts::resolved);
        count("scored", &Counts::scored);
        count("annulled", &Counts::annulled);
        row("void_share", print_percent(report_.predictions.counts.void_share()), print_percent(report_.claims.counts.void_share()),
            print_percent(report_.counts.void_share()));
        count("retracted", &Counts::retracted);
        count("overdue", &Counts::overdue);
        count("open", &Counts::open);
        count("not_resolvable", &Counts::not_resolvable);
        return std::move(table_);
    }

    /// Of forecasts that were scored, not of statements.
    Table write_forecasts() {
        table_.caption = words_("caption.forecasts");
        part("stated", &Section::stated);
        part("imputed", &Section::imputed);
        part("recorded_early", &Section::recorded_early);
        part("recorded_late", &Section::recorded_late);
        return std::move(table_);
    }

   private:
    void row(const std::string& slug, std::string predictions, std::string claims, std::string all) {
        table_.rows.push_back({{strong(words_.term("count_name", slug))}, {plain(std::move(predictions))}, {plain(std::move(claims))},
                               {plain(std::move(all))},
                               {plain(words_("count_meaning." + slug, {words_.period(), words_.term("year_rule", evaluation::slug(report_.year_by))}))}});
    }
    void count(const char* slug, std::size_t Counts::*member) {
        row(slug, words_.count(report_.predictions.counts.*member), words_.count(report_.claims.counts.*member),
            words_.count(report_.counts.*member));
    }
    void part(const char* slug, std::size_t Section::*member) {
        row(slug, words_.count(report_.predictions.*member), words_.count(report_.claims.*member),
            words_.count(report_.predictions.*member + report_.claims.*member));
    }

    const Layout& layout_;
    const Words& words_;
    const Report& report_;
    Table table_;
};

/// Why there is no fair answer, and how often.
void lay_annulled(Layout& layout) {
    List reasons;
    for (const auto* section : {&layout.report.predictions, &layout.report.claims}) {
        for (const auto& [reason, n] : section->annulled) {
            reasons.items.push_back({plain(layout.words("counts.annulled", {layout.words.count(std::string(slug(section->kind)), n)})),
                                     user(layout.words.term("annulled", reason))});
        }
    }
    if (!reasons.items.empty()) layout.add(std::move(reasons));
}

}  // namespace

void lay_counts(Layout& layout) {
    const Words& words = layout.words;
    layout.heading(2, "counts", words("heading.counts"));
    const std::string rule = words.term("year_rule", evaluation::slug(layout.report.year_by));
    const std::string policy = words("counts.policy", {words.term("policy", evaluation::slug(layout.report.policy))});
    layout.paragraph(words("counts.rule", {rule, words.day(day_of(layout.report.as_of))}) + words("answer.space") + policy, Tone::note);
    layout.add(CountsTable(layout).write());
    lay_annulled(layout);
    if (layout.report.counts.scored > 0) layout.add(CountsTable(layout).write_forecasts());
}

}  // namespace hindsight::report
