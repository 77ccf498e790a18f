// SPDX-License-Identifier: MIT
// Truncated and censored symmetric laws at location 0 and scale 1.
#pragma once

#include <vector>

#include "shape.hpp"

namespace hindsight::scoring {

/// The law between `from` and `to`, mirrored where needed so that the bulk of a truncated tail lies to the right.
/// Places z are counted from the location, but from the end of a law truncated far out in a light tail, whose width
/// may there be below the rounding of a distance to the location.
class CutLaw {
   public:
    explicit CutLaw(const Distribution& d);

    double to_z(double x) const;
    double from_z(double z) const;
    bool mirrored() const { return mirrored_; }
    double scale() const { return scale_; }
    double origin() const { return origin_; }
    double degrees() const { return law_.degrees(parameters_); }
    double from() const { return from_; }
    double to() const { return to_; }

    /// P(Z <= z) and P(Z > z) for from <= z < to.
    double below(double z) const;
    double above(double z) const;
    /// -ln of the density within, or of the probability on a censored end.
    double log(double z) const;
    /// Places between which F is smooth, from end to end; beyond the first and last there is nothing to the last
    /// digit, but for the power law of an open end.
    std::vector<double> breaks() const;

   private:
    double first_place() const;
    double last_place() const;
    double mass(double a, double b) const;
    double relative_density(double z) const;
    double area(double a, double b) const;
    /// ln(P(beyond x) / P(beyond from)) of the law itself
    double log_ratio(double x, double from) const;

    const StandardLaw& law_;
    const Parameters parameters_;
    Cut cut_;
    double zero_;  ///< the value at z = 0
    double scale_;
    double from_;
    double to_;
    double origin_ = 0;  ///< how far z = 0 is from the location, in scales
    bool mirrored_ = false;
    bool narrow_ = false;  ///< truncated so closely that differences of probabilities lose digits
};

}  // namespace hindsight::scoring
