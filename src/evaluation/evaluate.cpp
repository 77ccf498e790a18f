// SPDX-License-Identifier: MIT
// Walks the records once: resolution, wording, counting forecasts, scores.
#include "hindsight/evaluation/evaluate.hpp"

#include <algorithm>
#include <cmath>

#include "hindsight/evaluation/standing.hpp"
#include "hindsight/scoring/binary.hpp"

namespace hindsight::evaluation {

namespace {

/// Everything about one statement that its rows share.
struct Case {
    const StatementRecord& record;
    std::uint32_t place = 0;
    const Resolution* resolution = nullptr;
    Gap gap = gap::none;  // of the statement as a whole
    Gap bar = gap::none;  // of these, what no answer will change
    std::optional<NamedEvent> speakers_event;
    const Wordings& wordings;
};

/// A weighted mean of the scores of several forecasts by one person; what does not fit together is not averaged.
class Blend {
   public:
    void add(const ForecastScore& score, double share) {
        if (weight_ == 0) {
            out_ = score;
            scale(out_, share);
        } else {
            add_event(score, share);
            add_types(score, share);
        }
        weight_ += share;
    }

    ForecastScore result() const {
        ForecastScore out = out_;
        if (weight_ <= 0) return out;
        if (out.probability) *out.probability /= weight_;  // what was said on average, while something was said
        if (out.observed) *out.observed /= weight_;
        if (out.hit) *out.hit /= weight_;
        if (out.confidence) *out.confidence /= weight_;
        return out;
    }

   private:
    static void scale(ForecastScore& score, double share) {
        if (score.probability) *score.probability *= share;
        if (score.observed) *score.observed *= share;
        if (score.hit) *score.hit *= share;
        if (score.confidence) *score.confidence *= share;
        if (score.event) score.event = EventScore{score.event->brier * share, score.event->log * share};
        for (std::size_t i = 0; i < score.type_count; ++i) score.types[i].value *= share;
    }

    void add_event(const ForecastScore& score, double share) {
        if (out_.probability && score.probability) {
            *out_.probability += share * *score.probability;
        } else {
            out_.probability.reset();
        }
        if (!out_.event || !score.event) return drop_event(score);
        out_.event->brier += share * score.event->brier;
        out_.event->log += share * score.event->log;
        *out_.observed += share * *score.observed;
        *out_.hit += share * *score.hit;
        *out_.confidence += share * *score.confidence;
    }

    /// One of the two has no event score; the reason is its own, or that it names no event at all.
    void drop_event(const ForecastScore& score) {
        if (out_.event || score.event) {
            const Gap why = out_.event ? score.event_gap : out_.event_gap;
            out_.event_gap = why == gap::no_event ? gap::mixed_forms : why;
        }
        out_.event.reset();
        out_.observed.reset();
        out_.hit.reset();
        out_.confidence.reset();
    }

    void add_types(const ForecastScore& score, double share) {
        bool same = out_.type_count == score.type_count;
        for (std::size_t i = 0; same && i < score.type_count; ++i) same = out_.types[i].rule == score.types[i].rule;
        if (!same) {
            out_.type_count = 0;
            out_.type_gap = gap::mixed_forms;
            return;
        }
        for (std::size_t i = 0; i < score.type_count; ++i) out_.types[i].value += share * score.types[i].value;
    }

    ForecastScore out_;
    double weight_ = 0;
};

class Evaluator {
   public:
    Evaluator(Evaluation& out) : out_(out), selector_(out.options.policy, out.options.withdrawn) {}

    void run() {
        for (std::uint32_t i = 0; i < out_.records.size(); ++i) {
            if (out_.records[i].statement.question) add_statement(i);
        }
    }

   private:
    void add_statement(std::uint32_t place) {
        const StatementRecord& record = out_.records[place];
        const auto* scored = record.scored_resolution();
        const Resolution* resolution = scored ? &scored->resolution : nullptr;
        const std::optional<When> decided = resolution ? std::optional(resolution->decided_on) : std::nullopt;
        const Wordings wordings(record, decided);
        const Question* question = wordings.last();
        if (!question) return;
        const Gap bar = bar_of(place);
        Case c{record, place, resolution, gap_of(place, resolution, bar), bar, event_of_speaker(record, *question), wordings};
        const Window window = window_of(*question, decided, out_.options.as_of, out_.options.include_late);
        for (const Counting& counting : selector_.select(record, window)) add_row(c, counting);
    }

    Gap bar_of(std::size_t place) const {
        if (out_.records[place].annulled_by_condition()) return gap::condition_not_met;
        return out_.links.counted_by(place).empty() ? gap::none : gap::repeat;
    }

    Gap gap_of(std::size_t place, const Resolution* resolution, Gap bar) const {
        if (resolution && resolution->annulled()) return gap::annulled;
        if (bar == gap::condition_not_met) return bar;
        if (!resolution) return gap::unresolved;
        if (!bar.empty()) return bar;
        if (out_.records[place].condition.status == ConditionStatus::open) return gap::condition_open;
        return gap::none;
    }

    void add_row(const Case& c, const Counting& counting) {
        Row row;
        row.statement = c.place;
        row.forecaster = place_of(counting.forecaster);
        row.resolution = c.resolution;
        row.forecasts_made = counting.made;
        row.coverage = counting.coverage;
        row.gap = c.gap.empty() ? counting.gap : c.gap;
        row.bar = c.bar.empty() ? counting.gap : c.bar;
        row.first_pair = static_cast<std::uint32_t>(out_.pairs.size());
        const auto parts = selector_.parts(counting);
        row.forecast = parts.empty() ? counting.latest : parts.back().forecast;
        row.in_range_form = is_two_sided(predictive_of(*row.forecast, *c.wordings.last()));
        if (c.resolution) row.recorded_late = row.forecast->recorded > c.resolution->decided_on.at;
        if (row.gap.empty()) {
            score(c, parts, row);
        } else {
            describe(c, row);
        }
        row.pairs = static_cast<std::uint32_t>(out_.pairs.size()) - row.first_pair;
        out_.rows.push_back(std::move(row));
    }

