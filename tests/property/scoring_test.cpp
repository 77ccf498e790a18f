// SPDX-License-Identifier: MIT
// Laws over the table of rules: ranges, propriety, invariances, and forms of one score that must agree.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "scoring_cases.hpp"

using namespace hindsight;
using namespace hindsight::test;
using sc::Rule;

namespace {

void check_range(const Rule& rule, const sc::Score& score, std::initializer_list<sc::Reason> allowed = {}) {
    RC_LOG() << rule.slug << "\n";
    if (!score) {
        RC_ASSERT(std::find(allowed.begin(), allowed.end(), score.why().reason) != allowed.end());
        return;
    }
    RC_LOG() << *score << "\n";
    RC_ASSERT(*score >= rule.lowest);
    RC_ASSERT(*score <= rule.highest);
}

/// A threshold, a range with ends that may be open, and a level.
sc::RuleOptions any_options(double level) {
    const auto ends = sorted(any_values(2, 2));
    const sc::WeightRange range{one_in(4) ? -sc::infinity : ends[0], one_in(4) ? sc::infinity : ends[1]};
    return {.threshold = any_value(), .weight_range = range, .level = level};
}

/// None, or one each, some of them 0.
Values any_weights(std::size_t size) {
    Values weights;
    if (one_in(2)) return weights;
    for (std::size_t i = 0; i < size; ++i) weights.push_back(one_in(4) ? 0 : real(0, 2));
    weights[0] += 0.1;
    return weights;
}

/// sum_k q_k s_k, where a possibility that q excludes costs nothing.
double expected(const Values& q, const Values& scores) {
    double sum = 0;
    for (std::size_t k = 0; k < q.size(); ++k) sum += q[k] > 0 ? q[k] * scores[k] : 0;
    return sum;
}

/// All probabilities of three options in steps of a quarter.
std::vector<Values> simplex_grid() {
    std::vector<Values> grid;
    for (int a = 0; a <= 4; ++a)
        for (int b = 0; a + b <= 4; ++b) grid.push_back({a / 4.0, b / 4.0, (4 - a - b) / 4.0});
    return grid;
}

template <class Function, class Scores>
void check_propriety(const Rule& rule, Function function, const std::vector<Values>& grid, Scores scores_of) {
    if (!function || rule.proper == sc::Proper::no) return;
    for (const auto& q : grid) {
        const double own = expected(q, scores_of(function, q));
        for (const auto& p : grid) {
            if (p == q) continue;
            INFO(rule.slug << " q " << q[0] << " p " << p[0]);
            const double other = expected(q, scores_of(function, p));
            CHECK(own <= other + 1e-12);
            if (rule.proper == sc::Proper::strictly) CHECK(own < other);
        }
    }
}

/// The power of the observation's unit in that of a score.
int power_of(sc::Unit unit) {
    switch (unit) {
        case sc::Unit::observation: return 1;
        case sc::Unit::observation_squared: return 2;
        case sc::Unit::observation_fourth: return 4;
        case sc::Unit::none:
        case sc::Unit::nats: return 0;
    }
    return 0;
}

/// Rules to which members are draws that may be few, or have an order: twice a member is more than a member of weight 2.
bool counts_draws(const Rule& rule) {
    constexpr std::array<std::string_view, 5> slugs{"crps_fair", "crps_akr", "crps_kde", "log_kde", "error_spread"};
    return std::find(slugs.begin(), slugs.end(), rule.slug) != slugs.end();
}

/// The smallest of the sorted observations that at least a share `level` of them does not exceed.
double quantile_of(const Values& ordered, double level) {
    const auto n = static_cast<double>(ordered.size());
    return ordered[static_cast<std::size_t>(std::max(0.0, std::ceil(n * level - 1e-9) - 1))];
}

}  // namespace

