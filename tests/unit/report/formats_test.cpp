// SPDX-License-Identifier: MIT
// The renderers: contract, escaping, width, sameness.
#include "hindsight/report/formats.hpp"

#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "hindsight/base/json.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/journal/head.hpp"
#include "report/layout/document.hpp"
#include "report/words/words.hpp"
#include "sample_report.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

/// The page as a tree; HTML here is written so that it is XML, too.
struct Page {
    explicit Page(const char* language = "en") : source(rendered("html", language)) {
        const auto body = source.substr(source.find('\n') + 1);
        REQUIRE(tree.load_string(body.c_str(), pugi::parse_default | pugi::parse_ws_pcdata));
    }
    std::size_t count(const char* path) const { return tree.select_nodes(path).size(); }
    std::string source;
    pugi::xml_document tree;
};

}  // namespace

TEST_CASE("the table of formats has each renderer once") {
    for (const auto& format : formats()) {
        INFO(format.slug);
        CHECK(format_by_slug(format.slug) == &format);
        CHECK(format.render != nullptr);
    }
    CHECK(format_by_slug("docx") == nullptr);
}

TEST_CASE("a report is named after its years and its person, and its files after their language") {
    CHECK(report_name({{2024}, {}, ""}) == "2024");
    CHECK(report_name({{2024, 2025, 2026}, {"ann"}, ""}) == "2024-2026");
    CHECK(report_name({{2024, 2026}, {"ann"}, ""}) == "2024_2026");
    CHECK(report_name({{}, {}, "li-mu"}) == "li-mu");
    CHECK(report_name({{2024}, {}, "li-mu"}) == "li-mu_2024");
    CHECK(report_name({{}, {}, "2024"}) == "2024_person");
    CHECK(file_name("2024", {}, "html") == "2024.html");
    CHECK(file_name("2024", {language_by_slug("zh"), 80, ""}, "html") == "2024.zh.html");
    CHECK(file_name("2024-charts", {language_by_slug("zh"), 80, ""}, "") == "2024-charts.zh");
}

TEST_CASE("other years or another person give a report another name") {
    const std::vector<std::vector<int>> years{{}, {2024}, {2024, 2025}, {2024, 2026}, {2024, 2025, 2026}, {2024, 2025, 2027}, {2024, 2026, 2027}};
    std::set<std::string> names;
    for (const auto* person : {"", "ann", "ann-2024", "ann-2024-2026", "2024", "2024-2026", "person", "2024-person"}) {
        for (const auto& of : years) {
            const auto name = report_name({of, {}, person});
            INFO(name);
            CHECK(names.insert(name).second);
        }
    }
}

TEST_CASE("every format in every language gives the same bytes for the same report") {
    for (const auto& format : formats()) {
        for (const auto& language : languages()) {
            const RenderOptions options{&language, 80};
            CHECK(format.render(report_of(sample_records()), options) == format.render(report_of(sample_records()), options));
        }
    }
}

TEST_CASE("the JSON keeps the contract") {
    const auto json = parse_json(rendered("json"));
    for (const auto* key : {"format", "year", "year_by", "as_of", "head", "counts", "forecasters", "claims", "statements", "calibration", "by_tag",
                            "by_type", "by_horizon"}) {
        INFO(key);
        CHECK(json.find(key) != nullptr);
    }
    CHECK(json.find("format")->as_string() == "hindsight/report/1");
    CHECK(json.find("head")->find("size")->as_integer() == 42);
    const auto& ann = json.find("forecasters")->as_array().at(0);
    CHECK(ann.find("id")->as_string() == "ann");
    CHECK(ann.find("name")->find("en")->as_string() == "Ann");
    CHECK(ann.find("scores")->find("brier")->find("mean")->as_number() == Approx(0.74 / 6));
    CHECK(ann.find("scores")->find("brier")->find("ci90")->as_array().size() == 2);
    for (const auto& statement : json.find("statements")->as_array()) {
        for (const auto* key : {"id", "kind", "status", "probability", "outcome", "brier", "log"}) CHECK(statement.find(key) != nullptr);
    }
    const auto& range = json.find("statements")->as_array().at(7);
    CHECK(range.find("outcome")->as_number() == 398.5e9);
    CHECK(range.find("brier")->as_number() == Approx(0.04));
}

