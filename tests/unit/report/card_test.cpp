// SPDX-License-Identifier: MIT
// What a card says at a glance and in its details, and how lists fold.
#include "report/statements/card.hpp"

#include "hindsight/base/text.hpp"
#include "report/layout/layout.hpp"
#include "report/formats/text_layout.hpp"
#include "report/statements/verdict.hpp"
#include "sample_report.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

RecordOf yes_or_no(const char* forecast, const char* outcome) {
    RecordOf record("q", "2024-01-01");
    record.asks_binary("2025-12-31").forecast("ann", "2024-01-01", forecast);
    return record.resolved(outcome, "2025-06-01");
}

StatementLine line_for(const StatementRecord& record) { return report_of({record}).statements.at(0); }

std::string glance(const StatementRecord& record, const char* language = "en") {
    const auto report = report_of({record});
    return flat(badge_of(Words(report, *language_by_slug(language)), report.statements.at(0)));
}

Verdict verdict(const char* forecast, const char* outcome) {
    return verdict_of(line_for(yes_or_no(forecast, outcome)).forecasts.at(0));
}

std::string fact(const Card& card, const std::string& label) {
    std::string out;
    for (const auto& [name, values] : card.facts.rows) {
        if (name != label) continue;
        for (const auto& value : values) out += (out.empty() ? "" : "\n") + flat(value);
    }
    return out;
}

Card card_for(const StatementRecord& record) {
    const auto report = report_of({record});
    return card_of(report, Words(report, *language_by_slug("en")), report.statements.at(0));
}

/// The page of a report of records, in a format.
std::string page(const std::vector<StatementRecord>& records, const char* format, int width = 80) {
    return format_by_slug(format)->render(report_of(records), {language_by_slug("en"), width});
}

std::vector<StatementRecord> overdue(int n) {
    std::vector<StatementRecord> records;
    for (int i = 0; i < n; ++i) {
        RecordOf record("late" + std::to_string(i), "2024-01-01");
        records.push_back(record.asks_binary("2025-12-01").forecast("ann", "2024-01-01", "70%"));
    }
    return records;
}

}  // namespace

TEST_CASE("a verdict sets the score beside that of even odds") {
    CHECK(verdict("80%", "yes") == Verdict::called);
    CHECK(verdict("51%", "yes") == Verdict::called);
    CHECK(verdict("80%", "no") == Verdict::missed);
    CHECK(verdict("50%", "no") == Verdict::even);
    CHECK(verdict("50%", "0.5") == Verdict::half);
    CHECK(verdict("90%", "0.7") == Verdict::half);
    CHECK(verdict_of(ForecastLine{}) == Verdict::none);
}

TEST_CASE("equal chances over any number of options are even odds, neither called nor missed") {
    // by hand: half of (1-1/K)^2 + (K-1)/K^2 = (1-1/K)/2, which doubles miss by a last digit for K = 5, 6, 7, 10
    const std::vector<std::pair<std::vector<std::string>, const char*>> equal{
        {{"a", "b", "c", "d", "e"}, "a=20%,b=20%,c=20%,d=20%,e=20%"},
        {{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}, "a=10%,b=10%,c=10%,d=10%,e=10%,f=10%,g=10%,h=10%,i=10%,j=10%"}};
    for (const auto& [options, forecast] : equal) {
        RecordOf record("cup", "2024-01-01");
        record.asks(QuestionType::categorical, "2025-12-31").options(options).forecast("ann", "2024-01-01", forecast).resolved("c", "2025-06-01");
        const auto report = report_of({record});
        INFO(forecast);
        CHECK(*report.statements.at(0).forecasts.at(0).brier == Approx((1 - 1.0 / static_cast<double>(options.size())) / 2));
        CHECK(verdict_of(report.statements.at(0).forecasts.at(0)) == Verdict::even);
        CHECK(tally_of(report.statements.at(0).forecasts).called == 0);
        CHECK((report.best.empty() && report.worst.empty()));
    }
}

