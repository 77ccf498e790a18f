// SPDX-License-Identifier: MIT
// The words of fact checkers as fractions, and back.
#include "interchange/formats/claims/verdicts.hpp"

#include "support/catch.hpp"

using namespace hindsight::interchange;

namespace {

double fraction_of(std::string_view label) {
    const auto verdict = verdict_of(label);
    return verdict && verdict->fraction ? *verdict->fraction : -1;
}

}  // namespace

TEST_CASE("the six levels of PolitiFact run from true to false, the lowest two alike") {
    CHECK(fraction_of("True") == 1);
    CHECK(fraction_of("mostly-true") == 0.75);
    CHECK(fraction_of("Half True") == 0.5);
    CHECK(fraction_of("MOSTLY FALSE") == 0.25);
    CHECK(fraction_of("false") == 0);
    CHECK(fraction_of("Pants on Fire!") == 0);
}

TEST_CASE("Pinocchios count as the words that their checker gives for them") {
    CHECK(fraction_of("Geppetto Checkmark") == 1);
    CHECK(fraction_of("1-pinocchio") == 0.75);
    CHECK(fraction_of("Two Pinocchios") == 0.5);
    CHECK(fraction_of("3-pinocchios") == 0.25);
    CHECK(fraction_of("Four Pinocchios") == 0);
}

TEST_CASE("what is not proven is no verdict, and unknown words say nothing at all") {
    CHECK(verdict_of("Unproven") == Verdict{});
    CHECK(verdict_of("no-evidence") == Verdict{});
    CHECK_FALSE(verdict_of("Three Teapots").has_value());
    CHECK_FALSE(verdict_of("").has_value());
    CHECK_FALSE(verdict_of(std::string(5000, 'x')).has_value());
}

TEST_CASE("accents and cases of other languages do not matter") {
    CHECK(fraction_of("Engañoso") == 0.25);
    CHECK(fraction_of("ENGAÑOSO") == 0.25);
    CHECK(fraction_of("Größtenteils falsch") == 0.25);
}

TEST_CASE("the words for a fraction read back as it, or as nothing") {
    for (const double fraction : {0.0, 0.25, 0.5, 0.75, 1.0}) CHECK(fraction_of(words_for(fraction)) == fraction);
    CHECK_FALSE(verdict_of(words_for(0.3)).has_value());
}

TEST_CASE("a note with the words of its rating gives both back") {
    CHECK(note_with("False", "It was sold.") == "\"False\": It was sold.");
    CHECK(note_without("False", "\"False\": It was sold.") == "It was sold.");
    CHECK(note_without("False", "\"False\"").empty());
    CHECK(note_without("False", "\"False\" is what they say") == "\"False\" is what they say");
    CHECK(note_without("", "It was sold.") == "It was sold.");
}
