// SPDX-License-Identifier: MIT
// Copies what a reader wants to know of a statement out of its record.
#include "report/model/statement_lines.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "hindsight/domain/notation.hpp"
#include "hindsight/evaluation/agreement.hpp"

namespace hindsight::report {

namespace {

std::string print_verdict(const Resolution& resolution, const Question& question) {
    if (const auto* annulled = resolution.annulled()) return "annulled: " + annulled->reason;
    return print_outcome(*resolution.outcome(), question);
}

void add_question(const Question& question, StatementLine& line) {
    line.type = question.type;
    line.unit = question.unit;
    line.criteria = question.criteria;
    line.notes = question.notes;
    line.closes = question.closes;
    line.due = question.due;
    line.log_scale = question.scale == Scale::log;
    line.options = question.options;
}

void add_raters(const StatementRecord& record, const Question& question, StatementLine& line) {
    for (const auto* rating : record.ratings()) {
        const Resolution& resolution = rating->resolution;
        line.raters.push_back({resolution.resolver, print_verdict(resolution, question), resolution.decided_on, resolution.confidence,
                               evaluation::same_verdict(resolution, record.scored_resolution()->resolution)});
    }
}

void add_resolution(const StatementRecord& record, const Question& question, StatementLine& line) {
    add_raters(record, question, line);
    if (record.annulled_by_condition()) {
        line.annulled = kConditionNotMet;
        line.decided_on = record.condition.decided;
        return;
    }
    const auto* scored = record.scored_resolution();
    if (!scored) return;
    const Resolution& resolution = scored->resolution;
    line.decided_on = resolution.decided_on;
    line.resolver = resolution.resolver;
    line.resolution_recorded = scored->recorded;
    line.confidence = resolution.confidence;
    line.note = resolution.note;
    line.evidence = resolution.evidence;
    if (const auto* annulled = resolution.annulled()) {
        line.annulled = annulled->reason;
    } else {
        line.outcome = print_outcome(*resolution.outcome(), question);
        line.outcome_json = outcome_to_json(*resolution.outcome(), question);
        if (const auto* observed = std::get_if<Observed>(resolution.outcome())) line.observed_value = observed->value;
    }
}

AmendmentLine amendment_line(const Amendment& amendment) {
    AmendmentLine line{amendment.at, amendment.reason, amendment.before.text};
    line.tags = amendment.before.tags;
    if (const auto& question = amendment.before.question) {
        line.criteria = question->criteria;
        line.due = question->due;
        line.closes = question->closes;
    }
    return line;
}

}  // namespace

StatementLine line_of(const StatementRecord& record, Instant as_of) {
    const Statement& statement = record.statement;
    StatementLine line;
    line.id = statement.id;
    line.kind = statement.kind;
    line.status = status(record, as_of);
    line.speaker = statement.speaker;
    line.said_on = statement.said_on;
    line.text = statement.text;
    line.quote = statement.quote;
    line.source = statement.source;
    line.locator = statement.locator;
    line.strength = statement.strength;
    line.tags = statement.tags;
    if (statement.question) {
        add_question(*statement.question, line);
        add_resolution(record, *statement.question, line);
    }
    if (const auto event = evaluation::speakers_event(record)) {
        line.low = event->low;
        line.high = event->high;
    }
    for (const auto& amendment : record.amendments) line.amendments.push_back(amendment_line(amendment));
    if (record.retraction) {
        line.retracted = record.retraction->reason;
        line.retracted_on = record.retraction->on;
    }
    for (const auto& link : statement.links) {
        if (link.kind == LinkKind::conditional_on) line.conditions.push_back({link.statement, link.outcome});
    }
    return line;
}

ForecastLine forecast_line(const evaluation::Evaluation& evaluation, const evaluation::Row& row,
                           const evaluation::BaselineScores* baselines) {
    const StatementRecord& record = evaluation.record_of(row);
    const Question& question = *record.statement.question;
    const Forecast& forecast = row.forecast->forecast;
    ForecastLine line;
    line.forecaster = std::string(evaluation.forecaster_of(row));
    line.predictive = print_predictive(forecast.predictive, question);
    line.predictive_json = predictive_to_json(forecast.predictive, question);
    line.made_at = forecast.made_at;
    line.basis = forecast.basis;
    line.phrase = forecast.phrase;
    line.reason = forecast.reason;
    line.forecasts = row.forecasts_made;
    line.recorded_late = row.recorded_late;
    line.not_scored = std::string(row.why());
    line.probability = row.score.probability;
    if (const auto event = named_event(forecast.predictive)) std::tie(line.low, line.high) = std::pair(event->low, event->high);
    if (!row.gap.empty()) return line;
    line.observed = row.score.observed;
    if (row.score.event) {
        line.brier = row.score.event->brier;
        line.log = row.score.event->log;
    } else if (row.score.event_gap != evaluation::gap::no_event) {
        line.event_not_scored = std::string(row.score.event_gap);
    }
    for (const auto& type : row.score.type_scores()) {
        line.types.push_back({std::string(type.rule), std::string(evaluation::unit_of(type.rule, question)), type.value});
    }
    if (evaluation.options.policy == evaluation::Policy::time_weighted) line.coverage = row.coverage;
    if (!baselines) return line;
    for (const auto& info : evaluation::baselines()) {
        if (const auto& score = (*baselines)[info.baseline]) line.baseline_brier[std::string(info.slug)] = score->brier;
    }
    return line;
}

ForecastLine standing_line(const ForecastRecord& standing, const Question& question) {
    const Forecast& forecast = standing.forecast;
    ForecastLine line;
    line.forecaster = forecast.forecaster;
    line.predictive = print_predictive(forecast.predictive, question);
    line.made_at = forecast.made_at;
    line.basis = forecast.basis;
    line.phrase = forecast.phrase;
    if (const auto event = named_event(forecast.predictive)) line.probability = event->probability;
    return line;
}

namespace {

void describe(const ForecastRecord& forecast, const Question& question, HistoryPoint& point) {
    point.predictive = print_predictive(forecast.forecast.predictive, question);
    const auto event = named_event(forecast.forecast.predictive);
    if (!event) return;
    point.probability = event->probability;
    point.low = event->low;
    point.high = event->high;
}

using Track = std::vector<const ForecastRecord*>;

/// `left` is what stands again, or null.
HistoryPoint withdrawal(const ForecastRecord& withdrawn, const ForecastRecord* left, const Question& question) {
    HistoryPoint point;
    point.made = *withdrawn.withdrawn;
    point.reason = withdrawn.withdrawal_reason;
    point.withdrawn = true;
    if (left) describe(*left, question, point);
    return point;
}

/// The withdrawals of forecasts that stood, in one pass over time: what was withdrawn by then leaves the top of a stack.
void add_withdrawals(const Track& track, const Question& question, std::vector<HistoryPoint>& points) {
    Track withdrawn, standing;
    std::copy_if(track.begin(), track.end(), std::back_inserter(withdrawn), [](const ForecastRecord* f) { return f->withdrawn.has_value(); });
    std::stable_sort(withdrawn.begin(), withdrawn.end(), [](const auto* a, const auto* b) { return *a->withdrawn < *b->withdrawn; });
    const auto drop = [&](Instant by) {
        while (!standing.empty() && standing.back()->withdrawn && *standing.back()->withdrawn <= by) standing.pop_back();
    };
    auto next = track.begin();
    for (const auto* forecast : withdrawn) {
        const Instant at = *forecast->withdrawn;
        for (; next != track.end() && (*next)->made <= at; ++next) standing.push_back(*next);
        drop(at - Instant::duration{1});
        if (standing.empty() || standing.back() != forecast) continue;
        drop(at);
        points.push_back(withdrawal(*forecast, standing.empty() ? nullptr : standing.back(), question));
    }
}

}  // namespace

std::vector<HistoryPoint> Histories::of(const StatementRecord& record, std::string_view forecaster) {
    if (record_ != &record) {
        tracks_.clear();
        for (const auto& forecast : record.forecasts) tracks_[forecast.forecast.forecaster].push_back(&forecast);
        record_ = &record;
    }
    const auto& track = tracks_[forecaster];
    const Question& question = *record.statement.question;
    std::vector<HistoryPoint> points;
    for (const auto* forecast : track) {
        HistoryPoint point;
        point.made = forecast->made;
        point.reason = forecast->forecast.reason;
        describe(*forecast, question, point);
        points.push_back(std::move(point));
    }
    add_withdrawals(track, question, points);
    std::stable_sort(points.begin(), points.end(), [](const HistoryPoint& a, const HistoryPoint& b) { return a.made < b.made; });
    return points;
}

void sort_forecasts(StatementLine& line) {
    std::stable_sort(line.forecasts.begin(), line.forecasts.end(), [&](const ForecastLine& a, const ForecastLine& b) {
        const bool a_speaks = a.forecaster == line.speaker;
        const bool b_speaks = b.forecaster == line.speaker;
        return a_speaks != b_speaks ? a_speaks : a.forecaster < b.forecaster;
    });
}

}  // namespace hindsight::report
