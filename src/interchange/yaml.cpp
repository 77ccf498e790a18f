// SPDX-License-Identifier: MIT
// Builds values from the events of yaml-cpp, which has no limits of its own. The only door to it.
#include "yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

/// A list or object whose end has not come.
struct Open {
    Json value;
    YAML::anchor_t anchor = 0;
    std::string path;
    std::size_t nodes = 1;
    bool has_key = false;
    std::string key;
    std::unordered_set<std::string> keys;
};

class Builder final : public YAML::EventHandler {
 public:
    Builder(const YamlLimits& limits, int first_line) : limits_(limits), first_line_(first_line) {}

    Yaml take() { return std::move(yaml_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        at_ = mark;
        add({}, anchor, 1);
    }

    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& text) override {
        at_ = mark;
        if (text.size() > limits_.text_bytes) refuse(ErrorCode::too_large, fmt::format("a text is larger than the limit of {} KB", limits_.text_bytes >> 10));
        if (wants_key()) return take_key(text);
        add(text, anchor, 1);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        at_ = mark;
        const auto it = anchored_.find(anchor);
        if (it == anchored_.end()) refuse(ErrorCode::bad_yaml, "an alias stands within what it repeats");
        if (wants_key()) refuse(ErrorCode::bad_yaml, "an alias cannot be a key");
        add(it->second.first, 0, it->second.second);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        at_ = mark;
        open(Json::array(), anchor);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        at_ = mark;
        open(Json::object(), anchor);
        yaml_.lines.emplace(open_.back().path, first_line_ + mark.line);
    }
    void OnMapEnd() override { close(); }

 private:
    [[noreturn]] void refuse(ErrorCode code, const std::string& why) const { throw Refused{code, why, at_}; }

    bool wants_key() const { return !open_.empty() && open_.back().value.is_object() && !open_.back().has_key; }

    void take_key(const std::string& key) {
        auto& within = open_.back();
        if (!within.keys.insert(key).second) refuse(ErrorCode::bad_yaml, fmt::format("\"{}\" stands twice", printable(key.substr(0, 60))));
        within.key = key;
        within.has_key = true;
    }

    void count(std::size_t nodes) {
        nodes_ += nodes;
        if (nodes_ > limits_.nodes) refuse(ErrorCode::too_large, fmt::format("there are more than {} values", limits_.nodes));
    }

    std::string path_of_next() const {
        if (open_.empty()) return {};
        const auto& within = open_.back();
        return fmt::format("{}/{}", within.path, within.value.is_object() ? within.key : fmt::format("{}", within.value.as_array().size()));
    }

    void open(Json value, YAML::anchor_t anchor) {
        if (wants_key()) refuse(ErrorCode::bad_yaml, "a list or an object cannot be a key");
        if (open_.size() >= limits_.depth) refuse(ErrorCode::too_deep, fmt::format("lists and objects are nested more than {} deep", limits_.depth));
        count(1);
        open_.push_back({std::move(value), anchor, path_of_next(), 1, false, {}, {}});
    }

    void close() {
        auto done = std::move(open_.back());
        open_.pop_back();
        place(std::move(done.value), done.anchor, done.nodes);
    }

    void add(Json value, YAML::anchor_t anchor, std::size_t nodes) {
        if (wants_key()) return take_key({});  // null as a key
        count(nodes);
        place(std::move(value), anchor, nodes);
    }

    void place(Json value, YAML::anchor_t anchor, std::size_t nodes) {
        if (anchor != 0) anchored_[anchor] = {value, nodes};
        if (open_.empty()) return void(yaml_.value = std::move(value));
        auto& within = open_.back();
        within.nodes += nodes;
        if (!within.value.is_object()) return within.value.push(std::move(value));
        within.value.set(std::move(within.key), std::move(value));
        within.has_key = false;
    }

    const YamlLimits& limits_;
    int first_line_;
    Yaml yaml_;
    std::vector<Open> open_;
    std::unordered_map<YAML::anchor_t, std::pair<Json, std::size_t>> anchored_;
    std::size_t nodes_ = 0;
    YAML::Mark at_;

 public:
    struct Refused {
        ErrorCode code;
        std::string why;
        YAML::Mark at;
    };
};

/// With the line of the text; a mark may be null.
Error error_at(std::string_view text, const std::string& file, int first_line, ErrorCode code, std::string why, const YAML::Mark& mark) {
    Span where;
    where.file = file;
    if (!mark.is_null() && mark.pos >= 0) {
        where = place_of(text, std::min<std::size_t>(static_cast<std::size_t>(mark.pos), text.size()), file);
        where.line = mark.line + first_line;
        where.column = mark.column + 1;
    }
    return Error(code, std::move(why), {}, where);
}

/// What yaml-cpp would take long over, or much memory, before it says anything: lines without number, and brackets that
/// open and do not close.
void check_size(std::string_view text, const std::string& file, const YamlLimits& limits) {
    constexpr std::size_t kOpen = 1000;  // in quoted texts some may stay open
    if (text.size() > limits.bytes) throw Error(ErrorCode::too_large, fmt::format("{} is larger than the limit of {} MB", file, limits.bytes >> 20), "split it");
    std::size_t open = 0, lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '[' || c == '{') ++open;
        if ((c == ']' || c == '}') && open > 0) --open;
        if (c == '\n') ++lines;
        if (open > kOpen) throw Error(ErrorCode::too_deep, fmt::format("more than {} brackets are open", kOpen), {}, place_of(text, i, file));
        if (lines > limits.lines) throw Error(ErrorCode::too_large, fmt::format("{} has more than {} lines", file, limits.lines), "split it");
    }
}

}  // namespace

YamlLimits yaml_limits(const ReadLimits& limits) {
    YamlLimits out;
    out.bytes = limits.document_bytes;
    out.text_bytes = limits.field_bytes;
    out.depth = limits.depth;
    return out;
}

Yaml parse_yaml(std::string_view text, const std::string& file, int first_line, const YamlLimits& limits) {
    check_size(text, file, limits);
    if (const auto fault = utf8_fault(text)) {
        auto where = place_of(text, *fault, file);
        where.line += first_line - 1;
        throw Error(ErrorCode::bad_utf8, "this is not valid UTF-8", {}, where);
    }
    std::istringstream stream{std::string(text)};
    Builder builder(limits, first_line);
    try {
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder)) return {};
        struct Ignored final : YAML::EventHandler {
            void OnDocumentStart(const YAML::Mark& mark) override { throw Builder::Refused{ErrorCode::bad_yaml, "a second document begins", mark}; }
            void OnDocumentEnd() override {}
            void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
            void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
            void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
            void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
            void OnSequenceEnd() override {}
            void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
            void OnMapEnd() override {}
        } ignored;
        parser.HandleNextDocument(ignored);
    } catch (const Builder::Refused& refused) {
        throw error_at(text, file, first_line, refused.code, refused.why, refused.at);
    } catch (const YAML::Exception& fault) {
        throw error_at(text, file, first_line, ErrorCode::bad_yaml, fmt::format("this is not valid YAML: {}", printable(fault.msg)), fault.mark);
    }
    return builder.take();
}

}  // namespace hindsight::interchange
