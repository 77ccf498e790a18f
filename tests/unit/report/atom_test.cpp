// SPDX-License-Identifier: MIT
// The feed: names that last, dates of the record, links to the web alone.
#include <pugixml.hpp>
#include <set>

#include "sample_report.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

struct Feed {
    explicit Feed(const Report& report, const char* language = "en") {
        const auto source = format_by_slug("atom")->render(report, {language_by_slug(language), 80, {}});
        REQUIRE(tree.load_string(source.c_str()));
        feed = tree.child("feed");
    }
    std::vector<std::string> all(const char* name) const {
        std::vector<std::string> out;
        for (const auto entry : feed.children("entry")) out.emplace_back(entry.child_value(name));
        return out;
    }
    pugi::xml_document tree;
    pugi::xml_node feed;
};

}  // namespace

TEST_CASE("the feed has an entry for each statement with an answer, the newest record first", "[report][atom]") {
    auto report = report_of(sample_records());
    for (std::size_t i = 0; i < report.statements.size(); ++i) report.statements[i].resolution_recorded = at("2025-10-01") + std::chrono::hours(static_cast<int>(i));
    const Feed feed(report);
    const auto updated = feed.all("updated");
    REQUIRE(updated.size() == report.statements.size());
    CHECK(std::is_sorted(updated.rbegin(), updated.rend()));
    CHECK(updated.front() == feed.feed.child_value("updated"));
}

TEST_CASE("an entry keeps its name when the answer is corrected, in every language, and gets a new date", "[report][atom]") {
    auto report = report_of(sample_records());
    const Feed before(report);
    report.statements.front().outcome = "no";
    report.statements.front().resolution_recorded = at("2026-01-15");
    const Feed after(report), chinese(report, "zh");
    const auto names = before.all("id");
    CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
    CHECK(std::multiset<std::string>(names.begin(), names.end()) == [&] { const auto now = after.all("id"); return std::multiset<std::string>(now.begin(), now.end()); }());
    CHECK(after.all("id") == chinese.all("id"));
    CHECK(after.all("updated").front() == print_instant_short(at("2026-01-15")));
    CHECK(std::string(after.feed.child_value("id")) != chinese.feed.child_value("id"));
}

TEST_CASE("records of another origin have other names", "[report][atom]") {
    auto report = report_of(sample_records());
    const auto here = Feed(report).all("id");
    report.head.origin = "another";
    const auto there = Feed(report).all("id");
    for (const auto& name : there) CHECK(std::find(here.begin(), here.end(), name) == here.end());
}

TEST_CASE("what a condition annulled is dated by the day of the decision", "[report][atom]") {
    auto report = report_of(sample_records());
    for (auto& line : report.statements) line.resolution_recorded.reset();
    const Feed feed(report);
    CHECK(feed.all("updated") == feed.all("published"));
    CHECK(feed.all("updated").front() == "2025-07-31T00:00:00Z");
}

TEST_CASE("links of the feed lead to the web alone, and texts stay texts", "[report][atom]") {
    const Feed feed(report_of(sample_records()));
    std::size_t links = 0;
    for (const auto& found : feed.tree.select_nodes("//@href")) {
        ++links;
        CHECK(std::string(found.attribute().value()).starts_with("https://"));
    }
    CHECK(links == 2);  // one piece of evidence, as a link of the entry and in its content
    CHECK(feed.tree.select_nodes("//*[local-name()='script']").empty());
}
