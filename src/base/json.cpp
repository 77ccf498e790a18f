// SPDX-License-Identifier: MIT
// Reads JSON through nlohmann's SAX parser with limits, and writes it.
#include "hindsight/base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight {

namespace {

/// Walks over a text and tells how far the parser came, for the places in messages.
struct TracingIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at;
    const char** reached;

    reference operator*() const { return *at; }
    TracingIterator& operator++() {
        *reached = ++at;
        return *this;
    }
    bool operator!=(const TracingIterator& other) const { return at != other.at; }
    bool operator==(const TracingIterator& other) const { return at == other.at; }
};

/// A container that is being read.
struct Open {
    Json* node;
    std::unordered_set<std::string> keys = {};  // filled only once there are many
};

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Few keys are faster compared one by one.
constexpr std::size_t kManyKeys = 16;

/// The parser's wish list of callbacks: builds the value and refuses what is over the limits.
class Builder {
 public:
    using number_integer_t = std::int64_t;
    using number_unsigned_t = std::uint64_t;
    using number_float_t = double;
    using string_t = std::string;
    using binary_t = nlohmann::json::binary_t;

    Builder(std::string_view text, std::string_view file, const JsonLimits& limits)
        : text_(text), file_(file), limits_(limits), reached_(text.data()) {}

    const char** reached() { return &reached_; }
    Json take() { return std::move(root_); }

    bool null() { return add({}); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(std::int64_t value) { return add(value); }
    bool number_unsigned(std::uint64_t value) {
        if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return add(value);
        return add(static_cast<double>(value));
    }
    bool number_float(double value, const std::string&) { return add(value); }
    bool string(std::string& value) {
        check_size(value);
        return add(std::move(value));
    }
    bool binary(binary_t&) { return false; }  // JSON text has none

    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        check_size(name);
        auto& object = open_.back();
        auto& members = object.node->as_object();
        if (is_twin(object, name)) {
            fail_at_token(ErrorCode::bad_json, reached_offset(), fmt::format("the key \"{}\" stands twice", name));
        }
        members.emplace_back(std::move(name), Json{});
        return true;
    }

    /// `position` is how many characters were read, one more than there are at the end of the text.
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& fault) {
        constexpr int number_out_of_range = 406;
        const std::string_view what = fault.what();
        if (fault.id == number_out_of_range) {
            const auto number = text_.substr(0, position).substr(start_of_token(position));
            fail_at_token(ErrorCode::bad_json, position, fmt::format("the number {} is too large", number));
        }
        // "... - DETAIL; last read: 'TEXT'" when a token is malformed, "... - DETAIL" when it is the wrong one.
        const auto dash = what.find(" - ");
        const auto cut = what.find("; last read: ");
        const auto detail = dash == std::string_view::npos ? what : what.substr(0, cut).substr(dash + 3);
        const auto message = fmt::format("this is not valid JSON: {}", detail);
        if (position > text_.size()) fail(ErrorCode::bad_json, text_.size(), message);
        if (cut == std::string_view::npos) fail_at_token(ErrorCode::bad_json, position, message);
        fail(ErrorCode::bad_json, position - std::min<std::size_t>(position, 1), message);
    }

 private:
    [[noreturn]] void fail(ErrorCode code, std::size_t offset, std::string message, int length = 1) const {
        throw Error(code, std::move(message), {}, place_of(text_, offset, file_, length));
    }

    /// Fails at the token that ends at `end`.
    [[noreturn]] void fail_at_token(ErrorCode code, std::size_t end, std::string message) const {
        const auto begin = start_of_token(end);
        fail(code, begin, std::move(message), static_cast<int>(code_points(text_.substr(begin, end - begin))));
    }

    /// The parser tells only where a token ends.
    std::size_t start_of_token(std::size_t end) const {
        if (end < 2) return 0;
        if (text_[end - 1] == '"') return start_of_string(end);
        const auto is_word = [](char c) {
            return std::string_view("+-.").find(c) != std::string_view::npos || is_alnum(c);
        };
        auto begin = end - 1;
        while (is_word(text_[end - 1]) && begin > 0 && is_word(text_[begin - 1])) --begin;
        return begin;
    }

    /// Back to the first quote that is not escaped, that is, has an even number of backslashes before it.
    std::size_t start_of_string(std::size_t end) const {
        for (auto begin = text_.rfind('"', end - 2); begin != std::string_view::npos && begin > 0;
             begin = text_.rfind('"', begin - 1)) {
            const auto before = text_.substr(0, begin);
            const auto run = begin - 1 - before.find_last_not_of('\\');
            if (run % 2 == 0) return begin;
        }
        return 0;
    }

    std::size_t reached_offset() const { return static_cast<std::size_t>(reached_ - text_.data()); }

    void check_size(const std::string& value) const {
        if (value.size() <= limits_.string_bytes) return;
        fail_at_token(
            ErrorCode::too_large, reached_offset(),
            fmt::format("a text of {} bytes is too long: at most {} are read", value.size(), limits_.string_bytes));
    }

    static bool is_twin(Open& object, const std::string& name) {
        const auto& members = object.node->as_object();
        if (members.size() < kManyKeys) {
            return std::any_of(members.begin(), members.end(),
                               [&](const auto& member) { return member.first == name; });
        }
        if (object.keys.empty()) {
            for (const auto& member : members) object.keys.insert(member.first);
        }
        return !object.keys.insert(name).second;
    }

    Json& place(Json value) {
        if (++values_ > limits_.values) {
            fail(ErrorCode::too_large, reached_offset() - 1, fmt::format("more than {} values in one document", limits_.values));
        }
        if (open_.empty()) return root_ = std::move(value);
        Json& parent = *open_.back().node;
        if (parent.is_array()) return parent.as_array().emplace_back(std::move(value));
        return parent.as_object().back().second = std::move(value);
    }

    bool add(Json value) {
        place(std::move(value));
        return true;
    }

    bool open(Json container) {
        if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
            fail(ErrorCode::too_deep, reached_offset() - 1,
                 fmt::format("more than {} levels of brackets", limits_.depth));
        }
        open_.push_back({&place(std::move(container))});
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::string_view text_;
    std::string_view file_;
    const JsonLimits& limits_;
    std::size_t values_ = 0;
    const char* reached_;
    Json root_;
    std::vector<Open> open_;
};

