// SPDX-License-Identifier: MIT
// The rows of the rule table.
#include "hindsight/scoring/rule.hpp"

#include <algorithm>

namespace hindsight::scoring {
namespace {

template <double WisParts::*part>
Score wis_part(Observed observed, Quantiles predicted) {
    const auto parts = wis_quantile(observed, predicted);
    if (!parts) return parts.why();
    return (*parts).*part;
}

Score coverage_at_level(Observed observed, Quantiles predicted, const RuleOptions& options) {
    return coverage_quantile(observed, predicted, *options.level);
}

template <double CrpsParts::*part>
Score crps_part(Observed observed, Samples predicted) {
    const auto parts = crps_parts_sample(observed, predicted);
    if (!parts) return parts.why();
    return (*parts).*part;
}

Score crps_in_range(Observed observed, Samples predicted, const RuleOptions& options) {
    return crps_tw_sample(observed, predicted, *options.weight_range);
}

Score crps_of_outcomes_in_range(Observed observed, Samples predicted, const RuleOptions& options) {
    return crps_ow_sample(observed, predicted, *options.weight_range);
}

Score brier_at_threshold(Observed observed, Samples predicted, const RuleOptions& options) {
    return brier_threshold_sample(observed, predicted, *options.threshold);
}

constexpr auto better_low = Orientation::lower_is_better;

// One row a rule: slug, title, lowest, highest, orientation, proper, unit, formula, reference, example, functions, option.
// clang-format off
constexpr std::array table{
    Rule{"brier", "Brier score", 0, 1, better_low, Proper::strictly, Unit::none,
         "(p - f)^2", "Brier (1950)",
         "p = 0.8, f = 1: 0.04",
         {.binary = brier_binary}},
    Rule{"brier_full", "Brier score, two-sided", 0, 2, better_low, Proper::strictly, Unit::none,
         "(p - f)^2 + ((1-p) - (1-f))^2 = 2 (p - f)^2", "Brier (1950)",
         "p = 0.8, f = 1: 0.08",
         {.binary = brier_full_binary}},
    Rule{"brier_categorical", "Brier score of options", 0, 2, better_low, Proper::strictly, Unit::none,
         "sum_k (p_k - o_k)^2", "Brier (1950)",
         "p = (0.2, 0.5, 0.3), o = 2: 0.38",
         {.categorical = brier_categorical, .ordinal = brier_categorical}},
    Rule{"brier_categorical_half", "Brier score of options, halved", 0, 1, better_low, Proper::strictly, Unit::none,
         "sum_k (p_k - o_k)^2 / 2", "Brier (1950)",
         "p = (0.2, 0.5, 0.3), o = 2: 0.19",
         {.categorical = brier_categorical_half, .ordinal = brier_categorical_half}},
    Rule{"quadratic", "Quadratic loss", 0, 2, better_low, Proper::strictly, Unit::none,
         "1 - (2 p_o - sum_k p_k^2)", "Gneiting and Raftery (2007), section 3",
         "p = (0.2, 0.5, 0.3), o = 2: 0.38",
         {.categorical = quadratic_categorical, .ordinal = quadratic_categorical}},
    Rule{"log", "Log score", -infinity, infinity, better_low, Proper::strictly, Unit::nats,
         "-ln p(y): -f ln p - (1-f) ln(1-p) of an event, -ln p_o of options, -ln density of a distribution", "Good (1952)",
         "p = 0.8, f = 1: 0.2231",
         {.binary = log_binary, .categorical = log_categorical, .ordinal = log_categorical,
          .distribution = log_distribution, .cdf = log_cdf}},
    Rule{"spherical", "Spherical loss", 0, 1, better_low, Proper::strictly, Unit::none,
         "1 - p_o / sqrt(sum_k p_k^2)", "Roby (1965)",
         "p = 0.6, f = 1: 0.1679",
         {.binary = spherical_binary, .categorical = spherical_categorical, .ordinal = spherical_categorical}},
    Rule{"rps", "Ranked probability score", 0, infinity, better_low, Proper::strictly, Unit::none,
         "sum_k (P_k - 1{o <= k})^2", "Epstein (1969), Murphy (1971)",
         "p = (0.2, 0.5, 0.3), o = 3: 0.53",
         {.ordinal = rps_ordinal}},
    Rule{"rps_normalised", "Ranked probability score, divided by K-1", 0, 1, better_low, Proper::strictly, Unit::none,
         "sum_k (P_k - 1{o <= k})^2 / (K-1)", "Epstein (1969), Murphy (1971)",
         "p = (0.2, 0.5, 0.3), o = 3: 0.265",
         {.ordinal = rps_normalised_ordinal}},
    Rule{"brier_ordered", "Brier score of ordered options", 0, 2, better_low, Proper::strictly, Unit::none,
         "2 sum_k (P_k - 1{o <= k})^2 / (K-1)", "Good Judgment Open, scores of ordered answers; Murphy (1971)",
         "p = (0.2, 0.5, 0.3), o = 3: 0.53",
         {.ordinal = brier_ordered_ordinal}},
    Rule{"ranked_log", "Ranked log score", 0, infinity, better_low, Proper::strictly, Unit::nats,
         "sum_{k<K} -ln P_k where o <= k, -ln(1 - P_k) where o > k", "scoringrules (Python) 0.11, ranked logarithmic score",
         "p = (0.2, 0.5, 0.3), o = 3: 1.4271",
         {.ordinal = ranked_log_ordinal}},
    Rule{"pinball", "Pinball loss, mean over the levels", 0, infinity, better_low, Proper::yes, Unit::observation,
         "(1{y < q} - level) (q - y)", "Koenker and Bassett (1978)",
         "levels (0.1, 0.5, 0.9), q = (1, 2, 5), y = 3: 0.3",
         {.quantiles = pinball_quantile}},
    Rule{"wis", "Weighted interval score", 0, infinity, better_low, Proper::yes, Unit::observation,
         "2 x mean pinball = (|y-m|/2 + sum_k a_k/2 IS_k) / (K + 1/2)", "Bracher, Ray, Gneiting and Reich (2021)",
         "levels (0.1, 0.5, 0.9), q = (1, 2, 5), y = 3: 0.6",
         {.quantiles = wis_part<&WisParts::wis>}},
    Rule{"wis_dispersion", "Dispersion part of the weighted interval score", 0, infinity, better_low, Proper::no, Unit::observation,
         "sum_k a_k/2 (u_k - l_k) / (K + 1/2)", "Bracher, Ray, Gneiting and Reich (2021)",
         "levels (0.1, 0.5, 0.9), q = (1, 2, 5), y = 3: 0.2667",
         {.quantiles = wis_part<&WisParts::dispersion>}},
    Rule{"wis_underprediction", "Part of the weighted interval score for predicting too low", 0, infinity, better_low, Proper::no,
         Unit::observation, "((y-m)+/2 + sum_k (y-u_k)+) / (K + 1/2)", "Bracher, Ray, Gneiting and Reich (2021)",
         "levels (0.1, 0.5, 0.9), q = (1, 2, 5), y = 3: 0.3333",
         {.quantiles = wis_part<&WisParts::underprediction>}},
    Rule{"wis_overprediction", "Part of the weighted interval score for predicting too high", 0, infinity, better_low, Proper::no,
         Unit::observation, "((m-y)+/2 + sum_k (l_k-y)+) / (K + 1/2)", "Bracher, Ray, Gneiting and Reich (2021)",
         "levels (0.1, 0.5, 0.9), q = (1, 2, 5), y = 0: 1.3333",
         {.quantiles = wis_part<&WisParts::overprediction>}},
    Rule{"interval", "Interval (Winkler) score", 0, infinity, better_low, Proper::yes, Unit::observation,
         "(u-l) + 2/a (l-y)+ + 2/a (y-u)+, a = 1 - level", "Winkler (1972)",
         "[1, 5] at 0.8, y = 7: 24",
         {.interval = interval}},
    Rule{"interval_weighted", "Interval score times a/2", 0, infinity, better_low, Proper::yes, Unit::observation,
         "a/2 (u-l) + (l-y)+ + (y-u)+, a = 1 - level", "Bracher, Ray, Gneiting and Reich (2021)",
         "[1, 5] at 0.8, y = 7: 2.4",
         {.interval = interval_weighted}},
    Rule{"crps_quantile", "CRPS by quantiles", 0, infinity, better_low, Proper::yes, Unit::observation,
         "2 x mean pinball", "Laio and Tamea (2007)",
         "levels (0.1, 0.5, 0.9), q = (1, 2, 5), y = 3: 0.6",
         {.quantiles = crps_quantile}},
    Rule{"coverage", "Whether the range holds the observation", 0, 1, Orientation::nearer_to_level, Proper::no, Unit::none,
         "1{l <= y <= u}", "Gneiting, Balabdaoui and Raftery (2007)",
         "[1, 5] at 0.8, y = 7: 0",
         {.interval = coverage_interval, .quantiles_with = coverage_at_level}, Needs::level},
    Rule{"bias", "Bias", -1, 1, Orientation::nearer_to_zero, Proper::no, Unit::none,
         "1 - 2 max{level: q <= y} below the median, 1 - 2 min{level: q >= y} above; of samples P(X > y) - P(X < y)",
         "Funk et al. (2019)",
         "levels (0.1, 0.5, 0.9), q = (1, 2, 5), y = 3: -0.8",
         {.quantiles = bias_quantile, .samples = bias_sample}},
    Rule{"ae_median", "Absolute error of the median", 0, infinity, better_low, Proper::yes, Unit::observation,
         "|y - m|", "Gneiting (2011)",
         "x = (1, 2, 4), y = 3: 1",
         {.quantiles = ae_median_quantile, .samples = ae_median_sample, .distribution = ae_median_distribution,
          .cdf = ae_median_cdf, .point = absolute_error}},
    Rule{"se_mean", "Squared error of the mean", 0, infinity, better_low, Proper::yes, Unit::observation_squared,
         "(y - mean)^2; of quantiles the integral of the quantile function, linear between levels, level beyond", "Gneiting (2011)",
         "x = (1, 2, 4), y = 3: 0.4444",
         {.quantiles = se_mean_quantile, .samples = se_mean_sample, .distribution = se_mean_distribution, .point = squared_error}},
    Rule{"crps", "Continuous ranked probability score", 0, infinity, better_low, Proper::strictly, Unit::observation,
         "integral of (F(x) - 1{x >= y})^2 dx = E|X-y| - E|X-X'|/2", "Matheson and Winkler (1976)",
         "x = (1, 2, 4), y = 3: 0.6667",
         {.samples = crps_sample, .distribution = crps_distribution, .cdf = crps_cdf}},
    Rule{"crps_fair", "CRPS of a sample, unbiased", -infinity, infinity, better_low, Proper::no, Unit::observation,
         "E|X-y| - E|X-X'| / (2 (1 - sum w^2)) = sum |x_i-y| / m - sum |x_i-x_j| / (2 m (m-1)); >= 0 for equal weights",
         "Ferro (2014)", "x = (1, 2, 4), y = 3: 0.3333",
         {.samples = crps_fair_sample}},
    Rule{"crps_akr", "CRPS of a sample, from neighbours in the order given", -infinity, infinity, better_low, Proper::no,
         Unit::observation, "sum_i w_i (|x_i-y| - |x_i-x_(i-1)|/2), x_0 = x_m; >= 0 for equal weights", "Leutbecher (2019)",
         "x = (1, 2, 4), y = 3: 0.3333",
         {.samples = crps_akr_sample}},
    Rule{"crps_kde", "CRPS of the kernel density of a sample", 0, infinity, better_low, Proper::no, Unit::observation,
         "CRPS of sum_i w_i N(x_i, h^2), h = 1.06 min(s, IQR/1.34) m^(-1/5)", "Krueger, Lerch, Thorarinsdottir and Gneiting (2021)",
         "x = (1, 2, 4), y = 3: 0.5376",
         {.samples = crps_kde_sample}},
    Rule{"crps_tw", "CRPS weighted by threshold", 0, infinity, better_low, Proper::yes, Unit::observation,
         "integral of (F(x) - 1{x >= y})^2 over a <= x <= b", "Gneiting and Ranjan (2011)",
         "x = (1, 2, 4), range [2, 9], y = 3: 0.5556",
         {.samples_with = crps_in_range}, Needs::weight_range},
    Rule{"crps_ow", "CRPS weighted by outcome", 0, infinity, better_low, Proper::yes, Unit::observation,
         "1{a <= y <= b} CRPS of the members in [a, b]", "Holzmann and Klar (2017)",
         "x = (1, 2, 4), range [2, 9], y = 3: 0.5",
         {.samples_with = crps_of_outcomes_in_range}, Needs::weight_range},
    Rule{"crps_dispersion", "Dispersion part of the CRPS of a sample", 0, infinity, better_low, Proper::no, Unit::observation,
         "CRPS at y = median", "scoringutils 2.2, crps_sample",
         "x = (1, 2, 4), y = 3: 0.3333",
         {.samples = crps_part<&CrpsParts::dispersion>}},
    Rule{"crps_underprediction", "Part of the CRPS of a sample for predicting too low", 0, infinity, better_low, Proper::no,
         Unit::observation, "CRPS less its dispersion where y > median, else 0", "scoringutils 2.2, crps_sample",
         "x = (1, 2, 4), y = 3: 0.3333",
         {.samples = crps_part<&CrpsParts::underprediction>}},
    Rule{"crps_overprediction", "Part of the CRPS of a sample for predicting too high", 0, infinity, better_low, Proper::no,
         Unit::observation, "CRPS less its dispersion where y < median, else 0", "scoringutils 2.2, crps_sample",
         "x = (1, 2, 4), y = 0: 1.3333",
         {.samples = crps_part<&CrpsParts::overprediction>}},
    Rule{"log_kde", "Log score of the kernel density of a sample", -infinity, infinity, better_low, Proper::no, Unit::nats,
         "-ln sum_i w_i phi((y-x_i)/h) / h, h = 1.06 min(s, IQR/1.34) m^(-1/5)",
         "Krueger, Lerch, Thorarinsdottir and Gneiting (2021)", "x = (1, 2, 4), y = 3: 1.7354",
         {.samples = log_kde_sample}},
    Rule{"dss", "Dawid-Sebastiani score", -infinity, infinity, better_low, Proper::yes, Unit::none,
         "(y - mean)^2 / v + ln v; of samples v = sum (x-mean)^2 / m", "Dawid and Sebastiani (1999)",
         "x = (1, 2, 4), y = 3: 0.7275",
         {.samples = dss_sample, .distribution = dss_distribution}},
    Rule{"error_spread", "Error-spread score", 0, infinity, better_low, Proper::no, Unit::observation_fourth,
         "(s^2 - e^2 - e s g)^2, e = mean - y, s^2 = sum (x-mean)^2 / (m-1), g = sum ((x-mean)/s)^3 / ((m-1)(m-2))",
         "Christensen, Moroz and Palmer (2015)", "x = (1, 2, 4), y = 3: 4.8680",
         {.samples = error_spread_sample}},
    Rule{"brier_threshold", "Brier score of lying above a threshold", 0, 1, better_low, Proper::yes, Unit::none,
         "(P(X > t) - 1{y > t})^2", "Brier (1950)", "x = (1, 2, 4), t = 2, y = 3: 0.4444",
         {.samples_with = brier_at_threshold}, Needs::threshold},
    Rule{"pit", "Probability integral transform", 0, 1, Orientation::uniform, Proper::no, Unit::none,
         "F(y); of whole numbers (F(y-1) + F(y)) / 2", "Dawid (1984); Czado, Gneiting and Held (2009)",
         "x = (1, 2, 4), y = 3: 0.6667",
         {.samples = pit_sample, .distribution = pit_distribution, .cdf = pit_cdf}},
    Rule{"mad", "Median absolute deviation of a sample", 0, infinity, Orientation::none, Proper::no, Unit::observation,
         "1.4826 median |x - median|", "Funk et al. (2019)", "x = (1, 2, 4), y = 3: 1.4826",
         {.samples = mad_sample}},
};
// clang-format on

}  // namespace

std::span<const Rule> rules() { return table; }

const Rule* rule_by_slug(std::string_view slug) {
    const auto at = std::find_if(table.begin(), table.end(), [slug](const Rule& rule) { return rule.slug == slug; });
    return at == table.end() ? nullptr : &*at;
}

bool Rule::takes(Kind kind) const {
    switch (kind) {
        case Kind::binary: return of.binary != nullptr;
        case Kind::categorical: return of.categorical != nullptr;
        case Kind::ordinal: return of.ordinal != nullptr;
        case Kind::interval: return of.interval != nullptr;
        case Kind::quantiles: return of.quantiles != nullptr || of.quantiles_with != nullptr;
        case Kind::samples: return of.samples != nullptr || of.samples_with != nullptr;
        case Kind::distribution: return of.distribution != nullptr;
        case Kind::cdf: return of.cdf != nullptr;
        case Kind::point: return of.point != nullptr;
    }
    return false;
}

Needs Rule::needs(Kind kind) const {
    const bool with = (kind == Kind::quantiles && of.quantiles_with) || (kind == Kind::samples && of.samples_with);
    return with ? option : Needs::nothing;
}

std::string_view slug(Orientation orientation) {
    constexpr std::array<std::string_view, 5> slugs{"lower", "nearer_to_zero", "nearer_to_level", "uniform", "none"};
    return slugs[static_cast<std::size_t>(orientation)];
}

std::string_view slug(Proper proper) {
    constexpr std::array<std::string_view, 3> slugs{"strictly", "yes", "no"};
    return slugs[static_cast<std::size_t>(proper)];
}

std::string_view slug(Unit unit) {
    constexpr std::array<std::string_view, 5> slugs{"none", "nats", "observation", "observation_squared",
                                                     "observation_fourth"};
    return slugs[static_cast<std::size_t>(unit)];
}

std::string_view slug(Needs needs) {
    constexpr std::array<std::string_view, 4> slugs{"nothing", "threshold", "weight_range", "level"};
    return slugs[static_cast<std::size_t>(needs)];
}

}  // namespace hindsight::scoring