    /// The probability of a row that has no score (yet): the second line of the report needs it.
    void describe(const Case& c, Row& row) const {
        const auto event = named_event(predictive_of(*row.forecast, *c.wordings.last()));
        if (event) row.score.probability = event->probability;
        if (c.gap.empty()) row.score.event_gap = row.gap;
    }

    void score(const Case& c, std::span<const Part> parts, Row& row) {
        Blend blend;
        for (const Part& part : parts) {
            const Measure measure{*c.wordings.at(part.forecast->made), *c.resolution->outcome(),
                                  c.speakers_event ? &*c.speakers_event : nullptr};
            const Predictive& said = predictive_of(*part.forecast, measure.question);
            auto scored = score_forecast(said, measure);
            if (scored.event) add_pairs(said, measure, part.share, out_.pairs);
            row.clipped |= clip_log(scored);
            if (parts.size() == 1 && part.share == 1) {
                row.score = scored;
            } else {
                blend.add(scored, part.share);
            }
        }
        if (parts.size() != 1 || parts.front().share != 1) row.score = blend.result();
        if (!row.score.event) out_.pairs.resize(row.first_pair);
        row.fraction = row.score.event && *row.score.observed > 0 && *row.score.observed < 1;
    }

    /// The log score of an event once more, of a probability held off 0 and 1; whether it was moved.
    bool clip_log(ForecastScore& score) const {
        if (!out_.options.clip || !score.event) return false;
        const double held = scoring::clip(scoring::Probability{*score.probability}, *out_.options.clip).value;
        score.event->log = event_score(held, *score.observed).log;
        return held != *score.probability;
    }

    /// The forecast as made, or its phrase read with another table, or its window otherwise. Valid until the next call.
    const Predictive& predictive_of(const ForecastRecord& record, const Question& question) const {
        const Forecast& forecast = record.forecast;
        const auto p = probability_of(forecast);
        const bool window = out_.options.windows != WindowReading::as_said && question.counts_days() && is_two_sided(forecast.predictive);
        if (!p && !window) return forecast.predictive;
        reread_ = p ? with_probability(forecast.predictive, *p) : forecast.predictive;
        if (window) reread_ = read_window(std::get<RangeForecast>(reread_), out_.options.windows);
        return reread_;
    }

    /// Of a phrase in the other table.
    std::optional<double> probability_of(const Forecast& forecast) const {
        if (!out_.options.credence || forecast.basis != Basis::imputed || forecast.phrase.empty()) return std::nullopt;
        return credence_of(*out_.options.credence, forecast.phrase);
    }

    static RangeForecast read_window(const RangeForecast& range, WindowReading reading) {
        const double middle = std::floor((*range.low + *range.high) / 2);  // of two middle days the earlier
        return {std::nullopt, reading == WindowReading::by_end ? *range.high : middle, range.level};
    }

    /// Read as the forecasts are: a partial outcome speaks of what was meant.
    std::optional<NamedEvent> event_of_speaker(const StatementRecord& record, const Question& question) const {
        const auto event = speakers_event(record);
        if (!event || !event->low || !event->high || !question.counts_days() || out_.options.windows == WindowReading::as_said) return event;
        return named_event(read_window({event->low, event->high, event->probability}, out_.options.windows));
    }

    static bool is_two_sided(const Predictive& predictive) {
        const auto* range = std::get_if<RangeForecast>(&predictive);
        return range && !range->one_sided();
    }

    std::uint32_t place_of(std::string_view forecaster) {
        const auto [it, is_new] = people_.emplace(forecaster, static_cast<std::uint32_t>(out_.people.size()));
        if (is_new) out_.people.push_back(it->first);
        return it->second;
    }

    Evaluation& out_;
    Selector selector_;
    std::unordered_map<std::string_view, std::uint32_t> people_;
    mutable Predictive reread_;
};

}  // namespace

Gap Row::why() const {
    if (!gap.empty()) return gap;
    if (score.event || score.type_count > 0) return gap::none;
    return score.event_gap == gap::no_event ? score.type_gap : score.event_gap;
}

std::optional<NamedEvent> speakers_event(const StatementRecord& record) {
    for (const auto& forecast : record.forecasts) {
        if (forecast.forecast.forecaster == record.statement.speaker) return named_event(forecast.forecast.predictive);
    }
    return std::nullopt;
}

Evaluation evaluate(std::span<const StatementRecord> records, const Options& options, const Outside& outside) {
    Evaluation out{records, options, Links(records, outside), {}, {}, {}};
    out.rows.reserve(records.size());
    Evaluator(out).run();
    return out;
}

std::map<std::string, std::size_t> not_scored(const Evaluation& evaluation) {
    std::map<std::string, std::size_t> out;
    for (const Row& row : evaluation.rows) {
        if (!row.has_score()) ++out[std::string(row.why())];
    }
    return out;
}

std::optional<double> horizon_days(const Row& row) {
    if (!row.resolution || !row.forecast) return std::nullopt;
    const auto passed = row.resolution->decided_on.at - row.forecast->made;
    return std::max(0.0, std::chrono::duration<double, std::ratio<86400>>(passed).count());
}

}  // namespace hindsight::evaluation
