// SPDX-License-Identifier: MIT
// Reads JSON-LD without a context: the words of schema.org mean what they mean there.
#include "json_ld.hpp"

#include <algorithm>
#include <array>

#include "../json_fields.hpp"

namespace hindsight::interchange {

namespace {

std::string_view short_name(std::string_view name) {
    for (const std::string_view prefix : {"schema:", "https://schema.org/", "http://schema.org/"}) {
        if (name.starts_with(prefix)) return name.substr(prefix.size());
    }
    return name;
}

Json with_short_names(const Json& value) {
    if (value.is_array()) {
        Json::Array list;
        for (const auto& element : value.as_array()) list.push_back(with_short_names(element));
        return list;
    }
    if (!value.is_object()) return value;
    Json::Object object;
    for (const auto& [key, member] : value.as_object()) {
        const bool type = key == "@type" && member.is_string();
        object.emplace_back(short_name(key), type ? Json(short_name(member.as_string())) : with_short_names(member));
    }
    return object;
}

}  // namespace

JsonLd::JsonLd(const Json& document) : root_(with_short_names(document)) { index(root_); }

void JsonLd::index(const Json& value) {
    if (value.is_array()) {
        for (const auto& element : value.as_array()) index(element);
    } else if (value.is_object()) {
        const auto* id = value.find("@id");
        if (id && id->is_string() && value.as_object().size() > 1) nodes_.emplace(id->as_string(), &value);
        for (const auto& member : value.as_object()) index(member.second);
    }
}

const Json* JsonLd::followed(const Json& value) const {
    if (!value.is_object() || value.as_object().size() != 1) return &value;
    const auto* id = value.find("@id");
    const auto it = id && id->is_string() ? nodes_.find(id->as_string()) : nodes_.end();
    return it == nodes_.end() ? &value : it->second;
}

const Json* JsonLd::get(const Json& object, std::string_view key) const {
    const auto* value = object.find(key);
    if (!value || value->is_null()) return nullptr;
    if (!value->is_array()) return followed(*value);
    return value->as_array().empty() ? nullptr : followed(value->as_array().front());
}

std::string JsonLd::text_in(const Json* value) const {
    if (!value) return {};
    if (value->is_string() || value->is_number() || value->is_bool()) return printed(*value);
    for (const std::string_view key : {"@value", "name", "url", "@id"}) {
        const auto* member = value->find(key);
        if (member && (member->is_string() || member->is_number())) return printed(*member);
    }
    return {};
}

std::string JsonLd::text(const Json& object, std::string_view key) const { return text_in(get(object, key)); }

bool is_type(const Json& object, std::string_view type) {
    const auto* written = object.find("@type");
    const auto same = [&](const Json& name) { return name.is_string() && short_name(name.as_string()) == type; };
    if (!written) return false;
    return written->is_array() ? std::any_of(written->as_array().begin(), written->as_array().end(), same) : same(*written);
}

}  // namespace hindsight::interchange
