// SPDX-License-Identifier: MIT
// Baselines row by row, each in one pass.
#include "hindsight/evaluation/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "hindsight/scoring/sets/skill.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

constexpr std::array<BaselineInfo, 3> kBaselines{{
    {Baseline::even, "even", "always 1/2, or 1/K for K options"},
    {Baseline::base_rate, "base_rate", "the share of the other questions that came true, known only in hindsight"},
    {Baseline::crowd, "crowd", "the median of the others' forecasts of the same event"},
}};

bool has_options(const Row& row) {
    return row.forecast && std::holds_alternative<OptionForecast>(row.forecast->forecast.predictive);
}

/// The score of one constant probability over the events that a row is about, each for its share of time.
EventScore constant_score(const Evaluation& evaluation, const Row& row, double probability) {
    EventScore total;
    for (std::uint32_t i = 0; i < row.pairs; ++i) {
        const auto& pair = evaluation.pairs[row.first_pair + i];
        const auto score = event_score(probability, pair.observed);
        total.brier += pair.weight * score.brier;
        total.log += pair.weight * score.log;
    }
    return total;
}

EventScore even_options(std::size_t options, double coverage) {
    const double k = static_cast<double>(options);
    return {coverage * (1 - 1 / k) / 2, coverage * std::log(k)};  // half of (1-1/k)^2 + (k-1)/k^2
}

/// Outcome of the events of a question, averaged over its rows.
struct QuestionOutcome {
    std::uint64_t cluster = 0;
    double yes = 0, weight = 0;
};

std::vector<QuestionOutcome> outcomes_of(const Evaluation& evaluation, const RowSet& rows) {
    std::vector<QuestionOutcome> out;
    std::uint32_t last = UINT32_MAX;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event() || has_options(row)) continue;
        if (row.statement != last) out.push_back({evaluation.links.cluster(row.statement), 0, 0});
        last = row.statement;
        for (std::uint32_t i = 0; i < row.pairs; ++i) {
            const auto& pair = evaluation.pairs[row.first_pair + i];
            out.back().yes += pair.weight * pair.observed;
            out.back().weight += pair.weight;
        }
    }
    return out;
}

/// Several of them; in twice the precision, so that their order does not matter.
struct Tally {
    scoring::Sum yes;
    std::size_t n = 0;

    void add(const QuestionOutcome& question) {
        if (question.weight <= 0) return;
        yes.add(question.yes / question.weight);
        ++n;
    }
    Tally without(const Tally& some) const {
        Tally rest{yes, n - some.n};
        rest.yes.add_scaled(some.yes, -1);
        return rest;
    }
};

Tally tally_of(const std::vector<QuestionOutcome>& outcomes) {
    Tally tally;
    for (const auto& question : outcomes) tally.add(question);
    return tally;
}

void add_base_rate(const Evaluation& evaluation, const RowSet& rows, std::vector<BaselineScores>& out) {
    const auto outcomes = outcomes_of(evaluation, rows);
    const Tally total = tally_of(outcomes);
    std::unordered_map<std::uint64_t, Tally> own;
    for (const auto& question : outcomes) own[question.cluster].add(question);
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event() || has_options(row)) continue;
        const Tally others = total.without(own[evaluation.links.cluster(row.statement)]);
        const auto p = scoring::base_rate(std::max(0.0, others.yes.value()), others.n);
        out[place][Baseline::base_rate] = constant_score(evaluation, row, p.value);
    }
}

/// A probability given for an event, by one of the rows on a statement.
struct Vote {
    std::optional<double> low, high;
    double probability = 0;
    std::uint32_t row = 0;

    bool same_event(const Vote& other) const { return low == other.low && high == other.high; }
    friend bool operator<(const Vote& a, const Vote& b) {
        return std::tie(a.low, a.high, a.probability, a.row) < std::tie(b.low, b.high, b.probability, b.row);
    }
};

/// Votes on one statement, by event, then by probability.
std::vector<Vote> votes_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows) {
    std::vector<Vote> votes;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event() || has_options(row)) continue;
        const auto event = named_event(row.forecast->forecast.predictive);
        if (event) votes.push_back({event->low, event->high, *row.score.probability, place});
    }
    std::sort(votes.begin(), votes.end());
    return votes;
}

