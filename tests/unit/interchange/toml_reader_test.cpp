// SPDX-License-Identifier: MIT
// What a TOML book means once it is read.
#include "book_text.hpp"

using namespace hindsight;
using namespace hindsight::interchange;
using namespace hindsight::test;

namespace {

Day day(const char* text) { return *parse_day(text); }
double days(const char* text) { return static_cast<double>(day(text).time_since_epoch().count()); }

}  // namespace

TEST_CASE("a book brings its phrases, persons and sources") {
    const auto book = good_book(kFrame);
    CHECK(book.credence == CredenceTable{{"expects", 0.8}, {"may", 0.5}});
    REQUIRE(book.persons.size() == 2);
    CHECK(book.persons[0].person == Person{"ann", {{"en", "Ann"}, {"zh", "安"}}});
    CHECK(book.persons[1].person == Person{"bob", {}});
    REQUIRE(book.sources.size() == 1);
    CHECK(book.sources[0].source == Source{"talk", {{"en", "A talk"}}, "https://example.org/talk", day("2024-08-23")});
}

TEST_CASE("a statement brings all that it says of itself") {
    const auto book =
        good_book(kFrame + statement("a") +
                  statement("b",
                            "source = \"talk\"\nlocator = \"1.3\"\nquote = \"预计\"\nstrength = \"expects\"\n"
                            "tags = [\"models\", \"core\"]\nvariant_of = \"a\"\n"));
    REQUIRE(book.statements.size() == 2);
    const auto& statement = book.statements[1].statement;
    CHECK(statement.kind == StatementKind::prediction);
    CHECK(statement.speaker == "ann");
    CHECK(statement.said_on == day("2024-08-23"));
    CHECK(statement.source == "talk");
    CHECK(statement.locator == "1.3");
    CHECK(statement.quote == "预计");
    CHECK(statement.strength == "expects");
    CHECK(statement.tags == std::vector<std::string>{"models", "core"});
    CHECK(statement.links == std::vector<Link>{{LinkKind::variant_of, "a", ""}});
    CHECK_FALSE(statement.question);
}

TEST_CASE("links may point forward, and a condition names the outcome that it needs") {
    const auto book = good_book(
        kFrame +
        statement("a", "conditional_on = { statement = \"b\", outcome = \"yes\" }\nrepeats = [\"b\", \"c\"]\n") +
        statement("b", {}, question("binary")) + statement("c"));
    CHECK(book.statements[0].statement.links == std::vector<Link>{{LinkKind::repeats, "b", ""},
                                                                  {LinkKind::repeats, "c", ""},
                                                                  {LinkKind::conditional_on, "b", "yes"}});
}

TEST_CASE("what the record holds may be referred to") {
    const KnownIds known{{{"hints", 0.6}}, {"cid"}, {"paper"}, {"old"}};
    const auto text =
        "format = \"hindsight/1\"\n[[statement]]\nid = \"x\"\nsaid_by = \"cid\"\nsaid_on = 2024-08-23\nsource = "
        "\"paper\"\n"
        "text = { en = \"It will.\" }\nrepeats = \"old\"\n[statement.question]\ntype = \"binary\"\n"
        "[[statement.forecast]]\nby = \"cid\"\nmade_at = 2024-08-23\nphrase = \"hints\"\n";
    Diagnostics diagnostics;
    const auto book = read_toml_book(text, "book.toml", known, diagnostics);
    INFO(rendered(diagnostics));
    REQUIRE(diagnostics.all().empty());
    CHECK(std::get<BinaryForecast>(book.statements.at(0).forecasts.at(0).forecast.predictive).p == 0.6);
}

TEST_CASE("the book's phrase overrules the record's") {
    Diagnostics diagnostics;
    const auto book = read_toml_book(kFrame + statement("x", {}, question("binary") + forecast("phrase = \"expects\"")),
                                     "book.toml", {{{"expects", 0.1}}, {}, {}, {}}, diagnostics);
    CHECK(std::get<BinaryForecast>(book.statements.at(0).forecasts.at(0).forecast.predictive).p == 0.8);
}

TEST_CASE("a question brings its type, times and bounds") {
    const auto book = good_book(
        kFrame + statement("x", {},
                           question("numeric",
                                    "title = \"How many?\"\nunit = \"parameters\"\nscale = \"log\"\nlow = \"1M\"\n"
                                    "high = 1e15\ncriteria = \"Count.\"\nopens = 2024-08-23\n"
                                    "closes = 2026-01-01T12:00:00+02:00\ndue = 2027-08-23\nnotes = \"assumed\"")));
    const auto& question = *book.statements.at(0).statement.question;
    CHECK(question.type == QuestionType::numeric);
    CHECK(question.title == "How many?");
    CHECK(question.unit == "parameters");
    CHECK(question.scale == Scale::log);
    CHECK(question.low == 1e6);
    CHECK(question.high == 1e15);
    CHECK(question.opens == When::day(day("2024-08-23")));
    CHECK(question.closes == When::instant(*parse_instant("2026-01-01T10:00:00Z")));
    CHECK(question.due == When::day(day("2027-08-23")));
    CHECK(question.notes == "assumed");
}

