// SPDX-License-Identifier: MIT
// Writes the table that Fatebook exports: one row for each forecast, and for each option of a categorical one. Times
// are UTC.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>

#include "../readers.hpp"
#include "hindsight/base/cell.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "tables.hpp"

namespace hindsight::interchange {

namespace {

using namespace fatebook;

/// Quoted, as Fatebook quotes texts; what a spreadsheet would run is made a text for it.
std::string quoted(std::string_view text, bool for_spreadsheets) {
    std::string out = "\"";
    const auto safe = for_spreadsheets ? safe_cell(text) : std::string(text);
    for (const char c : safe) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

std::string time(const std::optional<When>& when) {
    if (!when) return {};
    if (when->is_day) return print_day(day_of(when->at));
    auto text = print_instant_short(std::chrono::floor<std::chrono::seconds>(when->at));
    text[10] = ' ';
    text.pop_back();
    return text;
}

class TableWriter {
 public:
    TableWriter(const Book& book, const WriteOptions& options) : book_(book), spreadsheets_(options.for_spreadsheets) {
        for (const auto& person : book.persons) names_[person.person.id] = text_in(person.person.name, "en");
    }

    Written write() {
        line({column::kTitle, column::kOption, column::kBy, column::kForecast, column::kMade, column::kCreator,
              column::kCreated, column::kResolveBy, column::kResolution, column::kResolved, column::kBrier,
              column::kRelative, column::kNotes, column::kSharedWith, column::kPublic, column::kComments,
              column::kTags});
        for (const auto& statement : book_.statements) take(statement);
        written_.files.push_back({{}, std::move(text_)});
        return std::move(written_);
    }

 private:
    void line(std::initializer_list<std::string_view> cells) {
        bool first = true;
        for (const auto cell : cells) {
            if (!first) text_ += ',';
            first = false;
            text_ += cell;
        }
        text_ += '\n';
    }

    void take(const BookStatement& statement) {
        const auto& question = statement.statement.question;
        const auto& id = statement.statement.id;
        if (!question) return written_.lose("statement without a question", id);
        if (question->type != QuestionType::binary && question->type != QuestionType::categorical) {
            return written_.lose(fmt::format("{} question", slug(question->type)), id);
        }
        if (statement.forecasts.empty()) return written_.lose("question without forecasts", id);
        lose_of(statement);
        for (const auto& forecast : statement.forecasts) take(statement, forecast);
    }

    void lose_of(const BookStatement& statement) {
        const auto& id = statement.statement.id;
        if (statement.retraction) written_.lose("retraction", id);
        if (!statement.text_was.empty()) written_.lose("earlier wording", id);
        if (!statement.statement.links.empty()) written_.lose("link", id);
        if (!statement.statement.quote.empty()) written_.lose("quote", statement.statement.quote);
        for (std::size_t i = 0; i < statement.resolutions.size(); ++i) {
            const auto& resolution = statement.resolutions[i].resolution;
            if (i > 0) written_.lose("resolution by another person", fmt::format("{} by {}", id, resolution.resolver));
            for (const auto& evidence : resolution.evidence)
                written_.lose("evidence", evidence.url.empty() ? evidence.title : evidence.url);
            if (!resolution.note.empty()) written_.lose("note of a resolution", resolution.note);
        }
    }

    void take(const BookStatement& statement, const BookForecast& entry) {
        const auto& forecast = entry.forecast;
        if (entry.withdrawn) written_.lose("withdrawal of a forecast", statement.statement.id);
        if (!forecast.reason.empty()) written_.lose("reason of a forecast", forecast.reason);
        if (forecast.basis == Basis::imputed)
            written_.lose("that a probability was read out of the wording", statement.statement.id);
        const auto title = text_in(statement.statement.text, "en");
        if (const auto* binary = std::get_if<BinaryForecast>(&forecast.predictive)) {
            const auto& of = statement.statement.question->title;
            const bool is_option = statement.statement.source == kSite && !of.empty() && title.starts_with(of + ": ");
            return row(statement, forecast, is_option ? of : title,
                       is_option ? title.substr(of.size() + 2) : std::string(), binary->p);
        }
        const auto* options = std::get_if<OptionForecast>(&forecast.predictive);
        if (!options) return written_.lose("forecast of a form that is no probability", statement.statement.id);
        for (const auto& [option, p] : options->probs) row(statement, forecast, title, option, p);
    }

    void row(const BookStatement& statement, const Forecast& forecast, const std::string& title,
             const std::string& option, double p) {
        const auto& question = *statement.statement.question;
        const auto created = question.opens ? *question.opens : When::day(statement.statement.said_on);
        const auto [resolution, resolved] = resolution_of(statement, option);
        const auto notes = question.criteria.empty() || question.notes.empty()
                               ? question.criteria + question.notes
                               : question.criteria + "\n\n" + question.notes;
        line({quote(title),
              option.empty() ? std::string() : quote(option),
              quote(name(forecast.forecaster)),
              print_number(p),
              time(forecast.made_at),
              quote(name(statement.statement.speaker)),
              time(created),
              time(question.due),
              resolution.empty() ? resolution : quote(resolution),
              time(resolved),
              {},
              {},
              notes.empty() ? notes : quote(notes),
              quote({}),
              "false",
              quote({}),
              quote(tags(statement.statement))});
    }

    /// The first person's, in Fatebook's words.
    std::pair<std::string, std::optional<When>> resolution_of(const BookStatement& statement,
                                                              const std::string& option) {
        if (statement.resolutions.empty()) return {};
        const auto& resolution = statement.resolutions.front().resolution;
        if (resolution.annulled()) return {"AMBIGUOUS", resolution.decided_on};
        if (const auto* chosen = std::get_if<Chosen>(resolution.outcome()))
            return {chosen->option == option ? "YES" : "NO", resolution.decided_on};
        const auto* share = std::get_if<Fraction>(resolution.outcome());
        if (share && (share->value == 0 || share->value == 1))
            return {share->value == 1 ? "YES" : "NO", resolution.decided_on};
        written_.lose("an answer that is partly right", statement.statement.id);
        return {};
    }

    static std::string tags(const Statement& statement) {
        std::string out;
        for (const auto& tag : statement.tags) {
            if (!tag.starts_with("cluster:")) out += (out.empty() ? "" : std::string(kSeparator)) + tag;
        }
        return out;
    }

    std::string quote(std::string_view text) const { return quoted(text, spreadsheets_); }
    const std::string& name(const std::string& person) {
        auto& name = names_[person];
        if (name.empty()) name = person;
        return name;
    }

    const Book& book_;
    bool spreadsheets_;
    std::map<std::string, std::string> names_;
    std::string text_;
    Written written_;
};

}  // namespace

Written write_fatebook(const Book& book, const WriteOptions& options) { return TableWriter(book, options).write(); }

}  // namespace hindsight::interchange
