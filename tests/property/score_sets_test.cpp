// SPDX-License-Identifier: MIT
// Laws of means, standard errors, calibration and skill over sets of scores.
#include <cmath>

#include "hindsight/scoring/sets/calibration.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/reliability.hpp"
#include "hindsight/scoring/sets/roc.hpp"
#include "hindsight/scoring/sets/skill.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "scoring_cases.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

struct Rows {
    Values observed, predicted, scores, weights;
    std::vector<std::uint64_t> clusters;

    sc::Outcomes outcomes() const { return {observed}; }
    sc::Probabilities forecasts() const { return {predicted}; }
};

Rows any_rows(int least = 1) {
    Rows rows;
    for (int n = whole(least, 40); n > 0; --n) {
        rows.predicted.push_back(one_in(2) ? whole(0, 10) / 10.0 : *any_probability());
        rows.observed.push_back(one_in(6) ? whole(0, 4) / 4.0 : whole(0, 1));
        rows.scores.push_back(real(0, 1));
        rows.weights.push_back(whole(1, 8) / 4.0);
        rows.clusters.push_back(static_cast<std::uint64_t>(whole(0, 9)));
    }
    return rows;
}

/// The same rows in another order.
Rows shuffled(const Rows& rows) {
    std::vector<std::size_t> order(rows.scores.size());
    std::iota(order.begin(), order.end(), 0u);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[static_cast<std::size_t>(whole(0, static_cast<int>(i) - 1))]);
    Rows out;
    for (const auto i : order) {
        out.observed.push_back(rows.observed[i]);
        out.predicted.push_back(rows.predicted[i]);
        out.scores.push_back(rows.scores[i]);
        out.weights.push_back(rows.weights[i]);
        out.clusters.push_back(rows.clusters[i]);
    }
    return out;
}

}  // namespace

TEST_CASE("a mean and its standard error do not depend on the order of rows or the names of clusters", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        auto other = shuffled(rows);
        for (auto& label : other.clusters) label = label * 7919 + 13;
        const auto a = *sc::mean_score({rows.scores}, {rows.clusters}, {rows.weights});
        const auto b = *sc::mean_score({other.scores}, {other.clusters}, {other.weights});
        RC_ASSERT(a.n == b.n);
        RC_ASSERT(a.clusters == b.clusters);
        RC_ASSERT(near(a.mean, b.mean));
        RC_ASSERT(a.se.has_value() == b.se.has_value());
        if (a.se) RC_ASSERT(near(*a.se, *b.se));
    });
}

TEST_CASE("a standard error over clusters is the formula of the design", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto got = *sc::mean_score({rows.scores}, {rows.clusters});
        const auto n = static_cast<double>(rows.scores.size());
        const double mean = std::accumulate(rows.scores.begin(), rows.scores.end(), 0.0) / n;
        std::map<std::uint64_t, double> sums;
        for (std::size_t i = 0; i < rows.scores.size(); ++i) sums[rows.clusters[i]] += rows.scores[i] - mean;
        double squares = 0;
        for (const auto& [label, sum] : sums) squares += sum * sum;
        const auto g = static_cast<double>(sums.size());
        RC_ASSERT(near(got.mean, mean));
        RC_ASSERT(got.se.has_value() == (sums.size() > 1));
        if (got.se) RC_ASSERT(near(*got.se, std::sqrt(g / (g - 1) * squares) / n));
    });
}

TEST_CASE("an infinite score makes the mean infinite and takes its standard error away", "[law][scoring]") {
    for_all([] {
        auto rows = any_rows();
        rows.scores[static_cast<std::size_t>(whole(0, static_cast<int>(rows.scores.size()) - 1))] = sc::infinity;
        const auto mean = *sc::mean_score({rows.scores});
        RC_ASSERT(mean.mean == sc::infinity);
        RC_ASSERT(!mean.se);
        RC_ASSERT(mean.infinite == 1u);
    });
}

TEST_CASE("the interval of a mean holds it, is the same again, and widens with its level", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows(12);
        const auto interval = [&](double level) {
            sc::BootstrapOptions options;
            options.level = level;
            options.resamples = 300;
            return *sc::mean_interval({rows.scores}, {rows.clusters}, {}, options);
        };
        const auto narrow = interval(0.5);
        const auto wide = interval(0.9);
        if (wide.method == sc::IntervalMethod::none) return;
        RC_ASSERT(wide.low <= narrow.low);
        RC_ASSERT(narrow.high <= wide.high);
        RC_ASSERT(wide.low == interval(0.9).low);
        const auto [least, most] = std::minmax_element(rows.scores.begin(), rows.scores.end());
        RC_ASSERT(*least <= wide.low);
        RC_ASSERT(wide.high <= *most);
    }, 1);
}

