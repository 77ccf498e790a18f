// SPDX-License-Identifier: MIT
// How well probabilities tell what will happen from what will not, and how sure they are beside how often they are right.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "hindsight/evaluation/evaluate.hpp"
#include "hindsight/scoring/sets/roc.hpp"

namespace hindsight::evaluation {

/// Probabilities of the calibration pairs, by what became of them. A fraction f counts f as happened and 1-f as not.
struct Discrimination {
    static constexpr std::size_t kBins = 10;      // [0, 0.1), ..., [0.9, 1]
    std::array<double, kBins> happened{}, not_happened{};  // weights
    double weight_happened = 0, weight_not = 0;
    std::optional<double> mean_happened, mean_not;  // mean probability given to each
    std::optional<double> difference() const;       // mean_happened - mean_not; none without either
    std::optional<scoring::Roc> roc;              // none while all have the same outcome
    std::optional<std::array<double, 2>> auc_ci90;  // over clusters, on the logit scale; none under kFewQuestions of them, or for an area of 0 or 1
};
/// nullopt when there is no event score. Linear but for sorting, intervals too.
std::optional<Discrimination> discrimination_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, bool intervals);

/// Mean probability of the side called more likely against how often that side came true (at 50 % half). Over 0 the person is
/// surer than right (overconfident), under 0 less sure. Rows of options: of the option called most likely.
struct Confidence {
    std::size_t n = 0;           // rows with an event score
    std::size_t clusters = 0;    // that they belong to
    double mean_confidence = 0;  // in [0.5, 1] for events, [1/K, 1] for K options
    double hit_rate = 0;
    double difference = 0;       // mean_confidence - hit_rate
    std::optional<std::array<double, 2>> ci90;  // of the difference: t over clusters; none under kFewQuestions of them
};
std::optional<Confidence> confidence_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, bool intervals);

}  // namespace hindsight::evaluation
