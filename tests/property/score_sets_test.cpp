// SPDX-License-Identifier: MIT
// Laws of means, standard errors, calibration and skill over sets of scores.
#include <array>
#include <cmath>

#include "hindsight/scoring/sets/bands.hpp"
#include "hindsight/scoring/sets/calibration_tests.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/pit.hpp"
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

sc::Binning any_binning() {
    constexpr std::array kinds{sc::Bins::width, sc::Bins::count, sc::Bins::distinct};
    return {static_cast<std::size_t>(whole(1, 12)), one_in(2) ? sc::Closed::left : sc::Closed::right, kinds[static_cast<std::size_t>(whole(0, 2))]};
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

TEST_CASE("bins hold every row once, and their errors are ordered", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto binning = any_binning();
        const auto bins = *sc::reliability_bins(rows.outcomes(), rows.forecasts(), {}, binning);
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

TEST_CASE("Murphy's decomposition adds up over any bins, and its mean is that of CORP", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto m = *sc::murphy(rows.outcomes(), rows.forecasts(), {rows.weights}, any_binning());
        const auto corp = *sc::corp(rows.outcomes(), rows.forecasts(), {rows.weights});
        RC_ASSERT(near(m.mean_score, corp.mean_score));
        RC_ASSERT(near(m.uncertainty, corp.uncertainty));
        RC_ASSERT(near(m.mean_score, m.miscalibration - m.discrimination + m.uncertainty + m.within_bin_variance - m.within_bin_covariance));
        RC_ASSERT(m.miscalibration >= 0);
        RC_ASSERT(m.discrimination >= 0);
        RC_ASSERT(m.discrimination <= m.uncertainty + 1e-12);
        RC_ASSERT(m.within_bin_variance >= 0);
    });
}

TEST_CASE("over distinct forecasts nothing varies within a bin, and CORP finds no more to recalibrate", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto m = *sc::murphy(rows.outcomes(), rows.forecasts(), {}, {.bins = sc::Bins::distinct});
        const auto corp = *sc::corp(rows.outcomes(), rows.forecasts());
        RC_ASSERT(near(m.within_bin_variance, 0));
        RC_ASSERT(near(m.within_bin_covariance, 0));
        RC_ASSERT(corp.miscalibration <= m.miscalibration + 1e-12);
        RC_ASSERT(corp.discrimination <= m.discrimination + 1e-12);
    });
}

TEST_CASE("the ROC curve rises from (0,0) to (1,1) around its area, and its interval holds it", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto r = sc::roc(rows.outcomes(), rows.forecasts(), {rows.weights});
        if (!r) return;
        double area = 0;
        for (std::size_t i = 1; i < r->points.size(); ++i) {
            const auto& from = r->points[i - 1];
            const auto& to = r->points[i];
            RC_ASSERT(to.false_rate >= from.false_rate);
            RC_ASSERT(to.true_rate >= from.true_rate);
            RC_ASSERT(to.threshold < from.threshold);
            area += (to.false_rate - from.false_rate) * (from.true_rate + to.true_rate) / 2;
        }
        RC_ASSERT(near(area, r->auc));
        RC_ASSERT(near(r->auc, *sc::roc_auc(rows.outcomes(), rows.forecasts(), {rows.weights})));
        RC_ASSERT(r->points.back().false_rate == 1);
        RC_ASSERT(r->points.back().true_rate == 1);
        if (!r->auc_ci95) return;
        RC_ASSERT(r->auc_ci95->low <= r->auc);
        RC_ASSERT(r->auc <= r->auc_ci95->high);
    });
}

TEST_CASE("yes and no exchanged, and forecasts turned with them, leave the ROC area and its error", "[law][scoring]") {
    for_all([] {
        auto rows = any_rows();
        for (double& f : rows.observed) f = std::round(f);
        for (double& p : rows.predicted) p = whole(0, 16) / 16.0;
        auto turned = rows;
        for (double& f : turned.observed) f = 1 - f;
        for (double& p : turned.predicted) p = 1 - p;
        const auto a = sc::roc(rows.outcomes(), rows.forecasts());
        const auto b = sc::roc(turned.outcomes(), turned.forecasts());
        RC_ASSERT(a.has_value() == b.has_value());
        if (!a) return;
        RC_ASSERT(near(a->auc, b->auc));
        RC_ASSERT(a->auc_se.has_value() == b->auc_se.has_value());
        if (a->auc_se) RC_ASSERT(near(*a->auc_se, *b->auc_se));
        RC_ASSERT(a->points.size() == b->points.size());
    });
}

