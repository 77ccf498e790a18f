// SPDX-License-Identifier: MIT
// Real data, where the shared folder is there: the numbers are those of a separate Python script (its expected.json).
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "close.hpp"
#include "hindsight/scoring.hpp"
#include "support/catch.hpp"
#include "support/shared_table.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::read_shared_table;

namespace {

struct Events {
    std::vector<double> observed;
    std::vector<double> predicted;
};

void check_events(const Events& e, std::size_t n, double brier, double log_of_finite, std::size_t infinite, double ece, double base_rate) {
    std::vector<double> scores;
    Sum finite_logs;
    std::size_t infinite_logs = 0;
    std::vector<double> logs;
    for (std::size_t i = 0; i < e.observed.size(); ++i) {
        scores.push_back(*brier_binary(Observed{e.observed[i]}, Probability{e.predicted[i]}));
        logs.push_back(*log_binary(Observed{e.observed[i]}, Probability{e.predicted[i]}));
        if (std::isinf(logs.back()))
            ++infinite_logs;
        else
            finite_logs.add(logs.back());
    }
    CHECK(scores.size() == n);
    CHECK(close(mean_score({scores})->mean, brier, 1e-13));
    CHECK(infinite_logs == infinite);
    CHECK(mean_score({logs})->infinite == infinite);
    CHECK(close(finite_logs.value() / static_cast<double>(n - infinite), log_of_finite, 1e-13));
    CHECK(close(reliability_bins({e.observed}, {e.predicted})->ece, ece, 1e-13));
    const auto d = *corp({e.observed}, {e.predicted});
    CHECK(close(d.mean_score, brier, 1e-13));
    const bool fractions = std::any_of(e.observed.begin(), e.observed.end(), [](double f) { return f != 0 && f != 1; });
    if (!fractions) CHECK(close(d.uncertainty, base_rate * (1 - base_rate), 1e-13));
    CHECK(close(d.miscalibration - d.discrimination + d.uncertainty, d.mean_score, 1e-13));
}

}  // namespace

TEST_CASE("FiveThirtyEight's college football forecasts score as computed elsewhere", "[scoring][data]") {
    const auto table = read_shared_table("fivethirtyeight/raw_forecasts.csv.gz");
    if (!table) return;
    Events e;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        e.observed.push_back(std::stod(table->at(i, "outcome")));
        e.predicted.push_back(std::stod(table->at(i, "prob")));
    }
    check_events(e, 26988, 0.0378862849175189, 0.1299720781895405, 0, 0.018679144805098566, 0.06728916555506151);
    const auto bins = reliability_bins({e.observed}, {e.predicted})->bins;
    REQUIRE(bins.size() == 10);
    CHECK(bins[3].n == 555);
    CHECK(close(bins[3].mean_predicted, 0.345939640, 1e-9));
    CHECK(close(bins[3].observed_rate, 0.362162162, 1e-9));
    CHECK(bins[9].n == 57);
}

TEST_CASE("PredictionBook's forecasts score as computed elsewhere, infinite ones counted", "[scoring][data]") {
    const auto table = read_shared_table("predictionbook/forecasts.csv.gz");
    if (!table) return;
    Events e;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        if (table->at(i, "q_status") != "resolved") continue;
        e.observed.push_back(std::stod(table->at(i, "outcome")));
        e.predicted.push_back(std::stod(table->at(i, "probability")));
    }
    check_events(e, 8951, 0.16979762037761145, 0.49219287112895654, 74, 0.10652552787398058, 0.34253156071947266);
}

TEST_CASE("a pundit's hundred predictions score as computed elsewhere", "[scoring][data]") {
    const auto table = read_shared_table("pundits/scott_alexander_2020.csv");
    if (!table) return;
    Events e;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        if (table->at(i, "outcome") == "ambiguous") continue;
        e.observed.push_back(table->at(i, "outcome") == "true" ? 1 : 0);
        e.predicted.push_back(std::stod(table->at(i, "probability_percent")) / 100);
    }
    check_events(e, 95, 0.23023684210526316, 0.6792357878387979, 0, 0.13842105263157894, 0.5052631578947369);
}

TEST_CASE("the European forecast hub's binary forecasts score as computed elsewhere", "[scoring][data]") {
    const auto table = read_shared_table("scoringutils/example_binary.csv.gz");
    if (!table) return;
    Events e;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        if (table->at(i, "predicted").empty()) continue;
        e.observed.push_back(std::stod(table->at(i, "observed")));
        e.predicted.push_back(std::stod(table->at(i, "predicted")));
    }
    check_events(e, 887, 0.23112528184892897, 0.6545592178939907, 1, 0.08492108229988725, 0.34723788049605414);
}

TEST_CASE("the European forecast hub's quantiles have the published weighted interval scores", "[scoring][data]") {
    const auto table = read_shared_table("scoringutils/example_quantile.csv.gz");
    if (!table) return;
    struct Forecast {
        double observed = 0;
        std::vector<double> levels;
        std::vector<double> values;
    };
    std::map<std::string, std::map<std::string, Forecast>> by_model;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        if (table->at(i, "predicted").empty()) continue;
        const std::string key = table->at(i, "location") + table->at(i, "target_end_date") + table->at(i, "forecast_date") + table->at(i, "horizon");
        Forecast& f = by_model[table->at(i, "target_type") + " " + table->at(i, "model")][key];
        f.observed = std::stod(table->at(i, "observed"));
        f.levels.push_back(std::stod(table->at(i, "quantile_level")));
        f.values.push_back(std::stod(table->at(i, "predicted")));
    }
    struct Expected {
        const char* model;
        std::size_t n;
        double wis;
        double coverage50;
        double coverage90;
    };
    // scoringutils' README prints 17900, 28500, 20800; 41.4, 159, 52.7, 66.6
    const std::array<Expected, 7> expected{{{"Cases EuroCOVIDhub-baseline", 128, 28483.574654, 0.328125, 0.820312},
                                            {"Cases EuroCOVIDhub-ensemble", 128, 17943.823832, 0.390625, 0.804688},
                                            {"Cases epiforecasts-EpiNow2", 128, 20831.556617, 0.468750, 0.789062},
                                            {"Deaths EuroCOVIDhub-baseline", 128, 159.403869, 0.664062, 1},
                                            {"Deaths EuroCOVIDhub-ensemble", 128, 41.422493, 0.875, 1},
                                            {"Deaths UMass-MechBayes", 128, 52.651946, 0.460938, 0.875},
                                            {"Deaths epiforecasts-EpiNow2", 119, 66.642821, 0.420168, 0.907563}}};
    for (const Expected& e : expected) {
        INFO(e.model);
        Sum wis;
        Sum parts;
        double inside50 = 0;
        double inside90 = 0;
        for (const auto& [key, f] : by_model[e.model]) {
            const auto score = *wis_quantile(Observed{f.observed}, {f.levels, f.values});
            wis.add(score.wis);
            parts.add(score.dispersion + score.underprediction + score.overprediction);
            inside50 += *coverage_quantile(Observed{f.observed}, {f.levels, f.values}, 0.5);
            inside90 += *coverage_quantile(Observed{f.observed}, {f.levels, f.values}, 0.9);
        }
        const double n = static_cast<double>(by_model[e.model].size());
        CHECK(by_model[e.model].size() == e.n);
        CHECK(close(wis.value() / n, e.wis, 2e-8));
        CHECK(close(parts.value() / n, e.wis, 2e-8));
        CHECK(close(inside50 / n, e.coverage50, 1e-6));
        CHECK(close(inside90 / n, e.coverage90, 1e-6));
    }
}
