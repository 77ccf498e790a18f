// SPDX-License-Identifier: MIT
// Scores one forecast: the event first, then the form as a whole.
#include "hindsight/evaluation/forecast_score.hpp"

#include <algorithm>
#include <cmath>

#include "hindsight/evaluation/distribution_of.hpp"
#include "hindsight/scoring/binary.hpp"
#include "hindsight/scoring/categorical.hpp"
#include "hindsight/scoring/cdf.hpp"
#include "hindsight/scoring/point.hpp"
#include "hindsight/scoring/quantile.hpp"
#include "hindsight/scoring/sample.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"

namespace hindsight::evaluation {

namespace {

using scoring::Score;

constexpr std::array<RuleInfo, 11> kRules{{
    {rule::brier, "0-1", false},
    {rule::log, "nats", false},
    {rule::brier_categorical, "0-2", false},
    {rule::rps, "0 to K-1", false},
    {rule::interval, "unit", true},
    {rule::pinball, "unit", true},
    {rule::wis, "unit", true},
    {rule::crps, "unit", true},
    {rule::crps_quantile, "unit", true},
    {rule::log_density, "nats", true},
    {rule::ae_median, "unit", true},
}};

void put(ForecastScore& out, std::string_view rule, const Score& score) {
    if (!score) {
        if (out.type_count == 0) out.type_gap = scoring::slug(score.why().reason);
        return;
    }
    out.types[out.type_count++] = {rule, *score};
    out.type_gap = gap::none;
}

/// Values on the question's scale: as they are, or their logarithms.
class Axis {
   public:
    explicit Axis(Scale scale) : log_(scale == Scale::log) {}
    bool is_log() const { return log_; }
    bool holds(double value) const { return !log_ || value > 0; }
    double at(double value) const { return log_ ? std::log(value) : value; }

    /// All values on the scale; false if one does not lie on it.
    template <class Values, class Get>
    bool map(const Values& values, Get get, std::vector<double>& out) const {
        out.reserve(values.size());
        for (const auto& value : values) {
            if (!holds(get(value))) return false;
            out.push_back(at(get(value)));
        }
        return true;
    }

   private:
    bool log_;
};

/// Scores each form that predicts a value.
struct TypeScorer {
    const Axis axis;
    const double y;  // as observed
    ForecastScore& out;

    scoring::Observed observed() const { return scoring::Observed{axis.at(y)}; }
    void outside() const { out.type_gap = gap::outside_scale; }

    void operator()(const BinaryForecast&) const { out.type_gap = gap::wrong_form; }
    void operator()(const OptionForecast&) const { out.type_gap = gap::wrong_form; }

    void operator()(const RangeForecast& range) const {
        if ((range.low && !axis.holds(*range.low)) || (range.high && !axis.holds(*range.high))) return outside();
        if (!range.one_sided()) {
            const scoring::Interval interval{axis.at(*range.low), axis.at(*range.high), range.level};
            return put(out, rule::interval, scoring::interval(observed(), interval));
        }
        if (!range.low && !range.high) return;
        const scoring::Quantile quantile = range.high ? scoring::Quantile{range.level, axis.at(*range.high)}
                                                      : scoring::Quantile{1 - range.level, axis.at(*range.low)};
        put(out, rule::pinball, scoring::pinball(observed(), quantile));
    }

    void operator()(const QuantileForecast& forecast) const {
        std::vector<double> levels, values;
        for (const auto& [level, value] : forecast.quantiles) levels.push_back(level);
        if (!axis.map(forecast.quantiles, [](const auto& q) { return q.second; }, values)) return outside();
        const scoring::Quantiles quantiles{levels, values};
        const auto wis = scoring::wis_quantile(observed(), quantiles);
        put(out, rule::wis, wis ? Score(wis->wis) : Score(wis.why()));
        put(out, rule::crps_quantile, scoring::crps_quantile(observed(), quantiles));
    }

    void operator()(const SampleForecast& forecast) const {
        std::vector<double> values;
        if (!axis.map(forecast.samples, [](double x) { return x; }, values)) return outside();
        put(out, rule::crps, scoring::crps_sample(observed(), {values, forecast.weights}));
    }

