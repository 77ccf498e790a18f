// SPDX-License-Identifier: MIT
// Rules and functions of distributions, sent to the family, the cut form or the mixture.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "check.hpp"
#include "families/shape.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {
namespace {

Parameters parameters_of(const Distribution& d) {
    Parameters p{};
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = d.parameter(i);
    return p;
}

bool is_mixture(const Distribution& d) { return d.family() == Family::mixture; }
bool is_cut(const Distribution& d) { return d.cut() != Cut::none; }

/// The smallest whole number whose cdf reaches the level, found from the normal approximation outwards.
double quantile_of_counts(const FamilyOps& family, const Parameters& p, double level) {
    const auto reached = [&](double k) {
        return level < 0.5 ? family.cdf(p, k) >= level * (1 - 1e-14) : family.ccdf(p, k) <= (1 - level) * (1 + 1e-14) + 1e-17;
    };
    const double sd = std::sqrt(family.variance(p));
    double to = std::max(0.0, std::ceil(family.mean(p) + sd * std::clamp(normal_quantile(level), -40.0, 40.0)));
    double step = std::max(1.0, std::floor(sd));
    double from = to - 1;
    if (reached(to)) {
        while (from >= 0 && reached(from)) from = std::max(-1.0, (to = from) - (step *= 2));
    } else {
        while (!reached(to += step)) from = to, step *= 2;
    }
    while (to - from > 1) {
        const double middle = std::floor(from + (to - from) / 2);
        if (middle <= from || middle >= to) break;  // neighbours among doubles
        (reached(middle) ? to : from) = middle;
    }
    return to;
}

/// Where the probability 1 is first reached; only binomial and hypergeometric have such an end.
double end_of_counts(const Distribution& d) {
    if (d.family() == Family::binomial) return d.parameter(0);
    return d.family() == Family::hypergeometric ? std::min(d.parameter(0), d.parameter(2)) : infinity;
}

double start_of_counts(const Distribution& d) {
    return d.family() == Family::hypergeometric ? std::max(0.0, d.parameter(2) - d.parameter(1)) : 0.0;
}

}  // namespace

std::optional<double> point_of(const Distribution& d) {
    if (is_mixture(d)) return std::nullopt;
    const auto plain = ops(d.family()).point ? ops(d.family()).point(parameters_of(d)) : std::nullopt;
    if (!is_cut(d)) return plain;
    if (plain) return std::clamp(*plain, d.lower(), d.upper());
    return d.lower() == d.upper() ? std::optional(d.lower()) : std::nullopt;
}

double raw_crps(const Distribution& d, double y) {
    if (is_mixture(d)) return mixture_crps(d, y);
    if (const auto m = point_of(d)) return std::abs(y - *m);
    return is_cut(d) ? cut_crps(d, y) : ops(d.family()).crps(parameters_of(d), y);
}

double raw_log(const Distribution& d, double y) {
    if (is_mixture(d)) return mixture_log(d, y);
    if (const auto m = point_of(d)) return y == *m ? -infinity : infinity;
    return is_cut(d) ? cut_log(d, y) : ops(d.family()).log(parameters_of(d), y);
}

double cdf(const Distribution& d, double x) {
    if (is_mixture(d)) return mixture_cdf(d, x);
    if (const auto m = point_of(d)) return x >= *m ? 1.0 : 0.0;
    return is_cut(d) ? cut_cdf(d, x) : ops(d.family()).cdf(parameters_of(d), x);
}

double ccdf(const Distribution& d, double x) {
    if (is_mixture(d)) return mixture_ccdf(d, x);
    if (const auto m = point_of(d)) return x >= *m ? 0.0 : 1.0;
    return is_cut(d) ? cut_ccdf(d, x) : ops(d.family()).ccdf(parameters_of(d), x);
}

bool has_mass(const Distribution& d, double x) {
    if (is_mixture(d)) return mixture_has_mass(d, x);
    if (const auto m = point_of(d)) return x == *m;
    if (is_cut(d)) return d.cut() == Cut::censored && (x == d.lower() || x == d.upper());
    const FamilyOps& family = ops(d.family());
    if (info(d.family()).discrete) return family.log(parameters_of(d), x) < infinity;
    return family.mass && family.mass(parameters_of(d), x) > 0;
}

