// SPDX-License-Identifier: MIT
// Laws of the base: numbers, dates, JSON, encodings, slugs.
#include <cmath>

#include "generators.hpp"
#include "hindsight/base/crypto.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/journal/canonical.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

Json any_json(int depth, bool canonical) {
    switch (whole(0, depth > 0 ? 6 : 4)) {
        case 0: return Json();
        case 1: return Json(one_in(2));
        case 2: return Json(static_cast<std::int64_t>(*rc::gen::inRange<std::int64_t>(-9007199254740991, 9007199254740992)));
        case 3: return canonical ? Json(*any_text()) : Json(*any_number());
        case 4: return Json(*any_text());
        case 5: {
            auto out = Json::array();
            for (int n = whole(0, 4); n > 0; --n) out.push(any_json(depth - 1, canonical));
            return out;
        }
        default: {
            auto out = Json::object();
            for (int n = whole(0, 4); n > 0; --n) {
                auto key = canonical ? "k" + std::to_string(whole(0, 99)) : *any_text();
                if (!out.find(key)) out.set(std::move(key), any_json(depth - 1, canonical));
            }
            return out;
        }
    }
}

/// -0 prints as 0, and whole doubles read back as integers: equal as numbers all the same.
bool same(const Json& a, const Json& b) {
    if (a.is_number() && b.is_number()) return a.as_number() == b.as_number();
    if (a.is_array() && b.is_array()) {
        return std::equal(a.as_array().begin(), a.as_array().end(), b.as_array().begin(), b.as_array().end(), same);
    }
    if (a.is_object() && b.is_object()) {
        return std::equal(a.as_object().begin(), a.as_object().end(), b.as_object().begin(), b.as_object().end(),
                          [](const auto& x, const auto& y) { return x.first == y.first && same(x.second, y.second); });
    }
    return a == b;
}

std::string any_bytes() {
    std::string out;
    for (int n = whole(0, 40); n > 0; --n) out += static_cast<char>(whole(0, 255));
    return out;
}

}  // namespace

TEST_CASE("every finite number reads back from its print", "[law][base]") {
    for_all([] {
        const auto value = *any_number();
        RC_ASSERT(parse_number(print_number(value)) == value);
        RC_ASSERT(print_number(*parse_number(print_number(value))) == print_number(value));
    });
}

TEST_CASE("days, instants and moments read back from their print, in their order", "[law][base]") {
    for_all([] {
        const auto day = *any_day();
        const auto at = *any_instant();
        const auto when = *any_when();
        RC_ASSERT(parse_day(print_day(day)) == day);
        RC_ASSERT(parse_instant(print_instant(at)) == at);
        RC_ASSERT(parse_instant(print_instant_short(at)) == at);
        RC_ASSERT(parse_when(print_when(when)) == when);
        RC_ASSERT(start_of(day_of(at)) <= at);
        RC_ASSERT(at <= end_of(day_of(at)));
        const auto other = *any_instant();
        RC_ASSERT((at < other) == (print_instant(at) < print_instant(other)));
    });
}

TEST_CASE("months add up unless a day has to give way", "[law][base]") {
    for_all([] {
        const auto day = Day{std::chrono::days{whole(0, 40'000)}};
        const int a = whole(-60, 60);
        const int b = whole(-60, 60);
        const std::chrono::year_month_day date{day};
        if (static_cast<unsigned>(date.day()) <= 28) RC_ASSERT(add_months(add_months(day, a), b) == add_months(day, a + b));
        RC_ASSERT((a < b) <= (add_months(day, a) < add_months(day, b)));
    });
}

TEST_CASE("a JSON value reads back from both of its prints", "[law][base]") {
    for_all([] {
        const auto value = any_json(3, false);
        const auto text = dump_json(value);
        RC_LOG() << text << "\n";
        RC_ASSERT(same(parse_json(text), value));
        RC_ASSERT(same(parse_json(dump_json_pretty(value)), value));
        RC_ASSERT(dump_json(parse_json(text)) == text);
    });
}

TEST_CASE("canonical JSON is canonical, whatever the order of its members was", "[law][journal]") {
    for_all([] {
        auto value = any_json(3, true);
        const auto bytes = journal::canonical(value);
        RC_LOG() << bytes << "\n";
        const auto read = journal::parse_canonical(bytes);
        RC_ASSERT(journal::canonical(read) == bytes);
        if (value.is_object()) {
            std::reverse(value.as_object().begin(), value.as_object().end());
            RC_ASSERT(journal::canonical(value) == bytes);
        }
    });
}

TEST_CASE("base64 and hexadecimal digits read back to the same bytes", "[law][base]") {
    for_all([] {
        const auto bytes = any_bytes();
        RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
        RC_ASSERT(to_hex(bytes).size() == 2 * bytes.size());
        const auto hash = sha256(bytes);
        RC_ASSERT(hash_from_hex(to_hex(hash)) == hash);
        const auto cut = static_cast<std::size_t>(whole(0, static_cast<int>(bytes.size())));
        RC_ASSERT(sha256({std::string_view(bytes).substr(0, cut), std::string_view(bytes).substr(cut)}) == hash);
    });
}

TEST_CASE("the slug of any text is a slug or empty, and the slug of a slug is itself", "[law][base]") {
    for_all([] {
        const auto slug = slugify(one_in(4) ? any_bytes() : *some_text());
        RC_ASSERT(slug.empty() || is_slug(slug));
        RC_ASSERT(slug.size() <= 60u);
        RC_ASSERT(slugify(slug) == slug);
    });
}

TEST_CASE("cutting and padding a text give the width asked for, and folding is done once", "[law][base]") {
    for_all([] {
        const auto text = printable(*any_text());
        const int width = whole(1, 30);
        RC_ASSERT(display_width(truncate_to_width(text, width)) <= width);
        RC_ASSERT(display_width(pad_to_width(text, width)) == std::max(width, display_width(text)));
        RC_ASSERT(printable(text) == text);
        RC_ASSERT(!utf8_fault(text));
        const auto raw = *any_text();
        RC_ASSERT(fold(fold(raw)) == fold(raw));
    });
}
