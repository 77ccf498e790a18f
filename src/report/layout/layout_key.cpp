// SPDX-License-Identifier: MIT
// The few numbers under the first paragraph: of the predictions, or of the claims where no prediction was scored.
#include <algorithm>

#include "report/layout/figure_tables.hpp"

namespace hindsight::report {

namespace {

namespace rule = evaluation::rule;

class KeyWriter {
   public:
    explicit KeyWriter(const Layout& layout)
        : words_(layout.words), report_(layout.report),
          section_(report_.predictions.overall.n > 0 || report_.claims.overall.n == 0 ? report_.predictions : report_.claims) {}

    KeyFigures write() {
        const auto& counts = section_.counts;
        const std::string kind(slug(section_.kind));
        out_.title = words_("key.title." + kind);
        add("due." + kind, words_.count(counts.due));
        add("resolved", words_.count(counts.resolved), counts.annulled > 0 ? words_("key.annulled", {words_.count(counts.annulled)}) : "");
        add("overdue." + kind, words_.count(awaited()));
        score();
        comparison();
        if (section_.overall.hit_rate) add("hits", print_percent(section_.overall.hit_rate));
        return std::move(out_);
    }

   private:
    void add(const std::string& slug, std::string value, std::string note = {}) {
        out_.figures.push_back({std::move(value), words_("key." + slug), std::move(note)});
    }

    /// As the list of them has it: somebody should still answer.
    std::size_t awaited() const {
        return static_cast<std::size_t>(std::count_if(report_.overdue.begin(), report_.overdue.end(),
                                                      [&](const StatementLine& line) { return line.kind == section_.kind; }));
    }

    void score() {
        const auto* brier = section_.overall.score(rule::brier);
        if (!brier) return;
        add("brier", print_score(brier->mean), brier->ci90 ? words_("key.interval", {words_.interval(brier)}) : words_("key.n", {words_.count(brier->n)}));
    }

    void comparison() {
        const auto* skill = section_.overall.skill_against(evaluation::Baseline::even);
        if (!skill || !skill->skill) return;
        add("skill", print_skill(skill->skill), words_("key.even", {print_score(skill->baseline_score)}));
    }

    const Words& words_;
    const Report& report_;
    const Section& section_;
    KeyFigures out_;
};

}  // namespace

void lay_key_figures(Layout& layout) { layout.add(KeyWriter(layout).write()); }

}  // namespace hindsight::report
