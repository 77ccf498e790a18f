// SPDX-License-Identifier: MIT
// Derivatives of the CRPS.
#include "hindsight/scoring/gradient.hpp"

#include <cmath>
#include <vector>

#include "close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

Distribution of(Family family, std::initializer_list<double> parameters) {
    return *Distribution::of(family, parameters);
}

struct Case {
    Family family;
    std::vector<double> parameters;
    double y;
    CrpsGradient gradient;
    CrpsHessian hessian;
};

// mpmath 1.2.1, 60 digits: diff of the closed forms of the CRPS (Jordan et al. 2019), e.g. for the normal
// f = lambda m, s: s*(z*(2*ncdf(z)-1) + 2*npdf(z) - 1/sqrt(pi)) with z = (y-m)/s: diff(f, (m, s), (1, 0)) and so on.
// The first of each family also by quadrature of the two halves of the integral, to 12 digits. 1 degree of freedom
// stands for 1 + 1e-25, where the closed form has a pole.
const std::vector<Case> cases{
    {Family::normal,
     {0.5, 2},
     1.25,
     {-0.29233953334544759, 0.17952060419178154},
     {0.37185509386976891, 0.13944566020116334, 0.052292122575436253}},
    {Family::normal,
     {-1, 0.5},
     3,
     {-0.99999999999999876, -0.56418958354774618},
     {2.0209084334147569e-14, 1.6167267467318055e-13, 1.2933813973854444e-12}},
    {Family::normal, {0, 1}, 0, {0, 0.23369497725510907}, {0.79788456080286536, 0, 0}},
    {Family::logistic,
     {0.5, 2},
     1.25,
     {-0.18533319990813952, 0.35174657831412777},
     {0.2414129012529524, 0.090529837969857149, 0.033948689238696431}},
    {Family::logistic,
     {0, 1},
     -40,
     {0.99999999999999999, -0.99999999999999965},
     {8.4967085105831779e-18, -3.3986834042332712e-16, 1.3594733616933085e-14}},
    {Family::logistic, {3, 4}, 3, {0, 0.38629436111989062}, {0.125, 0, 0}},
    {Family::student_t,
     {3, 0.5, 2},
     1.25,
     {-0.26739784107282048, 0.22629171080745196},
     {0.33537434553317892, 0.12576537957494209, 0.047162017340603285}},
    {Family::student_t,
     {1.5, 0, 1},
     -100,
     {0.99924589011007511, -1.4800767053868133},
     {1.1310436549433958e-5, -0.0011310436549433958, 0.11310436549433958}},
    {Family::student_t,
     {0.75, 0, 2},
     5,
     {-0.6961217940479017, 0.068254362314303653},
     {0.042420125320860239, 0.1060503133021506, 0.26512578325537649}},
    {Family::student_t,
     {30, 1, 0.5},
     -4,
     {0.99999999995424749, -0.58130114652379777},
     {2.1311258313096673e-10, -2.1311258313096673e-9, 2.1311258313096673e-8}},
    {Family::student_t, {5, 0, 1}, 0, {0, 0.25702536290064727}, {0.75921337964498886, 0, 0}},
    {Family::student_t,
     {1, 0, 1},
     3,
     {-0.79516723530086655, -0.29166439857412455},
     {0.063661977236758134, 0.1909859317102744, 0.57295779513082321}},
    {Family::student_t,
     {1.001, 0, 1},
     1e8,
     {-0.99999999374878908, -11.192311956831116},
     {6.2574621347360426e-17, 6.2574621347360426e-9, 0.62574621347360426}},
};

bool relatively_close(double value, double expected) {
    return std::abs(value - expected) <= 1e-13 * std::abs(expected);
}

}  // namespace

TEST_CASE("the derivatives of the CRPS are right", "[scoring]") {
    for (const Case& c : cases) {
        CAPTURE(info(c.family).slug, c.y);
        const auto d = *Distribution::of(c.family, c.parameters);
        const auto g = *crps_gradient(Observed{c.y}, d);
        CHECK(close(g.location, c.gradient.location));
        CHECK(close(g.scale, c.gradient.scale, 4e-15));
        const auto h = *crps_hessian(Observed{c.y}, d);
        CHECK(relatively_close(h.location, c.hessian.location));
        CHECK(relatively_close(h.location_scale, c.hessian.location_scale));
        CHECK(relatively_close(h.scale, c.hessian.scale));
    }
}

