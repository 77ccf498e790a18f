// SPDX-License-Identifier: MIT
// Reads the forecasts and resolutions of a book's statement.
#include <algorithm>
#include <array>

#include "book_reading.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"
#include "hindsight/domain/validate.hpp"
#include "toml_predictive.hpp"
#include "toml_print.hpp"

namespace hindsight::interchange {

namespace {

using Kind = TomlNode::Kind;
using sv = std::string_view;

constexpr auto kForecastKeys =
    std::to_array<sv>({"by", "made_at", "phrase", "basis", "predictive", "reason", "withdrawn", "withdrawal_reason"});
constexpr auto kResolutionKeys =
    std::to_array<sv>({"outcome", "annulled", "decided_on", "by", "confidence", "note", "evidence"});
constexpr auto kEvidenceKeys = std::to_array<sv>({"url", "title", "date", "note", "sureness"});
constexpr auto kBases = std::to_array<sv>({"stated", "imputed"});
constexpr auto kConfidences = std::to_array<sv>({"low", "medium", "high"});
constexpr auto kSurenesses = std::to_array<sv>({"A", "B", "C"});

std::optional<std::string> same_word(const std::string& word, std::span<const sv> words) {
    return std::find(words.begin(), words.end(), word) != words.end() ? std::optional(word) : std::nullopt;
}

/// The source text of a value, without the quotes of a text; "" when it spans lines.
std::string typed(const TomlNode& node, const BookFaults& faults) {
    return node.is(Kind::text) ? node.text : std::string(faults.source(node.at));
}

class ForecastReader {
 public:
    ForecastReader(TomlNode& table, const Subject& subject, BookReading& reading)
        : fields_(table, "a forecast", kForecastKeys, reading.faults),
          subject_(subject),
          reading_(reading),
          faults_(reading.faults) {}

    std::optional<BookForecast> read() {
        const auto errors_before = faults_.errors();
        BookForecast entry;
        entry.where = faults_.span(fields_.at());
        auto& forecast = entry.forecast;
        forecast.forecaster = reading_.person(fields_, "by");
        const auto made_at = fields_.when("made_at", Need::required);
        reading_.refuse_future(made_at, "the time of the forecast", fields_.find("made_at"));
        if (made_at) forecast.made_at = *made_at;
        take_phrase(forecast);
        take_predictive(forecast);
        forecast.reason = fields_.text("reason");
        take_withdrawal(entry, made_at);
        if (faults_.errors() != errors_before) return std::nullopt;
        return entry;
    }

 private:
    void take_phrase(Forecast& forecast) {
        auto* predictive = fields_.find("predictive");
        forecast.phrase = fields_.text("phrase");
        phrase_node_ = fields_.find("phrase");
        // A binary forecast may be its phrase, as on the command line.
        const bool binary = subject_.question && subject_.question->type == QuestionType::binary;
        const bool is_phrase = binary && predictive && predictive->is(Kind::text) && forecast.phrase.empty() &&
                               !fields_.has("phrase") && !predictive->text.starts_with('{') &&
                               !parse_probability(predictive->text);
        if (is_phrase && reading_.credence(predictive->text)) {
            forecast.phrase = predictive->text;
            phrase_node_ = predictive;
        }
        if (!forecast.phrase.empty()) level_ = reading_.credence(forecast.phrase);
    }

    void take_predictive(Forecast& forecast) {
        auto* node = fields_.find("predictive");
        if (fields_.has("predictive") && (!node || !node->whole())) return;
        const bool from_phrase = !node || node == phrase_node_;
        const auto basis = fields_.word<Basis>("basis", kBases, parse_basis);
        if (!subject_.question) return;
        const bool taken = from_phrase ? take_from_phrase(forecast) : take_from(*node, forecast);
        if (!taken) return;
        const bool imputed =
            !forecast.phrase.empty() && (from_phrase || !names_probability(*node, forecast.predictive));
        check_phrase(forecast, imputed);
        if (imputed && basis == Basis::stated) {
            faults_.error(ErrorCode::bad_predictive, "the probability comes from the phrase, so its basis is imputed",
                          "give the probability that was stated, or leave basis out", fields_.find("basis")->at);
        }
        forecast.basis = basis.value_or(imputed ? Basis::imputed : Basis::stated);
        if (!from_phrase) forecast.entered = entered(*node, forecast);
    }

