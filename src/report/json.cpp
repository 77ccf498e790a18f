// SPDX-License-Identifier: MIT
// The report as JSON: the stable contract, with more beside it.
#include <algorithm>

#include "hindsight/domain/notation.hpp"
#include "hindsight/evaluation/score_record.hpp"
#include "hindsight/report/formats.hpp"

namespace hindsight::report {

namespace {

using evaluation::number_or_null;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json when_or_null(const std::optional<When>& when) { return when ? Json(print_when(*when)) : Json(); }

Json texts_json(const Texts& texts) {
    Json out = Json::object();
    for (const auto& [language, text] : texts) out.set(language, text);
    return out;
}

Json head_json(const RecordHead& head) {
    Json out = Json::object();
    out.set("origin", head.origin);
    out.set("size", head.size);
    out.set("root", head.root);
    return out;
}

Json counts_json(const Counts& counts) {
    Json out = Json::object();
    out.set("made", counts.made);
    out.set("due", counts.due);
    out.set("resolved", counts.resolved);
    out.set("scored", counts.scored);
    out.set("annulled", counts.annulled);
    out.set("retracted", counts.retracted);
    out.set("overdue", counts.overdue);
    out.set("open", counts.open);
    out.set("not_resolvable", counts.not_resolvable);
    return out;
}

void set_figures(Json& out, const Figures& figures) {
    out.set("n", figures.n);
    out.set("questions", figures.questions);
    out.set("scores", evaluation::scores_json(figures.scores, true));
    out.set("skill", evaluation::skill_json(figures.skill));
    out.set("hit_rate", number_or_null(figures.hit_rate));
    out.set("mean_probability", number_or_null(figures.mean_probability));
    out.set("mean_observed", number_or_null(figures.mean_observed));
    out.set("fractions", figures.fractions);
    out.set("recorded_late", figures.recorded_late);
    out.set("imputed", figures.imputed);
    if (figures.coverage) out.set("coverage", *figures.coverage);
}

Json figures_json(const Figures& figures) {
    Json out = Json::object();
    set_figures(out, figures);
    return out;
}

Json second_json(const std::optional<SecondLine>& line) {
    if (!line) return {};
    Json out = Json::object();
    out.set("events", line->resolved);
    out.set("added", line->added);
    out.set("base_rate", line->base_rate);
    out.set("expected_brier", line->expected);
    out.set("best_brier", line->best);
    out.set("worst_brier", line->worst);
    return out;
}

Json calibration_or_null(const std::optional<Calibration>& calibration) {
    if (!calibration) return {};
    Json out = evaluation::calibration_json(*calibration);
    out.set("pairs", calibration->pairs);
    out.set("questions", calibration->questions);
    out.set("auc", number_or_null(calibration->auc));
    out.set("reliability_bins", evaluation::reliability_json(*calibration));
    return out;
}

Json person_json(const Report& report, const PersonLine& person) {
    Json out = Json::object();
    out.set("id", person.id);
    const auto name = report.names.find(person.id);
    out.set("name", name == report.names.end() ? Json::object() : texts_json(name->second));
    out.set("rank", person.rank ? Json(*person.rank) : Json());
    set_figures(out, person.figures);
    out.set("recorded_before", figures_json(person.recorded_before));
    out.set("with_missing", second_json(person.second));
    out.set("calibration", calibration_or_null(person.calibration));
    return out;
}

Json people_json(const Report& report, const Section& section) {
    Json out = Json::array();
    for (const auto& person : section.forecasters) out.push(person_json(report, person));
    return out;
}

Json groups_json(std::string_view dimension, const std::vector<GroupLine>& groups) {
    Json out = Json::array();
    for (const auto& group : groups) {
        Json by = Json::object();
        by.set(std::string(dimension), group.label);
        Json entry = Json::object();
        entry.set("by", std::move(by));
        set_figures(entry, group.figures);
        out.push(std::move(entry));
    }
    return out;
}

void set_section(Json& out, const Section& section) {
    set_figures(out, section.overall);
    out.set("counts", counts_json(section.counts));
    out.set("recorded_before", figures_json(section.recorded_before));
    out.set("with_missing", second_json(section.second));
    Json not_scored = Json::object();
    for (const auto& [reason, n] : section.not_scored) not_scored.set(reason, n);
    out.set("not_scored", std::move(not_scored));
    if (section.coverage) {
        Json coverage = Json::object();
        coverage.set("n", section.coverage->n);
        coverage.set("nominal", section.coverage->nominal);
        coverage.set("observed", section.coverage->observed);
        out.set("range_coverage", std::move(coverage));
    }
}

Json types_json(const std::vector<TypeScoreLine>& types) {
    Json out = Json::object();
    for (const auto& type : types) out.set(type.unit.empty() ? type.rule : type.rule + ":" + type.unit, type.value);
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
    out.set("not_scored", text_or_null(line.not_scored));
    if (!line.event_not_scored.empty()) out.set("event_not_scored", line.event_not_scored);
    if (line.coverage) out.set("coverage", *line.coverage);
    out.set("recorded_late", line.recorded_late);
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

void set_wording(Json& out, const StatementLine& line) {
    out.set("text", texts_json(line.text));
    if (!line.quote.empty()) out.set("quote", line.quote);
    if (!line.strength.empty()) out.set("strength", line.strength);
    out.set("source", text_or_null(line.source));
    if (!line.locator.empty()) out.set("locator", line.locator);
    Json tags = Json::array();
    for (const auto& tag : line.tags) tags.push(tag);
    out.set("tags", std::move(tags));
    Json amendments = Json::array();
    for (const auto& amendment : line.amendments) {
        Json entry = Json::object();
        entry.set("at", print_instant_short(amendment.at));
        entry.set("reason", amendment.reason);
        entry.set("text_before", texts_json(amendment.before));
        amendments.push(std::move(entry));
    }
    out.set("amendments", std::move(amendments));
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
    out.set("observed", number_or_null(first.observed));
    out.set("brier", number_or_null(first.brier));
    out.set("log", number_or_null(first.log));
    out.set("type_scores", types_json(first.types));
    out.set("not_scored", text_or_null(first.not_scored));
    out.set("recorded_late", line.recorded_late());
    if (!line.annulled.empty()) out.set("annulled", line.annulled);
    if (line.retracted) out.set("retracted", *line.retracted);
    if (!line.counted_by.empty()) out.set("counted_by", line.counted_by);
    out.set("repetitions", line.repetitions);
    set_wording(out, line);
    if (!line.unit.empty()) out.set("unit", line.unit);
    if (!line.criteria.empty()) out.set("criteria", line.criteria);
    if (!line.notes.empty()) out.set("notes", line.notes);
    out.set("resolver", text_or_null(line.resolver));
    out.set("confidence", text_or_null(line.confidence));
    if (!line.note.empty()) out.set("note", line.note);
    out.set("evidence", evidence_json(line.evidence));
    out.set("raters", raters_json(line.raters));
    Json forecasts = Json::array();
    for (const auto& forecast : line.forecasts) forecasts.push(forecast_json(forecast));
    out.set("forecasts", std::move(forecasts));
    return out;
}

Json statements_json(const std::vector<StatementLine>& lines) {
    Json out = Json::array();
    for (const auto& line : lines) out.push(statement_json(line));
    return out;
}

Json calls_json(const Report& report, const std::vector<Call>& calls) {
    Json out = Json::array();
    for (const auto& call : calls) {
        const auto& statement = report.statements[call.statement];
        const auto& forecast = statement.forecasts[call.forecast];
        Json entry = Json::object();
        entry.set("statement", statement.id);
        entry.set("forecaster", forecast.forecaster);
        entry.set("brier", number_or_null(forecast.brier));
        out.push(std::move(entry));
    }
    return out;
}

Json sources_json(const Report& report) {
    Json out = Json::object();
    for (const auto& [id, source] : report.sources) {
        Json entry = Json::object();
        entry.set("title", texts_json(source.title));
        entry.set("url", source.url);
        entry.set("published", source.published ? Json(print_day(*source.published)) : Json());
        out.set(id, std::move(entry));
    }
    return out;
}

Json method_json(const Report& report) {
    Json out = Json::object();
    out.set("policy", evaluation::slug(report.policy));
    out.set("include_late", report.include_late);
    out.set("interval", "90 % by BCa bootstrap over questions");
    out.set("resamples", evaluation::kResamples);
    out.set("reproducible_record", report.reproducible);
    out.set("events_under_a_given_clock", report.given_clock_events);
    out.set("version", report.version);
    Json credence = Json::object();
    for (const auto& [phrase, p] : report.credence) credence.set(phrase, p);
    out.set("credence", std::move(credence));
    return out;
}

Json claims_json(const Report& report) {
    Json out = Json::object();
    set_section(out, report.claims);
    out.set("forecasters", people_json(report, report.claims));
    out.set("calibration", calibration_or_null(report.claims.calibration));
    out.set("by_tag", groups_json("tag", report.claims.by_tag));
    out.set("by_type", groups_json("type", report.claims.by_type));
    out.set("by_horizon", groups_json("horizon", report.claims.by_horizon));
    return out;
}

}  // namespace

std::string render_json(const Report& report, const RenderOptions&) {
    Json out = Json::object();
    out.set("format", "hindsight/report/1");
    out.set("year", report.year);
    out.set("year_by", evaluation::slug(report.year_by));
    out.set("as_of", print_instant_short(report.as_of));
    out.set("head", head_json(report.head));
    out.set("counts", counts_json(report.counts));
    out.set("forecasters", people_json(report, report.predictions));
    out.set("claims", claims_json(report));
    out.set("statements", statements_json(report.statements));
    out.set("calibration", calibration_or_null(report.predictions.calibration));
    out.set("by_tag", groups_json("tag", report.predictions.by_tag));
    out.set("by_type", groups_json("type", report.predictions.by_type));
    out.set("by_horizon", groups_json("horizon", report.predictions.by_horizon));
    Json predictions = Json::object();
    set_section(predictions, report.predictions);
    out.set("predictions", std::move(predictions));
    Json by = Json::array();
    for (const auto& id : report.by) by.push(id);
    out.set("by", std::move(by));
    out.set("overdue", statements_json(report.overdue));
    out.set("due_next_year", statements_json(report.due_next));
    out.set("retracted", statements_json(report.retracted));
    out.set("not_resolvable", statements_json(report.not_resolvable));
    out.set("best", calls_json(report, report.best));
    out.set("worst", calls_json(report, report.worst));
    out.set("sources", sources_json(report));
    out.set("method", method_json(report));
    return dump_json_pretty(out) + "\n";
}

}  // namespace hindsight::report
