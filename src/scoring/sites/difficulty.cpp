// SPDX-License-Identifier: MIT
// Least squares of forecaster + question: questions eliminated, forecasters by conjugate gradients.
#include "difficulty.hpp"

#include <algorithm>
#include <numeric>

#include "../numeric.hpp"

namespace hindsight::scoring {
namespace {

/// Which forecasters and questions hang together.
class Groups {
   public:
    explicit Groups(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t of(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

   private:
    std::vector<std::size_t> parent_;
};

/// Effects of different groups cannot be compared: only the cells of the largest are fitted.
std::vector<Cell> largest_group(std::span<const Cell> cells, std::size_t forecasters, std::size_t questions) {
    Groups groups(forecasters + questions);
    for (const Cell& cell : cells) groups.join(cell.forecaster, forecasters + cell.question);
    std::vector<std::size_t> size(forecasters + questions);
    for (const Cell& cell : cells) ++size[groups.of(cell.forecaster)];
    const auto largest = static_cast<std::size_t>(std::max_element(size.begin(), size.end()) - size.begin());
    std::vector<Cell> kept;
    for (const Cell& cell : cells)
        if (groups.of(cell.forecaster) == largest) kept.push_back(cell);
    return kept;
}

/// The normal equations of the forecasters with the questions eliminated.
class Fit {
   public:
    Fit(std::span<const Cell> cells, std::size_t forecasters, std::size_t questions)
        : cells_(cells), of_forecaster_(forecasters), of_question_(questions) {
        for (const Cell& cell : cells) {
            ++of_forecaster_[cell.forecaster];
            ++of_question_[cell.question];
        }
    }

    /// Per question the mean of `score` less the effect of the forecaster.
    template <class Score>
    std::vector<double> question_means(Score score) const {
        std::vector<double> sums(of_question_.size());
        for (const Cell& cell : cells_) sums[cell.question] += score(cell);
        for (std::size_t j = 0; j < sums.size(); ++j) sums[j] /= of_question_[j];  // NaN without cells
        return sums;
    }

    /// Per forecaster the sum of `score` less the mean of it on each question.
    template <class Score>
    std::vector<double> centred_sums(Score score) const {
        const std::vector<double> means = question_means(score);
        std::vector<double> sums(of_forecaster_.size());
        for (const Cell& cell : cells_) sums[cell.forecaster] += score(cell) - means[cell.question];
        return sums;
    }

    std::vector<double> solve() const;

   private:
    std::vector<double> preconditioned(std::vector<double> r) const {
        for (std::size_t i = 0; i < r.size(); ++i) r[i] = of_forecaster_[i] > 0 ? r[i] / of_forecaster_[i] : 0;
        return r;
    }
    std::span<const Cell> cells_;
    std::vector<double> of_forecaster_;  ///< how many cells
    std::vector<double> of_question_;
};

double dot(std::span<const double> a, std::span<const double> b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void add_scaled(std::vector<double>& x, double factor, std::span<const double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += factor * y[i];
}

/// Conjugate gradients from 0; the one direction that the equations leave open, a constant, is never entered.
std::vector<double> Fit::solve() const {
    std::vector<double> effects(of_forecaster_.size());
    std::vector<double> residual = centred_sums([](const Cell& cell) { return cell.score; });
    std::vector<double> z = preconditioned(residual);
    std::vector<double> direction = z;
    double size = dot(residual, z);
    const double enough = square(0x1p-50) * size;
    for (std::size_t step = 0; size > enough && step < 2 * effects.size() + 100; ++step) {
        const auto image = centred_sums([&](const Cell& cell) { return direction[cell.forecaster]; });
        const double length = size / dot(direction, image);
        add_scaled(effects, length, direction);
        add_scaled(residual, -length, image);
        z = preconditioned(residual);
        const double next = dot(residual, z);
        for (std::size_t i = 0; i < z.size(); ++i) direction[i] = z[i] + next / size * direction[i];
        size = next;
    }
    return effects;
}

}  // namespace

std::vector<double> fit_difficulty(std::span<const Cell> cells, std::size_t forecasters, std::size_t questions) {
    const std::vector<Cell> kept = largest_group(cells, forecasters, questions);
    const Fit fit(kept, forecasters, questions);
    const std::vector<double> effects = fit.solve();
    return fit.question_means([&](const Cell& cell) { return cell.score - effects[cell.forecaster]; });
}

}  // namespace hindsight::scoring
