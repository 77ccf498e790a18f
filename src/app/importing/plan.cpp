// SPDX-License-Identifier: MIT
// Words for the changes that a book or file would make.
#include "plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../differences.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight::app {

namespace {

std::string verdict(const Resolution& resolution, const Statement& statement) {
    if (const auto* annulled = resolution.annulled()) return fmt::format("annulled: {}", shown(annulled->reason));
    return statement.question ? print_outcome(*resolution.outcome(), *statement.question) : std::string();
}

/// What one fact would do; "" for what goes without saying.
struct Words {
    const Statement& statement;
    const StatementRecord* record;
    std::string operator()(const journal::StatementAdded&) const { return shown(text_in(statement.text, "en")); }
    std::string operator()(const journal::StatementAmended& fact) const {
        return record ? differences(fields_of(record->statement), fields_of(fact.statement)) : "an earlier wording";
    }
    std::string operator()(const journal::StatementRetracted&) const { return "retracted"; }
    std::string operator()(const journal::StatementRestored&) const { return "restored"; }
    std::string operator()(const journal::ForecastWithdrawn&) const { return "a forecast withdrawn"; }
    std::string operator()(const journal::ForecastRestored&) const { return "a forecast restored"; }
    std::string operator()(const journal::QuestionResolved& fact) const { return fmt::format("resolved: {}", verdict(fact.resolution, statement)); }
    std::string operator()(const journal::ResolutionCorrected& fact) const {
        return fmt::format("resolution corrected: {}", verdict(fact.resolution, statement));
    }
    std::string operator()(const journal::ResolutionRestored&) const { return "resolution restored"; }
    template <class Other>
    std::string operator()(const Other&) const {
        return {};
    }
};

}  // namespace

std::optional<std::size_t> add_to_plan(ImportResult& result, PlannedChange line) {
    ++result.planned;
    if (result.plan.size() == kMostPlanned) return std::nullopt;
    result.plan.push_back(std::move(line));
    return result.plan.size() - 1;
}

PlannedChange planned(const interchange::BookStatement& entry, const StatementRecord* record, const BookChanges& changes) {
    PlannedChange line{'~', entry.statement.id, {}, 0};
    std::vector<std::string> words;
    for (const auto& change : changes.list) {
        if (std::holds_alternative<journal::StatementAdded>(change.fact)) line.sign = '+';
        if (std::holds_alternative<journal::ForecastMade>(change.fact)) ++line.forecasts;
        auto said = std::visit(Words{entry.statement, record}, change.fact);
        if (!said.empty() && std::find(words.begin(), words.end(), said) == words.end()) words.push_back(std::move(said));
    }
    line.what = fmt::format("{}", fmt::join(words, "; "));
    return line;
}

}  // namespace hindsight::app
