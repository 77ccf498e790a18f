// SPDX-License-Identifier: MIT
// Unicode text: validity, width, folding, safe printing, slugs, suggestions.
#include "hindsight/base/text.hpp"

#include <array>
#include <random>
#include <sstream>

#include "hindsight/base/json.hpp"
#include "support/catch.hpp"
#include "support/shared.hpp"

using namespace hindsight;

namespace {

/// Well-formed UTF-8 after table 3-7 of the Unicode standard, written apart from the code under test.
bool is_well_formed(std::string_view s) {
    const auto in = [&s](std::size_t i, int low, int high) {
        return i < s.size() && static_cast<unsigned char>(s[i]) >= low && static_cast<unsigned char>(s[i]) <= high;
    };
    struct Row {
        int first_low, first_high, second_low, second_high, size;
    };
    constexpr std::array rows{Row{0xC2, 0xDF, 0x80, 0xBF, 2}, Row{0xE0, 0xE0, 0xA0, 0xBF, 3},
                              Row{0xE1, 0xEC, 0x80, 0xBF, 3}, Row{0xED, 0xED, 0x80, 0x9F, 3},
                              Row{0xEE, 0xEF, 0x80, 0xBF, 3}, Row{0xF0, 0xF0, 0x90, 0xBF, 4},
                              Row{0xF1, 0xF3, 0x80, 0xBF, 4}, Row{0xF4, 0xF4, 0x80, 0x8F, 4}};
    for (std::size_t i = 0; i < s.size();) {
        std::size_t size = in(i, 0, 0x7F) ? 1 : 0;
        for (const auto& row : rows) {
            if (!in(i, row.first_low, row.first_high) || !in(i + 1, row.second_low, row.second_high)) continue;
            size = static_cast<std::size_t>(row.size);
            for (std::size_t k = 2; k < size; ++k) {
                if (!in(i + k, 0x80, 0xBF)) return false;
            }
        }
        if (size == 0) return false;
        i += size;
    }
    return true;
}

std::string utf8(std::uint32_t c) {
    const auto byte = [](std::uint32_t b) { return static_cast<char>(b); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 63))};
    if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
    return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
}

/// The text of code points in hexadecimal, separated by spaces.
std::string utf8_of(std::string_view hex) {
    std::istringstream in{std::string(hex)};
    std::string text;
    for (std::uint32_t c = 0; in >> std::hex >> c;) text += utf8(c);
    return text;
}

/// The lines of a Unicode data file, cut at semicolons.
std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& file) {
    std::istringstream in(test::read_bytes(file));
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#' || line.find(';') == std::string::npos) continue;
        auto& row = rows.emplace_back();
        for (auto field : split(line, ';')) row.emplace_back(trim(field));
    }
    return rows;
}

}  // namespace

TEST_CASE("the first fault of a text is found where it begins", "[text]") {
    CHECK_FALSE(utf8_fault(""));
    CHECK_FALSE(utf8_fault("plain ASCII, longer than one machine word"));
    CHECK_FALSE(utf8_fault("预计 ≥ 100B 😷"));
    CHECK(utf8_fault("abc\xff") == 3u);
    CHECK(utf8_fault("预\x80计") == 3u);
    CHECK(utf8_fault("\xe9\xa2") == 0u);
    CHECK(utf8_fault("12345678\xc0\x80") == 8u);           // overlong
    CHECK(utf8_fault("a\xed\xa0\x80") == 1u);              // a surrogate
    CHECK(utf8_fault("a\xf4\x90\x80\x80") == 1u);          // beyond U+10FFFF
    CHECK_FALSE(utf8_fault(std::string_view("a\0b", 3)));  // a zero byte is a character
}

TEST_CASE("validity agrees with the Unicode table on random bytes", "[text]") {
    std::mt19937 random(7);
    constexpr std::array<int, 18> bytes{0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1,
                                        0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (auto n = random() % 6; n > 0; --n) text += static_cast<char>(bytes[random() % bytes.size()]);
        INFO(quote_json(text));
        REQUIRE(!utf8_fault(text) == is_well_formed(text));
    }
}

