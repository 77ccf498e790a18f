// SPDX-License-Identifier: MIT
// Reads questions and forecasts of the record into the columns that rules of sites take.
#include "site_record.hpp"

#include <algorithm>
#include <cmath>

#include "hindsight/evaluation/standing.hpp"
#include "hindsight/scoring/categorical.hpp"
#include "hindsight/scoring/binary.hpp"
#include "hindsight/scoring/sites/numeric_bins.hpp"

namespace hindsight::evaluation {

namespace {

using scoring::not_given;

double seconds(Instant at) { return static_cast<double>(at.time_since_epoch().count()) / 1e6; }

/// The times of a question. It opens when it says so or else when it was said, and ends early when it is decided early.
scoring::SiteQuestion times_of(const StatementRecord& record, const Question& question, const Window& window) {
    scoring::SiteQuestion out;
    out.opens = seconds(window.opens.value_or(start_of(record.statement.said_on)));
    out.closes = seconds(window.cut_off);
    out.scheduled_close = seconds(question.scheduled_close ? question.scheduled_close->at : window.closes);
    if (question.spot_at) out.spot = seconds(question.spot_at->at);
    return out;
}

/// What a forecast gave to what happened: the probability, or why there is none; and the Brier score on the scale 0 to 2.
struct Given {
    double probability = not_given;
    double brier = not_given;
    Gap gap = gap::none;
};

Given refused(Gap gap) { return {not_given, not_given, gap}; }

/// The forecasts on one question.
class SiteCase {
   public:
    SiteCase(const Question& question, const Outcome& outcome, scoring::SiteQuestion& out) : question_(question), outcome_(outcome), out_(out) {
        if (question.has_options()) out.options = static_cast<double>(question.options.size());
        out.numeric = question.type == QuestionType::numeric || question.counts_days();
        if (const auto* fraction = std::get_if<Fraction>(&outcome)) out.brier_of_half = (0.5 - fraction->value) * (0.5 - fraction->value);
        scale_ = {question.low.value_or(not_given), question.high.value_or(not_given), question.zero_point.value_or(not_given), 0};
    }

    Given given(const Predictive& predictive) {
        if (const auto* binary = std::get_if<BinaryForecast>(&predictive)) return of_event(binary->p);
        if (const auto* options = std::get_if<OptionForecast>(&predictive)) return of_options(*options);
        if (const auto* cdf = std::get_if<CdfForecast>(&predictive)) return of_bins(*cdf);
        return refused(gap::wrong_form);
    }

   private:
    Given of_event(double p) const {
        const auto* fraction = std::get_if<Fraction>(&outcome_);
        if (!fraction) return refused(gap::wrong_form);
        const double f = fraction->value;
        const double brier = scoring::brier_full_binary(scoring::Observed{f}, scoring::Probability{p}).value_or(not_given);
        return {f == 1 ? p : f == 0 ? 1 - p : not_given, brier, f > 0 && f < 1 ? gap::no_value : gap::none};
    }

    Given of_options(const OptionForecast& forecast) const {
        const auto* chosen = std::get_if<Chosen>(&outcome_);
        std::vector<double> probabilities;
        std::optional<scoring::Category> observed;
        for (const auto& option : question_.options) {
            const auto it = std::find_if(forecast.probs.begin(), forecast.probs.end(), [&](const auto& pair) { return pair.first == option; });
            if (chosen && chosen->option == option) observed = scoring::Category{probabilities.size()};
            probabilities.push_back(it == forecast.probs.end() ? 0.0 : it->second);
        }
        if (!observed) return refused(gap::wrong_form);
        const bool ordered = question_.type == QuestionType::ordinal;
        const auto brier = ordered ? scoring::brier_ordered_ordinal(*observed, {probabilities}) : scoring::brier_categorical(*observed, {probabilities});
        return {probabilities[observed->index], brier.value_or(not_given), gap::none};
    }

