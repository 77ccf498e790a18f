// SPDX-License-Identifier: MIT
// Charts as drawings: labels that can be read, texts that stay texts, the same bytes again.
#include "report/drawing/chart_svg.hpp"

#include <pugixml.hpp>
#include <sstream>

#include "chart_samples.hpp"
#include "hindsight/base/text.hpp"
#include "report/drawing/chart_label.hpp"
#include "report/drawing/chart_style.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

struct Drawn {
    explicit Drawn(const Chart& chart, const char* language = "en") : file(svg_file(chart, axis_words_in(language))) {
        REQUIRE(tree.load_string(file.c_str(), pugi::parse_default | pugi::parse_ws_pcdata));
    }
    std::size_t count(const char* path) const { return tree.select_nodes(path).size(); }

    /// Where each text stands, by the estimate of its width.
    std::vector<Box> texts() const {
        std::vector<Box> out;
        for (const auto& found : tree.select_nodes("//text[not(@font-size)]")) {
            const auto node = found.node();
            const std::string anchor = node.attribute("text-anchor") ? node.attribute("text-anchor").value() : node.parent().attribute("text-anchor").value();
            const double font = tree.child("svg").attribute("font-size").as_double();
            const double x = node.attribute("x").as_double(), y = node.attribute("y").as_double(), width = text_width(node.text().get(), font);
            const double left = anchor == "end" ? x - width : anchor == "middle" ? x - width / 2 : x;
            out.push_back({left, y - font * 0.75, left + width, y + font * 0.1});
            words.push_back(node.text().get());
        }
        return out;
    }
    Box ground() const {
        const auto svg = tree.child("svg");
        std::istringstream in(svg.attribute("viewBox").value());
        double left = 0, top = 0, width = 0, height = 0;
        in >> left >> top >> width >> height;
        return {left, top, left + width, top + height};
    }
    mutable std::vector<std::string> words;
    std::string file;
    pugi::xml_document tree;
};

void check_labels(const Drawn& drawn) {
    const auto texts = drawn.texts();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        INFO(i << " at " << texts[i].left << " " << texts[i].top << " to " << texts[i].right << " " << texts[i].bottom);
        CHECK(drawn.ground().holds(texts[i]));
        for (std::size_t j = 0; j < i; ++j) {
            INFO(drawn.words[i] << " and " << drawn.words[j]);
            CHECK_FALSE(texts[i].meets(texts[j]));
        }
    }
}

/// Means with their intervals, and two rules that are close to each other.
Chart forest(std::vector<std::string> names) {
    Panel panel;
    panel.x = axis_of(AxisScale::linear, 0, 0.4);
    panel.x.label = "mean Brier score";
    panel.y.scale = AxisScale::names;
    panel.y.names = std::move(names);
    Layer spans = layer(MarkKind::spans, {});
    for (std::size_t i = 0; i < panel.y.names.size(); ++i) {
        Datum mean = datum(0.2, static_cast<double>(i), "0.200");
        mean.low = 0.1;
        mean.high = 0.39;
        spans.data.push_back(mean);
    }
    panel.layers = {spans, layer(MarkKind::rules, {datum(0.25, 0, "always 50%"), datum(0.24, 0, "base rate")})};
    return chart_of(ChartSize::wide, {panel});
}

/// Four people whose lines end at nearly the same height.
Chart over_time() {
    Panel panel;
    panel.x = axis_of(AxisScale::days, days_to("2024-01-01"), days_to("2025-06-01"));
    panel.y.percent = true;
    for (const char* name : {"Ann 61%", "Bob 60%", "陈伟 60%", "A very long name indeed, which has no end 59%"}) {
        panel.layers.push_back(layer(MarkKind::steps, {datum(panel.x.low, 0.2), datum(panel.x.low + 90, 0.6), datum(panel.x.high, 0.6)}, name));
    }
    panel.layers.push_back(layer(MarkKind::rules, {datum(panel.x.high, 0, "answer: yes")}));
    return chart_of(ChartSize::strip, {panel});
}

Chart multiples(std::size_t n) {
    std::vector<Panel> panels;
    for (std::size_t i = 0; i < n; ++i) {
        Panel panel;
        panel.title = "Somebody with a name of length " + std::to_string(i);
        panel.x.percent = panel.y.percent = true;
        panel.x.label = "probability said";
        panel.y.label = "share that came true";
        panel.layers = {layer(MarkKind::line, {datum(0, 0), datum(1, 1)}, "what was said"), layer(MarkKind::dots, {datum(0.5, 0.4)})};
        panels.push_back(panel);
    }
    return chart_of(ChartSize::square, panels);
}

}  // namespace

TEST_CASE("labels neither meet nor leave the drawing") {
    SECTION("of long names and close rules") { check_labels(Drawn(forest({"Ann", "A name that is far too long to be shown as a whole", "李沐李沐李沐李沐李沐李沐李沐李沐"}))); }
    SECTION("of lines that end together") { check_labels(Drawn(over_time())); }
    SECTION("in Chinese") { check_labels(Drawn(over_time(), "zh")); }
    for (const std::size_t n : {2, 3, 4, 5, 7, 12}) {
        DYNAMIC_SECTION("of " << n << " small multiples") { check_labels(Drawn(multiples(n))); }
    }
}

TEST_CASE("labels of dots move until they meet nothing") {
    Panel panel;
    Layer dots = layer(MarkKind::dots, {});
    for (const double x : {0.3, 0.32, 0.34, 0.9, 1.0}) dots.data.push_back(datum(x, 0.5, "label"));
    panel.layers = {dots};
    const Drawn drawn(chart_of(ChartSize::wide, {panel}));
    CHECK(drawn.count("//text[.='label']") >= 4);
    check_labels(drawn);
}

