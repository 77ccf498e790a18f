// SPDX-License-Identifier: MIT
// Reads one statement of a book with its question, links and history.
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "book_reading.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::interchange {

namespace {

using Kind = TomlNode::Kind;
using sv = std::string_view;

constexpr auto kStatementKeys = std::to_array<sv>(
    {"id", "kind", "said_by", "said_on", "source", "locator", "text", "quote", "strength", "foreign_id", "address", "tags",
     "repeats", "variant_of", "conditional_on", "amended", "retracted", "text_was", "question", "forecast", "resolution"});
constexpr auto kQuestionKeys = std::to_array<sv>(
    {"type", "title", "unit", "scale", "options", "low", "high", "zero_point", "open_low", "open_high", "criteria", "opens",
     "closes", "scheduled_close", "spot_at", "due", "notes"});
constexpr auto kConditionKeys = std::to_array<sv>({"statement", "outcome"});
constexpr auto kRetractionKeys = std::to_array<sv>({"on", "reason"});
constexpr auto kEarlierKeys = std::to_array<sv>({"until", "text", "reason"});
constexpr auto kKinds = std::to_array<sv>({"claim", "prediction"});
constexpr auto kScales = std::to_array<sv>({"linear", "log"});
constexpr auto kTypes = std::to_array<sv>({"binary", "numeric", "date", "categorical", "ordinal"});

/// A bound or the zero point: a quantity, or a day as days since 1970-01-01.
std::optional<double> read_bound(BookFields& fields, sv key, const Question& question) {
    auto* node = fields.find(key);
    if (!node) return std::nullopt;
    if (question.counts_days()) {
        if (node->is(Kind::real) && std::isfinite(node->real)) return node->real;  // between two days
        const auto day = day_from(*node, key, fields.faults());
        return day ? std::optional(static_cast<double>(day->time_since_epoch().count())) : std::nullopt;
    }
    std::optional<double> value;
    if (node->is(Kind::integer)) value = static_cast<double>(node->integer);
    if (node->is(Kind::real)) value = node->real;
    if (node->is(Kind::text)) value = parse_quantity(node->text, question.unit);
    if (value && std::isfinite(*value)) return value;
    fields.faults().error(ErrorCode::bad_number, fmt::format("\"{}\" must be a number", key),
                          "numbers look like 12.5, 1_000, \"100B\" (K, M, B = 10^9, T) or \"12%\"", node->at);
    return std::nullopt;
}

/// The rules of questions, each at its key or value.
void report(const std::vector<Fault>& faults, BookFields& fields) {
    for (const auto& fault : faults) {
        const auto* node = fields.table().find(fault.field);
        const auto& at = !node ? fields.at() : fault.belongs_elsewhere ? node->key_at : node->at;
        fields.faults().error(fault.code, fault.message, fault.hint, at);
    }
}

void read_links(BookFields& fields, sv key, LinkKind kind, std::vector<PendingLink>& links) {
    auto* node = fields.find(key);
    if (!node) return;
    const auto add = [&](TomlNode& target) {
        if (!target.is(Kind::text)) return fields.wrong_type(target, key, "the id of a statement");
        links.push_back({{}, Link{kind, std::move(target.text), {}}, target.at, target.at});
    };
    if (!node->is(Kind::list)) return add(*node);
    for (auto& target : node->children) add(target);
}

/// `{ statement = "ID", outcome = "yes" }`, one or several.
void read_conditions(BookFields& fields, std::vector<PendingLink>& links) {
    auto* node = fields.find("conditional_on");
    if (!node) return;
    each_table(*node, "conditional_on", fields.faults(), [&](TomlNode& table) {
        BookFields condition(table, "a condition", kConditionKeys, fields.faults());
        auto* outcome = condition.require("outcome", "the outcome that the condition needs: outcome = \"yes\"");
        if (outcome && !outcome->is(Kind::text)) condition.wrong_type(*outcome, "outcome", "text");
        Link link{LinkKind::conditional_on, condition.text("statement", Need::required), {}};
        if (outcome) link.outcome = std::move(outcome->text);
        if (link.statement.empty()) return;
        const auto& at = condition.find("statement")->at;
        links.push_back({{}, std::move(link), at, outcome ? outcome->at : at});
    });
}

void take_links(BookFields& fields, Statement& statement, BookReading& reading) {
    std::vector<PendingLink> links;
    read_links(fields, "repeats", LinkKind::repeats, links);
    read_links(fields, "variant_of", LinkKind::variant_of, links);
    read_conditions(fields, links);
    for (auto& found : links) {
        statement.links.push_back(found.link);
        found.from = statement.id;
        if (found.link.statement == statement.id) {
            reading.faults.error(ErrorCode::bad_link, "a statement cannot be linked to itself", "name the other statement", found.at);
        } else {
            reading.links.push_back(std::move(found));
        }
    }
}

std::optional<BookRetraction> read_retraction(BookFields& fields, std::optional<Day> said_on, BookReading& reading) {
    auto* node = fields.find("retracted");
    if (!node) return std::nullopt;
    if (!node->is(Kind::table)) {
        fields.wrong_type(*node, "retracted", "{ on = 2025-01-01, reason = \"...\" }");
        return std::nullopt;
    }
    BookFields retracted(*node, "a retraction", kRetractionKeys, fields.faults());
    const auto on = retracted.when("on", Need::required);
    auto reason = retracted.text("reason", Need::required);
    if (!on) return std::nullopt;
    reading.refuse_future(on, "the retraction", retracted.find("on"));
    if (said_on && on->at < start_of(*said_on)) {
        fields.faults().error(ErrorCode::before_said, fmt::format("retracted on {}, before it was said", print_when(*on)),
                              {}, retracted.find("on")->at);
    }
    return BookRetraction{*on, std::move(reason)};
}

/// Wordings follow each other from when it was said to now, each other than the next.
void check_order(const std::vector<EarlierWording>& earlier, const std::vector<TomlPlace>& places,
                 std::optional<Day> said_on, const Texts& present, BookFaults& faults) {
    auto since = said_on ? std::optional(When::instant(start_of(*said_on))) : std::nullopt;
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        const auto& wording = earlier[i];
        if (since && wording.until.at <= since->at) {
            const auto begin = i == 0 ? fmt::format("it was said on {}", print_day(*said_on))
                                      : fmt::format("it stood from {}", print_when(*since));
            faults.error(ErrorCode::bad_date, fmt::format("a wording until {} never stood: {}", print_when(wording.until), begin),
                         "text_was goes from the oldest wording to the newest", places[i]);
        }
        since = wording.until;
        if (wording.text == (i + 1 < earlier.size() ? earlier[i + 1].text : present)) {
            faults.error(ErrorCode::conflict, "an earlier wording is the same as the one after it", {}, places[i]);
        }
    }
}

