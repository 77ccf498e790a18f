// SPDX-License-Identifier: MIT
// Rows of a flat file by group: means, and what the diagnostics need.
#pragma once

#include <deque>
#include <unordered_map>

#include "event_rows.hpp"
#include "hindsight/app/flat.hpp"
#include "input.hpp"
#include "labels.hpp"
#include "row_scorer.hpp"
#include "spread.hpp"

namespace hindsight::app {

/// Labels of clusters or questions -> their places in a group, in the order of their first rows.
using Places = std::unordered_map<std::uint32_t, std::uint32_t>;

/// Of one group. Scores keep nothing per row but where rows are their own clusters; diagnostics at most 24 bytes a row.
struct GroupSums {
    EventRows waiting;              // for settle(); not yet in what follows
    std::size_t n = 0;
    std::uint32_t clusters = 0;     // distinct ones
    std::vector<scoring::MeanAccumulator> means;  // one a rule
    std::vector<std::size_t> clipped;             // one a rule
    Places cluster_places;
    Places question_places;         // where questions are not the clusters

    SpreadSums spread;
    std::vector<double> probability, outcome, weight;  // pairs for calibration; weight stays empty while it is 1
};

/// The mean of scores with its errors, and the interval when it is wanted.
FlatFigure figure_of(std::string_view rule, std::string scale, const scoring::MeanAccumulator& scores, bool interval);

/// Events that count once wait, and are then scored in columns, group by group; other rows enter as they come.
class GroupTable {
   public:
    /// `clustered`: by another column than the question.
    /// `pairs`: for calibration; diagnostics have them too.
    GroupTable(const RowScorer& scorer, bool diagnostics, bool pairs, bool clustered)
        : scorer_(scorer), diagnostics_(diagnostics), pairs_(pairs || diagnostics), clustered_(clustered) {}

    GroupSums& group_of(std::span<const std::string_view> by);
    std::uint32_t cluster_label(std::string_view text) { return cluster_labels_.number(text); }
    /// Enters the scores of a row: one a rule, those that are there.
    void add(const InputRow& input, const std::vector<std::optional<scoring::Score>>& scores, bool clipped);
    /// Enters a row that waits.
    void add(GroupSums& group, EventRow row) {
        ++waiting_;
        group.waiting.add(row);
    }
    /// Scores what waits when it is much.
    void make_room(std::size_t threads);

    /// Room to work in, for one thread.
    struct Scratch {
        std::vector<double> probability, outcome, scores;
        std::vector<std::uint32_t> cluster, place_of;
        bool alone = false;  // some rows have no cluster
        bool only = false;   // every row is the only one of its cluster
    };
    /// Scores what waits in a group. After the `last` rows there come no others.
    void settle(std::size_t i, Scratch& scratch, bool last) { settle(groups_[i], scratch, last); }
    /// Forgets the sums of a group.
    void release(std::size_t i) { groups_[i] = {}; }

    std::size_t size() const { return groups_.size(); }
    std::size_t questions(std::size_t i) const;
    const GroupSums& group(std::size_t i) const { return groups_[i]; }
    std::vector<std::string> labels(std::size_t i) const { return split_cells(labels_.text(i)); }

   private:
    bool may_wait(const InputRow& input) const;
    void settle(GroupSums& group, Scratch& scratch, bool last);
    static void add_scores(scoring::MeanAccumulator& mean, const Scratch& scratch);
    void number_clusters(GroupSums& group, Scratch& scratch, bool last) const;

    const RowScorer& scorer_;
    bool diagnostics_;
    bool pairs_;
    bool clustered_;
    Labels labels_;
    std::deque<GroupSums> groups_;
    Labels cluster_labels_, question_labels_;
    std::size_t waiting_ = 0;
    Scratch scratch_;
    std::string key_;
};

}  // namespace hindsight::app
