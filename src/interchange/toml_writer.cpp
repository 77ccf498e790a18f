// SPDX-License-Identifier: MIT
// Writes a book in its one canonical form.
#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"
#include "hindsight/interchange/book.hpp"
#include "toml_predictive.hpp"
#include "toml_print.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;

/// Collects `key = value` lines; empty values are left out.
class BookPrinter {
 public:
    std::string out = "format = \"hindsight/1\"\n";

    void header(sv line, sv indent = {}) {
        indent_ = indent;
        out += fmt::format("\n{}{}\n", indent_, line);
    }
    void value(sv key, sv printed) {
        if (!printed.empty()) fmt::format_to(std::back_inserter(out), "{}{} = {}\n", indent_, key, printed);
    }
    void text(sv key, sv text) {
        if (!text.empty()) value(key, toml_string(text));
    }
    void texts(sv key, const Texts& texts) {
        if (!texts.empty()) value(key, toml_texts(texts));
    }
    void list(sv key, const std::vector<std::string>& texts) {
        if (!texts.empty()) value(key, toml_list(texts));
    }
    void flag(sv key, bool flag) {
        if (flag) value(key, "true");
    }
    void when(sv key, const std::optional<When>& when) {
        if (when) value(key, print_when(*when));
    }

 private:
    sv indent_;
};

constexpr sv kIndent = "  ";

void print_credence(const CredenceTable& table, BookPrinter& to) {
    if (table.empty()) return;
    to.header("[credence]");
    for (const auto& [phrase, p] : table) to.value(toml_string(phrase), toml_number(p));
}

void print_person(const Person& person, BookPrinter& to) {
    to.header("[[person]]");
    to.text("id", person.id);
    to.texts("name", person.name);
}

void print_source(const Source& source, BookPrinter& to) {
    to.header("[[source]]");
    to.text("id", source.id);
    to.texts("title", source.title);
    to.text("url", source.url);
    if (source.published) to.value("published", print_day(*source.published));
}

/// One target stands alone, several in a list.
void print_links(const std::vector<Link>& links, LinkKind kind, BookPrinter& to) {
    std::vector<std::string> targets;
    for (const auto& link : links) {
        if (link.kind != kind) continue;
        const bool condition = kind == LinkKind::conditional_on;
        targets.push_back(condition ? fmt::format("{{ statement = {}, outcome = {} }}", toml_string(link.statement),
                                                  toml_string(link.outcome))
                                    : toml_string(link.statement));
    }
    if (targets.size() == 1) to.value(slug(kind), targets[0]);
    if (targets.size() > 1) to.value(slug(kind), fmt::format("[{}]", fmt::join(targets, ", ")));
}

void print_history(const BookStatement& entry, BookPrinter& to) {
    to.text("amended", entry.amended);
    if (const auto& retraction = entry.retraction) {
        to.value("retracted", fmt::format("{{ on = {}, reason = {} }}", print_when(retraction->on),
                                          toml_string(retraction->reason)));
    }
    if (entry.text_was.empty()) return;
    std::string list = "[\n";
    for (const auto& earlier : entry.text_was) {
        list += fmt::format("  {{ until = {}, text = {}", print_when(earlier.until), toml_texts(earlier.text));
        if (!earlier.reason.empty()) list += fmt::format(", reason = {}", toml_string(earlier.reason));
        list += " },\n";
    }
    to.value("text_was", list + "]");
}

void print_question(const Question& question, BookPrinter& to) {
    to.header("[statement.question]", kIndent);
    to.text("type", slug(question.type));
    to.text("title", question.title);
    to.text("unit", question.unit);
    if (question.scale != Scale::linear) to.text("scale", slug(question.scale));
    to.list("options", question.options);
    if (question.low) to.value("low", print_toml_value(*question.low, question));
    if (question.high) to.value("high", print_toml_value(*question.high, question));
    if (question.zero_point) to.value("zero_point", print_toml_value(*question.zero_point, question));
    to.flag("open_low", question.open_low);
    to.flag("open_high", question.open_high);
    to.text("criteria", question.criteria);
    to.when("opens", question.opens);
    to.when("closes", question.closes);
    to.when("scheduled_close", question.scheduled_close);
    to.when("spot_at", question.spot_at);
    to.when("due", question.due);
    to.text("notes", question.notes);
}