/// Calls `use` with the votes on each event of each statement in `rows`.
template <class Use>
void for_each_event(const Evaluation& evaluation, const RowSet& rows, Use use) {
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        const auto statement = evaluation.rows[rows[begin]].statement;
        while (end < rows.size() && evaluation.rows[rows[end]].statement == statement) ++end;
        if (end - begin > 1) {
            const auto votes = votes_of(evaluation, {rows.data() + begin, end - begin});
            for (std::size_t i = 0; i < votes.size();) {
                std::size_t j = i + 1;
                while (j < votes.size() && votes[j].same_event(votes[i])) ++j;
                if (j - i > 1) use(std::span(votes).subspan(i, j - i));
                i = j;
            }
        }
        begin = end;
    }
}

/// The median of sorted votes without the one at `left_out`.
double median_without(std::span<const Vote> votes, std::size_t left_out) {
    const std::size_t n = votes.size() - 1;
    const auto at = [&](std::size_t i) { return votes[i < left_out ? i : i + 1].probability; };
    return n % 2 == 1 ? at(n / 2) : (at(n / 2 - 1) + at(n / 2)) / 2;
}

double median_of(std::span<const Vote> votes) {
    const std::size_t n = votes.size();
    return n % 2 == 1 ? votes[n / 2].probability : (votes[n / 2 - 1].probability + votes[n / 2].probability) / 2;
}

double mean_of(std::span<const Vote> votes) {
    double total = 0;
    for (const auto& vote : votes) total += vote.probability;
    return total / static_cast<double>(votes.size());
}

bool has_crowd(const Evaluation& evaluation) {
    return evaluation.options.policy == Policy::last || evaluation.options.policy == Policy::first;
}

/// A row like `model`, of a crowd that gave the event `probability`.
Row crowd_row(Evaluation& evaluation, const Row& model, std::uint32_t forecaster, double probability) {
    Row row = model;
    row.forecaster = forecaster;
    row.score.probability = probability;
    row.score.event = event_score(probability, *model.score.observed);
    row.score.type_count = 0;
    row.score.type_gap = gap::no_rule;
    row.score.hit.reset();
    row.score.confidence.reset();
    row.first_pair = static_cast<std::uint32_t>(evaluation.pairs.size());
    row.pairs = 1;
    evaluation.pairs.push_back({probability, *model.score.observed, 1});
    return row;
}

}  // namespace

std::span<const BaselineInfo> baselines() { return kBaselines; }
std::string_view slug(Baseline baseline) { return kBaselines[static_cast<std::size_t>(baseline)].slug; }

std::vector<BaselineScores> baseline_scores(const Evaluation& evaluation, const RowSet& rows) {
    std::vector<BaselineScores> out(evaluation.rows.size());
    set_baselines(evaluation, rows, rows, out);
    return out;
}

void set_baselines(const Evaluation& evaluation, const RowSet& rows, const RowSet& crowd, std::vector<BaselineScores>& out) {
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        out[place] = {};
        if (!row.has_event()) continue;
        const auto& question = evaluation.record_of(row).statement.question;
        out[place][Baseline::even] = has_options(row) && question ? even_options(question->options.size(), row.coverage)
                                                                  : constant_score(evaluation, row, 0.5);
    }
    add_base_rate(evaluation, rows, out);
    if (!has_crowd(evaluation)) return;
    for_each_event(evaluation, crowd, [&](std::span<const Vote> votes) {
        for (std::size_t i = 0; i < votes.size(); ++i) {
            if (!std::binary_search(rows.begin(), rows.end(), votes[i].row)) continue;
            const Row& row = evaluation.rows[votes[i].row];
            out[votes[i].row][Baseline::crowd] = event_score(median_without(votes, i), *row.score.observed);
        }
    });
}

BaseRate base_rate_of(const Evaluation& evaluation, const RowSet& rows) {
    const Tally tally = tally_of(outcomes_of(evaluation, rows));
    return {tally.yes.value(), tally.n};
}

void add_crowd(Evaluation& evaluation) {
    if (!has_crowd(evaluation)) return;
    const auto all = rows_where(evaluation, [](const Row&) { return true; });
    const auto median = static_cast<std::uint32_t>(evaluation.people.size());
    evaluation.people.insert(evaluation.people.end(), {"crowd-median", "crowd-mean"});
    std::vector<Row> added;
    for_each_event(evaluation, all, [&](std::span<const Vote> votes) {
        const Row& model = evaluation.rows[votes.front().row];
        added.push_back(crowd_row(evaluation, model, median, median_of(votes)));
        added.push_back(crowd_row(evaluation, model, median + 1, mean_of(votes)));
    });
    evaluation.rows.insert(evaluation.rows.end(), added.begin(), added.end());
}

}  // namespace hindsight::evaluation
