// SPDX-License-Identifier: MIT
// Rules for multivariate samples.
#include "hindsight/scoring/multivariate.hpp"

#include <cmath>
#include <vector>

#include "check.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {
namespace {

using Vector = std::span<const double>;

Refusal check(ObservedVector observed, const VectorSamples& predicted) {
    if (predicted.dimensions == 0 || predicted.values.empty()) return NotScored{Reason::empty, 0};
    const bool whole = predicted.values.size() % predicted.dimensions == 0;
    if (!whole || observed.values.size() != predicted.dimensions) return NotScored{Reason::size_mismatch, 0};
    if (const auto no = check_numbers(observed.values)) return no;
    if (const auto no = check_numbers(predicted.values)) return no;
    return check_weights(predicted.weights, predicted.values.size() / predicted.dimensions);
}

/// The members with their shares, which add to 1.
class Members {
   public:
    explicit Members(const VectorSamples& samples) : samples_(samples) {
        const std::size_t m = samples.values.size() / samples.dimensions;
        const double all = samples.weights.empty() ? static_cast<double>(m) : sum(samples.weights);
        for (std::size_t i = 0; i < m; ++i)
            shares_.push_back((samples.weights.empty() ? 1.0 : samples.weights[i]) / all);
    }

    std::size_t size() const { return shares_.size(); }
    double share(std::size_t i) const { return shares_[i]; }
    Vector operator[](std::size_t i) const {
        return samples_.values.subspan(i * samples_.dimensions, samples_.dimensions);
    }

   private:
    VectorSamples samples_;
    std::vector<double> shares_;
};

double squared_distance(Vector a, Vector b) {
    double total = 0;
    for (std::size_t i = 0; i < a.size(); ++i) total += square(a[i] - b[i]);
    return total;
}

/// For distances whose squares leave the range of doubles.
double scaled_distance(Vector a, Vector b) {
    double result = 0;
    for (std::size_t i = 0; i < a.size(); ++i) result = std::hypot(result, a[i] - b[i]);
    return result;
}

double distance(Vector a, Vector b) {
    const double squares = squared_distance(a, b);
    return squares > 1e-280 && std::isfinite(squares) ? std::sqrt(squares) : scaled_distance(a, b);
}

/// E f(X, y)
template <class F>
double mean_to(const Members& x, Vector y, F f) {
    Sum total;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (x.share(i) > 0) total.add(x.share(i) * f(x[i], y));
    return total.value();
}

/// E f(X, X') / 2 for a symmetric f: the pairs of different members, and each with itself.
template <class F>
double half_mean_between(const Members& x, F f) {
    Sum total;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (x.share(i) == 0) continue;
        Sum row;
        for (std::size_t j = 0; j < i; ++j)
            if (x.share(j) > 0) row.add(x.share(j) * f(x[i], x[j]));
        row.add(x.share(i) * f(x[i], x[i]) / 2);
        total.add(x.share(i) * row.value());
    }
    return total.value();
}

Score finite(double score) {
    if (!std::isfinite(score)) return Reason::infinite;
    return score;
}

double power(double x, double order) {
    if (order == 0.5) return std::sqrt(x);
    if (order == 1) return x;
    return order == 2 ? square(x) : std::pow(x, order);
}

Refusal check_options(const VariogramOptions& options, std::size_t dimensions) {
    if (const auto no = check_weights(options.weights, dimensions * dimensions)) return no;
    if (!(options.order > 0) || std::isinf(options.order)) return NotScored{Reason::bad_parameter, 0};
    return accepted;
}

/// The weight of (i,j) and (j,i) together.
double pair_weight(const VariogramOptions& options, std::size_t dimensions, std::size_t i, std::size_t j) {
    return options.weights.empty() ? 2.0 : options.weights[i * dimensions + j] + options.weights[j * dimensions + i];
}

}  // namespace

Score energy_score(ObservedVector observed, VectorSamples predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    const Members members(predicted);
    const double score = mean_to(members, observed.values, distance) - half_mean_between(members, distance);
    return finite(score < 0 ? 0 : score);  // by rounding only
}

Score variogram_score(ObservedVector observed, VectorSamples predicted, VariogramOptions options) {
    if (const auto no = check(observed, predicted)) return *no;
    const std::size_t d = predicted.dimensions;
    if (const auto no = check_options(options, d)) return *no;
    const Members members(predicted);
    Sum total;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const double weight = pair_weight(options, d, i, j);
            if (weight == 0) continue;
            const auto variogram = [&](Vector x, Vector) { return power(std::abs(x[i] - x[j]), options.order); };
            total.add(weight * square(variogram(observed.values, {}) - mean_to(members, {}, variogram)));
        }
    return finite(total.value());
}

Score mmd_score(ObservedVector observed, VectorSamples predicted, double bandwidth) {
    if (const auto no = check(observed, predicted)) return *no;
    if (!(bandwidth > 0) || std::isinf(bandwidth)) return Reason::bad_parameter;
    const Members members(predicted);
    const auto kernel = [bandwidth](Vector a, Vector b) { return std::exp(-square(distance(a, b) / bandwidth) / 2); };
    return half_mean_between(members, kernel) - mean_to(members, observed.values, kernel);
}

}  // namespace hindsight::scoring
