// SPDX-License-Identifier: MIT
// Verb: adding a statement, with its question and first forecast.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draft.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

namespace {

bool asks_a_question(const AddRequest& r) {
    return !r.due.empty() || !r.type.empty() || !r.criteria.empty() || !r.unit.empty() || !r.scale.empty() || !r.options.empty() || !r.forecast.empty() ||
           !r.phrase.empty();
}

/// What the forecast's form says about the question when no type is given.
QuestionType type_from(const AddRequest& r) {
    if (!r.type.empty()) return parse_type_or_throw(r.type);
    if (!r.options.empty()) return QuestionType::categorical;
    const auto& f = r.forecast;
    const auto has = [&](std::string_view piece) { return f.find(piece) != std::string::npos; };
    if (has("not before ") || f.starts_with("by ")) return QuestionType::date;
    if (const auto dots = f.find(".."); dots != std::string::npos) {
        return parse_day(trim(std::string_view(f).substr(0, dots))) ? QuestionType::date : QuestionType::numeric;
    }
    if (has(">=") || has("<=") || !r.unit.empty() || !r.scale.empty()) return QuestionType::numeric;
    return QuestionType::binary;
}

Question draft_question(const Session& session, const AddRequest& r, const Statement& statement) {
    Question question;
    question.type = type_from(r);
    question.criteria = r.criteria;
    question.unit = r.unit;
    question.options = checked_words(r.options, "an option");
    if (!r.scale.empty()) {
        const auto scale = parse_scale(r.scale);
        if (!scale) throw Error(ErrorCode::usage, fmt::format("\"{}\" is no scale", printable(r.scale)), "scales: linear, log");
        question.scale = *scale;
    }
    if (!r.due.empty()) question.due = spoken_date(session, r.due);
    // A claim is about then: it was due the day it was made.
    else if (statement.kind == StatementKind::claim) question.due = When::day(statement.said_on);
    check_question(question, statement);
    return question;
}

Statement draft_statement(const Session& session, const AddRequest& r) {
    Statement s;
    const auto text = checked_text(r.text);
    s.text.emplace(language_of(text, r.language), text);
    s.kind = r.kind.value_or(StatementKind::prediction);
    s.speaker = r.by.empty() ? session.actor : r.by;
    const auto said = r.said_on.empty() ? When::day(day_of(session.clock.now())) : spoken_date(session, r.said_on);
    refuse_future(session, said, "the day it was said");
    s.said_on = day_of(said.at);
    s.source = r.source;
    s.locator = r.locator;
    s.strength = r.phrase;
    s.tags = checked_words(r.tags, "a tag");
    if (asks_a_question(r)) s.question = draft_question(session, r, s);
    return s;
}

std::string free_id(Reader& reader, const AddRequest& r, const Statement& statement) {
    if (!r.id.empty()) {
        refuse(fault_of_id(r.id));
        if (!reader.subject_of_statement(r.id).empty()) {
            throw Error(ErrorCode::would_overwrite, fmt::format("there is a statement \"{}\" already", r.id),
                        fmt::format("hindsight show {} shows it; hindsight amend changes it", r.id));
        }
        return r.id;
    }
    auto base = slugify(r.text);
    if (base.empty()) base = fmt::format("{}-{}", statement.speaker.substr(0, 60), print_day(statement.said_on));
    auto id = base;
    for (int n = 2; !reader.subject_of_statement(id).empty(); ++n) id = fmt::format("{}-{}", base, n);
    return id;
}

std::set<std::string> words_of(std::string_view text) {
    std::set<std::string> words;
    const auto folded = fold(text);
    for (const auto word : split(folded, ' ')) {
        if (word.size() > 2) words.emplace(word);
    }
    return words;
}

/// Jaccard's index of the word sets: 0.75 and more is nearly the same sentence.
bool nearly_same(const std::set<std::string>& a, const std::set<std::string>& b) {
    if (a.empty() || b.empty()) return false;
    std::size_t common = 0;
    for (const auto& word : a) common += b.count(word);
    return 4 * common >= 3 * (a.size() + b.size() - common);
}

std::vector<std::string> similar_to(Reader& reader, const Statement& statement) {
    SummaryQuery query;
    query.filter.speakers = {statement.speaker};
    const auto& text = statement.text.begin()->second;
    const auto words = words_of(text);
    std::vector<std::string> similar;
    for (const auto& other : reader.summaries(query)) {
        for (const auto* candidate : {&other.text_en, &other.text_zh, &other.text_any}) {
            if (candidate->empty() || (fold(*candidate) != fold(text) && !nearly_same(words, words_of(*candidate)))) continue;
            similar.push_back(other.id);
            break;
        }
    }
    return similar;
}

std::optional<Forecast> first_forecast(Reader& reader, const Session& session, const AddRequest& r, const Statement& statement) {
    if (r.forecast.empty() && r.phrase.empty()) return std::nullopt;
    auto forecast = draft_forecast(reader, *statement.question, r.forecast, r.phrase);
    forecast.forecaster = statement.speaker;
    forecast.made_at = r.said_on.empty() ? When::instant(session.clock.now()) : spoken_date(session, r.said_on);
    return forecast;
}

}  // namespace

AddResult add(const Session& session, const AddRequest& request) {
    auto statement = draft_statement(session, request);
    AddResult result;
    write(session, [&](Writer& writer) {
        need_person(writer, statement.speaker);
        if (!statement.source.empty()) need_source(writer, statement.source);
        statement.id = free_id(writer, request, statement);
        // A phrase that has no probability is kept with the forecast, which has its own.
        if (!credence_of(writer.credence(), statement.strength)) statement.strength.clear();
        result.similar = similar_to(writer, statement);
        const auto forecast = first_forecast(writer, session, request, statement);
        writer.append(journal::StatementAdded{{}, statement});
        if (forecast) {
            writer.append(journal::ForecastMade{writer.subject_of_statement(statement.id), *forecast, statement.question->type});
        }
        result.record = need_statement(writer, statement.id);
    });
    result.status = status(result.record, session.clock.now());
    return result;
}

}  // namespace hindsight::app
