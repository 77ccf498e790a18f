// SPDX-License-Identifier: MIT
// The table of rules and that of families and reasons.
#include "hindsight/scoring/rule.hpp"

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

/// The numbers after a mark in the text, up to the next character that no list of numbers has.
std::vector<double> after(const std::string& text, const std::string& mark) {
    std::vector<double> numbers;
    const auto at = text.find(mark);
    if (at == std::string::npos) return numbers;
    for (std::size_t i = at + mark.size(); i < text.size();) {
        char* end = nullptr;
        numbers.push_back(std::strtod(text.c_str() + i, &end));
        i = static_cast<std::size_t>(end - text.c_str());
        if (text.compare(i, 2, ", ") != 0 || std::isalpha(static_cast<unsigned char>(text[i + 2]))) break;
        i += 2;
    }
    return numbers;
}

/// An example of the table, taken apart.
struct Example {
    std::string text;
    double score;
    double precision;  ///< half a unit of the last digit given
};

Example read_example(std::string_view example) {
    const auto colon = example.rfind(": ");
    REQUIRE(colon != std::string_view::npos);
    const std::string score(example.substr(colon + 2));
    const auto point = score.find('.');
    const auto decimals = point == std::string::npos ? 0 : score.size() - point - 1;
    // 1e-12 more, for a score that ends exactly in 5
    return {std::string(example.substr(0, colon)), std::stod(score), 0.5 * std::pow(10.0, -static_cast<double>(decimals)) + 1e-12};
}

Score evaluate(const Rule& rule, const Example& example) {
    const auto list = [&](const char* mark) { return after(example.text, mark); };
    RuleOptions options;
    if (const auto t = list(", t = "); !t.empty()) options.threshold = t[0];
    if (const auto r = list(", range ["); !r.empty()) options.weight_range = WeightRange{r.at(0), r.at(1)};
    if (const auto level = list(", level "); !level.empty()) options.level = level[0];
    if (const auto f = list(", f = "); !f.empty()) return score(rule, Observed{f[0]}, Probability{list("p = ").at(0)});
    if (const auto o = list(", o = "); !o.empty()) {
        const auto p = list("p = (");
        const Category observed{static_cast<std::size_t>(o[0]) - 1};
        if (rule.takes(Kind::categorical)) return score(rule, observed, OptionProbabilities{p});
        return score(rule, observed, OrderedProbabilities{p});
    }
    const Observed y{list(", y = ").at(0)};
    if (const auto x = list("x = ("); !x.empty()) return score(rule, y, Samples{x}, options);
    if (const auto q = list("q = ("); !q.empty()) return score(rule, y, Quantiles{list("levels ("), q}, options);
    const auto ends = list("[");
    return score(rule, y, Interval{ends.at(0), ends.at(1), list("] at ").at(0)});
}

}  // namespace

TEST_CASE("every rule has its own slug, words, a range and a kind", "[scoring]") {
    std::set<std::string_view> slugs;
    for (const Rule& rule : rules()) {
        INFO(rule.slug);
        CHECK(slugs.insert(rule.slug).second);
        CHECK(rule_by_slug(rule.slug) == &rule);
        CHECK_FALSE(rule.title.empty());
        CHECK_FALSE(rule.formula.empty());
        CHECK_FALSE(rule.reference.empty());
        CHECK(rule.lowest < rule.highest);
        bool any = false;
        for (const auto& kind : kinds) any = any || rule.takes(kind.kind);
        CHECK(any);
    }
    CHECK(rule_by_slug("nothing") == nullptr);
}

