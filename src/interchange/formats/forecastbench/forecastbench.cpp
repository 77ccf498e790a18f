// SPDX-License-Identifier: MIT
// ForecastBench: its question, resolution and forecast sets, told apart by their keys, and its leaderboard.
#include <fmt/format.h>

#include "../json_fields.hpp"
#include "../readers.hpp"
#include "hindsight/base/text.hpp"
#include "questions.hpp"

namespace hindsight::interchange {

namespace {

using namespace forecastbench;

bool is_leaderboard(const Peek& peek) {
    return peek.has_columns({"Rank", "Team", "Model Organization", "Model", "Brier Overall"});
}

/// Models of one name by different organizations are not the same.
std::string forecaster(const Json& set, Drafts& drafts) {
    const auto organization = text_of(set, "organization"), model = text_of(set, "model");
    if (model.empty()) throw Error(ErrorCode::missing_key, "a forecast set needs \"model\"");
    return drafts.person(kSite, organization + "." + model,
                         organization.empty() ? model : fmt::format("{}: {}", organization, model));
}

/// All that is known of when a forecast was made is the day that it was due.
void read_forecast(const Json& row, const std::string& due, const std::string& by, const std::string& file,
                   Drafts& drafts) {
    if (const auto* id = row.find("id"); id && id->is_array())
        return drafts.lost("forecast of a combination of two questions", printed(*id));
    auto date = text_of(row, "resolution_date");
    if (date == "N/A") date.clear();
    const Key key{due, text_of(row, "source"), text_of(row, "id"), date};
    const auto p = number_of(row, "forecast");
    if (!p) throw Error(ErrorCode::bad_probability, "its forecast is no number");
    const auto statement = key.statement();
    DraftForecast draft{statement, {}, {}, {}, {file, 0}};
    draft.forecast.forecaster = by;
    draft.forecast.made_at = When::day(*parse_day(due));
    draft.forecast.predictive = BinaryForecast{*p};
    draft.forecast.reason = text_of(row, "reasoning");
    drafts.forecast(draft);
    lose_others(row, "forecast ", {"id", "source", "forecast", "resolution_date", "reasoning"}, drafts);
}

void read_forecasts(const Json& set, const std::string& file, Drafts& drafts) {
    const auto due = text_of(set, "forecast_due_date");
    if (!parse_day(due))
        throw Error(ErrorCode::bad_date,
                    fmt::format("{}: \"{}\" is no day on which forecasts are due", file, printable(due)));
    const auto by = forecaster(set, drafts);
    for (const auto& row : list_of(set, "forecasts")) {
        try {
            read_forecast(row, due, by, file, drafts);
        } catch (const Error& fault) {
            drafts.refuse(DraftKind::forecast,
                          fault_of_entry(fault, fmt::format("forecast of \"{}\"", text_of(row, "id")), file));
        }
    }
    const auto maker = text_of(set, "model_organization");
    if (!maker.empty() && maker != text_of(set, "organization")) drafts.lost("model_organization", maker);
    lose_others(set, "",
                {"forecasts", "forecast_due_date", "organization", "model", "model_organization", "question_set"},
                drafts);
}

/// Scores of models whose forecasts it does not have.
void lose_leaderboard(const Member& member, const Reading& reading) {
    Table table(member, reading.options);
    const auto model = table.need("Model");
    while (table.next()) reading.drafts.lost("row of a leaderboard", table.cell(model));
    reading.drafts.note(
        "A leaderboard has scores without the forecasts that they were computed from: nothing of it can be scored "
        "here.");
}

}  // namespace

bool is_forecastbench(const Peek& peek) {
    if (is_leaderboard(peek)) return true;
    if (peek.first() != '{' || !peek.has_key("forecast_due_date")) return false;
    return peek.has_keys({"questions", "freeze_datetime"}) || peek.has_keys({"resolutions", "resolved_to"}) ||
           peek.has_keys({"model", "forecasts"});
}

/// Questions first, then their answers, then forecasts, whatever the order of the files.
void read_forecastbench(Reading& reading) {
    reading.drafts.source({std::string(kSite), {{"en", "ForecastBench"}}, "https://www.forecastbench.org", {}});
    std::vector<std::pair<std::string, Json>> documents;
    for (const auto& member : reading.members) {
        if (is_leaderboard(member.peek)) {
            lose_leaderboard(member, reading);
        } else {
            documents.emplace_back(member.input.name, read_document(member, reading.options));
        }
    }
    QuestionSets sets(reading.drafts);
    for (const auto& [file, document] : documents) {
        if (document.find("questions")) sets.add_questions(document, file);
    }
    for (const auto& [file, document] : documents) {
        if (document.find("resolutions")) sets.add_resolutions(document, file);
    }
    sets.hand_over();
    for (const auto& [file, document] : documents) {
        if (document.find("forecasts")) read_forecasts(document, file, reading.drafts);
    }
}

}  // namespace hindsight::interchange