TEST_CASE("bounds of a date question are days") {
    const auto book =
        good_book(kFrame + statement("x", {}, question("date", "low = 2025-01-01\nhigh = \"2030-01-01\"")));
    const auto& question = *book.statements.at(0).statement.question;
    CHECK(question.low == days("2025-01-01"));
    CHECK(question.high == days("2030-01-01"));
}

TEST_CASE("a question brings the scale and times of the site that asked it") {
    const auto book = good_book(
        kFrame + statement("x", "foreign_id = \"31415\"\naddress = \"https://example.org/31415\"\n",
                           question("date", "low = 2025-01-01\nhigh = 2030-01-01\nzero_point = 2024-12-31\nopen_low = false\nopen_high = true\n"
                                            "opens = 2025-01-01\nscheduled_close = 2025-06-01\nspot_at = 2025-03-01T12:00:00Z")));
    const auto& statement = book.statements.at(0).statement;
    CHECK(statement.foreign_id == "31415");
    CHECK(statement.address == "https://example.org/31415");
    CHECK(statement.question->zero_point == days("2024-12-31"));
    CHECK_FALSE(statement.question->open_low);
    CHECK(statement.question->open_high);
    CHECK(statement.question->scheduled_close == When::day(day("2025-06-01")));
    CHECK(statement.question->spot_at == When::instant(*parse_instant("2025-03-01T12:00:00Z")));
}

TEST_CASE("a phrase gives the probability of a binary forecast, imputed") {
    const auto forecast = one_forecast("binary", "phrase = \"expects\"");
    CHECK(forecast.predictive == Predictive(BinaryForecast{0.8}));
    CHECK(forecast.basis == Basis::imputed);
    CHECK(forecast.phrase == "expects");
    CHECK(forecast.entered.empty());
}

TEST_CASE("the short form of a binary forecast may be a phrase") {
    const auto forecast = one_forecast("binary", "predictive = \"May\"");
    CHECK(forecast.predictive == Predictive(BinaryForecast{0.5}));
    CHECK(forecast.basis == Basis::imputed);
    CHECK(forecast.phrase == "May");
}

TEST_CASE("a phrase gives the level of a range") {
    const auto range = one_forecast("numeric", "phrase = \"expects\"\npredictive = { range = [\"100B\", \"500B\"] }");
    CHECK(range.predictive == Predictive(RangeForecast{1e11, 5e11, 0.8}));
    CHECK(range.basis == Basis::imputed);
    const auto side = one_forecast("date", "phrase = \"may\"\npredictive = \"not before 2029-08-23\"");
    CHECK(side.predictive == Predictive(RangeForecast{days("2029-08-23"), std::nullopt, 0.5}));
    CHECK(side.basis == Basis::imputed);
    CHECK(side.entered.empty());
}

TEST_CASE("a number given beside the phrase is the speaker's own") {
    for (const auto* predictive : {"{ range = [\"100B\", \"500B\"], level = 0.9 }", "\"100B..500B@90%\""}) {
        const auto forecast = one_forecast("numeric", std::string("phrase = \"expects\"\npredictive = ") + predictive);
        CHECK(forecast.predictive == Predictive(RangeForecast{1e11, 5e11, 0.9}));
        CHECK(forecast.basis == Basis::stated);
        CHECK(forecast.phrase == "expects");
    }
    CHECK(one_forecast("binary", "phrase = \"expects\"\npredictive = 0.7").basis == Basis::stated);
}

TEST_CASE("a number may be marked as read out of the wording") {
    const auto forecast = one_forecast(
        "categorical", "phrase = \"expects\"\nbasis = \"imputed\"\npredictive = { probs = { b = 0.8, a = 0.2 } }",
        "options = [\"a\", \"b\"]");
    CHECK(forecast.basis == Basis::imputed);
    CHECK(forecast.predictive == Predictive(OptionForecast{{{"a", 0.2}, {"b", 0.8}}}));
}

