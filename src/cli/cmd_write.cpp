// SPDX-License-Identifier: MIT
// Commands that record something: add, forecast, withdraw, resolve, amend, retract, undo.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "commands.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/validate.hpp"
#include "output.hpp"

namespace hindsight::cli {

namespace {

constexpr int kTries = 3;

/// Asks until the answer passes `check`, which throws Error; after the third wrong one that error stands.
std::string ask_until(const std::string& question, const std::string& hint, const std::function<void(const std::string&)>& check) {
    for (int tries = 1;; ++tries) {
        auto answer = ask(question, hint);
        if (answer.empty()) return answer;
        try {
            check(answer);
            return answer;
        } catch (const app::UnknownParty&) {
            return answer;  // asked for later
        } catch (const Error& e) {
            if (tries == kTries) throw;
            warn(render(e));
        }
    }
}

void check_id(const std::string& id) { refuse(fault_of_id(id)); }

/// Takes down a person or source that a verb found missing, to be added with what it does. `name` is what was typed.
void take_newcomer(Context& context, const app::UnknownParty& unknown, const std::vector<std::string*>& names) {
    const bool person = unknown.kind() == app::UnknownParty::Kind::person;
    auto id = unknown.id();
    if (!is_slug(id)) {  // a name where an id is meant: perhaps somebody known
        id = slugify(id);
        if (id.empty()) id = ask_until(fmt::format("a short id for \"{}\"", printable(unknown.id())), "a-z, 0-9 and -; empty: stop", check_id);
        if (id.empty()) throw unknown;
        for (auto* name : names) {
            if (*name == unknown.id()) *name = id;
        }
        return say(context, fmt::format("  \"{}\" is taken as {}", printable(unknown.id()), id));
    }
    const auto question = person ? fmt::format("there is no person \"{}\" yet; full name to add them", id)
                                 : fmt::format("there is no source \"{}\" yet; title to add it", id);
    const auto answer = ask(question, "empty: stop");
    if (answer.empty()) throw unknown;
    if (person) {
        context.session.new_persons.push_back({id, {{app::language_of_text(answer), answer}}});
    } else {
        context.session.new_sources.push_back({id, {{app::language_of_text(answer), answer}}, ask("its address", "empty: none"), std::nullopt});
    }
}

/// On a terminal, people and sources that are unknown are asked for, and the verb runs again. `names` may name them.
template <class Verb>
auto asking_for_newcomers(Context& context, std::vector<std::string*> names, const Verb& verb) {
    names.push_back(&context.session.actor);
    for (int left = 8;; --left) {  // two questions for each of the actor, the speaker and the source
        try {
            return verb();
        } catch (const app::UnknownParty& unknown) {
            if (!context.asks || left == 0) throw;
            take_newcomer(context, unknown, names);
        }
    }
}

/// Asks for what a scorable prediction needs and was not given.
void ask_for_missing(const Context& context, app::AddRequest& request) {
    if (!context.asks) return;
    const auto try_with = [&](std::string app::AddRequest::*field) {
        return [&context, &request, field](const std::string& answer) {
            auto attempt = request;
            attempt.*field = answer;
            app::try_add(context.session, attempt);
        };
    };
    if (request.by.empty()) request.by = ask("who said it?", fmt::format("empty: {}", context.session.actor));
    if (request.due.empty()) {
        request.due = ask_until("when should the answer be known?", "2027-12-31, +90d, \"end of March 2027\"; empty: no question",
                                try_with(&app::AddRequest::due));
    }
    if (request.due.empty()) return;
    if (request.criteria.empty()) request.criteria = ask("what settles it?", "so that a stranger can decide");
    if (request.forecast.empty() && request.phrase.empty()) {
        request.forecast = ask_until("how probable?", "70%, 7:3, 100B..500B@80%; empty: none yet", try_with(&app::AddRequest::forecast));
    }
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
    return fmt::format("{}: {}, {}", s.forecaster, printable(s.forecast), scores_text(s, ", lower is better"));
}

/// As much of a text as fits, up to the last blank in it if there is one.
std::string first_line(const std::string& text, int width) {
    if (display_width(text) <= width) return text;
    std::size_t end = 0, blank = 0;
    for (std::size_t next = 0; end < text.size(); end = next) {
        next = end + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
        if (display_width(std::string_view(text).substr(0, next)) > width) break;
        if (text[end] == ' ') blank = end;
    }
    return text.substr(0, blank > 0 ? blank : end);
}

/// Columns of a line that is read by a person: a whole book's criteria on one line are read by nobody.
constexpr int kLineWidth = 80;
constexpr std::size_t kMostLines = 4;

/// A text under its label, broken at blanks; Chinese has none and breaks anywhere. What takes more lines ends in "…".
void say_wrapped(const Context& context, std::string_view label, std::string_view text) {
    const int width = std::max(20, (context.width > 0 ? context.width : kLineWidth) - display_width(label));
    std::string rest = printable(text);
    for (std::size_t line = 0; !rest.empty(); ++line) {
        auto piece = line + 1 == kMostLines ? truncate_to_width(rest, width) : first_line(rest, width);
        say(context, fmt::format("{}{}", line == 0 ? std::string(label) : std::string(label.size(), ' '), piece));
        if (line + 1 == kMostLines) return;
        rest = std::string(trim(std::string_view(rest).substr(piece.size())));
    }
}

void print_resolution(const Context& context, const app::ResolveResult& result) {
    const auto& statement = result.record.statement;
    say(context, fmt::format("{}: {}", statement.id, printable(text_in(statement.text, context.session.language))));
    if (!statement.question->criteria.empty()) say_wrapped(context, "  settled by: ", statement.question->criteria);
    say(context, fmt::format("  outcome:    {}, decided on {}, by {}{}", printable(result.outcome), print_when(result.resolution.decided_on),
                             result.resolution.resolver, result.further_rating ? " (a further rating; the first resolver's is scored)" : ""));
    for (const auto& evidence : result.resolution.evidence) say(context, fmt::format("  evidence:   {}", printable(evidence.url)));
    for (const auto& score : result.scores) say(context, fmt::format("  {}", score_text(score)));
}

}  // namespace

int run_add(Context& context, const Arguments& arguments) {
    auto request = add_request(arguments);
    ask_for_missing(context, request);
    const auto result = asking_for_newcomers(context, {&request.by, &request.source}, [&] { return app::add(context.session, request); });
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
    if (arguments.has("--said-on")) say(context, fmt::format("  said on {}", print_day(statement.said_on)));
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
    app::ForecastRequest request{arguments.text("ID"), arguments.text("F"), arguments.text("--by"), arguments.text("--at"),
                                       arguments.text("--reason")};
    const auto result = asking_for_newcomers(context, {&request.by}, [&] { return app::forecast(context.session, request); });
    const auto& question = *result.record.statement.question;
    if (context.json) put_json(app::to_json(result.made, question));
    say(context, fmt::format("{}: {} by {}, made {}", request.id, print_predictive(result.made.forecast.predictive, question),
                             result.made.forecast.forecaster, print_when(result.made.forecast.made_at)));
    if (result.too_late) say(context, "  it was made after the question closed or was decided: kept, not scored");
    return 0;
}

int run_withdraw(Context& context, const Arguments& arguments) {
    app::WithdrawRequest request{arguments.text("ID"), arguments.text("--by"), arguments.text("--at"), arguments.text("--reason")};
    const auto withdrawn = asking_for_newcomers(context, {&request.by}, [&] { return app::withdraw(context.session, request); });
    if (context.json) {
        put_json(Json(Json::Object{{"id", Json(arguments.text("ID"))},
                                   {"by", Json(withdrawn.forecast.forecaster)},
                                   {"withdrawn", withdrawn.withdrawn_at ? Json(print_when(*withdrawn.withdrawn_at)) : Json()}}));
    }
    const auto from = arguments.has("--at") && withdrawn.withdrawn_at ? fmt::format(" from {}", print_when(*withdrawn.withdrawn_at)) : std::string();
    say(context, fmt::format("withdrew the forecast of {} on {}{}; it still counts for the time it stood", withdrawn.forecast.forecaster,
                             arguments.text("ID"), from));
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
    const auto result = asking_for_newcomers(context, {&request.by}, [&] { return app::resolve(context.session, request); });
    print_resolution(context, result);
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
    const auto result = asking_for_newcomers(context, {}, [&] { return app::amend(context.session, request); });
    if (context.json) put_json(Json(Json::Object{{"before", app::to_json(result.before)}, {"after", app::to_json(result.after)}}));
    say(context, fmt::format("amended {}: {}; what it said before stays in the record", request.id, fmt::join(result.changed, ", ")));
    if (arguments.has("--due") && result.after.question && result.after.question->due) {
        say(context, fmt::format("  due {}", print_when(*result.after.question->due)));
    }
    return 0;
}

int run_retract(Context& context, const Arguments& arguments) {
    asking_for_newcomers(context, {}, [&] { app::retract(context.session, arguments.text("ID"), arguments.text("--reason")); });
    if (context.json) put_json(Json(Json::Object{{"id", Json(arguments.text("ID"))}, {"status", Json("retracted")}}));
    say(context, fmt::format("retracted {}; it stays in the record and is counted", arguments.text("ID")));
    return 0;
}

int run_undo(Context& context, const Arguments&) {
    const auto result = asking_for_newcomers(context, {}, [&] { return app::undo(context.session); });
    if (context.json) {
        auto steps = Json::array();
        for (const auto& step : result.steps) steps.push(Json(step));
        put_json(Json(Json::Object{{"steps", std::move(steps)}}));
    }
    constexpr std::size_t kShown = 40;
    for (std::size_t i = 0; i < std::min(result.steps.size(), kShown); ++i) say(context, result.steps[i]);
    if (result.steps.size() > kShown) say(context, fmt::format("… and {} more", result.steps.size() - kShown));
    return 0;
}

}  // namespace hindsight::cli
