// SPDX-License-Identifier: MIT
// The same scoreboard under other rules: which year, which forecasts count, how wording and windows are read.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hindsight/evaluation/counts.hpp"
#include "hindsight/evaluation/evaluate.hpp"

namespace hindsight::evaluation {

/// One way to count: a change against the report's own.
struct Variant {
    std::string slug;  // "own", "year:due", "policy:first", "credence", "window:by_end", ...
    Options options;
    Period period;
    bool comparable = true;  // false: a time-weighted mean, not to be set beside others
};

// Of event scores alone: n are those, and who has none is not there.

struct VariantPlace {
    std::string forecaster;
    std::size_t n = 0, questions = 0;
    std::optional<std::size_t> rank;   // as in the scoreboard; none under five questions
    std::optional<double> brier, log;  // means; the second may be infinite
};

struct VariantScores {
    Variant variant;
    std::size_t n = 0, questions = 0;
    std::optional<double> brier;       // mean over all
    std::vector<VariantPlace> people;  // by forecaster's id
};

/// Whether a row stands in the scoreboard, apart from the period.
using WantedRow = std::function<bool(const Evaluation&, const Row&)>;

/// The scoreboard of an evaluation in a period.
VariantScores score_variant(const Evaluation& evaluation, const Variant& variant, const WantedRow& wanted);

/// Of all variants, without intervals. `made` are evaluations of the same records that are there already: a variant with the
/// options of one of them needs no other. Linear in records and forecasts for each variant; several at once where there are
/// cores, each with an evaluation of its own in memory, so that `wanted` is called from several threads.
std::vector<VariantScores> sensitivity(std::span<const StatementRecord> records, std::span<const Variant> variants, const Outside& outside,
                                       std::span<const Evaluation* const> made, const WantedRow& wanted);

}  // namespace hindsight::evaluation