TEST_CASE("the CORP decomposition adds up and none of its parts is negative", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        for (const auto rule : {sc::CalibrationRule::brier, sc::CalibrationRule::log}) {
            const auto d = *sc::corp(rows.outcomes(), rows.forecasts(), {rows.weights}, rule);
            RC_ASSERT(d.miscalibration >= -1e-15);
            RC_ASSERT(d.discrimination >= -1e-15);
            RC_ASSERT(d.uncertainty >= -1e-15);
            if (std::isinf(d.mean_score)) {
                RC_ASSERT(d.miscalibration == sc::infinity);
            } else {
                RC_ASSERT(near(d.miscalibration - d.discrimination + d.uncertainty, d.mean_score));
            }
            double weight = 0, observed = 0;
            std::size_t n = 0;
            double last = -1;
            for (const auto& bin : d.bins) {
                weight += bin.weight, observed += bin.weight * bin.observed_rate, n += bin.n;
                RC_ASSERT(bin.low <= bin.high);
                RC_ASSERT(bin.observed_rate > last);  // pools rise
                last = bin.observed_rate;
            }
            RC_ASSERT(n == rows.scores.size());
            double total = 0;
            for (std::size_t i = 0; i < rows.observed.size(); ++i) total += rows.weights[i] * rows.observed[i];
            RC_ASSERT(near(observed, total));
        }
    });
}

TEST_CASE("the mean of the CORP decomposition is the mean score of the rule", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        Values brier;
        for (std::size_t i = 0; i < rows.observed.size(); ++i) {
            brier.push_back(*sc::brier_binary(sc::Observed{rows.observed[i]}, sc::Probability{rows.predicted[i]}));
        }
        RC_ASSERT(near(sc::corp(rows.outcomes(), rows.forecasts())->mean_score, sc::mean_score({brier})->mean));
    });
}

TEST_CASE("calibration does not depend on the order of rows", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto other = shuffled(rows);
        const auto a = *sc::corp(rows.outcomes(), rows.forecasts(), {rows.weights});
        const auto b = *sc::corp(other.outcomes(), other.forecasts(), {other.weights});
        RC_ASSERT(near(a.miscalibration, b.miscalibration));
        RC_ASSERT(near(a.discrimination, b.discrimination));
        RC_ASSERT(a.bins.size() == b.bins.size());
        const auto x = *sc::reliability_bins(rows.outcomes(), rows.forecasts(), {rows.weights});
        const auto y = *sc::reliability_bins(other.outcomes(), other.forecasts(), {other.weights});
        RC_ASSERT(near(x.ece, y.ece));
        const auto auc = sc::roc_auc(rows.outcomes(), rows.forecasts());
        const auto again = sc::roc_auc(other.outcomes(), other.forecasts());
        RC_ASSERT(auc.has_value() == again.has_value());
        if (auc) RC_ASSERT(near(*auc, *again));
    });
}

TEST_CASE("discrimination and the ROC area see only the order of the forecasts", "[law][scoring]") {
    for_all([] {
        auto rows = any_rows();
        for (double& p : rows.predicted) p = whole(0, 16) / 16.0;
        auto squeezed = rows.predicted;
        for (double& p : squeezed) p = 0.25 + p / 2;
        auto turned = rows.predicted;
        for (double& p : turned) p = 1 - p;
        RC_ASSERT(near(sc::corp(rows.outcomes(), rows.forecasts())->discrimination, sc::corp(rows.outcomes(), {squeezed})->discrimination));
        const auto auc = sc::roc_auc(rows.outcomes(), rows.forecasts());
        if (!auc) return;
        RC_ASSERT(*auc >= 0);
        RC_ASSERT(*auc <= 1);
        RC_ASSERT(near(*auc, *sc::roc_auc(rows.outcomes(), {squeezed})));
        RC_ASSERT(near(1 - *auc, *sc::roc_auc(rows.outcomes(), {turned})));
    });
}

TEST_CASE("bins of equal width hold every row once, and their errors are ordered", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto closed = one_in(2) ? sc::Closed::left : sc::Closed::right;
        const auto bins = *sc::reliability_bins(rows.outcomes(), rows.forecasts(), {}, {static_cast<std::size_t>(whole(1, 12)), closed});
        std::size_t n = 0;
        for (const auto& bin : bins.bins) {
            n += bin.n;
            RC_ASSERT(bin.low <= bin.mean_predicted + 1e-12);
            RC_ASSERT(bin.mean_predicted <= bin.high + 1e-12);
        }
        RC_ASSERT(n == rows.scores.size());
        RC_ASSERT(bins.ece <= bins.rmsce + 1e-12);
        RC_ASSERT(bins.rmsce <= bins.mce + 1e-12);
        RC_ASSERT(bins.mce <= 1);
    });
}

TEST_CASE("the base rate of the others is (k + 1/2) / (n + 1) over them", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto rates = *sc::leave_one_out_base_rate(rows.outcomes());
        const double all = std::accumulate(rows.observed.begin(), rows.observed.end(), 0.0);
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const double k = all - rows.observed[i];
            const auto n = static_cast<double>(rows.observed.size() - 1);
            RC_ASSERT(near(rates[i], (k + 0.5) / (n + 1)));
        }
        const double baseline = real(0.01, 1);
        RC_ASSERT(*sc::skill_score(0, sc::BaselineScore{baseline}) == 1);
        RC_ASSERT(near(*sc::skill_score(baseline, sc::BaselineScore{baseline}), 0));
    });
}

TEST_CASE("a sum in shards is the sum of all", "[law][scoring]") {
    for_all([] {
        const auto values = any_values(0, 60);
        sc::Sum parts[3];
        for (const double x : values) parts[whole(0, 2)].add(x);
        sc::Sum total;
        for (const auto& part : parts) total.add(part);
        RC_ASSERT(near(total.value(), sc::sum(values), 1e-15));
    });
}
