// SPDX-License-Identifier: MIT
// A JSON value, its reader with limits, and its writer. nlohmann-json stays behind json.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "hindsight/base/error.hpp"

namespace hindsight {

class Json {
   public:
    using Array = std::vector<Json>;
    /// Members in the order written.
    using Object = std::vector<std::pair<std::string, Json>>;

    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool b) : value_(b) {}
    Json(int i) : value_(static_cast<std::int64_t>(i)) {}
    Json(std::int64_t i) : value_(i) {}
    Json(std::uint64_t i) : value_(static_cast<std::int64_t>(i)) {}
    Json(double d) : value_(d) {}
    Json(const char* s) : value_(std::string(s)) {}
    Json(std::string s) : value_(std::move(s)) {}
    Json(std::string_view s) : value_(std::string(s)) {}
    Json(Array a) : value_(std::move(a)) {}
    Json(Object o) : value_(std::move(o)) {}

    static Json array() { return Json(Array{}); }
    static Json object() { return Json(Object{}); }

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    bool is_bool() const { return std::holds_alternative<bool>(value_); }
    bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
    bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }
    bool is_string() const { return std::holds_alternative<std::string>(value_); }
    bool is_array() const { return std::holds_alternative<Array>(value_); }
    bool is_object() const { return std::holds_alternative<Object>(value_); }

    // Access; the kind must fit (assert).
    bool as_bool() const { return std::get<bool>(value_); }
    std::int64_t as_integer() const { return std::get<std::int64_t>(value_); }
    double as_number() const;
    const std::string& as_string() const { return std::get<std::string>(value_); }
    const Array& as_array() const { return std::get<Array>(value_); }
    Array& as_array() { return std::get<Array>(value_); }
    const Object& as_object() const { return std::get<Object>(value_); }
    Object& as_object() { return std::get<Object>(value_); }

    /// The member, or nullptr when this is no object or has no such member.
    const Json* find(std::string_view key) const;
    /// Adds a member at the end of an object (no check for a twin).
    void set(std::string key, Json value);
    /// Adds an element at the end of an array.
    void push(Json value);

    friend bool operator==(const Json&, const Json&) = default;

   private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

struct JsonLimits {
    int depth = 32;
    std::size_t bytes = 16u << 20;
    std::size_t string_bytes = 256u << 10;
    std::size_t values = 16u << 20;  // with all elements and members; each takes some 50 bytes of memory
};

/// Strict RFC 8259; refuses duplicate keys, invalid UTF-8, and what is over the limits.
/// Throws Error{bad_json | bad_utf8 | too_large | too_deep} with line and column under the name `file`.
Json parse_json(std::string_view text, std::string_view file = {}, const JsonLimits& limits = {});

/// One line. Doubles print so that they read back to the same double; infinities as "Infinity" / "-Infinity", NaN as null.
std::string dump_json(const Json& value);
/// Indented by two spaces.
std::string dump_json_pretty(const Json& value);
/// A JSON string literal with its quotes.
std::string quote_json(std::string_view text);

}  // namespace hindsight
