// SPDX-License-Identifier: MIT
// Domain values to canonical JSON and back.
#include "hindsight/journal/content.hpp"

#include <fmt/format.h>

#include "hindsight/base/number.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/journal/canonical.hpp"
#include "members.hpp"

namespace hindsight::journal {

namespace {

/// The notation needs to know the type only; options were checked when the forecast was made.
Question bare_question(QuestionType type) {
    Question question;
    question.type = type;
    return question;
}

template <class Enum>
Enum slug_member(const Json& json, std::string_view key, std::optional<Enum> (*parse)(std::string_view)) {
    const auto value = parse(text_member(json, key));
    if (!value) bad_content(fmt::format("\"{}\" has an unknown value", key));
    return *value;
}

Json strings(const std::vector<std::string>& list) {
    auto out = Json::array();
    for (const auto& text : list) out.push(Json(text));
    return out;
}

std::vector<std::string> strings_member(const Json& json, std::string_view key) {
    std::vector<std::string> out;
    const auto* list = json.find(key);
    if (!list) return out;
    if (!list->is_array()) bad_content(fmt::format("\"{}\" is no list", key));
    for (const auto& entry : list->as_array()) {
        if (!entry.is_string()) bad_content(fmt::format("\"{}\" is no list of texts", key));
        out.push_back(entry.as_string());
    }
    return out;
}

Json question_json(const Question& q) {
    auto json = Json::object();
    json.set("type", Json(slug(q.type)));
    put(json, "title", q.title);
    put(json, "criteria", q.criteria);
    put(json, "unit", q.unit);
    if (q.scale != Scale::linear) json.set("scale", Json(slug(q.scale)));
    put(json, "low", q.low);
    put(json, "high", q.high);
    put(json, "zero_point", q.zero_point);
    put_flag(json, "open_low", q.open_low);
    put_flag(json, "open_high", q.open_high);
    if (!q.options.empty()) json.set("options", strings(q.options));
    put(json, "opens", q.opens);
    put(json, "closes", q.closes);
    put(json, "scheduled_close", q.scheduled_close);
    put(json, "spot_at", q.spot_at);
    put(json, "due", q.due);
    put(json, "notes", q.notes);
    return json;
}

Question question_from(const Json& json) {
    Question q;
    q.type = slug_member(json, "type", parse_question_type);
    q.title = optional_text(json, "title");
    q.criteria = optional_text(json, "criteria");
    q.unit = optional_text(json, "unit");
    if (json.find("scale")) q.scale = slug_member(json, "scale", parse_scale);
    q.low = optional_number(json, "low");
    q.high = optional_number(json, "high");
    q.zero_point = optional_number(json, "zero_point");
    q.open_low = optional_flag(json, "open_low");
    q.open_high = optional_flag(json, "open_high");
    q.options = strings_member(json, "options");
    q.opens = optional_when(json, "opens");
    q.closes = optional_when(json, "closes");
    q.scheduled_close = optional_when(json, "scheduled_close");
    q.spot_at = optional_when(json, "spot_at");
    q.due = optional_when(json, "due");
    q.notes = optional_text(json, "notes");
    return q;
}

Json link_json(const Link& link) {
    auto json = Json::object();
    json.set("kind", Json(slug(link.kind)));
    json.set("statement", Json(link.statement));
    put(json, "outcome", link.outcome);
    return json;
}

Link link_from(const Json& json) {
    return {slug_member(json, "kind", parse_link_kind), text_member(json, "statement"), optional_text(json, "outcome")};
}

Json evidence_json(const Evidence& e) {
    auto json = Json::object();
    put(json, "url", e.url);
    put(json, "title", e.title);
    put(json, "date", e.date);
    put(json, "note", e.note);
    put(json, "sureness", e.sureness);
    return json;
}

Evidence evidence_from(const Json& json) {
    return {optional_text(json, "url"), optional_text(json, "title"), optional_text(json, "date"), optional_text(json, "note"),
            optional_text(json, "sureness")};
}

/// One member that says what kind of answer it is: fraction, value, above, below, option.
Json outcome_canonical(const Outcome& outcome, QuestionType type) {
    const auto value = [&](double x) {
        const bool day = type == QuestionType::date;
        return Json(day ? print_day(Day{std::chrono::days{static_cast<int>(x)}}) : print_number(x));
    };
    if (const auto* f = std::get_if<Fraction>(&outcome)) return Json(Json::Object{{"fraction", Json(print_number(f->value))}});
    if (const auto* v = std::get_if<Observed>(&outcome)) return Json(Json::Object{{"value", value(v->value)}});
    if (const auto* c = std::get_if<Chosen>(&outcome)) return Json(Json::Object{{"option", Json(c->option)}});
    const auto& bound = std::get<Bound>(outcome);
    return Json(Json::Object{{bound.above ? "above" : "below", value(bound.value)}});
}

Outcome outcome_from_canonical(const Json& json, QuestionType type) {
    const auto value = [&](std::string_view key) {
        if (type != QuestionType::date) return number_member(json, key);
        return static_cast<double>(day_member(json, key).time_since_epoch().count());
    };
    if (json.find("fraction")) return Fraction{number_member(json, "fraction")};
    if (json.find("value")) return Observed{value("value")};
    if (json.find("above")) return Bound{true, value("above")};
    if (json.find("below")) return Bound{false, value("below")};
    return Chosen{text_member(json, "option")};
}

}  // namespace

Json to_canonical(const Person& person) {
    auto json = Json::object();
    json.set("id", Json(person.id));
    json.set("name", texts_json(person.name));
    return json;
}

Person person_from_canonical(const Json& json) { return {text_member(json, "id"), texts_member(json, "name")}; }

Json to_canonical(const Source& source) {
    auto json = Json::object();
    json.set("id", Json(source.id));
    json.set("title", texts_json(source.title));
    put(json, "url", source.url);
    if (source.published) json.set("published", Json(print_day(*source.published)));
    return json;
}

Source source_from_canonical(const Json& json) {
    Source source{text_member(json, "id"), texts_member(json, "title"), optional_text(json, "url"), std::nullopt};
    if (json.find("published")) source.published = day_member(json, "published");
    return source;
}

Json to_canonical(const Statement& s) {
    auto json = Json::object();
    json.set("id", Json(s.id));
    json.set("kind", Json(slug(s.kind)));
    json.set("text", texts_json(s.text));
    put(json, "quote", s.quote);
    json.set("said_by", Json(s.speaker));
    json.set("said_on", Json(print_day(s.said_on)));
    put(json, "source", s.source);
    put(json, "locator", s.locator);
    put(json, "strength", s.strength);
    put(json, "foreign_id", s.foreign_id);
    put(json, "address", s.address);
    if (!s.tags.empty()) json.set("tags", strings(s.tags));
    if (!s.links.empty()) {
        auto links = Json::array();
        for (const auto& link : s.links) links.push(link_json(link));
        json.set("links", std::move(links));
    }
    if (s.question) json.set("question", question_json(*s.question));
    return json;
}

Statement statement_from_canonical(const Json& json) {
    Statement s;
    s.id = text_member(json, "id");
    s.kind = slug_member(json, "kind", parse_statement_kind);
    s.text = texts_member(json, "text");
    s.quote = optional_text(json, "quote");
    s.speaker = text_member(json, "said_by");
    s.said_on = day_member(json, "said_on");
    s.source = optional_text(json, "source");
    s.locator = optional_text(json, "locator");
    s.strength = optional_text(json, "strength");
    s.foreign_id = optional_text(json, "foreign_id");
    s.address = optional_text(json, "address");
    s.tags = strings_member(json, "tags");
    if (const auto* links = json.find("links")) {
        if (!links->is_array()) bad_content("\"links\" is no list");
        for (const auto& link : links->as_array()) s.links.push_back(link_from(link));
    }
    if (const auto* question = json.find("question")) s.question = question_from(*question);
    return s;
}

Json to_canonical(const Forecast& f, QuestionType type) {
    auto json = Json::object();
    json.set("by", Json(f.forecaster));
    json.set("made_at", Json(print_when(f.made_at)));
    json.set("predictive", predictive_to_canonical(f.predictive, bare_question(type)));
    json.set("basis", Json(slug(f.basis)));
    put(json, "phrase", f.phrase);
    put(json, "reason", f.reason);
    put(json, "entered", f.entered);
    return json;
}

Forecast forecast_from_canonical(const Json& json, QuestionType type) {
    Forecast f;
    const auto question = bare_question(type);
    f.forecaster = text_member(json, "by");
    f.made_at = when_member(json, "made_at");
    f.predictive = predictive_from_json(member(json, "predictive"), {question, std::nullopt});
    f.basis = slug_member(json, "basis", parse_basis);
    f.phrase = optional_text(json, "phrase");
    f.reason = optional_text(json, "reason");
    f.entered = optional_text(json, "entered");
    return f;
}

Json to_canonical(const Resolution& r, QuestionType type) {
    auto json = Json::object();
    if (const auto* outcome = r.outcome()) json.set("outcome", outcome_canonical(*outcome, type));
    if (const auto* annulled = r.annulled()) json.set("annulled", Json(annulled->reason));
    json.set("decided_on", Json(print_when(r.decided_on)));
    json.set("by", Json(r.resolver));
    if (!r.evidence.empty()) {
        auto list = Json::array();
        for (const auto& evidence : r.evidence) list.push(evidence_json(evidence));
        json.set("evidence", std::move(list));
    }
    put(json, "confidence", r.confidence);
    put(json, "note", r.note);
    put(json, "entered", r.entered);
    return json;
}

Resolution resolution_from_canonical(const Json& json, QuestionType type) {
    Resolution r;
    if (json.find("annulled")) {
        r.verdict = Annulled{text_member(json, "annulled")};
    } else {
        r.verdict = outcome_from_canonical(member(json, "outcome"), type);
    }
    r.decided_on = when_member(json, "decided_on");
    r.resolver = text_member(json, "by");
    if (const auto* list = json.find("evidence")) {
        if (!list->is_array()) bad_content("\"evidence\" is no list");
        for (const auto& evidence : list->as_array()) r.evidence.push_back(evidence_from(evidence));
    }
    r.confidence = optional_text(json, "confidence");
    r.note = optional_text(json, "note");
    r.entered = optional_text(json, "entered");
    return r;
}

std::string predictive_text(const Predictive& predictive, QuestionType type) {
    return canonical(predictive_to_canonical(predictive, bare_question(type)));
}

Predictive predictive_from_text(std::string_view canonical_json, QuestionType type) {
    const auto question = bare_question(type);
    return predictive_from_json(parse_json(canonical_json, "predictive"), {question, std::nullopt});
}

}  // namespace hindsight::journal