std::vector<EarlierWording> read_earlier(BookFields& fields, std::optional<Day> said_on, const Texts& present,
                                         BookReading& reading) {
    std::vector<EarlierWording> earlier;
    std::vector<TomlPlace> places;
    auto* node = fields.find("text_was");
    if (!node) return earlier;
    const auto errors_before = fields.faults().errors();
    each_table(*node, "text_was", fields.faults(), [&](TomlNode& table) {
        BookFields wording(table, "an earlier wording", kEarlierKeys, fields.faults());
        const auto until = wording.when("until", Need::required);
        auto text = wording.languages("text", Need::required);
        auto reason = wording.text("reason");
        reading.refuse_future(until, "the end of an earlier wording", wording.find("until"));
        if (!until) return;
        earlier.push_back({*until, std::move(text), std::move(reason)});
        places.push_back(wording.find("until")->at);
    });
    if (fields.faults().errors() == errors_before) check_order(earlier, places, said_on, present, fields.faults());
    return earlier;
}

/// One resolution for each resolver: a correction replaces the old one in the book.
void check_resolvers(const BookStatement& entry, const std::vector<TomlPlace>& places, BookFaults& faults) {
    std::unordered_set<sv> seen;
    for (std::size_t i = 0; i < entry.resolutions.size(); ++i) {
        const auto& resolver = entry.resolutions[i].resolution.resolver;
        if (seen.insert(resolver).second) continue;
        faults.error(ErrorCode::duplicate_id, fmt::format("\"{}\" resolves this statement twice", resolver),
                     "a correction replaces the old one here; the record keeps both", places[i]);
    }
}

void take_forecasts(BookFields& fields, const Subject& subject, BookStatement& entry, BookReading& reading) {
    if (auto* node = fields.find("forecast")) {
        each_table(*node, "forecast", reading.faults, [&](TomlNode& table) {
            if (auto forecast = read_forecast(table, subject, reading)) entry.forecasts.push_back(std::move(*forecast));
        });
    }
    if (auto* node = fields.find("resolution")) {
        std::vector<TomlPlace> places;
        each_table(*node, "resolution", reading.faults, [&](TomlNode& table) {
            const auto at = table.at;
            auto resolution = read_resolution(table, subject, reading);
            if (!resolution) return;
            entry.resolutions.push_back(std::move(*resolution));
            places.push_back(at);
        });
        check_resolvers(entry, places, reading.faults);
    }
}

void refuse_answers_without_question(BookFields& fields) {
    for (const sv key : {"forecast", "resolution"}) {
        const auto* node = fields.find(key);
        if (!node || (node->is(Kind::list) && node->children.empty())) continue;
        const auto& at = node->is(Kind::list) ? node->children.front().at : node->at;
        fields.faults().error(ErrorCode::not_resolvable, fmt::format("a statement without a question has no {}", key),
                              "add [statement.question] with at least its type", at);
    }
}