TEST_CASE("validity agrees with the Unicode table on the corpus of byte sequences", "[text]") {
    HINDSIGHT_NEED_CORPUS(dir, "unicode");
    const auto cases = parse_json(test::read_bytes(dir / "utf8-bytes-own.json"));
    for (const auto& one : cases.as_array()) {
        std::istringstream in(one.as_string());
        std::string bytes;
        for (int byte = 0; in >> std::hex >> byte;) bytes += static_cast<char>(byte);
        INFO(one.as_string());
        CHECK(!utf8_fault(bytes) == is_well_formed(bytes));
        CHECK(is_well_formed(printable(bytes)));
        CHECK(is_well_formed(quote_json(bytes)));
        CHECK(display_width(bytes) >= 0);
        CHECK(fold(bytes).size() < 1000);
    }
}

TEST_CASE("width counts columns of a terminal", "[text]") {
    CHECK(display_width("") == 0);
    CHECK(display_width("abc") == 3);
    CHECK(display_width("预计") == 4);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("ｆｕｌｌ") == 8);
    CHECK(display_width("\u200b") == 0);
    CHECK(display_width("…–≥") == 3);
}

TEST_CASE("a picture joined from several is two columns wide", "[text]") {
    CHECK(display_width("😷") == 2);
    CHECK(display_width("👨🏼‍🔬") == 2);
    CHECK(display_width("👨‍👩‍👧") == 2);
    CHECK(display_width("🇨🇳🇹🇷") == 4);
}

TEST_CASE("code points are counted, not bytes", "[text]") {
    CHECK(code_points("") == 0);
    CHECK(code_points("预计 ok") == 5);
    CHECK(code_points("e\u0301") == 2);
    CHECK(code_points("a\xff\xfe") == 3);
}

TEST_CASE("a code point is found with all its bytes, an invalid byte alone", "[text]") {
    CHECK(code_point_at("a李b", 0) == "a");
    CHECK(code_point_at("a李b", 1) == "李");
    CHECK(code_point_at("a李b", 4) == "b");
    CHECK(code_point_at("\xF0\x9F\x98\x80", 0) == "\xF0\x9F\x98\x80");
    CHECK(code_point_at("\xE6\x9D", 0) == "\xE6");  // cut off
    CHECK(code_point_at("\xFFz", 0) == "\xFF");
}

TEST_CASE("a text that fits is not cut", "[text]") {
    CHECK(truncate_to_width("abc", 3) == "abc");
    CHECK(truncate_to_width("预计", 4) == "预计");
    CHECK(truncate_to_width("", 0) == "");
}

