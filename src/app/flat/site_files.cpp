// SPDX-License-Identifier: MIT
// Gathers whole files, scores them by each rule, and enters the scores of forecasters on questions into groups.
#include "site_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>

#include "each.hpp"
#include "groups.hpp"
#include "input.hpp"
#include "labels.hpp"
#include "row_scorer.hpp"
#include "site_table.hpp"

namespace hindsight::app {

namespace {

using scoring::SiteRule;

class SiteScoring {
   public:
    explicit SiteScoring(const FlatScoreVerb& request) : request_(request) {
        for (const auto& slug : request.rules) rules_.push_back(scoring::site_rule_by_slug(slug));
        out_.by = request.by;
        out_.diagnostics = request.diagnostics;
    }

    FlatScores run() {
        const InputColumns columns{request_.by, request_.cluster, {}, SiteTable::columns()};
        read_input(request_.input, columns, out_.notes, [&](const InputRow& input) { take(input); });
        for (const auto* rule : rules_) score(*rule);
        count_rows();
        if (request_.each) print_rows();
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            if (auto group = finish(i); group.n > 0) out_.groups.push_back(std::move(group));
        }
        return std::move(out_);
    }

   private:
    void take(const InputRow& input) {
        ++out_.rows;
        if (input.row.broken) throw fault_of(input.row, {});
        table_.add(input);
        join_cells(input.by, key_);
        group_.push_back(labels_.number(key_));
        if (group_.back() == groups_.size()) groups_.emplace_back(rules_.size());  // a rule each
        refuse_wrong(input);
    }

    /// What is wrong in itself ends the run, unless every row is asked for.
    void refuse_wrong(const InputRow& input) const {
        if (request_.each || input.row.form != interchange::FlatForm::probability) return;
        const auto score = scoring::brier_binary(scoring::Observed{input.row.observed}, scoring::Probability{input.row.number});
        if (!score && scoring::info(score.why().reason).is_fault) throw fault_of(input.row, score.why());
    }

    void score(const SiteRule& rule) {
        if (const auto lacking = table_.lacks(rule.needs); !lacking.empty()) {
            throw Error(ErrorCode::missing_key, fmt::format("the rule {} needs a column \"{}\"", rule.slug, lacking), fmt::format("--map {}=COLUMN names it", lacking));
        }
        scoring::SiteOptions options;
        options.as_published = request_.as_published;
        auto scores = rule.score(table_.forecasts(), options);
        if (!scores) throw Error(ErrorCode::bad_predictive, fmt::format("{} cannot be computed: {}", rule.slug, scoring::info(scores.why().reason).meaning));
        const auto place = scores_.size();
        for (std::size_t row = 0; row < scores->rows.size(); ++row) {
            if (!scores->rows[row]) continue;
            groups_[group_[row]][place].add(table_.question(row), table_.forecaster(row), *scores->rows[row]);
        }
        scores_.push_back(std::move(scores->rows));
    }

    void count_rows() {
        for (std::size_t row = 0; row < out_.rows; ++row) {
            const auto scored = std::any_of(scores_.begin(), scores_.end(), [&](const auto& scores) { return scores[row].has_value(); });
            if (scored) {
                ++out_.scored;
            } else {
                ++out_.not_scored[std::string(slug(scores_.front()[row].why().reason))];
            }
        }
    }

    void print_rows() const {
        for (std::size_t row = 0; row < out_.rows; ++row) {
            EachLine line;
            bool scored = false;
            for (std::size_t i = 0; i < rules_.size(); ++i) {
                line.add(rules_[i]->slug, scores_[i][row]);
                scored = scored || scores_[i][row].has_value();
            }
            request_.each(scored ? line.text() : EachLine::not_scored(slug(scores_.front()[row].why().reason)) + "\n");
        }
    }

    FlatGroup finish(std::size_t i) const {
        FlatGroup group;
        group.by = split_cells(labels_.text(i));
        std::set<std::uint32_t> questions;
        for (std::size_t r = 0; r < rules_.size(); ++r) {
            scoring::MeanAccumulator mean(request_.diagnostics);
            const auto& totals = groups_[i][r];
            for (const auto& total : totals.all()) {
                questions.insert(total.question);
                mean.add(*total.score, total.question);
            }
            group.n = std::max(group.n, mean.count());
            if (mean.count() == 0) continue;
            auto figure = figure_of(rules_[r]->slug, std::string(rules_[r]->scale), mean, request_.diagnostics);
            figure.sum = totals.sum();
            figure.higher_is_better = rules_[r]->orientation == scoring::SiteOrientation::higher_is_better;
            figure.standing = totals.standing(*rules_[r], table_.questions());
            group.scores.push_back(std::move(figure));
        }
        group.questions = questions.size();
        return group;
    }

    const FlatScoreVerb& request_;
    std::vector<const SiteRule*> rules_;
    FlatScores out_;
    SiteTable table_;
    std::string key_;
    Labels labels_;
    std::vector<std::uint32_t> group_;  // of each row
    std::deque<std::vector<evaluation::SiteTotals>> groups_;  // a rule each
    std::vector<std::vector<scoring::Score>> scores_;  // of each rule, by row
};

}  // namespace

FlatScores score_by_sites(const FlatScoreVerb& request) { return SiteScoring(request).run(); }

}  // namespace hindsight::app
