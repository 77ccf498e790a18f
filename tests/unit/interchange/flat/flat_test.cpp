// SPDX-License-Identifier: MIT
// What the readers of flat files hand on, row by row.
#include "hindsight/interchange/flat.hpp"

#include <cmath>
#include <fstream>
#include <tuple>
#include <vector>

#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "support/temp_dir.hpp"

using namespace hindsight;
using namespace hindsight::interchange;

namespace {

/// A row with what it points to.
struct Kept {
    FlatForm form;
    double number, observed;
    std::vector<double> x, y;
    std::vector<std::string> cells;
    std::string task, broken;
    std::uint64_t line;
};

std::vector<Kept> rows_in(std::string_view text, FlatRequest request = {}, const char* name = "t.csv") {
    const test::TempDir dir;
    const auto path = (dir.path() / name).string();
    std::ofstream(path, std::ios::binary) << text;
    std::vector<Kept> kept;
    const FlatSink sink{[](const FlatShape&) {}, [&](const FlatRow& row) {
        Kept k{row.form, row.number, row.observed, {row.x.begin(), row.x.end()}, {row.y.begin(), row.y.end()}, {}, std::string(row.task), {}, row.line};
        for (const auto cell : row.cells) k.cells.emplace_back(cell);
        if (row.broken) k.broken = info(row.broken->code()).slug;
        kept.push_back(std::move(k));
    }};
    read_flat(path, request, sink);
    return kept;
}

FlatRequest wanting(std::vector<std::string> cells) {
    FlatRequest request;
    request.cells = std::move(cells);
    return request;
}

}  // namespace

TEST_CASE("a row that does not fit the header has no cells, whatever the row before had", "[interchange]") {
    const auto rows = rows_in("forecaster,probability,outcome\nann,0.5,1\nbob,0.5\ncy,0.25,0\n", wanting({"forecaster"}));
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].cells == std::vector<std::string>{"ann"});
    CHECK(rows[1].broken == "bad-csv");
    CHECK(rows[1].cells.empty());
    CHECK(rows[2].cells == std::vector<std::string>{"cy"});
    CHECK(rows[2].broken.empty());
}

TEST_CASE("numbers of a table: missing ones, words, per cent, and what is none", "[interchange]") {
    const auto rows = rows_in("probability,outcome\nNA,1\n70%,yes\n 0.5 ,FALSE\n+0.25,0.5\nmaybe,1\n3:1,0\n1e-3,1.0\n");
    REQUIRE(rows.size() == 7);
    CHECK(std::isnan(rows[0].number));
    CHECK(rows[1].number == 0.7);
    CHECK(rows[1].observed == 1);
    CHECK(rows[2].number == 0.5);
    CHECK(rows[2].observed == 0);
    CHECK(rows[3].number == 0.25);
    CHECK(rows[4].broken == "bad-number");
    CHECK(rows[5].number == 0.75);
    CHECK(rows[6].number == 0.001);
}

TEST_CASE("rows of a long table are gathered into forecasts in the order of their first rows", "[interchange]") {
    FlatRequest request = wanting({"model"});
    request.apart = {"model"};
    const auto rows = rows_in(
        "model,place,quantile_level,predicted,observed\nb,x,0.5,2,7\na,x,0.5,3,7\nb,x,0.9,4,7\na,y,0.5,1,\nb,x,0.1,1,7\n", request);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].cells == std::vector<std::string>{"b"});
    CHECK(rows[0].x == std::vector<double>{2, 4, 1});
    CHECK(rows[0].y == std::vector<double>{0.5, 0.9, 0.1});
    CHECK(rows[0].observed == 7);
    CHECK(rows[0].line == 2);
    CHECK(rows[1].x == std::vector<double>{3});
    CHECK(rows[0].task == rows[1].task);  // of the same place, by another model
    CHECK(rows[1].task != rows[2].task);
    CHECK(std::isnan(rows[2].observed));
}

TEST_CASE("the order of a hub's columns does not tell its tasks apart", "[interchange]") {
    FlatRequest request;
    request.apart = {"model_id"};
    const auto one = rows_in("model_id,location,horizon,output_type,output_type_id,value,observed\nm,US,1,quantile,0.5,2,1\n", request);
    const auto other = rows_in("horizon,value,location,observed,output_type,model_id,output_type_id\n1,3,US,1,quantile,n,0.5\n", request);
    CHECK(one[0].task == other[0].task);
}

TEST_CASE("conditions compare numbers as numbers and the rest as text", "[interchange]") {
    FlatRequest request;
    const auto count = [&](std::vector<std::string> where) {
        request.where = std::move(where);
        return rows_in("day,h,probability,outcome\n2026-01-01,1,0.5,1\n2026-01-09,10,0.5,1\n2026-02-01,2,0.5,1\n", request).size();
    };
    CHECK(count({"h>=2"}) == 2);
    CHECK(count({"h=1.0"}) == 1);
    CHECK(count({"day<2026-01-10"}) == 2);
    CHECK(count({"day!=2026-01-01", "h<10"}) == 1);
    CHECK(test::refusal([&] { count({"h"}); }) == "usage");
}

