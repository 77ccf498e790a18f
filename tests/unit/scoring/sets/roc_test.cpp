// SPDX-License-Identifier: MIT
// ROC curve and area.
#include "hindsight/scoring/sets/roc.hpp"

#include <cmath>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/sets/random.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

/// Twenty forecasts, some of them equal.
const Values twenty{0.02, 0.1,  0.1, 0.15, 0.2,  0.3, 0.3,  0.3, 0.45, 0.5,
                    0.55, 0.6,  0.6, 0.7,  0.75, 0.8, 0.85, 0.9, 0.95, 0.99};
const Values outcomes{0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1};

Values random_values(std::size_t n, std::uint64_t seed, int grid) {
    Random random(seed);
    Values values;
    for (std::size_t i = 0; i < n; ++i) values.push_back(std::floor(random.uniform() * grid) / grid);
    return values;
}

/// Area and DeLong's standard error from all pairs of a yes and a no.
std::pair<double, double> by_pairs(const Values& observed, const Values& predicted) {
    Values beats, beaten;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        double wins = 0, others = 0;
        for (std::size_t j = 0; j < observed.size(); ++j) {
            if (observed[j] == observed[i]) continue;
            ++others;
            const double d = observed[i] == 1 ? predicted[i] - predicted[j] : predicted[j] - predicted[i];
            wins += d > 0 ? 1 : d == 0 ? 0.5 : 0;
        }
        (observed[i] == 1 ? beats : beaten).push_back(wins / others);
    }
    const auto mean = [](const Values& v) { return sum(v) / static_cast<double>(v.size()); };
    const auto variance_of_mean = [&](const Values& v) {
        double squares = 0;
        for (const double x : v) squares += (x - mean(v)) * (x - mean(v));
        return squares / static_cast<double>(v.size() - 1) / static_cast<double>(v.size());
    };
    return {mean(beats), std::sqrt(variance_of_mean(beats) + variance_of_mean(beaten))};
}

}  // namespace

TEST_CASE("the area under the ROC curve is the chance to rank right", "[scoring]") {
    // scikit-learn 1.2.1, documentation of roc_auc_score: 0.75
    CHECK(close(roc_auc({Values{0, 0, 1, 1}}, {Values{0.1, 0.4, 0.35, 0.8}}), 0.75));
    CHECK(close(roc_auc({Values{0, 1, 0, 1}}, {Values{0.5, 0.5, 0.5, 0.5}}), 0.5));
    CHECK(close(roc_auc({Values{0, 1}}, {Values{0.9, 0.1}}), 0));
    CHECK(close(roc_auc({Values{0, 1, 0.5}}, {Values{0.1, 0.9, 0.5}}), (0.5 + 1 + 0.125 + 0.5) / 2.25));  // by hand
    CHECK(close(roc_auc({Values{0, 1, 1}}, {Values{0.1, 0.9, 0.05}}, {Values{1, 3, 1}}), 0.75));
    CHECK(refused(roc_auc({Values{1, 1}}, {Values{0.1, 0.2}}), Reason::undefined));
    CHECK(refused(roc_auc({Values{0, 0}}, {Values{0.1, 0.2}}), Reason::undefined));
}

TEST_CASE("the area has DeLong's interval, held to 0 and 1", "[scoring]") {
    // numpy 1.24, scipy 1.10: psi = (x[:,None] > y[None,:]) + (x[:,None] == y[None,:]) / 2 of yes x and no y;
    // se^2 = var(psi.mean(1), ddof=1) / len(x) + var(psi.mean(0), ddof=1) / len(y); norm.ppf(0.975)
    const auto r = *roc({outcomes}, {twenty});
    CHECK(close(r.auc, 0.8080808080808081));
    REQUIRE(r.auc_se);
    CHECK(close(*r.auc_se, 0.09954749163852032));
    CHECK(close(r.auc_ci95->low, 0.6129713097180061));
    CHECK(r.auc_ci95->high == 1);  // 1.00319
    const auto ties = *roc({Values{0, 0, 1, 0, 0, 0, 1, 0, 1, 1}}, {Values{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 0.5, 0.9}});
    CHECK(close(ties.auc, 0.7916666666666666));
    CHECK(close(*ties.auc_se, 0.15403522925568633));
}

TEST_CASE("area and interval in order of the forecasts are those of all pairs", "[scoring][law]") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Values p = random_values(300, seed, seed % 2 == 0 ? 20 : 1 << 30);
        const Values o = random_values(300, seed + 100, 2);
        Values yes;
        for (const double f : o) yes.push_back(f > 0 ? 1.0 : 0.0);
        const auto r = *roc({yes}, {p});
        const auto [auc, se] = by_pairs(yes, p);
        CHECK(close(r.auc, auc, 1e-14));
        CHECK(close(*r.auc_se, se, 1e-14));
    }
}

TEST_CASE("there is no interval where DeLong's does not exist", "[scoring]") {
    CHECK(!roc({Values{0, 1, 1}}, {Values{0.1, 0.9, 0.05}})->auc_se);                     // one no
    CHECK(!roc({Values{0, 1, 1, 0}}, {Values{0.1, 0.9, 0.05, 0.2}}, {Values{1, 2, 1, 1}})->auc_ci95);  // weights
    CHECK(!roc({Values{0, 1, 1, 0, 0.5}}, {Values{0.1, 0.9, 0.05, 0.2, 0.3}})->auc_ci95);
    const auto sure = *roc({Values{0, 0, 1, 1}}, {Values{0.1, 0.2, 0.8, 0.9}});
    CHECK(sure.auc == 1);
    CHECK(*sure.auc_se == 0);
}

