// SPDX-License-Identifier: MIT
// Commands that record something: add, forecast, withdraw, resolve, amend, retract, undo.
#include <fmt/format.h>

#include "commands.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "output.hpp"

namespace hindsight::cli {

namespace {

/// On a terminal an unknown person can be added on the spot; the verb then runs again.
template <class Verb>
auto asking_for_people(Context& context, const std::string& person, const Verb& verb) {
    try {
        return verb();
    } catch (const Error& e) {
        const bool unknown_person = e.code() == ErrorCode::not_found && e.hint().find("person add " + person + " ") != std::string::npos;
        if (!context.asks || person.empty() || !unknown_person) throw;
        const auto name = ask(fmt::format("there is no person \"{}\" yet; full name to add them", person), "empty: stop");
        if (name.empty()) throw;
        app::add_person(context.session, {person, {{"en", name}}});
    }
    return verb();
}

/// Asks for what a scorable prediction needs and was not given.
void ask_for_missing(const Context& context, app::AddRequest& request) {
    if (!context.asks) return;
    if (request.by.empty()) request.by = ask("who said it?", fmt::format("empty: {}", context.session.actor));
    if (request.due.empty()) request.due = ask("when should the answer be known?", "2027-12-31, +90d, \"end of March 2027\"; empty: no question");
    if (request.due.empty()) return;
    if (request.criteria.empty()) request.criteria = ask("what settles it?", "so that a stranger can decide");
    if (request.forecast.empty() && request.phrase.empty()) request.forecast = ask("how probable?", "70%, 7:3, 100B..500B@80%; empty: none yet");
}

app::AddRequest add_request(const Arguments& a) {
    app::AddRequest r;
    r.text = a.text("TEXT");
    r.language = a.text("--lang-of-text");
    r.id = a.text("--id");
    if (const auto kind = a.text("--kind"); !kind.empty()) {
        r.kind = parse_statement_kind(kind);
        if (!r.kind) throw Error(ErrorCode::usage, fmt::format("\"{}\" is no kind of statement", printable(kind)), "kinds: prediction, claim");
    }
    r.by = a.text("--by");
    r.said_on = a.text("--said-on");
    r.due = a.text("--due");
    r.type = a.text("--type");
    r.criteria = a.text("--criteria");
    r.unit = a.text("--unit");
    r.scale = a.text("--scale");
    r.options = a.all("--option");
    for (const char* option : {"--forecast", "--phrase"}) {
        if (a.has(option) && trim(a.text(option)).empty()) {
            throw Error(ErrorCode::bad_predictive, "the forecast is empty", fmt::format("write {}", info(QuestionType::binary).forecast));
        }
    }
    r.forecast = a.text("--forecast");
    r.phrase = a.text("--phrase");
    r.source = a.text("--source");
    r.locator = a.text("--locator");
    r.tags = a.list("--tag");
    return r;
}

std::string score_text(const app::ForecasterScore& s) {
    if (!s.not_scored.empty()) return fmt::format("{}: {}, not scored: {}", s.forecaster, s.forecast, s.not_scored);
    std::string scores;
    if (s.brier) scores += fmt::format("Brier {:.4f} (0-1, lower is better)", *s.brier);
    if (s.log) scores += fmt::format("{}log {:.4f}", scores.empty() ? "" : ", ", *s.log);
    return fmt::format("{}: {}, {}", s.forecaster, s.forecast, scores);
}

void print_resolution(const Context& context, const app::ResolveResult& result) {
    const auto& statement = result.record.statement;
    say(context, fmt::format("{}: {}", statement.id, printable(text_in(statement.text, context.session.language))));
    if (!statement.question->criteria.empty()) say(context, fmt::format("  settled by: {}", printable(statement.question->criteria)));
    say(context, fmt::format("  outcome:    {}, decided on {}, by {}{}", printable(result.outcome), print_when(result.resolution.decided_on),
                             result.resolution.resolver, result.further_rating ? " (a further rating; the first resolver's is scored)" : ""));
    for (const auto& evidence : result.resolution.evidence) say(context, fmt::format("  evidence:   {}", printable(evidence.url)));
    for (const auto& score : result.scores) say(context, fmt::format("  {}", score_text(score)));
}

}  // namespace

int run_add(Context& context, const Arguments& arguments) {
    auto request = add_request(arguments);
    ask_for_missing(context, request);
    const auto result = asking_for_people(context, request.by, [&] { return app::add(context.session, request); });
    const auto& statement = result.record.statement;
    if (context.json) {
        auto json = app::to_json(statement);
        json.set("status", Json(slug(result.status)));
        auto similar = Json::array();
        for (const auto& id : result.similar) similar.push(Json(id));
        json.set("similar", std::move(similar));
        put_json(json);
    }
    for (const auto& id : result.similar) {
        warn(fmt::format("warning: \"{}\" says nearly the same; `hindsight undo` takes this one back", id));
    }
    say(context, fmt::format("added {}", statement.id));
    if (!statement.question) {
        say(context, "  it has no question yet, so it cannot be scored: amend it with --criteria and --due");
        return 0;
    }
    if (statement.question->due) say(context, fmt::format("  due {}", print_when(*statement.question->due)));
    if (!statement.question->due) say(context, "  no due date: it will never be overdue");
    if (!result.record.forecasts.empty()) {
        const auto& forecast = result.record.forecasts.front().forecast;
        say(context, fmt::format("  {} by {}{}", print_predictive(forecast.predictive, *statement.question), forecast.forecaster,
                                 forecast.basis == Basis::imputed ? fmt::format(" (read out of \"{}\")", forecast.phrase) : ""));
    }
    return 0;
}

int run_forecast(Context& context, const Arguments& arguments) {
    const app::ForecastRequest request{arguments.text("ID"), arguments.text("F"), arguments.text("--by"), arguments.text("--at"),
                                       arguments.text("--reason")};
    const auto result = asking_for_people(context, request.by, [&] { return app::forecast(context.session, request); });
    const auto& question = *result.record.statement.question;
    if (context.json) put_json(app::to_json(result.made, question));
    say(context, fmt::format("{}: {} by {}, made {}", request.id, print_predictive(result.made.forecast.predictive, question),
                             result.made.forecast.forecaster, print_when(result.made.forecast.made_at)));
    if (result.too_late) say(context, "  it was made after the question closed or was decided: kept, not scored");
    return 0;
}

int run_withdraw(Context& context, const Arguments& arguments) {
    const auto withdrawn = app::withdraw(
        context.session, {arguments.text("ID"), arguments.text("--by"), arguments.text("--at"), arguments.text("--reason")});
    if (context.json) {
        put_json(Json(Json::Object{{"id", Json(arguments.text("ID"))},
                                   {"by", Json(withdrawn.forecast.forecaster)},
                                   {"withdrawn", withdrawn.withdrawn_at ? Json(print_when(*withdrawn.withdrawn_at)) : Json()}}));
    }
    say(context, fmt::format("withdrew the forecast of {} on {}; it still counts for the time it stood", withdrawn.forecast.forecaster,
                             arguments.text("ID")));
    return 0;
}

int run_resolve(Context& context, const Arguments& arguments) {
    app::ResolveRequest request;
    request.id = arguments.text("ID");
    request.outcome = arguments.text("OUTCOME");
    request.on = arguments.text("--on");
    request.by = arguments.text("--by");
    request.evidence = arguments.all("--evidence");
    request.note = arguments.text("--note");
    request.correct = arguments.has("--correct");
    request.reason = arguments.text("--reason");
    const auto preview = [&](const app::ResolveResult& result) { print_resolution(context, result); };
    const auto result = asking_for_people(context, request.by, [&] { return app::resolve(context.session, request, preview); });
    if (context.json) {
        const auto& question = *result.record.statement.question;
        auto json = Json::object();
        json.set("id", Json(request.id));
        json.set("resolution", app::to_json(result.record.resolutions.back(), question));
        json.set("scores", app::list_to_json(result.scores));
        put_json(json);
    }
    say(context, fmt::format("recorded; `hindsight show {}` has the whole history", request.id));
    return 0;
}

int run_amend(Context& context, const Arguments& arguments) {
    app::AmendRequest request;
    request.id = arguments.text("ID");
    request.text = arguments.text("--text");
    request.language = arguments.text("--lang-of-text");
    request.criteria = arguments.text("--criteria");
    request.due = arguments.text("--due");
    request.tags = arguments.list("--tag");
    request.reason = arguments.text("--reason");
    const auto result = app::amend(context.session, request);
    if (context.json) put_json(Json(Json::Object{{"before", app::to_json(result.before)}, {"after", app::to_json(result.after)}}));
    say(context, fmt::format("amended {}: {}; what it said before stays in the record", request.id, fmt::join(result.changed, ", ")));
    return 0;
}

int run_retract(Context& context, const Arguments& arguments) {
    app::retract(context.session, arguments.text("ID"), arguments.text("--reason"));
    if (context.json) put_json(Json(Json::Object{{"id", Json(arguments.text("ID"))}, {"status", Json("retracted")}}));
    say(context, fmt::format("retracted {}; it stays in the record and is counted", arguments.text("ID")));
    return 0;
}

int run_undo(Context& context, const Arguments&) {
    const auto result = app::undo(context.session);
    if (context.json) {
        auto steps = Json::array();
        for (const auto& step : result.steps) steps.push(Json(step));
        put_json(Json(Json::Object{{"steps", std::move(steps)}}));
    }
    for (const auto& step : result.steps) say(context, step);
    return 0;
}

}  // namespace hindsight::cli