TEST_CASE("a card says at a glance what was forecast, what came, and how good that was") {
    CHECK(glance(yes_or_no("80%", "yes")) == "80% → yes · ✓ called it · Brier 0.040 · log 0.223");
    CHECK(glance(yes_or_no("80%", "no")) == "80% → no · ✗ missed · Brier 0.640 · log 1.609");
    CHECK(glance(yes_or_no("50%", "no")) == "50% → no · = even odds · Brier 0.250 · log 0.693");
    CHECK(glance(yes_or_no("80%", "yes"), "zh") == "80% → 是 · ✓ 说中 · Brier 0.040 · 对数分 0.223");
}

TEST_CASE("several forecasters are counted, a voided question says why") {
    auto both = yes_or_no("80%", "yes");
    both.forecast("bob", "2024-01-01", "30%");
    CHECK(glance(both) == "80% → yes · ✓ called it · Brier 0.040 · log 0.223 · 1 of 2 forecasters called it");
    CHECK(glance(RecordOf("q", "2024-01-01").asks_binary("2025-05-01").annulled("the vote was called off", "2025-05-01")) ==
          "○ annulled · the vote was called off");
}

TEST_CASE("a forecast by another than the speaker has a name") {
    RecordOf record("q", "2024-01-01");
    record.asks_binary("2025-12-31").forecast("bob", "2024-01-01", "80%").resolved("yes", "2025-06-01");
    CHECK(glance(record).starts_with("Bob: 80% → yes"));
}

TEST_CASE("an amendment shows day, reason and the differences of wording, criteria and due date") {
    auto record = yes_or_no("80%", "yes");
    record.question().criteria = "cars may cross";
    record.amended("2024-03-01", [](Statement& before) {
        before.text["en"] = "Words of q";
        before.question->criteria = "it opens";
        before.question->due = on("2024-12-31");
    });
    CHECK(fact(card_for(record), "changes") ==
          "2024-03-01: clearer\nwording: [-Words-] {+Text+} of q\ncriteria: [-it opens-] {+cars may cross+}\ndue: [-2024-12-31-] {+2025-12-31+}");
}

TEST_CASE("an option that a statement is conditional on is shown as it is named, also where nothing is known of its question") {
    const auto report = report_of({yes_or_no("80%", "yes")});
    StatementLine line = report.statements.at(0);
    line.conditions = {{"cup", "10k", QuestionType::categorical}, {"year", "2024"}, {"limit", "by 2030", QuestionType::ordinal}};
    const Card card = card_of(report, Words(report, *language_by_slug("en")), line);
    CHECK(fact(card, "holds only if") == "cup → 10k\nyear → 2024\nlimit → by 2030");
}

TEST_CASE("each of several amendments is set against the next") {
    auto record = yes_or_no("80%", "yes");
    record.amended("2024-03-01", [](Statement& before) { before.text["en"] = "First of q"; });
    record.amended("2024-04-01", [](Statement& before) { before.text["en"] = "Second of q"; });
    CHECK(fact(card_for(record), "changes") ==
          "2024-03-01: clearer\nwording: [-First-] {+Second+} of q\n2024-04-01: clearer\nwording: [-Second-] {+Text+} of q");
}

TEST_CASE("raters who agree are named in a line, others with what they said") {
    auto record = yes_or_no("80%", "yes");
    record.resolved("yes", "2025-06-02", "bob");
    CHECK(fact(card_for(record), "raters") == "all agree: judge, Bob");
    record.resolved("no", "2025-06-03", "li");
    CHECK(fact(card_for(record), "raters") == "2 of 3 agree with the answer that is scored\njudge: yes, 2025-06-01 – agrees\n"
                                              "Bob: yes, 2025-06-02 – agrees\nMu Li: no, 2025-06-03 – differs");
}

