// SPDX-License-Identifier: MIT
// Writes canonical JSON and refuses what its narrow profile leaves out.
#include "hindsight/journal/canonical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "canonical_reader.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::journal {

namespace {

using Member = Json::Object::value_type;

[[noreturn]] void refuse(std::string message) { throw Error(ErrorCode::bad_canonical, std::move(message)); }

/// Appends the canonical form of a value.
class Canonical {
 public:
    std::string take() { return std::move(out_); }

    void write(const Json& value) {
        if (value.is_object()) {
            write_object(value.as_object());
        } else if (value.is_array()) {
            write_array(value.as_array());
        } else if (value.is_string()) {
            write_string(value.as_string());
        } else if (value.is_integer()) {
            write_integer(value.as_integer());
        } else if (value.is_number()) {
            refuse("a number that is not an integer stands outside a string");
        } else if (value.is_bool()) {
            out_ += value.as_bool() ? "true" : "false";
        } else {
            out_ += "null";
        }
    }

 private:
    void enter() {
        if (++levels_ > kMaxLevels) refuse(fmt::format("more than {} levels", kMaxLevels));
    }

    void write_integer(std::int64_t value) {
        if (value > kMaxInteger || value < -kMaxInteger) refuse(fmt::format("the integer {} is beyond 2^53-1", value));
        const fmt::format_int digits(value);
        out_.append(digits.data(), digits.size());
    }

    void write_string(const std::string& text) {
        if (utf8_fault(text)) refuse("a text is not valid UTF-8");
        out_ += quote_json(text);
    }

    void write_array(const Json::Array& items) {
        enter();
        out_ += '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) out_ += ',';
            write(items[i]);
        }
        out_ += ']';
        --levels_;
    }

    void write_object(const Json::Object& members) {
        enter();
        // Bytes order ASCII keys as RFC 8785 orders UTF-16 units.
        const auto not_before = [](const Member& a, const Member& b) { return a.first >= b.first; };
        if (std::adjacent_find(members.begin(), members.end(), not_before) == members.end()) {
            write_members(members, [](const Member& member) -> const Member& { return member; });
        } else {
            write_members(sorted(members), [](const Member* member) -> const Member& { return *member; });
        }
        --levels_;
    }

    static std::vector<const Member*> sorted(const Json::Object& members) {
        std::vector<const Member*> order;
        order.reserve(members.size());
        for (const auto& member : members) order.push_back(&member);
        std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
        const auto same = [](const auto* a, const auto* b) { return a->first == b->first; };
        const auto twin = std::adjacent_find(order.begin(), order.end(), same);
        if (twin != order.end()) refuse(fmt::format("the key \"{}\" stands twice", (*twin)->first));
        return order;
    }

    template <typename Range, typename ToMember>
    void write_members(const Range& members, ToMember to_member) {
        char before = '{';
        for (const auto& item : members) {
            const Member& member = to_member(item);
            if (!is_key(member.first)) refuse(fmt::format("\"{}\" is no key: [a-z0-9_], at most 40", member.first));
            out_ += before;
            out_ += '"';
            out_ += member.first;  // such a key needs no escapes
            out_ += "\":";
            write(member.second);
            before = ',';
        }
        if (members.empty()) out_ += '{';
        out_ += '}';
    }

    std::string out_;
    int levels_ = 0;
};

}  // namespace

std::string canonical(const Json& value) {
    Canonical writer;
    writer.write(value);
    return writer.take();
}

Json parse_canonical(std::string_view bytes, std::size_t limit) {
    if (bytes.size() > limit) refuse(fmt::format("{} bytes are more than the {} that may stand here", bytes.size(), limit));
    if (utf8_fault(bytes)) refuse("these bytes are not valid UTF-8");
    return CanonicalReader(bytes).read();
}

}  // namespace hindsight::journal
