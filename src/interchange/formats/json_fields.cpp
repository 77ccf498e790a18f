// SPDX-License-Identifier: MIT
// Reads members leniently: what a site writes is not ours to judge.
#include "json_fields.hpp"

#include <algorithm>

#include "hindsight/base/number.hpp"

namespace hindsight::interchange {

namespace {

bool is_empty(const Json& value) {
    if (value.is_string()) return value.as_string().empty();
    if (value.is_array()) return value.as_array().empty();
    return value.is_null() || (value.is_object() && value.as_object().empty());
}

}  // namespace

std::string printed(const Json& value) { return value.is_string() ? value.as_string() : dump_json(value); }

std::string text_of(const Json& object, std::string_view key) {
    const auto* value = object.find(key);
    return value && (value->is_string() || value->is_number()) ? printed(*value) : std::string();
}

std::optional<double> number_of(const Json& object, std::string_view key) {
    const auto* value = object.find(key);
    if (!value) return std::nullopt;
    if (value->is_number()) return value->as_number();
    return value->is_string() ? parse_number(value->as_string()) : std::nullopt;
}

const Json::Array& list_of(const Json& object, std::string_view key) {
    static const Json::Array none;
    const auto* value = object.find(key);
    return value && value->is_array() ? value->as_array() : none;
}

void lose_others(const Json& object, std::string_view prefix, std::initializer_list<std::string_view> known, Drafts& drafts) {
    if (!object.is_object()) return;
    for (const auto& [key, value] : object.as_object()) {
        if (is_empty(value) || std::find(known.begin(), known.end(), key) != known.end()) continue;
        drafts.lost(std::string(prefix) + key, printed(value));
    }
}

}  // namespace hindsight::interchange
