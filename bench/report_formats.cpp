// SPDX-License-Identifier: MIT
// What the report of a year takes: the model with and without intervals, and each format from it. Medians of five rounds.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <vector>

#include "hindsight/app/reporting.hpp"
#include "hindsight/report/formats.hpp"

using namespace hindsight;

namespace {

double median_seconds(const std::function<void()>& work) {
    std::vector<double> times;
    for (int round = 0; round < 5; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: report_formats RECORD YEAR\n");
        return 2;
    }
    app::Session session;
    session.db = argv[1];
    app::ReportVerb verb;
    verb.years = {std::atoi(argv[2])};
    report::Report model;
    verb.intervals = false;
    const double bare = median_seconds([&] { model = app::report(session, verb); });
    verb.intervals = true;
    const double whole = median_seconds([&] { model = app::report(session, verb); });
    fmt::print("{{\"statements\":{},\"model\":{:.4f},\"intervals\":{:.4f}", model.statements.size(), bare, whole - bare);
    const report::RenderOptions options{report::language_by_slug("en"), 80, ""};
    for (const auto& format : report::formats()) {
        std::size_t bytes = 0;
        const double taken = median_seconds([&] { bytes = format.render(model, options).size(); });
        fmt::print(",\"{}\":{:.4f},\"{}_bytes\":{}", format.slug, taken, format.slug, bytes);
    }
    fmt::print("}}\n");
    return 0;
}
