// SPDX-License-Identifier: MIT
// Verbs: amending and retracting a statement. What it said before stays in the record.
#include <fmt/format.h>

#include "draft.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

namespace {

void need_reason(const std::string& reason, std::string_view what) {
    if (!trim(reason).empty()) return;
    throw Error(ErrorCode::usage, fmt::format("{} needs its reason", what), "add --reason \"…\"");
}

/// Recognised as in `add`, but the only text of a statement may be in a language that is told from neither.
std::string language_of_amended(const Statement& statement, const AmendRequest& request) {
    const auto language = language_of(request.text, request.language);
    const bool alone = statement.text.size() == 1 && language == "en" && !statement.text.count("zh");
    return request.language.empty() && alone ? statement.text.begin()->first : language;
}

Statement amended(const Session& session, Statement statement, const AmendRequest& request) {
    if (!request.text.empty()) {
        const auto text = checked_text(request.text);
        statement.text[language_of_amended(statement, request)] = text;
    }
    if (!request.tags.empty()) statement.tags = checked_words(request.tags, "a tag");
    if (request.criteria.empty() && request.due.empty()) return statement;
    if (!statement.question) statement.question.emplace();
    if (!request.criteria.empty()) statement.question->criteria = request.criteria;
    if (!request.due.empty()) statement.question->due = spoken_date(session, request.due);
    check_question(*statement.question, statement, !request.due.empty());
    return statement;
}

std::vector<std::string> differences(const Statement& before, const Statement& after) {
    std::vector<std::string> changed;
    if (before.text != after.text) changed.emplace_back("text");
    if (before.tags != after.tags) changed.emplace_back("tags");
    const auto question = [](const Statement& s) { return s.question.value_or(Question{}); };
    if (question(before).criteria != question(after).criteria) changed.emplace_back("criteria");
    if (question(before).due != question(after).due) changed.emplace_back("due");
    return changed;
}

}  // namespace

AmendResult amend(const Session& session, const AmendRequest& request) {
    need_reason(request.reason, "an amendment");
    AmendResult result;
    write(session, [&](Writer& writer) {
        const auto record = need_statement(writer, request.id);
        result.before = record.statement;
        result.after = amended(session, record.statement, request);
        result.changed = differences(result.before, result.after);
        if (result.changed.empty()) {
            throw Error(ErrorCode::usage, "this changes nothing", "give --text, --criteria, --due or --tag with something new");
        }
        writer.append(journal::StatementAmended{record.uid, result.after, request.reason});
    });
    return result;
}

void retract(const Session& session, const std::string& id, const std::string& reason) {
    need_reason(reason, "a retraction");
    write(session, [&](Writer& writer) {
        const auto record = need_statement(writer, id);
        if (record.retraction) {
            throw Error(ErrorCode::conflict, fmt::format("\"{}\" is already retracted", id), fmt::format("hindsight show {} shows when", id));
        }
        writer.append(journal::StatementRetracted{record.uid, std::nullopt, reason});
    });
}

}  // namespace hindsight::app
