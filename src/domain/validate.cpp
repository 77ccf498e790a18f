// SPDX-License-Identifier: MIT
// The rules of questions, texts, evidence and times that need nothing but the values themselves.
#include "hindsight/domain/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hindsight/base/text.hpp"

namespace hindsight {

namespace {

constexpr auto kFieldsOfType = std::to_array<std::string_view>({"unit", "scale", "options", "low", "high", "zero_point", "open_low", "open_high"});

bool blank(std::string_view text) { return trim(text).empty(); }

void check_fields_of_type(const Question& q, std::vector<Fault>& faults) {
    const std::array<bool, kFieldsOfType.size()> given{
        !q.unit.empty(), q.scale != Scale::linear, !q.options.empty(), q.low.has_value(), q.high.has_value(), q.zero_point.has_value(), q.open_low, q.open_high};
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!given[i]) continue;
        if (auto fault = fault_of_field(kFieldsOfType[i], q.type)) faults.push_back(*std::move(fault));
    }
}

void check_options(const Question& q, std::vector<Fault>& faults) {
    if (!q.has_options()) return;
    const auto add = [&](std::string message, std::string hint = {}) {
        faults.push_back({ErrorCode::unknown_option, "options", std::move(message), std::move(hint)});
    };
    if (q.options.size() < 2) add("a question needs at least two options", "options = [\"a\", \"b\"], or --option for each");
    if (std::any_of(q.options.begin(), q.options.end(), blank)) add("an option is empty");
    auto sorted = q.options;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end() && !blank(*twice)) add(fmt::format("option \"{}\" is given twice", printable(*twice)));
}

void check_bounds(const Question& q, std::vector<Fault>& faults) {
    if (q.low && q.high && *q.low > *q.high) {
        faults.push_back({ErrorCode::reversed_range, "low", "the plausible bounds run backwards", "swap low and high"});
    }
    if (q.scale == Scale::log && q.low && *q.low <= 0) {
        faults.push_back({ErrorCode::bad_number, "low", "a bound on a log scale must be above 0", {}});
    }
    const bool beyond = q.zero_point && ((q.low && *q.zero_point < *q.low) || (q.high && *q.zero_point > *q.high));
    if (q.zero_point && !beyond && !fault_of_field("zero_point", q.type)) {
        faults.push_back({ErrorCode::bad_number, "zero_point", "the zero point of a scale must lie below low or above high", {}});
    }
}

void check_times(const Question& q, StatementKind kind, Day said_on, std::vector<Fault>& faults) {
    if (q.opens && q.cut_off() && q.opens->at > q.cut_off()->at) {
        faults.push_back({ErrorCode::bad_date, "opens", "the question opens after it closes", {}});
    }
    if (q.opens && q.scheduled_close && q.opens->at > q.scheduled_close->at) {
        faults.push_back({ErrorCode::bad_date, "scheduled_close", "the question was to close before it opens", {}});
    }
    if (kind == StatementKind::prediction && q.due && q.due->at < start_of(said_on)) {
        faults.push_back({ErrorCode::before_said, "due",
                          fmt::format("due {} is before {}, when it was said", print_when(*q.due), print_day(said_on)),
                          "a statement about then is a claim: kind = \"claim\""});
    }
}

/// The day that an outcome of a date question speaks of.
std::optional<Day> day_spoken_of(const Resolution& resolution, const Question& question) {
    if (!question.counts_days() || !resolution.outcome()) return std::nullopt;
    const auto day = [](double value) { return Day{std::chrono::days{static_cast<int>(value)}}; };
    if (const auto* observed = std::get_if<Observed>(resolution.outcome())) return day(observed->value);
    const auto* bound = std::get_if<Bound>(resolution.outcome());
    // Not by D is known when D begins: it would have had to happen before.
    return bound && bound->above ? std::optional(day(bound->value)) : std::nullopt;
}

}  // namespace

std::vector<Fault> faults_of(const Question& question, StatementKind kind, Day said_on) {
    std::vector<Fault> faults;
    check_fields_of_type(question, faults);
    check_options(question, faults);
    check_bounds(question, faults);
    check_times(question, kind, said_on, faults);
    return faults;
}

