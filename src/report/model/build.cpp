// SPDX-License-Identifier: MIT
// Builds the report: evaluates, makes the lines of its lists, and has the figures of each section computed.
#include "hindsight/report/build.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "hindsight/base/parallel.hpp"
#include "report/model/lists.hpp"
#include "report/model/selection.hpp"
#include "report/model/statement_lines.hpp"
#include "report/model/variants.hpp"

namespace hindsight::report {

namespace {

using evaluation::count_facts;
using evaluation::CountFacts;
using evaluation::Evaluation;
using evaluation::Period;
using evaluation::Row;

Period period_of(const ReportRequest& request) { return {request.scope.years, request.year_by, request.as_of}; }

bool touches(const CountFacts& facts, const std::vector<int>& years) {
    const Period decided{years, evaluation::YearRule::decided, Instant::max()};
    return is_made(facts, decided) || is_due(facts, decided) || is_settled(facts, decided);
}

class Builder {
   public:
    Builder(const ReportRequest& request, const ReportInput& input)
        : request_(request), input_(input), period_(period_of(request)),
          evaluation_(evaluate(input.records, {request.policy, request.include_late, request.as_of}, input.outside)),
          selection_(request.scope, input, evaluation_), maker_(evaluation_, request.intervals) {}

    Report build() {
        describe();
        const auto predictions = selection_.rows(StatementKind::prediction, period_);
        const auto claims = selection_.rows(StatementKind::claim, period_);
        const bool only_claims = predictions.scored.empty() && !claims.scored.empty();
        report_.compared = only_claims ? StatementKind::claim : StatementKind::prediction;
        Tasks tasks;  // each fills members of its own
        tasks.add([&] {
            report_.predictions = maker_.section(StatementKind::prediction, predictions);
            report_.claims = maker_.section(StatementKind::claim, claims);
        });
        tasks.add([&] { compare_policies(predictions, claims); });
        tasks.add([&] { add_development(); });
        tasks.add([&] { add_lists(); });
        tasks.run();
        add_forecasts(predictions);
        add_forecasts(claims);
        report_.predictions.revisions = std::move(revisions_[0]);
        report_.claims.revisions = std::move(revisions_[1]);
        report_.counts = report_.predictions.counts;
        report_.counts += report_.claims.counts;
        for (auto& line : report_.statements) sort_forecasts(line);
        sort_lists(report_);
        pick_calls(report_);
        add_condition_types(input_, report_);
        collect_names(input_, report_);
        return std::move(report_);
    }

   private:
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

    void add_lists() {
        for (const auto& statement : selection_.statements()) {
            if (statement.record) list(*statement.record, statement.facts);
        }
    }

    void list(std::uint32_t place, const CountFacts& facts) {
        const StatementRecord& record = input_.records[place];
        const auto line = [&] {
            StatementLine made = line_in_chain(record, place);
            add_standing(record, made);
            return made;
        };
        if (is_settled(facts, period_)) {
            places_.emplace(place, report_.statements.size());
            report_.statements.push_back(line_in_chain(record, place));
        }
        if (is_awaited(facts, period_)) report_.overdue.push_back(line());
        if (is_due_next(facts, period_)) report_.due_next.push_back(line());
        if (is_retracted(facts, period_)) report_.retracted.push_back(line());
        if (is_not_resolvable(facts, period_)) report_.not_resolvable.push_back(line());
    }

    StatementLine line_in_chain(const StatementRecord& record, std::uint32_t place) const {
        StatementLine line = line_of(record, request_.as_of);
        line.counted_by = std::string(evaluation_.links.counted_by(place));
        line.repetitions = evaluation_.links.repetitions(place);
        return line;
    }

    /// What the speaker, or the person whom the report is about, says of a statement that is not settled.
    void add_standing(const StatementRecord& record, StatementLine& line) const {
        const std::string& who = request_.scope.person.empty() ? record.statement.speaker : request_.scope.person;
        const auto* standing = record.standing_forecast(who, request_.as_of);
        if (!standing || !record.statement.question) return;
        line.forecasts.push_back(standing_line(*standing, *record.statement.question));
        const auto own = [&](const ForecastRecord& f) { return f.forecast.forecaster == who; };
        line.forecasts.back().forecasts = static_cast<std::size_t>(std::count_if(record.forecasts.begin(), record.forecasts.end(), own));
    }