TEST_CASE("every score lies in the range of its row, and a valid prediction is never refused", "[law][scoring]") {
    for_all([] {
        const double p = *any_probability();
        const double f = one_in(2) ? whole(0, 1) : *any_probability();
        const auto probs = any_simplex(static_cast<std::size_t>(whole(2, 6)));
        const sc::Category k{static_cast<std::size_t>(whole(0, static_cast<int>(probs.size()) - 1))};
        const auto ends = sorted(any_values(2, 2));
        const sc::Interval range{ends[0], ends[1], real(0.01, 0.99)};
        const auto quantiles = any_central_quantiles();
        const auto samples = any_values(1, 8);
        const auto weights = any_weights(samples.size());
        const auto cdf = any_cdf();
        const sc::Observed y{any_value()};
        const auto options = any_options(1 - 2 * quantiles.levels[0]);
        for (const Rule& rule : sc::rules()) {
            const auto check = [&](sc::Kind kind, const sc::Score& score, std::initializer_list<sc::Reason> allowed = {}) {
                if (rule.takes(kind)) check_range(rule, score, allowed);
                else RC_ASSERT(score.why().reason == sc::Reason::not_applicable);
            };
            check(sc::Kind::binary, sc::score(rule, sc::Observed{f}, sc::Probability{p}));
            check(sc::Kind::categorical, sc::score(rule, k, sc::OptionProbabilities{probs}));
            check(sc::Kind::ordinal, sc::score(rule, k, sc::OrderedProbabilities{probs}));
            check(sc::Kind::interval, sc::score(rule, y, range));
            check(sc::Kind::quantiles, sc::score(rule, y, sc::Quantiles(quantiles), options));
            // too few members, or none in the range of the weight
            check(sc::Kind::samples, sc::score(rule, y, sc::Samples{samples, weights}, options), {sc::Reason::undefined});
            check(sc::Kind::cdf, sc::score(rule, y, sc::PiecewiseCdf(cdf)));
            check(sc::Kind::point, sc::score(rule, y, sc::Point{any_value()}));
        }
    });
}

TEST_CASE("every score of a distribution lies in the range of its row", "[law][scoring]") {
    for_all([] {
        const auto d = any_distribution();
        const sc::Observed y{one_in(3) ? whole(0, 12) : any_value()};
        RC_LOG() << describe(d) << ", observed " << y.value << "\n";
        for (const Rule& rule : sc::rules()) {
            if (rule.of.distribution) check_range(rule, rule.of.distribution(y, d), {sc::Reason::undefined});
        }
    });
}

TEST_CASE("the expected score of a probability is least at the true one", "[law][scoring]") {
    std::vector<Values> grid;
    for (int i = 0; i <= 20; ++i) grid.push_back({i / 20.0, 1 - i / 20.0});
    for (const Rule& rule : sc::rules()) {
        check_propriety(rule, rule.of.binary, grid, [](auto function, const Values& p) {
            return Values{*function(sc::Observed{1}, sc::Probability{p[0]}), *function(sc::Observed{0}, sc::Probability{p[0]})};
        });
    }
}

TEST_CASE("the expected score of options is least at their true probabilities", "[law][scoring]") {
    const auto grid = simplex_grid();
    const auto scores = [](auto function, const Values& p) {
        Values out;
        for (std::size_t k = 0; k < p.size(); ++k) out.push_back(*function(sc::Category{k}, {p}));
        return out;
    };
    for (const Rule& rule : sc::rules()) {
        check_propriety(rule, rule.of.categorical, grid, scores);
        check_propriety(rule, rule.of.ordinal, grid, scores);
    }
}

TEST_CASE("the mean score of quantiles and ranges is least at the true quantiles", "[law][scoring]") {
    for_all([] {
        const auto world = sorted(any_values(1, 30));
        auto truth = any_central_quantiles();
        const auto other = QuantileCase{truth.levels, truth.values};
        for (std::size_t i = 0; i < truth.levels.size(); ++i) truth.values[i] = quantile_of(world, truth.levels[i]);
        const auto ends = sorted(any_values(2, 2));
        const double level = whole(1, 9) / 10.0;
        const sc::Interval own{quantile_of(world, (1 - level) / 2), quantile_of(world, (1 + level) / 2), level};
        for (const Rule& rule : sc::rules()) {
            if (rule.proper == sc::Proper::no) continue;
            RC_LOG() << rule.slug << "\n";
            if (const auto quantiles = rule.of.quantiles; quantiles && rule.slug != "se_mean") {  // a few quantiles give the mean only nearly
                const auto mean = [&](const QuantileCase& q) { return mean_over(world, [&](auto y) { return quantiles(y, q); }); };
                RC_ASSERT(mean(truth) <= mean(other) + 1e-9);
            }
            if (const auto interval = rule.of.interval) {
                const auto mean = [&](const sc::Interval& i) { return mean_over(world, [&](auto y) { return interval(y, i); }); };
                RC_ASSERT(mean(own) <= mean({ends[0], ends[1], level}) + 1e-9);
            }
        }
    });
}