TEST_CASE("changes of mind are a history of their own, folded") {
    const auto report = report_of({yes_or_no("80%", "yes")});
    StatementLine line = report.statements.at(0);
    line.forecasts.at(0).history = {{at("2024-01-01"), "60%", {}, {}, {}, "a hunch", false}, {at("2024-02-01"), "80%", {}, {}, {}, "", true}};
    const auto folds = history_folds(Words(report, *language_by_slug("en")), line);
    REQUIRE(folds.size() == 1);
    CHECK(folds[0].summary == "Ann: how the forecast changed (2 entries)");
    CHECK(folds[0].facts.rows[0].first == "2024-01-01");
    CHECK(flat(folds[0].facts.rows[0].second[0]) == "60% – a hunch");
    CHECK(flat(folds[0].facts.rows[1].second[0]) == "80% (withdrawn)");
}

TEST_CASE("a name above a history shows invisible characters") {
    auto report = report_of({yes_or_no("80%", "yes")});
    report.names.at("ann") = {{"en", "A\u202Enn\x1b"}};
    StatementLine line = report.statements.at(0);
    line.forecasts.at(0).history = {{at("2024-01-01"), "60%", {}, {}, {}, "", false}, {at("2024-02-01"), "80%", {}, {}, {}, "", false}};
    const auto folds = history_folds(Words(report, *language_by_slug("en")), line);
    CHECK(folds.at(0).summary.starts_with("A<U+202E>nn<U+001B>:"));
}

TEST_CASE("many forecasters are folded but for the first") {
    auto record = yes_or_no("80%", "yes");
    for (const char* who : {"p1", "p2", "p3", "p4", "p5", "p6"}) record.forecast(who, "2024-01-02", "40%");
    const Card card = card_for(record);
    REQUIRE(!card.folds.empty());
    CHECK(card.folds[0].summary == "2 more forecasters");
    CHECK(card.folds[0].facts.rows[0].second.size() == 2);
}

TEST_CASE("changes are told by element in the page and by marks in text") {
    auto record = yes_or_no("80%", "yes");
    record.amended("2024-03-01", [](Statement& before) { before.text["en"] = "Words of q"; });
    const std::string html = page({record}, "html");
    CHECK(html.find("<del><span class=\"heard\">removed: </span><bdi>Words</bdi></del>") != std::string::npos);
    CHECK(html.find("<ins><span class=\"heard\">added: </span><bdi>Text</bdi></ins>") != std::string::npos);
    CHECK(page({record}, "md").find("<del>Words</del> <ins>Text</ins>") != std::string::npos);
    CHECK(page({record}, "text").find("[-Words-] {+Text+} of q") != std::string::npos);
}

TEST_CASE("a long list is folded in the page, a short one is not") {
    CHECK(page(overdue(50), "html").find("<summary>Show all") == std::string::npos);
    CHECK(page(overdue(51), "html").find("<details><summary>Show all of them: 51 statements</summary>") != std::string::npos);
}

TEST_CASE("an overdue statement says by how much and what to type") {
    const std::string text = page(overdue(1), "text", 120);
    CHECK(text.find("30 days") != std::string::npos);  // from 2025-12-01, the end of that day, to the end of the year
    CHECK(text.find("hindsight resolve late0 yes") != std::string::npos);
}

TEST_CASE("cards and lists keep to the width of the terminal") {
    auto record = yes_or_no("80%", "yes");
    record.question().criteria = "a rather long description of what would settle the question and of where to look for it";
    record.resolved("no", "2025-06-03", "bob");
    record.amended("2024-03-01", [](Statement& before) { before.text["en"] = "Quite other words, and many more of them, of q"; });
    auto records = overdue(2);
    records.push_back(record);
    for (const int width : {80, 40}) {
        const std::string all = page(records, "text", width);
        const std::string text = all.substr(0, all.find("How it is scored"));
        for (const auto line : split(text, '\n')) {
            INFO(width << ": " << line);
            const bool code = line.find("hindsight") != std::string_view::npos || line.find(std::string(64, 'a')) != std::string_view::npos;
            CHECK((code || display_width(line) <= width));
        }
    }
}
