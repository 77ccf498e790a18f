// SPDX-License-Identifier: MIT
// Rules for multivariate samples.
#include "hindsight/scoring/multivariate.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "close.hpp"
#include "hindsight/scoring/sample.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

const Values observed{0.25, 0.5, 1.5};
const Values members{0.5, 1, -2, 1.5, 0, 0.25, -0.75, 2, 1, 0, -1, 3};  // four of three numbers
const Values weights{0.1, 0.2, 0.3, 0.4};

Score energy(const Values& y, const Values& x, const Values& w = {}) { return energy_score({y}, {x, y.size(), w}); }
Score variogram(const Values& y, const Values& x, double order = 0.5, const Values& w = {}, const Values& pairs = {}) {
    return variogram_score({y}, {x, y.size(), w}, {order, pairs});
}
Score mmd(const Values& y, const Values& x, double bandwidth = 1, const Values& w = {}) {
    return mmd_score({y}, {x, y.size(), w}, bandwidth);
}

Values normal_draws(std::size_t n, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    Values x(n);
    for (double& v : x) v = normal(random);
    return x;
}

}  // namespace

TEST_CASE("the energy score", "[scoring]") {
    // by hand: distances 5 and 5 to y; between the members 6: 5 - 6/4
    CHECK(close(energy({0, 0}, {3, 4, -3, 4}), 3.5));
    // numpy 1.24: w@norm(X-y, axis=1) - w@norm(X[:,None]-X[None], axis=2)@w/2
    CHECK(close(energy(observed, members), 1.0008511653597507));
    CHECK(close(energy(observed, members, weights), 0.8748821521983701));
    CHECK(close(energy({1, 2}, {1, 2}), 0));
    CHECK(close(energy({0, 0}, {3, 4}), 5));  // one member: the distance
}

TEST_CASE("in one dimension the energy score is the CRPS", "[scoring][law]") {
    for (unsigned seed = 0; seed < 50; ++seed) {
        const Values x = normal_draws(1 + seed % 17, seed);
        Values w;
        for (const double v : x) w.push_back(v * v);
        const double y = 0.1 * seed - 2;
        CHECK(close(energy({y}, x), *crps_sample(Observed{y}, {x}), 1e-14));
        CHECK(close(energy({y}, x, w), *crps_sample(Observed{y}, {x, w}), 1e-14));
    }
}

TEST_CASE("the variogram score", "[scoring]") {
    // by hand: |y1-y2| = 1, mean of |x1-x2| = (0 + 4)/2; twice (1 - 2)^2
    CHECK(close(variogram({0, 1}, {3, 3, 0, 4}, 1), 2));
    // numpy 1.24: (W*(abs(y[:,None]-y[None])**p - einsum('k,kij->ij', w, abs(X[:,:,None]-X[:,None,:])**p))**2).sum()
    CHECK(close(variogram(observed, members), 1.2337911197907514));
    CHECK(close(variogram(observed, members, 1), 6.609375));
    CHECK(close(variogram(observed, members, 1.5), 26.497117844733662));
    CHECK(close(variogram(observed, members, 2), 98.6630859375));
    CHECK(close(variogram(observed, members, 0.5, weights, {0, 1, 0.5, 1, 0, 0.25, 0.5, 0.25, 0}), 1.2116866302908127));
    CHECK(close(variogram({3}, {1, 2}), 0));  // one number has no differences
}

TEST_CASE("the variogram score does not see what all dimensions share", "[scoring][law]") {
    Values moved = members;
    for (double& x : moved) x += 8;
    CHECK(close(variogram(observed, moved, 1), *variogram(observed, members, 1), 1e-14));
}

TEST_CASE("the weight of a pair may stand on either side of the diagonal", "[scoring]") {
    CHECK(close(variogram(observed, members, 1, {}, {7, 2, 0, 0, 7, 0, 0, 0, 7}),
                *variogram(observed, members, 1, {}, {0, 0, 0, 2, 0, 0, 0, 0, 0})));
}

TEST_CASE("the kernel score", "[scoring]") {
    // by hand: (1 + 1 + 2 exp(-18)) / 8 - exp(-25/2)
    CHECK(close(mmd({0, 0}, {3, 4, -3, 4}), 0.25 + std::exp(-18) / 4 - std::exp(-12.5)));
    // numpy 1.24: k = lambda d: exp(-(d**2).sum(-1)/(2*h*h)); w@k(X[:,None]-X[None])@w/2 - w@k(X-y)
    CHECK(close(mmd(observed, members), 0.012185817556376113));
    CHECK(close(mmd(observed, members, 1, weights), 0.02148269689255361));
    CHECK(close(mmd(observed, members, 2.5), -0.3771520296876252));
    CHECK(close(mmd({1, 2}, {1, 2}), -0.5));   // the best there is
    CHECK(close(mmd({1, 2}, {1e9, 2}), 0.5));  // the worst
}

