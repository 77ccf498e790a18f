// SPDX-License-Identifier: MIT
// A file of any format, told by its first bytes, is read or refused; what is handed over has the form that was promised.
#include <algorithm>
#include <set>
#include <string>

#include "fuzz.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/interchange/formats.hpp"

using namespace hindsight;
using namespace hindsight::interchange;

namespace {

/// Keeps nothing but the ids of statements.
class Checking final : public Drafts {
 public:
    std::string person(std::string_view site, std::string_view key, std::string_view) override {
        fuzz::law(!site.empty(), "a person comes from somewhere");
        const auto made = slugify(key);
        return std::string(site) + "-" + (made.empty() ? "x" : made);
    }
    void source(const Source& source) override { fuzz::law(is_slug(source.id), "a source has an id"); }
    void statement(const BookStatement& draft) override {
        fuzz::law(draft.forecasts.empty(), "forecasts come on their own");
        statements_.insert(draft.statement.id);
    }
    void forecast(const DraftForecast& draft) override { fuzz::law(!draft.forecast.forecaster.empty(), "a forecast is somebody's"); }
    void refuse(DraftKind, Diagnostic fault) override { fuzz::law(!fault.message.empty(), "a refusal has a reason"); }
    void lost(std::string_view field, std::string_view) override { fuzz::law(!field.empty(), "what is lost has a name"); }
    void note(std::string_view) override {}

 private:
    std::set<std::string> statements_;
};

ReadOptions small_options() {
    ReadOptions options;
    options.zone = "Europe/Berlin";
    options.limits.stream_bytes = 1u << 20;
    options.limits.document_bytes = 1u << 20;
    options.limits.members = 20;
    return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::File file(data, size);
    const auto options = small_options();
    fuzz::refusing([&] {
        for (const auto& group : recognise({file.name()}, options)) {
            if (group.format->kind != FormatKind::foreign) continue;
            Checking drafts;
            read_drafts(group, options, drafts);
        }
    });
    return 0;
}
