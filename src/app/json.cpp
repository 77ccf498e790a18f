// SPDX-License-Identifier: MIT
// Results of verbs as JSON objects.
#include "hindsight/app/json.hpp"

#include "hindsight/domain/notation.hpp"

namespace hindsight::app {

namespace {

void put_text(Json& json, const char* key, const std::string& text) {
    if (!text.empty()) json.set(key, Json(text));
}

void put_when(Json& json, const char* key, const std::optional<When>& when) {
    if (when) json.set(key, Json(print_when(*when)));
}

Json strings(const std::vector<std::string>& list) {
    auto out = Json::array();
    for (const auto& text : list) out.push(Json(text));
    return out;
}

/// A number of a numeric question, a day of a date question.
void put_value(Json& json, const char* key, const std::optional<double>& value, const Question& q) {
    if (value) json.set(key, *predictive_to_json(PointForecast{*value}, q).find("point"));
}

Json question_json(const Question& q) {
    auto json = Json::object();
    json.set("type", Json(slug(q.type)));
    put_text(json, "title", q.title);
    put_text(json, "criteria", q.criteria);
    put_text(json, "unit", q.unit);
    if (q.scale != Scale::linear) json.set("scale", Json(slug(q.scale)));
    put_value(json, "low", q.low, q);
    put_value(json, "high", q.high, q);
    put_value(json, "zero_point", q.zero_point, q);
    if (q.open_low) json.set("open_low", Json(true));
    if (q.open_high) json.set("open_high", Json(true));
    if (!q.options.empty()) json.set("options", strings(q.options));
    put_when(json, "opens", q.opens);
    put_when(json, "closes", q.closes);
    put_when(json, "scheduled_close", q.scheduled_close);
    put_when(json, "spot_at", q.spot_at);
    put_when(json, "due", q.due);
    put_text(json, "notes", q.notes);
    return json;
}

Json evidence_json(const std::vector<Evidence>& list) {
    auto out = Json::array();
    for (const auto& e : list) {
        auto json = Json::object();
        put_text(json, "url", e.url);
        put_text(json, "title", e.title);
        put_text(json, "date", e.date);
        put_text(json, "note", e.note);
        put_text(json, "sureness", e.sureness);
        out.push(std::move(json));
    }
    return out;
}

Json optional_number(const std::optional<double>& x) { return x ? Json(*x) : Json(); }

}  // namespace

Json to_json(const Texts& texts) {
    auto json = Json::object();
    for (const auto& [language, text] : texts) json.set(language, Json(text));
    return json;
}

Json to_json(const Person& person) {
    auto json = Json::object();
    json.set("id", Json(person.id));
    json.set("name", to_json(person.name));
    return json;
}

Json to_json(const Source& source) {
    auto json = Json::object();
    json.set("id", Json(source.id));
    json.set("title", to_json(source.title));
    put_text(json, "url", source.url);
    if (source.published) json.set("published", Json(print_day(*source.published)));
    return json;
}

Json to_json(const Statement& s) {
    auto json = Json::object();
    json.set("id", Json(s.id));
    json.set("kind", Json(slug(s.kind)));
    json.set("text", to_json(s.text));
    put_text(json, "quote", s.quote);
    json.set("said_by", Json(s.speaker));
    json.set("said_on", Json(print_day(s.said_on)));
    put_text(json, "source", s.source);
    put_text(json, "locator", s.locator);
    put_text(json, "strength", s.strength);
    put_text(json, "foreign_id", s.foreign_id);
    put_text(json, "address", s.address);
    json.set("tags", strings(s.tags));
    auto links = Json::array();
    for (const auto& link : s.links) {
        auto entry = Json(Json::Object{{"kind", Json(slug(link.kind))}, {"statement", Json(link.statement)}});
        put_text(entry, "outcome", link.outcome);
        links.push(std::move(entry));
    }
    if (!s.links.empty()) json.set("links", std::move(links));
    if (s.question) json.set("question", question_json(*s.question));
    return json;
}

Json to_json(const StatementSummary& s) {
    auto json = Json::object();
    json.set("id", Json(s.id));
    json.set("status", Json(slug(s.status)));
    json.set("kind", Json(slug(s.kind)));
    json.set("said_by", Json(s.speaker));
    json.set("said_on", Json(print_day(s.said_on)));
    if (s.type) json.set("type", Json(slug(*s.type)));
    put_when(json, "due", s.due);
    auto text = Json::object();
    put_text(text, "en", s.text_en);
    put_text(text, "zh", s.text_zh);
    if (text.as_object().empty()) put_text(text, "und", s.text_any);
    json.set("text", std::move(text));
    put_text(json, "forecast", s.forecast);
    json.set("probability", optional_number(s.probability));
    put_text(json, "outcome", s.outcome);
    put_when(json, "decided_on", s.decided_on);
    return json;
}

Json to_json(const ForecastRecord& f, const Question& question) {
    auto json = Json::object();
    json.set("by", Json(f.forecast.forecaster));
    json.set("made_at", Json(print_when(f.forecast.made_at)));
    json.set("recorded_at", Json(print_instant(f.recorded)));
    json.set("predictive", predictive_to_json(f.forecast.predictive, question));
    json.set("forecast", Json(print_predictive(f.forecast.predictive, question)));
    json.set("basis", Json(slug(f.forecast.basis)));
    put_text(json, "phrase", f.forecast.phrase);
    put_text(json, "entered", f.forecast.entered);
    put_text(json, "reason", f.forecast.reason);
    put_when(json, "withdrawn", f.withdrawn_at);
    put_text(json, "withdrawal_reason", f.withdrawal_reason);
    return json;
}

Json to_json(const ResolutionRecord& r, const Question& question) {
    auto json = Json::object();
    if (const auto* outcome = r.resolution.outcome()) json.set("outcome", outcome_to_json(*outcome, question));
    if (const auto* annulled = r.resolution.annulled()) json.set("annulled", Json(annulled->reason));
    json.set("decided_on", Json(print_when(r.resolution.decided_on)));
    json.set("recorded_at", Json(print_instant(r.recorded)));
    json.set("by", Json(r.resolution.resolver));
    json.set("standing", Json(r.standing));
    put_text(json, "confidence", r.resolution.confidence);
    put_text(json, "note", r.resolution.note);
    put_text(json, "entered", r.resolution.entered);
    put_text(json, "corrects", r.corrects);
    put_text(json, "correction_reason", r.correction_reason);
    json.set("evidence", evidence_json(r.resolution.evidence));
    return json;
}

Json to_json(const ForecasterScore& s) {
    auto json = Json::object();
    json.set("forecaster", Json(s.forecaster));
    json.set("forecast", Json(s.forecast));
    json.set("probability", optional_number(s.probability));
    if (!s.not_scored.empty()) {
        json.set("not_scored", Json(s.not_scored));
        return json;
    }
    json.set("brier", optional_number(s.brier));
    json.set("log", optional_number(s.log));
    put_text(json, "event_not_scored", s.event_not_scored);
    auto types = Json::array();
    for (const auto& type : s.types) {
        types.push(Json(Json::Object{{"rule", Json(type.rule)}, {"unit", Json(type.unit)}, {"value", Json(type.value)}}));
    }
    json.set("types", std::move(types));
    return json;
}

Json to_json(const ShowResult& result) {
    const auto& record = result.record;
    auto json = to_json(record.statement);
    json.set("status", Json(slug(result.status)));
    if (record.annulled_by_condition()) {
        json.set("annulled", Json(kConditionNotMet));
        json.set("decided_on", Json(print_when(*record.condition.decided)));
    }
    json.set("recorded_at", Json(print_instant(record.recorded)));
    const auto question = record.statement.question.value_or(Question{});
    auto forecasts = Json::array();
    for (const auto& f : record.forecasts) forecasts.push(to_json(f, question));
    auto resolutions = Json::array();
    for (const auto& r : record.resolutions) resolutions.push(to_json(r, question));
    auto amendments = Json::array();
    for (const auto& a : record.amendments) {
        amendments.push(Json(Json::Object{{"at", Json(print_instant(a.at))}, {"reason", Json(a.reason)}, {"before", to_json(a.before)}}));
    }
    json.set("forecasts", std::move(forecasts));
    json.set("resolutions", std::move(resolutions));
    json.set("amendments", std::move(amendments));
    if (record.retraction) {
        json.set("retracted", Json(Json::Object{{"on", Json(print_when(record.retraction->on))}, {"reason", Json(record.retraction->reason)}}));
    }
    json.set("scores", list_to_json(result.scores));
    json.set("events", list_to_json(result.events));
    return json;
}

Json to_json(const LogEntry& e) {
    auto json = Json::object();
    json.set("seq", Json(e.seq));
    json.set("action", Json(e.action));
    json.set("type", Json(e.type));
    json.set("at", Json(e.at));
    json.set("actor", Json(e.actor));
    json.set("statement", e.statement.empty() ? Json() : Json(e.statement));
    json.set("event", Json(e.event));
    if (e.clock_given) json.set("clock", Json("given"));
    return json;
}

Json to_json(const Verification& v) {
    auto damages = Json::array();
    for (const auto& d : v.damages) {
        damages.push(Json(Json::Object{{"seq", d.seq ? Json(d.seq) : Json()}, {"kind", Json(d.kind)}, {"what", Json(d.what)}}));
    }
    return Json(Json::Object{{"ok", Json(v.damages.empty())},
                             {"head", v.head.origin.empty() ? Json() : journal::to_json(v.head)},  // null: no event could be read
                             {"events", Json(v.events)},
                             {"parts", Json(v.parts)},
                             {"damages", std::move(damages)}});
}

Json to_json(const DoctorReport& r) {
    auto settings = Json::object();
    for (const auto& [name, value] : r.settings) settings.set(name, Json(value));
    return Json(Json::Object{{"path", Json(r.path)},
                             {"sqlite_version", Json(r.sqlite_version)},
                             {"journal_mode", Json(r.journal_mode)},
                             {"journal_reason", Json(r.journal_reason)},
                             {"schema_version", Json(r.schema_version)},
                             {"origin", Json(r.origin)},
                             {"events", Json(r.events)},
                             {"writable", Json(r.writable)},
                             {"reproducible", Json(r.reproducible)},
                             {"settings", std::move(settings)},
                             {"warnings", strings(r.warnings)}});
}

Json to_json(const Diagnostic& d) {
    auto json = Json::object();
    json.set("severity", Json(d.severity == Severity::error ? "error" : d.severity == Severity::warning ? "warning" : "note"));
    json.set("code", Json(info(d.code).slug));
    json.set("message", Json(d.message));
    put_text(json, "hint", d.hint);
    put_text(json, "file", d.where.file);
    if (d.where.line > 0) json.set("line", Json(d.where.line)), json.set("column", Json(d.where.column));
    return json;
}

Json to_json(const ImportResult& r) {
    const auto count = [](std::size_t n) { return Json(static_cast<std::int64_t>(n)); };
    auto by_kind = Json::object();
    for (const auto& [kind, counts] : r.by_kind) {
        by_kind.set(kind, Json(Json::Object{{"read", count(counts.read)},
                                            {"stored", count(counts.stored)},
                                            {"already_there", count(counts.there)},
                                            {"refused", count(counts.refused)}}));
    }
    auto files = Json::array();
    for (const auto& [name, format] : r.files) files.push(Json(Json::Object{{"file", Json(name)}, {"format", Json(format)}}));
    auto lost = Json::array();
    for (const auto& l : r.lost) {
        lost.push(Json(Json::Object{{"format", Json(l.format)}, {"field", Json(l.field)}, {"count", count(l.count)}, {"example", Json(l.example)}}));
    }
    auto plan = Json::array();
    for (const auto& p : r.plan) {
        plan.push(Json(Json::Object{{"change", Json(p.sign == '+' ? "new" : "more")},
                                    {"statement", Json(p.statement)},
                                    {"what", Json(p.what)},
                                    {"forecasts", count(p.forecasts)}}));
    }
    return Json(Json::Object{{"files", std::move(files)},
                             {"read", count(r.read)},
                             {"stored", count(r.stored)},
                             {"already_there", count(r.there)},
                             {"refused", count(r.refused)},
                             {"persons", count(r.persons)},
                             {"sources", count(r.sources)},
                             {"forecasts", count(r.forecasts)},
                             {"resolutions", count(r.resolutions)},
                             {"amendments", count(r.amendments)},
                             {"events", count(r.events)},
                             {"journal", r.journal ? journal::to_json(r.journal->head) : Json()},
                             {"by_kind", std::move(by_kind)},
                             {"renormalised", count(r.renormalised)},
                             {"lost", std::move(lost)},
                             {"notes", strings(r.notes)},
                             {"plan", std::move(plan)},
                             {"planned", count(r.planned)},
                             {"diagnostics", list_to_json(r.diagnostics.all())}});
}

Json formats_json() {
    auto out = Json::array();
    for (const auto& format : interchange::formats()) {
        const bool own = format.kind != interchange::FormatKind::foreign;
        const bool journal = format.kind == interchange::FormatKind::journal;
        out.push(Json(Json::Object{{"slug", Json(format.slug)},
                                   {"title", Json(format.title)},
                                   {"read", Json(own || format.read != nullptr)},
                                   {"written", Json(journal || format.write != nullptr)},
                                   {"kept", Json(format.kept)},
                                   {"lost", Json(format.lost)}}));
    }
    return out;
}

}  // namespace hindsight::app
