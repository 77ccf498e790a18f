// SPDX-License-Identifier: MIT
// How the CRPS changes with the parameters of a distribution, for fitting one by its smallest CRPS.
#pragma once

#include "hindsight/scoring/distribution.hpp"

namespace hindsight::scoring {

// Both: normal, logistic and student_t, not cut; not_applicable for others. missing and infinite for the observation,
// infinite also where (y - location) / scale is; undefined at scale 0, and where the CRPS is infinite (degrees of
// freedom up to 1/2).

/// First derivatives.
struct CrpsGradient {
    double location;  ///< 1 - 2F(y), in [-1,1]
    double scale;
};

/// Second derivatives, in the inverse unit of y.
struct CrpsHessian {
    double location;
    double location_scale;
    double scale;
};

/// Jordan, Krueger and Lerch (2019) for the closed forms of the CRPS.
Result<CrpsGradient> crps_gradient(Observed observed, const Distribution& predicted);

/// 2 f(z) / scale times 1, z and z^2, with the standard density f at z = (y - location) / scale: of rank one, and never
/// negative. infinite also where one of the three is.
Result<CrpsHessian> crps_hessian(Observed observed, const Distribution& predicted);

}  // namespace hindsight::scoring
