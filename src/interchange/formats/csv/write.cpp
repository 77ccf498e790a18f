// SPDX-License-Identifier: MIT
// Writes a book as our own tables, one file each.
#include <fmt/format.h>

#include <functional>
#include <set>

#include "../readers.hpp"
#include "columns.hpp"
#include "hindsight/base/cell.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;
using Languages = std::set<std::string>;

/// One table: its columns are written first, then rows cell by cell in the same order.
class Printer {
 public:
    Printer(std::span<const sv> columns, const Languages& languages, const WriteOptions& options, Written& out) : languages_(languages), options_(options), out_(out) {
        for (const auto column : columns) {
            if (!column.ends_with('.')) {
                cell(column);
            } else {
                for (const auto& language : languages) cell(std::string(column) + language);
            }
        }
        end();
    }

    void cell(sv text) {
        if (!first_) text_ += ',';
        first_ = false;
        if (!options_.for_spreadsheets) return add(text);
        const auto safe = safe_cell(text);
        if (safe != text) out_.lose("a cell as it was: an apostrophe keeps a spreadsheet from running it", text);
        add(safe);
    }
    void texts(const Texts& texts) {
        for (const auto& language : languages_) {
            const auto it = texts.find(language);
            cell(it == texts.end() ? std::string() : it->second);
        }
    }
    void when(const std::optional<When>& when) { cell(when ? print_when(*when) : std::string()); }
    void list(const std::vector<std::string>& list) { cell(print_list(list)); }
    void end() {
        text_ += '\n';
        first_ = true;
    }
    void finish(std::string name) { out_.files.push_back({std::move(name), std::move(text_)}); }

 private:
    void add(sv cell) { text_ += quoted_cell(cell); }

    Languages languages_;
    const WriteOptions& options_;
    Written& out_;
    std::string text_;
    bool first_ = true;
};

std::vector<std::string> links(const Statement& statement, LinkKind kind) {
    std::vector<std::string> out;
    for (const auto& link : statement.links) {
        if (link.kind == kind) out.push_back(kind == LinkKind::conditional_on ? fmt::format("{}={}", link.statement, link.outcome) : link.statement);
    }
    return out;
}

void print_question(const Question& q, Printer& to) {
    const auto value = [&](const std::optional<double>& v) { to.cell(v ? print_value(*v, q) : std::string()); };
    to.cell(slug(q.type));
    to.cell(q.title);
    to.cell(q.criteria);
    to.cell(q.unit);
    to.cell(q.scale == Scale::linear ? sv() : slug(q.scale));
    to.list(q.options);
    value(q.low);
    value(q.high);
    value(q.zero_point);
    to.cell(q.open_low ? "yes" : "");
    to.cell(q.open_high ? "yes" : "");
    to.when(q.opens);
    to.when(q.closes);
    to.when(q.scheduled_close);
    to.when(q.spot_at);
    to.when(q.due);
    to.cell(q.notes);
}

void print_statement(const BookStatement& entry, Printer& to) {
    const auto& s = entry.statement;
    to.cell(s.id);
    to.cell(slug(s.kind));
    to.cell(s.speaker);
    to.cell(print_day(s.said_on));
    to.texts(s.text);
    for (const auto& text : {s.quote, s.source, s.locator, s.foreign_id, s.address, s.strength}) to.cell(text);
    to.list(s.tags);
    for (const auto kind : {LinkKind::repeats, LinkKind::variant_of, LinkKind::conditional_on}) to.list(links(s, kind));
    if (s.question) {
        print_question(*s.question, to);
    } else {
        to.cell("none");
        constexpr int kOthers = 16;
        for (int i = 0; i < kOthers; ++i) to.cell({});
    }
    to.when(entry.retraction ? std::optional(entry.retraction->on) : std::nullopt);
    to.cell(entry.retraction ? sv(entry.retraction->reason) : sv());
    to.end();
}

void print_forecast(const std::string& statement, const BookForecast& entry, const Question& question, Printer& to) {
    const auto& forecast = entry.forecast;
    const auto* binary = std::get_if<BinaryForecast>(&forecast.predictive);
    to.cell(statement);
    to.cell(forecast.forecaster);
    to.when(forecast.made_at);
    to.cell(binary ? print_number(binary->p) : std::string());
    to.cell(binary ? std::string() : print_predictive(forecast.predictive, question));
    to.cell(forecast.phrase);
    to.cell(forecast.phrase.empty() && forecast.basis == Basis::stated ? sv() : slug(forecast.basis));
    to.cell(forecast.reason);
    to.when(entry.withdrawn);
    to.cell(entry.withdrawal_reason);
    to.end();
}