TEST_CASE("the mean score of samples and points is least when they are the world itself", "[law][scoring]") {
    for_all([] {
        const auto world = any_values(1, 20);
        const auto other = any_values(1, 20);
        auto options = any_options(0.8);
        options.weight_range->lower = std::min(options.weight_range->lower, world[0]);
        options.weight_range->upper = std::max(options.weight_range->upper, world[0]);
        for (const Rule& rule : sc::rules()) {
            if (!rule.takes(sc::Kind::samples) || rule.proper == sc::Proper::no) continue;
            RC_LOG() << rule.slug << "\n";
            // Without members in the range of the weight there is no score, and no mean of Infinity and -Infinity (of a
            // single member that came true once): nothing is gained by either.
            const auto mean = [&](const Values& s) {
                return mean_over(world, [&](auto y) { return sc::Score(sc::score(rule, y, sc::Samples{s}, options).value_or(sc::infinity)); });
            };
            const double own = mean(world);
            const double elsewhere = mean(other);
            RC_ASSERT(std::isnan(elsewhere) || own <= elsewhere + 1e-9);
        }
        const double middle = quantile_of(sorted(world), 0.5);
        const double average = std::accumulate(world.begin(), world.end(), 0.0) / static_cast<double>(world.size());
        const auto mean = [&](const char* slug, double x) {
            return mean_over(world, [&](auto y) { return sc::rule_by_slug(slug)->of.point(y, sc::Point{x}); });
        };
        const double elsewhere = any_value();
        RC_ASSERT(mean("ae_median", middle) <= mean("ae_median", elsewhere) + 1e-9);
        RC_ASSERT(mean("se_mean", average) <= mean("se_mean", elsewhere) + 1e-9);
    });
}

TEST_CASE("a distribution expects no better score from another than from itself", "[law][scoring]") {
    // The world is 400 quantiles of the first distribution: its error is far below the tolerance.
    for_all([] {
        const auto family = [] { return *rc::gen::element(sc::Family::normal, sc::Family::logistic, sc::Family::laplace); };
        const auto draw = [&] { return *sc::Distribution::of(family(), {real(-3, 3), real(0.3, 3)}); };
        const auto truth = draw();
        const auto other = draw();
        Values world;
        for (int i = 0; i < 400; ++i) world.push_back(*sc::quantile(truth, (i + 0.5) / 400));
        for (const Rule& rule : sc::rules()) {
            if (!rule.of.distribution || rule.proper == sc::Proper::no) continue;
            RC_LOG() << rule.slug << "\n";
            const auto mean = [&](const auto& d) { return mean_over(world, [&](auto y) { return rule.of.distribution(y, d); }); };
            RC_ASSERT(mean(truth) <= mean(other) + 1e-3);
        }
    }, 1);
}

TEST_CASE("exchanging yes and no, or the options of a nominal question, changes no score", "[law][scoring]") {
    for_all([] {
        const double p = whole(0, 64) / 64.0;  // 1 - p is exact
        const double f = whole(0, 64) / 64.0;
        auto probs = any_simplex(static_cast<std::size_t>(whole(2, 6)));
        auto k = static_cast<std::size_t>(whole(0, static_cast<int>(probs.size()) - 1));
        const auto before = probs;
        const auto at = static_cast<std::size_t>(whole(0, static_cast<int>(probs.size()) - 1));
        std::swap(probs[k], probs[at]);
        for (const Rule& rule : sc::rules()) {
            RC_LOG() << rule.slug << "\n";
            const auto binary = rule.of.binary;
            if (binary) RC_ASSERT(near(*binary(sc::Observed{f}, sc::Probability{p}), *binary(sc::Observed{1 - f}, sc::Probability{1 - p})));
            const auto options = rule.of.categorical;
            if (options) RC_ASSERT(near(*options(sc::Category{k}, {before}), *options(sc::Category{at}, {probs})));
            // Only the order of an ordinal question counts, not its direction.
            const auto steps = rule.of.ordinal;
            const Values reversed(before.rbegin(), before.rend());
            if (steps) RC_ASSERT(near(*steps(sc::Category{k}, {before}), *steps(sc::Category{before.size() - 1 - k}, {reversed}), 1e-9));
        }
    });
}