TEST_CASE("a text that is cut ends in an ellipsis and never exceeds the width", "[text]") {
    CHECK(truncate_to_width("abcdef", 4) == "abc…");
    CHECK(truncate_to_width("预计可能", 4) == "预…");  // three columns: half a character does not exist
    CHECK(truncate_to_width("abc", 1) == "…");
    CHECK(truncate_to_width("abc", 0) == "");
    CHECK(truncate_to_width("abc", -5) == "");
    CHECK(truncate_to_width("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
    CHECK(truncate_to_width("👨‍👩‍👧👨‍👩‍👧", 3) == "👨‍👩‍👧…");
}

TEST_CASE("padding counts columns", "[text]") {
    CHECK(pad_to_width("预", 4) == "预  ");
    CHECK(pad_to_width("abc", 2) == "abc");
}

TEST_CASE("folding makes equal what a reader takes for the same word", "[text]") {
    CHECK(fold("Hello") == "hello");
    CHECK(fold("É") == fold("e\u0301"));
    CHECK(fold("ｆｕｌｌ　３０") == "full 30");
    CHECK(fold("STRASSE") == fold("straße"));
    CHECK(fold("ﬁ") == "fi");
    CHECK(fold("zero\u200bwidth") == "zerowidth");
    CHECK(fold("Σίσυφος") == fold("ΣΊΣΥΦΟΣ"));
    CHECK(fold("李沐") == "李沐");
    CHECK(fold("a\xff") == "a\xff");  // not valid: left alone
    CHECK(fold(std::string("a\0É", 4)) == std::string("a\0é", 4));
}

TEST_CASE("all normal forms of a text fold to the same", "[text]") {
    HINDSIGHT_NEED_CORPUS(dir, "unicode");
    const auto rows = rows_of(dir / "normalization-sample.txt");
    REQUIRE(rows.size() > 100);
    for (const auto& row : rows) {
        INFO(row[0]);
        const auto folded = fold(utf8_of(row[0]));
        for (int form = 1; form < 5; ++form) CHECK(fold(utf8_of(row[static_cast<std::size_t>(form)])) == folded);
        CHECK(fold(folded) == folded);
    }
}

TEST_CASE("printing makes what can't be seen visible", "[text]") {
    CHECK(printable("plain") == "plain");
    CHECK(printable("a\u202Eb") == "a<U+202E>b");
    CHECK(printable("\x1b[31m\x07") == "<U+001B>[31m<U+0007>");
    CHECK(printable("a\u200Bb\uFEFF") == "a<U+200B>b<U+FEFF>");
    CHECK(printable("is\u200Cadmin") == "is<U+200C>admin");
    CHECK(printable("\u2028\u0085\x7f") == "<U+2028><U+0085><U+007F>");
    CHECK(printable("a\u3164\u00ADb") == "a<U+3164><U+00AD>b");
    CHECK(printable(utf8(0xE0041)) == "<U+E0041>");
    // reserved and ignorable: nothing is drawn where a font does not know them
    CHECK(printable("a\u2065" + utf8(0xFFF0) + utf8(0xE0000) + utf8(0xE0FFF)) == "a<U+2065><U+FFF0><U+E0000><U+E0FFF>");
    CHECK(printable(std::string_view("a\0b", 3)) == "a<U+0000>b");
    CHECK(printable("bad\xff") == "bad<0xFF>");
}

TEST_CASE("printing turns newlines and tabs into spaces unless it is a block", "[text]") {
    CHECK(printable("a\nb\tc\r\nd\re") == "a b c d<U+000D>e");
    CHECK(printable_block("a\nb\tc\r\nd\re") == "a\nb c\nd<U+000D>e");
}

TEST_CASE("printing keeps the invisible signs that good text needs", "[text]") {
    const auto* text = GENERATE("👨‍👩‍👧", "❤️‍🔥", "1️⃣", "می‌خواهم", "葛󠄀城",
                                "預計　可能", "e\u0301");
    CHECK(printable(text) == text);
}

TEST_CASE("joiners and selectors in a row are not kept", "[text]") {
    CHECK(printable("预\u200D\u200D计") == "预<U+200D><U+200D>计");
    CHECK(printable("预\uFE0F\uFE0F") == "预\uFE0F<U+FE0F>");
    CHECK(printable("预\u200D") == "预<U+200D>");
}

TEST_CASE("emoji print as themselves", "[text]") {
    HINDSIGHT_NEED_CORPUS(dir, "unicode");
    const auto rows = rows_of(dir / "emoji-sample.txt");
    REQUIRE(rows.size() > 100);
    for (const auto& row : rows) {
        // The flags of England, Scotland and Wales are spelt in tag characters, which can hide any text.
        if (row[0].starts_with("1F3F4 E")) continue;
        INFO(row[0]);
        const auto emoji = utf8_of(row[0]);
        CHECK(printable(emoji) == emoji);
        CHECK(display_width(emoji) <= 2);
    }
}

TEST_CASE("no line of the trojan-source corpus keeps a hidden control when printed", "[text]") {
    HINDSIGHT_NEED_CORPUS(dir, "trojan-source");
    const auto lines = parse_json(test::read_bytes(dir / "lines.json"));
    for (const auto& line : lines.as_array()) {
        const auto shown = printable(line.as_string());
        INFO(shown);
        for (std::uint32_t c : {0x200Bu, 0x200Cu, 0x200Du, 0x202Au, 0x202Bu, 0x202Cu, 0x202Du, 0x202Eu, 0x2066u,
                                0x2067u, 0x2068u, 0x2069u}) {
            CHECK(shown.find(utf8(c)) == std::string::npos);
        }
        CHECK(printable(shown) == shown);
    }
}

TEST_CASE("a slug is lower-case letters, digits and hyphens", "[text]") {
    CHECK(is_slug("a"));
    CHECK(is_slug("li-mu-2024"));
    CHECK(is_slug(std::string(80, 'a')));
    const std::string text = GENERATE(as<std::string>{}, "", "-a", "A", "a_b", "a b", "é", "a.b", std::string(81, 'a'));
    CHECK_FALSE(is_slug(text));
}

TEST_CASE("a slug is made from a text's letters", "[text]") {
    CHECK(slugify("GPT-5 will be released by 2025!") == "gpt-5-will-be-released-by-2025");
    CHECK(slugify("  Éric's “big” café  ") == "erics-big-cafe");
    CHECK(slugify("Straße Ærø Łódź") == "strasse-aero-lodz");
    CHECK(slugify("３０％ ok") == "30-ok");
    CHECK(slugify("李沐") == "");
    CHECK(slugify("李沐 says 100B") == "says-100b");
    CHECK(slugify("don’t") == "dont");
    CHECK(slugify("") == "");
    CHECK(slugify("--") == "");
}

TEST_CASE("a long slug is cut between words", "[text]") {
    const auto slug = slugify("the quick brown fox jumps over the lazy dog and then over another one");
    CHECK(slug == "the-quick-brown-fox-jumps-over-the-lazy-dog-and-then-over");
    CHECK(slugify(std::string(200, 'x')) == std::string(60, 'x'));
    CHECK(is_slug(slug));
}

TEST_CASE("a slip of the fingers is recognised", "[text]") {
    constexpr std::array<std::string_view, 5> words{"probability", "outcome", "forecaster", "weight", "due"};
    CHECK(nearest("probabilty", words) == "probability");
    CHECK(nearest("otucome", words) == "outcome");
    CHECK(nearest("Weight", words) == "weight");
    CHECK(nearest("prob", words) == "probability");
    CHECK(nearest("deu", words) == "due");
}

TEST_CASE("a word that is near to none gets no suggestion", "[text]") {
    constexpr std::array<std::string_view, 3> words{"probability", "due", "by"};
    CHECK_FALSE(nearest("source", words));
    CHECK_FALSE(nearest("x", words));
    CHECK_FALSE(nearest("", words));
    CHECK_FALSE(nearest("due", std::span<const std::string_view>{}));
}

TEST_CASE("language tags have a language and maybe a script and a region", "[text]") {
    for (auto tag : {"en", "zh", "zh-Hant", "pt-BR", "zh-Hant-TW", "es-419", "yue"}) CHECK(is_language_tag(tag));
    const auto* tag =
        GENERATE("", "e", "EN", "english", "en-", "en-us", "zh-hant", "en_US", "en-US-x", "pt-BR-Latn", "en-GB ");
    CHECK_FALSE(is_language_tag(tag));
}

TEST_CASE("trimming, lowering and splitting touch only ASCII", "[text]") {
    CHECK(trim(" \t a b \r\n") == "a b");
    CHECK(trim("   ") == "");
    CHECK(lower_ascii("ABC É") == "abc É");
    CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
    CHECK(split("", ',') == std::vector<std::string_view>{""});
    CHECK(split("a,", ',') == std::vector<std::string_view>{"a", ""});
}
