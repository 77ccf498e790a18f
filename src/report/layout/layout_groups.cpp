// SPDX-License-Identifier: MIT
// The same figures by topic, type, horizon, source, speaker, and by where a probability comes from.
#include <algorithm>

#include "report/layout/figure_tables.hpp"

namespace hindsight::report {

namespace {

Run label_of(const Layout& layout, std::string_view dimension, const std::string& value) {
    const Words& words = layout.words;
    if (dimension == "speaker") return words.name_run(value);
    if (dimension == "tag") return user(value);
    if (dimension != "source") return plain(words.term(dimension, value));
    const auto source = layout.report.sources.find(value);
    return source == layout.report.sources.end() || source->second.title.empty() ? user(value) : words.text(source->second.title);
}

constexpr std::size_t kFewGroups = 8;  // so many are shown however small they are

/// Those with enough questions first, by how many they have; `small` is where those with fewer begin.
struct Ordered {
    std::vector<const GroupLine*> groups;
    std::size_t small = 0;
};

Ordered in_order(const std::vector<GroupLine>& groups, bool by_size) {
    Ordered out;
    for (const auto& group : groups) out.groups.push_back(&group);
    out.small = out.groups.size();
    if (!by_size) return out;
    std::stable_sort(out.groups.begin(), out.groups.end(), [](const auto* a, const auto* b) { return questions_of(a->figures) > questions_of(b->figures); });
    if (groups.size() <= kFewGroups) return out;
    const auto is_small = [](const auto* group) { return questions_of(group->figures) < evaluation::kFewQuestions; };
    out.small = static_cast<std::size_t>(std::find_if(out.groups.begin(), out.groups.end(), is_small) - out.groups.begin());
    return out;
}

/// Whose order is not that of a scale.
bool is_by_size(std::string_view dimension) { return dimension == "tag" || dimension == "source" || dimension == "speaker"; }

void lay_group(Layout& layout, const Section& section, const std::vector<GroupLine>& groups, const char* dimension) {
    if (groups.size() < 2) return;  // one group says what the scoreboard says
    const std::string name(dimension);
    const Words& words = layout.words;
    layout.chart(group_chart(words, section, groups, name));
    const Ordered order = in_order(groups, is_by_size(name));
    const auto add = [&](std::size_t begin, std::size_t end, std::string fold) {
        if (begin == end) return;
        Table table{words("caption." + name), figure_columns(words, words("column." + name), kGroupColumns), {}};
        table.fold = std::move(fold);
        for (std::size_t i = begin; i < end; ++i) {
            const auto& group = *order.groups[i];
            table.rows.push_back(figure_cells(words, label_of(layout, name, group.label), group.figures, kGroupColumns));
        }
        drop_empty_columns(table);
        layout.add(std::move(table));
    };
    add(0, order.small, "");
    add(order.small, order.groups.size(), words("groups.small", {words.count(order.groups.size() - order.small)}));
}

/// Whether all that was scored is what people forecast on statements of their own: the scoreboard then has it.
bool speak_for_themselves(const Section& section) {
    return section.by_speaker.size() == section.forecasters.size() &&
           std::all_of(section.by_speaker.begin(), section.by_speaker.end(), [&](const GroupLine& speaker) {
               return std::any_of(section.forecasters.begin(), section.forecasters.end(), [&](const PersonLine& person) {
                   return person.id == speaker.label && person.figures.n == speaker.figures.n;
               });
           });
}

}  // namespace

void lay_groups(Layout& layout, const Section& section) {
    const bool any = section.by_tag.size() > 1 || section.by_type.size() > 1 || section.by_horizon.size() > 1 || section.by_basis.size() > 1 ||
                     section.by_source.size() > 1 || section.by_speaker.size() > 1;
    if (section.overall.n == 0 || !any) return;
    layout.heading(2, anchor(section, "groups"), heading_of(layout, "groups", section));
    lay_group(layout, section, section.by_tag, "tag");
    lay_group(layout, section, section.by_type, "type");
    lay_group(layout, section, section.by_horizon, "horizon");
    lay_group(layout, section, section.by_basis, "basis");
    if (!speak_for_themselves(section)) lay_group(layout, section, section.by_speaker, "speaker");
    lay_group(layout, section, section.by_source, "source");
}

}  // namespace hindsight::report
