// SPDX-License-Identifier: MIT
// Events in order of their probability.
#include "hindsight/scoring/sets/sorted_events.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/sets/random.hpp"
#include "scoring/sets/sorted_rows.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

/// Forecasts that are hard to cut into equal cells, each made from two numbers in [0,1).
const std::vector<std::function<double(double, double)>> shapes{
    [](double u, double) { return u; },
    [](double u, double) { return std::round(100 * u) / 100; },
    [](double u, double) { return std::pow(10, -12 * u); },
    [](double u, double) { return 1 - std::pow(10, -12 * u); },
    [](double u, double) { return 0.5 + u * 1e-13; },
    [](double u, double) { return u * 1e-315; },  // subnormal
    [](double u, double v) { return v < 0.5 ? u * 1e-9 : v < 0.99 ? 0.25 + u * 1e-9 : std::round(v * 200) / 200; },
    [](double, double v) { return v < 0.3 ? -0.0 : v < 0.6 ? 0.0 : 1.0; },
    [](double, double) { return 0.7; },
};

Values make(const std::function<double(double, double)>& shape, std::size_t n, std::uint64_t seed) {
    Random random(seed);
    Values p;
    for (std::size_t i = 0; i < n; ++i) {
        const double u = random.uniform();
        p.push_back(shape(u, random.uniform()));
    }
    return p;
}

std::vector<std::size_t> stable_order(const Values& p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    return order;
}

void check_order(const SortedEvents& events, const Values& o, const Values& p, const Values& w) {
    const SortedRows rows(events);
    const auto order = stable_order(p);
    bool good = events.size() == p.size();
    for (std::size_t i = 0; i < order.size(); ++i) {
        good = good && rows.probability(i) == p[order[i]] && rows.outcome(i) == o[order[i]];
        good = good && (w.empty() || rows.weight(i) == w[order[i]]);
    }
    CHECK(good);
}

}  // namespace

TEST_CASE("events come in the order of a stable sort, whatever the shape of the forecasts", "[scoring][law]") {
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        for (const std::size_t n : {1u, 2u, 700u, 20000u}) {
            CAPTURE(shape, n);
            const Values p = make(shapes[shape], n, 7 + shape);
            Values yes, fractions, weights;
            Random random(n);
            for (std::size_t i = 0; i < n; ++i) {
                yes.push_back(random.uniform() < 0.5 ? 1.0 : 0.0);
                fractions.push_back(random.uniform());
                weights.push_back(random.uniform() + 0.1);
            }
            check_order(*SortedEvents::of({yes}, {p}), yes, p, {});
            check_order(*SortedEvents::of({fractions}, {p}), fractions, p, {});
            check_order(*SortedEvents::of({yes}, {p}, {weights}), yes, p, weights);
        }
    }
}

TEST_CASE("sorted events know what they add up to", "[scoring]") {
    const Values p{0.1, 0.9, 0.5};
    const Values o{1, 0, 1};
    const Values f{1, 0, 0.5};
    const Values w{2, 1, 1};
    const Values ones(3, 1);
    const auto plain = SortedEvents::of({o}, {p}, {ones});  // weights of 1 are none
    CHECK(!plain->weighted());
    CHECK(!plain->fractions());
    CHECK(plain->yes() == 2);
    CHECK(close(plain->outcome_variance(), 2.0 / 9));
    const auto mixed = SortedEvents::of({f}, {p}, {w});
    CHECK(mixed->weighted());
    CHECK(mixed->fractions());
    CHECK(mixed->weight() == 4);
    CHECK(mixed->yes() == 2.5);
    CHECK(close(mixed->outcome_variance(), (2 * 1 + 0.25) / 4 - 0.625 * 0.625));
}

TEST_CASE("columns that are no events are not sorted", "[scoring]") {
    const Values p{0.1, 0.2};
    const Values o{0, 1};
    CHECK(refused(SortedEvents::of({}, {}), Reason::empty));
    CHECK(refused(SortedEvents::of({o}, {Values{0.1}}), Reason::size_mismatch));
    CHECK(refused(SortedEvents::of({o}, {p}, {Values{1}}), Reason::size_mismatch));
    CHECK(refused(SortedEvents::of({o}, {Values{0.1, missing}}), Reason::missing, 1));
    CHECK(refused(SortedEvents::of({o}, {Values{0.1, 1.1}}), Reason::bad_probability, 1));
    CHECK(refused(SortedEvents::of({Values{0, 2}}, {p}), Reason::bad_outcome, 1));
    CHECK(refused(SortedEvents::of({o}, {p}, {Values{1, -1}}), Reason::bad_weight, 1));
}

TEST_CASE("a number added many times is added exactly", "[scoring][law]") {
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        const double x = random.uniform();
        const auto count = random.below(300);
        Sum one_by_one;
        for (std::uint32_t k = 0; k < count; ++k) one_by_one.add(x);
        Sum at_once;
        add_times(at_once, count, x);
        CHECK(at_once.value() == one_by_one.value());
    }
    Sum endless;
    add_times(endless, 3, infinity);
    CHECK(endless.value() == infinity);
}
