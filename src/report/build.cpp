// SPDX-License-Identifier: MIT
// Builds the report: evaluates, sorts statements into the year's lists, and computes the figures of each section.
#include "hindsight/report/build.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "hindsight/domain/notation.hpp"
#include "hindsight/evaluation/groups.hpp"
#include "report/lists.hpp"
#include "report/statement_lines.hpp"

namespace hindsight::report {

namespace {

using evaluation::BaselineScores;
using evaluation::count_facts;
using evaluation::CountFacts;
using evaluation::Evaluation;
using evaluation::Period;
using evaluation::Row;
using evaluation::RowSet;

Period period_of(const ReportRequest& request) { return {request.scope.years, request.year_by, request.as_of}; }

bool wants(const ReportRequest& request, const std::string& speaker) {
    const auto& by = request.scope.by;
    return by.empty() || std::find(by.begin(), by.end(), speaker) != by.end();
}

bool touches(const CountFacts& facts, const std::vector<int>& years) {
    const Period decided{years, evaluation::YearRule::decided, Instant::max()};
    return is_made(facts, decided) || is_due(facts, decided) || is_settled(facts, decided);
}

class Builder {
   public:
    Builder(const ReportRequest& request, const ReportInput& input)
        : request_(request), input_(input), period_(period_of(request)),
          evaluation_(evaluate(input.records, {request.policy, request.include_late, request.as_of},
                               input.outside)) {}

    Report build() {
        describe();
        classify();
        baselines_.resize(evaluation_.rows.size());
        fill(report_.predictions, StatementKind::prediction);
        fill(report_.claims, StatementKind::claim);
        report_.counts = report_.predictions.counts;
        report_.counts += report_.claims.counts;
        add_forecasts();
        sort_lists(report_);
        pick_calls(report_);
        collect_names(input_, report_);
        return std::move(report_);
    }

   private:
    struct Kind {
        Counts counts;
        RowSet scored, missing, settled;
    };

    Kind& kind_of(StatementKind kind) { return kind == StatementKind::prediction ? predictions_ : claims_; }

    void describe() {
        report_.scope = request_.scope;
        report_.year = period_.next() - 1;
        report_.year_by = request_.year_by;
        report_.policy = request_.policy;
        report_.include_late = request_.include_late;
        report_.as_of = request_.as_of;
        report_.head = input_.head;
        report_.version = input_.version;
        report_.reproducible = input_.reproducible;
        report_.given_clock_events = input_.given_clock_events;
    }

    /// Counts every statement, and makes the lines of those that the report lists.
    void classify() {
        std::unordered_set<std::string_view> full;
        settled_.resize(input_.records.size());
        missing_.resize(input_.records.size());
        for (std::size_t i = 0; i < input_.records.size(); ++i) {
            const StatementRecord& record = input_.records[i];
            if (!input_.outside.summaries.empty()) full.insert(record.statement.id);
            if (wants(request_, record.statement.speaker)) classify(i, record);
        }
        for (const auto& summary : input_.outside.summaries) {
            if (full.contains(summary.id) || !wants(request_, summary.speaker)) continue;
            kind_of(summary.kind).counts.add(count_facts(summary), period_);
        }
        collect_rows();
    }

    void classify(std::size_t place, const StatementRecord& record) {
        const auto facts = count_facts(record);
        kind_of(record.statement.kind).counts.add(facts, period_);
        settled_[place] = is_settled(facts, period_);
        missing_[place] = !settled_[place] && (is_overdue(facts, period_) || is_retracted(facts, period_));
        if (settled_[place]) {
            places_.emplace(place, report_.statements.size());
            report_.statements.push_back(line_of(record, request_.as_of));
            report_.statements.back().counted_by = std::string(evaluation_.links.counted_by(place));
            report_.statements.back().repetitions = evaluation_.links.repetitions(place);
        }
        list(record, facts);
    }

    void list(const StatementRecord& record, const CountFacts& facts) {
        const auto line = [&] {
            StatementLine made = line_of(record, request_.as_of);
            add_standing(record, made);
            return made;
        };
        if (is_awaited(facts, period_)) report_.overdue.push_back(line());
        if (is_due_next(facts, period_)) report_.due_next.push_back(line());
        if (is_retracted(facts, period_)) report_.retracted.push_back(line());
        if (is_not_resolvable(facts, period_)) report_.not_resolvable.push_back(line());
    }

    /// What the speaker says of a statement that is not settled.
    void add_standing(const StatementRecord& record, StatementLine& line) const {
        const auto* standing = record.standing_forecast(record.statement.speaker, request_.as_of);
        if (!standing || !record.statement.question) return;
        ForecastLine forecast;
        forecast.forecaster = record.statement.speaker;
        forecast.predictive = print_predictive(standing->forecast.predictive, *record.statement.question);
        forecast.made_at = standing->forecast.made_at;
        forecast.basis = standing->forecast.basis;
        forecast.phrase = standing->forecast.phrase;
        if (const auto event = named_event(standing->forecast.predictive)) forecast.probability = event->probability;
        line.forecasts.push_back(std::move(forecast));
    }

    void collect_rows() {
        for (std::uint32_t i = 0; i < evaluation_.rows.size(); ++i) {
            const Row& row = evaluation_.rows[i];
            Kind& kind = kind_of(evaluation_.record_of(row).statement.kind);
            if (settled_[row.statement]) {
                kind.settled.push_back(i);
                if (row.has_score()) kind.scored.push_back(i);
            } else if (missing_[row.statement]) {
                kind.missing.push_back(i);
            }
        }
    }

