// SPDX-License-Identifier: MIT
// The same figures by topic, type, horizon, source, speaker, and by where a probability comes from.
#include <algorithm>

#include "report/figure_tables.hpp"

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

/// Groups of fewer questions than a mean needs come last, by how many they have.
std::vector<const GroupLine*> in_order(const std::vector<GroupLine>& groups, bool by_size) {
    std::vector<const GroupLine*> out;
    for (const auto& group : groups) out.push_back(&group);
    if (by_size) std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->figures.questions > b->figures.questions; });
    return out;
}

void lay_group(Layout& layout, const Section& section, const std::vector<GroupLine>& groups, const char* dimension) {
    if (groups.empty()) return;
    const std::string name(dimension);
    const Words& words = layout.words;
    layout.chart(group_chart(words, section, groups, name));
    Table table{words("caption." + name), figure_columns(words, words("column." + name), kGroupColumns), {}};
    const bool by_size = name == "tag" || name == "source" || name == "speaker";
    for (const auto* group : in_order(groups, by_size)) {
        table.rows.push_back(figure_cells(words, label_of(layout, name, group->label), group->figures, kGroupColumns));
    }
    drop_empty_columns(table);
    layout.add(std::move(table));
}

}  // namespace

void lay_groups(Layout& layout, const Section& section) {
    if (section.overall.n == 0) return;
    layout.heading(2, anchor(section, "groups"), heading_of(layout, "groups", section));
    lay_group(layout, section, section.by_tag, "tag");
    lay_group(layout, section, section.by_type, "type");
    lay_group(layout, section, section.by_horizon, "horizon");
    lay_group(layout, section, section.by_basis, "basis");
    if (section.by_speaker.size() > 1) lay_group(layout, section, section.by_speaker, "speaker");
    if (section.by_source.size() > 1) lay_group(layout, section, section.by_source, "source");
}

}  // namespace hindsight::report
