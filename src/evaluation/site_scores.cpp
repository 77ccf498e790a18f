// SPDX-License-Identifier: MIT
// Scores the record by rules of sites, and gathers what rows earned by forecaster and question.
#include "hindsight/evaluation/site_scores.hpp"

#include <algorithm>
#include <cmath>

#include "hindsight/base/text.hpp"
#include "site_record.hpp"

namespace hindsight::evaluation {

namespace {

constexpr auto kNowhere = static_cast<std::uint32_t>(-1);

class RecordScoring {
   public:
    RecordScoring(const Evaluation& evaluation, const ScoreRequest& request)
        : evaluation_(evaluation), request_(request), record_(site_record(evaluation)), places_(evaluation.rows.size(), kNowhere) {
        for (std::uint32_t i = 0; i < record_.rows.size(); ++i) places_[record_.rows[i]] = i;
    }

    ScoreResult run() {
        for (const auto& slug : request_.rules) score(*scoring::site_rule_by_slug(slug));
        ScoreResult out;
        out.of_sites = true;
        out.policy = evaluation_.options.policy;
        out.include_late = evaluation_.options.include_late;
        out.diagnostics = request_.diagnostics;
        out.rows = evaluation_.rows.size();
        RowSet scored;
        for (std::uint32_t row = 0; row < out.rows; ++row) {
            if (const Gap why = why_none(row); why.empty()) {
                scored.push_back(row);
            } else {
                ++out.not_scored[std::string(why)];
            }
        }
        out.scored = scored.size();
        for (auto& group : groups_of(evaluation_, std::move(scored), request_.by, out)) out.groups.push_back({std::move(group.by), figures(group.rows), {}});
        return out;
    }

   private:
    void score(const scoring::SiteRule& rule) {
        scoring::SiteOptions options;
        options.as_published = request_.as_published;
        auto scores = rule.score(record_.columns.view(), options);
        if (!scores) throw Error(ErrorCode::bad_predictive, std::string(rule.slug) + " cannot be computed: " + std::string(scoring::info(scores.why().reason).meaning));
        rules_.push_back(&rule);
        scores_.push_back(std::move(scores->rows));
    }

    Gap why_none(std::uint32_t row) const {
        const auto place = places_[row];
        if (place == kNowhere) return evaluation_.rows[row].gap;
        if (std::any_of(scores_.begin(), scores_.end(), [&](const auto& scores) { return scores[place].has_value(); })) return gap::none;
        return record_.gaps[place].empty() ? slug(scores_.front()[place].why().reason) : record_.gaps[place];
    }

    Figures figures(const RowSet& rows) const {
        Figures out;
        std::vector<std::uint32_t> questions;
        for (std::size_t r = 0; r < rules_.size(); ++r) {
            SiteTotals totals;
            for (const auto row : rows) {
                const auto place = places_[row];
                if (const auto& score = scores_[r][place]) totals.add(record_.columns.question[place], record_.columns.forecaster[place], *score);
            }
            if (totals.all().empty()) continue;
            out.scores.push_back(figure(*rules_[r], totals, questions));
            out.n = std::max(out.n, out.scores.back().n);
        }
        std::sort(questions.begin(), questions.end());
        out.questions = static_cast<std::size_t>(std::unique(questions.begin(), questions.end()) - questions.begin());
        return out;
    }

    ScoreFigure figure(const scoring::SiteRule& rule, const SiteTotals& totals, std::vector<std::uint32_t>& questions) const {
        ScoreColumn column{rule.slug, {}, {}, {}, {}};
        for (const auto& total : totals.all()) {
            const auto statement = record_.statements[total.question];
            column.values.push_back(*total.score);
            column.clusters.push_back(evaluation_.links.cluster(statement));
            column.questions.push_back(statement);
        }
        questions.insert(questions.end(), column.questions.begin(), column.questions.end());
        auto out = figure_of(column, request_.diagnostics);
        out.sum = totals.sum();
        out.standing = totals.standing(rule, record_.columns.questions);
        out.higher_is_better = rule.orientation == scoring::SiteOrientation::higher_is_better;
        return out;
    }

    const Evaluation& evaluation_;
    const ScoreRequest& request_;
    SiteRecord record_;
    std::vector<std::uint32_t> places_;  // of each row of the evaluation among the forecasts
    std::vector<const scoring::SiteRule*> rules_;
    std::vector<std::vector<scoring::Score>> scores_;  // of each rule, by forecast
};

}  // namespace

bool asks_for_sites(std::span<const std::string> rules) {
    const auto of_site = [](const std::string& slug) { return scoring::site_rule_by_slug(slug) != nullptr; };
    const auto sites = std::count_if(rules.begin(), rules.end(), of_site);
    if (sites == 0) return false;
    if (sites == static_cast<std::ptrdiff_t>(rules.size())) return true;
    const auto other = std::find_if_not(rules.begin(), rules.end(), of_site);
    throw Error(ErrorCode::usage, printable(*other) + " is of single forecasts, the scores of sites are of whole questions", "score by them in two runs");
}

bool is_missing(std::span<const double> column) {
    return std::all_of(column.begin(), column.end(), [](double x) { return std::isnan(x); });
}

scoring::SiteForecasts SiteColumns::view() const {
    const auto given = [](const std::vector<double>& column) { return is_missing(column) ? std::span<const double>() : std::span<const double>(column); };
    return {questions, question, forecaster, given(made), given(withdrawn), probability, brier, options};
}

void SiteTotals::add(std::uint32_t question, std::uint32_t forecaster, double score) {
    auto& total = totals_[{question, forecaster}];
    total.score.add(score);
    ++total.rows;
}

std::vector<scoring::SiteTotal> SiteTotals::all() const {
    std::vector<scoring::SiteTotal> out;
    out.reserve(totals_.size());
    for (const auto& [key, total] : totals_) out.push_back({key.first, key.second, total.score.value(), 1, total.rows});
    return out;
}

double SiteTotals::sum() const {
    scoring::Sum sum;
    for (const auto& [key, total] : totals_) sum.add(total.score);
    return sum.value();
}

std::optional<double> SiteTotals::standing(const scoring::SiteRule& rule, std::span<const scoring::SiteQuestion> questions) const {
    const auto standings = scoring::standings(all(), questions, rule.summary);
    if (standings.size() != 1 || !standings.front().score) return std::nullopt;
    return *standings.front().score;
}

ScoreResult score_by_sites(std::span<const StatementRecord> records, const ScoreRequest& request, const Outside& outside) {
    Options options = request.options;
    options.policy = Policy::every;  // the rules see all forecasts
    options.include_late = true;
    options.withdrawn = true;
    const auto evaluation = evaluate(records, options, outside);
    return RecordScoring(evaluation, request).run();
}

}  // namespace hindsight::evaluation
