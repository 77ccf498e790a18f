// SPDX-License-Identifier: MIT
// A book is refused with messages, or it reads back from its own writing to the same bytes.
#include "fuzz.hpp"
#include "hindsight/interchange/book.hpp"

using namespace hindsight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Diagnostics faults;
    const auto book = interchange::read_toml_book(fuzz::text_of(data, size), "book.toml", {}, faults);
    for (const auto& fault : faults.all()) fuzz::law(!render(fault).empty(), "every fault has a message");
    if (faults.has_errors()) return 0;
    const auto written = interchange::write_toml_book(book);
    Diagnostics none;
    const auto again = interchange::read_toml_book(written, "again.toml", {}, none);
    fuzz::law(!none.has_errors(), "what is written can be read");
    fuzz::law(interchange::write_toml_book(again) == written, "what is read is written alike");
    return 0;
}
