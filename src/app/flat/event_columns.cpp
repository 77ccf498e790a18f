// SPDX-License-Identifier: MIT
// Checks and labels rows by worker, and enters them in order.
#include "event_columns.hpp"

#include <cmath>

namespace hindsight::app {

std::uint32_t EventColumns::group_label(Worker& worker, const InputBlock& block, std::size_t i) {
    for (std::size_t c = 0; c < worker.by.size(); ++c) worker.by[c] = block.by[c].empty() ? std::string_view() : block.by[c][i];
    if (worker.by.size() == 1) return worker.groups.number(worker.by.front());
    join_cells(worker.by, worker.key);
    return worker.groups.number(worker.key);
}

bool EventColumns::keep(std::size_t number, const InputBlock& block) {
    Worker& worker = workers_[number];
    worker.rows.clear();
    worker.missing = 0;
    worker.by.resize(block.by.size());
    for (std::size_t i = 0; i < block.probability.size(); ++i) {
        const double p = block.probability[i];
        const double outcome = block.outcome[i];
        if (std::isnan(p) || std::isnan(outcome)) {
            ++worker.missing;
            continue;
        }
        if (!(p >= 0 && p <= 1 && (outcome == 0 || outcome == 1))) return false;
        const bool alone = block.question.empty() || block.question[i].empty();
        const auto cluster = alone ? EventRow::kAlone : worker.clusters.number(block.question[i]);
        worker.rows.push_back({group_label(worker, block, i), {p, outcome == 1, cluster}});
    }
    return true;
}

/// What the labels that are new to a worker are to all.
void EventColumns::learn(Worker& worker) {
    for (auto i = worker.group_of.size(); i < worker.groups.size(); ++i) {
        const auto text = worker.groups.text(i);
        std::vector<std::string> cells;
        if (worker.by.size() != 1) {
            cells = split_cells(text);
            std::copy(cells.begin(), cells.end(), worker.by.begin());
        } else {
            worker.by.front() = text;
        }
        worker.group_of.push_back(&table_.group_of(worker.by));
    }
    for (auto i = worker.cluster_of.size(); i < worker.clusters.size(); ++i) worker.cluster_of.push_back(table_.cluster_label(worker.clusters.text(i)));
}

EventColumns::Entered EventColumns::enter(std::size_t number) {
    Worker& worker = workers_[number];
    learn(worker);
    for (const auto& [group, row] : worker.rows) {
        const auto label = row.label() == EventRow::kAlone ? EventRow::kAlone : worker.cluster_of[row.label()];
        table_.add(*worker.group_of[group], {row.probability(), row.outcome() == 1, label});
    }
    return {worker.rows.size(), worker.missing};
}

}  // namespace hindsight::app
