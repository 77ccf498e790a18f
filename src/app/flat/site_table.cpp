// SPDX-License-Identifier: MIT
// Reads the fields of questions and forecasts: times, options, scales, and the probability given to what happened.
#include "site_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/base/calendar.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/scoring/sites/numeric_bins.hpp"

namespace hindsight::app {

namespace {

using interchange::FlatForm;

enum class Cell : std::size_t { forecaster, made_at, withdrawn_at, opens, closes, scheduled_close, spot_at, options, base_mass, low, high, zero_point, open_bounds, group, difficulty };

std::size_t place(Cell which) { return static_cast<std::size_t>(which); }

std::string_view cell(const InputRow& input, Cell which) { return place(which) < input.optional.size() ? input.optional[place(which)] : std::string_view(); }

Error fault(const InputRow& input, ErrorCode code, Cell which, std::string_view what) {
    return Error(code, fmt::format("{}:{}: {} is \"{}\", which is no {}", input.row.file, input.row.line, SiteTable::columns()[place(which)], printable(cell(input, which)), what),
                 code == ErrorCode::bad_date ? "write 2026-01-05T10:00:00Z, 2026-01-05, or seconds" : "");
}

double number(const InputRow& input, Cell which) {
    const auto text = cell(input, which);
    if (text.empty()) return scoring::not_given;
    if (const auto value = parse_number(text)) return *value;
    throw fault(input, ErrorCode::bad_number, which, "number");
}

/// Seconds since 1970: from an instant (also with a space for the T, a zone of hours, or none for UTC), a day, or seconds as they are.
double seconds(const InputRow& input, Cell which) {
    const auto text = cell(input, which);
    if (text.empty()) return scoring::not_given;
    if (const auto value = parse_number(text)) return *value;
    std::string instant(text);
    if (instant.size() > 10 && instant[10] == ' ') instant[10] = 'T';
    const auto zone = instant.find_last_of("+-");
    if (zone != std::string::npos && zone > 10 && instant.size() - zone == 3) instant += ":00";  // "+00"
    auto when = parse_when(instant);
    if (!when) when = parse_when(instant + "Z");
    if (!when) throw fault(input, ErrorCode::bad_date, which, "time");
    const auto at = when->is_day && which == Cell::opens ? start_of(day_of(when->at)) : when->at;
    return static_cast<double>(at.time_since_epoch().count()) / 1e6;
}

/// The probability that was given to what happened; NaN where that cannot be said.
double probability_of_outcome(const interchange::FlatRow& row) {
    if (row.form == FlatForm::options && row.option) return row.x[*row.option];
    if (row.form != FlatForm::probability || std::isnan(row.observed)) return scoring::not_given;
    return row.observed == 1 ? row.number : row.observed == 0 ? 1 - row.number : scoring::not_given;
}

/// On the scale 0 to 2.
double brier_of(const interchange::FlatRow& row) {
    scoring::Score score = scoring::Reason::not_applicable;
    if (row.form == FlatForm::probability) score = scoring::brier_full_binary(scoring::Observed{row.observed}, scoring::Probability{row.number});
    if (row.form == FlatForm::options && row.option) {
        const scoring::Category observed{*row.option};
        score = row.ordered ? scoring::brier_ordered_ordinal(observed, {row.x}) : scoring::brier_categorical(observed, {row.x});
    }
    return score ? *score : scoring::not_given;
}

}  // namespace

const std::vector<std::string>& SiteTable::columns() {
    static const std::vector<std::string> names{"forecaster", "made_at",   "withdrawn_at", "opens", "closes",     "scheduled_close", "spot_at",   "options",
                                                "base_mass",  "low",       "high",         "zero_point", "open_bounds", "group",      "difficulty"};
    return names;
}

void SiteTable::add(const InputRow& input) {
    if (!input.question) {
        throw Error(ErrorCode::missing_key, fmt::format("{}:{}: nothing says which question this forecast is of", input.row.file, input.row.line),
                    "--map question=COLUMN names the column");
    }
    const auto question = questions_.number(*input.question);
    if (question == columns_.questions.size()) add_question(input);
    columns_.question.push_back(question);
    columns_.forecaster.push_back(forecasters_.number(cell(input, Cell::forecaster)));
    add_forecast(input);
}

/// The first row of a question says what it is like.
void SiteTable::add_question(const InputRow& input) {
    scoring::SiteQuestion question;
    question.opens = seconds(input, Cell::opens);
    question.closes = seconds(input, Cell::closes);
    question.scheduled_close = seconds(input, Cell::scheduled_close);
    question.spot = seconds(input, Cell::spot_at);
    if (const double k = number(input, Cell::options); !std::isnan(k)) question.options = k;
    question.base_mass = number(input, Cell::base_mass);
    question.numeric = input.row.form == FlatForm::cdf || !std::isnan(question.base_mass);
    question.group = groups_.number(cell(input, Cell::group));
    question.difficulty = number(input, Cell::difficulty);
    if (input.row.form == FlatForm::probability && !std::isnan(input.row.observed)) question.brier_of_half = (0.5 - input.row.observed) * (0.5 - input.row.observed);
    columns_.questions.push_back(question);
    scales_.push_back({number(input, Cell::low), number(input, Cell::high), number(input, Cell::zero_point)});
    open_bounds_.push_back(number(input, Cell::open_bounds));
}

void SiteTable::add_forecast(const InputRow& input) {
    const auto question = columns_.question.back();
    columns_.made.push_back(seconds(input, Cell::made_at));
    columns_.withdrawn.push_back(seconds(input, Cell::withdrawn_at));
    double p = probability_of_outcome(input.row);
    if (input.row.form == FlatForm::cdf) {
        auto& scale = scales_[question];
        scale.inner = input.row.y.size() > 1 ? input.row.y.size() - 1 : 1;
        const auto bin = scoring::bin_of(scoring::Observed{input.row.observed}, scale);
        const auto masses = scoring::bin_masses(input.row.y);
        if (bin && masses) {
            p = (*masses)[*bin];
            const double bounds = open_bounds_[question];
            const auto base = scoring::base_mass(*bin, std::isnan(bounds) ? 0 : static_cast<std::size_t>(bounds), scale.inner);
            if (base && std::isnan(columns_.questions[question].base_mass)) columns_.questions[question].base_mass = *base;
        }
    }
    columns_.probability.push_back(p);
    columns_.brier.push_back(brier_of(input.row));
    const bool choice = input.row.form == FlatForm::options;
    const double given = number(input, Cell::options);
    columns_.options.push_back(std::isnan(given) && choice ? static_cast<double>(input.row.x.size()) : given);
}

std::string SiteTable::lacks(const scoring::SiteNeeds& needs) const {
    const auto no_question = [&](double scoring::SiteQuestion::*field) {
        return std::all_of(columns_.questions.begin(), columns_.questions.end(), [&](const auto& q) { return std::isnan(q.*field); });
    };
    if (needs.made && evaluation::is_missing(columns_.made)) return "made_at";
    if (needs.opens && no_question(&scoring::SiteQuestion::opens)) return "opens";
    if (needs.closes && no_question(&scoring::SiteQuestion::closes)) return "closes";
    if (needs.scheduled_close && no_question(&scoring::SiteQuestion::scheduled_close)) return "scheduled_close";
    return {};
}

}  // namespace hindsight::app
