// SPDX-License-Identifier: MIT
// A row as a forecast, or as a resolution.
#include <fmt/format.h>

#include <algorithm>

#include "../../flat/cell.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/validate.hpp"
#include "rows.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;

std::vector<Evidence> evidence_of(const Sheet& sheet) {
    std::vector<Evidence> list;
    const auto cell = sheet.cell("evidence");
    if (cell.empty()) return list;
    if (!cell.starts_with('[')) {
        for (auto& url : sheet.list("evidence")) list.push_back({std::move(url), {}, {}, {}, {}});
        return list;
    }
    const auto json = sheet.reading("evidence", [](sv text) { return parse_json(text); });
    for (const auto& one : json.as_array()) {
        Evidence evidence;
        for (const auto& [key, to] : {std::pair(sv("url"), &evidence.url), std::pair(sv("title"), &evidence.title), std::pair(sv("date"), &evidence.date),
                                      std::pair(sv("note"), &evidence.note), std::pair(sv("sureness"), &evidence.sureness)}) {
            const auto* value = one.find(key);
            if (value && !value->is_string()) throw sheet.fault("evidence", ErrorCode::wrong_type, fmt::format("\"{}\" of evidence must be a text", key));
            if (value) *to = value->as_string();
        }
        if (const auto fault = fault_of_evidence(evidence)) throw sheet.fault("evidence", fault->code, fault->message, fault->hint);
        list.push_back(std::move(evidence));
    }
    return list;
}

/// `true` is how spreadsheets write yes.
std::string outcome_text(sv cell, const Question& question) {
    const auto lower = lower_ascii(cell);
    if (question.type == QuestionType::binary && (lower == "true" || lower == "false")) return lower == "true" ? "yes" : "no";
    return question.type == QuestionType::binary ? lower : std::string(cell);
}

std::optional<std::variant<Outcome, Annulled>> verdict_of(const Sheet& sheet, const Question& question) {
    if (!sheet.cell("annulled").empty()) return Annulled{sheet.text("annulled")};
    const auto cell = sheet.cell("outcome");
    if (cell.empty()) return std::nullopt;
    constexpr sv kAnnulled = "annulled:";
    if (lower_ascii(cell) == "ambiguous") return Annulled{"ambiguous"};
    if (cell.starts_with(kAnnulled)) return Annulled{std::string(trim(cell.substr(kAnnulled.size())))};
    sheet.text("outcome");
    return sheet.reading("outcome", [&](sv text) { return parse_outcome(outcome_text(text, question), question); });
}

/// As the record has it, when the same was decided before; else when it was due, but not before anybody can know.
When decision_time(const Resolution& resolution, const BookStatement& of, const std::optional<BookStatement>& known, Day today) {
    if (known) {
        for (const auto& entry : known->resolutions) {
            if (entry.resolution.resolver == resolution.resolver && entry.resolution.verdict == resolution.verdict) return entry.resolution.decided_on;
        }
    }
    const auto& due = of.statement.question->due;
    return due && due->at <= end_of(today) ? *due : When::day(today);
}

std::optional<double> level_of(const std::string& phrase, const CredenceTable& credence, const Sheet& sheet) {
    if (phrase.empty()) return std::nullopt;
    const auto level = credence_of(credence, phrase);
    if (!level && sheet.cell("probability").empty() && sheet.cell(kPercent).empty() && sheet.cell("predictive").empty()) {
        throw sheet.fault("phrase", ErrorCode::unknown_phrase, fmt::format("the phrase \"{}\" has no probability in the credence table", printable(phrase)), "give its probability in a table with the columns phrase and probability");
    }
    return level;
}

