// SPDX-License-Identifier: MIT
// Goes through the scoreboard and the years once.
#include "report/model/people.hpp"

#include <string_view>
#include <unordered_set>

namespace hindsight::report {

const Section& compared(const Report& report) { return report.compared == StatementKind::claim ? report.claims : report.predictions; }

std::vector<std::string> people_over_years(const Report& report) {
    std::vector<std::string> ids;
    std::unordered_set<std::string_view> known;
    const auto add = [&](const PersonLine& person) {
        if (known.insert(person.id).second) ids.push_back(person.id);
    };
    for (const auto& person : compared(report).forecasters) add(person);
    for (const auto& year : report.development) {
        for (const auto& person : year.forecasters) add(person);
    }
    return ids;
}

}  // namespace hindsight::report
