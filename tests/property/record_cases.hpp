// SPDX-License-Identifier: MIT
// Random sequences of verbs on a record, and what a record says as text.
#pragma once

#include <string>
#include <vector>

#include "generators.hpp"
#include "hindsight/app/verbs.hpp"
#include "support/temp_dir.hpp"

namespace hindsight::test {

/// A record in a folder of its own whose clock goes on with every verb, by a second up to some weeks.
class LivingRecord {
   public:
    LivingRecord();

    const app::Session& session() const { return session_; }
    /// Does one random verb, said in the log of a failed case; false when it was refused, which changes nothing.
    bool act();
    /// As above, but never an undo.
    bool act_but_undo();
    /// Lets time pass.
    void wait();

 private:
    bool run(int verb);
    void add();
    void forecast();
    void withdraw();
    void resolve();
    void amend();
    void import_rows();
    std::string some_statement();
    std::string some_person();

    TempDir dir_;
    app::Session session_;
    int added_ = 0;
};

/// Everything a reader gets to know of the statements, persons, sources and phrases.
std::string dump(Reader& reader);
std::string dump(Store& store);
/// What stands: of each statement that is not retracted its content, standing forecasts and ratings.
std::string standing(const app::Session& session);

}  // namespace hindsight::test