TEST_CASE("the JSON has all that the model has beside the contract") {
    auto request = sample_request();
    request.scope.years = {2024, 2025};
    const auto json = parse_json(format_by_slug("json")->render(report_of(sample_records(), request), {}));
    CHECK(json.find("year")->as_integer() == 2025);
    CHECK(json.find("scope")->find("years")->as_array().size() == 2);
    CHECK(json.find("scope")->find("person")->is_null());
    CHECK(json.find("development")->as_array().size() == 2);
    CHECK(json.find("development")->as_array().at(1).find("scores")->find("brier")->find("n")->as_integer() == 9);
    CHECK(json.find("sensitivity")->as_array().at(0).find("variant")->as_string() == "own");
    CHECK(json.find("sensitivity")->as_array().at(0).find("forecasters")->as_array().at(0).find("rank")->as_integer() == 1);
    for (const auto* key : {"by_source", "by_speaker", "by_basis"}) {
        INFO(key);
        CHECK(json.find(key) != nullptr);
        CHECK(json.find("claims")->find(key) != nullptr);
    }
    const auto& predictions = *json.find("predictions");
    for (const auto* key : {"annulled_reasons", "stated", "imputed", "recorded_early", "recorded_late", "discrimination", "roc", "confidence", "range_calibration",
                            "revisions", "surprises", "agreement"}) {
        INFO(key);
        CHECK(predictions.find(key) != nullptr);
    }
    CHECK(predictions.find("annulled_reasons")->find("unclear")->as_integer() == 1);
    CHECK(predictions.find("roc")->find("points")->as_array().at(0).find("threshold")->as_string() == "Infinity");
    CHECK(predictions.find("discrimination")->find("bins")->as_array().size() == 10);
    CHECK(predictions.find("range_calibration")->find("levels")->as_array().at(0).find("level")->as_number() == 0.8);
    CHECK(json.find("calibration")->find("bands")->find("points")->as_array().size() > 0);
    CHECK(json.find("void_share")->as_number() == Approx(1.0 / 9));  // one of eight and one
    CHECK(predictions.find("confidence")->find("clusters")->as_integer() == 7);
    CHECK(json.find("persons")->find("li")->find("zh")->as_string() == "李沐");
    CHECK(json.find("method")->find("seed")->as_string() == "0x68696e6473696768");
}

TEST_CASE("the JSON has of each forecast what baselines earned, and of each point of a history its range") {
    RecordOf record("size", "2024-01-01");
    record.asks(QuestionType::numeric, "2025-12-31").forecast("ann", "2024-01-01", "10..20@80%").forecast("ann", "2024-02-01", ">=15@60%");
    const auto json = parse_json(format_by_slug("json")->render(report_of({record.resolved("18", "2025-06-01")}), {}));
    const auto& forecast = json.find("statements")->as_array().at(0).find("forecasts")->as_array().at(0);
    CHECK(forecast.find("baseline_brier")->find("even")->as_number() == 0.25);
    const auto& history = forecast.find("history")->as_array();
    CHECK(history.at(0).find("low")->as_number() == 10);
    CHECK(history.at(0).find("high")->as_number() == 20);
    CHECK(history.at(1).find("low")->as_number() == 15);
    CHECK(history.at(1).find("high") == nullptr);
}

