// SPDX-License-Identifier: MIT
// Unicode text through utf8proc: validity, width on a terminal, folding, slugs, safe printing.
#include "hindsight/base/text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

namespace hindsight {

namespace {

using CodePoint = utf8proc_int32_t;

constexpr CodePoint kInvalid = -1;
constexpr CodePoint kZeroWidthNonJoiner = 0x200C;
constexpr CodePoint kZeroWidthJoiner = 0x200D;
constexpr CodePoint kEmojiStyle = 0xFE0F;

struct Decoded {
    CodePoint value;
    std::size_t size;
};

/// The code point at the front of a text that is not empty; an invalid byte counts alone.
Decoded decode(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return {first, 1};
    CodePoint value = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &value);
    if (size <= 0) return {kInvalid, 1};
    return {value, static_cast<std::size_t>(size)};
}

/// How many bytes at the front are ASCII, eight at a time.
std::size_t ascii_prefix(std::string_view text) {
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + 8 <= text.size(); at += 8) {
        std::memcpy(&word, text.data() + at, 8);
        if ((word & 0x8080808080808080u) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

bool is_plain_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

struct Cluster {
    std::size_t size;
    int width;
};

/// What a reader takes for one character. Never wider than two columns: a family joined from four people is one
/// picture.
Cluster next_cluster(std::string_view text) {
    auto previous = decode(text);
    std::size_t size = previous.size;
    int width = previous.value == kInvalid ? 1 : utf8proc_charwidth(previous.value);
    utf8proc_int32_t state = 0;
    while (size < text.size() && previous.value != kInvalid) {
        const auto next = decode(text.substr(size));
        if (next.value == kInvalid || utf8proc_grapheme_break_stateful(previous.value, next.value, &state)) break;
        width += utf8proc_charwidth(next.value);
        size += next.size;
        previous = next;
    }
    return {size, std::min(width, 2)};
}

/// Signs that Unicode files under "format" although they are drawn (Arabic number signs and the like).
bool is_drawn_format(CodePoint c) {
    return (c >= 0x600 && c <= 0x605) || c == 0x6DD || c == 0x70F || c == 0x890 || c == 0x891 || c == 0x8E2 ||
           c == 0x110BD || c == 0x110CD;
}

/// Ignorable signs that are not assigned yet; utf8proc does not know them (Unicode 15, DerivedCoreProperties.txt).
bool is_reserved_ignorable(CodePoint c) { return c == 0x2065 || (c >= 0xFFF0 && c <= 0xFFF8) || (c >= 0xE0000 && c <= 0xE0FFF); }

bool is_invisible(CodePoint c) {
    const auto* property = utf8proc_get_property(c);
    switch (property->category) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return true;
        case UTF8PROC_CATEGORY_CF:
            return !is_drawn_format(c);
        default:
            break;
    }
    const bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return property->ignorable != 0 || noncharacter || is_reserved_ignorable(c);
}

bool is_drawn_beyond_ascii(CodePoint c) { return c >= 0x80 && !is_invisible(c); }

/// Invisible signs that good text needs: joiners inside emoji, Persian and Indic words, and variation selectors.
bool belongs(CodePoint c, CodePoint previous, CodePoint next) {
    if (c == kZeroWidthJoiner || c == kZeroWidthNonJoiner) {
        return (is_drawn_beyond_ascii(previous) || previous == kEmojiStyle) && is_drawn_beyond_ascii(next);
    }
    if (c == kEmojiStyle || c == kEmojiStyle - 1) {
        const bool keycap = (previous >= '0' && previous <= '9') || previous == '#' || previous == '*';
        return keycap || is_drawn_beyond_ascii(previous);
    }
    if (c >= 0xE0100 && c <= 0xE01EF) return utf8proc_category(previous) == UTF8PROC_CATEGORY_LO;
    return false;
}

std::string make_printable(std::string_view text, bool keep_newlines) {
    if (is_plain_ascii(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    CodePoint previous = 0;
    while (!text.empty()) {
        const auto [c, size] = decode(text);
        const auto rest = text.substr(size);
        const bool kept =
            c != kInvalid && (!is_invisible(c) || belongs(c, previous, rest.empty() ? 0 : decode(rest).value));
        if (c == '\n' || c == '\t') {
            out += c == '\n' && keep_newlines ? '\n' : ' ';
        } else if (kept) {
            out += text.substr(0, size);
        } else if (c == kInvalid) {
            out += fmt::format("<0x{:02X}>", static_cast<unsigned char>(text[0]));
        } else if (c != '\r' || !rest.starts_with('\n')) {  // the two-byte newline of Windows is one newline
            out += fmt::format("<U+{:04X}>", static_cast<unsigned>(c));
        }
        previous = kept ? c : 0;
        text = rest;
    }
    return out;
}

/// `text` after a utf8proc mapping; unchanged when it is no valid UTF-8.
std::string map_text(std::string_view text, int options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &mapped, static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (size < 0) return std::string(text);
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

bool is_slug_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Letters that Unicode does not take apart, as people write them in ASCII.
std::string_view transliterate(CodePoint c) {
    static constexpr std::array<std::pair<CodePoint, std::string_view>, 9> kLetters{{
        {0xE6, "ae"},
        {0xF0, "d"},
        {0xF8, "o"},
        {0xFE, "th"},
        {0x111, "d"},
        {0x127, "h"},
        {0x131, "i"},
        {0x142, "l"},
        {0x153, "oe"},
    }};
    for (const auto& [letter, ascii] : kLetters) {
        if (letter == c) return ascii;
    }
    return {};
}

bool is_apostrophe(CodePoint c) { return c == '\'' || c == 0x2019 || c == 0x2BC; }

/// Optimal string alignment: insertions, deletions, changes and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

bool all_of_class(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";

bool is_script_tag(std::string_view part) {
    return part.size() == 4 && all_of_class(part.substr(0, 1), kUpper) && all_of_class(part.substr(1), kLower);
}

bool is_region_tag(std::string_view part) {
    return (part.size() == 2 && all_of_class(part, kUpper)) || (part.size() == 3 && all_of_class(part, "0123456789"));
}

}  // namespace

std::optional<std::size_t> utf8_fault(std::string_view bytes) {
    std::size_t at = ascii_prefix(bytes);
    while (at < bytes.size()) {
        const auto [value, size] = decode(bytes.substr(at));
        if (value == kInvalid) return at;
        at += size;
        if (size == 1) at += ascii_prefix(bytes.substr(at));
    }
    return std::nullopt;
}

int display_width(std::string_view text) {
    if (is_plain_ascii(text)) return static_cast<int>(text.size());
    int width = 0;
    while (!text.empty()) {
        const auto cluster = next_cluster(text);
        width += cluster.width;
        text.remove_prefix(cluster.size);
    }
    return width;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = ascii_prefix(text);
    for (text.remove_prefix(count); !text.empty(); ++count) text.remove_prefix(decode(text).size);
    return count;
}

std::string_view code_point_at(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    return rest.substr(0, decode(rest).size);
}

std::string truncate_to_width(std::string_view text, int width) {
    if (width <= 0) return {};
    if (display_width(text) <= width) return std::string(text);
    int used = 0;
    std::size_t size = 0;
    while (size < text.size()) {
        const auto cluster = next_cluster(text.substr(size));
        if (used + cluster.width > width - 1) break;  // one column for the ellipsis
        used += cluster.width;
        size += cluster.size;
    }
    return std::string(text.substr(0, size)) + "…";
}

std::string pad_to_width(std::string_view text, int width) {
    const int missing = std::max(0, width - display_width(text));
    return std::string(text) + std::string(static_cast<std::size_t>(missing), ' ');
}

std::string fold(std::string_view text) {
    if (ascii_prefix(text) == text.size()) return lower_ascii(text);
    return map_text(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

std::string printable(std::string_view text) { return make_printable(text, false); }

std::string printable_block(std::string_view text) { return make_printable(text, true); }

bool is_slug(std::string_view text) {
    if (text.empty() || text.size() > 80 || !is_slug_char(text[0])) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return is_slug_char(c) || c == '-'; });
}

std::string printable_list(std::span<const std::string> names) {
    std::string list;
    for (const auto& name : names) {
        if (!name.empty()) list += (list.empty() ? "" : ", ") + printable(name);
    }
    return list;
}

std::string slugify(std::string_view text) {
    constexpr std::size_t max_size = 60;
    const auto folded = map_text(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                           UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    std::string slug;
    for (std::string_view rest = folded; !rest.empty();) {
        const auto [c, size] = decode(rest);
        if (size == 1 && is_slug_char(rest[0])) {
            slug += rest[0];
        } else if (const auto letters = transliterate(c); !letters.empty()) {
            slug += letters;
        } else if (!is_apostrophe(c) && !slug.empty() && slug.back() != '-') {
            slug += '-';
        }
        rest.remove_prefix(size);
    }
    if (slug.size() > max_size) {
        // Cut between words, unless that would lose more than half.
        const auto dash = slug.rfind('-', max_size);
        slug.resize(dash != std::string::npos && dash >= max_size / 2 ? dash : max_size);
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates) {
    const auto typed = lower_ascii(word);
    std::optional<std::string> best;
    std::size_t best_distance = 0;
    for (auto candidate : candidates) {
        const auto known = lower_ascii(candidate);
        const bool begun = typed.size() >= 3 && known.starts_with(typed);
        const auto limit = std::min<std::size_t>(3, std::max(typed.size(), known.size()) / 3);
        const auto gap = std::max(typed.size(), known.size()) - std::min(typed.size(), known.size());
        if (!begun && gap > limit) continue;
        // A word that was only begun counts as one slip.
        const auto distance = begun ? std::min<std::size_t>(gap, 1) : edit_distance(typed, known);
        if (!begun && distance > limit) continue;
        if (!best || distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

bool has_ideographs(std::string_view text) {
    // They are the three-byte sequences E3..E9; enough to tell Chinese from English.
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE3 && byte <= 0xE9;
    });
}

bool is_language_tag(std::string_view text) {
    const auto parts = split(text, '-');
    const auto& language = parts[0];
    if (language.size() < 2 || language.size() > 3 || !all_of_class(language, kLower)) return false;
    std::size_t next = 1;
    if (next < parts.size() && is_script_tag(parts[next])) ++next;
    if (next < parts.size() && is_region_tag(parts[next])) ++next;
    return next == parts.size();
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const auto end = text.find(separator);
        pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

}  // namespace hindsight
