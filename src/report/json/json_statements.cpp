// SPDX-License-Identifier: MIT
// Statements and forecasts as JSON.
#include "report/json/json.hpp"

#include "hindsight/domain/notation.hpp"
#include "hindsight/evaluation/score_record.hpp"

namespace hindsight::report {

using evaluation::number_or_null;

namespace {

Json types_json(const std::vector<TypeScoreLine>& types) {
    Json out = Json::object();
    for (const auto& type : types) out.set(type.unit.empty() ? type.rule : type.rule + ":" + type.unit, type.value);
    return out;
}

Json history_json(const std::vector<HistoryPoint>& history) {
    Json out = Json::array();
    for (const auto& point : history) {
        Json entry = Json::object();
        entry.set("at", print_instant_short(point.made));
        entry.set("withdrawn", point.withdrawn);
        entry.set("forecast", text_or_null(point.predictive));
        entry.set("probability", number_or_null(point.probability));
        if (point.low) entry.set("low", *point.low);
        if (point.high) entry.set("high", *point.high);
        if (!point.reason.empty()) entry.set("reason", point.reason);
        out.push(std::move(entry));
    }
    return out;
}

Json baselines_json(const std::map<std::string, double>& baselines) {
    Json out = Json::object();
    for (const auto& [baseline, brier] : baselines) out.set(baseline, brier);
    return out;
}

Json forecast_json(const ForecastLine& line) {
    Json out = Json::object();
    out.set("forecaster", line.forecaster);
    out.set("predictive", line.predictive_json);
    out.set("forecast", line.predictive);
    out.set("made_at", line.made_at == When{} ? Json() : Json(print_when(line.made_at)));
    out.set("basis", slug(line.basis));
    if (!line.phrase.empty()) out.set("phrase", line.phrase);
    if (!line.reason.empty()) out.set("reason", line.reason);
    out.set("forecasts", line.forecasts);
    out.set("probability", number_or_null(line.probability));
    out.set("observed", number_or_null(line.observed));
    out.set("brier", number_or_null(line.brier));
    out.set("log", number_or_null(line.log));
    out.set("type_scores", types_json(line.types));
    if (!line.baseline_brier.empty()) out.set("baseline_brier", baselines_json(line.baseline_brier));
    out.set("not_scored", text_or_null(line.not_scored));
    if (!line.event_not_scored.empty()) out.set("event_not_scored", line.event_not_scored);
    if (line.coverage) out.set("coverage", *line.coverage);
    out.set("recorded_late", line.recorded_late);
    if (!line.history.empty()) out.set("history", history_json(line.history));
    return out;
}

Json evidence_json(const std::vector<Evidence>& evidence) {
    Json out = Json::array();
    for (const auto& item : evidence) {
        Json entry = Json::object();
        entry.set("url", item.url);
        entry.set("title", item.title);
        entry.set("date", item.date);
        entry.set("note", item.note);
        if (!item.sureness.empty()) entry.set("sureness", item.sureness);
        out.push(std::move(entry));
    }
    return out;
}

Json raters_json(const std::vector<RaterLine>& raters) {
    Json out = Json::array();
    for (const auto& rater : raters) {
        Json entry = Json::object();
        entry.set("by", rater.resolver);
        entry.set("outcome", rater.outcome);
        entry.set("decided_on", print_when(rater.decided_on));
        entry.set("confidence", text_or_null(rater.confidence));
        entry.set("agrees", rater.agrees);
        out.push(std::move(entry));
    }
    return out;
}

Json list_json(const std::vector<std::string>& texts) {
    Json out = Json::array();
    for (const auto& text : texts) out.push(text);
    return out;
}

Json amendments_json(const std::vector<AmendmentLine>& amendments) {
    Json out = Json::array();
    for (const auto& amendment : amendments) {
        Json entry = Json::object();
        entry.set("at", print_instant_short(amendment.at));
        entry.set("reason", amendment.reason);
        entry.set("text_before", texts_json(amendment.before));
        entry.set("criteria_before", text_or_null(amendment.criteria));
        entry.set("due_before", when_or_null(amendment.due));
        entry.set("closes_before", when_or_null(amendment.closes));
        entry.set("tags_before", list_json(amendment.tags));
        out.push(std::move(entry));
    }
    return out;
}

Json conditions_json(const StatementLine& line) {
    Json out = Json::array();
    for (const auto& condition : line.conditions) {
        out.push(Json(Json::Object{{"statement", condition.statement}, {"outcome", condition.outcome}}));
    }
    return out;
}

void set_wording(Json& out, const StatementLine& line) {
    out.set("text", texts_json(line.text));
    if (!line.quote.empty()) out.set("quote", line.quote);
    if (!line.strength.empty()) out.set("strength", line.strength);
    out.set("source", text_or_null(line.source));
    if (!line.locator.empty()) out.set("locator", line.locator);
    out.set("tags", list_json(line.tags));
    out.set("amendments", amendments_json(line.amendments));
}

Json statement_json(const StatementLine& line) {
    const ForecastLine none;
    const ForecastLine& first = line.forecasts.empty() ? none : line.forecasts.front();
    Json out = Json::object();
    out.set("id", line.id);
    out.set("kind", slug(line.kind));
    out.set("status", slug(line.status));
    out.set("type", line.type ? Json(slug(*line.type)) : Json());
    out.set("speaker", line.speaker);
    out.set("said_on", print_day(line.said_on));
    out.set("due", when_or_null(line.due));
    out.set("decided_on", when_or_null(line.decided_on));
    out.set("forecaster", text_or_null(first.forecaster));
    out.set("forecast", text_or_null(first.predictive));
    out.set("probability", number_or_null(first.probability));
    out.set("outcome", line.outcome_json);
    out.set("outcome_text", text_or_null(line.outcome));
    if (line.observed_value) out.set("observed_value", *line.observed_value);
    out.set("observed", number_or_null(first.observed));
    out.set("brier", number_or_null(first.brier));
    out.set("log", number_or_null(first.log));
    out.set("type_scores", types_json(first.types));
    out.set("not_scored", text_or_null(first.not_scored));
    out.set("recorded_late", line.recorded_late());
    if (!line.annulled.empty()) out.set("annulled", line.annulled);
    if (line.retracted) out.set("retracted", *line.retracted);
    if (line.retracted_on) out.set("retracted_on", print_when(*line.retracted_on));
    if (!line.conditions.empty()) out.set("conditions", conditions_json(line));
    if (!line.counted_by.empty()) out.set("counted_by", line.counted_by);
    out.set("repetitions", line.repetitions);
    set_wording(out, line);
    if (!line.unit.empty()) out.set("unit", line.unit);
    if (line.log_scale) out.set("scale", "log");
    if (!line.options.empty()) out.set("options", list_json(line.options));
    if (!line.criteria.empty()) out.set("criteria", line.criteria);
    if (!line.notes.empty()) out.set("notes", line.notes);
    out.set("resolver", text_or_null(line.resolver));
    out.set("confidence", text_or_null(line.confidence));
    if (line.resolution_recorded) out.set("resolution_recorded_at", print_instant_short(*line.resolution_recorded));
    if (!line.note.empty()) out.set("note", line.note);
    out.set("evidence", evidence_json(line.evidence));
    out.set("raters", raters_json(line.raters));
    Json forecasts = Json::array();
    for (const auto& forecast : line.forecasts) forecasts.push(forecast_json(forecast));
    out.set("forecasts", std::move(forecasts));
    return out;
}

}  // namespace

Json statements_json(const std::vector<StatementLine>& lines) {
    Json out = Json::array();
    for (const auto& line : lines) out.push(statement_json(line));
    return out;
}

}  // namespace hindsight::report
