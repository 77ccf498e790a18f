// SPDX-License-Identifier: MIT
// Comments in HTML read as their writers typed them.
#include "interchange/formats/predictionbook/html_text.hpp"

#include "support/catch.hpp"

using namespace hindsight::interchange;

TEST_CASE("tags go, links stay") {
    CHECK(text_of_html("plain") == "plain");
    CHECK(text_of_html("a <em>new</em> <strong>word</strong>") == "a new word");
    CHECK(text_of_html(R"(see <a href="http://a.example/x" rel="nofollow">http://a.example/x</a>)") ==
          "see http://a.example/x");
    CHECK(text_of_html(R"(as <a href='http://a.example/?a=1&amp;b=2'>they</a> say)") ==
          "as they (http://a.example/?a=1&b=2) say");
    CHECK(text_of_html("one<br>two<br/>three") == "one\ntwo\nthree");
}

TEST_CASE("entities become their characters") {
    CHECK(text_of_html("1 &lt; 2 &amp;&amp; 3 &gt; 2, &quot;so&quot; &#8211; &#x2013; &apos;") ==
          "1 < 2 && 3 > 2, \"so\" – – '");
    CHECK(text_of_html("&amp;lt;") == "&lt;");
}

TEST_CASE("what is neither stays as it is") {
    const auto text = GENERATE(as<std::string>{}, "1 < 2", "a & b", "&nothing;", "&#0;", "&#xD800;", "&#99999999;",
                               "a <", "<3", "x <b", "&", "AT&T;");
    CHECK(text_of_html(text) == text);
}

TEST_CASE("a long text of unfinished tags takes no longer than its length") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "<a";
    CHECK(text_of_html(text) == text);
}
