// SPDX-License-Identifier: MIT
// The table of rules and that of families and reasons.
#include "hindsight/scoring/rule.hpp"

#include <set>
#include <string>
#include <vector>

#include "close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;

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
    for (const char* slug : {"rps", "rps_normalised"}) CHECK(has(slug, Kind::ordinal));
    for (const char* slug : {"interval", "interval_weighted", "coverage"}) CHECK(has(slug, Kind::interval));
    for (const char* slug :
         {"pinball", "wis", "wis_dispersion", "wis_underprediction", "wis_overprediction", "crps_quantile", "bias", "ae_median"})
        CHECK(has(slug, Kind::quantiles));
    for (const char* slug : {"crps", "log", "ae_median", "se_mean"}) CHECK(has(slug, Kind::distribution));
    for (const char* slug : {"crps", "ae_median", "se_mean"}) CHECK(has(slug, Kind::samples));
    for (const char* slug : {"crps", "log"}) CHECK(has(slug, Kind::cdf));
    CHECK_FALSE(has("rps", Kind::categorical));
}

TEST_CASE("scores through the table stay within the range of their row", "[scoring][law]") {
    const std::vector<double> p{0.2, 0.3, 0.5};
    const std::vector<double> levels{0.1, 0.5, 0.9};
    const std::vector<double> values{-1, 0, 2};
    for (const Rule& rule : rules()) {
        const auto within = [&](const Score& s) { return s && *s >= rule.lowest && *s <= rule.highest; };
        INFO(rule.slug);
        for (const double x : {0.0, 0.25, 1.0})
            for (const double f : {0.0, 0.5, 1.0})
                if (rule.of.binary) CHECK(within(rule.of.binary(Observed{f}, Probability{x})));
        for (const std::size_t k : {0u, 1u, 2u}) {
            if (rule.of.categorical) CHECK(within(rule.of.categorical(Category{k}, {p})));
            if (rule.of.ordinal) CHECK(within(rule.of.ordinal(Category{k}, {p})));
        }
        for (const double y : {-5.0, 0.0, 1.0, 9.0}) {
            if (rule.of.interval) CHECK(within(rule.of.interval(Observed{y}, {-1, 2, 0.8})));
            if (rule.of.quantiles) CHECK(within(rule.of.quantiles(Observed{y}, {levels, values})));
            if (rule.of.samples) CHECK(within(rule.of.samples(Observed{y}, {values})));
            if (rule.of.distribution) CHECK(within(rule.of.distribution(Observed{y}, *Distribution::of(Family::normal, {0, 2}))));
            if (rule.of.point) CHECK(within(rule.of.point(Observed{y}, Point{1})));
            if (rule.of.cdf) CHECK(within(rule.of.cdf(Observed{y}, {values, levels})));
        }
    }
}

TEST_CASE("the parts of the weighted interval score have rows of their own", "[scoring]") {
    const std::vector<double> levels{0.1, 0.5, 0.9};
    const std::vector<double> values{-1, 0, 2};
    const auto of = [&](const char* slug) { return *rule_by_slug(slug)->of.quantiles(Observed{5}, {levels, values}); };
    CHECK(close(of("wis_dispersion") + of("wis_underprediction") + of("wis_overprediction"), of("wis")));
    CHECK(of("wis_overprediction") == 0);
}

TEST_CASE("reasons and kinds have slugs in the order of their values", "[scoring]") {
    for (std::size_t i = 0; i < reasons.size(); ++i) CHECK(static_cast<std::size_t>(reasons[i].reason) == i);
    for (std::size_t i = 0; i < kinds.size(); ++i) CHECK(static_cast<std::size_t>(kinds[i].kind) == i);
    CHECK(slug(Reason::missing) == "missing");
    CHECK(slug(Reason::outside_scale) == "outside_scale");
    CHECK(slug(Kind::point) == "point");
    CHECK(slug(Proper::strictly) == "strictly");
    CHECK(slug(Orientation::lower_is_better) == "lower");
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
