// SPDX-License-Identifier: MIT
// Prints and reads the head of a journal.
#include "hindsight/journal/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::journal {

namespace {

constexpr std::string_view kPrefix = "hindsight/";
constexpr std::uint64_t kMaxSize = (std::uint64_t{1} << 53) - 1;
constexpr std::string_view kHint =
    "a head is three lines (\"hindsight/ORIGIN\", the number of events, the root in base64), or the JSON of a report";

bool is_origin(std::string_view origin) {
    const auto is_visible = [](char c) { return c > ' ' && c < 0x7f; };
    return !origin.empty() && origin.size() <= 64 && std::all_of(origin.begin(), origin.end(), is_visible);
}

/// Digits without a sign or leading zeros.
std::optional<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t size = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (fault != std::errc{} || end != text.data() + text.size() || size > kMaxSize) return std::nullopt;
    if (text.size() > 1 && text[0] == '0') return std::nullopt;
    return size;
}

std::optional<Hash> parse_root(std::string_view base64) {
    const auto bytes = from_base64(base64);
    return bytes ? hash_from_hex(to_hex(*bytes)) : std::nullopt;
}

[[noreturn]] void refuse(std::string message, Span where) {
    throw Error(ErrorCode::bad_json, std::move(message), std::string(kHint), std::move(where));
}

/// Reads the three lines and knows where each of them stands.
class LineReader {
 public:
    LineReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    /// The next line without its newline, or a complaint that it is missing.
    std::string_view line(std::string_view what) {
        begin_ = next_;
        if (begin_ >= text_.size()) complain(fmt::format("{} is missing", what));
        const auto end = std::min(text_.find('\n', begin_), text_.size());
        next_ = end + 1;
        auto found = text_.substr(begin_, end - begin_);
        if (found.ends_with('\r')) found.remove_suffix(1);
        return found;
    }

    void expect_end() {
        const auto more = next_ < text_.size() ? text_.find_first_not_of(" \t\r\n", next_) : std::string_view::npos;
        if (more == std::string_view::npos) return;
        begin_ = more;
        complain("there is more after the three lines of a head");
    }

    /// About the line that was read last.
    [[noreturn]] void complain(std::string message) const {
        refuse(std::move(message), place_of(text_, begin_, file_));
    }

 private:
    std::string_view text_;
    std::string_view file_;
    std::size_t begin_ = 0;
    std::size_t next_ = 0;
};

Head parse_lines(std::string_view text, std::string_view file) {
    LineReader reader(text, file);
    Head head;
    const auto name = reader.line("the line \"hindsight/ORIGIN\"");
    if (!name.starts_with(kPrefix) || !is_origin(name.substr(kPrefix.size()))) {
        reader.complain("this is no head: it does not begin with \"hindsight/\" and the id of a record");
    }
    head.origin = name.substr(kPrefix.size());
    const auto size = parse_size(reader.line("the number of events"));
    if (!size) reader.complain("this is not a number of events");
    head.size = *size;
    const auto root = parse_root(reader.line("the root"));
    if (!root) reader.complain("this is not a root: 32 bytes in base64");
    head.root = *root;
    reader.expect_end();
    return head;
}

/// A member that must be there; JSON members have lost their lines, so complaints stand at the first one.
const Json& member(const Json& object, std::string_view key, bool (Json::*is_kind)() const, const Span& where) {
    const Json* found = object.find(key);
    if (found == nullptr || !(found->*is_kind)()) refuse(fmt::format("a head needs \"{}\"", key), where);
    return *found;
}

Head parse_object(std::string_view text, std::string_view file) {
    const Json whole = parse_json(text, file);
    const Json* inner = whole.find("head");
    const Json& object = inner != nullptr ? *inner : whole;
    // A report can be one huge line: only its place is named, not its text.
    auto where = place_of(text, text.find('{'), file);
    where.excerpt.clear();
    const auto origin = member(object, "origin", &Json::is_string, where).as_string();
    const auto size = member(object, "size", &Json::is_integer, where).as_integer();
    const auto root = hash_from_hex(member(object, "root", &Json::is_string, where).as_string());
    if (!is_origin(origin)) refuse("\"origin\" of a head is the id of a record", where);
    if (size < 0 || static_cast<std::uint64_t>(size) > kMaxSize)
        refuse("\"size\" of a head is a number of events", where);
    if (!root) refuse("\"root\" of a head is 64 lower-case hexadecimal digits", where);
    return {origin, static_cast<std::uint64_t>(size), *root};
}

}  // namespace

std::string print_head(const Head& head) {
    return fmt::format("{}{}\n{}\n{}\n", kPrefix, head.origin, head.size, to_base64(as_bytes(head.root)));
}

Head parse_head(std::string_view text, std::string_view file) {
    return trim(text).starts_with('{') ? parse_object(text, file) : parse_lines(text, file);
}

Json to_json(const Head& head) {
    Json json = Json::object();
    json.set("origin", head.origin);
    json.set("size", head.size);
    json.set("root", to_hex(head.root));
    return json;
}

std::string short_root(const Head& head) { return to_hex(head.root).substr(0, 16); }

}  // namespace hindsight::journal