void print_forecast(const BookForecast& entry, const Question& question, const CredenceTable& credence,
                    BookPrinter& to) {
    const auto& forecast = entry.forecast;
    to.header("[[statement.forecast]]", kIndent);
    to.text("by", forecast.forecaster);
    to.when("made_at", forecast.made_at);
    to.text("phrase", forecast.phrase);
    const bool imputed = forecast.basis == Basis::imputed;
    const auto level = imputed && !forecast.phrase.empty() ? credence_of(credence, forecast.phrase) : std::nullopt;
    const auto with_number = print_toml_predictive(forecast.predictive, question, std::nullopt);
    const auto printed = print_toml_predictive(forecast.predictive, question, level);
    if (imputed && printed == with_number) to.text("basis", slug(forecast.basis));
    to.value("predictive", printed);
    to.text("reason", forecast.reason);
    to.when("withdrawn", entry.withdrawn);
    to.text("withdrawal_reason", entry.withdrawal_reason);
}

std::string print_evidence(const Evidence& evidence) {
    std::string out = "{";
    const auto add = [&out](sv key, sv printed) {
        out += fmt::format("{} {} = {}", out.size() > 1 ? "," : "", key, printed);
    };
    if (!evidence.url.empty()) add("url", toml_string(evidence.url));
    if (!evidence.title.empty()) add("title", toml_string(evidence.title));
    if (!evidence.date.empty()) add("date", parse_day(evidence.date) ? evidence.date : toml_string(evidence.date));
    if (!evidence.note.empty()) add("note", toml_string(evidence.note));
    if (!evidence.sureness.empty()) add("sureness", toml_string(evidence.sureness));
    return out + " }";
}

void print_resolution(const Resolution& resolution, const Question& question, BookPrinter& to) {
    to.header("[[statement.resolution]]", kIndent);
    if (const auto* outcome = resolution.outcome()) to.value("outcome", print_toml_outcome(*outcome, question));
    if (const auto* annulled = resolution.annulled()) to.text("annulled", annulled->reason);
    to.when("decided_on", resolution.decided_on);
    to.text("by", resolution.resolver);
    to.text("confidence", resolution.confidence);
    to.text("note", resolution.note);
    if (resolution.evidence.empty()) return;
    std::string list = "[\n";
    for (const auto& evidence : resolution.evidence) list += fmt::format("    {},\n", print_evidence(evidence));
    to.value("evidence", list + "  ]");
}

void print_statement(const BookStatement& entry, const CredenceTable& credence, BookPrinter& to) {
    const auto& statement = entry.statement;
    to.header("[[statement]]");
    to.text("id", statement.id);
    to.text("kind", slug(statement.kind));
    to.text("said_by", statement.speaker);
    to.value("said_on", print_day(statement.said_on));
    to.text("source", statement.source);
    to.text("locator", statement.locator);
    to.texts("text", statement.text);
    to.text("quote", statement.quote);
    to.text("strength", statement.strength);
    to.text("foreign_id", statement.foreign_id);
    to.text("address", statement.address);
    to.list("tags", statement.tags);
    for (const auto kind : {LinkKind::repeats, LinkKind::variant_of, LinkKind::conditional_on})
        print_links(statement.links, kind, to);
    print_history(entry, to);
    if (!statement.question) return;
    print_question(*statement.question, to);
    for (const auto& forecast : entry.forecasts) print_forecast(forecast, *statement.question, credence, to);
    for (const auto& resolution : entry.resolutions) print_resolution(resolution.resolution, *statement.question, to);
}

}  // namespace

std::string write_toml_book(const Book& book) {
    BookPrinter to;
    print_credence(book.credence, to);
    for (const auto& entry : book.persons) print_person(entry.person, to);
    for (const auto& entry : book.sources) print_source(entry.source, to);
    for (const auto& entry : book.statements) print_statement(entry, book.credence, to);
    return std::move(to.out);
}

}  // namespace hindsight::interchange
