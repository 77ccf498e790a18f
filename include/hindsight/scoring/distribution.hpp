// SPDX-License-Identifier: MIT
// Distributions given by a family and its parameters, also mixed, truncated or censored, and their rules.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

// clang-format off
enum class Family : std::uint8_t {
    normal, student_t, logistic, laplace, two_piece_normal, two_piece_exponential, lognormal, loglogistic, loglaplace,
    exponential, uniform, gamma, beta, gev, gpd, poisson, negative_binomial, binomial, hypergeometric, mixture,
};
// clang-format on

/// What a parameter may be; `unit` is [0,1], `unit_above_0` (0,1], `degrees` (0, Infinity], `count` a whole number from
/// 0.
enum class Domain : std::uint8_t { real, positive, not_negative, unit, unit_above_0, degrees, count };

/// "any number", "above 0", ...
std::string_view slug(Domain domain);

struct Parameter {
    std::string_view name;
    Domain domain = Domain::real;
    bool optional = false;
    double fallback = 0;  ///< the value of an optional one that is not given
};

inline constexpr std::size_t max_parameters = 4;

/// A family: its slug and its parameters in order, the optional ones last.
struct FamilyInfo {
    Family family;
    std::string_view slug;
    std::array<Parameter, max_parameters> parameters;
    std::size_t count;     ///< of parameters
    bool discrete;         ///< lives on whole numbers
    bool may_be_cut;       ///< may be truncated or censored
};

std::span<const FamilyInfo> families();
const FamilyInfo& info(Family family);
std::optional<Family> family_by_slug(std::string_view slug);

/// Nothing; the part outside is left out and the rest scaled up; the part outside is put on the ends.
enum class Cut : std::uint8_t { none, truncated, censored };

/// A valid predictive distribution: it can only be made from valid parameters.
class Distribution {
   public:
    struct Component;

    /// `parameters` in the order of the family's row; optional ones at the end may be left out.
    /// missing, infinite, bad_parameter with the place; size_mismatch for a wrong number; not_applicable for `mixture`.
    static Result<Distribution> of(Family family, std::span<const double> parameters);
    static Result<Distribution> of(Family family, std::initializer_list<double> parameters);
    /// Weights are normalised. empty, bad_weight with the place.
    static Result<Distribution> mixture(std::vector<Component> components);

    /// Only for normal, student_t and logistic; an open end is -+infinity. not_applicable; missing; reversed_interval for
    /// lower > upper; bad_parameter if a truncation leaves no probability.
    Result<Distribution> truncated(double lower, double upper) const;
    Result<Distribution> censored(double lower, double upper) const;

    Family family() const { return family_; }
    double parameter(std::size_t i) const { return parameters_[i]; }
    std::span<const double> parameters() const { return {parameters_.data(), info(family_).count}; }
    Cut cut() const { return cut_; }
    double lower() const { return lower_; }
    double upper() const { return upper_; }
    const std::vector<Component>& components() const { return components_; }

   private:
    Distribution() = default;
    Result<Distribution> cut_to(Cut cut, double lower, double upper) const;

    Family family_ = Family::normal;
    Cut cut_ = Cut::none;
    std::array<double, max_parameters> parameters_{};
    double lower_ = -infinity;
    double upper_ = infinity;
    std::vector<Component> components_;
};

struct Distribution::Component {
    double weight;
    Distribution distribution;
};

// Rules: missing and infinite for the observation.

/// The integral of (F(x) - 1{x >= y})^2 dx, in [0, Infinity], in the unit of y; closed forms where there are any.
/// Matheson and Winkler (1976); Jordan, Krueger and Lerch (2019) for the forms. Infinity where the integral diverges.
Score crps_distribution(Observed observed, const Distribution& predicted);

/// -ln of the density (or of the probability, for a discrete family), in [-Infinity, Infinity]. -Infinity on a
/// distribution that is one point; masses (`mass`, `lower_mass`, censored ends) give -ln(mass), in a mixture of those
/// components alone that have one there. Infinity outside the support. Good (1952).
Score log_distribution(Observed observed, const Distribution& predicted);

/// |y - median|.
Score ae_median_distribution(Observed observed, const Distribution& predicted);

/// (y - mean)^2; undefined where there is no finite mean.
Score se_mean_distribution(Observed observed, const Distribution& predicted);

/// (y - mean)^2 / v + ln v with v the variance, in [-Infinity, Infinity]; undefined where mean or v are not finite. At
/// v = 0 -Infinity on the mean, Infinity elsewhere. Dawid and Sebastiani (1999).
Score dss_distribution(Observed observed, const Distribution& predicted);

/// (P(X < y) + P(X <= y)) / 2, in [0,1]: F(y) of a continuous one, (F(y-1) + F(y)) / 2 on whole numbers, the mean of
/// the randomised form. No score: over many forecasts it should be uniform. Dawid (1984); Czado, Gneiting and Held
/// (2009).
Score pit_distribution(Observed observed, const Distribution& predicted);

/// P(X <= x) and P(X > x), each exact in its own tail.
double cdf(const Distribution& d, double x);
double ccdf(const Distribution& d, double x);

/// The smallest x with P(X <= x) >= level; the ends of the support at 0 and 1. bad_level outside [0,1].
Result<double> quantile(const Distribution& d, double level);
double median(const Distribution& d);
/// undefined where the integral has no value; Infinity where it diverges to it.
Result<double> mean(const Distribution& d);
Result<double> variance(const Distribution& d);

}  // namespace hindsight::scoring