/// What nlohmann's parser would not notice, or not say well.
void check_text(std::string_view text, std::string_view file, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        const auto message =
            fmt::format("{} bytes of JSON are too many: at most {} are read", text.size(), limits.bytes);
        throw Error(ErrorCode::too_large, message, {}, Span{std::string(file), 0, 0, 1, {}});
    }
    if (const auto fault = utf8_fault(text)) {
        throw Error(ErrorCode::bad_utf8, "this is not valid UTF-8", "save the text as UTF-8",
                    place_of(text, *fault, file));
    }
    // The parser takes a zero byte for the end.
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        throw Error(ErrorCode::bad_json, "this is not valid JSON: a zero byte", {}, place_of(text, zero, file));
    }
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

void append_escape(std::string& out, char c) {
    constexpr std::string_view plain = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    if (const auto at = plain.find(c); at != std::string_view::npos) {
        out += '\\';
        out += letters[at];
    } else {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<int>(c));
    }
}

/// Invalid bytes (a file name may have some) become U+FFFD: what is written is always valid JSON.
std::string replace_invalid(std::string_view text) {
    std::string valid;
    while (const auto fault = utf8_fault(text)) {
        valid += text.substr(0, *fault);
        valid += "\xEF\xBF\xBD";
        text.remove_prefix(*fault + 1);
    }
    return valid += text;
}

void append_quoted(std::string& out, std::string_view text) {
    if (utf8_fault(text)) return append_quoted(out, replace_invalid(text));
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_control(text[i]) && text[i] != '"' && text[i] != '\\') continue;
        out += text.substr(done, i - done);
        append_escape(out, text[i]);
        done = i + 1;
    }
    out += text.substr(done);
    out += '"';
}

void append_number(std::string& out, const Json& value) {
    if (value.is_integer()) {
        fmt::format_to(std::back_inserter(out), "{}", value.as_integer());
        return;
    }
    const double number = value.as_number();
    if (std::isnan(number)) {
        out += "null";
    } else if (std::isinf(number)) {
        append_quoted(out, print_number(number));
    } else {
        out += print_number(number);
    }
}

/// Writes on one line, or with members on lines of their own.
class Writer {
 public:
    explicit Writer(bool pretty) : pretty_(pretty) {}

    std::string take() { return std::move(out_); }

    void write(const Json& value) {
        if (value.is_null()) {
            out_ += "null";
        } else if (value.is_bool()) {
            out_ += value.as_bool() ? "true" : "false";
        } else if (value.is_number()) {
            append_number(out_, value);
        } else if (value.is_string()) {
            append_quoted(out_, value.as_string());
        } else if (value.is_array()) {
            write_all('[', value.as_array(), ']', [this](const Json& item) { write(item); });
        } else {
            write_all('{', value.as_object(), '}', [this](const auto& member) { write_member(member); });
        }
    }

 private:
    void write_member(const Json::Object::value_type& member) {
        append_quoted(out_, member.first);
        out_ += pretty_ ? ": " : ":";
        write(member.second);
    }

    template <typename Items, typename WriteItem>
    void write_all(char open, const Items& items, char close, WriteItem write_item) {
        out_ += open;
        ++depth_;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) out_ += ',';
            new_line();
            write_item(items[i]);
        }
        --depth_;
        if (!items.empty()) new_line();
        out_ += close;
    }

    void new_line() {
        if (pretty_) out_.append(1, '\n').append(2 * depth_, ' ');
    }

    bool pretty_;
    std::size_t depth_ = 0;
    std::string out_;
};

std::string dump(const Json& value, bool pretty) {
    Writer writer(pretty);
    writer.write(value);
    return writer.take();
}

}  // namespace

double Json::as_number() const { return is_integer() ? static_cast<double>(as_integer()) : std::get<double>(value_); }

const Json* Json::find(std::string_view key) const {
    if (!is_object()) return nullptr;
    for (const auto& [name, value] : as_object()) {
        if (name == key) return &value;
    }
    return nullptr;
}

void Json::set(std::string key, Json value) { as_object().emplace_back(std::move(key), std::move(value)); }

void Json::push(Json value) { as_array().push_back(std::move(value)); }

Json parse_json(std::string_view text, std::string_view file, const JsonLimits& limits) {
    check_text(text, file, limits);
    Builder builder(text, file, limits);
    const TracingIterator begin{text.data(), builder.reached()};
    const TracingIterator end{text.data() + text.size(), builder.reached()};
    nlohmann::json::sax_parse(begin, end, &builder);
    return builder.take();
}

std::string dump_json(const Json& value) { return dump(value, false); }

std::string dump_json_pretty(const Json& value) { return dump(value, true); }

std::string quote_json(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    append_quoted(out, text);
    return out;
}

}  // namespace hindsight