TEST_CASE("scores in the unit of the observation move and stretch with it", "[law][scoring]") {
    for_all([] {
        const double shift = whole(-50, 50);
        const double scale = whole(1, 40) / 8.0;
        const auto moved = [&](Values values) {
            for (double& x : values) x = scale * x + shift;
            return values;
        };
        const double y = any_value();
        const sc::Observed there{scale * y + shift};
        const auto ends = sorted(any_values(2, 2));
        const auto quantiles = any_central_quantiles();
        const auto samples = any_values(1, 8);
        const auto cdf = any_cdf();
        const double point = any_value();
        const auto normal = *sc::Distribution::of(sc::Family::normal, {point, 2});
        const auto moved_normal = *sc::Distribution::of(sc::Family::normal, {scale * point + shift, 2 * scale});
        for (const Rule& rule : sc::rules()) {
            if (power_of(rule.unit) == 0) continue;
            RC_LOG() << rule.slug << "\n";
            const double factor = std::pow(scale, power_of(rule.unit));
            const auto same = [&](const sc::Score& here, const sc::Score& elsewhere) {
                RC_ASSERT(here.has_value() == elsewhere.has_value());
                if (here) RC_ASSERT(near(*elsewhere, factor * *here, 1e-9));
            };
            const auto& of = rule.of;
            const auto at = moved(ends);
            const sc::Observed here{y};
            if (of.interval) same(of.interval(here, {ends[0], ends[1], 0.8}), of.interval(there, {at[0], at[1], 0.8}));
            if (of.quantiles) same(of.quantiles(here, quantiles), of.quantiles(there, QuantileCase{quantiles.levels, moved(quantiles.values)}));
            if (of.samples) same(of.samples(here, {samples}), of.samples(there, {moved(samples)}));
            if (of.cdf) same(of.cdf(here, cdf), of.cdf(there, CdfCase{moved(cdf.x), cdf.f}));
            if (of.point) same(of.point(here, sc::Point{point}), of.point(there, sc::Point{scale * point + shift}));
            if (of.distribution) same(of.distribution(here, normal), of.distribution(there, moved_normal));
        }
    });
}

TEST_CASE("the weighted interval score is twice the mean pinball, and the sum of its parts", "[law][scoring]") {
    for_all([] {
        const auto q = any_central_quantiles();
        const sc::Observed y{any_value()};
        const auto parts = *sc::wis_quantile(y, q);
        RC_ASSERT(near(parts.wis, 2 * *sc::pinball_quantile(y, q)));
        RC_ASSERT(near(parts.wis, parts.dispersion + parts.underprediction + parts.overprediction));
        // By its definition: the intervals around the median, each with weight a/2.
        const std::size_t pairs = q.levels.size() / 2;
        double sum = std::abs(y.value - q.values[pairs]) / 2;
        for (std::size_t k = 0; k < pairs; ++k) {
            const double level = 1 - 2 * q.levels[k];
            sum += *sc::interval_weighted(y, {q.values[k], q.values[q.values.size() - 1 - k], level});
        }
        RC_ASSERT(near(parts.wis, sum / (static_cast<double>(pairs) + 0.5), 1e-9));
    });
}

