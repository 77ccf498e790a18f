// SPDX-License-Identifier: MIT
// How far resolvers agree.
#include "hindsight/evaluation/agreement.hpp"

#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

/// One statement for each column; '*' where a resolver gave none.
std::optional<Agreement> agreement(const std::vector<std::string>& resolvers, QuestionType type) {
    std::vector<StatementRecord> records;
    for (std::size_t i = 0; i < resolvers.front().size(); ++i) {
        RecordOf record("q" + std::to_string(i), "2025-01-01");
        record.asks(type, "2025-12-31");
        for (std::size_t r = 0; r < resolvers.size(); ++r) {
            const std::string value(1, resolvers[r][i]);
            if (value != "*") record.resolved(value.c_str(), "2025-06-01", ("r" + std::to_string(r)).c_str());
        }
        records.push_back(record);
    }
    std::vector<const StatementRecord*> places;
    for (const auto& record : records) places.push_back(&record);
    return agreement_of(places);
}

}  // namespace

TEST_CASE("two resolvers of yes or no have the alpha of Krippendorff's example") {
    // Krippendorff (2011), "Computing Krippendorff's alpha-reliability", A: 1 - 19 * 4 / (14 * 6) = 0.095
    const auto found = agreement({"0100000010", "1110010000"}, QuestionType::binary);
    REQUIRE(found);
    CHECK(*found->alpha == Approx(1 - 19.0 * 4 / (14 * 6)));
    CHECK(found->statements == 10);
    CHECK(found->pairs == 10);
    CHECK(found->agreeing == 6);
    CHECK(found->unanimous == 6);
}

TEST_CASE("several resolvers who do not all answer have the alpha of Krippendorff's example") {
    // the same, C: four observers, twelve units of which one has a single value, nominal: 0.743
    const auto found = agreement({"123321412***", "1233224125*3", "*3332342251*", "12332441251*"}, QuestionType::numeric);
    REQUIRE(found);
    CHECK(found->statements == 11);
    CHECK(*found->alpha == Approx(0.743).margin(0.0005));
}

TEST_CASE("there is no alpha where all verdicts are one, and nothing where nobody was asked twice") {
    const auto found = agreement({"11", "11"}, QuestionType::binary);
    CHECK_FALSE(found->alpha);
    CHECK(found->agreeing == 2);
    CHECK_FALSE(agreement({"10"}, QuestionType::binary));
}

TEST_CASE("who annuls agrees with who annuls, whatever the reasons, and with nobody else") {
    auto record = RecordOf("q", "2025-01-01").asks_binary("2025-12-31").annulled("unclear", "2025-06-01");
    record.resolved("yes", "2025-06-01", "other");
    record.annulled("nobody knows", "2025-06-01");
    record.resolution().resolver = "third";
    const StatementRecord made = record;
    const StatementRecord* places[] = {&made};
    const auto found = agreement_of(places);
    CHECK(found->pairs == 3);
    CHECK(found->agreeing == 1);
    CHECK(same_verdict(made.resolutions[0].resolution, made.resolutions[2].resolution));
    CHECK_FALSE(same_verdict(made.resolutions[0].resolution, made.resolutions[1].resolution));
}

TEST_CASE("a corrected rating does not count") {
    auto record = RecordOf("q", "2025-01-01").asks_binary("2025-12-31").resolved("yes", "2025-06-01").resolved("no", "2025-06-01", "other").make();
    record.resolutions[1].standing = false;
    const StatementRecord* places[] = {&record};
    CHECK_FALSE(agreement_of(places));
}