    /// The mass of the bin that the outcome lies in.
    Given of_bins(const CdfForecast& forecast) {
        if (forecast.points.size() < 2) return refused(gap::wrong_form);
        if (scale_.inner == 0) set_bins(forecast.points.size() - 1);
        std::vector<double> values, below;
        for (const auto& [value, probability] : forecast.points) values.push_back(value), below.push_back(probability);
        const auto masses = scoring::bin_masses(below);
        if (!masses || !scoring::are_borders(values, scale_)) return refused(gap::wrong_form);
        return bin_ ? Given{(*masses)[*bin_], not_given, gap::none} : refused(no_bin_);
    }

    void set_bins(std::size_t inner) {
        scale_.inner = inner;
        bin_ = bin_of_outcome();
        const std::size_t open = question_.open_low + question_.open_high;
        if (bin_) out_.base_mass = scoring::base_mass(*bin_, open, inner).value_or(not_given);
    }

    std::optional<std::size_t> bin_of_outcome() {
        if (const auto* value = std::get_if<Observed>(&outcome_)) {
            const auto bin = scoring::bin_of(scoring::Observed{value->value}, scale_);
            if (!bin) no_bin_ = gap::wrong_form;
            return bin ? std::optional(*bin) : std::nullopt;
        }
        const auto* bound = std::get_if<Bound>(&outcome_);
        no_bin_ = bound ? gap::censored : gap::no_value;
        if (bound && !bound->above && bound->value <= scale_.low) return 0;
        if (bound && bound->above && bound->value >= scale_.high) return scale_.inner + 1;
        return std::nullopt;
    }

    const Question& question_;
    const Outcome& outcome_;
    scoring::SiteQuestion& out_;
    scoring::BinScale scale_{};  // without bins until the first forecast says how many
    std::optional<std::size_t> bin_;
    Gap no_bin_ = gap::none;
};

class Reading {
   public:
    explicit Reading(const Evaluation& evaluation) : evaluation_(evaluation) {}

    /// All forecasts on one statement.
    void add(std::span<const Row> rows) {
        const auto first = std::find_if(rows.begin(), rows.end(), [](const Row& row) { return row.gap.empty(); });
        if (first == rows.end()) return;
        const auto& record = evaluation_.record_of(*first);
        const auto decided = std::optional(first->resolution->decided_on);
        const Question& question = *Wordings(record, decided).last();
        auto fields = times_of(record, question, window_of(question, decided, evaluation_.options.as_of, false));
        SiteCase site(question, *first->resolution->outcome(), fields);
        for (const Row& row : rows) {
            if (row.gap.empty()) add(row, site.given(row.forecast->forecast.predictive), fields.options);
        }
        out_.columns.questions.push_back(fields);
        out_.statements.push_back(first->statement);
    }

    SiteRecord take() { return std::move(out_); }

   private:
    void add(const Row& row, const Given& given, double options) {
        auto& columns = out_.columns;
        columns.question.push_back(static_cast<std::uint32_t>(columns.questions.size()));
        columns.forecaster.push_back(row.forecaster);
        columns.made.push_back(seconds(row.forecast->made));
        columns.withdrawn.push_back(row.forecast->withdrawn ? seconds(*row.forecast->withdrawn) : not_given);
        columns.probability.push_back(given.probability);
        columns.brier.push_back(given.brier);
        columns.options.push_back(options);
        out_.rows.push_back(static_cast<std::uint32_t>(&row - evaluation_.rows.data()));
        out_.gaps.push_back(given.gap);
    }

    const Evaluation& evaluation_;
    SiteRecord out_;
};

}  // namespace

SiteRecord site_record(const Evaluation& evaluation) {
    Reading reading(evaluation);
    const std::span rows(evaluation.rows);
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].statement == rows[begin].statement) ++end;
        reading.add(rows.subspan(begin, end - begin));
        begin = end;
    }
    return reading.take();
}

}  // namespace hindsight::evaluation
