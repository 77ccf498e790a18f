// SPDX-License-Identifier: MIT
// The language tables are complete and filled in rightly.
#include "hindsight/report/language.hpp"

#include <set>

#include "hindsight/base/text.hpp"
#include "hindsight/evaluation/forecast_score.hpp"
#include "hindsight/evaluation/groups.hpp"
#include "hindsight/scoring/types.hpp"
#include "report/words/language_tables.hpp"
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

TEST_CASE("the words of a table are those of its rows and no more") {
    const auto check = [](std::string_view group, const std::set<std::string>& slugs) {
        std::set<std::string> words;
        for (const auto& message : languages().front().messages) {
            if (message.key.starts_with(std::string(group) + ".")) words.insert(std::string(message.key.substr(group.size() + 1)));
        }
        INFO(group);
        CHECK(words == slugs);
    };
    const auto slugs_of = [](const auto&... tables) {
        std::set<std::string> slugs;
        const auto add = [&](const auto& table) {
            for (const auto& row : table) slugs.emplace(row.slug);
        };
        (add(tables), ...);
        return slugs;
    };
    std::set<std::string> scales;
    for (const auto& row : evaluation::record_rules()) scales.emplace(row.scale);
    check("reason", slugs_of(evaluation::gaps(), scoring::reasons));
    check("rule", slugs_of(evaluation::record_rules()));
    check("formula", slugs_of(evaluation::record_rules()));
    check("scale", scales);
    check("policy", slugs_of(evaluation::policies()));
    check("year_rule", slugs_of(evaluation::year_rules()));
    check("horizon", slugs_of(evaluation::horizons()));
    check("type", slugs_of(question_types()));
}

TEST_CASE("every other way to count has a word, and no word is without its way") {
    const CredenceTable credence;
    auto records = sample_records();
    RecordOf window("window", "2025-01-01");
    records.push_back(window.asks(QuestionType::date, "2025-12-31").forecast("ann", "2025-01-01", "2025-02-01..2025-09-01@80%").resolved("2025-06-01", "2025-06-02"));
    std::set<std::string> slugs, words;
    for (const auto& rule : evaluation::year_rules()) {
        for (const auto& policy : evaluation::policies()) {
            auto request = sample_request();
            request.year_by = rule.rule, request.policy = policy.policy, request.other_credence = &credence;
            for (const auto& scores : report_of(records, request).sensitivity) slugs.insert(scores.variant.slug);
        }
    }
    for (const auto& message : languages().front().messages) {
        if (message.key.starts_with("variant.")) words.insert(std::string(message.key.substr(8)));
    }
    CHECK(words == slugs);
}

TEST_CASE("a line of a language is empty, a comment or a message, and nothing is escaped in it") {
    for (const auto& table : language_tables()) {
        for (const auto line : split(table.text, '\n')) {
            INFO(table.slug << ": " << line);
            const auto begin = line.find(" = \"");
            CHECK((line.empty() || line.starts_with('#') || (begin != std::string_view::npos && begin > 0 && line.size() > begin + 4 && line.ends_with('"'))));
            CHECK((line.starts_with('#') || line.find('\\') == std::string_view::npos));
        }
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