TEST_CASE("bands hold the diagonal at every forecast, and widen with their level", "[law][scoring]") {
    for_all([] {
        const auto rows = any_rows();
        const auto events = sc::SortedEvents::of(rows.outcomes(), rows.forecasts());
        for (const auto method : {sc::BandMethod::automatic, sc::BandMethod::discrete, sc::BandMethod::continuous}) {
            const auto narrow = *sc::consistency_bands(*events, {.method = method, .level = 0.6, .resamples = 40});
            const auto wide = *sc::consistency_bands(*events, {.method = method, .level = 0.95, .resamples = 40});
            const std::set<double> distinct(rows.predicted.begin(), rows.predicted.end());
            RC_ASSERT(narrow.points.size() == (method == sc::BandMethod::continuous ? 101 : distinct.size()));
            for (std::size_t i = 0; i < narrow.points.size(); ++i) {
                RC_ASSERT(0 <= wide.points[i].low);
                RC_ASSERT(wide.points[i].low <= narrow.points[i].low);
                RC_ASSERT(narrow.points[i].low <= narrow.points[i].p);
                RC_ASSERT(narrow.points[i].p <= narrow.points[i].high);
                RC_ASSERT(narrow.points[i].high <= wide.points[i].high);
                RC_ASSERT(wide.points[i].high <= 1);
            }
        }
    }, 1);
}

TEST_CASE("tests of calibration give probabilities, and Spiegelhalter's z turns round with its events", "[law][scoring]") {
    for_all([] {
        auto rows = any_rows(12);
        for (double& f : rows.observed) f = std::round(f);
        for (double& p : rows.predicted) p = whole(1, 15) / 16.0;
        auto turned = rows;
        for (double& f : turned.observed) f = 1 - f;
        for (double& p : turned.predicted) p = 1 - p;
        const auto hosmer = *sc::hosmer_lemeshow(rows.outcomes(), rows.forecasts(), static_cast<std::size_t>(whole(3, 12)));
        RC_ASSERT(hosmer.chi2 >= 0);
        RC_ASSERT(hosmer.p >= 0);
        RC_ASSERT(hosmer.p <= 1);
        const auto a = sc::spiegelhalter(rows.outcomes(), rows.forecasts());
        const auto b = sc::spiegelhalter(turned.outcomes(), turned.forecasts());
        RC_ASSERT(a.has_value() == b.has_value());
        if (!a) return;
        RC_ASSERT(near(a->z, b->z));
        RC_ASSERT(a->p >= 0);
        RC_ASSERT(a->p <= 1);
    });
}

TEST_CASE("a PIT histogram adds to 1, and a range counts in the bins that it meets", "[law][scoring]") {
    for_all([] {
        Values below, at;
        for (int n = whole(1, 20); n > 0; --n) {
            const auto ends = sorted({whole(0, 20) / 20.0, one_in(3) ? *any_probability() : whole(0, 20) / 20.0});
            below.push_back(ends[0]), at.push_back(ends[1]);
        }
        const auto count = static_cast<std::size_t>(whole(1, 20));
        const auto h = *sc::pit_histogram(sc::PitRanges{below, at}, count);
        RC_ASSERT(h.shares.size() == count);
        double all = 0;
        for (std::size_t i = 0; i < count; ++i) {
            all += h.shares[i];
            bool met = false;
            for (std::size_t k = 0; k < at.size(); ++k)
                met = met || (below[k] * count <= i + 1 + 1e-9 && at[k] * count >= i - 1e-9);
            RC_ASSERT(met || h.shares[i] == 0);
        }
        RC_ASSERT(near(all, 1));
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
