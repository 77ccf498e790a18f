// SPDX-License-Identifier: MIT
// The first paragraph: what the figures say, in sentences.
#include <utility>

#include "report/figure_tables.hpp"

namespace hindsight::report {

namespace {

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
        const std::string n = words_.count(report_.overdue.size());
        sentence({plain(report_.overdue.empty() ? words_("answer.nothing_overdue") : words_("answer.overdue", {n}))});
        if (!report_.due_next.empty()) sentence({plain(words_("answer.due_next", {words_.count(report_.due_next.size()), words_.year(report_.year + 1)}))});
        out.push_back(std::move(runs_));
        return out;
    }

   private:
    void sentence(Runs runs) {
        if (!runs_.empty()) runs_.push_back(plain(words_("answer.space")));
        for (auto& run : runs) runs_.push_back(std::move(run));
    }

    void section(const Section& section) {
        const std::string kind(slug(section.kind));
        const auto& counts = section.counts;
        const bool silent = section.kind == StatementKind::claim && counts.made == 0 && counts.due == 0;
        if (counts.resolved == 0 && silent) return;
        if (counts.resolved == 0) {
            sentence({plain(words_("answer.none." + kind, {words_.period()}))});
            return;
        }
        settled(counts, kind);
        people(section);
        if (section.forecasters.size() > 1) confidence(section);
        if (section.second && section.second->added > 0) second(*section.second);
    }

    /// How many came due, got an answer, and could be scored.
    void settled(const Counts& counts, const std::string& kind) {
        const std::string rule(evaluation::slug(report_.year_by)), year = words_.period(), scored = words_.count(counts.scored);
        if (report_.year_by == evaluation::YearRule::decided && counts.due > 0) {
            sentence({plain(words_("answer.came_due", {words_.count(kind, counts.due), year, words_.count(counts.resolved), scored}))});
        } else {
            sentence({plain(words_("answer.settled." + rule, {words_.count(kind, counts.resolved), year, scored}))});
        }
        if (counts.annulled > 0) sentence({plain(words_("answer.annulled", {words_.count(counts.annulled)}))});
    }

    void people(const Section& section) {
        std::size_t named = 0, others = 0;
        first_ = true;
        for (const auto& line : section.forecasters) {
            if (!line.figures.score(evaluation::rule::brier)) continue;
            if (named == kNamed) {
                ++others;
                continue;
            }
            person(line);
            ++named;
        }
        if (others > 0) sentence({plain(words_("answer.others", {words_.count(others)}))});
    }

    void person(const PersonLine& line) {
        const auto* brier = line.figures.score(evaluation::rule::brier);
        const std::string questions = words_.count("question", line.figures.questions);
        Runs runs{strong_user(words_.name(line.id)), plain(words_(first_ ? "answer.scored_first" : "answer.scored", {print_score(brier->mean), questions}))};
        first_ = false;
        if (brier->ci90) {
            const std::string low = print_score((*brier->ci90)[0]), high = print_score((*brier->ci90)[1]);
            runs.push_back(plain(words_(brier->rough() ? "answer.rough_interval" : "answer.interval", {low, high})));
        }
        runs.push_back(plain(line.figures.questions < evaluation::kFewQuestions ? words_("answer.few") : comparisons(line.figures)));
        runs.push_back(plain(words_("answer.stop")));
        sentence(std::move(runs));
    }

    /// ", better than always saying 50% (0.250) but worse than the base rate (0.050)"
    std::string comparisons(const Figures& figures) const {
        std::string out, former;
        for (const auto& baseline : evaluation::baselines()) {
            const auto* skill = figures.skill_against(baseline.baseline);
            if (!skill || skill->questions < evaluation::kFewQuestions) continue;
            const double difference = skill->score - skill->baseline_score;
            const std::string verdict = difference < 0 ? "better" : difference > 0 ? "worse" : "equal";
            const char* joint = former.empty() ? "answer.comma" : former == verdict ? "answer.and" : "answer.but";
            out += words_(joint) + words_("answer." + verdict, {against(figures, *skill)});
            former = verdict;
        }
        return out;
    }

    /// The name and the score of a baseline; where it does not exist for all forecasts, with the score on those for which it does.
    std::string against(const Figures& figures, const evaluation::SkillFigure& skill) const {
        const std::string name = words_("answer.against." + std::string(evaluation::slug(skill.baseline)));
        const std::string theirs = print_score(skill.baseline_score);
        if (skill.n == figures.events) return words_("answer.baseline", {name, theirs});
        return words_("answer.baseline_on", {name, theirs, print_score(skill.score), words_.count(skill.n)});
    }

    void confidence(const Section& section) {
        if (!section.confidence || section.overall.clusters < evaluation::kFewQuestions) return;
        const std::string text = confidence_sentence(words_, section.confidence);
        if (!text.empty()) sentence({plain(words_("answer.together", {text}))});
    }

    void second(const SecondLine& line) {
        sentence({plain(words_("answer.second", {words_.count(line.added), print_score(line.expected), print_score(line.best),
                                                 print_score(line.worst)}))});
    }

    const Report& report_;
    const Words& words_;
    Runs runs_;
    bool first_ = true;  // the first score in a paragraph says what its scale is
};

}  // namespace

std::vector<Runs> answer_of(const Report& report, const Words& words) { return Answer(report, words).write(); }

}  // namespace hindsight::report