TEST_CASE("the page is one file: no script, no request, a strict policy, one style sheet") {
    const Page page;
    CHECK(page.source.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    CHECK(page.count("//script") == 0);
    CHECK(page.count("//link") == 0);
    CHECK(page.count("//img") == 0);
    CHECK(page.count("//style") == 1);
    CHECK(page.count("//@style") == 0);
    const std::string policy = page.tree.select_node("//meta[@http-equiv]").node().attribute("content").value();
    CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    CHECK(page.source.find("/>") != std::string::npos);
    for (const auto& node : page.tree.select_nodes("//*[not(node())]")) {
        // an element without content may be written <x/> only where HTML knows it as void, or inside SVG
        const std::string name = node.node().name();
        INFO(name);
        CHECK((name == "meta" || name == "wbr" || name == "line" || name == "path" || page.source.find("<" + name + "/>") == std::string::npos));
    }
}

TEST_CASE("hostile text stays text in the page, and only web addresses become links") {
    const Page page;
    const std::string shown = page.tree.select_node("//article[@id='s-hostile']/h4/bdi").node().text().get();
    CHECK(shown == printable(kHostile));
    CHECK(shown.find("<U+202E>") != std::string::npos);
    for (const auto& found : page.tree.select_nodes("//a")) {
        const std::string target = found.node().attribute("href").value();
        INFO(target);
        CHECK((target.starts_with("#") || target.starts_with("https://")));
        if (target.starts_with("https://")) CHECK(std::string(found.node().attribute("rel").value()) == "noopener nofollow");
    }
    CHECK(page.count("//a[@href='https://example.org/?a=1&b=2']") == 1);
}

TEST_CASE("an entered address leads to the web or nowhere: not into the page, and not where an invisible character would hide it") {
    for (const char* address : {"#s-tea", "#", "javascript:alert(1)", "https://example.org/\u202Egro.live", "https://example.org/\x1b", "https://example.org/\u200B"}) {
        INFO(address);
        CHECK(web_link("title", address).mark == Mark::user);
    }
    CHECK(web_link("title", "HTTPS://example.org/\u4EE4").mark == Mark::link);
}

TEST_CASE("a name that stands out is shown as any entered text: apart from the text around it, invisible characters visible") {
    auto records = sample_records();
    Report report = report_of(records);
    report.names.at("ann") = {{"en", "A\u202Enn\x1b"}};
    const std::string shown = "A<U+202E>nn<U+001B>";
    CHECK(format_by_slug("text")->render(report, {}).find("\x1b") == std::string::npos);
    CHECK(format_by_slug("html")->render(report, {}).find("<strong><bdi>A&lt;U+202E&gt;nn&lt;U+001B&gt;</bdi></strong>") != std::string::npos);
    CHECK(format_by_slug("md")->render(report, {}).find("<bdi>**A&lt;U+202E&gt;nn&lt;U+001B&gt;**</bdi>") != std::string::npos);
    CHECK(strong_user("A\u202Enn\x1b").text == shown);
}

TEST_CASE("the contents lead to every section, and anchors are unique") {
    const Page page;
    std::set<std::string> anchors;
    for (const auto& node : page.tree.select_nodes("//@id")) CHECK(anchors.insert(node.attribute().value()).second);
    CHECK(page.count("//nav//a") == page.count("//h2"));
    for (const auto& node : page.tree.select_nodes("//a[starts-with(@href,'#')]")) {
        CHECK(anchors.count(std::string(node.node().attribute("href").value()).substr(1)) == 1);
    }
    for (const auto& node : page.tree.select_nodes("//section")) CHECK(anchors.count(node.node().attribute("aria-labelledby").value()) == 1);
}

TEST_CASE("every chart has a title, a description and axes") {
    const Page page;
    CHECK(page.count("//figure[@id='predictions-calibration-chart']/svg") == 1);
    CHECK(page.count("//svg[@role='img']/title") == page.count("//svg"));
    CHECK(page.count("//svg/desc") == page.count("//svg"));
    CHECK(page.count("//svg/circle") > 0);
    CHECK(page.count("//svg//text") > 10);
}

TEST_CASE("tables have captions, column heads and row heads") {
    const Page page;
    CHECK(page.count("//table") == page.count("//table/caption"));
    CHECK(page.count("//tbody/tr") == page.count("//tbody/tr/th[@scope='row']"));
    CHECK(page.count("//thead//th[not(@scope='col')]") == 0);
}

TEST_CASE("the Chinese page says so and takes the Chinese wording first") {
    const Page page("zh");
    CHECK(std::string(page.tree.child("html").attribute("lang").value()) == "zh");
    CHECK(std::string(page.tree.select_node("//article[@id='s-p0']/h4/bdi").node().text().get()) == "一条预测");
    CHECK(std::string(page.tree.select_node("//article[@id='s-p0']/p[@class='other']/bdi").node().attribute("lang").value()) == "en");
}

TEST_CASE("the Chinese report says forecasts, outcomes and formulas in Chinese, with spaces between the scripts") {
    const std::string text = rendered("md", "zh");
    for (const char* words : {"不晚于 2026年5月1日，40%", "低于 100亿", "<bdi>**Ann**</bdi> 的平均 Brier 分", "各选项 ", "作废"}) {
        INFO(words);
        CHECK(text.find(words) != std::string::npos);
    }
    for (const char* words : {"by 2026", "below 10B", "of options", "**Ann**的"}) {
        INFO(words);
        CHECK(text.find(words) == std::string::npos);
    }
}

TEST_CASE("words of a short form are not looked for in the names of options") {
    Report report;
    const Words words(report, *language_by_slug("zh"));
    CHECK(words.answer("by bus", QuestionType::categorical).text == "by bus");
    CHECK(words.answer("not by 2027-01-01", QuestionType::date).text == "晚于 2027年1月1日");
    CHECK(words.answer("100B..500B@80%", QuestionType::numeric).text == "1000亿–5000亿，80%");
    CHECK(words.answer("72..72@95%", QuestionType::numeric).text == "72，95%");
    CHECK(words.answer("annulled: unclear", QuestionType::categorical).text == "作废：unclear");
    CHECK(words.answer("yes", QuestionType::binary).text == "是");
    CHECK(words.answer("above 4.4", QuestionType::numeric).text == "高于 4.4");
}

TEST_CASE("no line of the text is wider than asked, in either language") {
    for (const auto* language : {"en", "zh"}) {
        std::istringstream in(rendered("text", language));
        std::string line;
        while (std::getline(in, line)) {
            INFO(line);
            CHECK(display_width(line) <= 80);
        }
    }
}

TEST_CASE("text for a terminal holds no control characters") {
    for (const char c : rendered("text")) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
    CHECK(rendered("text").find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("the CSV is one table with a fixed number of columns and no formulas") {
    std::istringstream in(rendered("csv"));
    std::string line;
    std::getline(in, line);
    CHECK(line.starts_with("year,list,id,kind,status"));
    const std::string csv = rendered("csv");
    CHECK(csv.find("'=1+1") != std::string::npos);
    CHECK(csv.find(",=1") == std::string::npos);
    CHECK(csv.find("\"=1") == std::string::npos);
    CHECK(csv.find("2025,overdue,late,prediction,overdue,binary,ann") != std::string::npos);
}

TEST_CASE("Markdown shows hostile text as text") {
    const std::string md = rendered("md");
    CHECK(md.find("<script") == std::string::npos);
    CHECK(md.find("](javascript") == std::string::npos);
    CHECK(md.find("](<https://example.org/?a=1&b=2>)") != std::string::npos);
    CHECK(md.find("<a id=\"counts\"></a>") != std::string::npos);
}

TEST_CASE("Markdown escapes a mark only where it means something") {
    const auto escaped = [](const char* text) {
        auto records = sample_records();
        records[0].resolutions[0].resolution.note = text;
        const std::string md = format_by_slug("md")->render(report_of(records), {});
        const auto begin = md.find("- why: <bdi>") + 12;
        return md.substr(begin, md.find("</bdi>", begin) - begin);
    };
    for (const char* plain : {"2026-11-26: read at 12:30 (again)", "a - b + c = d!", "one. Two {x}", "10..20@80%", "-5..10@80%"}) CHECK(escaped(plain) == plain);
    CHECK(escaped("- not a list") == "\\- not a list");
    CHECK(escaped("1. not one either") == "1\\. not one either");
    CHECK(escaped("see https://x.example") == "see https&#58;//x.example");
    CHECK(escaped("see www.x.example, mailto:a@b") == "see www&#46;x.example, mailto&#58;a@b");
    CHECK(escaped("@ann a@b.c 10@37.5%") == "@<!-- -->ann a@<!-- -->b.c 10@37.5%");
    CHECK(escaped("a :smile: b") == "a &#58;smile&#58; b");
    CHECK(escaped("*a* _b_ `c` [d](e) #1 |") == "\\*a\\* \\_b\\_ \\`c\\` \\[d\\]\\(e) \\#1 \\|");
}

TEST_CASE("the head can be read back from every report that shows it") {
    const auto report = report_of(sample_records());
    for (const auto* format : {"text", "md", "html", "json"}) {
        for (const auto& language : languages()) {
            for (const int width : {40, 80}) {
                INFO(format << " " << language.slug << " " << width);
                const auto head = journal::parse_head(format_by_slug(format)->render(report, {&language, width}), "report");
                CHECK(head.origin == report.head.origin);
                CHECK(head.size == report.head.size);
                CHECK(to_hex(head.root) == report.head.root);
            }
        }
    }
}

TEST_CASE("the answer comes first, in words made from the figures") {
    const std::string text = rendered("text");
    const auto answer = text.substr(0, text.find("What was counted"));
    CHECK(answer.find("In 2025, 8 predictions came due and 7 got an answer; 7 could be scored.") != std::string::npos);
    CHECK(answer.find("0.123") != std::string::npos);  // Ann's mean Brier
    CHECK(answer.find("1 statement was overdue at the end of 2025.") != std::string::npos);
}

TEST_CASE("a call shows what even odds would have earned, and a retraction its reason apart from the statement") {
    const Page page;
    CHECK(page.count("//table[caption='Worst calls']/thead//th[.='at 50%']") == 1);
    CHECK(std::string(page.tree.select_node("//table[caption='Worst calls']/tbody/tr[1]/td[last()]").node().text().get()) == "0.250");
    CHECK(std::string(page.tree.select_node("//section[@aria-labelledby='retracted']//tbody/tr/td[last()]/bdi").node().text().get()) == "no longer thinks so");
}

TEST_CASE("a line never ends inside a day or an end of a range") {
    auto records = sample_records();
    records.push_back(RecordOf("dated", "2024-01-01").asks(QuestionType::date, "2025-12-31").forecast("ann", "2024-01-01", "2025-01-10..2026-08-10@80%").resolved("2025-03-01", "2025-03-01"));
    const auto report = report_of(records);
    const std::string page = format_by_slug("html")->render(report, {});
    CHECK(page.find("<bdi class=\"value\"><span class=\"whole\">2025-01-10–</span><wbr/><span class=\"whole\">2026-08-10 at 80%</span></bdi>") != std::string::npos);
    CHECK(page.find("made <span class=\"whole\">2024-01-01</span>") != std::string::npos);
    for (const int width : {40, 60, 80, 100}) {
        const std::string text = format_by_slug("text")->render(report, {nullptr, width});
        INFO(width);
        CHECK(text.find("2026-08-10 at 80%") != std::string::npos);
    }
}

TEST_CASE("the mean of the calibration says over what it is") {
    CHECK(rendered("md").find("Mean Brier over these pairs 0.") != std::string::npos);
}

TEST_CASE("a demonstration record is named as one, and given clocks are counted") {
    auto report = report_of(sample_records());
    CHECK(render_text(report, {}).find("demonstration record") == std::string::npos);
    report.reproducible = true;
    report.given_clock_events = 7;
    CHECK(render_text(report, {}).find("demonstration record") != std::string::npos);
    CHECK(render_text(report, {}).find("7 of 42 events") != std::string::npos);
}
