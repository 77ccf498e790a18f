// SPDX-License-Identifier: MIT
// The first paragraph: what the figures say, in sentences.
#include <algorithm>
#include <utility>

#include "report/layout/figure_tables.hpp"

namespace hindsight::report {

namespace {

namespace rule = evaluation::rule;

constexpr std::size_t kNamed = 3;  // forecasters with a sentence of their own

class Answer {
   public:
    Answer(const Report& report, const Words& words) : report_(report), words_(words) {}

    std::vector<Runs> write() {
        std::vector<Runs> out;
        for (const auto* part : {&report_.predictions, &report_.claims}) {
            section(*part);
            if (!runs_.empty()) out.push_back(std::exchange(runs_, {}));
        }
        missing();
        out.push_back(std::move(runs_));
        return out;
    }

   private:
    void sentence(Runs runs) {
        if (!runs_.empty()) runs_.push_back(plain(words_("answer.space")));
        for (auto& run : runs) runs_.push_back(std::move(run));
    }
    void sentence(std::string text) { sentence(Runs{plain(std::move(text))}); }

    /// Whether the years were over when the report was made.
    bool over() const { return !report_.scope.years.empty() && report_.as_of >= end_of(last_day(report_.scope.years.back())); }

    void section(const Section& section) {
        const std::string kind(slug(section.kind));
        const auto& counts = section.counts;
        if (counts.resolved == 0) return nothing(counts, kind);
        settled(counts, kind);
        if (counts.annulled > 0) sentence(words_("answer.annulled", {words_.count(counts.annulled)}));
        scores(section);
        if (section.second && section.second->added > 0) second(section, *section.second);
    }

    /// No answer: none was due, none came, or none was fair. Of claims only what was to be settled is told.
    void nothing(const Counts& counts, const std::string& kind) {
        if (counts.annulled > 0) {
            sentence(words_("answer.all_annulled." + kind, {words_.count(counts.annulled), words_.period()}));
        } else if (counts.due > 0) {
            sentence(words_(over() ? "answer.none." + kind : "answer.none_yet." + kind, {words_.count(counts.due), words_.period()}));
        } else if (kind == slug(StatementKind::prediction)) {
            sentence(words_("answer.nothing_due", {words_.period()}));
        }
    }

    /// How many came due, got an answer, and could be scored.
    void settled(const Counts& counts, const std::string& kind) {
        const std::string year = words_.period(), scored = words_.count(counts.scored), resolved = words_.count(counts.resolved);
        if (report_.year_by != evaluation::YearRule::decided || counts.due == 0) {
            const std::string rule(evaluation::slug(report_.year_by));
            sentence(words_("answer.settled." + rule, {words_.count(kind, counts.resolved), year, scored}));
        } else if (over()) {
            sentence(words_("answer.came_due", {words_.count(kind, counts.due), year, resolved, scored}));
        } else if (report_.scope.years.empty()) {
            sentence(words_("answer.of_all", {words_.count(kind, counts.made), resolved, scored}));
        } else {
            sentence(words_("answer.are_due", {words_.count(kind, counts.due), year, resolved, scored}));
        }
    }

    /// Everybody by name where they are few; else all together, and those who answered most.
    void scores(const Section& section) {
        std::vector<const PersonLine*> people;
        for (const auto& line : section.forecasters) {
            if (events_of(line.figures) > 0) people.push_back(&line);
        }
        first_ = true;
        if (people.size() > kNamed) {
            scored({strong(words_("answer.everybody"))}, section.overall);
            std::stable_sort(people.begin(), people.end(),
                             [](const auto* a, const auto* b) { return questions_of(a->figures) > questions_of(b->figures); });
        }
        for (std::size_t i = 0; i < people.size() && i < kNamed; ++i) scored({strong_user(words_.name(people[i]->id))}, people[i]->figures);
        if (people.size() > kNamed) sentence(words_("answer.others", {words_.count(people.size() - kNamed)}));
        confidence(section, people.size());
    }

    void scored(Runs who, const Figures& figures) {
        const auto* brier = figures.score(rule::brier);
        const std::string questions = words_.count("question", brier->questions);
        who.push_back(plain(words_(first_ ? "answer.scored_first" : "answer.scored", {print_score(brier->mean), questions})));
        first_ = false;
        if (brier->ci90) {
            const std::string low = print_score((*brier->ci90)[0]), high = print_score((*brier->ci90)[1]);
            who.push_back(plain(words_(brier->rough() ? "answer.rough_interval" : "answer.interval", {low, high})));
        }
        who.push_back(plain((figures.ranked() ? comparisons(figures) : words_("answer.few")) + words_("answer.stop")));
        sentence(std::move(who));
    }

    /// ", better than always saying 50% (0.250) but worse than the base rate (0.050)"
    std::string comparisons(const Figures& figures) const {
        std::string out, former;
        for (const auto& baseline : evaluation::baselines()) {
            const auto* skill = figures.skill_against(baseline.baseline);
            if (!skill || skill->questions < evaluation::kFewQuestions) continue;
            const double own = evaluation::comparable(skill->score), other = evaluation::comparable(skill->baseline_score);
            const std::string verdict = own < other ? "better" : own > other ? "worse" : "equal";
            const char* joint = former.empty() ? "answer.comma" : former == verdict ? "answer.and" : "answer.but";
            out += words_(joint) + words_("answer." + verdict, {against(figures, *skill)});
            former = verdict;
        }
        return out;
    }

    /// The name and the score of a baseline; where it does not exist for all forecasts, both scores on those for which it does.
    std::string against(const Figures& figures, const evaluation::SkillFigure& skill) const {
        const std::string name = words_("answer.against." + std::string(evaluation::slug(skill.baseline)));
        const std::string theirs = print_score(skill.baseline_score);
        if (skill.n == figures.events) return words_("answer.baseline", {name, theirs});
        return words_("answer.baseline_on", {name, theirs, print_score(skill.score), words_.count(skill.n)});
    }

    void confidence(const Section& section, std::size_t people) {
        if (!section.overall.ranked()) return;
        const std::string text = confidence_sentence(words_, section.confidence);
        if (!text.empty()) sentence(people > 1 ? words_("answer.together", {text}) : text);
    }

    void second(const Section& section, const SecondLine& line) {
        const bool alone = section.forecasters.size() == 1;
        sentence(words_(alone ? "answer.second_alone" : "answer.second",
                        {words_.count(line.added), print_score(line.expected), print_score(line.best), print_score(line.worst)}));
    }

    /// What still waits for an answer, and what comes next; of years that are over, as it stood when they ended.
    void missing() {
        const std::string n = words_.count(report_.overdue.size());
        if (report_.overdue.empty()) {
            sentence(words_(over() ? "answer.nothing_overdue_then" : "answer.nothing_overdue"));
        } else {
            sentence(words_(over() ? "answer.overdue_then" : "answer.overdue", {n, words_.period()}));
        }
        if (report_.due_next.empty()) return;
        sentence(words_(over() ? "answer.due_next_then" : "answer.due_next", {words_.count(report_.due_next.size()), words_.year(report_.year + 1)}));
    }

    const Report& report_;
    const Words& words_;
    Runs runs_;
    bool first_ = true;  // the first score in a paragraph says what its scale is
};

}  // namespace

std::vector<Runs> answer_of(const Report& report, const Words& words) { return Answer(report, words).write(); }

}  // namespace hindsight::report
