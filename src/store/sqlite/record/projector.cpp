// SPDX-License-Identifier: MIT
// Applies facts to the projections: the one way by which they come about, when appending and when replaying.
#include "projector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "fold.hpp"
#include "hindsight/base/error.hpp"
#include "hindsight/domain/event_of.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/content.hpp"
#include "rows.hpp"

namespace hindsight::sqlite {

using namespace journal;

namespace {

std::string text_of(const Texts& texts, const std::string& language) {
    const auto it = texts.find(language);
    return it == texts.end() ? std::string() : it->second;
}

std::string first_text(const Texts& texts) {
    const bool shown = texts.contains("en") || texts.contains("zh") || texts.empty();
    return shown ? std::string() : texts.begin()->second;
}

/// NULL in all columns without a question.
struct QuestionColumns {
    QuestionColumns() = default;
    explicit QuestionColumns(const Question& question) : type(slug(question.type)) {
        if (question.closes) closes = micros(question.closes->at);
        if (!question.due) return;
        due = micros(question.due->at);
        due_is_day = question.due->is_day ? 1 : 0;
    }
    std::optional<std::string> type;
    std::optional<std::int64_t> closes, due, due_is_day;
};

[[noreturn]] void unknown(ErrorCode code, std::string_view what, std::string_view id) {
    throw Error(code, fmt::format("there is no {} \"{}\" in the record", what, id));
}

}  // namespace

void Projector::apply(const Header& header, const Hash& leaf, const Fact& fact) {
    const auto at = parse_instant(header.at);
    if (!at) throw Error(ErrorCode::bad_canonical, fmt::format("\"{}\" is no time", header.at));
    header_ = &header;
    at_ = *at;
    state_.origin = header.origin;
    state_.latest = header.at;
    state_.given_clock += header.clock_given ? 1 : 0;
    state_.frontier.append(leaf);
    // Imports come in many chunks; what stands after them is settled once.
    if (!std::holds_alternative<ForecastsImported>(fact)) settle();
    std::visit([this](const auto& f) { (*this)(f); }, fact);
}

void Projector::settle() {
    // In the order of the table, which is far quicker than in that of the import.
    std::sort(waiting_.begin(), waiting_.end(),
              [](const Known* a, const Known* b) { return a->target.key < b->target.key; });
    for (auto* statement : waiting_) {
        offer_standing(statement->target, statement->best, statement->predictive, statement->type);
        statement->waiting = false;
    }
    waiting_.clear();
}

Projector::Known& Projector::known(const std::string& uid) {
    if (const auto met = known_.find(uid); met != known_.end()) return met->second;
    Query found(connection_, "SELECT key, speaker FROM statement WHERE uid = ?");
    if (!found.bind(uid).next()) unknown(ErrorCode::unknown_statement, "statement", uid);
    const Target target{found.integer(0), found.integer(1)};
    return known_.emplace(uid, Known{target, false, {}, {}, {}}).first->second;
}

std::int64_t Projector::person(std::string_view id) {
    Query found(connection_, "SELECT key FROM person WHERE id = ?");
    if (!found.bind(id).next()) unknown(ErrorCode::unknown_person, "person", id);
    return found.integer(0);
}

std::optional<std::int64_t> Projector::source(std::string_view id) {
    if (id.empty()) return std::nullopt;
    Query found(connection_, "SELECT key FROM source WHERE id = ?");
    if (!found.bind(id).next()) unknown(ErrorCode::unknown_source, "source", id);
    return found.integer(0);
}

/// `query` must find its row: an event that concerns nothing is no event of this journal.
void Projector::change_one(Query& query, std::string_view what) {
    if (!query.next())
        throw Error(ErrorCode::not_found, fmt::format("the event concerns a {} that is not there", what));
}

void Projector::operator()(const RecordMade& fact) {
    if (header_->seq != 1) throw Error(ErrorCode::bad_canonical, "a record is made by its first event only");
    state_.reproducible = fact.reproducible;
}

void Projector::operator()(const PersonAdded& fact) {
    Query(connection_, "INSERT INTO person (uid, id, content) VALUES (?, ?, ?)")
        .bind(header_->subject, fact.person.id, canonical(to_canonical(fact.person)))
        .run();
}

void Projector::operator()(const PersonAmended& fact) {
    Query update(connection_, "UPDATE person SET id = ?, content = ? WHERE uid = ? RETURNING 1");
    change_one(update.bind(fact.person.id, canonical(to_canonical(fact.person)), header_->subject), "person");
}

void Projector::operator()(const SourceAdded& fact) {
    Query(connection_, "INSERT INTO source (uid, id, content) VALUES (?, ?, ?)")
        .bind(header_->subject, fact.source.id, canonical(to_canonical(fact.source)))
        .run();
}

void Projector::operator()(const SourceAmended& fact) {
    Query update(connection_, "UPDATE source SET id = ?, content = ? WHERE uid = ? RETURNING 1");
    change_one(update.bind(fact.source.id, canonical(to_canonical(fact.source)), header_->subject), "source");
}

void Projector::operator()(const CredenceSet& fact) {
    Query(connection_,
          "INSERT INTO credence VALUES (?, ?) ON CONFLICT (phrase) DO UPDATE SET probability = excluded.probability")
        .bind(fact.phrase, fact.probability)
        .run();
}

template <class... Values>
void Projector::bind_statement(Query& query, const Statement& s, const Values&... last) {
    const auto question = s.question ? QuestionColumns(*s.question) : QuestionColumns();
    query.bind(s.id, slug(s.kind), person(s.speaker), s.said_on.time_since_epoch().count(), source(s.source),
               question.type, question.closes, question.due, question.due_is_day, text_of(s.text, "en"),
               text_of(s.text, "zh"), first_text(s.text), tag_list(s.tags), search_text(s), last...);
}

void Projector::operator()(const StatementAdded& fact) {
    Query insert(
        connection_,
        "INSERT INTO statement (id, kind, speaker, said_on, source, type, closes, due, due_is_day, text_en, text_zh, "
        "text_any, tags, search, uid, recorded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_statement(insert, fact.statement, header_->subject, micros(at_));
    insert.run();
    const auto target = statement(header_->subject);
    add_links(target, fact.statement);
    note_history(target);
}

void Projector::add_links(const Target& target, const Statement& s) {
    for (std::size_t i = 0; i < s.links.size(); ++i) {
        Query(connection_, "INSERT INTO link VALUES (?, ?, ?, ?, ?)")
            .bind(target.key, i, slug(s.links[i].kind), s.links[i].statement, s.links[i].outcome)
            .run();
    }
}

void Projector::operator()(const StatementAmended& fact) {
    const auto before = statement(header_->subject);
    Query update(
        connection_,
        "UPDATE statement SET id = ?, kind = ?, speaker = ?, said_on = ?, source = ?, type = ?, closes = ?, due = ?, "
        "due_is_day = ?, text_en = ?, text_zh = ?, text_any = ?, tags = ?, search = ? WHERE key = ?");
    bind_statement(update, fact.statement, before.key);
    update.run();
    known_.erase(header_->subject);
    Query(connection_, "DELETE FROM link WHERE statement = ?").bind(before.key).run();
    add_links(before, fact.statement);
    note_history(before);
    const auto after = statement(header_->subject);
    if (after.speaker != before.speaker) choose_standing(after);
}

void Projector::operator()(const StatementRetracted&) {
    const auto target = statement(header_->subject);
    Query(connection_, "UPDATE statement SET retracted = 1 WHERE key = ?").bind(target.key).run();
    note_history(target);
}

void Projector::operator()(const StatementRestored&) {
    const auto target = statement(header_->subject);
    Query(connection_, "UPDATE statement SET retracted = 0 WHERE key = ?").bind(target.key).run();
    note_history(target);
}

void Projector::note_history(const Target& target) {
    Query(connection_, "INSERT INTO history VALUES (?, ?, ?, ?, ?)")
        .bind(target.key, header_->seq, header_->type, header_->id, micros(at_))
        .run();
}

void Projector::operator()(const ForecastMade& fact) {
    const auto target = statement(header_->subject);
    const auto candidate =
        add_forecast(target, person(fact.forecast.forecaster), fact.forecast, fact.type, header_->id);
    offer_standing(target, candidate, fact.forecast.predictive, fact.type);
}

Projector::Candidate Projector::add_forecast(const Target& target, std::int64_t forecaster, const Forecast& forecast,
                                             QuestionType type, const std::optional<std::string>& event) {
    const auto key = ++state_.forecasts;
    const auto named = named_event(forecast.predictive);
    const bool plain = is_plain(forecast);
    Query(connection_,
          "INSERT INTO forecast (statement, key, forecaster, made_at, made_is_day, recorded, seq, event, "
          "probability, type, content) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(target.key, key, forecaster, micros(forecast.made_at.at), forecast.made_at.is_day, micros(at_),
              header_->seq, event, named ? std::optional(named->probability) : std::nullopt,
              plain ? std::nullopt : std::optional(slug(type)),
              plain ? std::nullopt : std::optional(canonical(to_canonical(forecast, type))))
        .run();
    return {forecaster == target.speaker, micros(std::min(forecast.made_at.at, at_)), key};
}

void Projector::operator()(const ForecastsImported& fact) {
    struct Forecaster {
        std::int64_t key;
        std::string id;
    };
    std::unordered_map<std::string_view, Forecaster> forecasters;
    for (const auto& row : fact.rows) {
        auto& statement = known(row.statement);
        auto by = forecasters.find(row.forecaster);
        if (by == forecasters.end()) {
            Query found(connection_, "SELECT key, id FROM person WHERE uid = ?");
            if (!found.bind(row.forecaster).next()) unknown(ErrorCode::unknown_person, "person", row.forecaster);
            by = forecasters.emplace(row.forecaster, Forecaster{found.integer(0), found.text(1)}).first;
        }
        Forecast forecast;
        forecast.forecaster = by->second.id;
        forecast.made_at = row.made_at;
        forecast.predictive = row.predictive;
        const auto candidate = add_forecast(statement.target, by->second.key, forecast, row.type, std::nullopt);
        if (statement.waiting && candidate < statement.best) continue;
        if (!statement.waiting) waiting_.push_back(&statement);
        statement.waiting = true;
        statement.best = candidate;
        statement.predictive = row.predictive;
        statement.type = row.type;
    }
}

void Projector::offer_standing(const Target& target, const Candidate& candidate, const Predictive& predictive,
                               QuestionType type) {
    const auto named = named_event(predictive);
    const bool binary = std::holds_alternative<BinaryForecast>(predictive);
    Query(connection_,
          "INSERT INTO standing VALUES (?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT (statement) DO UPDATE SET by_speaker = excluded.by_speaker, made = excluded.made, "
          "forecast = excluded.forecast, probability = excluded.probability, type = excluded.type, "
          "predictive = excluded.predictive WHERE (excluded.by_speaker, excluded.made, excluded.forecast) > "
          "(standing.by_speaker, standing.made, standing.forecast)")
        .bind(target.key, candidate.by_speaker, candidate.made, candidate.forecast,
              named ? std::optional(named->probability) : std::nullopt,
              binary ? std::nullopt : std::optional(std::string(slug(type))),
              binary ? std::nullopt : std::optional(predictive_text(predictive, type)))
        .run();
}

void Projector::choose_standing(const Target& target) {
    Query(connection_, "DELETE FROM standing WHERE statement = ?").bind(target.key).run();
    Query best(connection_,
               "SELECT forecaster = ?, min(made_at, recorded), key, probability, type, content FROM forecast "
               "WHERE statement = ? AND withdrawn IS NULL ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT 1");
    if (!best.bind(target.speaker, target.key).next()) return;
    Forecast forecast;
    read_forecast(best, 3, forecast);
    offer_standing(target, {best.integer(0) != 0, best.integer(1), best.integer(2)}, forecast.predictive,
                   forecast_type(best, 4));
}

void Projector::operator()(const ForecastWithdrawn& fact) {
    const auto target = statement(header_->subject);
    Query update(connection_,
                 "UPDATE forecast SET withdrawn = ?, withdrawn_at = ?, withdrawn_is_day = ?, withdrawal_reason = ? "
                 "WHERE statement = ? AND event = ? RETURNING 1");
    update.bind(micros(std::min(fact.at.at, at_)), micros(fact.at.at), fact.at.is_day, fact.reason, target.key,
                fact.forecast);
    change_one(update, "forecast");
    note_history(target);
    choose_standing(target);
}

void Projector::operator()(const ForecastRestored& fact) {
    const auto target = statement(header_->subject);
    Query update(
        connection_,
        "UPDATE forecast SET withdrawn = NULL, withdrawn_at = NULL, withdrawn_is_day = NULL, withdrawal_reason = NULL "
        "WHERE statement = ? AND event = ? RETURNING 1");
    change_one(update.bind(target.key, fact.forecast), "forecast");
    note_history(target);
    choose_standing(target);
}

void Projector::operator()(const QuestionResolved&) {
    const auto target = statement(header_->subject);
    note_history(target);
    choose_verdict(target);
}

void Projector::operator()(const ResolutionCorrected&) {
    const auto target = statement(header_->subject);
    note_history(target);
    choose_verdict(target);
}

void Projector::operator()(const ResolutionWithdrawn&) {
    const auto target = statement(header_->subject);
    note_history(target);
    choose_verdict(target);
}

void Projector::operator()(const ResolutionRestored&) {
    const auto target = statement(header_->subject);
    note_history(target);
    choose_verdict(target);
}

void Projector::choose_verdict(const Target& target) {
    Query rows(
        connection_,
        "SELECT h.statement, h.seq, h.type, h.event, h.at, p.name, p.bytes FROM history h "
        "LEFT JOIN part p ON p.seq = h.seq "
        "WHERE h.statement = ? AND h.type IN ('question.resolved', 'resolution.corrected', 'resolution.withdrawn', "
        "'resolution.restored') "
        "ORDER BY h.statement, h.seq, p.name");
    rows.bind(target.key);
    StatementRecord record;
    RecordFold fold(record);
    HistoryCursor history(rows);
    while (const auto entry = history.next()) fold.take(*entry);
    fold.finish();
    const auto* scored = record.scored_resolution();
    Query update(connection_,
                 "UPDATE statement SET decided_on = ?, decided_is_day = ?, outcome_kind = ?, outcome_value = ?, "
                 "outcome_text = ? WHERE key = ?");
    if (!scored) {
        update.bind(nullptr, nullptr, nullptr, nullptr, nullptr, target.key).run();
        return;
    }
    const auto& decided = scored->resolution.decided_on;
    const auto verdict = verdict_columns(scored->resolution);
    update.bind(micros(decided.at), decided.is_day, verdict.kind, verdict.value, verdict.text, target.key).run();
}

}  // namespace hindsight::sqlite
