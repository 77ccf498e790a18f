// SPDX-License-Identifier: MIT
// Groups rows by one dimension after the other.
#include "hindsight/evaluation/groups.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace hindsight::evaluation {

namespace {

constexpr std::array<DimensionInfo, 9> kDimensions{{
    {Dimension::forecaster, "forecaster", "who made the forecast"},
    {Dimension::speaker, "speaker", "who said it"},
    {Dimension::tag, "tag", "topic; a statement with several tags counts under each"},
    {Dimension::type, "type", "type of the question"},
    {Dimension::horizon, "horizon", "time from the forecast to the outcome"},
    {Dimension::question, "question", "each statement by itself"},
    {Dimension::kind, "kind", "claims and predictions"},
    {Dimension::source, "source", "where it was said"},
    {Dimension::basis, "basis", "probability stated, or read out of the wording"},
}};

constexpr std::array<HorizonInfo, 7> kHorizons{{
    {"at once", 1},
    {"under 30 days", 30},
    {"30-90 days", 90},
    {"90 days to 1 year", 365.25},
    {"1-2 years", 730.5},
    {"2-5 years", 1826.25},
    {"5 years and more", std::numeric_limits<double>::infinity()},
}};

/// A value of a dimension, and its place among the others where that is not the alphabet's.
struct Label {
    std::size_t order = 0;
    std::string_view text;
};

Label horizon_label(double days) {
    std::size_t i = 0;
    while (i + 1 < kHorizons.size() && days >= kHorizons[i].below_days) ++i;
    return {i, kHorizons[i].slug};
}

template <class Use>
void for_each_label(const Evaluation& evaluation, const Row& row, Dimension dimension, Use use) {
    const Statement& statement = evaluation.record_of(row).statement;
    switch (dimension) {
        case Dimension::forecaster: return use(Label{0, evaluation.forecaster_of(row)});
        case Dimension::speaker: return use(Label{0, statement.speaker});
        case Dimension::question: return use(Label{0, statement.id});
        case Dimension::kind: return use(Label{statement.kind == StatementKind::prediction ? 0u : 1u, slug(statement.kind)});
        case Dimension::basis: return use(Label{0, slug(row.forecast->forecast.basis)});
        case Dimension::source:
            if (!statement.source.empty()) use(Label{0, statement.source});
            return;
        case Dimension::type:
            if (statement.question) use(Label{static_cast<std::size_t>(statement.question->type), slug(statement.question->type)});
            return;
        case Dimension::horizon:
            if (const auto days = horizon_days(row)) use(horizon_label(*days));
            return;
        case Dimension::tag:
            for (const auto& tag : statement.tags) {
                if (!tag.starts_with("cluster:")) use(Label{0, tag});
            }
            return;
    }
}

std::vector<Group> split(const Evaluation& evaluation, const Group& group, Dimension dimension) {
    struct Part {
        Label label;
        RowSet rows;
    };
    std::vector<Part> parts;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const std::uint32_t row : group.rows) {
        for_each_label(evaluation, evaluation.rows[row], dimension, [&](Label label) {
            const auto [it, is_new] = places.emplace(label.text, parts.size());
            if (is_new) parts.push_back({label, {}});
            RowSet& rows = parts[it->second].rows;
            if (rows.empty() || rows.back() != row) rows.push_back(row);  // a tag given twice counts once
        });
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        return a.label.order != b.label.order ? a.label.order < b.label.order : a.label.text < b.label.text;
    });
    std::vector<Group> out;
    for (auto& part : parts) {
        Group next{group.by, std::move(part.rows)};
        next.by.emplace_back(dimension, std::string(part.label.text));
        out.push_back(std::move(next));
    }
    return out;
}

}  // namespace

std::span<const DimensionInfo> dimensions() { return kDimensions; }
std::string_view slug(Dimension dimension) { return kDimensions[static_cast<std::size_t>(dimension)].slug; }

std::optional<Dimension> parse_dimension(std::string_view text) {
    for (const auto& info : kDimensions) {
        if (info.slug == text) return info.dimension;
    }
    return std::nullopt;
}

std::span<const HorizonInfo> horizons() { return kHorizons; }

std::vector<Group> group_by(const Evaluation& evaluation, RowSet rows, std::span<const Dimension> by) {
    std::vector<Group> groups;
    groups.push_back({{}, std::move(rows)});
    for (const Dimension dimension : by) {
        std::vector<Group> next;
        for (const Group& group : groups) {
            auto parts = split(evaluation, group, dimension);
            std::move(parts.begin(), parts.end(), std::back_inserter(next));
        }
        groups = std::move(next);
    }
    return groups;
}

}  // namespace hindsight::evaluation
