// SPDX-License-Identifier: MIT
// Enters rows into their groups.
#include "groups.hpp"

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
        groups_.back().means.assign(rules_, scoring::MeanAccumulator(diagnostics_));
        groups_.back().clipped.resize(rules_);
        groups_.back().number = number;
    }
    return groups_[number];
}

/// Distinct ones, or the rows where no column says.
std::size_t GroupTable::questions(std::size_t i) const {
    const auto& group = groups_[i];
    const auto distinct = clustered_ ? group.questions : group.clusters;
    return distinct > 0 ? distinct : group.n;
}

std::uint32_t GroupTable::place_of(Places& places, Labels& labels, std::string_view text, std::uint32_t group, std::uint32_t& count) {
    const auto key = (static_cast<std::uint64_t>(group) << 32) | labels.number(text);
    const auto [at, added] = places.try_emplace(key, count);
    count += added;
    return at->second;
}

void GroupTable::add(const InputRow& input, const std::vector<std::optional<scoring::Score>>& scores, bool clipped) {
    auto& group = group_of(input.by);
    ++group.n;
    if (clustered_ && input.question) place_of(question_places_, question_labels_, *input.question, group.number, group.questions);
    std::optional<std::uint32_t> cluster;
    if (input.cluster) cluster = place_of(cluster_places_, cluster_labels_, *input.cluster, group.number, group.clusters);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!scores[i] || !scores[i]->has_value()) continue;
        const double score = **scores[i];
        if (cluster) {
            group.means[i].add(score, *cluster, input.weight);
        } else {
            group.means[i].add_alone(score, input.weight);
        }
        group.clipped[i] += clipped && i == log_;
    }
    if (!diagnostics_) return;
    add_pairs(group, input.row, input.weight);
    group.spread.add(input.row);
}

}  // namespace hindsight::app
