// SPDX-License-Identifier: MIT
// One transaction on the record: what Reader and Writer promise.
#pragma once

#include <string>
#include <vector>

#include "engine/connection.hpp"
#include "hindsight/store/store.hpp"
#include "record/ledger.hpp"
#include "record/projector.hpp"

namespace hindsight::sqlite {

class Transaction final : public Writer {
 public:
    /// `path`: for messages.
    Transaction(Connection& connection, State state, const StoreOptions& options, std::string path)
        : connection_(connection),
          options_(options),
          path_(std::move(path)),
          state_(std::move(state)),
          size_(state_.size()),
          projector_(connection_, state_) {}

    /// The first events of a new record: how it was made, and its first person.
    void make_record(const InitOptions& init);
    /// Before the commit. Throws when an append had failed: half an event must not stay.
    void finish();

    journal::Head head() override { return state_.head(); }
    std::vector<Person> persons() override;
    std::vector<Source> sources() override;
    CredenceTable credence() override;
    std::optional<Person> person(const std::string& id) override;
    std::optional<Source> source(const std::string& id) override;
    std::vector<StatementSummary> summaries(const SummaryQuery& query) override;
    std::vector<StatementRecord> records(const StatementFilter& filter, Instant now) override;
    std::optional<StatementRecord> record(const std::string& id) override;
    std::vector<StatementRecord> decisions(const StatementFilter& filter) override;
    void visit_forecasts(const VisitForecast& visit) override;
    std::vector<LogEntry> log(const std::optional<std::string>& id, std::optional<std::size_t> limit) override;
    std::vector<std::pair<LogEntry, journal::Fact>> last_action() override;
    void events(std::uint64_t first, const std::function<bool(const journal::Event&)>& take) override;
    std::uint64_t given_clock_events() override { return state_.given_clock; }
    bool reproducible() override { return state_.reproducible; }
    std::string subject_of_statement(const std::string& id) override;
    std::string subject_of_person(const std::string& id) override;
    std::string subject_of_source(const std::string& id) override;
    std::vector<std::pair<std::string, std::string>> statement_subjects() override;

    std::string append(journal::Fact fact) override;
    void append_forecasts(const std::string& label, std::span<const journal::ImportedForecast> rows) override;
    void append_recorded(const journal::Event& event) override;

 private:
    Randomness randomness() const;
    void begin_action();
    void find_actor(const journal::Fact& fact);
    std::string store(const journal::Fact& fact, std::string subject, std::vector<journal::Part> parts);
    void project(const journal::Event& event, const journal::Fact& fact);
    std::string draw_subject(const journal::Fact& fact) const;
    void store_forecasts(const std::string& label, std::span<const journal::ImportedForecast> rows);

    Connection& connection_;
    const StoreOptions& options_;
    std::string path_;
    State state_;
    std::uint64_t size_;  // before this transaction
    Projector projector_;
    std::uint64_t action_ = 0;  // 0: nothing appended yet
    std::string at_;
    std::string actor_;
    bool failed_ = false;
};

}  // namespace hindsight::sqlite
