// SPDX-License-Identifier: MIT
// The keys of one table of a book: typed access, with a fault for each that is unknown, missing or of a wrong type.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "book_faults.hpp"
#include "hindsight/base/calendar.hpp"
#include "hindsight/domain/statement.hpp"
#include "toml_document.hpp"

namespace hindsight::interchange {

enum class Need { optional, required };

class BookFields {
 public:
    /// `what` names the table in messages: "a statement", "a forecast". Names every key that is not `known`.
    BookFields(TomlNode& table, std::string_view what, std::span<const std::string_view> known, BookFaults& faults);

    /// The value, nullptr when there is none or it is at fault already.
    TomlNode* find(std::string_view key);
    /// As `find`; a missing one is a fault.
    TomlNode* require(std::string_view key, std::string_view hint = {});
    bool has(std::string_view key) const { return table_.find(key) != nullptr; }

    // Each leaves the value empty when the key is missing or at fault.
    std::string text(std::string_view key, Need need = Need::optional);
    /// An id in the shape of a slug.
    std::string slug(std::string_view key, Need need);
    std::vector<std::string> texts(std::string_view key);
    /// Language -> text; a text alone is English.
    Texts languages(std::string_view key, Need need);
    bool flag(std::string_view key);
    std::optional<Day> day(std::string_view key, Need need = Need::optional);
    std::optional<When> when(std::string_view key, Need need = Need::optional);

    /// One of a few words.
    template <class Value, class Parse>
    std::optional<Value> word(std::string_view key, std::span<const std::string_view> words, Parse parse) {
        auto* node = text_node(key, Need::optional);
        if (!node) return std::nullopt;
        std::optional<Value> value = parse(node->text);
        if (!value) refuse_word(*node, key, words);
        return value;
    }

    void wrong_type(const TomlNode& node, std::string_view key, std::string_view expected);
    BookFaults& faults() { return faults_; }
    TomlNode& table() { return table_; }
    const TomlPlace& at() const { return table_.at; }

 private:
    TomlNode* text_node(std::string_view key, Need need);
    void refuse_word(const TomlNode& node, std::string_view key, std::span<const std::string_view> words);
    void refuse_unknown(const TomlNode& child, std::span<const std::string_view> known);

    TomlNode& table_;
    std::string_view what_;
    BookFaults& faults_;
};

/// "did you mean ...?" or nothing.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates);

/// A day or a moment from a node, after its kind; the reason goes to `faults`.
std::optional<When> when_from(const TomlNode& node, std::string_view key, BookFaults& faults);
std::optional<Day> day_from(const TomlNode& node, std::string_view key, BookFaults& faults);

}  // namespace hindsight::interchange
