// SPDX-License-Identifier: MIT
// Members of canonical objects, with one kind of error for whatever does not fit.
#include "members.hpp"

#include <fmt/format.h>

#include "hindsight/base/number.hpp"

namespace hindsight::journal {

void bad_content(std::string_view what) {
    throw Error(ErrorCode::bad_canonical, fmt::format("the content of an event cannot be read: {}", what));
}

const Json& member(const Json& json, std::string_view key) {
    const auto* value = json.find(key);
    if (!value) bad_content(fmt::format("\"{}\" is missing", key));
    return *value;
}

const std::string& text_member(const Json& json, std::string_view key) {
    const auto& value = member(json, key);
    if (!value.is_string()) bad_content(fmt::format("\"{}\" is no text", key));
    return value.as_string();
}

std::string optional_text(const Json& json, std::string_view key) {
    return json.find(key) ? text_member(json, key) : std::string();
}

double number_member(const Json& json, std::string_view key) {
    const auto number = parse_number(text_member(json, key));
    if (!number) bad_content(fmt::format("\"{}\" is no number", key));
    return *number;
}

std::optional<double> optional_number(const Json& json, std::string_view key) {
    if (!json.find(key)) return std::nullopt;
    return number_member(json, key);
}

bool optional_flag(const Json& json, std::string_view key) {
    const auto* flag = json.find(key);
    if (flag && !flag->is_bool()) bad_content(fmt::format("\"{}\" is neither true nor false", key));
    return flag && flag->as_bool();
}

When when_member(const Json& json, std::string_view key) {
    const auto when = parse_when(text_member(json, key));
    if (!when) bad_content(fmt::format("\"{}\" is no time", key));
    return *when;
}

std::optional<When> optional_when(const Json& json, std::string_view key) {
    if (!json.find(key)) return std::nullopt;
    return when_member(json, key);
}

Day day_member(const Json& json, std::string_view key) {
    const auto day = parse_day(text_member(json, key));
    if (!day) bad_content(fmt::format("\"{}\" is no day", key));
    return *day;
}

Texts texts_member(const Json& json, std::string_view key) {
    const auto& list = member(json, key);
    if (!list.is_array()) bad_content(fmt::format("\"{}\" is no list", key));
    Texts texts;
    for (const auto& entry : list.as_array()) {
        if (!entry.is_array() || entry.as_array().size() != 2 || !entry.as_array()[0].is_string() || !entry.as_array()[1].is_string()) {
            bad_content(fmt::format("\"{}\" is no list of [language, text]", key));
        }
        texts.emplace(entry.as_array()[0].as_string(), entry.as_array()[1].as_string());
    }
    return texts;
}

void put(Json& json, std::string_view key, const std::string& text) {
    if (!text.empty()) json.set(std::string(key), Json(text));
}

void put(Json& json, std::string_view key, const std::optional<When>& when) {
    if (when) json.set(std::string(key), Json(print_when(*when)));
}

void put(Json& json, std::string_view key, const std::optional<double>& number) {
    if (number) json.set(std::string(key), Json(print_number(*number)));
}

void put_flag(Json& json, std::string_view key, bool flag) {
    if (flag) json.set(std::string(key), Json(true));
}

Json texts_json(const Texts& texts) {
    auto list = Json::array();
    for (const auto& [language, text] : texts) list.push(Json(Json::Array{Json(language), Json(text)}));
    return list;
}

}  // namespace hindsight::journal
