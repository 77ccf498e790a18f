// SPDX-License-Identifier: MIT
// Keys of ForecastBench's questions read back as they were printed.
#include "interchange/formats/forecastbench/key.hpp"
#include "support/catch.hpp"

using namespace hindsight::interchange::forecastbench;

TEST_CASE("a key reads back from its print, whatever the id holds") {
    const Key market{"2024-07-21", "manifold", "aBc", {}}, data{"2024-07-21", "fred", "DTB3", "2024-07-28"};
    const Key path{"2024-07-21", "dbnomics", "a/b/c.D", "2024-07-28"};
    CHECK(market.print() == "2024-07-21/manifold/aBc");
    CHECK(data.print() == "2024-07-21/fred/DTB3/2024-07-28");
    for (const auto& key : {market, data, path}) {
        const auto read = parse_key(key.print());
        REQUIRE(read);
        CHECK(read->due == key.due);
        CHECK(read->source == key.source);
        CHECK(read->id == key.id);
        CHECK(read->date == key.date);
    }
}

TEST_CASE("what is no key is none") {
    const auto text = GENERATE(as<std::string>{}, "", "2024-07-21", "2024-07-21/fred", "fred/DTB3/2024-07-28",
                               "2024-07-21//x", "2024-07-21/fred/");
    CHECK_FALSE(parse_key(text));
}

TEST_CASE("one question asked for several days has as many statements") {
    CHECK(Key{"2024-07-21", "fred", "DTB3", "2024-07-28"}.statement() ==
          "forecastbench-2024-07-21-fred-dtb3-2024-07-28");
    CHECK(Key{"2024-07-21", "fred", "DTB3", {}}.statement() == "forecastbench-2024-07-21-fred-dtb3");
}
