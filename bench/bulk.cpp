// SPDX-License-Identifier: MIT
// A million forecasts through bulk events, durable at the end: forecasts a second and the peak of memory.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>

#include "hindsight/store/store.hpp"

using namespace hindsight;

namespace {

constexpr std::size_t kQuestions = 1000;

Statement question_number(std::size_t i) {
    Statement statement;
    statement.id = fmt::format("q{}", i);
    statement.text = {{"en", fmt::format("Question {}", i)}};
    statement.speaker = "me";
    statement.said_on = *parse_day("2026-01-01");
    statement.question.emplace();
    statement.question->due = When::day(*parse_day("2027-01-01"));
    return statement;
}

std::vector<journal::ImportedForecast> rows_for(Reader& reader, std::size_t count) {
    const auto subjects = reader.statement_subjects();
    const auto me = reader.subject_of_person("me");
    const auto start = start_of(*parse_day("2026-01-01"));
    std::vector<journal::ImportedForecast> rows;
    rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double p = static_cast<double>(i % 99 + 1) / 100;
        rows.push_back({subjects[i % subjects.size()].second, me, When::instant(start + std::chrono::seconds(i)), BinaryForecast{p},
                        QuestionType::binary});
    }
    return rows;
}

}  // namespace

int main(int argc, char** argv) {
    const auto count = static_cast<std::size_t>(argc > 2 ? std::atoll(argv[2]) : 1'000'000);
    auto store = Store::create(argc > 1 ? argv[1] : "bulk.db", {}, {});
    store.write([](Writer& writer) {
        for (std::size_t i = 0; i < kQuestions; ++i) writer.append(journal::StatementAdded{{}, question_number(i)});
    });
    double seconds = 0;
    std::vector<journal::ImportedForecast> rows;
    store.read([&](Reader& reader) { rows = rows_for(reader, count); });
    const auto begin = std::chrono::steady_clock::now();
    store.write([&](Writer& writer) { writer.append_forecasts("bench", rows); });
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{{\"forecasts\":{},\"seconds\":{:.3f},\"per_second\":{:.0f},\"megabytes\":{}}}\n", count, seconds,
               static_cast<double>(count) / seconds, usage.ru_maxrss / 1024);
}