TEST_CASE("a vector of weight 2 is a member twice, of weight 0 none", "[scoring][law]") {
    const Values x{0, 1, 3, 2, 5, 5};
    const Values doubled{0, 1, 0, 1, 3, 2, 5, 5};
    const Values without{0, 1, 5, 5};
    const Values y{1, 1.5};
    for (const auto rule : {+[](const Values&a, const Values&b, const Values&w) { return energy(a, b, w); },
                            +[](const Values&a, const Values&b, const Values&w) { return variogram(a, b, 0.5, w); },
                            +[](const Values&a, const Values&b, const Values&w) { return mmd(a, b, 2, w); }}) {
        CHECK(close(rule(y, x, {2, 1, 1}), *rule(y, doubled, {})));
        CHECK(close(rule(y, x, {1, 0, 1}), *rule(y, without, {})));
        CHECK(close(rule(y, x, {7, 7, 7}), *rule(y, x, {})));
    }
}

TEST_CASE("the true spread and dependence score best on average", "[scoring][law]") {
    // members and observations of two numbers with correlation 0.8; forecasts that get spread or correlation wrong lose
    const auto pairs = [](std::size_t n, double scale, double correlation, unsigned seed) {
        Values x = normal_draws(2 * n, seed);
        for (std::size_t i = 0; i < n; ++i) {
            x[2 * i + 1] = scale * (correlation * x[2 * i] + std::sqrt(1 - correlation * correlation) * x[2 * i + 1]);
            x[2 * i] *= scale;
        }
        return x;
    };
    const Values right = pairs(150, 1, 0.8, 1);
    const Values wide = pairs(150, 2.5, 0.8, 1);
    const Values loose = pairs(150, 1, -0.8, 1);
    const Values truth = pairs(600, 1, 0.8, 2);
    for (const auto rule : {+[](const Values&a, const Values&b) { return *energy(a, b); },
                            +[](const Values&a, const Values&b) { return *variogram(a, b); },
                            +[](const Values&a, const Values&b) { return *mmd(a, b); }}) {
        const auto mean = [&](const Values& forecast) {
            double total = 0;
            for (std::size_t i = 0; i < 600; ++i) total += rule({truth[2 * i], truth[2 * i + 1]}, forecast) / 600;
            return total;
        };
        CHECK(mean(right) < mean(wide));
        CHECK(mean(right) < mean(loose));
    }
}

TEST_CASE("very large and very small distances keep their digits", "[scoring]") {
    CHECK(*energy({0, 0}, {3e200, 4e200}) == Approx(5e200).epsilon(1e-14));
    CHECK(*energy({0, 0}, {3e-200, 4e-200}) == Approx(5e-200).epsilon(1e-14));
    CHECK(refused(energy({-1.5e308, 0}, {1.5e308, 0}), Reason::infinite));
    CHECK(refused(variogram({0, 0}, {0, 1e200}, 1), Reason::infinite));
    CHECK(close(mmd({0, 0}, {3e200, 4e200}), 0.5));
}

TEST_CASE("a multivariate sample is not scored when it is none", "[scoring]") {
    for (const auto rule : {+[](const Values&y, const Values&x, const Values&w) { return energy(y, x, w); },
                            +[](const Values&y, const Values&x, const Values&w) { return variogram(y, x, 0.5, w); },
                            +[](const Values&y, const Values&x, const Values&w) { return mmd(y, x, 1, w); }}) {
        CHECK(refused(rule({}, {1}, {}), Reason::empty));
        CHECK(refused(rule({1, 2}, {}, {}), Reason::empty));
        CHECK(refused(rule({1, 2}, {1, 2, 3}, {}), Reason::size_mismatch));
        CHECK(refused(rule({1, missing}, {1, 2}, {}), Reason::missing, 1));
        CHECK(refused(rule({1, 2}, {1, 2, missing, 4}, {}), Reason::missing, 2));
        CHECK(refused(rule({1, 2}, {1, 2, 3, infinity}, {}), Reason::infinite, 3));
        CHECK(refused(rule({infinity, 2}, {1, 2}, {}), Reason::infinite));
        CHECK(refused(rule({1, 2}, {1, 2, 3, 4}, {1}), Reason::size_mismatch));
        CHECK(refused(rule({1, 2}, {1, 2, 3, 4}, {1, -1}), Reason::bad_weight, 1));
        CHECK(refused(rule({1, 2}, {1, 2, 3, 4}, {0, 0}), Reason::bad_weight));
    }
    const Values y{1, 2};
    CHECK(refused(energy_score({y}, {members, 3}), Reason::size_mismatch));
    for (const double bad : {0.0, -1.0, infinity, missing}) {
        CHECK(refused(variogram(observed, members, bad), Reason::bad_parameter));
        CHECK(refused(mmd(observed, members, bad), Reason::bad_parameter));
    }
    CHECK(refused(variogram(observed, members, 1, {}, {1, 2}), Reason::size_mismatch));
    CHECK(refused(variogram(y, {1, 2}, 1, {}, {0, 1, -1, 0}), Reason::bad_weight, 2));
}
