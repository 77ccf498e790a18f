// SPDX-License-Identifier: MIT
// Tables as text: rows, quotes, line ends, and what is wrong with them.
#include "interchange/flat/csv.hpp"

#include <fstream>
#include <vector>

#include "hindsight/base/json.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

using namespace hindsight;
using namespace hindsight::interchange;

namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(const std::string& path, char delimiter = 0) {
    ByteSource source(path);
    LineReader lines(source);
    CsvReader csv(lines, "t.csv", delimiter);
    std::vector<Cells> rows{csv.header()};
    while (csv.next()) rows.emplace_back(csv.cells().begin(), csv.cells().end());
    return rows;
}

std::vector<Cells> rows_in(std::string_view text, char delimiter = 0) {
    const test::TempDir dir;
    const auto path = (dir.path() / "t.csv").string();
    std::ofstream(path, std::ios::binary) << text;
    return rows_of(path, delimiter);
}

}  // namespace

TEST_CASE("quotes, doubled quotes, separators and newlines within quotes", "[interchange]") {
    CHECK(rows_in("a,b\n1,\"x, y\"\n") == std::vector<Cells>{{"a", "b"}, {"1", "x, y"}});
    CHECK(rows_in("a,b\n\"say \"\"hi\"\"\",2\n") == std::vector<Cells>{{"a", "b"}, {"say \"hi\"", "2"}});
    CHECK(rows_in("a,b\n\"one\ntwo\",2\n3,4") == std::vector<Cells>{{"a", "b"}, {"one\ntwo", "2"}, {"3", "4"}});
    CHECK(rows_in("a,b\n\"\",\"\"\"\"\n") == std::vector<Cells>{{"a", "b"}, {"", "\""}});
    CHECK(rows_in("a,b\nx\"y,z\n") == std::vector<Cells>{{"a", "b"}, {"x\"y", "z"}});      // a quote within a cell is text
    CHECK(rows_in("a,b\n\"x\"y,z\n") == std::vector<Cells>{{"a", "b"}, {"xy", "z"}});      // what follows the quote belongs to it
    CHECK(rows_in("a,b\n\"x,\n\n,y\",z\n") == std::vector<Cells>{{"a", "b"}, {"x,\n\n,y", "z"}});
}

TEST_CASE("line ends of either kind, a mark at the start, empty lines, no newline at the end", "[interchange]") {
    const std::vector<Cells> wanted{{"a", "b"}, {"1", "2"}, {"3", "4"}};
    CHECK(rows_in("a,b\r\n1,2\r\n3,4\r\n") == wanted);
    CHECK(rows_in("\xef\xbb\xbf" "a,b\n1,2\n\n3,4") == wanted);
    CHECK(rows_in("\n\na,b\n1,2\n\r\n3,4\n") == wanted);
}

TEST_CASE("the separator is the one that stands most often in the header", "[interchange]") {
    const std::vector<Cells> wanted{{"a", "b"}, {"1", "2"}};
    CHECK(rows_in("a;b\n1;2\n") == wanted);
    CHECK(rows_in("a\tb\n1\t2\n") == wanted);
    CHECK(rows_in("\"a;x\",b\n1,2\n") == std::vector<Cells>{{"a;x", "b"}, {"1", "2"}});
    CHECK(rows_in("a,b\n1,2\n", '\t') == std::vector<Cells>{{"a,b"}, {"1,2"}});
}

TEST_CASE("a row that does not fit the header is told with its place", "[interchange]") {
    const test::TempDir dir;
    const auto path = (dir.path() / "t.csv").string();
    std::ofstream(path, std::ios::binary) << "a,b\n\"1\n2\",3\n1,2,3\n1\n";
    ByteSource source(path);
    LineReader lines(source);
    CsvReader csv(lines, "t.csv");
    REQUIRE(csv.next());
    CHECK_FALSE(csv.fault());
    REQUIRE(csv.next());
    CHECK(csv.line() == 4);  // the first row takes two lines
    CHECK(csv.fault()->code() == ErrorCode::bad_csv);
    CHECK(csv.fault()->where().line == 4);
    CHECK(csv.fault()->where().column == 5);
    REQUIRE(csv.next());
    CHECK(csv.fault()->code() == ErrorCode::bad_csv);
    CHECK_FALSE(csv.next());
}

