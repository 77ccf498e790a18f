// SPDX-License-Identifier: MIT
// What somebody said, once, somewhere; who and where.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/domain/outcome.hpp"
#include "hindsight/domain/predictive.hpp"
#include "hindsight/domain/question.hpp"

namespace hindsight {

/// BCP 47 tag -> text.
using Texts = std::map<std::string, std::string>;
/// The text in `language`, else English, else the first; "" when there is none.
const std::string& text_in(const Texts& texts, std::string_view language);

struct Person {
    std::string id;
    Texts name;
    friend bool operator==(const Person&, const Person&) = default;
};

struct Source {
    std::string id;
    Texts title;
    std::string url;
    std::optional<Day> published;
    friend bool operator==(const Source&, const Source&) = default;
};

enum class StatementKind { claim, prediction };
std::string_view slug(StatementKind kind);
std::optional<StatementKind> parse_statement_kind(std::string_view text);

enum class LinkKind { repeats, variant_of, conditional_on };
std::string_view slug(LinkKind kind);
std::optional<LinkKind> parse_link_kind(std::string_view text);

struct Link {
    LinkKind kind = LinkKind::repeats;
    std::string statement;  // id
    std::string outcome;    // conditional_on: the outcome that the condition needs, in its short form
    friend bool operator==(const Link&, const Link&) = default;
};

struct Statement {
    std::string id;
    StatementKind kind = StatementKind::prediction;
    Texts text;
    std::string quote;  // words quoted from the source
    std::string speaker;
    Day said_on{};
    std::string source;
    std::string locator;
    std::string strength;  // how firmly it was put: a phrase of the credence table
    std::string foreign_id, address;  // the id and the web address it has where it was recorded before
    std::vector<std::string> tags;
    std::vector<Link> links;
    std::optional<Question> question;
    friend bool operator==(const Statement&, const Statement&) = default;
};

/// Whether the probability was given, or read out of the wording.
enum class Basis { stated, imputed };
std::string_view slug(Basis basis);
std::optional<Basis> parse_basis(std::string_view text);

struct Forecast {
    std::string forecaster;  // person id
    When made_at;
    Predictive predictive;
    Basis basis = Basis::stated;
    std::string phrase;
    std::string reason;
    std::string entered;  // the predictive as typed, where it differs from its print
    friend bool operator==(const Forecast&, const Forecast&) = default;
};

/// The same belief by the same person at the same time; how it was typed does not count.
bool same_content(const Forecast& a, const Forecast& b);
bool same_content(const Resolution& a, const Resolution& b);

}  // namespace hindsight