    bool take_from_phrase(Forecast& forecast) {
        const bool binary = subject_.question->type == QuestionType::binary;
        if (forecast.phrase.empty()) {
            faults_.error(ErrorCode::missing_key, "a forecast needs \"predictive\" or a phrase",
                          binary ? "predictive = { p = 0.7 }" : "", fields_.at());
            return false;
        }
        if (!binary) {
            faults_.error(
                ErrorCode::missing_key,
                fmt::format("a forecast of a {} question needs \"predictive\"; a phrase gives only its probability",
                            hindsight::slug(subject_.question->type)),
                {}, fields_.at());
            return false;
        }
        forecast.predictive = BinaryForecast{level_.value_or(0.5)};
        return true;
    }

    bool take_from(const TomlNode& node, Forecast& forecast) {
        // An unknown phrase is reported as such, not as a missing level.
        const auto level = !forecast.phrase.empty() && !level_ ? std::optional(0.5) : level_;
        try {
            forecast.predictive = predictive_from_json(json_of(node), {*subject_.question, level});
            return true;
        } catch (const Error& e) {
            faults_.error(e.code(), e.what(), e.hint(), culprit(node, e, *subject_.question).at);
            return false;
        }
    }

    void check_phrase(const Forecast& forecast, bool needed) {
        if (forecast.phrase.empty() || level_) return;
        reading_.refuse_phrase(forecast.phrase, phrase_node_->at, needed ? Severity::error : Severity::warning);
    }

    /// What was typed, where it differs from both canonical prints.
    std::string entered(const TomlNode& node, const Forecast& forecast) {
        const auto source = typed(node, faults_);
        if (source.empty()) return {};
        const auto level = forecast.basis == Basis::imputed ? level_ : std::nullopt;
        const auto canonical = print_toml_predictive(forecast.predictive, *subject_.question, level);
        if ((node.is(Kind::text) ? toml_string(source) : source) == canonical) return {};
        if (node.is(Kind::text) && source == print_predictive(forecast.predictive, *subject_.question)) return {};
        return source;
    }

    void take_withdrawal(BookForecast& entry, const std::optional<When>& made_at) {
        entry.withdrawn = fields_.when("withdrawn");
        entry.withdrawal_reason = fields_.text("withdrawal_reason");
        if (fields_.has("withdrawal_reason") && !fields_.has("withdrawn")) {
            faults_.error(ErrorCode::missing_key, "a withdrawal needs its day: \"withdrawn\"", "withdrawn = 2025-01-01",
                          fields_.table().find("withdrawal_reason")->key_at);
        }
        reading_.refuse_future(entry.withdrawn, "the withdrawal", fields_.find("withdrawn"));
        if (!entry.withdrawn || !made_at) return;
        if (const auto fault = fault_of_withdrawal(*entry.withdrawn, *made_at)) {
            faults_.error(fault->code, fault->message, fault->hint, fields_.find("withdrawn")->at);
        }
    }

