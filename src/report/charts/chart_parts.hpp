// SPDX-License-Identifier: MIT
// What several charts of the report have in common: axes, lines to compare with, sentences.
#pragma once

#include <string>
#include <vector>

#include "report/drawing/chart.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

/// The texts of one chart: its title, its sentence and how to read it, by the keys `chart.NAME.title` and so on.
struct ChartTexts {
    std::string name;
    std::string of;                       // what the title speaks of: predictions, claims, a dimension
    std::string figures;                  // what the sentence lists
};
Chart chart_with(const Words& words, std::string anchor, const ChartTexts& texts);

/// `predictions-roc-chart`
std::string chart_anchor(const Section& section, std::string_view name);
/// "Predictions" or "Claims".
std::string heading_of(const Words& words, const Section& section);

Axis share_axis(std::string label);
/// Whole numbers from 0 to `most`.
Axis count_axis(std::string label, double most);
/// From (0,0) to (1,1), to compare with.
Layer diagonal(std::string label);
Layer rule_at(double x, std::string label);

/// Items of a sentence with the language's separator between them.
std::string joined(const Words& words, const std::vector<std::string>& items);
const evaluation::ScoreFigure* brier_of(const Figures& figures);
/// A name, cut to so many columns, with a number that must not be cut: "Mu Li (14)".
std::string name_with_n(const Words& words, const std::string& name, int columns, std::size_t n);
/// "0.170 (0.110 to 0.250), n = 14"
std::string mean_words(const Words& words, const evaluation::ScoreFigure& figure);

}  // namespace hindsight::report
