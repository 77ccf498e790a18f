// SPDX-License-Identifier: MIT
// Verbs: making and withdrawing a forecast.
#include <fmt/format.h>

#include <algorithm>

#include "draft.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

namespace {

/// The moment from which a forecast no longer counts: what comes first of closing and the outcome being known.
std::optional<Instant> cut_off_of(const StatementRecord& record) {
    std::optional<Instant> cut_off;
    if (const auto closes = record.statement.question->cut_off()) cut_off = closes->at;
    if (const auto* scored = record.scored_resolution()) {
        const auto decided = scored->resolution.decided_on.at;
        cut_off = cut_off ? std::min(*cut_off, decided) : decided;
    }
    return cut_off;
}

When moment(const Session& session, const std::string& typed, std::string_view what) {
    if (typed.empty()) return When::instant(session.clock.now());
    const auto when = spoken_date(session, typed);
    refuse_future(session, when, what);
    return when;
}

const ForecastRecord& by_event(const StatementRecord& record, const std::string& event) {
    return *std::find_if(record.forecasts.begin(), record.forecasts.end(), [&](const auto& f) { return f.event == event; });
}

}  // namespace

ForecastResult forecast(const Session& session, const ForecastRequest& request) {
    ForecastResult result;
    write(session, [&](Writer& writer) {
        const auto record = need_statement(writer, request.id);
        const auto& question = need_question(record);
        auto made = draft_forecast(writer, question, request.forecast, {});
        made.forecaster = request.by.empty() ? session.actor : request.by;
        made.made_at = moment(session, request.at, "the time of the forecast");
        made.reason = request.reason;
        ensure_person(session, writer, made.forecaster);
        const auto event = writer.append(journal::ForecastMade{record.uid, made, question.type});
        result.record = need_statement(writer, request.id);
        result.made = by_event(result.record, event);
    });
    const auto cut_off = cut_off_of(result.record);
    result.too_late = cut_off && result.made.made > *cut_off;
    return result;
}

ForecastRecord withdraw(const Session& session, const WithdrawRequest& request) {
    if (trim(request.reason).empty()) throw Error(ErrorCode::usage, "a withdrawal needs its reason", "add --reason \"…\"");
    ForecastRecord withdrawn;
    write(session, [&](Writer& writer) {
        const auto record = need_statement(writer, request.id);
        const auto person = request.by.empty() ? session.actor : request.by;
        need_person(writer, person);
        const auto at = moment(session, request.at, "the withdrawal");
        const auto* standing = record.standing_forecast(person, std::max(at.at, session.clock.now()));
        if (standing && standing->event.empty()) {
            throw Error(ErrorCode::conflict, fmt::format("the forecast by {} on \"{}\" came in bulk with others, and cannot be withdrawn alone", person, request.id),
                        "record a new forecast: from then on that one stands");
        }
        if (!standing) {
            throw Error(ErrorCode::not_found, fmt::format("there is no forecast by {} on \"{}\" to withdraw", person, request.id),
                        fmt::format("hindsight show {} shows the forecasts", request.id));
        }
        refuse(fault_of_withdrawal(at, standing->forecast.made_at));
        writer.append(journal::ForecastWithdrawn{record.uid, standing->event, at, request.reason});
        withdrawn = by_event(need_statement(writer, request.id), standing->event);
    });
    return withdrawn;
}

}  // namespace hindsight::app
