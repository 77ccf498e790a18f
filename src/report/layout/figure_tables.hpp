// SPDX-License-Identifier: MIT
// Tables of figures: the columns that every line has, and cells for them.
#pragma once

#include <array>
#include <span>

#include "report/charts/charts.hpp"
#include "report/layout/layout.hpp"

namespace hindsight::report {

/// `predictions-scores`
std::string anchor(const Section& section, std::string_view part);
/// The heading of a part of a section.
std::string heading_of(const Layout& layout, std::string_view what, const Section& section);
std::optional<double> mean_of(const Figures& figures, std::string_view rule);
/// What stands beside a Brier score counts what that score is a mean of: forecasts and questions with an event score.
std::size_t events_of(const Figures& figures);
std::size_t questions_of(const Figures& figures);

/// Columns of figures by their slugs: n, questions, brier, brier_interval, log, log_interval, even, base_rate, crowd, hits.
inline constexpr std::array<std::string_view, 3> kSkillColumns{"even", "base_rate", "crowd"};
inline constexpr std::array<std::string_view, 7> kScoreColumns{"n", "questions", "brier", "brier_interval", "log", "log_interval", "hits"};
inline constexpr std::array<std::string_view, 9> kGroupColumns{"n", "questions", "brier", "brier_interval", "log",
                                                               "even", "base_rate", "crowd", "hits"};
std::vector<Column> figure_columns(const Words& words, std::string first, std::span<const std::string_view> slugs);
std::vector<Runs> figure_cells(const Words& words, Run first, const Figures& figures, std::span<const std::string_view> slugs);
/// Without columns of numbers in which no line has anything.
void drop_empty_columns(Table& table);

/// A difference of confidence and hits, in points, that nobody would act on.
inline constexpr std::size_t kClosePoints = 5;

/// "Surer than right: 90% on average, right 75% of the time." `{}` when there is nothing to say.
std::string confidence_sentence(const Words& words, const std::optional<Confidence>& confidence);
/// The same in two or three words, for a table.
std::string confidence_word(const Words& words, const std::optional<Confidence>& confidence);

}  // namespace hindsight::report