TEST_CASE("the gradient leads along the CRPS", "[scoring][law]") {
    for (const auto family : {Family::normal, Family::logistic, Family::student_t})
        for (const double df : {0.7, 1.0, 2.5, infinity})
            for (const double y : {-8.0, -0.3, 0.0, 1.0, 30.0}) {
                const auto crps = [&](double m, double s) {
                    return *crps_distribution(
                        Observed{y}, family == Family::student_t ? of(family, {df, m, s}) : of(family, {m, s}));
                };
                const auto d = family == Family::student_t ? of(family, {df, 1, 2}) : of(family, {1, 2});
                const auto g = *crps_gradient(Observed{y}, d);
                const double step = 1e-5;
                CHECK(close(g.location, (crps(1 + step, 2) - crps(1 - step, 2)) / (2 * step), 1e-8));
                CHECK(close(g.scale, (crps(1, 2 + step) - crps(1, 2 - step)) / (2 * step), 1e-8));
            }
}

TEST_CASE("the CRPS is the gradient times the parameters, y counted in", "[scoring][law]") {
    // CRPS is homogeneous of degree 1 in (y, m, s) and does not change when y and m move together (Euler)
    for (const Case& c : cases) {
        const auto d = *Distribution::of(c.family, c.parameters);
        const auto g = *crps_gradient(Observed{c.y}, d);
        const double m = c.parameters[c.parameters.size() - 2];
        const double s = c.parameters.back();
        CHECK(close(g.location * (m - c.y) + g.scale * s, *crps_distribution(Observed{c.y}, d), 1e-14));
    }
}

TEST_CASE("with infinite degrees of freedom the t has the derivatives of the normal", "[scoring]") {
    for (const double df : {1e16, 1e19, infinity}) {
        const auto t = *crps_gradient(Observed{1.25}, of(Family::student_t, {df, 0.5, 2}));
        CHECK(close(t.location, -0.29233953334544759, 1e-14));
        CHECK(close(t.scale, 0.17952060419178154, 1e-14));
        CHECK(close(crps_hessian(Observed{1.25}, of(Family::student_t, {df, 0.5, 2}))->location, 0.37185509386976891,
                    1e-14));
    }
}

TEST_CASE("far out the derivatives stay numbers", "[scoring]") {
    for (const auto& d : {of(Family::normal, {0, 1}), of(Family::logistic, {0, 1}), of(Family::student_t, {1, 0, 1}),
                          of(Family::student_t, {0.6, 0, 1}), of(Family::student_t, {4, 0, 1})})
        for (const double y : {-1e300, -1e160, 1e20, 1e308}) {
            const auto g = crps_gradient(Observed{y}, d);
            const auto h = crps_hessian(Observed{y}, d);
            REQUIRE(g);
            REQUIRE(h);
            CHECK(g->location == (y > 0 ? -1 : 1) * std::abs(g->location));
            CHECK(std::isfinite(g->scale));
            CHECK(h->scale >= 0);
        }
    CHECK(
        close(crps_hessian(Observed{1e200}, of(Family::student_t, {1, 0, 1}))->scale, 2 / 3.14159265358979324, 1e-12));
}

TEST_CASE("there is no gradient of other families, of cut ones or of a point", "[scoring]") {
    const auto normal = of(Family::normal, {0, 1});
    for (const auto& refusal :
         {crps_gradient(Observed{0}, of(Family::laplace, {0, 1})), crps_gradient(Observed{0}, *normal.truncated(-1, 1)),
          crps_gradient(Observed{0}, *Distribution::mixture({{1, normal}}))})
        CHECK(refused(refusal, Reason::not_applicable));
    CHECK(refused(crps_gradient(Observed{0}, of(Family::normal, {0, 0})), Reason::undefined));
    CHECK(refused(crps_gradient(Observed{0}, of(Family::student_t, {0.5, 0, 1})), Reason::undefined));
    CHECK(refused(crps_gradient(Observed{missing}, normal), Reason::missing));
    CHECK(refused(crps_gradient(Observed{infinity}, normal), Reason::infinite));
    CHECK(refused(crps_gradient(Observed{1e300}, of(Family::normal, {0, 1e-300})), Reason::infinite));
    CHECK(refused(crps_hessian(Observed{0}, of(Family::laplace, {0, 1})), Reason::not_applicable));
    CHECK(refused(crps_hessian(Observed{0}, of(Family::normal, {0, 1e-310})), Reason::infinite));
}
