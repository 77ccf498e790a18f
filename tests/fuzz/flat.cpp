// SPDX-License-Identifier: MIT
// Any flat file is scored row by row or refused, and every row is counted once.
#include <array>
#include <string>

#include "fuzz.hpp"
#include "hindsight/app/compare.hpp"
#include "hindsight/app/flat.hpp"

using namespace hindsight;

namespace {

constexpr std::array<std::string_view, 4> kFormats{"", "csv", "jsonl", "hubverse"};

void score(const fuzz::File& file, std::uint8_t choice, bool each) {
    app::FlatScoreVerb verb;
    verb.input.files = {file.name()};
    verb.input.format = kFormats[choice % kFormats.size()];
    verb.diagnostics = choice & 0x10;
    if (choice & 0x20) verb.by = {"forecaster"};
    if (choice & 0x40) verb.rules = {"predictionbook"};
    std::size_t lines = 0;
    if (each) verb.each = [&](std::string_view) { ++lines; };
    const auto scores = app::score_files(verb);
    std::size_t not_scored = 0;
    for (const auto& [reason, n] : scores.not_scored) not_scored += n;
    fuzz::law(scores.rows == scores.scored + not_scored, "every row is scored or not");
    fuzz::law(!each || lines == scores.rows, "every row has its line");
    (void)dump_json(to_json(scores));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const fuzz::File file(data + 1, size - 1);
    for (const bool each : {true, false}) {
        fuzz::refusing([&] { score(file, data[0], each); });
    }
    fuzz::refusing([&] {
        app::FlatCompareVerb verb;
        verb.input.files = {file.name()};
        verb.by = {"forecaster"};
        verb.rule = "brier";
        (void)dump_json(to_json(app::compare_files(verb)));
    });
    return 0;
}
