// SPDX-License-Identifier: MIT
// A record with a fact of every type.
#include "unit/store/sample_record.hpp"

namespace hindsight::test {

using namespace journal;

namespace {

void act(const std::filesystem::path& path, const std::string& now, const std::function<void(Writer&)>& body) {
    Store::open(path, Store::Access::write, options_at(now)).write(body);
}

Statement range_statement() {
    auto s = binary_statement("params", "li-mu");
    s.source = "talk";
    s.links = {{LinkKind::variant_of, "robots", ""}};
    s.question->type = QuestionType::numeric;
    s.question->scale = Scale::log;
    return s;
}

Forecast range_forecast() {
    auto f = probability("li-mu", 0, "2026-01-05");
    f.predictive = RangeForecast{1e11, 5e11, 0.8};
    f.basis = Basis::imputed;
    f.phrase = "expects";
    f.reason = "as he said";
    return f;
}

}  // namespace

void fill_with_every_fact(const std::filesystem::path& path) {
    std::string robots, params, forecast, first, second;
    act(path, "2026-02-02T08:00:00Z", [&](Writer& w) {
        add_person(w, "li-mu");
        w.append(SourceAdded{"", Source{"talk", {{"en", "A talk"}}, "https://example.org/talk", day("2024-08-23")}});
        w.append(CredenceSet{"expects", 0.8});
        w.append(StatementAdded{"", binary_statement("robots")});
        w.append(StatementAdded{"", range_statement()});
        robots = w.subject_of_statement("robots");
        params = w.subject_of_statement("params");
        w.append(PersonAmended{w.subject_of_person("li-mu"), Person{"li-mu", {{"en", "Mu Li"}, {"zh", "李沐"}}},
                               "both names"});
        w.append(SourceAmended{w.subject_of_source("talk"), Source{"talk", {{"en", "The talk"}}, "", std::nullopt},
                               "title"});
    });
    act(path, "2026-02-03T08:00:00Z", [&](Writer& w) {
        w.append(ForecastMade{params, range_forecast(), QuestionType::numeric});
        w.append(ForecastMade{robots, probability("me", 0.2, "2026-01-05"), QuestionType::binary});
        forecast = w.append(ForecastMade{robots, probability("me", 0.35, "2026-02-03"), QuestionType::binary});
    });
    act(path, "2026-02-04T08:00:00Z", [&](Writer& w) {
        w.append(ForecastWithdrawn{robots, forecast, When::instant(at("2026-02-04T07:00:00Z")), "a slip"});
        const auto li_mu = w.subject_of_person("li-mu");
        const std::vector<ImportedForecast> rows{
            {robots, li_mu, *parse_when("2026-01-20"), BinaryForecast{0.5}, QuestionType::binary},
            {params, li_mu, *parse_when("2026-01-21"), QuantileForecast{{{0.1, 1e11}, {0.9, 5e11}}},
             QuestionType::numeric}};
        w.append_forecasts("a table", rows);
    });
    act(path, "2026-02-03T09:00:00Z", [&](Writer& w) {  // the clock went backwards
        w.append(ForecastRestored{robots, forecast, "no slip"});
        auto amended = binary_statement("robots");
        amended.question->criteria = "two news reports";
        w.append(StatementAmended{robots, amended, "clearer"});
        w.append(StatementRetracted{robots, std::nullopt, "by mistake"});
        w.append(StatementRestored{robots, "undone"});
    });
    act(path, "2026-11-02T08:00:00Z", [&](Writer& w) {
        first = w.append(QuestionResolved{robots, outcome("me", 1, "2026-11-01"), QuestionType::binary});
        second = w.append(
            ResolutionCorrected{robots, first, outcome("me", 0, "2026-11-01"), QuestionType::binary, "misread"});
        auto annulled = outcome("li-mu", 0, "2026-11-01");
        annulled.verdict = Annulled{"no longer counted"};
        w.append(QuestionResolved{robots, annulled, QuestionType::binary});
        const auto wrong = w.append(QuestionResolved{params, outcome("me", 0.5, "2026-11-01"), QuestionType::numeric});
        w.append(ResolutionWithdrawn{params, wrong, "too early"});
        w.append(ResolutionRestored{params, wrong, "not too early"});
        w.append(ResolutionWithdrawn{params, wrong, "too early after all"});
    });
}

}  // namespace hindsight::test