TEST_CASE("the curve has the corners only", "[scoring]") {
    // scikit-learn 1.2.1: roc_curve(outcomes, twenty), its points on a line between neighbours taken out by hand (0.99; 0.1)
    const auto points = roc({outcomes}, {twenty})->points;
    const Values no{0, 0, 1, 1, 2, 2, 3, 3, 5, 7, 8, 9};
    const Values yes{0, 5, 5, 6, 7, 8, 8, 9, 10, 10, 11, 11};
    const Values thresholds{infinity, 0.8, 0.75, 0.7, 0.6, 0.55, 0.5, 0.45, 0.3, 0.15, 0.1, 0.02};
    REQUIRE(points.size() == no.size());
    for (std::size_t i = 0; i < no.size(); ++i) {
        CHECK(close(points[i].false_rate, no[i] / 9));
        CHECK(close(points[i].true_rate, yes[i] / 11));
        CHECK(points[i].threshold == thresholds[i]);
    }
    const auto constant = roc({Values{0, 1}}, {Values{0.4, 0.4}})->points;
    REQUIRE(constant.size() == 2);
    CHECK(constant[1].threshold == 0.4);
    const auto diagonal = roc({Values{0, 1, 0, 1, 0, 1}}, {Values{0.1, 0.1, 0.5, 0.5, 0.7, 0.7}})->points;
    CHECK(diagonal.size() == 2);
}

TEST_CASE("the area under the points is the area", "[scoring][law]") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Values p = random_values(200, seed, seed % 2 == 0 ? 10 : 1 << 30);
        const Values f = random_values(200, seed + 50, 5);  // fractions
        const Values w = random_values(200, seed + 90, 7);  // some 0
        const auto r = *roc({f}, {p}, {w});
        double area = 0;
        for (std::size_t i = 1; i < r.points.size(); ++i) {
            const auto& a = r.points[i - 1];
            const auto& b = r.points[i];
            CHECK(b.false_rate >= a.false_rate);
            CHECK(b.true_rate >= a.true_rate);
            CHECK(b.threshold < a.threshold);
            area += (b.false_rate - a.false_rate) * (a.true_rate + b.true_rate) / 2;
        }
        CHECK(close(area, r.auc, 1e-13));
        CHECK(r.points.back().true_rate == 1);
        CHECK(r.points.back().false_rate == 1);
    }
}

TEST_CASE("the area over clusters has its interval on the scale of the logit", "[scoring]") {
    const Values p{0.9, 0.4, 0.6, 0.2}, y{1, 1, 0, 0};
    const auto alone = roc_auc_clustered({y}, {p}, {});
    REQUIRE(alone);
    CHECK(alone->auc == 0.75);
    CHECK(alone->clusters == 4);
    // each row parts by 1/8 from its share: sqrt(4/3 * 4/64)
    CHECK(close(*alone->se, std::sqrt(4.0 / 3 / 16)));
    const double reach = 2.353363434801824 * std::sqrt(4.0 / 3 / 16) / (0.75 * 0.25);  // t with 3 degrees of freedom at 95 %
    REQUIRE(alone->interval);
    CHECK(alone->interval->low == Approx(1 / (1 + std::exp(reach - std::log(3.0)))));
    CHECK(alone->interval->high == Approx(1 / (1 + std::exp(-reach - std::log(3.0)))));
    const std::vector<std::uint64_t> same{7, 9, 9, 7};  // both of a cluster part to the same side
    CHECK(close(*roc_auc_clustered({y}, {p}, {same})->se, 0.5));
    const std::vector<std::uint64_t> other{7, 9, 7, 9};  // to opposite ones
    CHECK(close(*roc_auc_clustered({y}, {p}, {other})->se, 0.0));
}

TEST_CASE("rows of weight two, and two rows of one cluster, are the same to the area over clusters", "[scoring]") {
    const Values p{0.9, 0.4, 0.6, 0.2, 0.4}, y{1, 1, 0, 0.5, 1}, w{1, 2, 1, 3, 1};
    const Values p2{0.9, 0.4, 0.4, 0.6, 0.2, 0.2, 0.2, 0.4}, y2{1, 1, 1, 0, 0.5, 0.5, 0.5, 1};
    const std::vector<std::uint64_t> clusters{0, 1, 1, 2, 3, 3, 3, 4};
    const auto weighted = roc_auc_clustered({y}, {p}, {}, {w});
    const auto repeated = roc_auc_clustered({y2}, {p2}, {clusters});
    CHECK(close(weighted->auc, repeated->auc));
    CHECK(close(*weighted->se, *repeated->se));
}

TEST_CASE("an area without uncertainty has no interval over clusters", "[scoring]") {
    const Values p{0.9, 0.2}, y{1, 0};
    CHECK_FALSE(roc_auc_clustered({y}, {p}, {})->interval);  // an area of 1
    const std::vector<std::uint64_t> one{3, 3};
    CHECK_FALSE(roc_auc_clustered({y}, {p}, {one})->se);
    CHECK(refused(roc_auc_clustered({y}, {p}, {}, {}, 1), Reason::bad_level));
    CHECK(refused(roc_auc_clustered({Values{1, 1}}, {p}, {}), Reason::undefined));
    const std::vector<std::uint64_t> few{3};
    CHECK(refused(roc_auc_clustered({y}, {p}, {few}), Reason::size_mismatch));
}
