// SPDX-License-Identifier: MIT
// Checks the keys of a table of a book one by one and names what is wrong with each.
#include "book_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::interchange {

namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view kDayHint = "write it as 2027-08-23";

/// What people write where another key is meant.
struct Misplaced {
    std::string_view key, hint;
};
constexpr std::array<Misplaced, 6> kMisplaced{{
    {"p", "the probability goes into the predictive: predictive = { p = 0.7 }"},
    {"probability", "the probability goes into the predictive: predictive = { p = 0.7 }"},
    {"level", "the level goes into the predictive: predictive = { range = [\"100B\", \"500B\"], level = 0.8 }"},
    {"range", "the range goes into the predictive: predictive = { range = [\"100B\", \"500B\"], level = 0.8 }"},
    {"speaker", "the speaker is said_by"},
    {"resolver", "the resolver is by"},
}};

bool in_calendar(Day day) { return year_of(day) >= 1 && year_of(day) <= 9999; }

void refuse_moment(const TomlNode& node, std::string_view key, std::string_view expected, BookFaults& faults) {
    if (node.is(Kind::text)) {
        faults.error(ErrorCode::bad_date, fmt::format("\"{}\" is not {} that exists", node.text, expected),
                     std::string(kDayHint), node.at);
    } else if (node.is(Kind::day) || node.is(Kind::instant)) {
        faults.error(ErrorCode::bad_date, fmt::format("\"{}\" lies outside of the years 0001 to 9999", key), {},
                     node.at);
    } else if (node.is(Kind::zoneless)) {
        faults.error(ErrorCode::bad_date, fmt::format("\"{}\" needs a day or a moment with its zone", key),
                     "write 2027-08-23, or 2027-08-23T10:00:00Z", node.at);
    } else {
        faults.error(ErrorCode::wrong_type, fmt::format("\"{}\" must be {}, not {}", key, expected, name_of(node.kind)),
                     std::string(kDayHint), node.at);
    }
}

}  // namespace

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates) {
    const auto near = nearest(word, candidates);
    return near ? fmt::format("did you mean \"{}\"?", *near) : std::string{};
}

std::optional<When> when_from(const TomlNode& node, std::string_view key, BookFaults& faults) {
    if (node.is(Kind::broken)) return std::nullopt;
    std::optional<When> when;
    if (node.is(Kind::day)) when = When::day(node.as_day());
    if (node.is(Kind::instant)) when = When::instant(node.as_instant());
    if (node.is(Kind::text)) when = parse_when(node.text);
    if (when && in_calendar(day_of(when->at))) return when;
    refuse_moment(node, key, "a day or a moment", faults);
    return std::nullopt;
}

std::optional<Day> day_from(const TomlNode& node, std::string_view key, BookFaults& faults) {
    if (node.is(Kind::broken)) return std::nullopt;
    std::optional<Day> day;
    if (node.is(Kind::day)) day = node.as_day();
    if (node.is(Kind::text)) day = parse_day(node.text);
    if (day && in_calendar(*day)) return day;
    refuse_moment(node, key, "a day", faults);
    return std::nullopt;
}

BookFields::BookFields(TomlNode& table, std::string_view what, std::span<const std::string_view> known,
                       BookFaults& faults)
    : table_(table), what_(what), faults_(faults) {
    for (const auto& child : table_.children) {
        if (std::find(known.begin(), known.end(), child.key) == known.end()) refuse_unknown(child, known);
    }
}

void BookFields::refuse_unknown(const TomlNode& child, std::span<const std::string_view> known) {
    auto hint = suggestion(child.key, known);
    const auto misplaced =
        std::find_if(kMisplaced.begin(), kMisplaced.end(), [&](const auto& row) { return row.key == child.key; });
    if (misplaced != kMisplaced.end()) hint = misplaced->hint;
    if (hint.empty()) hint = fmt::format("known here: {}", fmt::join(known, ", "));
    faults_.error(ErrorCode::unknown_key, fmt::format("{} has no key \"{}\"", what_, child.key), std::move(hint),
                  child.key_at);
}

TomlNode* BookFields::find(std::string_view key) {
    auto* node = table_.find(key);
    return node && !node->is(Kind::broken) ? node : nullptr;
}

TomlNode* BookFields::require(std::string_view key, std::string_view hint) {
    if (!has(key)) {
        faults_.error(ErrorCode::missing_key, fmt::format("{} needs \"{}\"", what_, key), std::string(hint), table_.at);
    }
    return find(key);
}

