// SPDX-License-Identifier: MIT
// Names the fields that differ and shows each where it begins to differ.
#include "differences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/quantity.hpp"

namespace hindsight::app {

namespace {

constexpr int kWidth = 60;
/// Code points kept before the first difference of a long text.
constexpr std::size_t kBefore = 20;

void add(Fields& fields, std::string name, std::string value) {
    if (!value.empty()) fields.emplace_back(std::move(name), std::move(value));
}

void add(Fields& fields, std::string name, const std::optional<When>& when) {
    if (when) fields.emplace_back(std::move(name), print_when(*when));
}

void add(Fields& fields, const std::string& name, const Texts& texts) {
    for (const auto& [language, text] : texts) add(fields, fmt::format("{}.{}", name, language), text);
}

void add_links(Fields& fields, const std::vector<Link>& links) {
    for (const auto kind : {LinkKind::repeats, LinkKind::variant_of, LinkKind::conditional_on}) {
        std::vector<std::string> targets;
        for (const auto& link : links) {
            if (link.kind != kind) continue;
            targets.push_back(link.outcome.empty() ? link.statement : fmt::format("{}: {}", link.statement, link.outcome));
        }
        add(fields, std::string(slug(kind)), fmt::format("{}", fmt::join(targets, ", ")));
    }
}

std::string bound_text(const std::optional<double>& value, const Question& question) {
    if (!value) return {};
    return question.counts_days() ? print_predictive(PointForecast{*value}, question) : print_quantity(*value);
}

void add_question(Fields& fields, const Question& question) {
    add(fields, "type", std::string(slug(question.type)));
    add(fields, "title", question.title);
    add(fields, "unit", question.unit);
    if (question.scale != Scale::linear) add(fields, "scale", std::string(slug(question.scale)));
    add(fields, "options", fmt::format("{}", fmt::join(question.options, ", ")));
    add(fields, "low", bound_text(question.low, question));
    add(fields, "high", bound_text(question.high, question));
    add(fields, "zero_point", bound_text(question.zero_point, question));
    add(fields, "open_low", std::string(question.open_low ? "true" : ""));
    add(fields, "open_high", std::string(question.open_high ? "true" : ""));
    add(fields, "criteria", question.criteria);
    add(fields, "opens", question.opens);
    add(fields, "closes", question.closes);
    add(fields, "scheduled_close", question.scheduled_close);
    add(fields, "spot_at", question.spot_at);
    add(fields, "due", question.due);
    add(fields, "notes", question.notes);
}

std::string evidence_text(const Evidence& evidence) {
    std::vector<std::string> pieces;
    for (const auto* piece : {&evidence.url, &evidence.title, &evidence.date, &evidence.note, &evidence.sureness}) {
        if (!piece->empty()) pieces.push_back(*piece);
    }
    return fmt::format("{}", fmt::join(pieces, ", "));
}

bool starts_code_point(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

/// Where two texts begin to differ, at a code point of both.
std::size_t first_difference(std::string_view a, std::string_view b) {
    const auto end = std::min(a.size(), b.size());
    std::size_t at = 0;
    while (at < end && a[at] == b[at]) ++at;
    while (at > 0 && !(starts_code_point(a, at) && starts_code_point(b, at))) --at;
    return at;
}

std::string from(std::string_view text, std::size_t at) {
    std::size_t begin = std::min(at, text.size());
    for (std::size_t left = kBefore; begin > 0 && left > 0; --left) {
        --begin;
        while (!starts_code_point(text, begin)) --begin;
    }
    return (begin > 0 ? "…" : "") + truncate_to_width(text.substr(begin), kWidth);
}

std::string change(const std::string& name, const std::string& was, const std::string& is) {
    const auto before = printable(was), after = printable(is);
    if (display_width(before) <= kWidth && display_width(after) <= kWidth) {
        return fmt::format("{} \"{}\" becomes \"{}\"", name, before, after);
    }
    const auto at = first_difference(before, after);
    return fmt::format("{} \"{}\" becomes \"{}\"", name, from(before, at), from(after, at));
}

const std::string& value_of(const Fields& fields, const std::string& name) {
    static const std::string kNone;
    const auto it = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
    return it == fields.end() ? kNone : it->second;
}

}  // namespace

Fields fields_of(const Person& person) {
    Fields fields;
    add(fields, "name", person.name);
    return fields;
}

Fields fields_of(const Source& source) {
    Fields fields;
    add(fields, "title", source.title);
    add(fields, "url", source.url);
    if (source.published) add(fields, "published", print_day(*source.published));
    return fields;
}

Fields fields_of(const Statement& statement) {
    Fields fields;
    add(fields, "kind", std::string(slug(statement.kind)));
    add(fields, "text", statement.text);
    add(fields, "quote", statement.quote);
    add(fields, "said_by", statement.speaker);
    add(fields, "said_on", print_day(statement.said_on));
    add(fields, "source", statement.source);
    add(fields, "locator", statement.locator);
    add(fields, "strength", statement.strength);
    add(fields, "foreign_id", statement.foreign_id);
    add(fields, "address", statement.address);
    add(fields, "tags", fmt::format("{}", fmt::join(statement.tags, ", ")));
    add_links(fields, statement.links);
    if (statement.question) add_question(fields, *statement.question);
    return fields;
}

Fields fields_of(const Forecast& forecast, const Question& question) {
    Fields fields;
    add(fields, "predictive", print_predictive(forecast.predictive, question));
    add(fields, "basis", std::string(slug(forecast.basis)));
    add(fields, "phrase", forecast.phrase);
    add(fields, "reason", forecast.reason);
    return fields;
}

Fields fields_of(const Resolution& resolution, const Question& question) {
    Fields fields;
    if (const auto* outcome = resolution.outcome()) add(fields, "outcome", print_outcome(*outcome, question));
    if (const auto* annulled = resolution.annulled()) add(fields, "annulled", annulled->reason);
    add(fields, "decided_on", print_when(resolution.decided_on));
    add(fields, "confidence", resolution.confidence);
    add(fields, "note", resolution.note);
    for (std::size_t i = 0; i < resolution.evidence.size(); ++i) {
        add(fields, fmt::format("evidence {}", i + 1), evidence_text(resolution.evidence[i]));
    }
    return fields;
}

std::string differences(const Fields& was, const Fields& is) {
    std::vector<std::string> changes;
    for (const auto& [name, before] : was) {
        if (const auto& after = value_of(is, name); after != before) changes.push_back(change(name, before, after));
    }
    for (const auto& [name, after] : is) {
        if (value_of(was, name).empty()) changes.push_back(change(name, {}, after));
    }
    return fmt::format("{}", fmt::join(changes, "; "));
}

std::string shown(const std::string& text) { return truncate_to_width(printable(text), kWidth); }

}  // namespace hindsight::app
