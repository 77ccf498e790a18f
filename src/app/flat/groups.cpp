// SPDX-License-Identifier: MIT
// Enters rows into their groups.
#include "groups.hpp"

#include "hindsight/base/parallel.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::app {

namespace {

using interchange::FlatForm;
using interchange::FlatRow;

void add_pair(GroupSums& group, double probability, double outcome, double weight) {
    if (weight != 1 && group.weight.empty()) group.weight.assign(group.probability.size(), 1.0);
    group.probability.push_back(probability);
    group.outcome.push_back(outcome);
    if (weight != 1 || !group.weight.empty()) group.weight.push_back(weight);
}

/// An event as it is; of options each against the rest at half the weight, so that they add up to the halved Brier score.
void add_pairs(GroupSums& group, const FlatRow& row, double weight) {
    if (row.form == FlatForm::probability) add_pair(group, row.number, row.observed, weight);
    if (row.form != FlatForm::options || !row.option) return;
    for (std::size_t i = 0; i < row.x.size(); ++i) add_pair(group, row.x[i], i == *row.option ? 1.0 : 0.0, weight / 2);
}

/// Beyond so many rows half the resamples say as much.
constexpr std::size_t kManyRows = 10'000;
constexpr std::size_t kResamplesOfMany = 1000;
/// Rows: less than 200 MB.
constexpr std::size_t kMostWaiting = 16'000'000;

}  // namespace

FlatFigure figure_of(std::string_view rule, std::string scale, const scoring::MeanAccumulator& scores, bool interval) {
    FlatFigure figure{rule, std::move(scale), {}, false, {}, 0};
    const auto mean = scores.mean();
    figure.undefined = !mean.has_value();
    if (mean) figure.mean = *mean;
    figure.mean.n = scores.count();
    if (!mean || !interval) return figure;
    scoring::BootstrapOptions options;
    if (scores.count() > kManyRows) options.resamples = kResamplesOfMany;
    const auto ends = scores.interval(options);
    if (ends && ends->method != scoring::IntervalMethod::none) figure.ci90 = std::pair(ends->low, ends->high);
    return figure;
}

GroupSums& GroupTable::group_of(std::span<const std::string_view> by) {
    join_cells(by, key_);
    const auto number = labels_.number(key_);
    if (number == groups_.size()) {
        for (const auto cell : by) {
            if (utf8_fault(cell)) throw Error(ErrorCode::bad_utf8, "a column to group by holds text that is not valid UTF-8", "save the file as UTF-8");
        }
        groups_.emplace_back();
        groups_.back().means.assign(scorer_.rules().size(), scoring::MeanAccumulator(diagnostics_));
        groups_.back().clipped.resize(scorer_.rules().size());
    }
    return groups_[number];
}

/// Distinct ones, or the rows where no column says.
std::size_t GroupTable::questions(std::size_t i) const {
    const auto& group = groups_[i];
    const auto distinct = clustered_ ? group.question_places.size() : group.clusters;
    return distinct > 0 ? distinct : group.n;
}

/// An event that happened or did not, of weight 1, whose question is its cluster.
bool GroupTable::may_wait(const InputRow& input) const {
    const auto& row = input.row;
    return row.form == FlatForm::probability && !row.censored && (row.observed == 0 || row.observed == 1) && input.weight == 1 && !clustered_;
}

