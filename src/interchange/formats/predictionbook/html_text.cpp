// SPDX-License-Identifier: MIT
// Takes tags and entities out of HTML.
#include "html_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "../characters.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{
    {{"lt", "<"}, {"gt", ">"}, {"amp", "&"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};

/// `&lt;` `&#8211;` `&#x2013;`: what stands between & and ; as its character; "" for what is none.
std::string character_of(std::string_view entity) {
    const auto known =
        std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& row) { return row.first == entity; });
    if (known != kEntities.end()) return std::string(known->second);
    if (!entity.starts_with('#')) return {};
    entity.remove_prefix(1);
    const bool hex = entity.starts_with('x') || entity.starts_with('X');
    if (hex) entity.remove_prefix(1);
    std::uint32_t point = 0;
    const auto [end, fault] = std::from_chars(entity.data(), entity.data() + entity.size(), point, hex ? 16 : 10);
    if (fault != std::errc() || end != entity.data() + entity.size()) return {};
    return is_character(point) ? utf8_of(point) : std::string();
}

std::string_view target_of(std::string_view tag) {
    const auto at = tag.find("href=");
    if (at == std::string_view::npos || at + 6 > tag.size()) return {};
    const char quote = tag[at + 5];
    const auto from = at + 6, to = tag.find(quote, from);
    if ((quote != '"' && quote != '\'') || to == std::string_view::npos) return {};
    return tag.substr(from, to - from);
}

class HtmlText {
 public:
    explicit HtmlText(std::string_view html) : html_(html) {}

    std::string read() {
        while (at_ < html_.size()) {
            if (!(html_[at_] == '<' && tag()) && !(html_[at_] == '&' && entity())) out_ += html_[at_++];
        }
        return std::string(trim(out_));
    }

 private:
    bool tag() {
        const auto end = closed_ ? html_.find('>', at_) : std::string_view::npos;
        closed_ = end != std::string_view::npos;
        const char first = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
        const bool is_tag = first == '/' || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
        if (!closed_ || !is_tag) return false;
        const auto inside = lower_ascii(html_.substr(at_ + 1, end - at_ - 1));
        if (inside == "a" || inside.starts_with("a ")) {
            target_ = std::string(target_of(html_.substr(at_, end - at_)));
            begin_ = out_.size();
        } else if (inside == "/a") {
            end_link();
        } else if (inside.starts_with("br") || inside == "/p") {
            out_ += '\n';
        }
        at_ = end + 1;
        return true;
    }

    void end_link() {
        const auto target = HtmlText(target_).read();
        if (!target.empty() && std::string_view(out_).substr(std::min(begin_, out_.size())) != target)
            out_ += " (" + target + ")";
        target_.clear();
    }

    bool entity() {
        constexpr std::size_t kLongest = 10;
        const auto end = html_.substr(0, at_ + kLongest).find(';', at_);
        if (end == std::string_view::npos) return false;
        const auto character = character_of(html_.substr(at_ + 1, end - at_ - 1));
        if (character.empty()) return false;
        out_ += character;
        at_ = end + 1;
        return true;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string out_;
    bool closed_ = true;     // a tag may still end
    std::string target_;     // of the link that is open
    std::size_t begin_ = 0;  // of its text
};

}  // namespace

std::string text_of_html(std::string_view html) { return HtmlText(html).read(); }

}  // namespace hindsight::interchange
