// SPDX-License-Identifier: MIT
// exp, log and the tail of the normal over vectors, against many digits, at every width that the processor has.
#include "scoring/columns/continuous_functions.hpp"

#include <cmath>
#include <vector>

#include "hindsight/scoring/types.hpp"
#include "scoring/columns/continuous_dispatch.hpp"
#include "support/catch.hpp"
#include "unit/scoring/columns/levels.hpp"

using namespace hindsight::scoring;
using hindsight::test::levels;

namespace {

struct Row {
    double x;
    double value;
};

// mpmath 1.2.1, 50 digits: exp(x), expm1(x), log(x), log1p(x), erf(x), erfc(z/sqrt(2)), x as the double it is.
const std::vector<Row> exp_table{
    {-700.25, 7.678723813110872e-305}, {-300.1, 4.658284196779334e-131}, {-40.5, 2.576757109154981e-18},
    {-5.3, 0.004991593906910217}, {-1.0, 0.36787944117144233}, {-0.5, 0.6065306597126334},
    {-0.3465, 0.7071588192872713}, {-0.001, 0.999000499833375}, {-1e-18, 1.0}, {0.0, 1.0}, {1e-10, 1.0000000001},
    {0.34657, 1.4142084849595797}, {0.34658, 1.41422262711514}, {0.7, 2.0137527074704766}, {1.0, 2.718281828459045},
    {2.5, 12.182493960703473}, {10.1, 24343.00942440838}, {88.8, 3.6757840844711625e+38},
    {333.3, 5.6279576190981464e+144}, {708.9, 7.436322587880697e+307}};
const std::vector<Row> expm1_table{
    {-50.5, -1.0}, {-3.25, -0.961225792168278}, {-0.7, -0.5034146962085905}, {-0.35, -0.29531191028128656},
    {-0.34, -0.2882296772373903}, {-0.001, -0.0009995001666250085}, {-1e-09, -9.999999995e-10}, {-1e-300, -1e-300},
    {1e-300, 1e-300}, {1e-12, 1.0000000000005e-12}, {0.01, 0.010050167084168058}, {0.2, 0.22140275816016985},
    {0.36, 0.43332941456034024}, {1.5, 3.481689070338065}, {20.25, 622964441.1984454}};
const std::vector<Row> log_table{
    {1e-300, -690.7755278982137}, {3.7e-100, -228.9501764797544}, {1e-05, -11.512925464970229},
    {0.3, -1.2039728043259361}, {0.7071067811865475, -0.34657359027997275}, {0.7071067811865476, -0.3465735902799726},
    {0.99, -0.01005033585350145}, {0.9999999999999999, -1.1102230246251565e-16}, {1.0, 0.0},
    {1.0000000000000002, 2.2204460492503128e-16}, {1.3, 0.26236426446749106},
    {1.4142135623730951, 0.3465735902799727}, {1.4142135623730954, 0.34657359027997287}, {2.0, 0.6931471805599453},
    {3.0, 1.0986122886681098}, {10.0, 2.302585092994046}, {12345.678, 9.421061321291832},
    {1e+100, 230.25850929940458}, {1.7e+308, 709.7268368932282}};
const std::vector<Row> log1p_table{
    {0.0, 0.0}, {1e-300, 1e-300}, {1e-17, 1e-17}, {1e-08, 9.999999950000001e-09}, {0.01, 0.009950330853168083},
    {0.2, 0.18232155679395465}, {0.414213562373095, 0.3465735902799726}, {0.4142135623730951, 0.3465735902799727},
    {0.42, 0.35065687161316933}, {0.5, 0.4054651081081644}, {0.75, 0.5596157879354227}, {0.99, 0.688134638736401},
    {1.0, 0.6931471805599453}};
const std::vector<Row> erf_table{
    {1e-300, 1.1283791670955126e-300}, {1e-09, 1.1283791670955127e-09}, {0.1, 0.1124629160182849},
    {0.25, 0.27632639016823696}, {0.5, 0.5204998778130465}, {0.7, 0.6778011938374184}, {0.9, 0.7969082124228322},
    {1.0, 0.8427007929497149}, {1.1, 0.8802050695740817}, {1.2, 0.9103139782296353}, {1.25, 0.9229001282564583}};
const std::vector<Row> two_tails_table{
    {0.0, 1.0}, {1e-09, 0.9999999992021155}, {0.1, 0.920344325445942}, {0.5, 0.6170750774519738},
    {1.0, 0.3173105078629141}, {1.9, 0.057433119632003614}, {2.5, 0.01241933065155227}, {3.3, 0.000966848284767555},
    {4.0, 6.334248366623985e-05}, {5.5, 3.7979124931775436e-08}, {8.0, 1.2441921148543568e-15}, {40.0, 0.0}};

struct Column {
    const double* from;
    double* to;
    std::size_t n;
};

/// A function of one vector over a column, a whole number of vectors long.
template <class Function>
struct Apply {
    template <int Width>
    HINDSIGHT_INLINE static bool run(const Column& column) {
        using V = lanes::Lane<Width>;
        for (std::size_t i = 0; i < column.n; i += Width)
            lanes::store(column.to + i, Function::of(lanes::load<V>(column.from + i)));
        return true;
    }
};

#define FUNCTION_OVER_VECTORS(Name, expression)      \
    struct Name {                                    \
        template <class V>                           \
        HINDSIGHT_INLINE static V of(const V& x) {   \
            return expression;                       \
        }                                            \
    }
FUNCTION_OVER_VECTORS(Exp, lanes::exp(x));
FUNCTION_OVER_VECTORS(Expm1, lanes::expm1(x));
FUNCTION_OVER_VECTORS(Log, lanes::log(x));
FUNCTION_OVER_VECTORS(Log1p, lanes::log1p_of_unit(x));
FUNCTION_OVER_VECTORS(Erf, lanes::erf_near_0(x));
FUNCTION_OVER_VECTORS(TwoTails, lanes::two_tails(x));

/// The values of a function at the arguments of a table, at one width.
template <class Function>
std::vector<double> values(vectors::Level level, const std::vector<Row>& table) {
    std::vector<double> x((table.size() + 7) / 8 * 8, 0.5);
    std::vector<double> result(x.size());
    for (std::size_t i = 0; i < table.size(); ++i) x[i] = table[i].x;
    lanes::run_fused<Apply<Function>>(level, Column{x.data(), result.data(), x.size()});
    return result;
}

double units_in_last_place(double value, double expected) {
    const double unit = std::nextafter(std::abs(expected), infinity) - std::abs(expected);
    return std::abs(value - expected) / unit;
}

template <class Function>
void check_relative(const std::vector<Row>& table, double units) {
    for (const auto level : levels()) {
        const auto found = values<Function>(level, table);
        for (std::size_t i = 0; i < table.size(); ++i) {
            INFO("x " << table[i].x << " gives " << found[i] << ", expected " << table[i].value);
            CHECK(units_in_last_place(found[i], table[i].value) <= units);
        }
    }
}

template <class Function>
void check_absolute(const std::vector<Row>& table, double error) {
    for (const auto level : levels()) {
        const auto found = values<Function>(level, table);
        for (std::size_t i = 0; i < table.size(); ++i) {
            INFO("x " << table[i].x << " gives " << found[i] << ", expected " << table[i].value);
            CHECK(std::abs(found[i] - table[i].value) <= error);
        }
    }
}

}  // namespace

TEST_CASE("exp and expm1 over vectors are within a unit of the last place", "[scoring][columns]") {
    check_relative<Exp>(exp_table, 1);
    check_relative<Expm1>(expm1_table, 2);
}

TEST_CASE("log over vectors is within a unit of the last place, also beside 1", "[scoring][columns]") {
    check_relative<Log>(log_table, 1);
    check_relative<Log1p>(log1p_table, 1);
}

TEST_CASE("erf over vectors is within a unit of the last place", "[scoring][columns]") {
    check_relative<Erf>(erf_table, 1.5);
}

TEST_CASE("the tails of the normal over vectors are exact beside 1", "[scoring][columns]") {
    check_absolute<TwoTails>(two_tails_table, 2e-16);
}

TEST_CASE("exp over vectors is held to its ends", "[scoring][columns]") {
    const std::vector<Row> ends{{-1e300, std::exp(-708.0)}, {-infinity, std::exp(-708.0)}, {1e300, std::exp(709.0)}};
    check_relative<Exp>(ends, 1);
}
