// SPDX-License-Identifier: MIT
// Phrases and the probabilities they stand for.
#include "hindsight/domain/credence.hpp"

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("every default phrase has a probability within 0 and 1", "[domain][credence]") {
    CHECK(default_credence().size() > 5);
    for (const auto& [phrase, p] : default_credence()) {
        INFO(phrase);
        CHECK(p > 0);
        CHECK(p < 1);
        CHECK(credence_of(default_credence(), phrase) == p);
    }
}

TEST_CASE("case, width and blanks around a phrase do not count", "[domain][credence]") {
    const CredenceTable table{{"almost certain", 0.95}, {"预计", 0.8}};
    CHECK(credence_of(table, "Almost Certain") == 0.95);
    CHECK(credence_of(table, "  almost certain ") == 0.95);
    CHECK(credence_of(table, "ＡＬＭＯＳＴ certain") == 0.95);
    CHECK(credence_of(table, "预计") == 0.8);
    CHECK_FALSE(credence_of(table, "almost"));
    CHECK_FALSE(credence_of(table, ""));
}

TEST_CASE("an exact phrase goes before one that only folds to it", "[domain][credence]") {
    const CredenceTable table{{"MAY", 0.9}, {"may", 0.5}};
    CHECK(credence_of(table, "may") == 0.5);
    CHECK(credence_of(table, "MAY") == 0.9);
}
