// SPDX-License-Identifier: MIT
// Gathers the scores of rows into columns and has the engine work on them.
#include "hindsight/evaluation/figures.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/roc.hpp"
#include "hindsight/scoring/sets/skill.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

/// How many different values there are.
template <class Value>
std::size_t distinct(std::vector<Value> values) {
    if (!std::is_sorted(values.begin(), values.end())) std::sort(values.begin(), values.end());
    return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

bool wanted(const FigureOptions& options, std::string_view rule) {
    return options.rules.empty() || std::find(options.rules.begin(), options.rules.end(), rule) != options.rules.end();
}

class Columns {
   public:
    Columns(const Evaluation& evaluation, const FigureOptions& options) : evaluation_(evaluation), options_(options) {}

    void add(const Row& row) {
        if (row.has_event()) {
            put(row, rule::brier, row.score.event->brier);
            put(row, rule::log, row.score.event->log);
        }
        for (const auto& type : row.score.type_scores()) put(row, type.rule, type.value);
    }

    /// In the order of the table of rules, then by unit.
    std::vector<ScoreColumn>& sorted() {
        std::sort(columns_.begin(), columns_.end(), [](const ScoreColumn& a, const ScoreColumn& b) {
            return a.rule != b.rule ? &rule_info(a.rule) < &rule_info(b.rule) : a.unit < b.unit;
        });
        return columns_;
    }

   private:
    void put(const Row& row, std::string_view slug, double value) {
        if (!wanted(options_, slug)) return;
        const auto& question = evaluation_.record_of(row).statement.question;
        const auto unit = question ? unit_of(slug, *question) : std::string_view();
        auto it = std::find_if(columns_.begin(), columns_.end(), [&](const ScoreColumn& c) { return c.rule == slug && c.unit == unit; });
        if (it == columns_.end()) it = columns_.insert(it, ScoreColumn{slug, unit, {}, {}, {}});
        it->values.push_back(value);
        it->clusters.push_back(evaluation_.links.cluster(row.statement));
        it->questions.push_back(row.statement);
        if (slug == rule::log) it->clipped += row.clipped;
    }

    const Evaluation& evaluation_;
    const FigureOptions& options_;
    std::vector<ScoreColumn> columns_;
};

/// The same scores, clusters in an order that depends on nothing but the scores in them: the bootstrap then gives the same
/// interval in whatever order the record was read.
ScoreColumn in_order(const ScoreColumn& column) {
    std::vector<std::pair<std::uint64_t, double>> scores;
    scores.reserve(column.values.size());
    for (std::size_t i = 0; i < column.values.size(); ++i) scores.emplace_back(column.clusters[i], column.values[i]);
    std::sort(scores.begin(), scores.end());
    std::vector<std::span<const std::pair<std::uint64_t, double>>> clusters;
    for (std::size_t begin = 0; begin < scores.size();) {
        std::size_t end = begin;
        while (end < scores.size() && scores[end].first == scores[begin].first) ++end;
        clusters.push_back(std::span(scores).subspan(begin, end - begin));
        begin = end;
    }
    const auto value_less = [](const auto& a, const auto& b) { return a.second < b.second; };
    std::sort(clusters.begin(), clusters.end(), [&](const auto& a, const auto& b) {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), value_less);
    });
    ScoreColumn out{column.rule, column.unit, {}, {}, {}};
    for (std::size_t label = 0; label < clusters.size(); ++label) {
        for (const auto& score : clusters[label]) {
            out.values.push_back(score.second);
            out.clusters.push_back(label);
        }
    }
    return out;
}

/// The rows that have a baseline, against it.
class Comparison {
   public:
    void add(const Row& row, const EventScore& baseline) {
        own_.add(row.score.event->brier);
        other_.add(baseline.brier);
        questions_.push_back(row.statement);
    }

    SkillFigure figure(Baseline baseline) {
        SkillFigure figure{baseline, questions_.size(), 0, 0, 0, {}};
        figure.questions = distinct(std::move(questions_));
        if (figure.n == 0) return figure;
        figure.score = own_.value() / static_cast<double>(figure.n);
        figure.baseline_score = other_.value() / static_cast<double>(figure.n);
        if (figure.questions < kFewQuestions) return figure;
        const auto skill = scoring::skill_score(figure.score, scoring::BaselineScore{figure.baseline_score});
        if (skill) figure.skill = *skill;
        return figure;
    }

   private:
    scoring::Sum own_, other_;
    std::vector<std::uint32_t> questions_;
};

std::vector<SkillFigure> skill_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, std::span<const BaselineScores> scores) {
    std::array<Comparison, 3> comparisons;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event()) continue;
        for (std::size_t b = 0; b < comparisons.size(); ++b) {
            if (const auto& score = scores[place].of[b]) comparisons[b].add(row, *score);
        }
    }
    std::vector<SkillFigure> out;
    for (const auto& info : baselines()) out.push_back(comparisons[static_cast<std::size_t>(info.baseline)].figure(info.baseline));
    return out;
}

/// Means over rows of what need not be there.
class OptionalMean {
   public:
    void add(const std::optional<double>& value) {
        if (!value) return;
        sum_.add(*value);
        ++n_;
    }
    std::optional<double> value() const {
        if (n_ == 0) return std::nullopt;
        return sum_.value() / static_cast<double>(n_);
    }

   private:
    scoring::Sum sum_;
    std::size_t n_ = 0;
};

