// SPDX-License-Identifier: MIT
// JSON is refused, or reads back from its own writing to the same text; canonical bytes are their own canonical form.
#include "fuzz.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/journal/canonical.hpp"

using namespace hindsight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    fuzz::refusing([&] {
        const auto value = parse_json(text);
        const auto line = dump_json(value);  // 0e1 is written as 0, which reads as a whole number: the text is what stays
        fuzz::law(dump_json(parse_json(line)) == line, "one line reads back");
        fuzz::law(dump_json(parse_json(dump_json_pretty(value))) == line, "indented text reads back");
    });
    fuzz::refusing([&] { fuzz::law(journal::canonical(journal::parse_canonical(text)) == text, "canonical bytes stay as they are"); });
    return 0;
}