    BookFields fields_;
    const Subject& subject_;
    BookReading& reading_;
    BookFaults& faults_;
    TomlNode* phrase_node_ = nullptr;
    std::optional<double> level_;  // what the phrase gives
};

/// "", a year, a month or a day.
std::string read_evidence_date(BookFields& fields) {
    auto* node = fields.find("date");
    if (!node) return {};
    if (node->is(Kind::text)) {
        const std::string& text = node->text;
        const bool whole = parse_day(text) || (text.size() == 7 && parse_day(text + "-01")) ||
                           (text.size() == 4 && parse_day(text + "-01-01"));
        if (whole) return std::move(node->text);
        fields.faults().error(ErrorCode::bad_date, fmt::format("\"{}\" is not a day, month or year that exists", text),
                              "write 2025-12-31, \"2025-12\" or \"2025\"", node->at);
        return {};
    }
    const auto day = day_from(*node, "date", fields.faults());
    return day ? print_day(*day) : std::string{};
}

std::vector<Evidence> read_evidence(BookFields& fields) {
    std::vector<Evidence> list;
    auto* node = fields.find("evidence");
    if (!node) return list;
    each_table(*node, "evidence", fields.faults(), [&](TomlNode& table) {
        const auto errors_before = fields.faults().errors();
        BookFields one(table, "a piece of evidence", kEvidenceKeys, fields.faults());
        Evidence evidence;
        evidence.url = one.text("url");
        evidence.title = one.text("title");
        evidence.date = read_evidence_date(one);
        evidence.note = one.text("note");
        evidence.sureness =
            one.word<std::string>("sureness", kSurenesses, [](const auto& w) { return same_word(w, kSurenesses); })
                .value_or("");
        if (const auto fault = fault_of_evidence(evidence); fault && table.whole() && fields.faults().errors() == errors_before) {
            fields.faults().error(fault->code, fault->message, fault->hint, table.at);
        }
        list.push_back(std::move(evidence));
    });
    return list;
}

/// An outcome as it would be typed; nullopt for what no outcome is.
std::optional<std::string> outcome_text(const TomlNode& node) {
    switch (node.kind) {
        case Kind::text:
            return node.text;
        case Kind::integer:
            return std::to_string(node.integer);
        case Kind::real:
            return print_number(node.real);
        case Kind::boolean:
            return node.boolean ? "yes" : "no";
        case Kind::day:
            return print_day(node.as_day());
        default:
            return std::nullopt;
    }
}

void read_outcome(BookFields& fields, const Question& question, Resolution& resolution) {
    auto* node = fields.find("outcome");
    if (!node) return;
    const auto text = outcome_text(*node);
    if (!text) return fields.wrong_type(*node, "outcome", "yes, no, a number, a day or an option");
    static constexpr sv kAnnulled = "annulled:";
    if (node->is(Kind::text) && text->starts_with(kAnnulled)) {
        Annulled annulled{std::string(trim(sv(*text).substr(kAnnulled.size())))};
        if (annulled.reason.empty())
            fields.faults().error(ErrorCode::bad_outcome, "an annulment needs its reason", {}, node->at);
        resolution.verdict = std::move(annulled);
        return;
    }
    try {
        auto outcome = parse_outcome(*text, question);
        const auto source = typed(*node, fields.faults());
        if (source != print_outcome(outcome, question)) resolution.entered = source;
        resolution.verdict = std::move(outcome);
    } catch (const Error& e) {
        fields.faults().error(e.code(), e.what(), e.hint(), node->at);
    }
}

void read_verdict(BookFields& fields, const Subject& subject, Resolution& resolution) {
    if (fields.has("outcome") && fields.has("annulled")) {
        fields.faults().error(ErrorCode::bad_outcome, "a resolution has an outcome or is annulled, not both", {},
                              fields.table().find("annulled")->key_at);
    } else if (fields.has("annulled")) {
        resolution.verdict = Annulled{fields.text("annulled", Need::required)};
    } else if (!fields.has("outcome")) {
        fields.require("outcome", "or annulled = \"why\"");
    } else if (subject.question) {
        read_outcome(fields, *subject.question, resolution);
    }
}

}  // namespace

std::optional<BookForecast> read_forecast(TomlNode& node, const Subject& subject, BookReading& reading) {
    return ForecastReader(node, subject, reading).read();
}

std::optional<BookResolution> read_resolution(TomlNode& node, const Subject& subject, BookReading& reading) {
    auto& faults = reading.faults;
    const auto errors_before = faults.errors();
    BookFields fields(node, "a resolution", kResolutionKeys, faults);
    BookResolution entry;
    entry.where = faults.span(node.at);
    auto& resolution = entry.resolution;
    read_verdict(fields, subject, resolution);
    const auto decided_on = fields.when("decided_on", Need::required);
    reading.refuse_future(decided_on, "the day it was decided", fields.find("decided_on"));
    if (decided_on) resolution.decided_on = *decided_on;
    if (decided_on && subject.said_on && faults.errors() == errors_before) {
        const Question none;
        const auto fault = fault_of_decision(resolution, subject.question ? *subject.question : none, *subject.said_on);
        if (fault) faults.error(fault->code, fault->message, fault->hint, fields.find("decided_on")->at);
    }
    resolution.resolver = reading.person(fields, "by");
    resolution.confidence =
        fields.word<std::string>("confidence", kConfidences, [](const auto& w) { return same_word(w, kConfidences); })
            .value_or("");
    resolution.note = fields.text("note");
    resolution.evidence = read_evidence(fields);
    if (faults.errors() != errors_before) return std::nullopt;
    return entry;
}

}  // namespace hindsight::interchange
