// SPDX-License-Identifier: MIT
// One pass over the rows of each variant, summing by forecaster.
#include "hindsight/evaluation/sensitivity.hpp"

#include <algorithm>
#include <array>

#include "hindsight/base/parallel.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

/// What one forecaster's rows add up to. Rows come by statement.
class Tally {
   public:
    void add(const Row& row, std::uint64_t cluster) {
        ++n;
        questions += row.statement != last_;
        last_ = row.statement;
        brier.add(row.score.event->brier);
        log.add(row.score.event->log);
        const auto end = first_.begin() + static_cast<std::ptrdiff_t>(clusters_);
        if (clusters_ < first_.size() && std::find(first_.begin(), end, cluster) == end) first_[clusters_++] = cluster;
    }
    bool ranked() const { return clusters_ == kFewQuestions; }
    double mean(const scoring::Sum& sum) const { return sum.value() / static_cast<double>(n); }

    std::size_t n = 0, questions = 0;
    scoring::Sum brier, log;

   private:
    std::uint32_t last_ = UINT32_MAX;
    std::array<std::uint64_t, kFewQuestions> first_{};  // clusters, as many as a rank needs
    std::size_t clusters_ = 0;
};

/// The lowest mean first; equal ones share a rank.
void rank(const std::vector<const Tally*>& tallies, std::vector<VariantPlace>& people) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (tallies[i]->ranked()) order.push_back(i);
    }
    const auto mean = [&](std::size_t i) { return comparable(*people[i].brier); };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return mean(a) < mean(b); });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool tie = i > 0 && mean(order[i]) == mean(order[i - 1]);
        people[order[i]].rank = tie ? *people[order[i - 1]].rank : i + 1;
    }
}

std::vector<bool> settled_in(std::span<const StatementRecord> records, const Period& period) {
    std::vector<bool> settled(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) settled[i] = is_settled(count_facts(records[i]), period);
    return settled;
}

}  // namespace

VariantScores score_variant(const Evaluation& evaluation, const Variant& variant, const WantedRow& wanted) {
    const auto settled = settled_in(evaluation.records, variant.period);
    std::vector<Tally> by_person(evaluation.people.size());
    Tally all;
    for (const Row& row : evaluation.rows) {
        if (!settled[row.statement] || !row.has_event() || !wanted(evaluation, row)) continue;
        const auto cluster = evaluation.links.cluster(row.statement);
        all.add(row, cluster);
        by_person[row.forecaster].add(row, cluster);
    }
    VariantScores out{variant, all.n, all.questions, {}, {}};
    if (all.n > 0) out.brier = all.mean(all.brier);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < by_person.size(); ++i) {
        if (by_person[i].n > 0) places.push_back(i);
    }
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) { return evaluation.people[a] < evaluation.people[b]; });
    std::vector<const Tally*> tallies;
    for (const auto place : places) {
        const Tally& tally = by_person[place];
        tallies.push_back(&tally);
        out.people.push_back({std::string(evaluation.people[place]), tally.n, tally.questions, {}, tally.mean(tally.brier), tally.mean(tally.log)});
    }
    rank(tallies, out.people);
    return out;
}

std::vector<VariantScores> sensitivity(std::span<const StatementRecord> records, std::span<const Variant> variants, const Outside& outside,
                                       std::span<const Evaluation* const> made, const WantedRow& wanted) {
    std::vector<VariantScores> out(variants.size());
    Tasks tasks;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        const Variant& variant = variants[i];
        const auto same = std::find_if(made.begin(), made.end(), [&](const Evaluation* e) { return e->options == variant.options; });
        const Evaluation* evaluation = same == made.end() ? nullptr : *same;
        tasks.add([&, i, evaluation] {
            out[i] = evaluation ? score_variant(*evaluation, variants[i], wanted)
                                : score_variant(evaluate(records, variants[i].options, outside), variants[i], wanted);
        });
    }
    tasks.run();
    return out;
}

}  // namespace hindsight::evaluation
