// SPDX-License-Identifier: MIT
// How a random record lives.
#include "record_cases.hpp"

#include "hindsight/app/json.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/content.hpp"

namespace hindsight::test {

namespace {

using journal::canonical;
using journal::to_canonical;

/// Any text that is not blank, short enough for a log.
std::string words() { return std::string(trim(*any_text() + "x")); }

std::string optional_text(const std::optional<When>& when) { return when ? print_when(*when) : "-"; }

std::string line_of(const ForecastRecord& f, QuestionType type) {
    return std::to_string(f.key) + " " + canonical(to_canonical(f.forecast, type)) + " " + print_instant(f.made) + " " + print_instant(f.recorded) +
           " " + optional_text(f.withdrawn_at) + " " + f.withdrawal_reason + "\n";
}

std::string line_of(const ResolutionRecord& r, QuestionType type) {
    return std::to_string(r.key) + " " + canonical(to_canonical(r.resolution, type)) + " " + print_instant(r.recorded) +
           (r.standing ? " stands " : " fell ") + r.corrects + " " + r.correction_reason + "\n";
}

}  // namespace

LivingRecord::LivingRecord() {
    session_.db = dir_ / "r.db";
    session_.clock = Clock::fixed(*parse_instant("2024-01-01T00:00:00Z"));
    app::make_record(session_, true);
    app::add_person(session_, {"ann", {{"en", "Ann"}}});
}

void LivingRecord::wait() {
    const auto pause = one_in(3) ? std::chrono::seconds(1) : std::chrono::seconds(whole(1, 2'000'000));
    session_.clock = Clock::fixed(session_.clock.now() + pause);
}

bool LivingRecord::act() { return run(whole(0, 8)); }
bool LivingRecord::act_but_undo() { return run(whole(0, 7)); }

bool LivingRecord::run(int verb) {
    wait();
    static constexpr const char* kVerbs[] = {"add", "forecast", "forecast", "withdraw", "resolve", "amend", "retract", "rows", "undo"};
    RC_LOG() << kVerbs[verb] << " at " << print_instant_short(session_.clock.now());
    try {
        switch (verb) {
            case 0: add(); break;
            case 1:
            case 2: forecast(); break;
            case 3: withdraw(); break;
            case 4: resolve(); break;
            case 5: amend(); break;
            case 6: app::retract(session_, some_statement(), "no longer"); break;
            case 7: import_rows(); break;
            default: app::undo(session_);
        }
    } catch (const Error& e) {
        RC_LOG() << ": " << e.what() << "\n";
        RC_ASSERT(e.code() != ErrorCode::bug);
        return false;
    }
    RC_LOG() << "\n";
    return true;
}

std::string LivingRecord::some_statement() { return "s" + std::to_string(whole(0, std::max(0, added_ - 1))); }
std::string LivingRecord::some_person() { return one_in(2) ? "me" : "ann"; }

void LivingRecord::add() {
    app::AddRequest request;
    request.id = "s" + std::to_string(added_);
    request.text = words();
    request.by = some_person();
    request.due = one_in(4) ? "" : "+" + std::to_string(whole(1, 200)) + "d";
    switch (whole(0, 4)) {
        case 0: request.forecast = "70%"; break;
        case 1: request.forecast = "100B..500B", request.phrase = "likely"; break;
        case 2: request.forecast = "not before 2025-01-01@80%"; break;
        case 3: request.options = {"a", "b"}, request.type = "ordinal"; break;
        default: break;
    }
    app::add(session_, request);
    ++added_;
}

void LivingRecord::forecast() {
    const auto id = some_statement();
    Question question;
    app::open_for_reading(session_).read([&](Reader& reader) { question = app::need_question(app::need_statement(reader, id)); });
    app::ForecastRequest request{id, print_predictive(*any_predictive(question), question), some_person(), "", *any_text()};
    RC_LOG() << " " << request.forecast;
    if (one_in(3)) request.at = print_day(day_of(session_.clock.now()) - std::chrono::days{whole(0, 60)});
    app::forecast(session_, request);
}

void LivingRecord::withdraw() {
    app::WithdrawRequest request{some_statement(), some_person(), "", "changed my mind"};
    if (one_in(4)) request.at = print_day(day_of(session_.clock.now()) - std::chrono::days{whole(0, 60)});
    app::withdraw(session_, request);
}

void LivingRecord::resolve() {
    const auto id = some_statement();
    Question question;
    app::open_for_reading(session_).read([&](Reader& reader) { question = app::need_question(app::need_statement(reader, id)); });
    app::ResolveRequest request;
    request.id = id;
    request.outcome = one_in(5) ? "annulled: unclear" : print_outcome(*any_outcome(question), question);
    request.by = some_person();
    request.on = question.counts_days() || one_in(2) ? "today" : "";
    request.correct = one_in(3);
    request.reason = "looked again";
    request.note = *any_text();
    RC_LOG() << " " << id << " " << request.outcome;
    app::resolve(session_, request);
}

void LivingRecord::amend() {
    app::AmendRequest request;
    request.id = some_statement();
    if (one_in(2)) request.text = words();
    if (one_in(3)) request.criteria = words();
    if (one_in(3)) request.due = "+30d";
    if (one_in(3)) request.tags = {words()};
    request.reason = "clearer";
    app::amend(session_, request);
}

void LivingRecord::import_rows() {
    app::write(session_, [&](Writer& writer) {
        const auto record = app::need_statement(writer, some_statement());
        const auto& question = app::need_question(record);
        std::vector<journal::ImportedForecast> rows;
        for (int n = whole(1, 5); n > 0; --n) {
            rows.push_back({record.uid, writer.subject_of_person(some_person()), When::day(day_of(session_.clock.now()) - std::chrono::days{n}),
                            *any_predictive(question), question.type});
        }
        writer.append_forecasts("rows", rows);
    });
}

std::string dump(Reader& reader) {
    std::string out;
    for (const auto& person : reader.persons()) out += canonical(to_canonical(person)) + "\n";
    for (const auto& source : reader.sources()) out += canonical(to_canonical(source)) + "\n";
    for (const auto& [phrase, p] : reader.credence()) out += phrase + " " + std::to_string(p) + "\n";
    for (const auto& record : reader.records({}, Instant{})) {
        const auto type = record.statement.question ? record.statement.question->type : QuestionType::binary;
        out += record.uid + " " + print_instant(record.recorded) + " " + canonical(to_canonical(record.statement)) + "\n";
        for (const auto& a : record.amendments) out += print_instant(a.at) + " " + a.reason + " " + canonical(to_canonical(a.before)) + "\n";
        for (const auto& f : record.forecasts) out += line_of(f, type);
        for (const auto& r : record.resolutions) out += line_of(r, type);
        if (record.retraction) out += "retracted " + print_when(record.retraction->on) + " " + record.retraction->reason + "\n";
    }
    for (const auto& summary : reader.summaries({})) out += dump_json(app::to_json(summary)) + "\n";
    for (const auto& entry : reader.log(std::nullopt, std::nullopt)) out += dump_json(app::to_json(entry)) + "\n";
    return out;
}

std::string dump(Store& store) {
    std::string out;
    store.read([&](Reader& reader) { out = dump(reader); });
    return out;
}

std::string standing(const app::Session& session) {
    std::string out;
    app::open_for_reading(session).read([&](Reader& reader) {
        for (const auto& record : reader.records({}, session.clock.now())) {
            if (record.retraction) continue;
            const auto type = record.statement.question ? record.statement.question->type : QuestionType::binary;
            out += canonical(to_canonical(record.statement)) + "\n";
            for (const auto* person : {"me", "ann"}) {
                const auto* forecast = record.standing_forecast(person, session.clock.now());
                if (forecast) out += "  " + canonical(to_canonical(forecast->forecast, type)) + "\n";
            }
            for (const auto* rating : record.ratings()) out += "  " + canonical(to_canonical(rating->resolution, type)) + "\n";
        }
    });
    return out;
}

}  // namespace hindsight::test
