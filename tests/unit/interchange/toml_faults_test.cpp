// SPDX-License-Identifier: MIT
// Each fault of a TOML book, with its place.
#include "book_text.hpp"
#include "hindsight/base/text.hpp"

using namespace hindsight;
using namespace hindsight::interchange;
using namespace hindsight::test;

namespace {

/// The place of a fault is marked « like this » in the text.
struct Marked {
    std::string text;
    int line = 0, column = 0, length = 0;
};

Marked unmark(std::string text) {
    static const std::string kOpen = "«", kClose = "»";
    Marked marked;
    const auto open = text.find(kOpen);
    REQUIRE(open != std::string::npos);
    text.erase(open, kOpen.size());
    const auto close = text.find(kClose);
    REQUIRE(close != std::string::npos);
    text.erase(close, kClose.size());
    const auto place = place_of(text, open);
    marked.line = place.line;
    marked.column = place.column;
    marked.length = static_cast<int>(code_points(std::string_view(text).substr(open, close - open)));
    marked.text = std::move(text);
    return marked;
}

Diagnostics faults_of(const std::string& text) {
    Diagnostics diagnostics;
    read_toml_book(text, "book.toml", {}, diagnostics);
    return diagnostics;
}

/// Exactly one fault, of this code, at the marked place.
void check_fault(const std::string& marked_text, ErrorCode code, Severity severity = Severity::error) {
    const auto marked = unmark(marked_text);
    const auto diagnostics = faults_of(marked.text);
    INFO(marked.text);
    INFO(rendered(diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    const auto& fault = diagnostics.all()[0];
    CHECK(info(fault.code).slug == info(code).slug);
    CHECK(fault.severity == severity);
    CHECK_FALSE(fault.message.empty());
    CHECK(fault.where.file == "book.toml");
    CHECK(fault.where.line == marked.line);
    CHECK(fault.where.column == marked.column);
    CHECK(fault.where.length == marked.length);
    CHECK_FALSE(fault.where.excerpt.empty());
}

void check_in_statement(const std::string& more, ErrorCode code) { check_fault(kFrame + statement("x", more), code); }
void check_in_question(const std::string& type, const std::string& more, ErrorCode code) {
    check_fault(kFrame + statement("x", {}, question(type, more)), code);
}
void check_in_forecast(const std::string& type, const std::string& more, ErrorCode code,
                       const std::string& question_more = {}) {
    check_fault(kFrame + statement("x", {}, question(type, question_more) + forecast(more)), code);
}
void check_in_resolution(const std::string& type, const std::string& more, ErrorCode code,
                         const std::string& question_more = {}) {
    check_fault(kFrame + statement("x", {}, question(type, question_more) + resolution(more)), code);
}

std::string hint_of(const std::string& text) {
    const auto diagnostics = faults_of(text);
    INFO(rendered(diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    return diagnostics.all()[0].hint;
}

}  // namespace

TEST_CASE("what is no book is refused as such") {
    check_fault("«a = 1»\n", ErrorCode::not_a_book);
    check_fault("«[package]»\nname = \"x\"\n", ErrorCode::not_a_book);
    check_fault("format = «\"hindsight/2\"»\n", ErrorCode::not_a_book);
    check_fault("format = «1»\n", ErrorCode::not_a_book);
    const auto diagnostics = faults_of("");
    REQUIRE(diagnostics.errors() == 1);
    CHECK(diagnostics.all()[0].code == ErrorCode::not_a_book);
}

TEST_CASE("broken TOML is refused at its place") {
    check_fault("format = \"hindsight/1\"\nx = «y»\n", ErrorCode::bad_toml);
    check_fault(kFrame + "[[statement]]\nid = \"x\"\nsaid_by = «y» # no quotes\n", ErrorCode::bad_toml);
    check_fault(kFrame + "«[credence]»\n", ErrorCode::bad_toml);
    CHECK(faults_of("[~").errors() == 1);
    CHECK(faults_of("[&").errors() == 1);
}

TEST_CASE("bytes that are no UTF-8 are refused at their place") {
    const auto diagnostics = faults_of("format = \"hindsight/1\"\n# \xff\n");
    REQUIRE(diagnostics.errors() == 1);
    CHECK(diagnostics.all()[0].code == ErrorCode::bad_utf8);
    CHECK(diagnostics.all()[0].where.line == 2);
    CHECK(diagnostics.all()[0].where.column == 3);
}

TEST_CASE("unknown keys are named with the nearest known one") {
    check_fault(kFrame + "[«statment»]\n", ErrorCode::unknown_key);
    check_in_statement("«sourse» = \"talk\"\n", ErrorCode::unknown_key);
    CHECK(hint_of(kFrame + statement("x", "sourse = \"talk\"\n")) == "did you mean \"source\"?");
    check_in_question("binary", "«critera» = \"x\"", ErrorCode::unknown_key);
    check_in_forecast("binary", "predictive = 0.5\n«because» = \"x\"", ErrorCode::unknown_key);
    check_in_resolution("binary", "outcome = true\n«url» = \"x\"", ErrorCode::unknown_key);
    check_in_resolution("binary", "outcome = true\nevidence = [{ «link» = \"x\", url = \"https://example.org\" }]",
                        ErrorCode::unknown_key);
    CHECK(hint_of(kFrame + statement("x", {}, question("binary") + forecast("predictive = 0.5\np = 0.5"))) ==
          "the probability goes into the predictive: predictive = { p = 0.7 }");
}

TEST_CASE("missing keys are named at their table") {
    check_fault(kFrame + "«[[statement]]»\nid = \"x\"\nsaid_by = \"ann\"\nsaid_on = 2024-08-23\n",
                ErrorCode::missing_key);
    check_fault(kFrame + "«[[person]]»\nname = { en = \"X\" }\n", ErrorCode::missing_key);
    check_fault(kFrame + statement("x", {}, "«[statement.question]»\ncriteria = \"x\"\n"), ErrorCode::missing_key);
    check_fault(
        kFrame +
            statement("x", {}, question("binary") + "«[[statement.forecast]]»\nby = \"ann\"\nmade_at = 2024-08-23\n"),
        ErrorCode::missing_key);
    check_fault(
        kFrame + statement("x", {},
                           question("date") +
                               "«[[statement.forecast]]»\nby = \"ann\"\nmade_at = 2024-08-23\nphrase = \"may\"\n"),
        ErrorCode::missing_key);
    check_fault(
        kFrame + statement("x", {},
                           question("binary") + "«[[statement.resolution]]»\nby = \"ann\"\ndecided_on = 2025-01-01\n"),
        ErrorCode::missing_key);
    check_fault(kFrame + statement("x", {}, "«[statement.question]»\ntype = \"ordinal\"\n"), ErrorCode::missing_key);
    check_in_resolution("binary", "outcome = true\nevidence = [«{ sureness = \"A\" }»]", ErrorCode::missing_key);
    check_in_forecast("binary", "predictive = 0.5\n«withdrawal_reason» = \"x\"", ErrorCode::missing_key);
    check_in_resolution("binary", "annulled = «\" \"»", ErrorCode::missing_key);
}

TEST_CASE("values of a wrong type are named") {
    check_in_statement("locator = «13»\n", ErrorCode::wrong_type);
    check_in_statement("tags = «\"a\"»\n", ErrorCode::wrong_type);
    check_in_statement("tags = [\"a\", «1»]\n", ErrorCode::wrong_type);
    check_in_statement("retracted = «2025-01-01»\n", ErrorCode::wrong_type);
    check_in_statement("question = «5»\n", ErrorCode::wrong_type);
    check_in_statement("repeats = [«1»]\n", ErrorCode::wrong_type);
    check_fault(kFrame + "«source».x = 1\n", ErrorCode::unknown_key);
    check_fault(kFrame + statement("x", {}, "[statement.question]\ntype = «\"bool\"»\n"), ErrorCode::wrong_type);
    check_in_question("binary", "due = «2025»", ErrorCode::wrong_type);
    check_in_question("numeric", "scale = «\"logarithmic\"»", ErrorCode::wrong_type);
    check_in_forecast("binary", "predictive = 0.5\nbasis = «\"guess\"»", ErrorCode::wrong_type);
    check_in_resolution("binary", "outcome = true\nconfidence = «\"hi\"»", ErrorCode::wrong_type);
    check_in_resolution("binary", "outcome = «[]»", ErrorCode::wrong_type);
    check_in_resolution("binary", "outcome = true\nevidence = [«\"https://example.org\"»]", ErrorCode::wrong_type);
    check_fault("format = \"hindsight/1\"\n«person» = 1\n", ErrorCode::wrong_type);
    check_fault("format = \"hindsight/1\"\n[[«credence»]]\nmay = 0.5\n", ErrorCode::wrong_type);
}

TEST_CASE("ids must be slugs, and their own") {
    check_fault(kFrame + "[[person]]\nid = «\"Li Mu\"»\n", ErrorCode::bad_id);
    CHECK(hint_of(kFrame + "[[person]]\nid = \"Li Mu\"\n").find("\"li-mu\"") != std::string::npos);
    check_fault(kFrame + "[[person]]\nid = «\"ann\"»\n", ErrorCode::duplicate_id);
    check_fault(kFrame + "[[source]]\nid = «\"talk\"»\n", ErrorCode::duplicate_id);
    check_fault(kFrame + statement("x") +
                    "[[statement]]\nid = «\"x\"»\nsaid_by = \"ann\"\nsaid_on = 2024-08-23\ntext = \"a\"\n",
                ErrorCode::duplicate_id);
    CHECK(hint_of(kFrame + statement("x") + statement("x")) == "line 16 has it first");
}

TEST_CASE("days that do not exist are named, and hide nothing else") {
    check_in_question("binary", "due = «2025-02-30»", ErrorCode::bad_date);
    check_in_question("binary", "due = «\"2025-02-30\"»", ErrorCode::bad_date);
    check_in_question("binary", "due = «2025-01-01T10:00:00»", ErrorCode::bad_date);
    check_in_question("binary", "due = «0000-01-01»", ErrorCode::bad_date);
    check_in_forecast("date", "predictive = { range = [«2025-13-01», 2026-01-01], level = 0.8 }", ErrorCode::bad_date);
    check_in_resolution("binary", "outcome = true\nevidence = [{ url = \"x\", date = «\"2025-13\"» }]",
                        ErrorCode::bad_date);
    const auto diagnostics =
        faults_of(kFrame + statement("x", {},
                                     question("binary", "opens = 2025-02-29\ndue = 2025-04-31\nunit = \"x\"") +
                                         forecast("predictive = 1.4")));
    INFO(rendered(diagnostics));
    REQUIRE(diagnostics.errors() == 4);
    CHECK(diagnostics.all()[0].message == "there is no day 2025-02-29");
    CHECK(diagnostics.all()[1].message == "there is no day 2025-04-31");
    CHECK(diagnostics.all()[2].code == ErrorCode::bad_unit);
    CHECK(diagnostics.all()[3].code == ErrorCode::bad_probability);
}

TEST_CASE("times must run forward where they have to") {
    check_in_question("binary", "due = «2024-08-22»", ErrorCode::before_said);
    check_in_question("binary", "opens = «2026-01-01»\ndue = 2025-01-01", ErrorCode::bad_date);
    check_fault(
        kFrame + statement("x", {},
                           question("binary") +
                               "[[statement.resolution]]\nby = \"bob\"\noutcome = true\ndecided_on = «2024-08-22»\n"),
        ErrorCode::before_said);
    check_in_statement("retracted = { on = «2024-01-01», reason = \"x\" }\n", ErrorCode::before_said);
    check_in_forecast("binary", "predictive = 0.5\nwithdrawn = «2024-08-22»", ErrorCode::bad_date);
}

TEST_CASE("a claim may be about a time before it was said") {
    CHECK(faults_of(
              kFrame +
              "[[statement]]\nid = \"x\"\nkind = \"claim\"\nsaid_by = \"ann\"\nsaid_on = 2024-08-23\ntext = \"a\"\n" +
              question("binary", "due = 2020-01-01"))
              .all()
              .empty());
}

TEST_CASE("probabilities must lie between 0 and 1") {
    check_in_forecast("binary", "predictive = { p = «1.4» }", ErrorCode::bad_probability);
    check_in_forecast("binary", "[statement.forecast.predictive]\np = «1.4»", ErrorCode::bad_probability);
    check_in_forecast("binary", "predictive = «\"140%\"»", ErrorCode::bad_probability);
    check_in_forecast("numeric", "predictive = { range = [1, 2], level = «80» }", ErrorCode::bad_probability);
    check_in_forecast("ordinal", "predictive = { probs = { a = 0.5, b = «-0.5» } }", ErrorCode::bad_probability,
                      "options = [\"a\", \"b\"]");
    check_in_forecast("ordinal", "predictive = { probs = «{ a = 0.5, b = 0.4 }» }", ErrorCode::bad_sum,
                      "options = [\"a\", \"b\"]");
    check_fault("format = \"hindsight/1\"\n[credence]\nmay = «50»\n", ErrorCode::bad_probability);
}

TEST_CASE("faults of the notation are shown at the part concerned") {
    check_in_forecast("numeric", "predictive = «{ range = [1, 2] }»", ErrorCode::missing_level);
    check_in_forecast("numeric", "predictive = «\">=70\"»", ErrorCode::missing_level);
    check_in_forecast("numeric", "predictive = { range = «[2, 1]», level = 0.5 }", ErrorCode::reversed_range);
    check_in_forecast("numeric", "predictive = { quantiles = «{ \"0.1\" = 2, \"0.9\" = 1 }» }",
                      ErrorCode::crossing_quantiles);
    check_in_forecast("numeric", "predictive = { range = [\"1\", «\"many\"»], level = 0.5 }", ErrorCode::bad_number);
    check_in_forecast("numeric", "predictive = { range = [1, «inf»], level = 0.5 }", ErrorCode::bad_number);
    check_in_forecast("date", "predictive = { range = [«\"soon\"», 2026-01-01], level = 0.5 }", ErrorCode::bad_date);
    check_in_forecast("binary", "predictive = «{ range = [1, 2], level = 0.5 }»", ErrorCode::bad_predictive);
    check_in_forecast("binary", "predictive = «{ q = 1 }»", ErrorCode::bad_predictive);
    check_in_forecast("ordinal", "predictive = { probs = { a = 0.5, c = «0.5» } }", ErrorCode::unknown_option,
                      "options = [\"a\", \"b\"]");
}

TEST_CASE("phrases must stand in the credence table") {
    check_in_forecast("binary", "phrase = «\"expcts\"»", ErrorCode::unknown_phrase);
    CHECK(hint_of(kFrame + statement("x", {}, question("binary") + forecast("phrase = \"expcts\""))) ==
          "did you mean \"expects\"?");
    check_in_forecast("numeric", "phrase = «\"perhaps\"»\npredictive = \">=70\"", ErrorCode::unknown_phrase);
    check_in_statement("strength = «\"perhaps\"»\n", ErrorCode::unknown_phrase);
    check_in_forecast("binary", "phrase = \"may\"\nbasis = «\"stated\"»", ErrorCode::bad_predictive);
}

TEST_CASE("an unknown phrase beside a number is only a warning") {
    check_fault(kFrame + statement("x", {}, question("binary") + forecast("phrase = «\"perhaps\"»\npredictive = 0.6")),
                ErrorCode::unknown_phrase, Severity::warning);
}

TEST_CASE("persons, sources and statements must be known") {
    check_fault(kFrame + "[[statement]]\nid = \"x\"\nsaid_by = «\"anna\"»\nsaid_on = 2024-08-23\ntext = \"a\"\n",
                ErrorCode::unknown_person);
    check_in_statement("source = «\"talks\"»\n", ErrorCode::unknown_source);
    CHECK(hint_of(kFrame + statement("x", "source = \"talks\"\n")) == "did you mean \"talk\"?");
    check_fault(
        kFrame + statement("x", {},
                           question("binary") +
                               "[[statement.forecast]]\nby = «\"zoe\"»\nmade_at = 2024-08-23\npredictive = 0.5\n"),
        ErrorCode::unknown_person);
    check_in_statement("repeats = «\"y\"»\n", ErrorCode::unknown_statement);
    check_in_statement("repeats = «\"x\"»\n", ErrorCode::bad_link);
    check_fault(
        kFrame + statement("y") + statement("x", "conditional_on = { statement = «\"y\"», outcome = \"yes\" }\n"),
        ErrorCode::bad_link);
    check_fault(kFrame + statement("y", {}, question("binary")) +
                    statement("x", "conditional_on = { statement = \"y\", outcome = «\"maybe\"» }\n"),
                ErrorCode::bad_outcome);
}

TEST_CASE("keys that do not belong to the type of the question are refused") {
    check_in_question("binary", "«unit» = \"x\"", ErrorCode::bad_unit);
    check_in_question("date", "«scale» = \"linear\"", ErrorCode::bad_unit);
    check_in_question("binary", "«options» = [\"a\", \"b\"]", ErrorCode::unknown_option);
    check_in_question("ordinal", "options = «[\"a\"]»", ErrorCode::unknown_option);
    check_in_question("ordinal", "options = «[\"a\", \"a\"]»", ErrorCode::unknown_option);
    check_in_question("numeric", "low = «\"many\"»", ErrorCode::bad_number);
    check_in_question("numeric", "low = «2»\nhigh = 1", ErrorCode::reversed_range);
    check_in_question("numeric", "scale = \"log\"\nlow = «0»", ErrorCode::bad_number);
    check_in_question("binary", "«zero_point» = 1", ErrorCode::bad_unit);
    check_in_question("categorical", "options = [\"a\", \"b\"]\n«open_low» = false", ErrorCode::bad_unit);
    check_in_question("numeric", "open_high = «1»", ErrorCode::wrong_type);
}

TEST_CASE("the zero point of a scale lies outside of its bounds") {
    check_in_question("numeric", "low = 1\nhigh = 2\nzero_point = «1»", ErrorCode::bad_number);
    check_in_question("numeric", "low = 1\nhigh = 2\nzero_point = «2»", ErrorCode::bad_number);
    check_in_question("date", "low = 2025-01-01\nhigh = 2026-01-01\nzero_point = «2025-07-01»", ErrorCode::bad_number);
    check_in_question("numeric", "zero_point = «0»", ErrorCode::bad_number);
}

TEST_CASE("no question was to close before it opens") {
    check_in_question("binary", "opens = 2025-01-02\nscheduled_close = «2025-01-01»", ErrorCode::bad_date);
}

TEST_CASE("outcomes must answer the question") {
    check_in_resolution("binary", "outcome = «\"maybe\"»", ErrorCode::bad_outcome);
    check_in_resolution("numeric", "outcome = «\"yes\"»", ErrorCode::bad_outcome);
    check_in_resolution("date", "outcome = «\"soon\"»", ErrorCode::bad_outcome);
    check_in_resolution("ordinal", "outcome = «\"c\"»", ErrorCode::unknown_option, "options = [\"a\", \"b\"]");
    check_in_resolution("binary", "outcome = true\n«annulled» = \"x\"", ErrorCode::bad_outcome);
    check_in_resolution("binary", "outcome = «\"annulled: \"»", ErrorCode::bad_outcome);
    check_fault(
        kFrame + statement("x", {},
                           question("binary") + resolution("outcome = true") +
                               "«[[statement.resolution]]»\nby = \"bob\"\ndecided_on = 2025-02-01\noutcome = false\n"),
        ErrorCode::duplicate_id);
}

TEST_CASE("without a question there is nothing to forecast or resolve") {
    check_fault(
        kFrame + statement("x", {}, "«[[statement.forecast]]»\nby = \"ann\"\nmade_at = 2024-08-23\npredictive = 0.5\n"),
        ErrorCode::not_resolvable);
}

TEST_CASE("texts need a language and some words") {
    check_fault(
        kFrame + "[[statement]]\nid = \"x\"\nsaid_by = \"ann\"\nsaid_on = 2024-08-23\ntext = { «English» = \"a\" }\n",
        ErrorCode::bad_language);
    check_fault(kFrame + "[[statement]]\nid = \"x\"\nsaid_by = \"ann\"\nsaid_on = 2024-08-23\ntext = { en = «\"\"» }\n",
                ErrorCode::missing_key);
    check_fault(kFrame + "[[statement]]\nid = \"x\"\nsaid_by = \"ann\"\nsaid_on = 2024-08-23\ntext = «{}»\n",
                ErrorCode::missing_key);
}

TEST_CASE("all faults of a file are reported at once, in its order") {
    const auto diagnostics =
        faults_of(kFrame + statement("x", "sourse = 1\n", question("binary") + forecast("predictive = 7")) +
                  "[[statement]]\nid = [\n" + statement("y", "quote = = 1\n") + statement("z", "locator = 3\n") +
                  statement("good"));
    INFO(rendered(diagnostics));
    REQUIRE(diagnostics.errors() == 5);
    const ErrorCode codes[] = {ErrorCode::unknown_key, ErrorCode::bad_probability, ErrorCode::bad_toml,
                               ErrorCode::bad_toml, ErrorCode::wrong_type};
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(diagnostics.all()[i].code == codes[i]);
        if (i > 0) CHECK(diagnostics.all()[i].where.line > diagnostics.all()[i - 1].where.line);
    }
}

TEST_CASE("entries at fault are left out, the others stay") {
    Diagnostics diagnostics;
    const auto book = read_toml_book(
        kFrame + statement("x", "locator = 1\n") + statement("y") + statement("z", "repeats = \"none\"\n"), "book.toml",
        {}, diagnostics);
    CHECK(diagnostics.errors() == 2);
    REQUIRE(book.statements.size() == 1);
    CHECK(book.statements[0].statement.id == "y");
}

TEST_CASE("references into what could not be parsed are not held against the others") {
    const auto diagnostics =
        faults_of(kFrame + "[[person]]\nid = cid\n" +
                  statement("x", {},
                            question("binary") +
                                "[[statement.forecast]]\nby = \"cid\"\nmade_at = 2024-08-23\npredictive = 0.5\n"));
    INFO(rendered(diagnostics));
    REQUIRE(diagnostics.errors() == 1);
    CHECK(diagnostics.all()[0].code == ErrorCode::bad_toml);
}

TEST_CASE("a message looks as people read it") {
    const auto diagnostics = faults_of("format = \"hindsight/1\"\n[credence]\n\"人\" = 50\n");
    REQUIRE(diagnostics.errors() == 1);
    CHECK(render(diagnostics.all()[0]) ==
          "book.toml:3:7: error: the probability of a phrase must lie in 0 to 1 [bad-probability]\n"
          "  3 | \"人\" = 50\n"
          "    |        ^^\n"
          "hint: write 0.14 for 14%");
}

TEST_CASE("a hostile number of faults does not fill the memory") {
    std::string text = "format = \"hindsight/1\"\n";
    for (int i = 0; i < 5000; ++i) text += "k" + std::to_string(i) + " = 1\n";
    const auto diagnostics = faults_of(text);
    CHECK(diagnostics.has_errors());
    CHECK(diagnostics.all().size() == 1001);
    CHECK(diagnostics.all().back().message == "4000 more faults are not listed");
}
