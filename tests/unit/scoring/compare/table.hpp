// SPDX-License-Identifier: MIT
// Tables of scores for tests, written row by row.
#pragma once

#include <algorithm>
#include <vector>

#include "hindsight/scoring/compare/table.hpp"

namespace hindsight::test {

struct Row {
    std::uint32_t forecaster;
    std::uint32_t task;
    double score;
};

/// Owns the columns; clusters and times are given by task.
struct Rows {
    std::vector<std::uint32_t> forecasters;
    std::vector<std::uint32_t> tasks;
    std::vector<double> scores;
    std::vector<std::uint64_t> clusters;
    std::vector<double> times;
    std::size_t forecaster_count = 0;
    std::size_t task_count = 0;

    Rows(std::vector<Row> rows, std::vector<std::uint64_t> cluster_of = {}, std::vector<double> time_of = {}) {
        for (const Row& r : rows) {
            forecasters.push_back(r.forecaster);
            tasks.push_back(r.task);
            scores.push_back(r.score);
            if (!cluster_of.empty()) clusters.push_back(cluster_of[r.task]);
            if (!time_of.empty()) times.push_back(time_of[r.task]);
            forecaster_count = std::max<std::size_t>(forecaster_count, r.forecaster + 1);
            task_count = std::max<std::size_t>(task_count, r.task + 1);
        }
    }

    scoring::ScoreTable table() const {
        return {forecaster_count, task_count, forecasters, tasks, {scores}, {clusters}, times};
    }
};

}  // namespace hindsight::test
