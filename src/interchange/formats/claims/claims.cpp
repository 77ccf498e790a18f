// SPDX-License-Identifier: MIT
// Orders and links claims.
#include "claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

ClaimDraft new_claim() {
    ClaimDraft claim;
    claim.draft.statement.kind = StatementKind::claim;
    claim.draft.statement.question.emplace().title = kAsSaid;
    return claim;
}

void link_repetitions(std::vector<ClaimDraft>& claims) {
    const auto order = [](const ClaimDraft& claim) { return std::tie(claim.draft.statement.said_on, claim.draft.statement.id); };
    std::stable_sort(claims.begin(), claims.end(), [&](const ClaimDraft& a, const ClaimDraft& b) { return order(a) < order(b); });
    std::map<std::string, std::string> first;  // what is said by whom -> id
    for (auto& claim : claims) {
        auto& links = claim.draft.statement.links;
        for (const auto& key : claim.repeated) {
            const auto [said, fresh] = first.emplace(key, claim.draft.statement.id);
            const Link link{LinkKind::repeats, said->second, {}};
            if (!fresh && std::find(links.begin(), links.end(), link) == links.end()) links.push_back(link);
        }
    }
}

std::optional<Day> day_in(std::string_view text) {
    const auto written = trim(text);
    if (written.size() > 10 && written[10] != 'T' && written[10] != ' ') return std::nullopt;
    return parse_day(written.substr(0, 10));
}

std::string clip_locator(const ClipTimes& clip) {
    return clip.end ? fmt::format("{} to {} s", print_number(clip.start), print_number(*clip.end)) : fmt::format("{} s", print_number(clip.start));
}

std::optional<ClipTimes> clip_of(std::string_view locator) {
    if (!locator.ends_with(" s")) return std::nullopt;
    const auto times = locator.substr(0, locator.size() - 2);
    const auto between = times.find(" to ");
    const auto start = parse_number(times.substr(0, between));
    if (!start) return std::nullopt;
    if (between == std::string_view::npos) return ClipTimes{*start, {}};
    const auto end = parse_number(times.substr(between + 4));
    return end ? std::optional(ClipTimes{*start, end}) : std::nullopt;
}

void add_line(std::string& text, std::string_view line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

}  // namespace hindsight::interchange