std::span<const std::string_view> fields_of_type() { return kFieldsOfType; }

std::optional<Fault> fault_of_field(std::string_view field, QuestionType type) {
    const bool numeric = type == QuestionType::numeric;
    const bool options = type == QuestionType::categorical || type == QuestionType::ordinal;
    const bool of_options = field == "options", of_bounds = !of_options && field != "unit" && field != "scale";
    const bool fits = of_options ? options : of_bounds ? numeric || type == QuestionType::date : numeric;
    if (fits) return std::nullopt;
    return Fault{of_options ? ErrorCode::unknown_option : ErrorCode::bad_unit, field,
                 fmt::format("\"{}\" does not belong to a {} question", field, slug(type)),
                 fmt::format("only a {} question has it", of_options ? "categorical or ordinal" : of_bounds ? "numeric or date" : "numeric"), true};
}

std::optional<Fault> fault_of_id(std::string_view id) {
    if (is_slug(id)) return std::nullopt;
    const auto near = slugify(id);
    return Fault{ErrorCode::bad_id, "id", fmt::format("\"{}\" cannot be an id", printable(id)),
                 near.empty() ? "an id has 1 to 80 of a-z, 0-9 and -, and does not begin with -"
                              : fmt::format("an id has 1 to 80 of a-z, 0-9 and -, for example \"{}\"", near)};
}

std::optional<Fault> fault_of_language(std::string_view tag) {
    if (is_language_tag(tag)) return std::nullopt;
    return Fault{ErrorCode::bad_language, "text", fmt::format("\"{}\" is not a language tag", printable(tag)),
                 "tags look like en, zh, zh-Hant or pt-BR"};
}

std::optional<Fault> fault_of_texts(const Texts& texts, std::string_view what) {
    for (const auto& [language, text] : texts) {
        if (auto fault = fault_of_language(language)) return fault;
        if (blank(text)) return Fault{ErrorCode::missing_key, "text", fmt::format("the {} in \"{}\" is empty", what, language), {}};
    }
    return std::nullopt;
}

std::optional<Fault> fault_of_evidence(const Evidence& evidence) {
    if (!blank(evidence.url) || !blank(evidence.title) || !blank(evidence.note)) return std::nullopt;
    return Fault{ErrorCode::missing_key, "evidence", "a piece of evidence needs a url, a title or a note", {}};
}

std::optional<Fault> fault_of_withdrawal(const When& withdrawn, const When& made_at) {
    if (day_of(withdrawn.at) >= day_of(made_at.at)) return std::nullopt;
    return Fault{ErrorCode::bad_date, "withdrawn", fmt::format("withdrawn on {}, before it was made", print_when(withdrawn)),
                 fmt::format("it was made on {}", print_when(made_at))};
}

std::optional<Fault> fault_of_decision(const Resolution& resolution, const Question& question, Day said_on) {
    const auto& decided = resolution.decided_on;
    if (decided.at < start_of(said_on)) {
        return Fault{ErrorCode::before_said, "decided_on",
                     fmt::format("decided on {}, before it was said on {}", print_when(decided), print_day(said_on)), {}};
    }
    const auto day = day_spoken_of(resolution, question);
    if (!day || decided.at >= start_of(*day)) return std::nullopt;
    return Fault{ErrorCode::bad_date, "decided_on",
                 fmt::format("decided on {}, before the day of the outcome, {}", print_when(decided), print_day(*day)),
                 "an outcome is decided on its own day or later"};
}

std::optional<Fault> fault_of_future(const When& when, Instant now, std::string_view what) {
    const bool future = when.is_day ? day_of(when.at) > day_of(now) : when.at > now;
    if (!future) return std::nullopt;
    return Fault{ErrorCode::in_future, {}, fmt::format("{}, {}, lies in the future", what, print_when(when)),
                 fmt::format("today is {}", print_day(day_of(now)))};
}

void refuse(const std::optional<Fault>& fault) {
    if (fault) throw Error(fault->code, fault->message, fault->hint);
}

}  // namespace hindsight
