// SPDX-License-Identifier: MIT
// The report of a year on a large record against SQLite alone reading the rows that it needs; neither draws a bootstrap nor
// prints. Interleaved, medians.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <vector>

#include "hindsight/app/reporting.hpp"

using namespace hindsight;

namespace {

double seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Steps through the rows and looks at every column; the number of rows.
std::size_t read_all(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* rows = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &rows, nullptr) != SQLITE_OK) return 0;
    std::size_t count = 0;
    std::int64_t seen = 0;
    const int columns = sqlite3_column_count(rows);
    for (; sqlite3_step(rows) == SQLITE_ROW; ++count) {
        for (int column = 0; column < columns; ++column) {
            const bool integer = sqlite3_column_type(rows, column) == SQLITE_INTEGER;
            seen += integer ? sqlite3_column_int64(rows, column) : sqlite3_column_bytes(rows, column);
        }
    }
    sqlite3_finalize(rows);
    return seen == 0 ? 0 : count;
}

/// A summary of every statement, then all that belongs to those that touch the year or are overdue in it.
std::array<std::string, 3> queries(int year) {
    const auto day = [](Day d) { return d.time_since_epoch().count(); };
    const auto micros = [](Instant i) { return i.time_since_epoch().count(); };
    const auto first = micros(start_of(first_day(year))), last = micros(end_of(last_day(year)));
    const auto touching = fmt::format(
        "SELECT key FROM statement WHERE said_on BETWEEN {} AND {} OR due BETWEEN {} AND {} OR decided_on BETWEEN {} AND {} "
        "OR (due <= {} AND (decided_on IS NULL OR decided_on > {}))",
        day(first_day(year)), day(last_day(year)), first, last, first, last, last, last);
    return {
        "SELECT s.*, f.* FROM statement s LEFT JOIN standing f ON f.statement = s.key",
        fmt::format("SELECT h.*, p.name, p.bytes FROM history h LEFT JOIN part p ON p.seq = h.seq WHERE h.statement IN ({}) "
                    "ORDER BY h.statement, h.seq",
                    touching),
        fmt::format("SELECT * FROM forecast WHERE statement IN ({})", touching),
    };
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: report_year RECORD YEAR\n");
        return 2;
    }
    app::Session session;
    session.db = argv[1];
    app::ReportVerb verb;
    verb.years = {std::atoi(argv[2])};
    verb.intervals = false;
    std::vector<double> ours, alone;
    std::size_t rows = 0, statements = 0;
    for (int round = 0; round < 5; ++round) {
        alone.push_back(seconds([&] {
            sqlite3* database = nullptr;
            sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READONLY, nullptr);
            rows = 0;
            for (const auto& sql : queries(verb.years.front())) rows += read_all(database, sql);
            sqlite3_close(database);
        }));
        ours.push_back(seconds([&] { statements = app::report(session, verb).statements.size(); }));
    }
    fmt::print("{{\"statements\":{},\"rows\":{},\"report\":{:.4f},\"sqlite\":{:.4f}}}\n", statements, rows, median(ours), median(alone));
}