/// What the statement says of itself; its question and what follows from it come after.
void take_own_fields(BookFields& fields, BookStatement& entry, BookReading& reading) {
    auto& statement = entry.statement;
    statement.kind =
        fields.word<StatementKind>("kind", kKinds, parse_statement_kind).value_or(StatementKind::prediction);
    statement.speaker = reading.person(fields, "said_by");
    statement.source = fields.slug("source", Need::optional);
    if (!statement.source.empty()) reading.sources.check(statement.source, fields.find("source")->at, reading.faults);
    statement.locator = fields.text("locator");
    statement.text = fields.languages("text", Need::required);
    statement.quote = fields.text("quote");
    statement.strength = fields.text("strength");
    if (!statement.strength.empty() && !reading.credence(statement.strength)) {
        reading.refuse_phrase(statement.strength, fields.find("strength")->at, Severity::error);
    }
    statement.foreign_id = fields.text("foreign_id");
    statement.address = fields.text("address");
    statement.tags = fields.texts("tags");
    take_links(fields, statement, reading);
    entry.amended = fields.text("amended");
}

}  // namespace

Question read_question(TomlNode& node, std::optional<Day> said_on, StatementKind kind, BookReading& reading, bool& usable) {
    BookFields fields(node, "a question", kQuestionKeys, reading.faults);
    Question question;
    fields.require("type", fmt::format("it is one of: {}", fmt::join(kTypes, ", ")));
    const auto type = fields.word<QuestionType>("type", kTypes, parse_question_type);
    question.type = type.value_or(QuestionType::binary);
    question.title = fields.text("title");
    question.unit = fields.text("unit");
    question.scale = fields.word<Scale>("scale", kScales, parse_scale).value_or(Scale::linear);
    const auto before_options = reading.faults.errors();
    question.options = fields.texts("options");
    const bool options_read = reading.faults.errors() == before_options;
    if (type && question.has_options()) fields.require("options", "options = [\"a\", \"b\"]");
    question.criteria = fields.text("criteria");
    question.notes = fields.text("notes");
    question.opens = fields.when("opens");
    question.closes = fields.when("closes");
    question.scheduled_close = fields.when("scheduled_close");
    question.spot_at = fields.when("spot_at");
    question.due = fields.when("due");
    if (!type) return question;
    question.low = read_bound(fields, "low", question);
    question.high = read_bound(fields, "high", question);
    question.zero_point = read_bound(fields, "zero_point", question);
    question.open_low = fields.flag("open_low");
    question.open_high = fields.flag("open_high");
    auto faults = faults_of(question, kind, said_on.value_or(Day{}));
    std::erase_if(faults, [&](const Fault& fault) {
        if (fault.belongs_elsewhere) return true;  // said of the key, whatever it holds
        const auto* place = fields.table().find(fault.field);
        const bool reported = !place || !place->whole() || (fault.field == "options" && !options_read);
        return reported || (fault.field == "due" && !said_on);
    });
    for (const sv key : fields_of_type()) {
        if (const auto fault = fault_of_field(key, *type); fault && fields.has(key)) faults.push_back(*fault);
    }
    report(faults, fields);
    usable = options_read && (!question.has_options() || fields.find("options")) &&
             std::none_of(faults.begin(), faults.end(), [](const Fault& fault) { return fault.field == "options"; });
    return question;
}

std::optional<BookStatement> read_statement(TomlNode& node, BookReading& reading) {
    const bool whole = node.whole();  // a fault of its syntax is reported already, but it is no entry to compare
    const auto errors_before = reading.faults.errors();
    BookFields fields(node, "a statement", kStatementKeys, reading.faults);
    BookStatement entry;
    const auto* id = fields.find("id");
    entry.where = reading.faults.span(id ? id->at : node.at);
    entry.statement.id = fields.slug("id", Need::required);
    take_own_fields(fields, entry, reading);
    const auto said_on = fields.day("said_on", Need::required);
    entry.statement.said_on = said_on.value_or(Day{});
    if (said_on) reading.refuse_future(When::day(*said_on), "the day it was said", fields.find("said_on"));
    entry.retraction = read_retraction(fields, said_on, reading);
    entry.text_was = read_earlier(fields, said_on, entry.statement.text, reading);

    auto* question = fields.find("question");
    if (question && !question->is(Kind::table)) {
        fields.wrong_type(*question, "question", "one table: [statement.question]");
    } else if (question) {
        bool usable = false;
        entry.statement.question =
            read_question(*question, said_on, entry.statement.kind, reading, usable);
        take_forecasts(fields, {usable ? &*entry.statement.question : nullptr, said_on}, entry, reading);
    } else if (!fields.has("question")) {
        refuse_answers_without_question(fields);
    }
    if (!whole || reading.faults.errors() != errors_before) return std::nullopt;
    return entry;
}

}  // namespace hindsight::interchange