    void fill(Section& section, StatementKind which) {
        Kind& kind = kind_of(which);
        auto own = baseline_scores(evaluation_, kind.scored);
        for (const auto row : kind.scored) baselines_[row] = own[row];
        section.kind = which;
        section.counts = kind.counts;
        section.counts.scored = count_statements(kind.scored);
        for (const auto row : kind.settled) {
            if (!evaluation_.rows[row].has_score()) ++section.not_scored[std::string(evaluation_.rows[row].why())];
        }
        section.overall = figures(kind.scored, true);
        section.recorded_before = before(kind.scored, section.overall, true);
        section.second = second_line(evaluation_, kind.scored, kind.missing);
        section.calibration = calibration_of(evaluation_, kind.scored);
        section.coverage = coverage_of(evaluation_, kind.scored);
        add_forecasters(kind, section);
        section.by_tag = groups(kind.scored, evaluation::Dimension::tag);
        section.by_type = groups(kind.scored, evaluation::Dimension::type);
        section.by_horizon = groups(kind.scored, evaluation::Dimension::horizon);
    }

    std::size_t count_statements(const RowSet& rows) const {
        std::unordered_set<std::uint32_t> statements;
        for (const auto row : rows) statements.insert(evaluation_.rows[row].statement);
        return statements.size();
    }

    Figures figures(const RowSet& rows, bool intervals) const {
        return figures_of(evaluation_, rows, {intervals && request_.intervals, baselines_, {}});
    }

    /// The figures of what was recorded before the outcome was known.
    Figures before(const RowSet& rows, const Figures& all, bool intervals) const {
        if (all.recorded_late == 0) return all;
        RowSet early;
        for (const auto row : rows) {
            if (!evaluation_.rows[row].recorded_late) early.push_back(row);
        }
        return figures(early, intervals);
    }

    void add_forecasters(const Kind& kind, Section& section) {
        const evaluation::Dimension by[] = {evaluation::Dimension::forecaster};
        std::unordered_map<std::string_view, RowSet> missing;
        for (const auto row : kind.missing) missing[evaluation_.forecaster_of(evaluation_.rows[row])].push_back(row);
        for (const auto& group : group_by(evaluation_, kind.scored, by)) {
            PersonLine person;
            person.id = group.by.front().second;
            person.figures = figures(group.rows, true);
            person.recorded_before = before(group.rows, person.figures, false);
            person.second = second_line(evaluation_, group.rows, missing[person.id]);
            person.calibration = calibration_of(evaluation_, group.rows);
            section.forecasters.push_back(std::move(person));
        }
        rank(section.forecasters);
    }

    static void rank(std::vector<PersonLine>& people) {
        const auto mean = [](const PersonLine& p) { return p.figures.score(evaluation::rule::brier)->mean; };
        std::stable_sort(people.begin(), people.end(), [&](const PersonLine& a, const PersonLine& b) {
            if (a.figures.ranked() != b.figures.ranked()) return a.figures.ranked();
            if (a.figures.ranked()) return mean(a) < mean(b);
            return a.figures.n > b.figures.n;
        });
        for (std::size_t i = 0; i < people.size() && people[i].figures.ranked(); ++i) {
            const bool tie = i > 0 && mean(people[i]) == mean(people[i - 1]);
            people[i].rank = tie ? people[i - 1].rank : i + 1;
        }
    }

    std::vector<GroupLine> groups(const RowSet& rows, evaluation::Dimension dimension) const {
        const evaluation::Dimension by[] = {dimension};
        std::vector<GroupLine> out;
        for (const auto& group : group_by(evaluation_, rows, by)) {
            out.push_back({group.by.front().second, figures(group.rows, true)});
        }
        return out;
    }

    void add_forecasts() {
        for (const Kind* kind : {&predictions_, &claims_}) {
            for (const auto i : kind->settled) {
                const Row& row = evaluation_.rows[i];
                StatementLine& line = report_.statements[places_.at(row.statement)];
                line.forecasts.push_back(forecast_line(evaluation_, row, &baselines_[i]));
            }
        }
        for (auto& line : report_.statements) sort_forecasts(line);
    }

    const ReportRequest& request_;
    const ReportInput& input_;
    Period period_;
    Evaluation evaluation_;
    Report report_;
    Kind predictions_, claims_;
    std::vector<bool> settled_, missing_;
    std::unordered_map<std::size_t, std::size_t> places_;  // of records among the statements of the report
    std::vector<BaselineScores> baselines_;
};

}  // namespace

std::vector<std::string> needed_records(const ReportRequest& request, const evaluation::Outside& outside) {
    std::vector<std::string> ids;
    const Period period = period_of(request);
    for (const auto& summary : outside.summaries) {
        const auto facts = count_facts(summary);
        const bool listed = facts.retracted || is_overdue(facts, period) || is_due_next(facts, period);
        if (touches(facts, request.scope.years) || (listed && wants(request, summary.speaker))) ids.push_back(summary.id);
    }
    return ids;
}

Report build_report(const ReportRequest& request, const ReportInput& input) { return Builder(request, input).build(); }

}  // namespace hindsight::report
