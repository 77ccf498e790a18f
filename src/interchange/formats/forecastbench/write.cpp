// SPDX-License-Identifier: MIT
// Writes ForecastBench's forecast sets: one file for each forecaster and day on which forecasts were due.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "../readers.hpp"
#include "hindsight/base/text.hpp"
#include "key.hpp"

namespace hindsight::interchange {

namespace {

using namespace forecastbench;

struct Row {
    Key key;
    const Forecast* forecast = nullptr;
};
/// By the day that they were due, and the person.
using Sets = std::map<std::pair<std::string, std::string>, std::vector<Row>>;

bool is_crowd(std::string_view person) { return person.starts_with("forecastbench-") && person.ends_with("-crowd"); }

/// The last forecast of each person that came in time.
void add_forecasts(const BookStatement& statement, const Key& key, Sets& sets, Written& written) {
    std::map<std::string, const Forecast*> last;
    const auto deadline = end_of(*parse_day(key.due));
    for (const auto& [forecast, withdrawn, reason, where] : statement.forecasts) {
        const auto shown = fmt::format("{} of {}", forecast.forecaster, statement.statement.id);
        if (is_crowd(forecast.forecaster)) {
            written.lose("what the crowd of a market said, which stands in question sets", shown);
        } else if (forecast.made_at.at > deadline) {
            written.lose("forecast after the day that it was due", shown);
        } else if (withdrawn && withdrawn->at <= deadline) {
            written.lose("forecast that was withdrawn", shown);
        } else {
            auto& best = last[forecast.forecaster];
            if (best) written.lose("forecast that another one replaced", shown);
            if (!best || forecast.made_at.at >= best->made_at.at) best = &forecast;
        }
    }
    for (const auto& [person, forecast] : last) sets[{key.due, person}].push_back({key, forecast});
}

Json row_of(const Row& row) {
    auto out = Json::object();
    out.set("id", row.key.id);
    out.set("source", row.key.source);
    out.set("forecast", std::get<BinaryForecast>(row.forecast->predictive).p);
    out.set("resolution_date", row.key.date.empty() ? Json() : Json(row.key.date));
    out.set("reasoning", row.forecast->reason.empty() ? Json() : Json(row.forecast->reason));
    out.set("direction", nullptr);
    return out;
}

/// `Organization: model`, as reading makes it; somebody else is both.
std::pair<std::string, std::string> parts_of_name(const std::string& name) {
    const auto colon = name.find(": ");
    return colon == std::string::npos ? std::pair(name, name)
                                      : std::pair(name.substr(0, colon), name.substr(colon + 2));
}

std::string for_file(std::string text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return c == '/' || c == '\\' || c == ':' || c == ' ' || static_cast<unsigned char>(c) < 32; },
        '-');
    return text;
}

/// People may share a name, but not a file.
std::string file_name(const std::string& name, const std::string& person, const Written& written) {
    const auto taken = std::any_of(written.files.begin(), written.files.end(),
                                   [&](const WrittenFile& file) { return file.name == name + ".json"; });
    return taken ? fmt::format("{}-{}.json", name, person) : name + ".json";
}

WrittenFile file_of(const std::string& due, const std::string& person, const std::string& name,
                    const std::vector<Row>& rows, const Written& written) {
    const auto [organization, model] = parts_of_name(name);
    Json::Array forecasts;
    for (const auto& row : rows) forecasts.push_back(row_of(row));
    auto out = Json::object();
    out.set("organization", organization);
    out.set("model", model);
    out.set("model_organization", organization);
    out.set("question_set", due + "-llm.json");
    out.set("forecast_due_date", due);
    out.set("forecasts", std::move(forecasts));
    return {file_name(fmt::format("{}.{}.{}", due, for_file(organization), for_file(model)), person, written),
            dump_json_pretty(out) + "\n"};
}

}  // namespace

Written write_forecastbench(const Book& book, const WriteOptions&) {
    Written written;
    Sets sets;
    for (const auto& statement : book.statements) {
        const auto key = statement.statement.source == kSite ? parse_key(statement.statement.foreign_id) : std::nullopt;
        if (!key || !statement.statement.question || statement.statement.question->type != QuestionType::binary) {
            written.lose("statement that is no question of ForecastBench", statement.statement.id);
            continue;
        }
        add_forecasts(statement, *key, sets, written);
        for (const auto& resolution : statement.resolutions)
            written.lose("resolution", fmt::format("{} by {}", statement.statement.id, resolution.resolution.resolver));
    }
    std::map<std::string, std::string> names;
    for (const auto& person : book.persons) names[person.person.id] = text_in(person.person.name, "en");
    for (const auto& [of, rows] : sets) {
        const auto& name = names[of.second];
        written.files.push_back(file_of(of.first, of.second, name.empty() ? of.second : name, rows, written));
    }
    return written;
}

}  // namespace hindsight::interchange
