// SPDX-License-Identifier: MIT
// The first paragraph: what the figures say, in sentences.
#include <utility>

#include "report/layout.hpp"

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
        const std::string n = print_count(report_.overdue.size());
        sentence({plain(report_.overdue.empty() ? words_("answer.nothing_overdue") : words_("answer.overdue", {n}))});
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
        const std::string year = std::to_string(report_.year);
        const bool silent = section.kind == StatementKind::claim && section.counts.made == 0 && section.counts.due == 0;
        if (section.counts.resolved == 0 && silent) return;
        if (section.counts.resolved == 0) {
            sentence({plain(words_("answer.none." + kind, {year}))});
            return;
        }
        const std::string rule(evaluation::slug(report_.year_by));
        const std::string count = words_.count(kind, section.counts.resolved);
        sentence({plain(words_("answer.settled." + rule, {count, year, print_count(section.counts.scored)}))});
        std::size_t named = 0;
        first_ = true;
        for (const auto& line : section.forecasters) {
            if (named == kNamed || !line.figures.score(evaluation::rule::brier)) continue;
            person(line);
            ++named;
        }
        if (section.second && section.second->added > 0) second(*section.second);
    }

    void person(const PersonLine& line) {
        const auto* brier = line.figures.score(evaluation::rule::brier);
        const std::string questions = words_.count("question", line.figures.questions);
        Runs runs{strong(words_.name(line.id)), plain(words_(first_ ? "answer.scored_first" : "answer.scored", {print_score(brier->mean), questions}))};
        first_ = false;
        if (brier->ci90) {
            const std::string low = print_score((*brier->ci90)[0]), high = print_score((*brier->ci90)[1]);
            runs.push_back(plain(words_(brier->rough() ? "answer.rough_interval" : "answer.interval", {low, high})));
        }
        if (line.figures.questions < evaluation::kFewQuestions) {
            runs.push_back(plain(words_("answer.few")));
        } else {
            compare(line.figures, evaluation::Baseline::even, runs);
            compare(line.figures, evaluation::Baseline::base_rate, runs);
        }
        runs.push_back(plain(words_("answer.stop")));
        sentence(std::move(runs));
    }

    void compare(const Figures& figures, evaluation::Baseline baseline, Runs& runs) const {
        const auto* skill = figures.skill_against(baseline);
        if (!skill || skill->n == 0) return;
        const double difference = skill->score - skill->baseline_score;
        const char* verdict = difference < 0 ? "answer.better" : difference > 0 ? "answer.worse" : "answer.equal";
        const std::string against = words_("answer.against." + std::string(evaluation::slug(baseline)));
        runs.push_back(plain(words_(verdict, {against, print_score(skill->baseline_score)})));
    }

    void second(const SecondLine& line) {
        sentence({plain(words_("answer.second", {print_count(line.added), print_score(line.expected), print_score(line.best),
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
