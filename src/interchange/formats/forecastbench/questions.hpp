// SPDX-License-Identifier: MIT
// ForecastBench's question sets with the answers of its resolution sets.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "../reading.hpp"
#include "key.hpp"

namespace hindsight::interchange::forecastbench {

/// Collects questions, then their answers, and hands both over together.
class QuestionSets {
 public:
    explicit QuestionSets(Drafts& drafts) : drafts_(drafts) {}

    void add_questions(const Json& set, const std::string& file);
    /// After all questions: an answer names its question by its id alone.
    void add_resolutions(const Json& set, const std::string& file);
    /// Also what the markets said when the set was made, as a forecast of their crowd.
    void hand_over();

 private:
    struct Crowd {
        std::string statement, source;
        double p = 0;
        Instant at{};
        std::string file;
    };

    void refuse(DraftKind kind, const Error& fault, const Json& entry, const std::string& file);
    void add_question(const Json& question, const std::string& due, const std::string& file);
    void add_statement(const Json& question, const Key& key, Instant frozen, const std::string& file);
    void add_crowd(const Json& question, const Key& key, Instant frozen, const std::string& file);
    void add_resolution(const Json& row, const std::string& due, const std::string& file);
    BookStatement* asked(const Key& key);
    BookStatement* recorded(const Key& key);

    Drafts& drafts_;
    std::vector<BookStatement> statements_;
    std::map<std::string, std::size_t> places_;  // by key as printed
    std::vector<Crowd> crowds_;
    std::set<std::pair<std::string, double>> crowd_there_;  // statement and probability of each
};

/// A fault of one entry as a diagnostic that names the file and the entry.
Diagnostic fault_of_entry(const Error& fault, const std::string& what, const std::string& file);

}  // namespace hindsight::interchange::forecastbench
