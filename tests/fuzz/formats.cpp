// SPDX-License-Identifier: MIT
// A file of any format, told by its first bytes, is read or refused; what is handed over has the form that was promised.
#include <map>
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
        const auto made = slugify(key);
        return std::string(site) + "-" + (made.empty() ? "x" : made);
    }
    void source(const Source& source) override { fuzz::law(is_slug(source.id), "a source has an id"); }
    void people(const Book&) override {}
    void statement(const BookStatement& draft) override {
        fuzz::law(draft.forecasts.empty(), "forecasts come on their own");
        if (draft.statement.question) questions_[draft.statement.id] = *draft.statement.question;
    }
    std::optional<BookStatement> known(const std::string&) override { return std::nullopt; }
    const Question* question(std::string_view id) override {
        const auto it = questions_.find(std::string(id));
        return it == questions_.end() ? nullptr : &it->second;
    }
    CredenceTable credence() override { return {{"likely", 0.7}}; }
    const std::string& actor() override { return actor_; }
    Day today() override { return Day{std::chrono::days{20'000}}; }
    void forecast(const DraftForecast& draft) override { fuzz::law(!draft.forecast.forecaster.empty(), "a forecast is somebody's"); }
    void refuse(DraftKind, Diagnostic fault) override { fuzz::law(!fault.message.empty(), "a refusal has a reason"); }
    void lost(std::string_view, std::string_view) override {}
    void note(std::string_view) override {}

 private:
    std::map<std::string, Question> questions_;
    std::string actor_ = "me";
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
