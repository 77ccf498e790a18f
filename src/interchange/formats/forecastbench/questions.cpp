// SPDX-License-Identifier: MIT
// Makes statements of ForecastBench's questions: one for a market, one for each day that a question about data is asked
// for.
#include "questions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../json_fields.hpp"
#include "../times.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange::forecastbench {

namespace {

/// What they write for nothing.
std::string given(const Json& object, std::string_view key) {
    auto text = text_of(object, key);
    return text == "N/A" ? std::string() : text;
}

Day day_in(const std::string& text) {
    if (const auto day = parse_day(text)) return *day;
    throw Error(ErrorCode::bad_date, fmt::format("\"{}\" is no day", printable(text)), "days look like 2024-07-28");
}

std::string due_of(const Json& set, const std::string& file) {
    auto due = text_of(set, "forecast_due_date");
    if (parse_day(due)) return due;
    throw Error(ErrorCode::bad_date,
                fmt::format("{}: \"{}\" is no day on which forecasts are due", file, printable(due)),
                "days look like 2024-07-28");
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string joined(std::initializer_list<std::string> texts) {
    std::string out;
    for (const auto& text : texts) {
        if (!trim(text).empty()) out += (out.empty() ? "" : "\n\n") + std::string(trim(text));
    }
    return out;
}

/// Of a question about data, where the series stood when the set was made.
std::string stood_at(const Json& question, const Key& key) {
    const auto value = given(question, "freeze_datetime_value");
    if (key.date.empty() || value.empty()) return {};
    return fmt::format("At {}: {}. {}", text_of(question, "freeze_datetime"), value,
                       given(question, "freeze_datetime_value_explanation"));
}

Question question_of(const Json& json, const Key& key, Instant frozen) {
    Question out;
    out.criteria = joined({given(json, "resolution_criteria"), given(json, "market_info_resolution_criteria")});
    out.notes = joined({given(json, "background"), stood_at(json, key)});
    out.opens = When::instant(frozen);
    out.closes = When::day(day_in(key.due));
    if (!key.date.empty()) {
        out.due = When::day(day_in(key.date));
    } else if (const auto end = given(json, "market_info_close_datetime"); !end.empty()) {
        out.due = parse_day(end) ? When::day(*parse_day(end)) : When::instant(Times::utc(end));
    }
    return out;
}

bool is_combination(const Json& object) {
    const auto* id = object.find("id");
    return id && id->is_array();
}

}  // namespace

Diagnostic fault_of_entry(const Error& fault, const std::string& what, const std::string& file) {
    auto out = diagnostic_of(fault);
    out.message = fmt::format("{}: {}", printable(what), out.message);
    out.where.file = file;
    return out;
}

void QuestionSets::add_questions(const Json& set, const std::string& file) {
    const auto due = due_of(set, file);
    for (const auto& question : list_of(set, "questions")) {
        if (is_combination(question)) {
            drafts_.lost("question (a combination of two others)", printed(*question.find("id")));
            continue;
        }
        try {
            add_question(question, due, file);
        } catch (const Error& fault) {
            refuse(DraftKind::statement, fault, question, file);
        }
    }
}

void QuestionSets::refuse(DraftKind kind, const Error& fault, const Json& entry, const std::string& file) {
    drafts_.refuse(kind, fault_of_entry(fault, fmt::format("question \"{}\"", text_of(entry, "id")), file));
}

void QuestionSets::add_question(const Json& question, const std::string& due, const std::string& file) {
    Key key{due, text_of(question, "source"), text_of(question, "id"), {}};
    if (key.source.empty() || key.id.empty())
        throw Error(ErrorCode::missing_key, "a question needs an id and a source");
    const auto frozen = Times::utc(text_of(question, "freeze_datetime"));
    const auto* dates = question.find("resolution_dates");
    if (dates && dates->is_array()) {
        for (const auto& date : dates->as_array()) {
            key.date = printed(date);
            try {
                add_statement(question, key, frozen, file);
            } catch (const Error& fault) {
                refuse(DraftKind::statement, fault, question, file);
            }
        }
    } else {
        add_statement(question, key, frozen, file);
        try {
            add_crowd(question, key, frozen, file);
        } catch (const Error& fault) {
            refuse(DraftKind::forecast, fault, question, file);
        }
    }
    const auto lose = [&](std::string_view name) {
        if (const auto text = given(question, name); !text.empty()) drafts_.lost(name, text);
    };
    for (const auto name : {"source_intro", "market_info_open_datetime", "combination_of"}) lose(name);
    lose_others(question, "",
                {"id", "source", "question", "resolution_criteria", "background", "market_info_open_datetime",
                 "market_info_close_datetime", "market_info_resolution_criteria", "url", "freeze_datetime",
                 "freeze_datetime_value", "freeze_datetime_value_explanation", "source_intro", "combination_of",
                 "resolution_dates"},
                drafts_);
}

void QuestionSets::add_statement(const Json& question, const Key& key, Instant frozen, const std::string& file) {
    BookStatement draft;
    auto& statement = draft.statement;
    statement.id = key.statement();
    statement.foreign_id = key.print();
    statement.address = given(question, "url");
    auto text = text_of(question, "question");
    replace_all(text, "{resolution_date}", key.date);
    replace_all(text, "{forecast_due_date}", key.due);
    statement.text = {{"en", text}};
    statement.speaker = drafts_.person(kSite, "team", "ForecastBench");
    statement.said_on = day_of(frozen);
    statement.source = kSite;
    statement.tags = {key.source};
    if (!key.date.empty())
        statement.tags.push_back(fmt::format("cluster:{}", Key{key.due, key.source, key.id, {}}.statement()));
    statement.question = question_of(question, key, frozen);
    draft.where.file = file;
    const auto [place, fresh] = places_.emplace(key.print(), statements_.size());
    if (!fresh && statements_[place->second].statement == statement) return;  // sets of one day share questions
    statements_.push_back(std::move(draft));
}

void QuestionSets::add_crowd(const Json& question, const Key& key, Instant frozen, const std::string& file) {
    const auto value = given(question, "freeze_datetime_value");
    if (value.empty()) return;
    const auto p = parse_number(value);
    if (!p) throw Error(ErrorCode::bad_probability, fmt::format("\"{}\" is no probability", printable(value)));
    const auto statement = key.statement();
    if (crowd_there_.emplace(statement, *p).second) crowds_.push_back({statement, key.source, *p, frozen, file});
}

BookStatement* QuestionSets::asked(const Key& key) {
    const auto it = places_.find(key.print());
    return it == places_.end() ? nullptr : &statements_[it->second];
}

void QuestionSets::add_resolutions(const Json& set, const std::string& file) {
    const auto due = due_of(set, file);
    for (const auto& row : list_of(set, "resolutions")) {
        try {
            add_resolution(row, due, file);
        } catch (const Error& fault) {
            refuse(DraftKind::resolution, fault, row, file);
        }
    }
}

/// A question that came in with an earlier import.
BookStatement* QuestionSets::recorded(const Key& key) {
    auto known = drafts_.known(key.statement());
    if (!known) return nullptr;
    known->forecasts.clear();
    known->resolutions.clear();
    places_.emplace(key.print(), statements_.size());
    return &statements_.emplace_back(*std::move(known));
}

/// Of a row each that is not taken, one reason: together with those that are taken they are all.
void QuestionSets::add_resolution(const Json& row, const std::string& due, const std::string& file) {
    const auto date = text_of(row, "resolution_date");
    if (is_combination(row)) {
        return drafts_.lost("resolution of a combination of two questions",
                            fmt::format("{} at {}", printed(*row.find("id")), date));
    }
    const Key of_market{due, text_of(row, "source"), text_of(row, "id"), {}};
    const auto* resolved = row.find("resolved");
    if (!resolved || !resolved->is_bool()) throw Error(ErrorCode::missing_key, "nothing says whether it is resolved");
    const auto value = number_of(row, "resolved_to");
    if (!value) throw Error(ErrorCode::bad_outcome, "resolved_to is no number");
    if (!resolved->as_bool())
        return drafts_.lost("resolved_to (of what is not resolved: an interim value)",
                            fmt::format("{}: {}", of_market.print(), print_number(*value)));
    auto* statement = asked(of_market);
    if (!statement) statement = asked({due, of_market.source, of_market.id, date});
    if (!statement) statement = recorded(of_market);
    if (!statement) statement = recorded({due, of_market.source, of_market.id, date});
    if (!statement)
        return drafts_.lost("resolution of a question that is in none of these files",
                            fmt::format("{} at {}", of_market.print(), date));
    if (!(*value >= 0 && *value <= 1))
        throw Error(ErrorCode::bad_outcome,
                    fmt::format("resolved_to is {}, not between 0 and 1", print_number(*value)));
    Resolution decided;
    decided.verdict = Outcome(Fraction{*value});
    decided.resolver = drafts_.person(kSite, "team", "ForecastBench");
    decided.decided_on = When::day(day_in(date));
    lose_others(row, "resolution ", {"id", "source", "resolution_date", "resolved", "resolved_to", "direction"},
                drafts_);
    Span where;
    where.file = file;
    auto& there = statement->resolutions;
    if (there.empty()) return there.push_back({std::move(decided), std::move(where)});
    if (!(there.front().resolution == decided))
        throw Error(ErrorCode::conflict, "it is resolved twice in these files, in different ways");
}

void QuestionSets::hand_over() {
    for (const auto& statement : statements_) drafts_.statement(statement);
    for (const auto& crowd : crowds_) {
        DraftForecast draft{crowd.statement, {}, {}, {}, {crowd.file, 0}};
        draft.forecast.forecaster = drafts_.person(kSite, crowd.source + "-crowd", "Crowd of " + crowd.source);
        draft.forecast.made_at = When::instant(crowd.at);
        draft.forecast.predictive = BinaryForecast{crowd.p};
        drafts_.forecast(draft);
    }
}

}  // namespace hindsight::interchange::forecastbench