double cdf_below(const Distribution& d, double x) {
    if (is_mixture(d)) return mixture_cdf_below(d, x);
    if (const auto m = point_of(d)) return x > *m ? 1.0 : 0.0;
    if (is_cut(d)) return cut_cdf_below(d, x);
    const FamilyOps& family = ops(d.family());
    if (info(d.family()).discrete) return family.cdf(parameters_of(d), std::ceil(x) - 1);
    const double to_x = family.cdf(parameters_of(d), x);
    return family.mass ? to_x - family.mass(parameters_of(d), x) : to_x;
}

double raw_quantile(const Distribution& d, double level) {
    if (is_mixture(d)) return mixture_quantile(d, level);
    if (const auto m = point_of(d)) return *m;
    if (is_cut(d)) return cut_quantile(d, level);
    const FamilyOps& family = ops(d.family());
    if (family.quantile) return family.quantile(parameters_of(d), level);
    if (level <= 0) return start_of_counts(d);
    return level >= 1 ? end_of_counts(d) : quantile_of_counts(family, parameters_of(d), level);
}

double raw_mean(const Distribution& d) {
    if (is_mixture(d)) return mixture_mean(d);
    if (const auto m = point_of(d)) return *m;
    return is_cut(d) ? cut_mean(d) : ops(d.family()).mean(parameters_of(d));
}

double raw_variance(const Distribution& d) {
    if (is_mixture(d)) return mixture_variance(d);
    if (point_of(d)) return 0;
    return is_cut(d) ? cut_variance(d) : ops(d.family()).variance(parameters_of(d));
}

Score crps_distribution(Observed observed, const Distribution& predicted) {
    if (const auto no = check_number(observed.value)) return *no;
    return defined(raw_crps(predicted, observed.value));
}

Score log_distribution(Observed observed, const Distribution& predicted) {
    if (const auto no = check_number(observed.value)) return *no;
    return defined(raw_log(predicted, observed.value));
}

Score ae_median_distribution(Observed observed, const Distribution& predicted) {
    if (const auto no = check_number(observed.value)) return *no;
    return std::abs(observed.value - median(predicted));
}

namespace {

/// y less the mean, which is `m`.
double distance_of(const Distribution& d, double y, double m) {
    if (is_mixture(d) || point_of(d)) return y - m;
    if (is_cut(d)) return cut_distance(d, y);
    if (!ops(d.family()).distance) return y - m;
    return ops(d.family()).distance(parameters_of(d), y);
}

/// The standard deviation, also where the variance over- or underflows.
double sd_of(const Distribution& d) {
    if (is_mixture(d) || point_of(d)) return std::sqrt(raw_variance(d));
    if (is_cut(d)) return cut_sd(d);
    const FamilyOps& family = ops(d.family());
    return family.sd ? family.sd(parameters_of(d)) : std::sqrt(family.variance(parameters_of(d)));
}

}  // namespace

Score se_mean_distribution(Observed observed, const Distribution& predicted) {
    if (const auto no = check_number(observed.value)) return *no;
    const auto m = mean(predicted);
    if (!m || std::isinf(*m)) return Reason::undefined;
    return square(distance_of(predicted, observed.value, *m));
}

Score dss_distribution(Observed observed, const Distribution& predicted) {
    if (const auto no = check_number(observed.value)) return *no;
    const double m = raw_mean(predicted);
    const double sd = sd_of(predicted);
    if (!std::isfinite(m) || !std::isfinite(sd)) return Reason::undefined;
    if (sd == 0) return observed.value == m ? -infinity : infinity;
    // The squares of the distance and of the deviation alone could overflow, and even the distance.
    const double distance = distance_of(predicted, observed.value, m);
    const double z = std::isinf(distance) ? 2 * ((observed.value / 2 - m / 2) / sd) : distance / sd;
    return square(z) + 2 * std::log(sd);
}

Score pit_distribution(Observed observed, const Distribution& predicted) {
    if (const auto no = check_number(observed.value)) return *no;
    return defined(std::midpoint(cdf_below(predicted, observed.value), cdf(predicted, observed.value)));
}

Result<double> quantile(const Distribution& d, double level) {
    if (const auto no = check_unit(level, Reason::bad_level)) return *no;
    return defined(raw_quantile(d, level));
}

double median(const Distribution& d) { return raw_quantile(d, 0.5); }
Result<double> mean(const Distribution& d) { return defined(raw_mean(d)); }
Result<double> variance(const Distribution& d) { return defined(raw_variance(d)); }

}  // namespace hindsight::scoring
