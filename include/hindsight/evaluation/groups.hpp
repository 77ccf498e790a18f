// SPDX-License-Identifier: MIT
// Splitting rows by who, what and when.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hindsight/evaluation/evaluate.hpp"

namespace hindsight::evaluation {

enum class Dimension { forecaster, speaker, tag, type, horizon, question, kind, source, basis };

struct DimensionInfo {
    Dimension dimension;
    std::string_view slug;
    std::string_view meaning;
};
std::span<const DimensionInfo> dimensions();
std::string_view slug(Dimension dimension);
std::optional<Dimension> parse_dimension(std::string_view text);

/// Spans of time from a forecast to its outcome, shortest first.
struct HorizonInfo {
    std::string_view slug;
    double below_days;  // the first one that the horizon lies below
};
std::span<const HorizonInfo> horizons();

struct Group {
    std::vector<std::pair<Dimension, std::string>> by;
    RowSet rows;
};

/// One group for every combination of values, sorted; a row with several tags stands in several groups, one without in
/// none. No dimension: one group of all.
std::vector<Group> group_by(const Evaluation& evaluation, RowSet rows, std::span<const Dimension> by);

}  // namespace hindsight::evaluation
