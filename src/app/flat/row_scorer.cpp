// SPDX-License-Identifier: MIT
// Hands a row to the rules of its kind.
#include "row_scorer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/app/reporting.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/evaluation/distribution_of.hpp"
#include "hindsight/scoring/columns/binary.hpp"

namespace hindsight::app {

namespace {

using interchange::FlatForm;
using interchange::FlatRow;
using scoring::Kind;
using scoring::Needs;
using scoring::NotScored;
using scoring::Observed;
using scoring::Reason;
using scoring::Rule;

bool is_given(Needs needs, const scoring::RuleOptions& options) {
    switch (needs) {
        case Needs::nothing: return true;
        case Needs::threshold: return options.threshold.has_value();
        case Needs::weight_range: return options.weight_range.has_value();
        case Needs::level: return options.level.has_value();
    }
    return false;
}

const Rule* rule_named(const std::string& slug) {
    if (const auto* rule = scoring::rule_by_slug(slug)) return rule;
    std::vector<std::string_view> slugs;
    for (const auto& rule : scoring::rules()) slugs.push_back(rule.slug);
    const auto near = nearest(slug, slugs);
    throw Error(ErrorCode::usage, fmt::format("there is no rule \"{}\"", printable(slug)),
                near ? fmt::format("did you mean {}? hindsight score --list-rules lists all", *near) : "hindsight score --list-rules lists all");
}

/// Only the kinds that need it, and of them only if no kind of the rule does without.
void check_option(const Rule& rule, const scoring::RuleOptions& options) {
    if (is_given(rule.option, options)) return;
    for (const auto& kind : scoring::kinds) {
        if (rule.takes(kind.kind) && rule.needs(kind.kind) == Needs::nothing) return;
    }
    std::string option(slug(rule.option));
    std::replace(option.begin(), option.end(), '_', '-');
    throw Error(ErrorCode::usage, fmt::format("the rule {} needs --{}", rule.slug, option));
}

}  // namespace

RowScorer::RowScorer(const std::vector<std::string>& slugs, const scoring::RuleOptions& options, std::optional<double> clip)
    : chosen_(!slugs.empty()), options_(options), clip_(clip) {
    for (const auto& slug : slugs) {
        const auto* rule = rule_named(slug);
        check_option(*rule, options);
        if (std::find(rules_.begin(), rules_.end(), rule) == rules_.end()) rules_.push_back(rule);
    }
    if (!chosen_) {
        for (const auto& rule : scoring::rules()) rules_.push_back(&rule);
    }
    const auto log = std::find_if(rules_.begin(), rules_.end(), [](const Rule* rule) { return rule->slug == "log"; });
    log_ = static_cast<std::size_t>(log - rules_.begin());
    if (options.level && !(*options.level > 0 && *options.level <= 1)) throw Error(ErrorCode::usage, "--level takes a number above 0, up to 1", "--level 0.9");
    if (options.threshold && !std::isfinite(*options.threshold)) throw Error(ErrorCode::usage, "--threshold takes a finite number");
    if (options.weight_range && !(options.weight_range->lower <= options.weight_range->upper)) {
        throw Error(ErrorCode::usage, "--weight-range takes the lower end first", "--weight-range 0,10");
    }
    check_clip(clip_);
}

template <class Observed, class Predicted>
void RowScorer::apply(Kind kind, Observed observed, const Predicted& predicted) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const bool wanted = chosen_ || (rules_[i]->takes(kind) && is_given(rules_[i]->needs(kind), options_));
        if (wanted) scores_[i] = scoring::score(*rules_[i], observed, predicted, options_);
    }
}

void RowScorer::refuse_all(NotScored why) {
    for (auto& score : scores_) score = scoring::Score(why);
}

void RowScorer::score_probability(const FlatRow& row) {
    const Observed observed{row.observed};
    const scoring::Probability p{row.number};
    apply(Kind::binary, observed, p);
    if (row.number >= 0 && row.number <= 1) clip_log(observed, p);
}

/// Scores the probability of an event by the log once more, held off 0 and 1.
void RowScorer::clip_log(Observed observed, scoring::Probability p) {
    if (!clip_ || log_ == rules_.size()) return;
    const auto held = scoring::clip(p, *clip_);
    clipped_ = held.value != p.value;
    scores_[log_] = scoring::log_binary(observed, held);
}