    void add_forecasts(const KindRows& rows) {
        Histories histories;
        for (const auto i : rows.settled) {
            const Row& row = evaluation_.rows[i];
            auto& forecasts = report_.statements[places_.at(row.statement)].forecasts;
            const auto who = evaluation_.forecaster_of(row);
            const bool told = !forecasts.empty() && forecasts.back().forecaster == who;  // with `every` a person has many lines
            forecasts.push_back(forecast_line(evaluation_, row, &maker_.baselines(i)));
            if (!told && (row.forecasts_made > 1 || row.forecast->withdrawn)) {
                forecasts.back().history = histories.of(evaluation_.record_of(row), forecasts.back().forecaster);
            }
        }
    }

    /// Changes of mind, which need the policies `first` and `last`, and the sensitivity table, which takes their evaluations where it
    /// can. They are let go again: they are large.
    void compare_policies(const KindRows& predictions, const KindRows& claims) {
        auto options = evaluation_.options;
        options.policy = evaluation::Policy::first;
        const Evaluation first = evaluate(input_.records, options, input_.outside);
        options.policy = evaluation::Policy::last;
        std::optional<Evaluation> other;
        if (request_.policy != evaluation::Policy::last) other = evaluate(input_.records, options, input_.outside);
        const Evaluation& last = other ? *other : evaluation_;
        revisions_[0] = revisions_between(first, last, selection_.rows_on(last, predictions));
        revisions_[1] = revisions_between(first, last, selection_.rows_on(last, claims));
        const KindRows& compared = report_.compared == StatementKind::claim ? claims : predictions;
        const Evaluation* made[] = {&evaluation_, &first, &last};
        report_.sensitivity = sensitivity(input_.records, variants(request_, evaluation_, compared.scored), input_.outside, made,
                                          [&](const Evaluation& evaluation, const Row& row) { return selection_.in_scoreboard(report_.compared, evaluation, row); });
    }

    void add_development() {
        const auto years = request_.scope.years.empty() ? selection_.years(report_.compared, request_.as_of) : request_.scope.years;
        if (years.size() < 2) return;
        SectionMaker maker(evaluation_, request_.intervals);  // whose baselines are those of the year
        for (const int year : years) {
            const Period period{{year}, request_.year_by, request_.as_of};
            report_.development.push_back(maker.year(year, selection_.rows(report_.compared, period)));
        }
    }

    const ReportRequest& request_;
    const ReportInput& input_;
    Period period_;
    Evaluation evaluation_;
    Selection selection_;
    SectionMaker maker_;
    Report report_;
    std::array<RevisionSummary, 2> revisions_;  // of predictions and claims
    std::unordered_map<std::size_t, std::size_t> places_;  // of records among the statements of the report
};

/// Whether the report lists a statement, or its second lines need it, of whatever year it is.
bool is_listed(const CountFacts& facts, const ReportRequest& request) {
    if (facts.retracted || is_due_next(facts, period_of(request))) return true;
    const auto& years = request.scope.years;
    return std::any_of(years.begin(), years.end(), [&](int year) { return is_overdue(facts, {{year}, request.year_by, request.as_of}); });
}

}  // namespace

std::vector<std::string> needed_records(const ReportRequest& request, const evaluation::Outside& outside) {
    std::vector<std::string> ids;
    const bool all = request.scope.years.empty() || !request.scope.person.empty();  // whom it is about, summaries do not know
    for (const auto& summary : outside.summaries) {
        const auto facts = count_facts(summary);
        const bool listed = wants_speaker(request.scope, summary.speaker) && is_listed(facts, request);
        if (all || listed || touches(facts, request.scope.years)) ids.push_back(summary.id);
    }
    return ids;
}

Report build_report(const ReportRequest& request, const ReportInput& input) { return Builder(request, input).build(); }

}  // namespace hindsight::report