void count_rows(const Evaluation& evaluation, std::span<const std::uint32_t> rows, Figures& figures) {
    std::vector<std::uint32_t> questions;
    std::vector<std::uint64_t> clusters;
    OptionalMean hits, probabilities, observed, coverage;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_score()) continue;
        ++figures.n;
        questions.push_back(row.statement);
        clusters.push_back(evaluation.links.cluster(row.statement));
        figures.recorded_late += row.recorded_late;
        figures.imputed += row.forecast->forecast.basis == Basis::imputed;
        if (!row.has_event()) continue;
        ++figures.events;
        figures.fractions += row.fraction;
        hits.add(row.score.hit);
        coverage.add(row.coverage);
        if (std::holds_alternative<OptionForecast>(row.forecast->forecast.predictive)) continue;
        probabilities.add(row.score.probability);
        observed.add(row.score.observed);
    }
    figures.questions = distinct(std::move(questions));
    figures.clusters = distinct(std::move(clusters));
    figures.hit_rate = hits.value();
    figures.mean_probability = probabilities.value();
    figures.mean_observed = observed.value();
    if (evaluation.options.policy == Policy::time_weighted) figures.coverage = coverage.value();
}

}  // namespace

double comparable(double score) { return std::round(score * 1e12) / 1e12; }

ScoreFigure figure_of(const ScoreColumn& as_read, bool intervals) {
    // The order matters to the bootstrap alone: sums carry twice the digits that a mean shows.
    const ScoreColumn column = intervals ? in_order(as_read) : as_read;
    ScoreFigure figure;
    figure.rule = column.rule;
    figure.unit = column.unit;
    figure.n = column.values.size();
    figure.questions = distinct(as_read.questions);
    figure.clipped = as_read.clipped;
    const scoring::Scores scores{column.values};
    const scoring::Clusters clusters{column.clusters};
    const auto mean = scoring::mean_score(scores, clusters);
    figure.undefined = !mean;
    if (!mean) return figure;
    figure.clusters = mean->clusters;
    figure.infinite = mean->infinite;
    figure.mean = mean->mean;
    figure.se = mean->se;
    if (!intervals) return figure;
    scoring::BootstrapOptions bootstrap;
    bootstrap.level = kIntervalLevel;
    bootstrap.resamples = kResamples;
    bootstrap.min_clusters = kFewQuestions;
    const auto interval = scoring::mean_interval(scores, clusters, {}, bootstrap);
    if (interval && interval->method != scoring::IntervalMethod::none) figure.ci90 = {interval->low, interval->high};
    return figure;
}

const ScoreFigure* Figures::score(std::string_view rule) const {
    const auto it = std::find_if(scores.begin(), scores.end(), [&](const ScoreFigure& s) { return s.rule == rule; });
    return it == scores.end() ? nullptr : &*it;
}

const SkillFigure* Figures::skill_against(Baseline baseline) const {
    const auto it = std::find_if(skill.begin(), skill.end(), [&](const SkillFigure& s) { return s.baseline == baseline; });
    return it == skill.end() ? nullptr : &*it;
}

bool Figures::ranked() const {
    const auto* brier = score(rule::brier);
    return brier && brier->clusters >= kFewQuestions;
}

Figures figures_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, const FigureOptions& options) {
    Figures figures;
    count_rows(evaluation, rows, figures);
    Columns columns(evaluation, options);
    for (const std::uint32_t place : rows) {
        if (evaluation.rows[place].has_score()) columns.add(evaluation.rows[place]);
    }
    for (const ScoreColumn& column : columns.sorted()) figures.scores.push_back(figure_of(column, options.intervals));
    if (!options.baselines.empty()) figures.skill = skill_of(evaluation, rows, options.baselines);
    return figures;
}

std::optional<Calibration> calibration_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, const scoring::Binning& binning,
                                          bool bands) {
    std::vector<CalibrationPair> pairs;
    std::vector<std::uint32_t> questions;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event()) continue;
        questions.push_back(row.statement);
        const auto first = evaluation.pairs.begin() + row.first_pair;
        pairs.insert(pairs.end(), first, first + row.pairs);
    }
    if (bands) {  // drawn pair by pair: the same ones in whatever order the record was read
        const auto key = [](const CalibrationPair& pair) { return std::tuple(pair.probability, pair.weight, pair.observed); };
        std::sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    }
    std::vector<double> observed, predicted, weights;
    for (const auto& pair : pairs) {
        observed.push_back(pair.observed);
        predicted.push_back(pair.probability);
        weights.push_back(pair.weight);
    }
    const scoring::Outcomes outcomes{observed};
    const scoring::Probabilities probabilities{predicted};
    auto corp = scoring::corp(outcomes, probabilities, {weights});
    auto bins = scoring::reliability_bins(outcomes, probabilities, {weights}, binning);
    if (!corp || !bins) return std::nullopt;
    Calibration out{observed.size(), distinct(std::move(questions)), *std::move(corp), *std::move(bins), binning, {}, {}};
    if (bands) {
        if (auto band = scoring::consistency_bands(outcomes, probabilities, {weights})) out.bands = *std::move(band);
    }
    if (const auto auc = scoring::roc_auc(outcomes, probabilities, {weights})) out.auc = *auc;
    return out;
}

std::optional<Coverage> coverage_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows) {
    OptionalMean nominal, inside;
    Coverage out;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event() || !row.in_range_form) continue;
        nominal.add(row.score.probability);
        inside.add(row.score.observed);
        ++out.n;
    }
    if (out.n == 0) return std::nullopt;
    out.nominal = *nominal.value();
    out.observed = *inside.value();
    return out;
}

}  // namespace hindsight::evaluation