    void operator()(const FamilyForecast& forecast) const {
        const auto on_scale = axis.is_log() ? log_distribution_of(forecast) : distribution_of(forecast);
        put(out, rule::crps, on_scale ? scoring::crps_distribution(observed(), *on_scale) : Score(on_scale.why()));
        const auto linear = distribution_of(forecast);
        if (!linear) return;
        // the density of ln X at ln y is y times that of X at y
        const auto density = scoring::log_distribution(scoring::Observed{y}, *linear);
        put(out, rule::log_density, density && axis.is_log() ? Score(*density - std::log(y)) : density);
    }

    void operator()(const CdfForecast& forecast) const {
        std::vector<double> x, probability;
        for (const auto& point : forecast.points) probability.push_back(point.second);
        if (!axis.map(forecast.points, [](const auto& p) { return p.first; }, x)) return outside();
        const scoring::PiecewiseCdf cdf{x, probability};
        put(out, rule::crps, scoring::crps_cdf(observed(), cdf));
        put(out, rule::log_density, scoring::log_cdf(observed(), cdf));
    }

    void operator()(const PointForecast& point) const {
        if (!axis.holds(point.value)) return outside();
        put(out, rule::ae_median, scoring::absolute_error(observed(), scoring::Point{axis.at(point.value)}));
    }
};

void score_type(const Predictive& predictive, const Measure& measure, ForecastScore& out) {
    if (std::holds_alternative<BinaryForecast>(predictive)) return;  // its event is all there is
    if (std::holds_alternative<Fraction>(measure.outcome)) {
        out.type_gap = gap::no_value;
    } else if (std::holds_alternative<Bound>(measure.outcome)) {
        out.type_gap = gap::censored;
    } else if (const auto* value = std::get_if<hindsight::Observed>(&measure.outcome)) {
        const Axis axis{measure.question.scale};
        if (!axis.holds(value->value)) {
            out.type_gap = gap::outside_scale;
        } else {
            std::visit(TypeScorer{axis, value->value, out}, predictive);
        }
    } else {
        out.type_gap = gap::wrong_form;
    }
}

/// 1 when the side called more likely came true, 0 when not, a half for 50 %.
double hit_of(double probability, double observed) {
    if (probability == 0.5) return 0.5;
    return probability > 0.5 ? observed : 1 - observed;
}

void score_named(const NamedEvent& event, const Measure& measure, ForecastScore& out) {
    out.probability = event.probability;
    out.observed = settle(event, measure, out.event_gap);
    if (!out.observed) return;
    out.event = event_score(event.probability, *out.observed);
    out.event_gap = gap::none;
    out.hit = hit_of(event.probability, *out.observed);
    out.confidence = std::max(event.probability, 1 - event.probability);
}

/// Probabilities in the order of the question's options (the forecast's own where it lists other ones).
std::vector<double> in_order(const OptionForecast& forecast, const Question& question) {
    std::vector<double> probs;
    for (const auto& option : question.options) {
        const auto it = std::find_if(forecast.probs.begin(), forecast.probs.end(),
                                     [&](const auto& pair) { return pair.first == option; });
        probs.push_back(it == forecast.probs.end() ? 0.0 : it->second);
    }
    return probs;
}

std::optional<std::size_t> place_of(const Chosen& chosen, const Question& question) {
    const auto it = std::find(question.options.begin(), question.options.end(), chosen.option);
    if (it == question.options.end()) return std::nullopt;
    return static_cast<std::size_t>(it - question.options.begin());
}

double favourite_hit(const std::vector<double>& probs, std::size_t observed) {
    const double best = *std::max_element(probs.begin(), probs.end());
    if (probs[observed] < best) return 0;
    return 1.0 / static_cast<double>(std::count(probs.begin(), probs.end(), best));
}

void score_options(const OptionForecast& forecast, const Measure& measure, ForecastScore& out) {
    const auto* chosen = std::get_if<Chosen>(&measure.outcome);
    const auto place = chosen ? place_of(*chosen, measure.question) : std::nullopt;
    if (!place) {
        out.event_gap = out.type_gap = gap::wrong_form;
        return;
    }
    const auto probs = in_order(forecast, measure.question);
    const scoring::Category category{*place};
    const scoring::OptionProbabilities options{probs};
    const auto brier = scoring::brier_categorical_half(category, options);
    const auto log = scoring::log_categorical(category, options);
    if (!brier || !log) {
        out.event_gap = out.type_gap = scoring::slug((brier ? log : brier).why().reason);
        return;
    }
    out.probability = probs[*place];
    out.observed = 1;
    out.event = EventScore{*brier, *log};
    out.event_gap = gap::none;
    out.hit = favourite_hit(probs, *place);
    out.confidence = *std::max_element(probs.begin(), probs.end());
    if (measure.question.type == QuestionType::ordinal) {
        put(out, rule::rps, scoring::rps_ordinal(category, options));
    } else {
        put(out, rule::brier_categorical, scoring::brier_categorical(category, options));
    }
}

}  // namespace

std::span<const RuleInfo> record_rules() { return kRules; }

const RuleInfo& rule_info(std::string_view slug) {
    return *std::find_if(kRules.begin(), kRules.end() - 1, [&](const RuleInfo& r) { return r.slug == slug; });
}

std::string_view unit_of(std::string_view rule, const Question& question) {
    if (!rule_info(rule).has_unit) return {};
    if (question.scale == Scale::log) return "log";
    return question.counts_days() ? "days" : std::string_view(question.unit);
}

std::string_view scale_of(std::string_view rule, std::string_view unit) {
    if (const auto* of_site = scoring::site_rule_by_slug(rule)) return of_site->scale;
    const std::string_view scale = rule_info(rule).scale;
    return scale == "unit" && !unit.empty() ? unit : scale;
}

EventScore event_score(double probability, double observed) {
    const scoring::Observed outcome{observed};
    const scoring::Probability p{probability};
    return {scoring::brier_binary(outcome, p).value_or(1), scoring::log_binary(outcome, p).value_or(scoring::infinity)};
}

std::optional<double> settle(const NamedEvent& event, const Measure& measure, Gap& why) {
    const bool is_question = !event.low && !event.high;
    const bool partial = std::holds_alternative<Fraction>(measure.outcome);
    if (std::holds_alternative<Chosen>(measure.outcome) || (is_question && !partial)) {
        why = gap::wrong_form;
        return std::nullopt;
    }
    if (partial && !is_question && !(measure.speakers_event && event.same_event(*measure.speakers_event))) {
        why = gap::other_event;
        return std::nullopt;
    }
    const auto outcome = event_outcome(event, measure.outcome, measure.question.counts_days());
    if (!outcome) why = gap::censored;
    return outcome;
}

ForecastScore score_forecast(const Predictive& predictive, const Measure& measure) {
    ForecastScore out;
    if (const auto* options = std::get_if<OptionForecast>(&predictive)) {
        score_options(*options, measure, out);
        return out;
    }
    if (const auto event = named_event(predictive)) score_named(*event, measure, out);
    score_type(predictive, measure, out);
    return out;
}

void add_pairs(const Predictive& predictive, const Measure& measure, double weight, std::vector<CalibrationPair>& out) {
    if (const auto* options = std::get_if<OptionForecast>(&predictive)) {
        const auto* chosen = std::get_if<Chosen>(&measure.outcome);
        const auto place = chosen ? place_of(*chosen, measure.question) : std::nullopt;
        if (!place) return;
        const auto probs = in_order(*options, measure.question);
        for (std::size_t k = 0; k < probs.size(); ++k) out.push_back({probs[k], k == *place ? 1.0 : 0.0, weight / 2});
    } else if (const auto event = named_event(predictive)) {
        Gap why;
        if (const auto observed = settle(*event, measure, why)) out.push_back({event->probability, *observed, weight});
    }
}

Predictive with_probability(const Predictive& predictive, double probability) {
    Predictive changed = predictive;
    if (auto* binary = std::get_if<BinaryForecast>(&changed)) binary->p = probability;
    if (auto* range = std::get_if<RangeForecast>(&changed)) range->level = probability;
    return changed;
}

}  // namespace hindsight::evaluation
