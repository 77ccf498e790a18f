// SPDX-License-Identifier: MIT
// Takes what readers of foreign formats hand over into the record. Private to the app.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "book_diff.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/crypto.hpp"
#include "hindsight/interchange/drafts.hpp"
#include "known_forecasts.hpp"
#include "several_files.hpp"

namespace hindsight::app {

/// Thrown when it makes no sense to read on.
struct TooManyFaults {};

class DraftStore final : public interchange::Drafts {
 public:
    /// Without a writer everything is compared and counted, and nothing stored.
    DraftStore(const Session& session, Reader& reader, Writer* writer, const ImportRequest& request, ImportResult& result);

    /// Before what is in the files of a format.
    void begin(const interchange::Format& format, std::size_t files);
    /// After the last of them: what waits to be stored, is.
    void finish();

    std::string person(std::string_view site, std::string_view key, std::string_view name) override;
    void source(const Source& source) override;
    void people(const interchange::Book& book) override;
    void statement(const interchange::BookStatement& draft) override;
    void forecast(const interchange::DraftForecast& draft) override;
    std::optional<interchange::BookStatement> known(const std::string& id) override;
    const Question* question(std::string_view id) override;
    CredenceTable credence() override { return reader_.credence(); }
    const std::string& actor() override { return session_.actor; }
    Day today() override { return day_of(now_); }
    void refuse(interchange::DraftKind kind, Diagnostic fault) override;
    void lost(std::string_view field, std::string_view example) override;
    void note(std::string_view text) override;

 private:
    /// A statement that forecasts may be of.
    struct Target {
        std::string uid;
        std::optional<Question> question;  // without its texts
        bool was_there = false;            // before this import
        std::optional<Hash> content;       // as handed over in this one
        std::optional<std::size_t> planned;
    };

    ImportCounts& counts(interchange::DraftKind kind);
    bool refuse_twin(const interchange::BookStatement& draft, const Hash& content);
    const StatementRecord* record_of(const std::string& id);
    void take_changes(const interchange::BookStatement& draft, const StatementRecord* record, BookChanges changes, const Hash& content);
    void count_changes(const interchange::BookStatement& draft, const BookChanges& changes);
    bool is_taken(const std::string& id, std::string_view site, std::string_view key, const std::string& shown) const;
    Target* target_of(std::string_view statement);
    std::string subject_of_person(const std::string& id);
    void withdraw(const Target& target, const interchange::DraftForecast& draft, const Forecast& forecast);
    void plan_forecast(Target& target);
    bool is_there(const Target& target, const Forecast& forecast);
    void store(const Target& target, const interchange::DraftForecast& draft, Forecast forecast);
    void flush();
    void error(Diagnostic fault);

    const Session& session_;
    Reader& reader_;
    Writer* writer_;
    const ImportRequest& request_;
    ImportResult& result_;
    std::array<ImportCounts, 3> counts_;  // by kind
    const interchange::Format* format_ = nullptr;
    Instant now_;

    std::unordered_map<std::string, Texts> persons_;            // by id
    std::unordered_map<std::string, std::string> person_keys_;  // site and key -> id
    std::unordered_map<std::string, std::string> person_ids_;   // and back
    std::unordered_map<std::string, std::string> subjects_;     // person id -> random id
    std::unordered_map<std::string, Source> sources_;
    std::unordered_map<std::string, std::string> known_;        // statement id -> random id: before this import
    std::optional<std::unordered_map<std::string, StatementRecord>> decisions_;  // of these, once one is asked for
    std::optional<KnownForecasts> forecasts_;
    SeveralFiles files_{false};
    std::unordered_map<std::string, std::size_t> lost_;         // format and field -> place in the result
    std::unordered_map<std::string, Target> targets_;
    std::unordered_set<std::string> refused_;  // statements
    Target* last_target_ = nullptr;  // rows of one statement often follow each other
    std::string last_id_;
    std::pair<std::string, std::optional<StatementRecord>> whole_;  // of the statement whose forecasts were last withdrawn
    std::vector<journal::ImportedForecast> rows_;
    std::size_t points_ = 0;  // that these hold beside
    std::size_t unlisted_ = 0;
};

}  // namespace hindsight::app