TEST_CASE("every form of the notation is read") {
    CHECK(one_forecast("binary", "predictive = { p = 0.25 }").predictive == Predictive(BinaryForecast{0.25}));
    CHECK(one_forecast("binary", "predictive = \"1:3\"").predictive == Predictive(BinaryForecast{0.25}));
    CHECK(one_forecast("date", "predictive = { range = [2025-08-10, 2026-08-10], level = 0.8 }").predictive ==
          Predictive(RangeForecast{days("2025-08-10"), days("2026-08-10"), 0.8}));
    CHECK(one_forecast("numeric", "predictive = { quantiles = { \"0.05\" = 1, \"0.5\" = 2, \"0.95\" = 4 } }")
              .predictive == Predictive(QuantileForecast{{{0.05, 1}, {0.5, 2}, {0.95, 4}}}));
    CHECK(one_forecast("numeric", "predictive = { samples = [1, 2.5], weights = [1, 3] }").predictive ==
          Predictive(SampleForecast{{1, 2.5}, {1, 3}}));
    CHECK(one_forecast("numeric", "predictive = { family = \"normal\", mean = 0, sd = 1 }").predictive ==
          Predictive(FamilyForecast{"normal", {{"mean", 0}, {"sd", 1}}, {}, {}, {}}));
    CHECK(one_forecast("numeric", "predictive = { cdf = [[1, 0.1], [2, 0.9]] }").predictive ==
          Predictive(CdfForecast{{{1, 0.1}, {2, 0.9}}}));
    CHECK(one_forecast("numeric", "predictive = 3").predictive == Predictive(PointForecast{3}));
}

TEST_CASE("a predictive may be a table of its own") {
    CHECK(one_forecast("binary", "[statement.forecast.predictive]\np = 0.4").predictive ==
          Predictive(BinaryForecast{0.4}));
}

TEST_CASE("what was typed is kept where it differs from its print") {
    CHECK(one_forecast("numeric", "predictive = { range = [100_000_000_000, \"500B\"], level = 0.9 }").entered ==
          "{ range = [100_000_000_000, \"500B\"], level = 0.9 }");
    CHECK(one_forecast("numeric", "predictive = { range = [\"100B\", \"500B\"], level = 0.9 }").entered.empty());
    CHECK(one_forecast("numeric", "predictive = \"100B..500B@90%\"").entered.empty());
    CHECK(one_forecast("binary", "predictive = \"7:3\"").entered == "7:3");
    CHECK(one_forecast("numeric", "reason = \"人\"\npredictive = { samples = [\n1,\n2] }").entered.empty());
    CHECK(one_resolution("numeric", "outcome = \"398.5B\"").entered.empty());
    CHECK(one_resolution("numeric", "outcome = 398_500_000_000").entered == "398_500_000_000");
    CHECK(one_resolution("date", "outcome = 2025-01-01").entered.empty());
}

TEST_CASE("a withdrawn forecast keeps its day and reason") {
    const auto book = good_book(
        kFrame + statement("x", {},
                           question("binary") + forecast("predictive = 0.5\nreason = \"why\"\nwithdrawn = 2025-01-01\n"
                                                         "withdrawal_reason = \"changed my mind\"")));
    const auto& entry = book.statements.at(0).forecasts.at(0);
    CHECK(entry.withdrawn == When::day(day("2025-01-01")));
    CHECK(entry.withdrawal_reason == "changed my mind");
    CHECK(entry.forecast.reason == "why");
}

TEST_CASE("a forecast may be older than the statement") {
    good_book(kFrame + statement("x", {},
                                 question("binary") +
                                     "[[statement.forecast]]\nby = \"bob\"\nmade_at = 2020-01-01\npredictive = 0.5\n"));
}

TEST_CASE("outcomes are read after the type of the question") {
    const auto outcome = [](const std::string& type, const std::string& value, const std::string& more = {}) {
        return *one_resolution(type, "outcome = " + value, more).outcome();
    };
    CHECK(outcome("binary", "\"yes\"") == Outcome(Fraction{1}));
    CHECK(outcome("binary", "false") == Outcome(Fraction{0}));
    CHECK(outcome("binary", "0.5") == Outcome(Fraction{0.5}));
    CHECK(outcome("numeric", "192") == Outcome(Observed{192}));
    CHECK(outcome("numeric", "0.059") == Outcome(Observed{0.059}));
    CHECK(outcome("numeric", "\"partly 0.5\"") == Outcome(Fraction{0.5}));
    CHECK(outcome("numeric", "\"below 10B\"") == Outcome(Bound{false, 1e10}));
    CHECK(outcome("date", "2024-12-01") == Outcome(Observed{days("2024-12-01")}));
    CHECK(outcome("date", "0.5") == Outcome(Fraction{0.5}));
    CHECK(outcome("date", "\"not by 2024-11-10\"") == Outcome(Bound{true, days("2024-11-10")}));
    CHECK(outcome("ordinal", "\"1\"", "options = [\"0\", \"1\"]") == Outcome(Chosen{"1"}));
    CHECK(outcome("ordinal", "1", "options = [\"0\", \"1\"]") == Outcome(Chosen{"1"}));
}

