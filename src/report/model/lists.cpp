// SPDX-License-Identifier: MIT
// Orders the lists of a report and gathers what they refer to.
#include "report/model/lists.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "report/statements/verdict.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kCalls = 5;  // best and worst ones shown

/// Orders pointers and moves each line once: lines are heavy.
template <class Key>
void sort_by(std::vector<StatementLine>& lines, Key key) {
    std::vector<StatementLine*> order;
    order.reserve(lines.size());
    for (auto& line : lines) order.push_back(&line);
    std::sort(order.begin(), order.end(), [&](const StatementLine* a, const StatementLine* b) {
        if (a->kind != b->kind) return a->kind == StatementKind::prediction;
        return key(*a) != key(*b) ? key(*a) < key(*b) : a->id < b->id;
    });
    std::vector<StatementLine> sorted;
    sorted.reserve(lines.size());
    for (auto* line : order) sorted.push_back(std::move(*line));
    lines = std::move(sorted);
}

/// By Brier score; of time-weighted scores, which are smaller the shorter a forecast stood, by what was lost against even odds.
std::vector<Call> extreme(const Report& report, std::vector<Call> calls, double sign) {
    const bool weighted = report.policy == evaluation::Policy::time_weighted;
    const auto loss = [&](const Call& c) {
        const auto& forecast = report.statements[c.statement].forecasts[c.forecast];
        return weighted ? -*gain_of(forecast) : evaluation::comparable(*forecast.brier);
    };
    std::stable_sort(calls.begin(), calls.end(), [&](const Call& a, const Call& b) { return sign * loss(a) < sign * loss(b); });
    if (calls.size() > kCalls) calls.resize(kCalls);
    return calls;
}

/// Looks up what lines refer to.
class Collector {
   public:
    Collector(const ReportInput& input, const CredenceTable& credence, Report& report) : credence_(credence), report_(report) {
        for (const auto& person : input.persons) persons_.emplace(person.id, &person);
        for (const auto& source : input.sources) sources_.emplace(source.id, &source);
    }

    void name(const std::string& id) {
        const auto it = persons_.find(id);
        if (it != persons_.end()) report_.names.emplace(id, it->second->name);
    }

    void add(const StatementLine& line) {
        name(line.speaker);
        for (const auto& rater : line.raters) name(rater.resolver);
        for (const auto& forecast : line.forecasts) {
            name(forecast.forecaster);
            if (forecast.basis == Basis::imputed) add_phrase(forecast.phrase);
        }
        const auto source = sources_.find(line.source);
        if (source != sources_.end()) report_.sources.emplace(line.source, *source->second);
    }

   private:
    void add_phrase(const std::string& phrase) {
        if (!phrases_.insert(phrase).second) return;
        if (const auto p = credence_of(credence_, phrase)) report_.credence.emplace_back(phrase, *p);
    }

    const CredenceTable& credence_;
    Report& report_;
    std::unordered_map<std::string_view, const Person*> persons_;
    std::unordered_map<std::string_view, const Source*> sources_;
    std::set<std::string> phrases_;
};

}  // namespace

void sort_lists(Report& report) {
    const auto decided = [](const StatementLine& s) { return s.decided_on ? s.decided_on->at : Instant::max(); };
    const auto due = [](const StatementLine& s) { return s.due ? s.due->at : Instant::max(); };
    const auto said = [](const StatementLine& s) { return s.said_on; };
    sort_by(report.statements, decided);
    sort_by(report.overdue, due);
    sort_by(report.due_next, due);
    sort_by(report.retracted, said);
    sort_by(report.not_resolvable, said);
}

void pick_calls(Report& report) {
    std::vector<Call> better, worse;
    for (std::size_t i = 0; i < report.statements.size(); ++i) {
        const auto& forecasts = report.statements[i].forecasts;
        for (std::size_t j = 0; j < forecasts.size(); ++j) {
            const auto gain = gain_of(forecasts[j]);
            if (!gain || verdict_of(forecasts[j]) == Verdict::half) continue;  // half right is neither
            if (*gain > 0) better.push_back({i, j});
            if (*gain < 0) worse.push_back({i, j});
        }
    }
    report.best = extreme(report, std::move(better), 1);
    report.worst = extreme(report, std::move(worse), -1);
}

void add_condition_types(const ReportInput& input, Report& report) {
    std::unordered_map<std::string_view, std::vector<ConditionLine*>> conditions;
    for (auto* list : {&report.statements, &report.overdue, &report.due_next, &report.retracted, &report.not_resolvable}) {
        for (auto& line : *list) {
            for (auto& condition : line.conditions) conditions[condition.statement].push_back(&condition);
        }
    }
    const auto give = [&](const std::string& id, const std::optional<QuestionType>& type) {
        const auto found = conditions.find(id);
        if (found == conditions.end() || !type) return;
        for (auto* condition : found->second) condition->type = type;
    };
    if (conditions.empty()) return;
    for (const auto& record : input.records) give(record.statement.id, record.statement.question ? std::optional(record.statement.question->type) : std::nullopt);
    for (const auto& summary : input.outside.summaries) give(summary.id, summary.type);
}

void collect_names(const ReportInput& input, Report& report) {
    Collector collector(input, input.credence, report);
    for (const auto* list : {&report.statements, &report.overdue, &report.due_next, &report.retracted, &report.not_resolvable}) {
        for (const auto& line : *list) collector.add(line);
    }
    for (const auto* section : {&report.predictions, &report.claims}) {
        for (const auto& person : section->forecasters) collector.name(person.id);
    }
    for (const auto& year : report.development) {
        for (const auto& person : year.forecasters) collector.name(person.id);
    }
    for (const auto& scores : report.sensitivity) {
        for (const auto& person : scores.people) collector.name(person.forecaster);
    }
    for (const auto& id : report.scope.by) collector.name(id);
    collector.name(report.scope.person);
    std::sort(report.credence.begin(), report.credence.end());
}

}  // namespace hindsight::report
