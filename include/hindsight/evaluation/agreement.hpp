// SPDX-License-Identifier: MIT
// How far several resolvers of the same statements agree.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "hindsight/domain/record.hpp"

namespace hindsight::evaluation {

/// The same answer; two annulments are the same whatever their reasons.
bool same_verdict(const Resolution& a, const Resolution& b);

struct Agreement {
    std::size_t statements = 0;   // with at least two ratings
    std::size_t unanimous = 0;
    std::size_t pairs = 0;        // pairs of ratings of one statement
    std::size_t agreeing = 0;     // of these, with the same verdict
    /// Krippendorff's alpha for nominal data, with any number of ratings a statement (2011, "Computing Krippendorff's
    /// alpha-reliability"): 1 is full agreement, 0 what chance gives. None where all verdicts are one.
    std::optional<double> alpha;
};
/// Of the standing ratings; nullopt when no statement has two.
std::optional<Agreement> agreement_of(std::span<const StatementRecord* const> records);

}  // namespace hindsight::evaluation