TEST_CASE("a resolution brings its evidence") {
    const auto resolution = one_resolution(
        "binary",
        "outcome = \"yes\"\nconfidence = \"medium\"\nnote = \"why\"\n"
        "evidence = [\n  { url = \"https://example.org\", title = \"T\", date = 2024-12-01, note = \"N\", "
        "sureness = \"A\" },\n  { title = \"U\", date = \"2024-12\" },\n]");
    CHECK(resolution.resolver == "bob");
    CHECK(resolution.decided_on == When::day(day("2025-01-01")));
    CHECK(resolution.confidence == "medium");
    CHECK(resolution.note == "why");
    CHECK(resolution.evidence ==
          std::vector<Evidence>{{"https://example.org", "T", "2024-12-01", "N", "A"}, {"", "U", "2024-12", "", ""}});
}

TEST_CASE("a resolution may annul") {
    for (const auto* line : {"annulled = \"no fair answer\"", "outcome = \"annulled: no fair answer\""}) {
        const auto resolution = one_resolution("numeric", line);
        REQUIRE(resolution.annulled());
        CHECK(resolution.annulled()->reason == "no fair answer");
    }
}

TEST_CASE("a statement keeps its history") {
    const auto book = good_book(
        kFrame + statement("x",
                           "amended = \"typo\"\nretracted = { on = 2025-01-01, reason = \"was a joke\" }\n"
                           "text_was = [{ until = 2024-09-01, text = { en = \"It wil.\" }, reason = \"typo\" }]\n"));
    const auto& entry = book.statements.at(0);
    CHECK(entry.amended == "typo");
    REQUIRE(entry.retraction);
    CHECK(entry.retraction->on == When::day(day("2025-01-01")));
    CHECK(entry.retraction->reason == "was a joke");
    REQUIRE(entry.text_was.size() == 1);
    CHECK(entry.text_was[0].text == Texts{{"en", "It wil."}});
    CHECK(entry.text_was[0].until == When::day(day("2024-09-01")));
}

TEST_CASE("tables may stand in any order") {
    const auto frame = kFrame.substr(kFrame.find('\n') + 1);
    const auto book = good_book("format = \"hindsight/1\"\n" +
                                statement("x", {}, question("binary") + forecast("phrase = \"may\"")) + frame);
    CHECK(book.statements.size() == 1);
    CHECK(book.persons.size() == 2);
}

TEST_CASE("a sub-table apart from its entry belongs to it all the same") {
    const auto book = good_book(kFrame + statement("x") + "[[person]]\nid = \"cid\"\n" + question("binary") +
                                forecast("phrase = \"may\""));
    REQUIRE(book.statements.size() == 1);
    CHECK(book.statements[0].forecasts.size() == 1);
    CHECK(book.persons.size() == 3);
}

TEST_CASE("inline lists of tables are entries too") {
    const auto book = good_book(
        "format = \"hindsight/1\"\ncredence = { may = 0.5 }\nperson = [{ id = \"ann\" }]\nsource = []\n"
        "statement = [{ id = \"x\", said_by = \"ann\", said_on = 2024-08-23, text = \"Yes.\", question = { type = "
        "\"binary\" }, "
        "forecast = [{ by = \"ann\", made_at = 2024-08-23, phrase = \"may\" }] }]\n");
    REQUIRE(book.statements.size() == 1);
    CHECK(book.statements[0].statement.text == Texts{{"en", "Yes."}});
    CHECK(book.statements[0].forecasts.size() == 1);
}

TEST_CASE("a byte order mark and CRLF lines do not matter") {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : kFrame + statement("x")) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(good_book(text).statements.size() == 1);
}

TEST_CASE("headers inside of block texts and lists are no headers") {
    const auto book = good_book(
        kFrame +
        statement("x", "quote = \"\"\"\n[[statement]]\nid = \"y\"\n\"\"\"\ntags = [\n\"[[person]]\", # [x\n\"b\"]\n"));
    REQUIRE(book.statements.size() == 1);
    CHECK(book.statements[0].statement.quote == "[[statement]]\nid = \"y\"\n");
    CHECK(book.statements[0].statement.tags == std::vector<std::string>{"[[person]]", "b"});
}

TEST_CASE("entries know their place") {
    const auto book = good_book(kFrame + statement("x", {}, question("binary") + forecast("phrase = \"may\"")));
    CHECK(book.persons[0].where.line == 6);
    CHECK(book.persons[0].where.column == 6);
    CHECK(book.persons[0].where.excerpt == "id = \"ann\"");
    CHECK(book.statements[0].where.file == "book.toml");
    CHECK(book.statements[0].where.line == 16);
    CHECK(book.statements[0].forecasts[0].where.excerpt == "[[statement.forecast]]");
}
