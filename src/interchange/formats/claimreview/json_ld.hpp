// SPDX-License-Identifier: MIT
// JSON-LD as pages carry it, read as plain objects: short names, references followed, one value where a list may stand.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "hindsight/base/json.hpp"

namespace hindsight::interchange {

class JsonLd {
 public:
    /// A copy whose keys and types are without "schema:" and "https://schema.org/".
    explicit JsonLd(const Json& document);
    JsonLd(const JsonLd&) = delete;
    JsonLd& operator=(const JsonLd&) = delete;

    const Json& root() const { return root_; }
    /// The member; the first of a list; what a bare {"@id": …} refers to in this document. Null when there is none.
    const Json* get(const Json& object, std::string_view key) const;
    /// A text, a number or a yes or no as text; of an object its "@value", name or url; "" for anything else.
    std::string text(const Json& object, std::string_view key) const;
    std::string text_in(const Json* value) const;

 private:
    void index(const Json& value);
    const Json* followed(const Json& value) const;

    Json root_;
    std::unordered_map<std::string, const Json*> nodes_;  // by "@id"
};

/// Whether "@type" is it, or names it among others.
bool is_type(const Json& object, std::string_view type);

}  // namespace hindsight::interchange
