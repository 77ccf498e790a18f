// SPDX-License-Identifier: MIT
// The task effects are eliminated, and the equations of the forecasters solved by conjugate gradients.
#include "two_way.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "hindsight/scoring/sets/sum.hpp"
#include "variation.hpp"

namespace hindsight::scoring {
namespace {

using Vector = std::vector<double>;

constexpr double tolerance = 1e-12;
constexpr int restarts = 4;

double dot(const Vector& a, const Vector& b) {
    Sum total;
    for (std::size_t i = 0; i < a.size(); ++i) total.add(a[i] * b[i]);
    return total.value();
}

void add_scaled(Vector& to, double factor, const Vector& what) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * what[i];
}

class Equations {
   public:
    explicit Equations(const Layout& layout)
        : layout_(layout), scale_(scale_of(layout)), count_(layout.places()), mean_(layout.places()) {
        for (const Column& c : layout.columns)
            for (const std::uint32_t place : c.places) ++count_[place];
    }

    /// Scores are divided by this, so that no square leaves the range of doubles.
    double scale() const { return scale_; }

    /// For each forecaster the sum of x - (mean of x over those who have the task) over the own tasks.
    Vector apply(const Vector& x) {
        average([&](std::size_t i, std::size_t) { return x[i]; });
        return deviations([&](std::size_t i, std::size_t) { return x[i]; });
    }

    /// The same of the scores: the right-hand side.
    Vector right_side() {
        average([&](std::size_t i, std::size_t k) { return score(i, k); });
        return deviations([&](std::size_t i, std::size_t k) { return score(i, k); });
    }

    /// What the forecaster effects leave over, averaged by task.
    Vector task_effects(const Vector& x) {
        average([&](std::size_t i, std::size_t k) { return score(i, k) - x[i]; });
        return mean_;
    }

    /// How large the right-hand side may be from rounding alone.
    double noise() const {
        double squares = 0;
        for (const Column& c : layout_.columns) {
            double total = 0;
            for (const double x : c.scores) total += std::abs(x / scale_);
            squares += total * total;
        }
        return 4 * std::numeric_limits<double>::epsilon() * std::sqrt(squares);
    }

    /// The diagonal, for preconditioning; 1 where it is 0.
    Vector diagonal() const {
        Vector result;
        for (const Column& c : layout_.columns) {
            double total = 0;
            for (const std::uint32_t place : c.places) total += 1 - 1 / static_cast<double>(count_[place]);
            result.push_back(total > 0 ? total : 1.0);
        }
        return result;
    }

   private:
    /// A power of two near the largest score.
    static double scale_of(const Layout& layout) {
        double most = 0;
        for (const Column& c : layout.columns) most = std::fmax(most, largest(c.scores));
        return most > 0 ? std::ldexp(1.0, std::ilogb(most)) : 1.0;
    }

    double score(std::size_t i, std::size_t k) const { return layout_.columns[i].scores[k] / scale_; }

    template <class Value>
    void average(Value value) {
        std::fill(mean_.begin(), mean_.end(), 0.0);
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            const auto& places = layout_.columns[i].places;
            for (std::size_t k = 0; k < places.size(); ++k) mean_[places[k]] += value(i, k);
        }
        for (std::size_t p = 0; p < mean_.size(); ++p)
            if (count_[p] > 0) mean_[p] /= static_cast<double>(count_[p]);
    }

    template <class Value>
    Vector deviations(Value value) const {
        Vector result;
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            const auto& places = layout_.columns[i].places;
            Sum total;
            for (std::size_t k = 0; k < places.size(); ++k)
                if (count_[places[k]] > 1) total.add(value(i, k) - mean_[places[k]]);
            result.push_back(total.value());
        }
        return result;
    }

    const Layout& layout_;
    double scale_;
    std::vector<std::size_t> count_;
    Vector mean_;  ///< by place
};

/// Solves A x = b, singular but consistent, from 0 until the residual is below `goal`; steps are counted.
Vector conjugate_gradients(Equations& equations, Vector residual, const Vector& diagonal, double goal,
                           std::size_t& steps) {
    const std::size_t n = residual.size();
    const auto precondition = [&](const Vector& r) {
        Vector z(n);
        for (std::size_t i = 0; i < n; ++i) z[i] = r[i] / diagonal[i];
        return z;
    };
    Vector x(n);
    Vector z = precondition(residual);
    Vector direction = z;
    double rz = dot(residual, z);
    for (std::size_t step = 0; step < 2 * n + 50 && std::sqrt(dot(residual, residual)) > goal; ++step, ++steps) {
        const Vector image = equations.apply(direction);
        const double curvature = dot(direction, image);
        if (!(curvature > 0)) break;
        add_scaled(x, rz / curvature, direction);
        add_scaled(residual, -rz / curvature, image);
        z = precondition(residual);
        const double next = dot(residual, z);
        for (std::size_t i = 0; i < n; ++i) direction[i] = z[i] + next / rz * direction[i];
        rz = next;
    }
    return x;
}

}  // namespace

TwoWay fit_two_way(const Layout& layout) {
    Equations equations(layout);
    TwoWay fit;
    fit.forecaster.resize(layout.columns.size());
    const Vector diagonal = equations.diagonal();
    const Vector right = equations.right_side();
    const double size = std::fmax(std::sqrt(dot(right, right)), equations.noise() / tolerance);
    Vector residual = right;
    // The residual that is carried along drifts from the true one; starting again from the true one mends that.
    for (int i = 0; i < restarts && size > 0; ++i) {
        add_scaled(fit.forecaster, 1,
                   conjugate_gradients(equations, residual, diagonal, tolerance * size, fit.iterations));
        residual = right;
        add_scaled(residual, -1, equations.apply(fit.forecaster));
        fit.residual = std::sqrt(dot(residual, residual)) / size;
        if (fit.residual <= tolerance) break;
    }
    fit.task = equations.task_effects(fit.forecaster);
    for (double& x : fit.forecaster) x *= equations.scale();
    for (double& x : fit.task) x *= equations.scale();
    return fit;
}

}  // namespace hindsight::scoring
