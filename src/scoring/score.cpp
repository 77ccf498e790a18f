// SPDX-License-Identifier: MIT
// The score of a forecast of any kind by a row of the rule table.
#include "hindsight/scoring/rule.hpp"

namespace hindsight::scoring {
namespace {

bool given(Needs needs, const RuleOptions& options) {
    switch (needs) {
        case Needs::nothing:
            return true;
        case Needs::threshold:
            return options.threshold.has_value();
        case Needs::weight_range:
            return options.weight_range.has_value();
        case Needs::level:
            return options.level.has_value();
    }
    return false;
}

template <class Function, class Outcome, class Forecast>
Score call(Function function, Outcome observed, const Forecast& predicted) {
    if (!function) return Reason::not_applicable;
    return function(observed, predicted);
}

template <class Function, class Outcome, class Forecast>
Score call_with(const Rule& rule, Function function, Outcome observed, const Forecast& predicted,
                const RuleOptions& options) {
    if (!function) return Reason::not_applicable;
    if (!given(rule.option, options)) return Reason::missing_option;
    return function(observed, predicted, options);
}

}  // namespace

Score score(const Rule& rule, Observed observed, Probability predicted, const RuleOptions&) {
    return call(rule.of.binary, observed, predicted);
}

Score score(const Rule& rule, Category observed, OptionProbabilities predicted, const RuleOptions&) {
    return call(rule.of.categorical, observed, predicted);
}

Score score(const Rule& rule, Category observed, OrderedProbabilities predicted, const RuleOptions&) {
    return call(rule.of.ordinal, observed, OptionProbabilities{predicted.values});
}

Score score(const Rule& rule, Observed observed, Interval predicted, const RuleOptions&) {
    return call(rule.of.interval, observed, predicted);
}

Score score(const Rule& rule, Observed observed, Quantiles predicted, const RuleOptions& options) {
    if (rule.of.quantiles_with) return call_with(rule, rule.of.quantiles_with, observed, predicted, options);
    return call(rule.of.quantiles, observed, predicted);
}

Score score(const Rule& rule, Observed observed, Samples predicted, const RuleOptions& options) {
    if (rule.of.samples_with) return call_with(rule, rule.of.samples_with, observed, predicted, options);
    return call(rule.of.samples, observed, predicted);
}

Score score(const Rule& rule, Observed observed, const Distribution& predicted, const RuleOptions&) {
    return call(rule.of.distribution, observed, predicted);
}

Score score(const Rule& rule, Observed observed, PiecewiseCdf predicted, const RuleOptions&) {
    return call(rule.of.cdf, observed, predicted);
}

Score score(const Rule& rule, Observed observed, Point predicted, const RuleOptions&) {
    return call(rule.of.point, observed, predicted);
}

}  // namespace hindsight::scoring
