// SPDX-License-Identifier: MIT
// Published scores of Metaculus, reproduced from the forecasts, where the shared folder is there.
#include <algorithm>
#include <cctype>
#include <chrono>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "hindsight/scoring/sites/numeric_bins.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"
#include "support/catch.hpp"
#include "support/shared_table.hpp"

using namespace hindsight::scoring;
using hindsight::test::read_shared_table;
using hindsight::test::Table;

namespace {

/// "2025-03-14 22:11:38.093513+00" in seconds.
double seconds(const std::string& text) {
    REQUIRE(text.size() >= 19);
    const auto number = [&](std::size_t at, std::size_t n) { return std::stoi(text.substr(at, n)); };
    const std::chrono::sys_days day = std::chrono::year(number(0, 4)) / number(5, 2) / number(8, 2);
    const double whole = day.time_since_epoch().count() * 86400.0 + number(11, 2) * 3600 + number(14, 2) * 60;
    return whole + std::stod(text.substr(17, text.find('+') - 17));
}

/// "[0.1,0.2]" or "{0.1,0.2}"
std::vector<double> numbers(const std::string& text) {
    std::vector<double> result;
    for (std::size_t at = 1; at < text.size(); at = text.find(',', at) + 1) {
        result.push_back(std::stod(text.substr(at)));
        if (text.find(',', at) == std::string::npos) break;
    }
    return result;
}

/// ["one","two, or more"]
std::size_t place_of_option(const std::string& options, const std::string& option) {
    std::size_t place = 0;
    for (std::size_t at = options.find('"'); at != std::string::npos; at = options.find('"', at + 1), ++place) {
        const std::size_t end = options.find('"', at + 1);
        if (options.substr(at + 1, end - at - 1) == option) return place;
        at = end;
    }
    FAIL("no option " << option);
    return 0;
}

using Numbers = std::map<std::string, std::uint32_t>;

std::uint32_t number_of(Numbers& numbers, const std::string& name) {
    return numbers.try_emplace(name, static_cast<std::uint32_t>(numbers.size())).first->second;
}

struct Pros {
    std::vector<SiteQuestion> questions;
    std::vector<std::string> types;
    Numbers question_numbers;
    Numbers forecaster_numbers;
    std::vector<std::uint32_t> question;
    std::vector<std::uint32_t> forecaster;
    std::vector<double> made;
    std::vector<double> probability;

    SiteForecasts table() const { return {.questions = questions, .question = question, .forecaster = forecaster,
                                          .made = made, .probability = probability}; }
};

double numeric_probability(const Table& t, std::size_t row, SiteQuestion& q) {
    const auto cdf = numbers(t.at(row, "continuous_cdf"));
    REQUIRE(cdf.size() == 201);
    const std::string& resolution = t.at(row, "resolution");
    const BinScale scale{std::stod(t.at(row, "range_min")), std::stod(t.at(row, "range_max"))};
    const double value = resolution == "below_lower_bound"   ? -infinity
                         : resolution == "above_upper_bound" ? infinity
                                                             : std::stod(resolution);
    const std::size_t bin = *bin_of(Observed{value}, scale);
    std::size_t open = 0;
    for (const char* bound : {"open_lower_bound", "open_upper_bound"}) open += t.at(row, bound) == "true";
    q.numeric = true;
    q.base_mass = *base_mass(bin, open);
    return (*bin_masses(cdf))[bin];
}

double probability_of(const Table& t, std::size_t row, SiteQuestion& q) {
    const std::string& type = t.at(row, "type");
    if (type == "numeric") return numeric_probability(t, row, q);
    if (type == "multiple_choice") {
        const auto p = numbers(t.at(row, "probability_yes_per_category"));
        q.options = static_cast<double>(p.size());
        return p.at(place_of_option(t.at(row, "options"), t.at(row, "resolution")));
    }
    const double yes = std::stod(t.at(row, "probability_yes"));
    return t.at(row, "resolution") == "yes" ? yes : 1 - yes;
}

std::optional<Pros> read_pros() {
    const auto t = read_shared_table("metaculus-aib/pro_forecasts_q1_2025.csv.gz");
    if (!t) return std::nullopt;
    CHECK(t->rows.size() == 1410);
    Pros pros;
    for (std::size_t row = 0; row < t->rows.size(); ++row) {
        if (t->at(row, "resolution") == "annulled") continue;
        const auto [q, is_new] = pros.question_numbers.try_emplace(t->at(row, "question_id"), pros.questions.size());
        if (is_new) {
            pros.questions.push_back({.opens = seconds(t->at(row, "published_at")),
                                      .closes = seconds(t->at(row, "actual_close_time")),
                                      .scheduled_close = seconds(t->at(row, "scheduled_close_time")),
                                      .spot = seconds(t->at(row, "spot_scoring_time"))});
            pros.types.push_back(t->at(row, "type"));
        }
        pros.question.push_back(q->second);
        pros.forecaster.push_back(number_of(pros.forecaster_numbers, t->at(row, "forecaster")));
        pros.made.push_back(seconds(t->at(row, "forecast_timestamp")));
        pros.probability.push_back(probability_of(*t, row, pros.questions[q->second]));
    }
    return pros;
}

using Key = std::pair<std::uint32_t, std::uint32_t>;

std::map<Key, double> published(const Pros& pros, const Table& scores, const std::string& type) {
    std::map<Key, double> result;
    for (std::size_t row = 0; row < scores.rows.size(); ++row) {
        if (scores.at(row, "score_type") != type) continue;
        const Key key{pros.question_numbers.at(scores.at(row, "question_id")),
                      pros.forecaster_numbers.at(scores.at(row, "forecaster"))};
        result[key] = std::stod(scores.at(row, "score"));
    }
    return result;
}

}  // namespace

