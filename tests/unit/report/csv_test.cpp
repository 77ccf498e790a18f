// SPDX-License-Identifier: MIT
// The tables: cells, and what lies beside the main one.
#include <set>

#include "report/csv/csv_table.hpp"
#include "sample_report.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

std::map<std::string, std::string> tables(const Report& report, const char* language = "en") {
    std::map<std::string, std::string> out;
    for (auto& file : csv_tables(report, {language_by_slug(language), 80, {}}, "2025")) out.emplace(file.name, file.bytes);
    return out;
}

}  // namespace

TEST_CASE("a text cell never begins a formula, a number stays one", "[report][csv]") {
    CHECK(cell("=1+1") == "'=1+1");
    CHECK(cell("-5") == "'-5");
    CHECK(cell(" @x") == "' @x");
    CHECK(cell("\uff1d1") == "'\uff1d1");
    CHECK(cell("a = b") == "a = b");
    CHECK(cell(-0.5) == "-0.5");
    CHECK(cell("a \"b\", c") == "\"a \"\"b\"\", c\"");
    CHECK(cell("a\nb") == "\"a\nb\"");
}

TEST_CASE("tables lie beside the main one, those without rows left out, the same in every language", "[report][csv]") {
    const auto report = report_of(sample_records());
    const auto found = tables(report);
    for (const char* name : {"counts", "groups", "scores", "skill", "calibration", "evidence", "raters", "wordings", "persons", "credence"}) {
        INFO(name);
        const auto table = found.find("2025-tables/" + std::string(name) + ".csv");
        REQUIRE(table != found.end());
        CHECK(std::count(table->second.begin(), table->second.end(), '\n') > 1);
        CHECK(table->second.ends_with("\r\n"));
    }
    CHECK(found.count("2025-tables/development.csv") == 0);
    CHECK(tables(report, "zh") == found);
}

TEST_CASE("the tables have the figures of the report", "[report][csv]") {
    const auto report = report_of(sample_records());
    const auto found = tables(report);
    const auto* brier = report.predictions.forecasters.front().figures.score("brier");
    REQUIRE(brier);
    CHECK(found.at("2025-tables/scores.csv").find("prediction,forecaster,ann,0,brier,," + cell(brier->n) + "," + cell(brier->questions) + "," +
                                                   cell(brier->clusters) + "," + cell(brier->mean) + ",") != std::string::npos);
    CHECK(found.at("2025-tables/counts.csv").find("prediction," + cell(report.predictions.counts.made) + ",") != std::string::npos);
}

TEST_CASE("where every forecast counts, rows of scores and baselines say which one they are of", "[report][csv]") {
    RecordOf record("q", "2024-01-01");
    record.asks_binary("2025-12-31").forecast("ann", "2024-01-01", "80%").forecast("ann", "2024-02-01", "70%").resolved("yes", "2025-06-01");
    auto request = sample_request();
    request.policy = evaluation::Policy::every;
    const auto found = tables(report_of({record}, request));
    const auto& baselines = found.at("2025-tables/baselines.csv");
    CHECK(baselines.find("statement,forecaster,made_at,baseline,brier\r\n") == 0);
    CHECK(baselines.find("\nq,ann,2024-01-01,even,0.25\r\n") != std::string::npos);
    CHECK(baselines.find("\nq,ann,2024-02-01,even,0.25\r\n") != std::string::npos);
}

TEST_CASE("the table of years has the second line", "[report][csv]") {
    auto request = sample_request();
    request.scope.years = {2024, 2025};
    const auto report = report_of(sample_records(), request);
    const auto development = tables(report).at("2025-tables/development.csv");
    const auto& second = report.development.at(1).second;
    REQUIRE(second);
    CHECK(development.find(",with_missing_added,with_missing_base_rate,with_missing_expected_brier,with_missing_best_brier,with_missing_worst_brier\r\n") !=
          std::string::npos);
    CHECK(development.find("," + cell(second->added) + "," + cell(second->base_rate) + "," + cell(second->expected) + "," + cell(second->best) + "," +
                           cell(second->worst) + "\r\n") != std::string::npos);
}

TEST_CASE("over several years each statement stands in its own", "[report][csv]") {
    auto request = sample_request();
    request.scope.years = {2024, 2025};
    auto records = sample_records();
    records.push_back(RecordOf("earlier", "2024-01-01").asks_binary("2024-06-30").forecast("ann", "2024-01-01", "80%").resolved("yes", "2024-06-01"));
    const auto csv = render_csv(report_of(records, request), {});
    CHECK(csv.find("\n2024,settled,earlier,") != std::string::npos);
    CHECK(csv.find("\n2025,settled,p0,") != std::string::npos);
}
