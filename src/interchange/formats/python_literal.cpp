// SPDX-License-Identifier: MIT
// Reads Python literals by descent.
#include "python_literal.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

#include "characters.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr int kDepth = 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class PythonReader {
 public:
    explicit PythonReader(std::string_view text) : text_(text) {}

    Json whole() {
        auto value = read(1);
        if (skip() != '\0') refuse("something follows it");
        return value;
    }

 private:
    [[noreturn]] void refuse(std::string_view why) const {
        throw Error(ErrorCode::wrong_type,
                    fmt::format("\"{}\" is no Python literal: {} at character {}",
                                printable(truncate_to_width(text_.substr(0, 400), 60)), why, at_ + 1));
    }

    /// The next character that is no space; '\0' at the end.
    char skip() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
        return here();
    }
    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool word(std::string_view wanted) {
        if (text_.substr(at_, wanted.size()) != wanted) return false;
        at_ += wanted.size();
        return true;
    }

    Json read(int depth) {
        if (depth > kDepth)
            throw Error(ErrorCode::too_deep, fmt::format("lists within lists, more than {} deep", kDepth));
        const char c = skip();
        if (c == '[' || c == '(') return list(c == '[' ? ']' : ')', depth);
        if (c == '{') return dictionary(depth);
        if (c == '\'' || c == '"') return text();
        if (word("None")) return nullptr;
        if (word("True")) return true;
        if (word("False")) return false;
        if (is_digit(c) || c == '-' || c == '+' || c == '.') return number();
        refuse(c == '\0' ? "it ends" : "no value begins");
    }

    /// After a value in a container: whether another one follows.
    bool more(char end) {
        if (skip() == ',') {
            ++at_;
            return skip() != end;
        }
        if (here() != end) refuse(fmt::format("',' or '{}' is missing", end));
        return false;
    }

    Json list(char end, int depth) {
        ++at_;
        Json::Array out;
        for (bool any = skip() != end; any; any = more(end)) out.push_back(read(depth + 1));
        ++at_;
        return out;
    }

    Json dictionary(int depth) {
        ++at_;
        auto out = Json::object();
        for (bool any = skip() != '}'; any; any = more('}')) {
            if (here() != '\'' && here() != '"') refuse("a key is no text");
            auto key = text();
            if (out.find(key)) refuse("a key stands twice");
            if (skip() != ':') refuse("':' is missing");
            ++at_;
            out.set(std::move(key), read(depth + 1));
        }
        ++at_;
        return out;
    }

    Json number() {
        const auto start = at_;
        while (at_ < text_.size() &&
               (is_digit(here()) || std::string_view("+-.eE_").find(here()) != std::string_view::npos))
            ++at_;
        const auto token = text_.substr(start, at_ - start);
        std::int64_t whole = 0;
        const auto [end, code] = std::from_chars(token.data(), token.data() + token.size(), whole);
        if (code == std::errc() && end == token.data() + token.size()) return whole;
        const auto value = parse_number(token);
        if (!value) refuse("a number is malformed");
        return *value;
    }

    std::string text() {
        const char quote = text_[at_++];
        std::string out;
        while (here() != quote) {
            if (at_ >= text_.size() || here() == '\n') refuse("a quote is never closed");
            if (here() == '\\') {
                ++at_;
                escape(out);
            } else {
                out += text_[at_++];
            }
        }
        ++at_;
        return out;
    }

    void escape(std::string& out) {
        static constexpr std::string_view kShort = "\\'\"ntrabfv", kMeaning = "\\'\"\n\t\r\a\b\f\v";
        const char c = here();
        if (const auto place = kShort.find(c); c != '\0' && place != std::string_view::npos) {
            out += kMeaning[place];
            ++at_;
            return;
        }
        const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits == 0) refuse("an escape is unknown");
        const auto code = text_.substr(++at_, digits);
        std::uint32_t point = 0;
        const auto [end, fault] = std::from_chars(code.data(), code.data() + code.size(), point, 16);
        if (code.size() != digits || fault != std::errc() || end != code.data() + digits)
            refuse("an escape is cut off");
        if (!is_character(point)) refuse("an escape names no character");
        out += utf8_of(point);
        at_ += digits;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

Json parse_python_literal(std::string_view text) { return PythonReader(text).whole(); }

}  // namespace hindsight::interchange