/// The predictive, and whether its probability comes from the phrase.
std::pair<Predictive, bool> predictive_of(const Sheet& sheet, const Question* question, const std::optional<double>& level) {
    if (const auto cell = sheet.cell("probability"); !cell.empty()) {
        const auto p = probability_in(cell);
        if (!p) throw sheet.fault("probability", ErrorCode::bad_probability, fmt::format("\"{}\" is no probability", printable(cell)), "write 0.7 or 70%");
        return {BinaryForecast{*p}, false};
    }
    if (const auto cell = sheet.cell(kPercent); !cell.empty()) {
        const auto percent = number_in(cell.ends_with('%') ? cell.substr(0, cell.size() - 1) : cell);
        if (!percent) throw sheet.fault(kPercent, ErrorCode::bad_probability, fmt::format("\"{}\" is no percentage", printable(cell)), "write 70");
        return {BinaryForecast{*percent / 100}, false};
    }
    const auto cell = sheet.cell("predictive");
    if (cell.empty()) {
        if (!level) throw sheet.fault("probability", ErrorCode::missing_key, "a forecast needs a probability, a predictive or a phrase");
        return {BinaryForecast{*level}, true};
    }
    const Question none;
    const auto& of = question ? *question : none;  // of an unknown statement, which is refused as such
    sheet.text("predictive");
    const auto parse = [&](const std::optional<double>& level_there) {
        return cell.starts_with('{') ? predictive_from_json(parse_json(cell), {of, level_there}) : parse_predictive(cell, {of, level_there});
    };
    try {
        try {
            return {parse(std::nullopt), false};
        } catch (const Error& fault) {
            if (fault.code() != ErrorCode::missing_level || !level) throw;
            return {parse(level), true};
        }
    } catch (const Error& fault) {
        throw sheet.at("predictive", fault);
    }
}

}  // namespace

std::optional<Resolution> resolution_of(const Sheet& sheet, const BookStatement& of, const std::optional<BookStatement>& known, Drafts& drafts) {
    if (sheet.cell("outcome").empty() && sheet.cell("annulled").empty()) return std::nullopt;
    const auto& question = of.statement.question;
    if (!question) throw sheet.fault("outcome", ErrorCode::not_resolvable, fmt::format("\"{}\" has an answer and no question", of.statement.id));
    Resolution out;
    out.verdict = *verdict_of(sheet, *question);
    out.resolver = person_of(sheet, "resolver", drafts);
    out.confidence = sheet.text("confidence");
    if (!out.confidence.empty() && out.confidence != "low" && out.confidence != "medium" && out.confidence != "high") {
        throw sheet.fault("confidence", ErrorCode::wrong_type, "the resolver's confidence is low, medium or high");
    }
    out.note = sheet.text("note");
    out.evidence = evidence_of(sheet);
    const auto decided_on = sheet.when("decided_on");
    out.decided_on = decided_on ? *decided_on : decision_time(out, of, known, drafts.today());
    return out;
}

DraftForecast forecast_of(const Sheet& sheet, const Question* question, const CredenceTable& credence, const When& said, Drafts& drafts) {
    DraftForecast draft;
    draft.where = sheet.place();
    auto& forecast = draft.forecast;
    forecast.forecaster = person_of(sheet, sheet.cell("forecaster").empty() ? "speaker" : "forecaster", drafts);
    forecast.phrase = sheet.text("phrase");
    bool from_phrase = false;
    std::tie(forecast.predictive, from_phrase) = predictive_of(sheet, question, level_of(forecast.phrase, credence, sheet));
    const auto basis = sheet.reading("basis", [](sv cell) {
        if (!cell.empty() && !parse_basis(cell)) throw Error(ErrorCode::wrong_type, fmt::format("\"{}\" is no basis", printable(cell)), "stated or imputed");
        return parse_basis(cell);
    });
    forecast.basis = basis.value_or(from_phrase ? Basis::imputed : Basis::stated);
    forecast.reason = sheet.text("reason");
    forecast.made_at = sheet.when("made_at").value_or(said);
    draft.withdrawn = sheet.when("withdrawn");
    draft.withdrawal_reason = sheet.text("withdrawal_reason");
    if (draft.withdrawn) {
        auto fault = fault_of_withdrawal(*draft.withdrawn, forecast.made_at);
        if (!fault) fault = fault_of_future(*draft.withdrawn, end_of(drafts.today()), "the withdrawal");
        if (fault) throw sheet.fault("withdrawn", fault->code, fault->message, fault->hint);
    }
    return draft;
}

}  // namespace hindsight::interchange
