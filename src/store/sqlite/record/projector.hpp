// SPDX-License-Identifier: MIT
// Applies facts to the projections: the one way by which they come about, when appending and when replaying.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "../engine/connection.hpp"
#include "hindsight/journal/facts.hpp"
#include "ledger.hpp"

namespace hindsight::sqlite {

class Projector {
 public:
    Projector(Connection& connection, State& state) : connection_(connection), state_(state) {}

    /// The event's rows are there already. Throws Error when the fact names what is not there.
    void apply(const journal::Header& header, const Hash& leaf, const journal::Fact& fact);
    /// After the last of a row of imports: what they put off until all of them are in.
    void settle();

    // One for each alternative of journal::Fact.
    void operator()(const journal::RecordMade& fact);
    void operator()(const journal::PersonAdded& fact);
    void operator()(const journal::PersonAmended& fact);
    void operator()(const journal::SourceAdded& fact);
    void operator()(const journal::SourceAmended& fact);
    void operator()(const journal::CredenceSet& fact);
    void operator()(const journal::StatementAdded& fact);
    void operator()(const journal::StatementAmended& fact);
    void operator()(const journal::StatementRetracted& fact);
    void operator()(const journal::StatementRestored& fact);
    void operator()(const journal::ForecastMade& fact);
    void operator()(const journal::ForecastWithdrawn& fact);
    void operator()(const journal::ForecastRestored& fact);
    void operator()(const journal::QuestionResolved& fact);
    void operator()(const journal::ResolutionCorrected& fact);
    void operator()(const journal::ResolutionWithdrawn& fact);
    void operator()(const journal::ResolutionRestored& fact);
    void operator()(const journal::ForecastsImported& fact);
    void operator()(const journal::ClockNoted&) {}

 private:
    struct Target {
        std::int64_t key = 0;
        std::int64_t speaker = 0;
    };
    /// What a forecast has to beat to be the one that stands: by the speaker, later made, later recorded.
    struct Candidate {
        bool by_speaker = false;
        std::int64_t made = 0;
        std::int64_t forecast = 0;
        friend auto operator<=>(const Candidate&, const Candidate&) = default;
    };

    /// A statement met so far, and the best candidate of imports that is yet to be offered.
    struct Known {
        Target target;
        bool waiting = false;
        Candidate best;
        Predictive predictive;
        QuestionType type{};
    };

    Known& known(const std::string& uid);
    Target statement(const std::string& uid) { return known(uid).target; }
    std::int64_t person(std::string_view id);
    std::optional<std::int64_t> source(std::string_view id);
    template <class... Values>
    void bind_statement(Query& query, const Statement& statement, const Values&... last);
    void add_links(const Target& target, const Statement& statement);
    void note_history(const Target& target);
    Candidate add_forecast(const Target& target, std::int64_t forecaster, const Forecast& forecast, QuestionType type,
                           const std::optional<std::string>& event);
    void offer_standing(const Target& target, const Candidate& candidate, const Predictive& predictive,
                        QuestionType type);
    void choose_standing(const Target& target);
    void choose_verdict(const Target& target);
    void change_one(Query& query, std::string_view what);

    Connection& connection_;
    State& state_;
    const journal::Header* header_ = nullptr;  // of the event being applied
    Instant at_{};
    std::unordered_map<std::string, Known> known_;  // by uid: imports name each statement many times
    std::vector<Known*> waiting_;                   // those whose candidate is yet to be offered
};

}  // namespace hindsight::sqlite