TEST_CASE("a day of JSON Lines is a number of days, and a name of a mapped column is looked up", "[interchange]") {
    FlatRequest request = wanting({"who"});
    request.columns = {{"who", "author"}};
    const auto rows = rows_in(R"({"author":"ann","predictive":{"range":["2025-08-10","2025-08-20"],"level":"80%"},"observed":"1970-01-11"})"
                              "\n\n{\"author\":7,\"predictive\":{\"p\":\"3:1\"},\"observed\":true}\n",
                              request, "t.jsonl");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].observed == 10);
    CHECK(rows[0].number == 0.8);
    CHECK(rows[0].cells == std::vector<std::string>{"ann"});
    CHECK(rows[1].line == 3);
    CHECK(rows[1].number == 0.75);
    CHECK(rows[1].cells == std::vector<std::string>{"7"});
}

TEST_CASE("a condition or a mapping on a column that is not there is refused", "[interchange]") {
    const auto refusal_of = [](FlatRequest request) { return test::refusal([&] { rows_in("probability,outcome\n0.5,1\n", std::move(request)); }); };
    FlatRequest where;
    where.where = {"nosuch!=1"};
    CHECK(refusal_of(where) == "missing-key");
    FlatRequest mapped;
    mapped.columns = {{"forecaster", "nosuch"}};
    CHECK(refusal_of(mapped) == "missing-key");
}

namespace {

/// A row as it comes by itself or in columns.
using Event = std::tuple<double, double, std::string>;

/// The rows of a large table, in columns where they may come so, and how many came by themselves.
std::pair<std::vector<Event>, std::size_t> events_in(const std::string& text, std::size_t threads) {
    const test::TempDir dir;
    const auto path = (dir.path() / "t.csv").string();
    std::ofstream(path, std::ios::binary) << text;
    std::vector<Event> events;
    std::size_t single = 0;
    FlatSink sink{[](const FlatShape&) {}, [&](const FlatRow& row) {
        events.emplace_back(row.number, row.observed, row.cells[0]);
        ++single;
    }};
    std::vector<std::vector<Event>> kept(threads);
    if (threads > 0) {
        sink.columns = FlatColumnSink{threads,
                                      [&](std::size_t worker, const FlatColumns& rows) {
                                          kept[worker].clear();
                                          for (std::size_t i = 0; i < rows.number.size(); ++i) kept[worker].emplace_back(rows.number[i], rows.observed[i], rows.cells[0][i]);
                                          return true;
                                      },
                                      [&](std::size_t worker) { events.insert(events.end(), kept[worker].begin(), kept[worker].end()); }};
    }
    read_flat(path, wanting({"forecaster"}), sink);
    return {events, single};
}

/// Over a megabyte; row `odd` begins with `cell`.
std::string large_table(std::size_t odd, const std::string& cell) {
    std::string text = "note,forecaster,probability,outcome\r\n";
    for (std::size_t i = 0; i < 40'000; ++i) {
        text += (i == odd ? cell : "\"plain\"") + ",f" + std::to_string(i % 7) + ",0." + std::to_string(1000 + i % 9000) + "," + std::to_string(i % 2) + "\r\n";
    }
    return text;
}

}  // namespace

TEST_CASE("rows come in columns in the order of the file, by any number of threads", "[interchange]") {
    const auto text = large_table(0, "x");
    const auto [rows, all] = events_in(text, 0);
    REQUIRE(rows.size() == 40'000);
    CHECK(all == 40'000);
    for (const std::size_t threads : {1u, 3u}) {
        const auto [columns, single] = events_in(text, threads);
        CHECK(columns == rows);
        CHECK(single == 0);
    }
}

TEST_CASE("what is quoted in another way comes row by row, among the columns before and after", "[interchange]") {
    const std::string cell = "\"two\r\nlines, with \"\"quotes\"\"\"";
    const auto text = large_table(20'000, cell);
    const auto [rows, all] = events_in(text, 0);
    const auto [columns, single] = events_in(text, 2);
    CHECK(columns == rows);
    CHECK(single > 0);
    CHECK(single < all);
    for (std::size_t shift = 0; shift < cell.size(); ++shift) {  // a block of 256 KB ends in the midst of the cell
        const auto head = large_table(0, std::string(shift, 'x'));
        const auto row = head.rfind('\n', head.find('\n') + (256u << 10) - 8) + 1;
        const auto cut = head.substr(0, row) + cell + ",f0,0.5,1\r\n" + head.substr(row);
        CHECK(events_in(cut, 2).first == events_in(cut, 0).first);
    }
}