TEST_CASE("the slugs that are a contract are there", "[scoring]") {
    const auto has = [](const char* slug, Kind kind) { return rule_by_slug(slug) != nullptr && rule_by_slug(slug)->takes(kind); };
    for (const char* slug : {"brier", "log", "spherical", "brier_full"}) CHECK(has(slug, Kind::binary));
    for (const char* slug : {"brier_categorical", "brier_categorical_half", "log", "spherical", "quadratic"})
        CHECK(has(slug, Kind::categorical));
    for (const char* slug : {"rps", "rps_normalised", "ranked_log", "brier_ordered"}) CHECK(has(slug, Kind::ordinal));
    for (const char* slug : {"interval", "interval_weighted", "coverage"}) CHECK(has(slug, Kind::interval));
    for (const char* slug : {"pinball", "wis", "wis_dispersion", "wis_underprediction", "wis_overprediction", "crps_quantile",
                             "bias", "ae_median", "coverage"})
        CHECK(has(slug, Kind::quantiles));
    for (const char* slug : {"crps", "log", "ae_median", "se_mean", "dss", "pit"}) CHECK(has(slug, Kind::distribution));
    for (const char* slug :
         {"crps", "crps_fair", "crps_kde", "crps_akr", "crps_tw", "crps_ow", "crps_dispersion", "crps_underprediction",
          "crps_overprediction", "log_kde", "dss", "pit", "bias", "mad", "error_spread", "brier_threshold", "ae_median", "se_mean"})
        CHECK(has(slug, Kind::samples));
    for (const char* slug : {"crps", "log", "ae_median", "pit"}) CHECK(has(slug, Kind::cdf));
    for (const char* slug : {"crps_tw", "crps_ow"}) CHECK(rule_by_slug(slug)->needs(Kind::samples) == Needs::weight_range);
    CHECK(rule_by_slug("brier_threshold")->needs(Kind::samples) == Needs::threshold);
    CHECK_FALSE(has("rps", Kind::categorical));
}

TEST_CASE("scores through the table stay within the range of their row", "[scoring][law]") {
    const std::vector<double> p{0.2, 0.3, 0.5};
    const std::vector<double> levels{0.1, 0.5, 0.9};
    const std::vector<double> values{-1, 0, 2};
    const RuleOptions options{.threshold = 0.5, .weight_range = WeightRange{-2, 1}, .level = 0.8};
    for (const Rule& rule : rules()) {
        INFO(rule.slug);
        const auto within = [&](Kind kind, const Score& s) {
            if (!rule.takes(kind)) return refused(s, Reason::not_applicable);
            return s && *s >= rule.lowest && *s <= rule.highest;
        };
        for (const double x : {0.0, 0.25, 1.0})
            for (const double f : {0.0, 0.5, 1.0}) CHECK(within(Kind::binary, score(rule, Observed{f}, Probability{x})));
        for (const std::size_t k : {0u, 1u, 2u}) {
            CHECK(within(Kind::categorical, score(rule, Category{k}, OptionProbabilities{p})));
            CHECK(within(Kind::ordinal, score(rule, Category{k}, OrderedProbabilities{p})));
        }
        const auto normal = *Distribution::of(Family::normal, {0, 2});
        for (const double y : {-5.0, 0.0, 1.0, 9.0}) {
            CHECK(within(Kind::interval, score(rule, Observed{y}, Interval{-1, 2, 0.8})));
            CHECK(within(Kind::quantiles, score(rule, Observed{y}, Quantiles{levels, values}, options)));
            CHECK(within(Kind::samples, score(rule, Observed{y}, Samples{values}, options)));
            CHECK(within(Kind::distribution, score(rule, Observed{y}, normal)));
            CHECK(within(Kind::point, score(rule, Observed{y}, Point{1})));
            CHECK(within(Kind::cdf, score(rule, Observed{y}, PiecewiseCdf{values, levels})));
        }
    }
}

TEST_CASE("a rule without its option is not scored, and each kind of it says what it needs", "[scoring]") {
    const std::vector<double> levels{0.1, 0.5, 0.9};
    const std::vector<double> values{-1, 0, 2};
    for (const Rule& rule : rules()) {
        INFO(rule.slug);
        CHECK((rule.option != Needs::nothing) == (rule.of.quantiles_with || rule.of.samples_with));
        CHECK_FALSE((rule.of.quantiles && rule.of.quantiles_with));
        CHECK_FALSE((rule.of.samples && rule.of.samples_with));
        for (const auto& kind : kinds) CHECK((rule.takes(kind.kind) || rule.needs(kind.kind) == Needs::nothing));
        const auto check = [&](Kind kind, const Score& s) {
            if (rule.needs(kind) != Needs::nothing) CHECK(refused(s, Reason::missing_option));
        };
        check(Kind::quantiles, score(rule, Observed{1}, Quantiles{levels, values}));
        check(Kind::samples, score(rule, Observed{1}, Samples{values}));
    }
    const Rule& coverage = *rule_by_slug("coverage");
    CHECK(coverage.needs(Kind::quantiles) == Needs::level);
    CHECK(coverage.needs(Kind::interval) == Needs::nothing);
    CHECK(*score(coverage, Observed{1}, Quantiles{levels, values}, {.level = 0.8}) == 1);
    CHECK(refused(score(coverage, Observed{1}, Quantiles{levels, values}, {.level = 0.5}), Reason::missing_level));
    CHECK(slug(Needs::weight_range) == "weight_range");
}