TEST_CASE("a quote that never ends, a file in UTF-16, an empty file, and a name that stands twice are refused", "[interchange]") {
    CHECK(test::refusal([] { rows_in("a,b\n\"1,2\n"); }) == "bad-csv");
    CHECK(test::refusal([] { rows_in("\xff\xfe" "a"); }) == "bad-utf8");
    CHECK(test::refusal([] { rows_in(""); }) == "bad-csv");
    CHECK(test::refusal([] { rows_in("\n\n"); }) == "bad-csv");
    CHECK(test::refusal([] { rows_in("a,\xff\n"); }) == "bad-utf8");
    const test::TempDir dir;
    const auto path = (dir.path() / "t.csv").string();
    std::ofstream(path, std::ios::binary) << "a,b,a\n";
    ByteSource source(path);
    LineReader lines(source);
    const CsvReader csv(lines, "t.csv");
    CHECK(csv.column("b") == 1);
    CHECK_FALSE(csv.column("c"));
    CHECK(test::refusal([&] { (void)csv.column("a"); }) == "bad-csv");
}

TEST_CASE("a quoted cell of many lines takes time in proportion to its length", "[interchange]") {
    std::string text = "a,b\n\"";
    for (int i = 0; i < 200'000; ++i) text += "x\n";  // read again from the start at every line this would take minutes
    const auto rows = rows_in(text + "\",2\n");
    CHECK(rows[1][0].size() == 400'000);
}

TEST_CASE("the csv-spectrum files read as their JSON says", "[interchange]") {
    const auto shared = test::shared_dir();
    if (!shared) {
        WARN("skipped: ../shared is missing");
        return;
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*shared / "corpora/csv-spectrum/csvs")) {
        CAPTURE(entry.path().filename().string());
        std::ifstream in(*shared / "corpora/csv-spectrum/json" / (entry.path().stem().string() + ".json"));
        const std::string text((std::istreambuf_iterator<char>(in)), {});
        const auto wanted = parse_json(text);
        const auto rows = rows_of(entry.path().string());
        REQUIRE(rows.size() == wanted.as_array().size() + 1);
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const auto& object = wanted.as_array()[i - 1].as_object();
            REQUIRE(rows[i].size() == object.size());
            for (std::size_t k = 0; k < object.size(); ++k) CHECK(object[k] == std::pair(rows[0][k], Json(rows[i][k])));
        }
        ++files;
    }
    CHECK(files == 8);
}

TEST_CASE("a cell longer than the limit is refused where it begins, an open quote before the end of the file", "[interchange]") {
    const test::TempDir dir;
    const auto path = (dir.path() / "t.csv").string();
    const auto refused = [&](const std::string& text, std::size_t limit) {
        std::ofstream(path, std::ios::binary) << text;
        return test::thrown_by([&] {
            ByteSource source(path);
            LineReader lines(source);
            CsvReader csv(lines, "t.csv", 0, limit);
            while (csv.next()) {
            }
        });
    };
    const std::string cell(100, 'x');
    for (const auto& row : {"1," + cell, "1,\"" + cell + "\"", "é,\"" + cell + "\",\"\"", "1,\"" + cell, "1,\"x\n" + cell + "\n" + cell}) {
        CAPTURE(row);
        const auto error = refused("a,b\n0,1\n" + row + "\n", 99);
        REQUIRE(error);
        CHECK(error->code() == ErrorCode::too_large);
        CHECK(error->where().line == 3);
        CHECK(error->where().column == 3);
    }
    CHECK(refused("a," + cell + "\n", 99)->code() == ErrorCode::too_large);
    CHECK_FALSE(refused("a,b\n" + cell + ",\"" + cell + "\"\n", 100));  // a row of short cells may be longer
    std::string endless = "a,b\n1,\"";
    for (int i = 0; i < 2'000'000; ++i) endless += "x\n";
    ByteSource source((std::ofstream(path, std::ios::binary) << endless, path));
    LineReader lines(source);
    CsvReader csv(lines, "t.csv", 0, 1000);
    CHECK(test::refusal([&] { csv.next(); }) == "too-large");
    CHECK(lines.line() < 600);
}
