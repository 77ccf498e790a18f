// SPDX-License-Identifier: MIT
// Reads a table of events into typed columns and adds them up, for csv.py. Usage: read_csv FILE THREADS
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "hindsight/interchange/flat.hpp"

using namespace hindsight::interchange;

namespace {

struct Sums {
    std::size_t n = 0, texts = 0;
    double predicted = 0, observed = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const auto threads = static_cast<std::size_t>(std::atoi(words[2]));
    std::vector<Sums> kept(threads);
    Sums all;
    FlatRequest request;
    request.cells = {"question", "forecaster", "made_at"};
    FlatSink sink{[](const FlatShape&) {}, [](const FlatRow&) { std::abort(); }};
    sink.columns = FlatColumnSink{threads,
                                  [&](std::size_t worker, const FlatColumns& rows) {
                                      Sums& sums = kept[worker] = {};
                                      sums.n = rows.number.size();
                                      for (const double p : rows.number) sums.predicted += p;
                                      for (const double f : rows.observed) sums.observed += f;
                                      for (const auto cells : rows.cells) sums.texts += static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](auto cell) { return !cell.empty(); }));
                                      return true;
                                  },
                                  [&](std::size_t worker) {
                                      all.n += kept[worker].n;
                                      all.texts += kept[worker].texts;
                                      all.predicted += kept[worker].predicted;
                                      all.observed += kept[worker].observed;
                                  }};
    read_flat(words[1], request, sink);
    fmt::print(R"({{"n":{},"texts":{},"predicted":{},"observed":{}}})" "\n", all.n, all.texts, all.predicted, all.observed);
}