void RowScorer::score_options(const FlatRow& row) {
    if (row.option_missing) return refuse_all({Reason::missing, 0});
    const scoring::Category observed{row.option.value_or(row.x.size())};
    if (row.ordered) {
        apply(Kind::ordinal, observed, scoring::OrderedProbabilities{row.x});
    } else {
        apply(Kind::categorical, observed, scoring::OptionProbabilities{row.x});
    }
    if (log_ < rules_.size() && scores_[log_] && *scores_[log_]) clip_log(Observed{1}, scoring::Probability{row.x[observed.index]});
}

/// A range, or one side of it as a quantile; rules of events see the event that the value lies in it.
void RowScorer::score_range(const FlatRow& row) {
    const Observed observed{row.observed};
    if (row.form == FlatForm::interval) {
        apply(Kind::interval, observed, scoring::Interval{row.low, row.high, row.number});
    } else {
        const bool most = row.form == FlatForm::at_most;
        const double level = most ? row.number : 1 - row.number;
        const double value = most ? row.high : row.low;
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            if (chosen_ || rules_[i]->slug == "pinball") {
                scores_[i] = scoring::score(*rules_[i], observed, scoring::Quantiles{{&level, 1}, {&value, 1}}, options_);
            }
        }
    }
    for (std::size_t i = 0; chosen_ && i < rules_.size(); ++i) {
        if (!rules_[i]->takes(Kind::binary) || std::isnan(row.observed)) continue;
        const bool holds = (row.form == FlatForm::at_most || row.observed >= row.low) && (row.form == FlatForm::at_least || row.observed <= row.high);
        scores_[i] = scoring::score(*rules_[i], Observed{holds ? 1.0 : 0.0}, scoring::Probability{row.number}, options_);
    }
}

void RowScorer::score_family(const FlatRow& row) {
    const auto distribution = evaluation::distribution_of(*row.family);
    if (!distribution) return refuse_all(distribution.why());
    apply(Kind::distribution, Observed{row.observed}, *distribution);
}

const std::vector<std::optional<scoring::Score>>& RowScorer::score(const FlatRow& row) {
    scores_.assign(rules_.size(), std::nullopt);
    clipped_ = false;
    const Observed observed{row.observed};
    if (row.censored) {
        refuse_all({Reason::censored, 0});
        return scores_;
    }
    switch (row.form) {
        case FlatForm::probability: score_probability(row); break;
        case FlatForm::options: score_options(row); break;
        case FlatForm::interval:
        case FlatForm::at_most:
        case FlatForm::at_least: score_range(row); break;
        case FlatForm::quantiles: apply(Kind::quantiles, observed, scoring::Quantiles{row.y, row.x}); break;
        case FlatForm::samples: apply(Kind::samples, observed, scoring::Samples{row.x, row.y}); break;
        case FlatForm::family: score_family(row); break;
        case FlatForm::cdf: apply(Kind::cdf, observed, scoring::PiecewiseCdf{row.x, row.y}); break;
        case FlatForm::point: apply(Kind::point, observed, scoring::Point{row.number}); break;
    }
    return scores_;
}

std::optional<std::size_t> RowScorer::score_events(std::size_t rule, scoring::Outcomes outcomes, scoring::Probabilities predicted, std::span<double> scores) const {
    const Rule& wanted = *rules_[rule];
    if (!wanted.takes(Kind::binary)) return std::nullopt;
    if (rule == log_) return score_log(outcomes, predicted, scores);
    if (wanted.slug == "brier") {
        (void)scoring::score_columns(scoring::EventRule::brier, outcomes, predicted, scores, {1});
    } else {
        for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = *scoring::score(wanted, Observed{outcomes.values[i]}, scoring::Probability{predicted.values[i]}, options_);
    }
    return 0;
}

std::size_t RowScorer::score_log(scoring::Outcomes outcomes, scoring::Probabilities predicted, std::span<double> scores) const {
    if (!clip_) {
        scoring::log_binary_rows(outcomes, predicted, scores);
        return 0;
    }
    std::vector<double> held(scores.size());
    std::size_t clipped = 0;
    for (std::size_t i = 0; i < held.size(); ++i) {
        held[i] = scoring::clip(scoring::Probability{predicted.values[i]}, *clip_).value;
        clipped += held[i] != predicted.values[i];
    }
    scoring::log_binary_rows(outcomes, {held}, scores);
    return clipped;
}

std::optional<NotScored> RowScorer::why_none() const {
    std::optional<NotScored> why;
    for (const auto& score : scores_) {
        if (score && score->has_value()) return std::nullopt;
        if (score && (!why || scoring::info(score->why().reason).is_fault)) why = score->why();
    }
    return why ? why : NotScored{Reason::not_applicable, 0};
}

}  // namespace hindsight::app
