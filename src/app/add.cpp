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

void refuse_taken(Reader& reader, const std::string& id) {
    const auto there = reader.record(id);
    if (!there) return;
    if (there->retraction) {
        throw Error(ErrorCode::would_overwrite, fmt::format("the id \"{}\" belongs to a statement that is retracted", id),
                    fmt::format("give another --id; hindsight show {} shows the retracted one, and undo restores what was retracted last", id));
    }
    throw Error(ErrorCode::would_overwrite, fmt::format("there is a statement \"{}\" already", id),
                fmt::format("hindsight show {} shows it; hindsight amend changes it", id));
}

std::string free_id(Reader& reader, const AddRequest& r, const Statement& statement) {
    if (!r.id.empty()) {
        refuse(fault_of_id(r.id));
        refuse_taken(reader, r.id);
        return r.id;
    }
    auto base = slugify(r.text);
    if (base.empty()) base = fmt::format("{}-{}", statement.speaker.substr(0, 60), print_day(statement.said_on));
    auto id = base;
    for (int n = 2; !reader.subject_of_statement(id).empty(); ++n) id = fmt::format("{}-{}", base, n);
    return id;
}

struct Words {
    std::set<std::string> words, numbers;
};

/// Short words say little, but a number is what tells one statement from its neighbour.
Words words_of(std::string_view text) {
    auto folded = fold(text);
    for (auto& c : folded) {
        if (std::string_view(".,;:!?\"'()").find(c) != std::string_view::npos) c = ' ';
    }
    Words out;
    for (const auto word : split(folded, ' ')) {
        if (word.find_first_of("0123456789") != std::string_view::npos) out.numbers.emplace(word);
        if (word.size() > 2) out.words.emplace(word);
    }
    return out;
}

/// Jaccard's index of the word sets: 0.75 and more is nearly the same sentence, unless it speaks of other numbers.
bool nearly_same(const Words& a, const Words& b) {
    if (a.words.empty() || b.words.empty() || a.numbers != b.numbers) return false;
    std::size_t common = 0;
    for (const auto& word : a.words) common += b.words.count(word);
    return 4 * common >= 3 * (a.words.size() + b.words.size() - common);
}

std::vector<std::string> similar_to(Reader& reader, const Statement& statement) {
    SummaryQuery query;
    query.filter.speakers = {statement.speaker};
    const auto& text = statement.text.begin()->second;
    const auto words = words_of(text);
    std::vector<std::string> similar;
    for (const auto& other : reader.summaries(query)) {
        if (other.facts.retracted) continue;  // saying it again is what one does then
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

/// "Not before D", "by D" and a range of days are to be looked at when their last day is over.
void take_due_from(const Forecast& forecast, Statement& statement) {
    auto& question = *statement.question;
    const auto* range = std::get_if<RangeForecast>(&forecast.predictive);
    if (question.due || !question.counts_days() || !range) return;
    const auto last = range->high ? *range->high : *range->low;
    question.due = When::day(Day{std::chrono::days{static_cast<int>(last)}});
    check_question(question, statement);
}

}  // namespace

namespace {

/// Everything is looked at before the first event: people answered for at a prompt come in only with what they are for.
void add_to(Writer& writer, const Session& session, const AddRequest& request, Statement statement, AddResult& result) {
    statement.id = free_id(writer, request, statement);
    // A phrase that has no probability is kept with the forecast, which has its own.
    if (!credence_of(writer.credence(), statement.strength)) statement.strength.clear();
    result.similar = similar_to(writer, statement);
    const auto forecast = first_forecast(writer, session, request, statement);
    if (forecast) take_due_from(*forecast, statement);
    ensure_person(session, writer, statement.speaker);
    if (!statement.source.empty()) ensure_source(session, writer, statement.source);
    writer.append(journal::StatementAdded{{}, statement});
    if (forecast) {
        writer.append(journal::ForecastMade{writer.subject_of_statement(statement.id), *forecast, statement.question->type});
    }
    result.record = need_statement(writer, statement.id);
}

}  // namespace

AddResult add(const Session& session, const AddRequest& request) {
    const auto statement = draft_statement(session, request);
    AddResult result;
    write(session, [&](Writer& writer) { add_to(writer, session, request, statement, result); });
    result.status = status(result.record, session.clock.now());
    return result;
}

void try_add(const Session& session, const AddRequest& request) {
    const auto statement = draft_statement(session, request);
    struct Nothing {};  // leaves the transaction without a trace
    AddResult result;
    try {
        write(session, [&](Writer& writer) {
            add_to(writer, session, request, statement, result);
            throw Nothing{};
        });
    } catch (const Nothing&) {
    }
}

}  // namespace hindsight::app
