// SPDX-License-Identifier: MIT
// The report as JSON: the stable contract, with more beside it.
#include <fmt/format.h>

#include <algorithm>

#include "hindsight/domain/notation.hpp"
#include "hindsight/evaluation/score_record.hpp"
#include "hindsight/report/formats.hpp"
#include "hindsight/scoring/sets/random.hpp"
#include "report/json/json.hpp"

namespace hindsight::report {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json when_or_null(const std::optional<When>& when) { return when ? Json(print_when(*when)) : Json(); }

Json texts_json(const Texts& texts) {
    Json out = Json::object();
    for (const auto& [language, text] : texts) out.set(language, text);
    return out;
}

namespace {

using evaluation::number_or_null;

Json head_json(const RecordHead& head) {
    Json out = Json::object();
    out.set("origin", head.origin);
    out.set("size", head.size);
    out.set("root", head.root);
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

Json persons_json(const Report& report) {
    Json out = Json::object();
    for (const auto& [id, names] : report.names) out.set(id, texts_json(names));
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
    out.set("seed", fmt::format("{:#018x}", scoring::default_seed));
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
    set_parts(out, report, report.claims);
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
    set_counts(out, report.counts);
    set_parts(out, report, report.predictions);
    out.set("claims", claims_json(report));
    out.set("statements", statements_json(report.statements));
    Json predictions = Json::object();
    set_section(predictions, report.predictions);
    out.set("predictions", std::move(predictions));
    out.set("scope", scope_json(report.scope));
    out.set("compared", slug(report.compared));
    out.set("development", development_json(report));
    out.set("sensitivity", sensitivity_json(report));
    Json by = Json::array();
    for (const auto& id : report.scope.by) by.push(id);
    out.set("by", std::move(by));
    out.set("overdue", statements_json(report.overdue));
    out.set("due_next_year", statements_json(report.due_next));
    out.set("retracted", statements_json(report.retracted));
    out.set("not_resolvable", statements_json(report.not_resolvable));
    out.set("best", calls_json(report, report.best));
    out.set("worst", calls_json(report, report.worst));
    out.set("persons", persons_json(report));
    out.set("sources", sources_json(report));
    out.set("method", method_json(report));
    return dump_json_pretty(out) + "\n";
}

}  // namespace hindsight::report
