// SPDX-License-Identifier: MIT
// Differences between wordings, each worked out by hand.
#include "report/words/text_diff.hpp"

#include "report/formats/text_layout.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;

namespace {

std::string shown(std::string_view before, std::string_view after) { return flat(difference(before, after)); }

/// What the runs say without what was removed, or without what was added.
std::string without(const Runs& runs, Mark mark) {
    std::string out;
    for (const auto& run : runs) out += run.mark == mark ? std::string{} : run.text;
    return out;
}

std::string repeated(const char* word, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += word + std::to_string(i) + " ";
    return out;
}

}  // namespace

TEST_CASE("the same text has no difference") {
    CHECK(shown("It rains.", "It rains.") == "It rains.");
    CHECK(shown("", "").empty());
    CHECK(difference(Texts{{"en", "a"}}, Texts{{"en", "a"}}, "en").empty());
}

TEST_CASE("a word that was changed is marked, the others stay") {
    CHECK(shown("It opens in 2024.", "It opens in 2025.") == "It opens in [-2024-] {+2025+}.");
    CHECK(shown("It opens.", "It really opens.") == "It {+really+} opens.");
    CHECK(shown("It really opens.", "It opens.") == "It [-really-] opens.");
    CHECK(shown("", "New") == "{+New+}");
    CHECK(shown("Old", "") == "[-Old-]");
}

TEST_CASE("two changes stay apart, but a word by chance between large ones does not") {
    CHECK(shown("a b c d", "a X c Y") == "a [-b-] {+X+} c [-d-] {+Y+}");
    CHECK(shown("k p q and r s z", "k t u and v w z") == "k [-p q and r s-] {+t u and v w+} z");
}

TEST_CASE("Chinese is compared by character") {
    CHECK(shown("桥会在今年通车", "桥会在明年通车") == "桥会在[-今-] {+明+}年通车");
    CHECK(shown("模型有100B参数", "模型有500B参数") == "模型有[-100B-] {+500B+}参数");
}

TEST_CASE("accented and Cyrillic words stay whole") {
    CHECK(shown("Le café ouvre", "Le cafés ouvre") == "Le [-café-] {+cafés+} ouvre");
    CHECK(shown("мост открыт", "мост закрыт") == "мост [-открыт-] {+закрыт+}");
}

TEST_CASE("the new text can be read out of a difference, but for spaces; so can the old") {
    const auto runs = difference("one two  three four, five", "zero two three, four five six");
    CHECK(flat(runs) == "[-one-] {+zero+} two three [-four-], {+four+} five {+six+}");
    CHECK(without(runs, Mark::removed) == " zero two three , four five six");
    CHECK(without(runs, Mark::added) == "one  two three four,  five ");
}

TEST_CASE("long texts are compared at their ends, and between as a whole") {
    const std::string before = "same " + repeated("old", 1500) + "end", after = "same " + repeated("new", 1500) + "end";
    const auto runs = difference(before, after);
    REQUIRE(runs.size() == 6);  // same, a space, removed, a space, added, end
    CHECK(runs[0].text == "same");
    CHECK(runs[2].mark == Mark::removed);
    CHECK(runs[4].mark == Mark::added);
    CHECK(runs[5].text == " end");
}

TEST_CASE("control characters of either text come out visible") {
    const auto runs = difference("a \xE2\x80\xAE" "b", "a c");
    for (const auto& run : runs) CHECK(run.text.find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("the language of the report comes first, another where only that one changed") {
    const Texts before{{"en", "old"}, {"zh", "旧"}}, english{{"en", "new"}, {"zh", "旧"}};
    CHECK(flat(difference(before, english, "zh")) == "[-old-] {+new+}");
    CHECK(difference(before, english, "zh").front().language == "en");
    CHECK(flat(difference(before, {{"en", "new"}, {"zh", "新"}}, "zh")) == "[-旧-] {+新+}");
    CHECK(flat(difference(Texts{{"en", "old"}}, Texts{{"en", "old"}, {"zh", "新"}}, "en")) == "{+新+}");
}
