// SPDX-License-Identifier: MIT
// Verb: appending the opposite of the last action. Nothing is unwritten.
#include <fmt/format.h>

#include "hindsight/app/verbs.hpp"

namespace hindsight::app {

namespace {

constexpr auto kReason = "undo";

struct Step {
    std::optional<journal::Fact> opposite;
    std::string line;
};

struct Opposite {
    Reader& reader;
    const LogEntry& entry;

    /// A forecast taken back never stood: it goes from when it was made, not from now, or it would still score.
    When start_of_forecast(const std::string& event) const {
        const auto record = need_statement(reader, entry.statement);
        for (const auto& forecast : record.forecasts) {
            if (forecast.event == event) return forecast.start();
        }
        throw Error(ErrorCode::bug, "the forecast to take back is not in the record");
    }

    /// What the statement said before. An action may have amended it more than once, and its undoing amends it again.
    Statement before_amendment(const std::string& event) const {
        const auto record = need_statement(reader, entry.statement);
        for (const auto& amendment : record.amendments) {
            if (amendment.event == event) return amendment.before;
        }
        throw Error(ErrorCode::bug, "the amendment to take back is not in the record");
    }

    Step operator()(const journal::StatementAdded& f) const {
        return {journal::StatementRetracted{f.subject, std::nullopt, kReason}, fmt::format("retracted {}", entry.statement)};
    }
    Step operator()(const journal::StatementRetracted& f) const {
        return {journal::StatementRestored{f.subject, kReason}, fmt::format("restored {}", entry.statement)};
    }
    Step operator()(const journal::StatementRestored& f) const {
        return {journal::StatementRetracted{f.subject, std::nullopt, kReason}, fmt::format("retracted {} again", entry.statement)};
    }
    Step operator()(const journal::StatementAmended& f) const {
        return {journal::StatementAmended{f.subject, before_amendment(entry.event), kReason, f.from},
                fmt::format("amended {} back to what it said before", entry.statement)};
    }
    Step operator()(const journal::ForecastMade& f) const {
        return {journal::ForecastWithdrawn{f.subject, entry.event, start_of_forecast(entry.event), kReason},
                fmt::format("withdrew the forecast of {} on {}", f.forecast.forecaster, entry.statement)};
    }
    Step operator()(const journal::ForecastWithdrawn& f) const {
        return {journal::ForecastRestored{f.subject, f.forecast, kReason, f.at}, fmt::format("restored the forecast on {}", entry.statement)};
    }
    Step operator()(const journal::ForecastRestored& f) const {
        const auto from = f.withdrawn_at ? *f.withdrawn_at : start_of_forecast(f.forecast);
        return {journal::ForecastWithdrawn{f.subject, f.forecast, from, kReason},
                fmt::format("withdrew the forecast on {} again", entry.statement)};
    }
    Step operator()(const journal::QuestionResolved& f) const {
        return {journal::ResolutionWithdrawn{f.subject, entry.event, kReason}, fmt::format("withdrew the resolution of {}", entry.statement)};
    }
    Step operator()(const journal::ResolutionCorrected& f) const {
        const auto record = need_statement(reader, entry.statement);
        for (const auto& old : record.resolutions) {
            if (old.event != f.corrects) continue;
            return {journal::ResolutionCorrected{f.subject, entry.event, old.resolution, f.type, kReason},
                    fmt::format("corrected the resolution of {} back", entry.statement)};
        }
        return {std::nullopt, fmt::format("the correction of {} cannot be undone", entry.statement)};
    }
    Step operator()(const journal::ResolutionWithdrawn& f) const {
        return {journal::ResolutionRestored{f.subject, f.resolution, kReason}, fmt::format("restored the resolution of {}", entry.statement)};
    }
    Step operator()(const journal::ResolutionRestored& f) const {
        return {journal::ResolutionWithdrawn{f.subject, f.resolution, kReason}, fmt::format("withdrew the resolution of {} again", entry.statement)};
    }
    // A person, a source, a phrase or a note harms nobody by staying.
    template <class Other>
    Step operator()(const Other&) const {
        return {std::nullopt, fmt::format("{} has no opposite and stays", entry.type)};
    }
};

}  // namespace

UndoResult undo(const Session& session) {
    UndoResult result;
    write(session, [&](Writer& writer) {
        const auto action = writer.last_action();
        bool any = false;
        for (auto it = action.rbegin(); it != action.rend(); ++it) {
            auto step = std::visit(Opposite{writer, it->first}, it->second);
            if (step.opposite) writer.append(*std::move(step.opposite)), any = true;
            result.steps.push_back(std::move(step.line));
        }
        if (!any) {
            throw Error(ErrorCode::conflict, "the last action has no opposite, so there is nothing to undo",
                        "hindsight log shows what happened");
        }
    });
    return result;
}

}  // namespace hindsight::app