TEST_CASE("the example of every rule is what the rule gives", "[scoring]") {
    for (const Rule& rule : rules()) {
        const Example example = read_example(rule.example);
        INFO(rule.slug << ": " << rule.example << ", computed " << evaluate(rule, example).value_or(missing));
        CHECK(std::abs(*evaluate(rule, example) - example.score) <= example.precision);
    }
}

TEST_CASE("the parts of the weighted interval score have rows of their own", "[scoring]") {
    const std::vector<double> levels{0.1, 0.5, 0.9};
    const std::vector<double> values{-1, 0, 2};
    const auto of = [&](const char* slug) { return *rule_by_slug(slug)->of.quantiles(Observed{5}, {levels, values}); };
    CHECK(close(of("wis_dispersion") + of("wis_underprediction") + of("wis_overprediction"), of("wis")));
    CHECK(of("wis_overprediction") == 0);
}

TEST_CASE("the parts of the CRPS of a sample have rows of their own", "[scoring]") {
    const std::vector<double> x{-1, 0, 2, 7};
    const auto of = [&](const char* slug) { return *rule_by_slug(slug)->of.samples(Observed{5}, {x}); };
    CHECK(close(of("crps_dispersion") + of("crps_underprediction") + of("crps_overprediction"), of("crps")));
    CHECK(of("crps_underprediction") > 0);
    CHECK(of("crps_overprediction") == 0);
}

TEST_CASE("reasons and kinds have slugs in the order of their values", "[scoring]") {
    for (std::size_t i = 0; i < reasons.size(); ++i) CHECK(static_cast<std::size_t>(reasons[i].reason) == i);
    for (std::size_t i = 0; i < kinds.size(); ++i) CHECK(static_cast<std::size_t>(kinds[i].kind) == i);
    CHECK(slug(Reason::missing) == "missing");
    CHECK(slug(Reason::outside_scale) == "outside_scale");
    CHECK(slug(Reason::missing_option) == "missing_option");
    CHECK(slug(Kind::point) == "point");
    CHECK(slug(Proper::strictly) == "strictly");
    CHECK(slug(Orientation::lower_is_better) == "lower");
    CHECK(slug(Orientation::none) == "none");
    CHECK(slug(Orientation::uniform) == "uniform");
    CHECK(slug(Unit::observation_fourth) == "observation_fourth");
    CHECK(slug(Unit::nats) == "nats");
}

TEST_CASE("the families have the names and parameters of the notation", "[scoring]") {
    std::string text;
    for (const FamilyInfo& family : families()) {
        CHECK(family_by_slug(family.slug) == family.family);
        text += std::string(family.slug) + "{";
        for (std::size_t i = 0; i < family.count; ++i)
            text += (i > 0 ? "," : "") + std::string(family.parameters[i].name) + (family.parameters[i].optional ? "?" : "");
        text += "}\n";
    }
    CHECK(text ==
          "normal{mean,sd}\nstudent_t{df,location,scale}\nlogistic{location,scale}\nlaplace{location,scale}\n"
          "two_piece_normal{location,scale_left,scale_right}\ntwo_piece_exponential{location,scale_left,scale_right}\n"
          "lognormal{meanlog,sdlog}\nloglogistic{locationlog,scalelog}\nloglaplace{locationlog,scalelog}\n"
          "exponential{rate,location?,mass?}\nuniform{min,max,lower_mass?,upper_mass?}\ngamma{shape,rate}\n"
          "beta{alpha,beta,lower?,upper?}\ngev{location,scale,shape}\ngpd{location,scale,shape,mass?}\npoisson{rate}\n"
          "negative_binomial{size,probability}\nbinomial{size,probability}\nhypergeometric{white,black,draws}\nmixture{}\n");
    CHECK_FALSE(family_by_slug("cauchy").has_value());
}