TEST_CASE("the same values give the same bytes") {
    CHECK(Drawn(forest({"a", "b"})).file == Drawn(forest({"a", "b"})).file);
    CHECK(Drawn(multiples(5)).file == Drawn(multiples(5)).file);
}

TEST_CASE("a hostile name stays text, and every element is one that charts have") {
    const std::string hostile = printable("</text><script>alert(1)</script>\"' & \xE2\x80\xAE");
    Chart chart = forest({"x", hostile});
    chart.title = chart.description = hostile;
    const Drawn drawn(chart);
    CHECK(drawn.count("//script") == 0);
    CHECK(std::string(drawn.tree.child("svg").child("title").text().get()) == hostile);
    CHECK(std::string(drawn.tree.child("svg").child("desc").text().get()) == hostile);
    for (const auto& found : drawn.tree.select_nodes("//*")) {
        const std::string name = found.node().name();
        INFO(name);
        CHECK((name == "svg" || name == "g" || name == "path" || name == "rect" || name == "circle" || name == "text" || name == "title" || name == "desc" || name == "style"));
    }
    CHECK(drawn.count("//@style") == 0);
    CHECK(drawn.file.find("&lt;/text") != std::string::npos);
}

TEST_CASE("a drawing has a title and a description that it points to") {
    const Drawn drawn(over_time());
    const auto svg = drawn.tree.child("svg");
    CHECK(std::string(svg.attribute("role").value()) == "img");
    CHECK(std::string(svg.attribute("aria-labelledby").value()) == "sample-title sample-desc");
    CHECK(drawn.count("/svg/title[@id='sample-title']") == 1);
    CHECK(drawn.count("/svg/desc[@id='sample-desc']") == 1);
}

TEST_CASE("a file needs nothing from outside; in a page the style is the page's") {
    const Drawn drawn(over_time());
    CHECK(drawn.count("/svg/style") == 1);
    CHECK(drawn.file.find("url(") == std::string::npos);
    CHECK(drawn.file.find("prefers-color-scheme:dark") != std::string::npos);
    CHECK(kChartStyle.find_first_of("<>&") == std::string_view::npos);
    pugi::xml_document page;
    draw(page, over_time(), axis_words_in("en"));
    CHECK(page.select_nodes("//style").empty());
    CHECK(page.select_nodes("//@xmlns").empty());
}

TEST_CASE("a range with one end goes on in an arrow, and one with two has a bar") {
    Panel panel;
    panel.x = axis_of(AxisScale::logarithmic, 1e9, 1e12);
    panel.y.scale = AxisScale::names;
    panel.y.names = {"two", "one"};
    Datum two = datum(0, 0, "80%"), one = datum(0, 1, "60%");
    two.low = 1e10;
    two.high = 1e11;
    one.low = 1e11;
    panel.layers = {layer(MarkKind::ranges, {two, one})};
    const Drawn drawn(chart_of(ChartSize::strip, {panel}));
    CHECK(drawn.count("//path[@class='w thick r1']") == 1);
    const std::string arrow = drawn.tree.select_node("//path[@class='w r1']").node().attribute("d").value();
    CHECK(std::count(arrow.begin(), arrow.end(), 'M') == 2);
    check_labels(drawn);
}

TEST_CASE("coordinates have one decimal at most, and a small chart stays small") {
    const std::string path = Drawn(over_time()).tree.select_node("//path[starts-with(@class,'l')]").node().attribute("d").value();
    for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
        CHECK((dot + 2 == path.size() || std::isdigit(static_cast<unsigned char>(path[dot + 2])) == 0));
    }
    Chart chart = over_time();
    chart.panels.front().layers.erase(chart.panels.front().layers.begin() + 1, chart.panels.front().layers.begin() + 4);
    pugi::xml_document page;
    CHECK(printed(draw(page, chart, axis_words_in("en")).parent()).size() < 1200);
}

TEST_CASE("a value that is no finite number never reaches a drawing") {
    for (const auto& chart : charts_of_no_numbers()) {
        const Drawn drawn(chart);
        for (const auto& found : drawn.tree.select_nodes("//@d | //@x | //@y | //@cx | //@cy | //@r | //@width | //@height | //@viewBox")) {
            const std::string value = found.attribute().value();
            INFO(value);
            CHECK(value.find_first_not_of("MLHVZh0123456789.- ") == std::string::npos);
        }
    }
}

TEST_CASE("labels are spread apart in their order, inside their bounds") {
    CHECK(spread({10, 11, 50}, 10, 0, 100) == std::vector<double>{10, 20, 50});
    CHECK(spread({99, 98}, 10, 0, 100) == std::vector<double>{100, 90});
    CHECK(spread({5, 5, 5}, 10, 0, 100) == std::vector<double>{5, 15, 25});
}

TEST_CASE("a text is cut to its room at a character, wide ones being twice as wide") {
    CHECK(text_width("李沐", 10) > 1.4 * text_width("ab", 10));
    CHECK(cut_to_room("short", 10, 100) == "short");
    for (const char* text : {"A name that is far too long", "李沐李沐李沐李沐李沐李沐", "ÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉ"}) {
        const std::string cut = cut_to_room(text, 10, 60);
        INFO(cut);
        CHECK(text_width(cut, 10) <= 60);
        CHECK(cut.ends_with("…"));
        CHECK_FALSE(utf8_fault(cut));
    }
}
