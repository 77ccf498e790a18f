// SPDX-License-Identifier: MIT
// A small book to play with: six statements of your own about a town.
#include "example_book.hpp"

#include <fmt/format.h>

#include "hindsight/app/verbs.hpp"

namespace hindsight::app {

namespace {

constexpr auto kBook = R"toml(
format = "hindsight/1"

[[statement]]
id = "tea-house"
kind = "prediction"
said_by = "me"
said_on = 2026-01-05
text = { en = "The tea house by the lake reopens", zh = "湖边的茶馆会重新开张" }
tags = ["town"]

  [statement.question]
  type = "binary"
  criteria = "Yes if it serves guests on any day up to the due date."
  due = 2027-03-31

  [[statement.forecast]]
  by = "me"
  made_at = 2026-01-05
  predictive = { p = 0.5 }

[[statement]]
id = "bridge-opens"
kind = "prediction"
said_by = "me"
said_on = 2026-01-05
text = { en = "The new bridge opens by the middle of the year", zh = "新桥年中之前通车" }
tags = ["town", "transport"]

  [statement.question]
  type = "binary"
  criteria = "Yes if cars may cross it on 2026-06-30."
  due = 2026-06-30

  [[statement.forecast]]
  by = "me"
  made_at = 2026-01-05
  predictive = { p = 0.7 }

[[statement]]
id = "robot-waiters"
kind = "prediction"
said_by = "me"
said_on = 2026-01-05
text = { en = "Robots do not wait tables in town before 2029", zh = "2029 年之前镇上不会有机器人端盘子" }
tags = ["robots"]

  [statement.question]
  type = "date"
  criteria = "The first day on which a restaurant in town has a robot bring food to guests."
  due = 2029-01-01

  [[statement.forecast]]
  by = "me"
  made_at = 2026-01-05
  predictive = "not before 2029-01-01@80%"

[[statement]]
id = "festival-visitors"
kind = "prediction"
said_by = "me"
said_on = 2026-01-05
text = { en = "The summer festival draws 20,000 to 40,000 visitors", zh = "夏季节庆会来两万到四万人" }
tags = ["town"]

  [statement.question]
  type = "numeric"
  unit = "visitors"
  scale = "log"
  criteria = "The number that the town publishes after the festival."
  due = 2026-09-30

  [[statement.forecast]]
  by = "me"
  made_at = 2026-01-05
  predictive = { range = [20000, 40000], level = 0.8 }

  [[statement.resolution]]
  outcome = 31000
  decided_on = 2026-09-15
  by = "me"
  evidence = [{ url = "https://example.org/festival", title = "The town's figures", date = 2026-09-15 }]

[[statement]]
id = "library-roof"
kind = "prediction"
said_by = "me"
said_on = 2026-01-05
text = { en = "The library's roof is mended before the autumn rain", zh = "图书馆屋顶会在秋雨前修好" }
tags = ["town"]

  [statement.question]
  type = "binary"
  criteria = "Yes if the scaffolding is gone on 2026-09-01."
  due = 2026-09-01

  [[statement.forecast]]
  by = "me"
  made_at = 2026-01-05
  predictive = { p = 0.9 }

  [[statement.resolution]]
  outcome = "yes"
  decided_on = 2026-08-20
  by = "me"

[[statement]]
id = "town-is-friendly"
kind = "claim"
said_by = "me"
said_on = 2026-01-05
text = { en = "It is a friendly town", zh = "这是个友善的小镇" }
tags = ["town"]
)toml";

/// What has happened in it must lie in the past: under an earlier clock its year 2026 becomes one that is over.
std::string book_for(Day today) {
    const Day last_decision = Day{std::chrono::year{2026} / 9 / 15};
    int years = 0;
    while (add_months(last_decision, -12 * years) > today) ++years;
    constexpr std::string_view kYear = "2026-";
    std::string book = kBook;
    for (auto at = book.find(kYear); years > 0 && at != std::string::npos; at = book.find(kYear, at + 1)) {
        book.replace(at, kYear.size(), fmt::format("{:04}-", 2026 - years));
    }
    return book;
}

}  // namespace

void import_example(const Session& session) {
    ImportRequest request;
    request.books.push_back({"example", book_for(day_of(session.clock.now()))});
    const auto result = import_all(session, request);
    if (!result.diagnostics.has_errors()) return;
    throw Error(ErrorCode::bug, "the example book has a fault: " + render(result.diagnostics.all().front()));
}

}  // namespace hindsight::app
