// SPDX-License-Identifier: MIT
// Rows of a flat file by group: means, and what the diagnostics need.
#pragma once

#include <deque>

#include "hindsight/app/flat.hpp"
#include "input.hpp"
#include "labels.hpp"
#include "spread.hpp"

namespace hindsight::app {

/// Of one group. Scores keep nothing per row but where rows are their own clusters; diagnostics at most 24 bytes a row.
struct GroupSums {
    std::size_t n = 0;
    std::uint32_t number = 0;       // of the group
    std::uint32_t questions = 0;    // distinct ones, where they are not the clusters
    std::uint32_t clusters = 0;     // distinct ones
    std::vector<scoring::MeanAccumulator> means;  // one a rule
    std::vector<std::size_t> clipped;             // one a rule

    SpreadSums spread;
    std::vector<double> probability, outcome, weight;  // pairs for calibration; weight stays empty while it is 1
};

/// The mean of scores with its errors, and the interval when it is wanted.
FlatFigure figure_of(std::string_view rule, std::string scale, const scoring::MeanAccumulator& scores, bool interval);

class GroupTable {
   public:
    /// `clustered`: by another column than the question.
    /// `log`: the place of the log score, the one that clipping changes.
    GroupTable(std::size_t rules, std::size_t log, bool diagnostics, bool clustered)
        : rules_(rules), log_(log), diagnostics_(diagnostics), clustered_(clustered) {}

    GroupSums& group_of(std::span<const std::string_view> by);
    /// Enters the scores of a row: one a rule, those that are there.
    void add(const InputRow& input, const std::vector<std::optional<scoring::Score>>& scores, bool clipped);

    std::size_t size() const { return groups_.size(); }
    std::size_t questions(std::size_t i) const;
    const GroupSums& group(std::size_t i) const { return groups_[i]; }
    std::vector<std::string> labels(std::size_t i) const { return split_cells(labels_.text(i)); }

   private:
    /// Group and label -> place among the labels of the group.
    using Places = std::unordered_map<std::uint64_t, std::uint32_t>;

    std::uint32_t place_of(Places& places, Labels& labels, std::string_view text, std::uint32_t group, std::uint32_t& count);

    std::size_t rules_;
    std::size_t log_;
    bool diagnostics_;
    bool clustered_;
    Labels labels_;
    std::deque<GroupSums> groups_;
    Labels cluster_labels_, question_labels_;
    Places cluster_places_, question_places_;
    std::string key_;
};

}  // namespace hindsight::app
