// SPDX-License-Identifier: MIT
// Scores one row of a flat file by the rules that are wanted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hindsight/interchange/flat.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "hindsight/scoring/rule.hpp"

namespace hindsight::app {

class RowScorer {
   public:
    /// No slugs: all rules that a row admits and that need no option. Throws Error{usage} for an unknown one, or one that
    /// needs an option that is not given.
    RowScorer(const std::vector<std::string>& slugs, const scoring::RuleOptions& options, std::optional<double> clip);

    const std::vector<const scoring::Rule*>& rules() const { return rules_; }
    bool chosen() const { return chosen_; }
    /// Of the log score; beyond the end without it.
    std::size_t log_place() const { return log_; }

    /// One entry a rule; nothing where the rule was not asked for by name and does not exist for the row's kind.
    const std::vector<std::optional<scoring::Score>>& score(const interchange::FlatRow& row);
    /// Whether the last row's probability was clipped for the log score.
    bool clipped() const { return clipped_; }
    /// The scores of events by the rule at a place: as `score` gives them, for outcomes of 0 and 1 and probabilities from 0 to 1.
    /// Gives how many probabilities were clipped for it; nothing where the rule is not for events.
    std::optional<std::size_t> score_events(std::size_t rule, scoring::Outcomes outcomes, scoring::Probabilities predicted, std::span<double> scores) const;
    /// Why the last row has no score at all: the reason of its first rule.
    std::optional<scoring::NotScored> why_none() const;

   private:
    template <class Observed, class Predicted>
    void apply(scoring::Kind kind, Observed observed, const Predicted& predicted);
    void score_probability(const interchange::FlatRow& row);
    void score_options(const interchange::FlatRow& row);
    void score_range(const interchange::FlatRow& row);
    void score_family(const interchange::FlatRow& row);
    void refuse_all(scoring::NotScored why);
    std::size_t score_log(scoring::Outcomes outcomes, scoring::Probabilities predicted, std::span<double> scores) const;
    void clip_log(scoring::Observed observed, scoring::Probability p);

    std::vector<const scoring::Rule*> rules_;
    bool chosen_;
    scoring::RuleOptions options_;
    std::optional<double> clip_;
    std::size_t log_ = 0;
    bool clipped_ = false;
    std::vector<std::optional<scoring::Score>> scores_;
};

}  // namespace hindsight::app
