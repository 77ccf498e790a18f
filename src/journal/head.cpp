// SPDX-License-Identifier: MIT
// Prints and reads the head of a journal.
#include "hindsight/journal/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <vector>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::journal {

namespace {

constexpr std::string_view kPrefix = "hindsight/";
constexpr std::uint64_t kMaxSize = (std::uint64_t{1} << 53) - 1;
constexpr std::string_view kHint =
    "a head is what `hindsight head --out FILE` writes, `hindsight head` prints or a report has under \"How to check "
    "it\"";

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
    throw Error(ErrorCode::bad_head, std::move(message), std::string(kHint), std::move(where));
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
        reader.complain("this is not the id of a record");
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

/// A word of a text, and where it stands.
struct Word {
    std::string_view text;
    std::size_t at = 0;
};

/// The end of an HTML tag that begins here; `at` itself when none does.
std::size_t after_tag(std::string_view text, std::size_t at) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (text[at] != '<' || at + 1 >= text.size() || !(text[at + 1] == '/' || is_letter(text[at + 1]))) return at;
    const auto end = text.find('>', at);
    return end < text.size() ? end + 1 : at;
}

/// The words of a text without tags and the marks that a list, a table or Markdown puts around them.
std::vector<Word> words_of(std::string_view text) {
    constexpr std::string_view kMarks = " \t\r\n:|`*";
    constexpr std::string_view kEnds = " \t\r\n:|`*<";
    std::vector<Word> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(kMarks, at)) < text.size();) {
        if (const auto end = after_tag(text, at); end != at) {
            at = end;
            continue;
        }
        const auto end = std::min(text.find_first_of(kEnds, at + 1), text.size());
        if (const auto word = text.substr(at, end - at); word != "-") words.push_back({word, at});
        at = end;
    }
    return words;
}

/// Whether six words are the labels of a head, each before its value.
bool is_labelled(std::span<const Word> words) {
    const auto is = [&](std::size_t i, std::string_view label, std::string_view in_reports) {
        const auto word = fold(words[i].text);
        return word == label || word == in_reports;
    };
    return is(0, "origin", "record") && is(2, "size", "events") && is(4, "root", "root");
}

Head parse_labelled(std::string_view text, std::string_view file) {
    const auto words = words_of(text);
    const auto complain = [&](const Word& word, std::string message) {
        refuse(std::move(message), place_of(text, word.at, file, static_cast<int>(word.text.size())));
    };
    for (std::size_t i = 0; i + 6 <= words.size(); ++i) {
        const auto six = std::span(words).subspan(i, 6);
        if (!is_labelled(six)) continue;
        const auto size = parse_size(six[3].text);
        const auto root = hash_from_hex(six[5].text);
        if (!is_origin(six[1].text)) complain(six[1], "this is not the id of a record");
        if (!size) complain(six[3], "this is not a number of events");
        if (!root) complain(six[5], "this is not a root: 64 lower-case hexadecimal digits");
        return {std::string(six[1].text), *size, *root};
    }
    refuse("there is no head in this file", place_of(text, 0, file));
}

/// A member that must be there; JSON members have lost their lines, so complaints stand at the first one.
const Json& member(const Json& object, std::string_view key, bool (Json::*is_kind)() const, const Span& where) {
    const Json* found = object.find(key);
    if (found == nullptr || !(found->*is_kind)()) refuse(fmt::format("a head needs \"{}\"", key), where);
    return *found;
}

Json read_json(std::string_view text, std::string_view file) {
    try {
        return parse_json(text, file);
    } catch (const Error& e) {
        refuse(e.what(), e.where());
    }
}

Head parse_object(std::string_view text, std::string_view file) {
    const Json whole = read_json(text, file);
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
    const auto begin = trim(text);
    if (begin.starts_with('{')) return parse_object(text, file);
    return begin.starts_with(kPrefix) ? parse_lines(text, file) : parse_labelled(text, file);
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
