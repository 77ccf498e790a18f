// SPDX-License-Identifier: MIT
// TOML text as a light tree with places; the parsing library stays behind toml_document.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "book_faults.hpp"
#include "hindsight/base/calendar.hpp"
#include "toml_scan.hpp"

namespace hindsight::interchange {

struct TomlNode {
    enum class Kind : std::uint8_t {
        text,
        integer,
        real,
        boolean,
        day,
        instant,
        zoneless,  // a time of day, or a date and time without a zone
        list,
        table,
        broken,  // at fault, and reported already
    };

    Kind kind = Kind::broken;
    TomlPlace at;
    union {
        std::int64_t integer = 0;
        double real;
        bool boolean;
        std::int32_t day;      // days since 1970-01-01
        std::int64_t instant;  // microseconds since then
    };
    std::string text;
    std::string key;  // of a table's child
    TomlPlace key_at;
    std::vector<TomlNode> children;  // of a list in order, of a table by key

    bool is(Kind wanted) const { return kind == wanted; }
    /// Nothing in it is at fault already.
    bool whole() const;
    TomlNode* find(std::string_view name);
    const TomlNode* find(std::string_view name) const;
    /// Only when the kind fits.
    Day as_day() const { return Day{std::chrono::days{day}}; }
    Instant as_instant() const { return Instant{std::chrono::microseconds{instant}}; }
};

/// What a value is, for messages: "text", "a whole number", "a list", ...
std::string_view name_of(TomlNode::Kind kind);

/// A value at the top level, or an element of a list there.
struct TomlEntry {
    std::string_view name;
    TomlPlace name_at;
    bool in_list = false;
    TomlNode node;
};

/// Parses piece by piece, so that the tree of a large book is never whole in memory, and a fault in one entry does not
/// hide those of the others.
class TomlDocument {
 public:
    /// Syntax faults go to `faults`, here and in `each`. The text must outlive this.
    TomlDocument(std::string_view text, const TomlScan& scan, BookFaults& faults);

    /// Key and value pairs before the first header; all of them when the text cannot be cut.
    const TomlNode& head() const { return head_; }
    /// Every entry whose name is `wanted`, in the order of the text.
    void each(const std::function<bool(std::string_view)>& wanted, const std::function<void(TomlEntry&)>& take);
    /// Some piece could not be parsed.
    bool broken() const { return broken_; }
    /// Parses the whole text at once, for its syntax alone.
    void check_whole();

 private:
    bool parse(const TomlChunk& chunk, TomlNode& root);
    void check_names();

    std::string_view text_;
    const TomlScan& scan_;
    BookFaults& faults_;
    TomlNode head_;
    bool broken_ = false;
};

}  // namespace hindsight::interchange
