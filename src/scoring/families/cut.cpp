// SPDX-License-Identifier: MIT
// Truncated and censored normal, Student t and logistic, by integration.
#include "cut.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "../quadrature.hpp"

namespace hindsight::scoring {
namespace {

/// Of the probability that there is to find, in relation to it: a law may be cut far out in its tail.
constexpr double negligible = 1e-22;

/// From here on a light tail is described from its end; nearer, the location serves as well.
constexpr double far_out = 40;

Parameters parameters_of(const Distribution& d) {
    Parameters p{};
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = d.parameter(i);
    return p;
}

/// Everything between two places, doubled outwards from an anchor.
void add_doublings(std::vector<double>& breaks, double anchor, double step, double from, double to) {
    for (int k = 0; k < 400 && anchor + step < to; ++k, step *= 2)
        if (anchor + step > from) breaks.push_back(anchor + step);
}

}  // namespace

CutLaw::CutLaw(const Distribution& d)
    : law_(*standard_law(d.family())),
      parameters_(parameters_of(d)),
      cut_(d.cut()),
      zero_(parameters_[law_.location]),
      scale_(parameters_[law_.scale]),
      from_((d.lower() - zero_) / scale_),
      to_((d.upper() - zero_) / scale_) {
    mirrored_ = from_ + to_ < 0;
    if (mirrored_) from_ = -std::exchange(to_, -from_);
    if (cut_ == Cut::truncated && from_ > far_out && std::isinf(degrees())) {
        origin_ = std::exchange(from_, 0.0);
        zero_ = mirrored_ ? d.upper() : d.lower();
        to_ = (d.upper() - d.lower()) / scale_;
    }
    narrow_ = cut_ == Cut::truncated && (to_ - from_) * std::max(1.0, std::abs(origin_ + from_)) < 0.5;
}

double CutLaw::to_z(double x) const {
    const double z = (x - zero_) / scale_;
    return mirrored_ ? -z : z;
}

double CutLaw::from_z(double z) const { return zero_ + scale_ * (mirrored_ ? -z : z); }

/// The probability of the law itself between a and b.
double CutLaw::mass(double a, double b) const {
    if (a >= 0) return law_.ccdf(parameters_, a) - law_.ccdf(parameters_, b);
    if (b <= 0) return law_.ccdf(parameters_, -b) - law_.ccdf(parameters_, -a);
    return (1 - law_.ccdf(parameters_, -a)) - law_.ccdf(parameters_, b);
}

double CutLaw::log_ratio(double x, double from) const {
    return law_.log_ratio(parameters_, origin_ + x, origin_ + from, x - from);
}

double CutLaw::relative_density(double z) const {
    if (origin_ > 0)
        return std::exp(log_ratio(z, from_) + law_.log_hazard(parameters_, origin_ + z) - law_.log_hazard(parameters_, origin_));
    return std::exp(law_.log_density(parameters_, z) - law_.log_density(parameters_, from_));
}

double CutLaw::area(double a, double b) const {
    const std::array<double, 2> ends{a, b};
    return integrate([this](double z) { return relative_density(z); }, ends);
}

double CutLaw::below(double z) const {
    if (cut_ == Cut::censored) return law_.ccdf(parameters_, -z);
    if (narrow_) return area(from_, z) / area(from_, to_);
    if (from_ < 0) return mass(from_, z) / mass(from_, to_);
    return std::expm1(log_ratio(z, from_)) / std::expm1(log_ratio(to_, from_));
}

double CutLaw::above(double z) const {
    if (cut_ == Cut::censored) return law_.ccdf(parameters_, z);
    if (narrow_) return area(z, to_) / area(from_, to_);
    if (from_ < 0) return mass(z, to_) / mass(from_, to_);
    return std::exp(log_ratio(z, from_)) * std::expm1(log_ratio(to_, z)) /
           std::expm1(log_ratio(to_, from_));
}

double CutLaw::log(double z) const {
    if (z < from_ || z > to_) return infinity;
    // Far out the density and the tail agree in most of their digits.
    if (origin_ > 0) {
        const double within = narrow_ ? std::log(relative_density(z) / area(from_, to_))
                                      : law_.log_hazard(parameters_, origin_ + z) + log_ratio(z, from_) -
                                            std::log(-std::expm1(log_ratio(to_, from_)));
        return std::log(scale_) - within;
    }
    const double plain = std::log(scale_) - law_.log_density(parameters_, z);
    if (cut_ == Cut::censored) {
        if (z == from_) return 0.0 - law_.log_ccdf(parameters_, -z);
        return z == to_ ? 0.0 - law_.log_ccdf(parameters_, z) : plain;
    }
    if (narrow_)
        return std::log(scale_) + (law_.log_density(parameters_, from_) - law_.log_density(parameters_, z)) +
               std::log(area(from_, to_));
    if (from_ < 0) return plain + std::log(mass(from_, to_));
    return plain + law_.log_ccdf(parameters_, from_) + std::log(-std::expm1(log_ratio(to_, from_)));
}

double CutLaw::first_place() const {
    double first = std::max(from_, -1.0);
    // To a finite end a tail is followed until its moments have gone, which for a power law may be far.
    const double nothing = negligible * below(std::min(to_, 0.0));
    for (double step = 1; first > from_ && below(first) * square(first) > nothing && step < 1e300; step *= 2)
        first = std::max(from_, -step);
    return first;
}

double CutLaw::last_place() const {
    const double start = std::max(from_, 0.0);
    double last = std::min(to_, start + 1);
    const double nothing = negligible * above(start);
    const auto left = [&] { return above(last) * (std::isinf(to_) ? 1.0 : std::max(1.0, square(last - start))); };
    for (double step = 1; last < to_ && left() > nothing && step < 1e300; step *= 2) last = std::min(to_, start + step);
    return last;
}

std::vector<double> CutLaw::breaks() const {
    const double first = first_place();
    const double last = last_place();
    std::vector<double> result{first, last};
    if (first < 0 && 0 < last) result.push_back(0);
    add_doublings(result, 0, 0.5, first, last);
    if (origin_ + from_ > 0) add_doublings(result, from_, 0.125 / std::max(1.0, origin_ + from_), first, last);
    for (double step = 0.5; -step > first; step *= 2)
        if (-step < last) result.push_back(-step);
    std::sort(result.begin(), result.end());
    return result;
}

namespace {

/// The breaks up to `at` and from it on.
struct Halves {
    std::vector<double> left;
    std::vector<double> right;
};

Halves halves(const std::vector<double>& breaks, double at) {
    Halves h;
    for (const double b : breaks) (b < at ? h.left : h.right).push_back(b);
    if (!h.left.empty() || at > breaks.front()) h.left.push_back(at);
    if (!h.right.empty()) h.right.insert(h.right.begin(), at);
    return h;
}

/// Whether an end is open to a tail so heavy that the integral of tail^power diverges.
bool diverges(const CutLaw& law, double power) {
    return (std::isinf(law.from()) || std::isinf(law.to())) && law.degrees() <= power;
}

/// What an open end adds beyond the last place Z, where nothing of a light tail is left and a heavy one is the power
/// law G(Z) (z/Z)^-degrees to the last digit that matters: the integrals of (z - at)^power G(z) and of G(z)^2.
double beyond(const CutLaw& law, double last, double at, int power) {
    if (std::isinf(law.degrees()) || std::isfinite(law.to())) return 0;
    const double plain = law.above(last) * last / (law.degrees() - 1);
    return power == 0 ? plain : law.above(last) * last * last / (law.degrees() - 2) - at * plain;
}

double beyond_squared(const CutLaw& law, double last) {
    if (std::isinf(law.degrees()) || std::isfinite(law.to())) return 0;
    return square(law.above(last)) * last / (2 * law.degrees() - 1);
}

/// Integral over the tails on both sides of `at` of weight(distance): E of its integral over |X - at|.
template <class Weight>
double both_tails(const CutLaw& law, const std::vector<double>& breaks, double at, const Weight& weight, int sign_of_left,
                  int power) {
    const Halves h = halves(breaks, at);
    const auto raise = [power](double p) { return power == 2 ? p * p : p; };
    const double left = integrate([&](double z) { return raise(law.below(z)) * weight(at - z); }, h.left);
    const double right = integrate([&](double z) { return raise(law.above(z)) * weight(z - at); }, h.right);
    return sign_of_left * left + right;
}

}  // namespace

double cut_crps(const Distribution& d, double y) {
    const CutLaw law(d);
    if (diverges(law, 0.5)) return infinity;
    const double z = law.to_z(y);
    const double inside = std::clamp(z, law.from(), law.to());
    const double outside = std::abs(z - inside);
    const auto breaks = law.breaks();
    const double tails = both_tails(law, breaks, inside, [](double) { return 1.0; }, 1, 2);
    return law.scale() * (outside + tails + beyond_squared(law, std::max(inside, breaks.back())));
}

double cut_log(const Distribution& d, double y) {
    if (y < d.lower() || y > d.upper()) return infinity;
    const CutLaw law(d);
    double z = law.to_z(y);
    if (y == d.lower()) z = law.mirrored() ? law.to() : law.from();
    if (y == d.upper()) z = law.mirrored() ? law.from() : law.to();
    return law.log(std::clamp(z, law.from(), law.to()));
}

double cut_cdf(const Distribution& d, double x) {
    if (x < d.lower()) return 0;
    if (x >= d.upper()) return 1;
    const CutLaw law(d);
    return law.mirrored() ? law.above(law.to_z(x)) : law.below(law.to_z(x));
}

double cut_ccdf(const Distribution& d, double x) {
    if (x < d.lower()) return 1;
    if (x >= d.upper()) return 0;
    const CutLaw law(d);
    return law.mirrored() ? law.below(law.to_z(x)) : law.above(law.to_z(x));
}

double cut_cdf_below(const Distribution& d, double x) {
    if (d.cut() == Cut::truncated || x > d.upper()) return cut_cdf(d, x);
    return x <= d.lower() ? 0.0 : ops(d.family()).cdf(parameters_of(d), x);
}

double cut_quantile(const Distribution& d, double level) {
    if (d.cut() == Cut::censored) {
        const Parameters p = parameters_of(d);
        return std::clamp(ops(d.family()).quantile(p, level), d.lower(), d.upper());
    }
    if (level <= 0) return d.lower();
    if (level >= 1) return d.upper();
    const CutLaw law(d);
    const auto breaks = law.breaks();
    const auto reached = [&](double z) {
        if (z >= law.to()) return true;
        return law.mirrored() ? law.above(z) < level : (level < 0.5 ? law.below(z) >= level : law.above(z) <= 1 - level);
    };
    return std::clamp(law.from_z(bisect(reached, breaks.front(), breaks.back())), d.lower(), d.upper());
}

namespace {

/// Where a law without a diverging mean has it, as a distance from a place that needs no rounding.
struct Mean {
    double start;
    double distance;
    double z;
};

Mean mean_of(const Distribution& d, const CutLaw& law, const std::vector<double>& breaks) {
    const double at = std::clamp(0.0, law.from(), law.to());
    const double tails = both_tails(law, breaks, at, [](double) { return 1.0; }, -1, 1) + beyond(law, breaks.back(), at, 0);
    // From an end as it was given, which a way to z and back would not hit.
    const bool at_lower = at == (law.mirrored() ? law.to() : law.from());
    const bool at_upper = at == (law.mirrored() ? law.from() : law.to());
    const double start = at_lower ? d.lower() : at_upper ? d.upper() : law.from_z(0);
    return {start, law.scale() * (law.mirrored() ? -tails : tails), at + tails};
}

}  // namespace

double cut_mean(const Distribution& d) {
    const CutLaw law(d);
    if (diverges(law, 1)) return std::isinf(d.upper()) ? infinity : -infinity;
    const Mean mean = mean_of(d, law, law.breaks());
    return std::clamp(mean.start + mean.distance, d.lower(), d.upper());
}

double cut_distance(const Distribution& d, double y) {
    const CutLaw law(d);
    const Mean mean = mean_of(d, law, law.breaks());
    return (y - mean.start) - mean.distance;
}

double cut_sd(const Distribution& d) {
    const CutLaw law(d);
    if (diverges(law, 1)) return undefined;
    if (diverges(law, 2)) return infinity;
    const auto breaks = law.breaks();
    const double at = std::clamp(mean_of(d, law, breaks).z, law.from(), law.to());
    // A width of 1/origin, whose square could underflow.
    const double unit = std::max(1.0, law.origin());
    const double tails = both_tails(law, breaks, at, [unit](double distance) { return 2 * unit * distance; }, 1, 1);
    return law.scale() / std::sqrt(unit) * std::sqrt(tails + 2 * beyond(law, std::max(at, breaks.back()), at, 1));
}

double cut_variance(const Distribution& d) { return square(cut_sd(d)); }

}  // namespace hindsight::scoring