void GroupTable::add(const InputRow& input, const std::vector<std::optional<scoring::Score>>& scores, bool clipped) {
    auto& group = group_of(input.by);
    if (may_wait(input)) {
        const auto label = input.cluster ? cluster_labels_.number(*input.cluster) : EventRow::kAlone;
        return add(group, {input.row.number, input.row.observed == 1, label});
    }
    if (group.waiting.size() > 0) settle(group, scratch_, false);
    ++group.n;
    if (clustered_ && input.question) group.question_places.try_emplace(question_labels_.number(*input.question));
    std::optional<std::uint32_t> cluster;
    if (input.cluster) {
        const auto [at, added] = group.cluster_places.try_emplace(cluster_labels_.number(*input.cluster), group.clusters);
        group.clusters += added;
        cluster = at->second;
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!scores[i] || !scores[i]->has_value()) continue;
        const double score = **scores[i];
        if (cluster) {
            group.means[i].add(score, *cluster, input.weight);
        } else {
            group.means[i].add_alone(score, input.weight);
        }
        group.clipped[i] += clipped && i == scorer_.log_place();
    }
    if (pairs_) add_pairs(group, input.row, input.weight);
    if (diagnostics_) group.spread.add(input.row);
}

void GroupTable::make_room(std::size_t threads) {
    if (waiting_ < kMostWaiting) return;
    in_parallel(groups_.size(), threads, [] { return Scratch(); }, [&](std::size_t i, Scratch& scratch) { settle(groups_[i], scratch, false); });
    waiting_ = 0;
}

/// The places of the clusters of the rows that wait.
void GroupTable::number_clusters(GroupSums& group, Scratch& scratch, bool last) const {
    constexpr std::uint32_t kNone = ~0u;
    auto& place_of = scratch.place_of;
    place_of.resize(cluster_labels_.size(), kNone);
    for (const auto& [label, place] : group.cluster_places) place_of[label] = place;
    scratch.cluster.clear();
    scratch.cluster.reserve(group.waiting.size());
    scratch.alone = false;
    group.waiting.each([&](EventRow row) {
        if (row.label() == EventRow::kAlone) {
            scratch.alone = true;
            return scratch.cluster.push_back(EventRow::kAlone);
        }
        auto& place = place_of[row.label()];
        if (place == kNone) {
            place = group.clusters++;
            if (!last) group.cluster_places.emplace(row.label(), place);
        }
        scratch.cluster.push_back(place);
    });
    scratch.only = last && group.cluster_places.empty() && group.clusters == group.waiting.size();
    for (const auto& [label, place] : group.cluster_places) place_of[label] = kNone;
    group.waiting.each([&](EventRow row) {
        if (row.label() != EventRow::kAlone) place_of[row.label()] = kNone;
    });
}

void GroupTable::add_scores(scoring::MeanAccumulator& mean, const Scratch& scratch) {
    if (scratch.only) return mean.add_only({scratch.scores});
    if (!scratch.alone) return mean.add({scratch.scores}, scratch.cluster);
    for (std::size_t k = 0; k < scratch.scores.size(); ++k) {
        if (scratch.cluster[k] == EventRow::kAlone) {
            mean.add_alone(scratch.scores[k]);
        } else {
            mean.add(scratch.scores[k], scratch.cluster[k]);
        }
    }
}

void GroupTable::settle(GroupSums& group, Scratch& scratch, bool last) {
    group.n += group.waiting.size();
    number_clusters(group, scratch, last);
    scratch.probability.resize(group.waiting.size());
    scratch.outcome.resize(group.waiting.size());
    scratch.scores.resize(group.waiting.size());
    std::size_t at = 0;
    group.waiting.each([&](EventRow row) {
        scratch.probability[at] = row.probability();
        scratch.outcome[at++] = row.outcome();
    });
    group.waiting.clear();
    for (std::size_t i = 0; i < group.means.size(); ++i) {
        const auto clipped = scorer_.score_events(i, {scratch.outcome}, {scratch.probability}, scratch.scores);
        if (!clipped) continue;
        group.clipped[i] += *clipped;
        add_scores(group.means[i], scratch);
    }
    if (!pairs_) return;
    if (group.probability.empty()) {
        group.probability = scratch.probability;
        group.outcome = scratch.outcome;
        return;
    }
    for (std::size_t k = 0; k < scratch.outcome.size(); ++k) add_pair(group, scratch.probability[k], scratch.outcome[k], 1);
}

}  // namespace hindsight::app
