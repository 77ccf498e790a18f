// SPDX-License-Identifier: MIT
// Dates, numbers and texts as people type them: read back from their print, and printed without what a terminal obeys.
#include <algorithm>

#include "fuzz.hpp"
#include "hindsight/base/calendar.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"

using namespace hindsight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    const auto today = *parse_day("2026-01-05");
    if (const auto when = parse_spoken_date(text, today)) fuzz::law(parse_when(print_when(*when)) == *when, "a date reads back");
    if (const auto at = parse_instant(text)) fuzz::law(parse_instant(print_instant(*at)) == *at, "an instant reads back");
    if (const auto value = parse_quantity(text)) fuzz::law(parse_quantity(print_quantity(*value)) == *value, "a quantity reads back");
    if (const auto p = parse_probability(text)) fuzz::law(parse_probability(print_probability(*p)) == *p, "a probability reads back");
    const auto shown = printable(text);
    fuzz::law(!utf8_fault(shown), "what is printed is UTF-8");
    fuzz::law(std::none_of(shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }),
              "what is printed holds no control character");
    fuzz::law(display_width(truncate_to_width(shown, 20)) <= 20, "what is cut fits");
    const auto slug = slugify(text);
    fuzz::law(slug.empty() || is_slug(slug), "a slug is one or nothing");
    return 0;
}