TEST_CASE("the interval score is its width and what lies outside, and two pinballs make it", "[law][scoring]") {
    for_all([] {
        const auto ends = sorted(any_values(2, 2));
        const double level = whole(1, 99) / 100.0;
        const double a = 1 - level;
        const sc::Observed y{any_value()};
        const double whole_score = *sc::interval(y, {ends[0], ends[1], level});
        const double outside = std::max(0.0, ends[0] - y.value) + std::max(0.0, y.value - ends[1]);
        RC_ASSERT(near(whole_score, ends[1] - ends[0] + 2 / a * outside, 1e-9));
        RC_ASSERT(near(*sc::interval_weighted(y, {ends[0], ends[1], level}), a / 2 * whole_score, 1e-9));
        const double pinballs = *sc::pinball(y, {a / 2, ends[0]}) + *sc::pinball(y, {1 - a / 2, ends[1]});
        RC_ASSERT(near(whole_score, 2 / a * pinballs, 1e-9));
    });
}

TEST_CASE("the CRPS of a sample is that of its steps, and of its definition", "[law][scoring]") {
    for_all([] {
        const auto samples = sorted(any_values(1, 10));
        const auto n = static_cast<double>(samples.size());
        const sc::Observed y{any_value()};
        CdfCase steps;
        double to_observation = 0, among = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            steps.x.insert(steps.x.end(), 2, samples[i]);
            steps.f.push_back(static_cast<double>(i) / n);
            steps.f.push_back(static_cast<double>(i + 1) / n);
            to_observation += std::abs(samples[i] - y.value);
            for (const double other : samples) among += std::abs(samples[i] - other);
        }
        const double crps = *sc::crps_sample(y, {samples});
        RC_ASSERT(near(*sc::crps_cdf(y, steps), crps, 1e-9));
        RC_ASSERT(near(to_observation / n - among / (2 * n * n), crps, 1e-9));
    });
}

TEST_CASE("a weight of k counts as k members, and the order of members does not count", "[law][scoring]") {
    for_all([] {
        auto values = any_values(1, 6);
        Values weights, repeated;
        for (const double x : values) {
            weights.push_back(whole(1, 4));
            repeated.insert(repeated.end(), static_cast<std::size_t>(weights.back()), x);
        }
        const sc::Observed y{any_value()};
        auto other_order = repeated;
        std::reverse(other_order.begin(), other_order.end());
        const auto options = any_options(0.8);
        for (const Rule& rule : sc::rules()) {
            if (!rule.takes(sc::Kind::samples)) continue;
            RC_LOG() << rule.slug << "\n";
            const auto same = [](const sc::Score& a, const sc::Score& b) {
                RC_ASSERT(a.has_value() == b.has_value());
                if (a) RC_ASSERT(near(*a, *b, 1e-9));
            };
            const auto once = sc::score(rule, y, sc::Samples{repeated}, options);
            same(sc::score(rule, y, sc::Samples{other_order}, options), once);
            if (!counts_draws(rule)) same(sc::score(rule, y, sc::Samples{values, weights}, options), once);
        }
    });
}

TEST_CASE("the forms of the CRPS of a sample fit together", "[law][scoring]") {
    for_all([] {
        const auto values = any_values(1, 8);
        const auto weights = any_weights(values.size());
        const sc::Samples weighted{values, weights};
        const sc::Samples equal{values};
        const sc::Observed y{any_value()};
        const double crps = *sc::crps_sample(y, weighted);
        const auto parts = *sc::crps_parts_sample(y, weighted);
        RC_ASSERT(near(parts.crps, crps));
        RC_ASSERT(near(parts.dispersion + parts.underprediction + parts.overprediction, crps));
        RC_ASSERT(std::min({parts.dispersion, parts.underprediction, parts.overprediction}) >= 0);
        RC_ASSERT(near(*sc::crps_tw_sample(y, weighted, {}), crps));
        RC_ASSERT(near(*sc::crps_ow_sample(y, weighted, {}), crps));
        const double cut = any_value();
        const double below = *sc::crps_tw_sample(y, weighted, {-sc::infinity, cut});
        RC_ASSERT(near(below + *sc::crps_tw_sample(y, weighted, {cut, sc::infinity}), crps, 1e-11));
        // Unbiased, it takes more off for the spread; and neither does with equal weights go below 0.
        if (values.size() > 1) {
            RC_ASSERT(*sc::crps_fair_sample(y, equal) >= 0);
            RC_ASSERT(*sc::crps_fair_sample(y, equal) <= *sc::crps_sample(y, equal) + 1e-12);
        }
        RC_ASSERT(*sc::crps_akr_sample(y, equal) >= -1e-12);
    });
}

