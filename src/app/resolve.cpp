// SPDX-License-Identifier: MIT
// Verb: deciding the answer to a question, with evidence.
#include <fmt/format.h>

#include <algorithm>

#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

namespace {

std::optional<Annulled> parse_annulled(std::string_view text) {
    static constexpr std::string_view kAnnulled = "annulled";
    if (lower_ascii(text.substr(0, kAnnulled.size())) != kAnnulled) return std::nullopt;
    const auto rest = trim(text.substr(kAnnulled.size()));
    const bool marked = rest.starts_with(':');
    if (!marked && !rest.empty()) return std::nullopt;
    const auto reason = marked ? trim(rest.substr(1)) : rest;
    if (!reason.empty()) return Annulled{std::string(reason)};
    throw Error(ErrorCode::bad_outcome, "an annulment needs its reason", "write \"annulled: why there is no fair answer\"");
}

/// An option's exact name comes first: it may begin with any word.
std::variant<Outcome, Annulled> parse_verdict(const std::string& text, const Question& question) {
    const auto trimmed = trim(text);
    const bool option = std::find(question.options.begin(), question.options.end(), trimmed) != question.options.end();
    if (const auto annulled = option ? std::nullopt : parse_annulled(trimmed)) return *annulled;
    return parse_outcome(trimmed, question);
}

/// A date outcome decides itself on its own day; a claim was decided as of the day it was said.
When default_decided_on(const Session& session, const StatementRecord& record, const std::variant<Outcome, Annulled>& verdict) {
    const auto said = When::day(record.statement.said_on);
    const auto* outcome = std::get_if<Outcome>(&verdict);
    const auto* observed = outcome ? std::get_if<Observed>(outcome) : nullptr;
    if (observed && record.statement.question->counts_days()) {
        const auto day = When::day(Day{std::chrono::days{static_cast<int>(observed->value)}});
        return day.at < said.at ? said : day;
    }
    if (record.statement.kind == StatementKind::claim && outcome) return said;
    return When::day(day_of(session.clock.now()));
}

void check_decided_on(const Session& session, const StatementRecord& record, const Resolution& resolution) {
    refuse_future(session, resolution.decided_on, "the day it was decided");
    const auto fault = fault_of_decision(resolution, *record.statement.question, record.statement.said_on);
    if (!fault) return;
    const auto day = print_when(resolution.decided_on);
    throw Error(fault->code,
                fault->code == ErrorCode::before_said
                    ? fmt::format("it cannot be decided on {}, before it was said on {}", day, print_day(record.statement.said_on))
                    : fault->message,
                "--on is the day on which the outcome became known");
}

std::vector<Evidence> evidence_from(const std::vector<std::string>& urls) {
    std::vector<Evidence> evidence;
    for (const auto& url : urls) {
        evidence.push_back({.url = std::string(trim(url)), .title = {}, .date = {}, .note = {}, .sureness = {}});
        refuse(fault_of_evidence(evidence.back()));
    }
    return evidence;
}

Resolution draft_resolution(const Session& session, const ResolveRequest& request, const StatementRecord& record,
                            const Question& question) {
    Resolution resolution;
    resolution.verdict = parse_verdict(request.outcome, question);
    resolution.resolver = request.by.empty() ? session.actor : request.by;
    resolution.decided_on =
        request.on.empty() ? default_decided_on(session, record, resolution.verdict) : spoken_date(session, request.on);
    check_decided_on(session, record, resolution);
    resolution.evidence = evidence_from(request.evidence);
    resolution.note = request.note;
    if (const auto* outcome = resolution.outcome(); outcome && print_outcome(*outcome, question) != request.outcome) {
        resolution.entered = request.outcome;
    }
    return resolution;
}

const ResolutionRecord* standing_by(const StatementRecord& record, const std::string& resolver) {
    for (const auto* rating : record.ratings()) {
        if (rating->resolution.resolver == resolver) return rating;
    }
    return nullptr;
}

void check_conflict(const ResolveRequest& request, const ResolutionRecord* standing, const std::string& resolver) {
    if (standing && !request.correct) {
        const auto by = request.by.empty() ? std::string() : fmt::format(" --by {}", request.by);
        throw Error(ErrorCode::already_resolved, fmt::format("\"{}\" is already resolved by {}", request.id, resolver),
                    fmt::format("to change it: hindsight resolve {} …{} --correct --reason \"…\"; another resolver adds a rating with --by", request.id, by));
    }
    if (!standing && request.correct) {
        throw Error(ErrorCode::not_found, fmt::format("\"{}\" has no resolution by {} to correct", request.id, resolver),
                    "leave --correct out to resolve it");
    }
    if (request.correct && request.reason.empty()) {
        throw Error(ErrorCode::usage, "a correction needs its reason", "add --reason \"…\"");
    }
}

journal::Fact fact_of(const StatementRecord& record, const ResolveRequest& request, const Resolution& resolution,
                      const ResolutionRecord* standing) {
    const auto type = record.statement.question->type;
    if (!standing) return journal::QuestionResolved{record.uid, resolution, type};
    return journal::ResolutionCorrected{record.uid, standing->event, resolution, type, request.reason};
}

std::string print_verdict(const Resolution& resolution, const Question& question) {
    if (const auto* annulled = resolution.annulled()) return fmt::format("annulled: {}", annulled->reason);
    return print_outcome(*resolution.outcome(), question);
}

/// The record as it will be, so that the score can be shown before anything is stored.
StatementRecord with(StatementRecord record, const Resolution& resolution, const ResolutionRecord* standing) {
    if (standing) {
        for (auto& entry : record.resolutions) entry.standing = entry.standing && entry.key != standing->key;
    }
    ResolutionRecord entry;
    entry.resolution = resolution;
    record.resolutions.push_back(entry);
    return record;
}

}  // namespace

ResolveResult resolve(const Session& session, const ResolveRequest& request, const std::function<void(const ResolveResult&)>& preview) {
    ResolveResult result;
    write(session, [&](Writer& writer) {
        const auto record = need_statement(writer, request.id);
        const auto& question = need_question(record);
        result.resolution = draft_resolution(session, request, record, question);
        const auto* standing = standing_by(record, result.resolution.resolver);
        check_conflict(request, standing, result.resolution.resolver);
        ensure_person(session, writer, result.resolution.resolver);
        result.outcome = print_verdict(result.resolution, question);
        result.further_rating = !standing && record.scored_resolution() != nullptr;
        result.record = with(record, result.resolution, standing);
        result.scores = scores_of(writer, result.record);
        if (preview) preview(result);
        writer.append(fact_of(record, request, result.resolution, standing));
        result.record = need_statement(writer, request.id);
    });
    return result;
}

}  // namespace hindsight::app