void BookFields::wrong_type(const TomlNode& node, std::string_view key, std::string_view expected) {
    if (node.is(Kind::broken)) return;
    faults_.error(ErrorCode::wrong_type, fmt::format("\"{}\" must be {}, not {}", key, expected, name_of(node.kind)),
                  {}, node.at);
}

void BookFields::refuse_word(const TomlNode& node, std::string_view key, std::span<const std::string_view> words) {
    auto hint = suggestion(node.text, words);
    if (hint.empty()) hint = fmt::format("it is one of: {}", fmt::join(words, ", "));
    faults_.error(ErrorCode::wrong_type, fmt::format("\"{}\" cannot be \"{}\"", key, node.text), std::move(hint),
                  node.at);
}

TomlNode* BookFields::text_node(std::string_view key, Need need) {
    auto* node = need == Need::required ? require(key) : find(key);
    if (!node) return nullptr;
    if (!node->is(Kind::text)) {
        wrong_type(*node, key, "text");
        return nullptr;
    }
    if (need == Need::required && trim(node->text).empty()) {
        faults_.error(ErrorCode::missing_key, fmt::format("\"{}\" is empty", key), {}, node->at);
        return nullptr;
    }
    return node;
}

std::string BookFields::text(std::string_view key, Need need) {
    auto* node = text_node(key, need);
    return node ? std::move(node->text) : std::string{};
}

std::string BookFields::slug(std::string_view key, Need need) {
    auto* node = text_node(key, need);
    if (!node) return {};
    if (const auto fault = fault_of_id(node->text)) {
        faults_.error(fault->code, fault->message, fault->hint, node->at);
        return {};
    }
    return std::move(node->text);
}

std::vector<std::string> BookFields::texts(std::string_view key) {
    std::vector<std::string> out;
    auto* node = find(key);
    if (!node) return out;
    if (!node->is(Kind::list)) {
        auto hint = node->is(Kind::text) ? fmt::format("write {} = [\"{}\"]", key, node->text) : std::string{};
        faults_.error(ErrorCode::wrong_type, fmt::format("\"{}\" must be a list of texts, not {}", key, name_of(node->kind)), std::move(hint), node->at);
        return out;
    }
    out.reserve(node->children.size());
    for (auto& child : node->children) {
        if (!child.is(Kind::text)) {
            wrong_type(child, key, "a list of texts");
        } else if (trim(child.text).empty()) {
            faults_.error(ErrorCode::wrong_type, fmt::format("\"{}\" holds an empty text", key), {}, child.at);
        } else {
            out.push_back(std::move(child.text));
        }
    }
    return out;
}

Texts BookFields::languages(std::string_view key, Need need) {
    Texts out;
    auto* node = need == Need::required ? require(key, "for example { en = \"...\", zh = \"...\" }") : find(key);
    if (!node) return out;
    if (node->is(Kind::text)) {
        if (auto alone = text(key, need); !alone.empty()) out.emplace("en", std::move(alone));
        return out;
    }
    if (!node->is(Kind::table)) {
        wrong_type(*node, key, "a text for each language");
        return out;
    }
    for (auto& child : node->children) {
        if (!is_language_tag(child.key)) {
            faults_.error(ErrorCode::bad_language, fmt::format("\"{}\" is not a language tag", child.key),
                          "tags look like en, zh, zh-Hant or pt-BR", child.key_at);
        } else if (!child.is(Kind::text)) {
            wrong_type(child, child.key, "text");
        } else if (trim(child.text).empty()) {
            faults_.error(ErrorCode::missing_key, fmt::format("the text in \"{}\" is empty", child.key), {}, child.at);
        } else {
            out.emplace(child.key, std::move(child.text));
        }
    }
    if (node->children.empty() && need == Need::required) {
        faults_.error(ErrorCode::missing_key, fmt::format("\"{}\" has no text in any language", key), {}, node->at);
    }
    return out;
}

bool BookFields::flag(std::string_view key) {
    const auto* node = find(key);
    if (!node) return false;
    if (!node->is(Kind::boolean)) wrong_type(*node, key, "true or false");
    return node->is(Kind::boolean) && node->boolean;
}

std::optional<Day> BookFields::day(std::string_view key, Need need) {
    const auto* node = need == Need::required ? require(key, kDayHint) : find(key);
    return node ? day_from(*node, key, faults_) : std::nullopt;
}

std::optional<When> BookFields::when(std::string_view key, Need need) {
    const auto* node = need == Need::required ? require(key, kDayHint) : find(key);
    return node ? when_from(*node, key, faults_) : std::nullopt;
}

}  // namespace hindsight::interchange
