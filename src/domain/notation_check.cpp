// SPDX-License-Identifier: MIT
// What must hold of a predictive before it is taken.
#include "notation_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"

namespace hindsight::notation {

double checked_probability(double p) {
    if (p >= 0 && p <= 1) return p;
    const bool percent = p >= 2 && p <= 100;
    throw Error(ErrorCode::bad_probability, fmt::format("probability {}% is outside 0% to 100%", print_number(std::round(p * 1e10) / 1e8)),
                percent ? fmt::format("write \"{0}%\" for {0} in 100", print_number(p)) : "write \"14%\", 0.14 or odds such as \"1:6\"");
}

double level_or_phrase(std::optional<double> given, const PredictiveContext& context) {
    if (!given) given = context.level;
    if (!given) {
        throw Error(ErrorCode::missing_level, "a range or one side needs the probability that it is right",
                    "add it as \"100B..500B@80%\", level = 0.8, or a phrase of the credence table");
    }
    return checked_probability(*given);
}

double value_from_text(std::string_view text, const Question& question, bool commas) {
    text = trim(text);
    if (question.counts_days()) {
        if (const auto day = parse_day(text)) return static_cast<double>(day->time_since_epoch().count());
        if (const auto number = parse_number(text)) return *number;  // days since 1970-01-01, between days
        throw Error(ErrorCode::bad_date, fmt::format("\"{}\" is not a day that exists", printable(text)), "write it as 2027-08-23");
    }
    if (const auto value = parse_quantity(text, question.unit, commas)) return *value;
    throw Error(ErrorCode::bad_number, fmt::format("\"{}\" is not a number", printable(text)),
                "numbers look like 12.5, 1_000, 100B (K, M, B = 10^9, T) or 12%");
}

double first_calendar_day() { return static_cast<double>(first_day(1).time_since_epoch().count()); }
double last_calendar_day() { return static_cast<double>(last_day(9999).time_since_epoch().count()); }

bool is_calendar_day(double value) {
    return value == std::floor(value) && value >= first_calendar_day() && value <= last_calendar_day();
}

std::string value_to_text(double value, const Question& question) {
    if (question.counts_days() && is_calendar_day(value)) {
        return print_day(Day{std::chrono::days{static_cast<int>(value)}});
    }
    return question.counts_days() ? print_number(value) : print_quantity(value);
}

namespace {

/// Answers to a date question are days, so what is forecast of it lies among them.
void check_day(double value, const Question& question) {
    if (!question.counts_days() || (value >= first_calendar_day() && value < last_calendar_day() + 1)) return;
    throw Error(ErrorCode::bad_date, fmt::format("{} days from 1970-01-01 is no day of the years 0001 to 9999", print_number(value)),
                "write it as 2027-08-23");
}

void check_range(const RangeForecast& range, const Question& question) {
    if (range.low) check_day(*range.low, question);
    if (range.high) check_day(*range.high, question);
    if (!range.one_sided() && range.level == 0) {
        throw Error(ErrorCode::bad_probability, "a range at level 0% says nothing", "give the probability that the range is right");
    }
    if (!range.low && !range.high) throw Error(ErrorCode::bad_predictive, "a range needs at least one end");
    if (range.low && range.high && *range.low > *range.high) {
        throw Error(ErrorCode::reversed_range, "the range runs backwards: its lower end is above its upper end", "swap the two ends");
    }
}

OptionForecast in_question_order(const OptionForecast& forecast, const std::vector<std::string>& options) {
    if (options.empty()) return forecast;  // reading back from the journal: checked when it was made
    OptionForecast ordered;
    for (const auto& option : options) ordered.probs.emplace_back(option, 0.0);
    std::vector<bool> seen(options.size());
    for (const auto& [name, p] : forecast.probs) {
        const auto at = static_cast<std::size_t>(std::find(options.begin(), options.end(), name) - options.begin());
        if (at == options.size()) {
            throw Error(ErrorCode::unknown_option, fmt::format("\"{}\" is not an option of the question", printable(name)),
                        fmt::format("the options are: {}", fmt::join(options, ", ")));
        }
        if (seen[at]) throw Error(ErrorCode::bad_predictive, fmt::format("option \"{}\" is given twice", name));
        seen[at] = true;
        ordered.probs[at].second = p;
    }
    return ordered;
}

OptionForecast checked_options(const OptionForecast& forecast, const PredictiveContext& context) {
    auto ordered = in_question_order(forecast, context.question.options);
    double sum = 0;
    for (const auto& [name, p] : ordered.probs) sum += checked_probability(p);
    if (std::abs(sum - 1) > context.sum_tolerance) {
        throw Error(ErrorCode::bad_sum, fmt::format("the probabilities add to {}, not to 1", print_number(std::round(sum * 1e9) / 1e9)),
                    "make them add to 1; options left out count as 0");
    }
    if (std::abs(sum - 1) > 1e-6) {
        for (auto& entry : ordered.probs) entry.second /= sum;
    }
    return ordered;
}

QuantileForecast checked_quantiles(QuantileForecast forecast, const Question& question) {
    auto& q = forecast.quantiles;
    if (q.empty()) throw Error(ErrorCode::bad_predictive, "no quantiles are given");
    std::sort(q.begin(), q.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < q.size(); ++i) {
        check_day(q[i].second, question);
        if (!(q[i].first > 0 && q[i].first < 1)) {
            throw Error(ErrorCode::bad_probability, fmt::format("quantile level {} is not between 0 and 1", print_number(q[i].first)));
        }
        if (i == 0) continue;
        if (q[i].first == q[i - 1].first) throw Error(ErrorCode::bad_predictive, "a quantile level is given twice");
        if (q[i].second < q[i - 1].second) {
            throw Error(ErrorCode::crossing_quantiles,
                        fmt::format("quantiles cross: the one at {} is below the one at {}", print_probability(q[i].first),
                                    print_probability(q[i - 1].first)),
                        "values may not fall while levels rise");
        }
    }
    return forecast;
}

void check_samples(const SampleForecast& forecast) {
    if (forecast.samples.empty()) throw Error(ErrorCode::bad_predictive, "no samples are given");
    if (forecast.weights.empty()) return;
    if (forecast.weights.size() != forecast.samples.size()) {
        throw Error(ErrorCode::bad_predictive, "there must be one weight for each sample");
    }
    double sum = 0;
    for (const double w : forecast.weights) {
        if (!(w >= 0)) throw Error(ErrorCode::bad_predictive, "a weight may not be negative");
        sum += w;
    }
    if (!(sum > 0)) throw Error(ErrorCode::bad_predictive, "at least one weight must be above 0");
}

void check_cdf(const CdfForecast& forecast) {
    const auto& points = forecast.points;
    if (points.size() < 2) throw Error(ErrorCode::bad_predictive, "a distribution function needs at least two points");
    for (std::size_t i = 0; i < points.size(); ++i) {
        checked_probability(points[i].second);
        if (i > 0 && (points[i].first < points[i - 1].first || points[i].second < points[i - 1].second)) {
            throw Error(ErrorCode::bad_predictive, "the points of a distribution function may not fall");
        }
    }
}

enum class Need { any, not_negative, positive, probability };

Need need_of(std::string_view family, std::string_view parameter) {
    if (family == "gev" || family == "gpd") return parameter == "scale" ? Need::not_negative : parameter == "mass" ? Need::probability : Need::any;
    for (const std::string_view name : {"df", "shape", "alpha", "beta", "size"}) {
        if (name == parameter) return Need::positive;
    }
    for (const std::string_view name : {"probability", "mass", "lower_mass", "upper_mass"}) {
        if (name == parameter) return Need::probability;
    }
    for (const std::string_view name :
         {"sd", "scale", "scale_left", "scale_right", "sdlog", "scalelog", "rate", "white", "black", "draws"}) {
        if (name == parameter) return Need::not_negative;
    }
    return Need::any;
}

const double* parameter(const FamilyForecast& forecast, std::string_view name) {
    for (const auto& [own, value] : forecast.parameters) {
        if (own == name) return &value;
    }
    return nullptr;
}

void check_family(const FamilyForecast& forecast) {
    for (const auto& [name, value] : forecast.parameters) {
        const auto need = need_of(forecast.family, name);
        const bool fits = std::isfinite(value) && (need != Need::not_negative || value >= 0) && (need != Need::positive || value > 0) &&
                          (need != Need::probability || (value >= 0 && value <= 1));
        if (fits) continue;
        throw Error(ErrorCode::bad_predictive, fmt::format("{} = {} cannot be a parameter of {}", name, print_number(value), forecast.family));
    }
    for (const auto& bounds : {forecast.truncated, forecast.censored}) {
        if (bounds && (*bounds)[0] && (*bounds)[1] && *(*bounds)[0] > *(*bounds)[1]) {
            throw Error(ErrorCode::reversed_range, "the bounds run backwards", "swap the two ends");
        }
    }
    for (const auto& [low, high] : {std::pair("min", "max"), std::pair("lower", "upper")}) {
        const auto *from = parameter(forecast, low), *to = parameter(forecast, high);
        if (from && to && *from > *to) {
            throw Error(ErrorCode::reversed_range, fmt::format("{} = {} is above {} = {}", low, print_number(*from), high, print_number(*to)),
                        "swap the two ends");
        }
    }
    double weights = 0;
    for (const auto& [weight, member] : forecast.components) {
        if (!(weight >= 0)) throw Error(ErrorCode::bad_predictive, "a weight may not be negative");
        weights += weight;
        check_family(member);
    }
    if (forecast.family == "mixture" && !(weights > 0)) {
        throw Error(ErrorCode::bad_predictive, "a mixture needs components with weights");
    }
}

std::string with_article(std::string_view word) {
    return fmt::format("{} {}", std::string_view("aeiou").find(word.front()) == std::string_view::npos ? "a" : "an", word);
}

void check_fits_type(const Predictive& predictive, const Question& question) {
    const bool binary = std::holds_alternative<BinaryForecast>(predictive);
    const bool options = std::holds_alternative<OptionForecast>(predictive);
    const bool fits = question.type == QuestionType::binary ? binary : question.has_options() ? options : !binary && !options;
    if (fits) return;
    throw Error(ErrorCode::bad_predictive, fmt::format("this form of forecast does not answer {} question", with_article(slug(question.type))),
                question.type == QuestionType::binary ? "write a probability such as 70%"
                : question.has_options()              ? "write every option with its probability: a=20%,b=80%"
                : question.counts_days()              ? "write 2025-08-10..2026-08-10@80% or \"not before 2029-08-23@80%\""
                                                      : "write 100B..500B@80%, >=5@60%, 5%=1,50%=2,95%=4, or a number");
}

}  // namespace

Predictive checked(Predictive predictive, const PredictiveContext& context) {
    check_fits_type(predictive, context.question);
    if (const auto* binary = std::get_if<BinaryForecast>(&predictive)) checked_probability(binary->p);
    if (const auto* range = std::get_if<RangeForecast>(&predictive)) check_range(*range, context.question);
    if (const auto* point = std::get_if<PointForecast>(&predictive)) check_day(point->value, context.question);
    if (const auto* samples = std::get_if<SampleForecast>(&predictive)) check_samples(*samples);
    if (const auto* cdf = std::get_if<CdfForecast>(&predictive)) check_cdf(*cdf);
    if (const auto* family = std::get_if<FamilyForecast>(&predictive)) check_family(*family);
    if (const auto* options = std::get_if<OptionForecast>(&predictive)) return checked_options(*options, context);
    if (const auto* quantiles = std::get_if<QuantileForecast>(&predictive)) return checked_quantiles(*quantiles, context.question);
    return predictive;
}

}  // namespace hindsight::notation

namespace hindsight {

Predictive checked_predictive(Predictive predictive, const PredictiveContext& context) {
    return notation::checked(std::move(predictive), context);
}

}  // namespace hindsight