std::string print_evidence(const std::vector<Evidence>& list) {
    if (list.empty()) return {};
    Json::Array array;
    for (const auto& evidence : list) {
        Json::Object object;
        for (const auto& [key, text] : {std::pair("url", evidence.url), std::pair("title", evidence.title), std::pair("date", evidence.date),
                                        std::pair("note", evidence.note), std::pair("sureness", evidence.sureness)}) {
            if (!text.empty()) object.emplace_back(key, Json(text));
        }
        array.emplace_back(std::move(object));
    }
    return dump_json(Json(std::move(array)));
}

void print_resolution(const std::string& statement, const Resolution& resolution, const Question& question, Printer& to) {
    to.cell(statement);
    to.cell(resolution.outcome() ? print_outcome(*resolution.outcome(), question) : std::string());
    to.cell(resolution.annulled() ? sv(resolution.annulled()->reason) : sv());
    to.when(resolution.decided_on);
    to.cell(resolution.resolver);
    to.cell(resolution.confidence);
    to.cell(resolution.note);
    to.cell(print_evidence(resolution.evidence));
    to.end();
}

void see(const Texts& texts, Languages& languages) {
    for (const auto& [language, text] : texts) languages.insert(language);
}

/// English stands first in every table, so that its header is known without its rows.
template <class Entries, class Get>
Languages languages_of(const Entries& entries, Get get) {
    Languages languages{"en"};
    for (const auto& entry : entries) get(entry, languages);
    return languages;
}

void write_people(const Book& book, const WriteOptions& options, Written& out) {
    const auto names = languages_of(book.persons, [](const BookPerson& entry, Languages& to) { see(entry.person.name, to); });
    Printer persons(kPersonColumns, names, options, out);
    for (const auto& [person, where] : book.persons) {
        persons.cell(person.id);
        persons.texts(person.name);
        persons.end();
    }
    persons.finish("persons.csv");
    const auto titles = languages_of(book.sources, [](const BookSource& entry, Languages& to) { see(entry.source.title, to); });
    Printer sources(kSourceColumns, titles, options, out);
    for (const auto& [source, where] : book.sources) {
        sources.cell(source.id);
        sources.texts(source.title);
        sources.cell(source.url);
        sources.cell(source.published ? print_day(*source.published) : std::string());
        sources.end();
    }
    sources.finish("sources.csv");
    Printer credence(kCredenceColumns, {}, options, out);
    for (const auto& [phrase, p] : book.credence) {
        credence.cell(phrase);
        credence.cell(print_number(p));
        credence.end();
    }
    credence.finish("credence.csv");
}

void write_wordings(const Book& book, const WriteOptions& options, Written& out) {
    const auto languages = languages_of(book.statements, [](const BookStatement& entry, Languages& to) {
        for (const auto& earlier : entry.text_was) see(earlier.text, to);
    });
    Printer wordings(kWordingColumns, languages, options, out);
    for (const auto& entry : book.statements) {
        for (const auto& earlier : entry.text_was) {
            wordings.cell(entry.statement.id);
            wordings.when(earlier.until);
            wordings.texts(earlier.text);
            wordings.cell(earlier.reason);
            wordings.end();
        }
    }
    wordings.finish("wordings.csv");
}

}  // namespace

Written write_csv(const Book& book, const WriteOptions& options) {
    Written out;
    write_people(book, options, out);
    const auto languages = languages_of(book.statements, [](const BookStatement& entry, Languages& to) { see(entry.statement.text, to); });
    Printer statements(kStatementColumns, languages, options, out), forecasts(kForecastColumns, {}, options, out), resolutions(kResolutionColumns, {}, options, out);
    for (const auto& entry : book.statements) {
        print_statement(entry, statements);
        if (!entry.statement.question) continue;
        const auto& question = *entry.statement.question;
        for (const auto& forecast : entry.forecasts) print_forecast(entry.statement.id, forecast, question, forecasts);
        for (const auto& resolution : entry.resolutions) print_resolution(entry.statement.id, resolution.resolution, question, resolutions);
    }
    statements.finish("statements.csv");
    write_wordings(book, options, out);
    forecasts.finish("forecasts.csv");
    resolutions.finish("resolutions.csv");
    return out;
}

}  // namespace hindsight::interchange