TEST_CASE("every score that Metaculus published for its professionals in early 2025 comes out the same", "[scoring][data]") {
    const auto pros = read_pros();
    const auto scores = read_shared_table("metaculus-aib/pro_scores_q1_2025.csv.gz");
    if (!pros || !scores) return;
    const bool as_published = GENERATE(false, true);  // nobody withdrew: both are the same
    for (const std::string type : {"baseline", "peer", "spot_baseline", "spot_peer"}) {
        INFO(type);
        const auto expected = published(*pros, *scores, type);
        const auto result = *site_rule_by_slug("metaculus_" + type)->score(pros->table(), {.as_published = as_published});
        std::map<std::string, std::size_t> counts;
        double worst = 0;
        for (const SiteTotal& total : result.totals) {
            const auto at = expected.find({total.question, total.forecaster});
            if (at == expected.end()) {
                CHECK_FALSE(total.score);
                continue;
            }
            REQUIRE(total.score);
            worst = std::fmax(worst, std::abs(*total.score - at->second));
            ++counts[pros->types[total.question]];
        }
        CHECK(worst < 1e-9);
        // the 481 rows of EXPECTED.md, all of them
        CHECK(expected.size() == 481);
        CHECK(counts == std::map<std::string, std::size_t>{{"binary", 228}, {"multiple_choice", 164}, {"numeric", 89}});
    }
}

TEST_CASE("the spot peer scores of 157 questions follow from the spot baseline scores", "[scoring][data]") {
    const auto scores = read_shared_table("metaculus-aib/pros_score_data_q3_2024.csv.gz");
    if (!scores) return;
    Pros pros;
    for (std::size_t row = 0; row < scores->rows.size(); ++row) {
        if (scores->at(row, "score_type") != "spot_baseline") continue;
        pros.question.push_back(number_of(pros.question_numbers, scores->at(row, "question_id")));
        pros.forecaster.push_back(number_of(pros.forecaster_numbers, scores->at(row, "forecaster")));
        pros.made.push_back(0);
        pros.probability.push_back(std::exp2(std::stod(scores->at(row, "score")) / 100 - 1));
    }
    pros.questions.resize(pros.question_numbers.size(), SiteQuestion{.closes = 1});
    CHECK(pros.questions.size() == 157);
    const auto expected = published(pros, *scores, "spot_peer");
    CHECK(expected.size() == 1472);
    const auto result = *metaculus_spot_peer(pros.table());
    REQUIRE(result.totals.size() == 1472);
    double worst = 0;
    for (const SiteTotal& total : result.totals)
        worst = std::fmax(worst, std::abs(*total.score - expected.at({total.question, total.forecaster})));
    CHECK(worst < 1e-11);
}
