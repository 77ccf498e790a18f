// SPDX-License-Identifier: MIT
// Writes and reads the lines of a journal.
#include "hindsight/journal/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "canonical_reader.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/facts.hpp"
#include "hindsight/journal/merkle.hpp"

namespace hindsight::journal {

namespace {

constexpr std::string_view kAnyVersion = "hindsight/journal/";
constexpr std::size_t kFirstLineBytes = 4096;

[[noreturn]] void refuse(std::string message) { throw Error(ErrorCode::bad_journal, std::move(message)); }

/// Around a content stand the line, its parts and the part.
Json parse(std::string_view line) { return parse_json(line, {}, {kMaxLevels + 3, kLineBytes, kEventBytes}); }

const Json& member(const Json& object, std::string_view key, std::string_view where) {
    const auto* found = object.find(key);
    if (!found) refuse(fmt::format("{} has no \"{}\"", where, key));
    return *found;
}

const std::string& text_member(const Json& object, std::string_view key, std::string_view where) {
    const auto& value = member(object, key, where);
    if (!value.is_string()) refuse(fmt::format("\"{}\" of {} is no text", key, where));
    return value.as_string();
}

Hash hash_member(const Json& object, std::string_view key, std::string_view where) {
    const auto hash = hash_from_hex(text_member(object, key, where));
    if (!hash) refuse(fmt::format("\"{}\" of {} is not 64 hexadecimal digits", key, where));
    return *hash;
}

/// What is not known here would be lost.
void refuse_others(const Json& object, std::initializer_list<std::string_view> known, std::string_view where) {
    if (!object.is_object()) refuse(fmt::format("{} is no JSON object", where));
    for (const auto& [key, value] : object.as_object()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            refuse(fmt::format("{} has an unknown member \"{}\"", where, printable(key)));
        }
    }
}

/// Runs what reads canonical bytes: in a file a fault in them is one of the file.
template <class Read>
auto canonically(Read&& read) {
    try {
        return read();
    } catch (const Error& e) {
        if (e.code() == ErrorCode::bad_canonical) refuse(e.what());
        throw;
    }
}

Part part_from(const std::string& name, const Json& json) {
    if (!is_key(name)) refuse(fmt::format("\"{}\" cannot be the name of a part", printable(name)));
    const auto where = fmt::format("part \"{}\"", name);
    refuse_others(json, {"content", "salt"}, where);
    return {name, hash_member(json, "salt", where), canonically([&] { return canonical(member(json, "content", where)); })};
}

/// In the order of their names, in which they are stored.
std::vector<Part> parts_from(const Json& json) {
    if (!json.is_object()) refuse("\"parts\" is no JSON object");
    std::vector<Part> parts;
    std::size_t bytes = 0;
    for (const auto& [name, part] : json.as_object()) {
        parts.push_back(part_from(name, part));
        bytes += parts.back().bytes.size();
    }
    if (bytes > kEventBytes) {
        throw Error(ErrorCode::too_large, fmt::format("the parts of this event are more than one event may hold ({} MB)", kEventBytes >> 20));
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.name < b.name; });
    return parts;
}

/// The format that a first line names, "" when it is none.
std::string format_of(std::string_view line) {
    try {
        const auto json = parse(line);
        const auto* format = json.find("format");
        return format && format->is_string() ? format->as_string() : std::string();
    } catch (const Error&) {
        return {};
    }
}

}  // namespace

bool begins_journal(std::string_view text) {
    const auto line = text.substr(0, text.find('\n'));
    return line.starts_with('{') && line.size() <= kFirstLineBytes && format_of(line).starts_with(kAnyVersion);
}

std::string print_first_line(const Head& head) {
    return dump_json(Json::Object{{"format", kLinesFormat}, {"origin", head.origin}, {"size", head.size}, {"root", to_hex(head.root)}});
}

std::string print_line(const Event& event) {
    std::string line = R"({"header":)" + event.header_bytes + R"(,"parts":{)";
    for (std::size_t i = 0; i < event.parts.size(); ++i) {
        const auto& part = event.parts[i];
        if (i > 0) line += ',';
        line += quote_json(part.name) + R"(:{"content":)" + part.bytes + R"(,"salt":")" + to_hex(part.salt) + R"("})";
    }
    return line + "}}";
}

Head parse_first_line(std::string_view line) {
    constexpr std::string_view kWhere = "the first line";
    const auto json = parse(line);
    const auto format = json.is_object() ? text_member(json, "format", kWhere) : std::string();
    if (!format.starts_with(kAnyVersion)) refuse(fmt::format("the first line does not say \"format\":\"{}\"", kLinesFormat));
    if (format != kLinesFormat) {
        throw Error(ErrorCode::record_newer, fmt::format("this journal has the format \"{}\"; this program knows \"{}\"", printable(format), kLinesFormat),
                    "update hindsight; nothing was changed");
    }
    refuse_others(json, {"format", "origin", "size", "root"}, kWhere);
    const auto& size = member(json, "size", kWhere);
    if (!size.is_integer() || size.as_integer() < 1 || size.as_integer() > kMaxInteger) refuse("\"size\" of the first line is no number of events");
    return {text_member(json, "origin", kWhere), static_cast<std::uint64_t>(size.as_integer()), hash_member(json, "root", kWhere)};
}

Event parse_line(std::string_view line) {
    constexpr std::string_view kWhere = "this line";
    const auto json = parse(line);
    refuse_others(json, {"header", "parts"}, kWhere);
    Event event;
    canonically([&] {
        event.header_bytes = canonical(member(json, "header", kWhere));
        event.header = decode_header(event.header_bytes);
    });
    event.parts = parts_from(member(json, "parts", kWhere));
    event.leaf = leaf_hash(event.header_bytes);
    return event;
}

}  // namespace hindsight::journal
