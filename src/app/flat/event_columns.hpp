// SPDX-License-Identifier: MIT
// Takes rows of events in columns from several threads, and enters them into groups in the order of the file.
#pragma once

#include <vector>

#include "groups.hpp"
#include "input.hpp"
#include "labels.hpp"

namespace hindsight::app {

class EventColumns {
   public:
    EventColumns(GroupTable& table, std::size_t threads) : table_(table), workers_(threads) {}

    std::size_t threads() const { return workers_.size(); }

    /// Keeps a worker's rows; workers may be at it at the same time. False, for rows that have to come one by one, when one of
    /// them is neither missing nor a probability for what happened or did not.
    bool keep(std::size_t worker, const InputBlock& block);

    struct Entered {
        std::size_t scored = 0;
        std::size_t missing = 0;
    };
    /// Enters what a worker kept last.
    Entered enter(std::size_t worker);

   private:
    struct Kept {
        std::uint32_t group;  // both by the worker's own labels
        EventRow row;
    };
    /// Workers number texts by themselves, and learn what these numbers are to all.
    struct Worker {
        std::vector<Kept> rows;
        std::size_t missing = 0;
        Labels groups, clusters;
        std::vector<GroupSums*> group_of;
        std::vector<std::uint32_t> cluster_of;
        std::vector<std::string_view> by;
        std::string key;
    };
    static std::uint32_t group_label(Worker& worker, const InputBlock& block, std::size_t i);
    void learn(Worker& worker);

    GroupTable& table_;
    std::vector<Worker> workers_;
};

}  // namespace hindsight::app
