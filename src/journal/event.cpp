// SPDX-License-Identifier: MIT
// Events as canonical bytes, and the sealing of new ones.
#include "hindsight/journal/event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "hindsight/base/calendar.hpp"
#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/merkle.hpp"

namespace hindsight::journal {

namespace {

constexpr std::string_view kPartDomain("hindsight/part/v1\0", 18);
constexpr std::size_t kMaxHeader = 64u << 10;

constexpr std::array<std::string_view, 11> kMembers{"action", "actor", "at",      "clock", "id", "origin",
                                                    "parts",  "seq",   "subject", "type",  "v"};

[[noreturn]] void refuse(std::string message) { throw Error(ErrorCode::bad_canonical, std::move(message)); }

const Json& member(const Json& object, std::string_view key) {
    const Json* found = object.find(key);
    if (found == nullptr) refuse(fmt::format("a header has no \"{}\"", key));
    return *found;
}

std::string text_of(const Json& object, std::string_view key) {
    const Json& value = member(object, key);
    if (!value.is_string()) refuse(fmt::format("\"{}\" of a header is no text", key));
    return value.as_string();
}

std::uint64_t count_of(const Json& object, std::string_view key) {
    const Json& value = member(object, key);
    if (!value.is_integer() || value.as_integer() < 1) refuse(fmt::format("\"{}\" of a header is no count", key));
    return static_cast<std::uint64_t>(value.as_integer());
}

int version_of(const Json& object) {
    const auto version = count_of(object, "v");
    if (version > kFormatVersion) {
        throw Error(ErrorCode::record_newer,
                    fmt::format("an event has format version {}; this program knows {}", version, kFormatVersion),
                    "update hindsight; nothing was changed");
    }
    return static_cast<int>(version);
}

std::string instant_of(const Json& object) {
    auto text = text_of(object, "at");
    const auto at = parse_instant(text);
    if (!at || print_instant(*at) != text) refuse("\"at\" of a header is not YYYY-MM-DDTHH:MM:SS.ffffffZ");
    return text;
}

bool clock_given_of(const Json& object) {
    const Json* clock = object.find("clock");
    if (clock == nullptr) return false;
    if (*clock != Json("given")) refuse("\"clock\" of a header is not \"given\"");
    return true;
}

std::map<std::string, std::string> parts_of(const Json& object) {
    const Json& parts = member(object, "parts");
    if (!parts.is_object()) refuse("\"parts\" of a header is no object");
    std::map<std::string, std::string> commitments;
    for (const auto& [name, value] : parts.as_object()) {
        if (!value.is_string() || !hash_from_hex(value.as_string())) {
            refuse(fmt::format("the commitment to part \"{}\" is not 64 hexadecimal digits", name));
        }
        commitments.emplace(name, value.as_string());
    }
    return commitments;
}

void refuse_unknown(const Json::Object& members) {
    for (const auto& [key, value] : members) {
        if (std::find(kMembers.begin(), kMembers.end(), key) == kMembers.end()) {
            refuse(fmt::format("a header has an unknown member \"{}\"", key));
        }
    }
}

/// What a reproducible id is derived from.
std::string content_of(const Header& draft, const std::vector<Part>& parts) {
    std::string content = draft.type + '\n' + draft.at;
    for (const auto& part : parts) content += '\n' + part.name + '\n' + part.bytes;
    return content;
}

}  // namespace

Hash commitment(std::string_view origin, std::string_view event_id, std::string_view actor, const Part& part) {
    return sha256({kPartDomain, big_endian(origin.size()), origin, big_endian(event_id.size()), event_id,
                   big_endian(actor.size()), actor, big_endian(part.name.size()), part.name, as_bytes(part.salt),
                   big_endian(part.bytes.size()), part.bytes});
}

std::string encode(const Header& header) {
    Json parts = Json::object();
    for (const auto& [name, commitment] : header.parts) parts.set(name, commitment);
    Json object = Json::object();
    object.set("action", header.action);
    object.set("actor", header.actor);
    object.set("at", header.at);
    if (header.clock_given) object.set("clock", "given");
    object.set("id", header.id);
    object.set("origin", header.origin);
    object.set("parts", std::move(parts));
    object.set("seq", header.seq);
    object.set("subject", header.subject);
    object.set("type", header.type);
    object.set("v", header.v);
    return canonical(object);
}

Header decode_header(std::string_view bytes) {
    const Json object = parse_canonical(bytes, kMaxHeader);
    if (!object.is_object()) refuse("a header is no object");
    Header header;
    // First, because a newer version may well have other members.
    header.v = version_of(object);
    refuse_unknown(object.as_object());
    header.origin = text_of(object, "origin");
    header.seq = count_of(object, "seq");
    header.action = count_of(object, "action");
    header.type = text_of(object, "type");
    header.id = text_of(object, "id");
    header.subject = text_of(object, "subject");
    header.actor = text_of(object, "actor");
    header.at = instant_of(object);
    header.clock_given = clock_given_of(object);
    header.parts = parts_of(object);
    return header;
}

Event seal(Header draft, std::vector<Part> parts, const Randomness& randomness) {
    draft.id = randomness.id("event", draft.seq, randomness.is_reproducible() ? content_of(draft, parts) : "");
    draft.parts.clear();
    for (auto& part : parts) {
        part.salt = randomness.salt(draft.seq, part.name, part.bytes);
        draft.parts[part.name] = to_hex(commitment(draft.origin, draft.id, draft.actor, part));
    }
    auto bytes = encode(draft);
    const auto leaf = leaf_hash(bytes);
    return {std::move(draft), std::move(bytes), std::move(parts), leaf};
}

}  // namespace hindsight::journal