TEST_CASE("the CRPS of a sample is the Brier score at all thresholds", "[law][scoring]") {
    for_all([] {
        const auto values = any_values(1, 8);
        const auto weights = any_weights(values.size());
        const sc::Samples samples{values, weights};
        const sc::Observed y{any_value()};
        auto places = values;
        places.push_back(y.value);
        places = sorted(places);
        double sum = 0;
        for (std::size_t i = 1; i < places.size(); ++i)
            sum += (places[i] - places[i - 1]) * *sc::brier_threshold_sample(y, samples, places[i - 1]);
        RC_ASSERT(near(sum, *sc::crps_sample(y, samples), 1e-11));
    });
}

TEST_CASE("bias and transform say the same of whole numbers and of what no member equals", "[law][scoring]") {
    for_all([] {
        Values values;
        for (int n = whole(1, 8); n > 0; --n) values.push_back(whole(-4, 4));
        const auto weights = any_weights(values.size());
        const sc::Observed y{whole(-10, 10) / 2.0};
        const double pit = *sc::pit_sample(y, {values, weights});
        RC_ASSERT(near(*sc::bias_sample(y, {values, weights}), 1 - 2 * pit));
        RC_ASSERT(pit >= 0 && pit <= 1);
    });
}

TEST_CASE("of two options in order, the scores of their cuts are those of an event", "[law][scoring]") {
    for_all([] {
        const auto p = any_simplex(2);
        for (const std::size_t k : {0u, 1u}) {
            RC_ASSERT(near(*sc::ranked_log_ordinal(sc::Category{k}, {p}), *sc::log_categorical(sc::Category{k}, {p})));
            RC_ASSERT(near(*sc::brier_ordered_ordinal(sc::Category{k}, {p}), *sc::brier_categorical(sc::Category{k}, {p})));
        }
        const auto more = any_simplex(static_cast<std::size_t>(whole(2, 6)));
        const sc::Category k{static_cast<std::size_t>(whole(0, static_cast<int>(more.size()) - 1))};
        RC_ASSERT(near(*sc::brier_ordered_ordinal(k, {more}), 2 * *sc::rps_normalised_ordinal(k, {more})));
    });
}

TEST_CASE("the transform of a quantile is its level, up to the jump that it may stand on", "[law][scoring]") {
    for_all([] {
        const auto d = any_distribution();
        const double level = whole(1, 999) / 1000.0;
        RC_LOG() << describe(d) << ", level " << level << "\n";
        const double q = *sc::quantile(d, level);
        if (std::isinf(q)) return;  // a rate of 0: everything lies beyond every number
        const double step = 1e-12 * std::max(1.0, std::abs(q));
        const double jump = sc::cdf(d, q + step) - sc::cdf(d, q - step);
        RC_ASSERT(std::abs(*sc::pit_distribution(sc::Observed{q}, d) - level) <= jump + 1e-9);
    });
}

TEST_CASE("quantiles invert the distribution function, and its two tails add to 1", "[law][scoring]") {
    for_all([] {
        const auto d = any_distribution();
        const double level = whole(1, 999) / 1000.0;
        RC_LOG() << describe(d) << ", level " << level << "\n";
        const auto q = sc::quantile(d, level);
        RC_ASSERT(q);
        if (std::isinf(*q)) return;  // a rate of 0: everything lies beyond every number
        // Where a density has a pole, one unit of the last place of x is much probability.
        RC_ASSERT(sc::cdf(d, *q + 1e-12 * std::max(1.0, std::abs(*q))) >= level - 1e-9);
        RC_ASSERT(near(sc::cdf(d, *q) + sc::ccdf(d, *q), 1, 1e-9));
        const double x = any_value();
        RC_ASSERT(sc::cdf(d, x) <= sc::cdf(d, x + 1) + 1e-12);
        RC_ASSERT(*q <= *sc::quantile(d, std::min(1.0, level + 0.0005)) + 1e-9 * std::max(1.0, std::abs(*q)));
    });
}
