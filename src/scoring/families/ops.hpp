// SPDX-License-Identifier: MIT
// What a family has to supply.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "../numeric.hpp"
#include "../special.hpp"
#include "hindsight/scoring/distribution.hpp"

namespace hindsight::scoring {

using Parameters = std::array<double, max_parameters>;

/// Stands for "undefined" inside the families; it never leaves them.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// All functions see parameters within their domains, and (but for `valid` and `point`) no point mass.
struct FamilyOps {
    bool (*valid)(const Parameters&) = nullptr;                  ///< relations between parameters; null: none
    std::optional<double> (*point)(const Parameters&) = nullptr;  ///< where all the mass sits, if on one point
    double (*crps)(const Parameters&, double y) = nullptr;
    double (*log)(const Parameters&, double y) = nullptr;         ///< -ln density or probability
    double (*cdf)(const Parameters&, double x) = nullptr;
    double (*ccdf)(const Parameters&, double x) = nullptr;
    double (*quantile)(const Parameters&, double level) = nullptr;  ///< 0 <= level <= 1; null: by search over whole numbers
    double (*mean)(const Parameters&) = nullptr;
    double (*variance)(const Parameters&) = nullptr;
    double (*mass)(const Parameters&, double x) = nullptr;  ///< P(X = x) of a law with a density; null: 0 everywhere
    double (*distance)(const Parameters&, double y) = nullptr;  ///< y less the mean unrounded; null: less the mean
    double (*sd)(const Parameters&) = nullptr;  ///< also where the variance over- or underflows; null: its root
};

/// A symmetric law at location 0 and scale 1, from which the cut forms are made.
struct StandardLaw {
    double (*ccdf)(const Parameters&, double z);
    double (*log_ccdf)(const Parameters&, double z);
    double (*log_density)(const Parameters&, double z);
    /// ln(ccdf(x)/ccdf(from)) for x >= from >= 0; `step` is x - from, which far out is below the rounding of x.
    double (*log_ratio)(const Parameters&, double x, double from, double step);
    /// ln(density(z)/ccdf(z)) for z >= 0
    double (*log_hazard)(const Parameters&, double z);
    double (*quantile)(const Parameters&, double level);
    std::size_t location;  ///< the places of location and scale among the parameters
    std::size_t scale;
    double (*degrees)(const Parameters&);  ///< of the power law in the tail; Infinity for none
};

const FamilyOps& ops(Family family);
const StandardLaw* standard_law(Family family);

// One table entry per family, defined beside its functions.
extern const FamilyOps normal_ops, student_t_ops, logistic_ops, laplace_ops, two_piece_normal_ops, two_piece_exponential_ops,
    lognormal_ops, loglogistic_ops, loglaplace_ops, exponential_ops, uniform_ops, gamma_ops, beta_ops, gev_ops, gpd_ops,
    poisson_ops, negative_binomial_ops, binomial_ops, hypergeometric_ops;
extern const StandardLaw normal_law, student_t_law, logistic_law;

/// P(X <= x) - P(X > x) without cancellation where one of them is small.
inline double balance(double below, double above) { return below < above ? 2 * below - 1 : 1 - 2 * above; }

}  // namespace hindsight::scoring
