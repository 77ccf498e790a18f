// SPDX-License-Identifier: MIT
// The language tables are complete and filled in rightly.
#include "hindsight/report/language.hpp"

#include <set>

#include "hindsight/evaluation/forecast_score.hpp"
#include "hindsight/evaluation/groups.hpp"
#include "hindsight/scoring/types.hpp"
#include "sample_report.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;
using namespace hindsight::test;

namespace {

std::set<std::string_view> keys_of(const Language& language) {
    std::set<std::string_view> keys;
    for (const auto& message : language.messages) {
        INFO(message.key);
        CHECK(keys.insert(message.key).second);
    }
    return keys;
}

std::set<char> slots_of(std::string_view text) {
    std::set<char> slots;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text[i] == '{' && text[i + 2] == '}') slots.insert(text[i + 1]);
    }
    return slots;
}

}  // namespace

TEST_CASE("every language has the same keys, each once") {
    const auto first = keys_of(languages().front());
    for (const auto& language : languages()) CHECK(keys_of(language) == first);
}

TEST_CASE("a translation uses the same arguments") {
    for (const auto& language : languages()) {
        for (const auto& message : languages().front().messages) {
            if (message.key.starts_with("format.")) continue;  // patterns: each language takes what it needs
            INFO(message.key);
            for (const auto& own : language.messages) {
                if (own.key == message.key) CHECK(slots_of(own.text) == slots_of(message.text));
            }
        }
    }
}

TEST_CASE("every row of the tables that the report prints has a word in every language") {
    for (const auto& language : languages()) {
        const auto has = [&](std::string_view group, std::string_view slug) {
            INFO(group << "." << slug);
            CHECK(has_message(language, std::string(group) + "." + std::string(slug)));
        };
        for (const auto& row : evaluation::gaps()) has("reason", row.slug);
        for (const auto& row : evaluation::record_rules()) has("formula", row.slug);
        for (const auto& row : scoring::reasons) has("reason", row.slug);
        for (const auto& row : evaluation::record_rules()) has("rule", row.slug);
        for (const auto& row : evaluation::record_rules()) has("scale", row.scale);
        for (const auto& row : evaluation::policies()) has("policy", row.slug);
        for (const auto& row : evaluation::year_rules()) has("year_rule", row.slug);
        for (const auto& row : evaluation::horizons()) has("horizon", row.slug);
        for (const auto& row : question_types()) has("type", row.slug);
        for (const auto kind : {StatementKind::claim, StatementKind::prediction}) has("kind", slug(kind));
    }
}

TEST_CASE("no key is ever printed in place of its text") {
    for (const auto* format : {"text", "md", "html"}) {
        for (const auto* language : {"en", "zh"}) {
            const std::string out = rendered(format, language);
            for (const auto& message : languages().front().messages) {
                if (message.key.find('.') == std::string_view::npos) continue;  // also words of their own
                INFO(format << " " << language << " " << message.key);
                CHECK(out.find(message.key) == std::string::npos);
            }
        }
    }
}

TEST_CASE("arguments are filled in and plurals chosen by the first") {
    const auto& english = *language_by_slug("en");
    CHECK(say(english, "count.prediction", {"1"}) == "1 prediction");
    CHECK(say(english, "count.prediction", {"2"}) == "2 predictions");
    CHECK(say(*language_by_slug("zh"), "count.prediction", {"2"}) == "2 条预测");
    CHECK(term(english, "outcome", "398.5B") == "398.5B");
    CHECK(language_by_slug("fr") == nullptr);
}
