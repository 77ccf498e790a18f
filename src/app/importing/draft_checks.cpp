// SPDX-License-Identifier: MIT
// The rules of books for statements that did not come from one.
#include "draft_checks.hpp"

#include <fmt/format.h>

#include "hindsight/domain/validate.hpp"
#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/content.hpp"

namespace hindsight::app {

using interchange::BookStatement;

namespace {

Diagnostic diagnostic(const Fault& fault, const Span& where) { return {Severity::error, fault.code, fault.message, fault.hint, where}; }

}  // namespace

std::optional<Diagnostic> fault_of_draft(const BookStatement& draft, Instant now) {
    const auto& statement = draft.statement;
    const auto as_diagnostic = [&](const std::optional<Fault>& fault) -> std::optional<Diagnostic> {
        if (!fault) return std::nullopt;
        auto out = diagnostic(*fault, draft.where);
        out.message = fmt::format("{}: {}", statement.id, out.message);
        return out;
    };
    if (const auto fault = fault_of_id(statement.id)) return as_diagnostic(fault);
    if (const auto fault = fault_of_texts(statement.text, "text")) return as_diagnostic(fault);
    if (statement.text.empty()) return Diagnostic{Severity::error, ErrorCode::missing_key, fmt::format("{} has no text", statement.id), {}, draft.where};
    if (const auto fault = fault_of_future(When::day(statement.said_on), end_of(day_of(now)), "the day it was said")) return as_diagnostic(fault);
    if (statement.question) {
        if (const auto faults = faults_of(*statement.question, statement.kind, statement.said_on); !faults.empty()) return as_diagnostic(faults.front());
    }
    for (const auto& entry : draft.resolutions) {
        if (!statement.question) return Diagnostic{Severity::error, ErrorCode::not_resolvable, fmt::format("{} has an answer and no question", statement.id), {}, draft.where};
        if (const auto fault = fault_of_decision(entry.resolution, *statement.question, statement.said_on)) return as_diagnostic(fault);
        if (const auto fault = fault_of_future(entry.resolution.decided_on, end_of(day_of(now)), "the day it was decided")) return as_diagnostic(fault);
    }
    return std::nullopt;
}

Hash content_of(const BookStatement& draft) {
    std::string bytes = journal::canonical(journal::to_canonical(draft.statement));
    const auto type = draft.statement.question ? draft.statement.question->type : QuestionType::binary;
    for (const auto& entry : draft.resolutions) bytes += journal::canonical(journal::to_canonical(entry.resolution, type));
    return sha256(bytes);
}

}  // namespace hindsight::app
