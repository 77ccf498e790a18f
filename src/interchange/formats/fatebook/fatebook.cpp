// SPDX-License-Identifier: MIT
// Fatebook: its exported table, its spreadsheets, and what its programming interface answers.
#include <fmt/format.h>

#include "../json_fields.hpp"
#include "../readers.hpp"
#include "hindsight/base/text.hpp"
#include "tables.hpp"

namespace hindsight::interchange {

namespace {

using namespace fatebook;

bool is_api(const Peek& peek) {
    return (peek.first() == '{' || peek.first() == '[') && peek.has_keys({"title", "resolveBy", "createdAt"}) &&
           (peek.has_key("forecasts") || peek.has_key("yourLatestPrediction"));
}

When time_of(const Json& object, std::string_view key) {
    return to_the_second(When::instant(Times::utc(text_of(object, key))));
}

std::optional<When> maybe_time_of(const Json& object, std::string_view key) {
    return text_of(object, key).empty() ? std::nullopt : std::optional(time_of(object, key));
}

std::string name_of(const Json* user) { return user ? text_of(*user, "name") : std::string(); }

/// A question does not name who made it: most make a forecast at once.
std::string creator_of(const Json& question) {
    const auto name = name_of(question.find("user"));
    const auto& forecasts = list_of(question, "forecasts");
    return name.empty() && !forecasts.empty() ? name_of(forecasts.front().find("user")) : name;
}

Item item_of(const Json& question) {
    Item item;
    item.title = text_of(question, "title");
    item.creator = creator_of(question);
    item.created = time_of(question, "createdAt");
    item.resolve_by = maybe_time_of(question, "resolveBy");
    item.resolution = text_of(question, "resolution");
    item.resolved_at = maybe_time_of(question, "resolvedAt");
    item.notes = text_of(question, "notes");
    for (const auto& tag : list_of(question, "tags"))
        item.tags.push_back(tag.is_string() ? tag.as_string() : text_of(tag, "name"));
    return item;
}

class ApiReader {
 public:
    ApiReader(std::string file, Drafts& drafts, Questions& questions)
        : file_(std::move(file)), drafts_(drafts), questions_(questions) {}

    void take(const Json& question) {
        std::size_t taken = 0;
        const auto& forecasts = list_of(question, "forecasts");
        try {
            const auto item = item_of(question);
            if (text_of(question, "type") != "MULTIPLE_CHOICE") questions_.take(item, {file_, 0});
            for (; taken < forecasts.size(); ++taken) forecast_or_refuse(question, item, forecasts[taken]);
            lose_others(question, "",
                        {"title", "yourLatestPrediction", "resolved", "resolution", "resolveBy", "resolvedAt", "type",
                         "forecasts", "createdAt", "notes", "tags", "user"},
                        drafts_);
        } catch (const Error& fault) {
            refuse(DraftKind::statement, question, fault);
            for (; taken < forecasts.size(); ++taken)
                refuse(DraftKind::forecast, question, Error(fault.code(), "a forecast of what was refused"));
        }
    }

 private:
    void forecast(Item item, const Json& forecast) {
        const auto p = number_of(forecast, "forecast");
        if (!p) throw Error(ErrorCode::bad_probability, "a forecast is no number");
        if (const auto* option = forecast.find("option"); option && option->is_object()) {
            item.option = text_of(*option, "text");
            if (const auto own = text_of(*option, "resolution"); !own.empty()) item.resolution = own;
            if (const auto own = maybe_time_of(*option, "resolvedAt")) item.resolved_at = own;
        }
        const auto made_at = time_of(forecast, "createdAt");
        const auto statement = questions_.take(item, {file_, 0}).first;
        questions_.forecast(statement, name_of(forecast.find("user")), *p, made_at, {file_, 0});
        lose_others(forecast, "forecast ", {"forecast", "createdAt", "user", "option"}, drafts_);
        if (const auto* user = forecast.find("user")) lose_others(*user, "user ", {"name"}, drafts_);
    }

    void forecast_or_refuse(const Json& question, const Item& item, const Json& forecast) {
        try {
            this->forecast(item, forecast);
        } catch (const Error& fault) {
            refuse(DraftKind::forecast, question, fault);
        }
    }

    void refuse(DraftKind kind, const Json& question, const Error& fault) {
        auto out = diagnostic_of(fault);
        out.message = fmt::format("question \"{}\": {}", printable(truncate_to_width(text_of(question, "title"), 60)),
                                  out.message);
        out.where.file = file_;
        drafts_.refuse(kind, std::move(out));
    }

    std::string file_;
    Drafts& drafts_;
    Questions& questions_;
};

}  // namespace

void fatebook::read_api(const Member& member, const Reading& reading, Questions& questions) {
    const auto document = read_document(member, reading.options);
    ApiReader reader(member.input.name, reading.drafts, questions);
    const auto* items = document.is_array() ? &document : document.find("items");
    if (!items) return reader.take(document);
    if (!items->is_array())
        throw Error(ErrorCode::wrong_type, fmt::format("{}: \"items\" is no list", member.input.name));
    for (const auto& question : items->as_array()) reader.take(question);
}

bool is_fatebook(const Peek& peek) { return is_export(peek) || is_spreadsheet(peek) || is_api(peek); }

void read_fatebook(Reading& reading) {
    reading.drafts.source({std::string(kSite), {{"en", "Fatebook"}}, "https://fatebook.io", {}});
    Questions questions(reading.drafts);
    for (const auto& member : reading.members) {
        if (is_export(member.peek)) {
            read_export(member, reading, questions);
        } else if (is_spreadsheet(member.peek)) {
            read_spreadsheet(member, reading, questions);
        } else {
            read_api(member, reading, questions);
        }
    }
}

}  // namespace hindsight::interchange
