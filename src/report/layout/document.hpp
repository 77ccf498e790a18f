// SPDX-License-Identifier: MIT
// What HTML, Markdown and text have in common: the report as a document of headings, paragraphs and tables.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "hindsight/report/formats.hpp"
#include "report/drawing/chart.hpp"

namespace hindsight::report {

enum class Mark { plain, user, strong, strong_user, quiet, code, link, value, removed, added, right, wrong, neither };

/// A run of text. `user` and `strong_user` are text that somebody entered, in `language` if known, `removed` and `added` what an amendment took from
/// such a text and put there; a link has a target; a `value` is a forecast or an outcome, which may break only after ".." and ",";
/// `right`, `wrong` and `neither` are words for a call.
struct Run {
    Mark mark = Mark::plain;
    std::string text;
    std::string target;    // http, https, or #anchor
    std::string language;  // of user text
};
using Runs = std::vector<Run>;

struct Heading {
    int level = 2;
    std::string anchor;
    Runs runs;
};

enum class Tone { normal, lead, note, warning };
struct Paragraph {
    Tone tone = Tone::normal;
    Runs runs;
};

struct List {
    std::vector<Runs> items;
};

/// Name and values, for a statement's details.
struct Facts {
    std::vector<std::pair<std::string, std::vector<Runs>>> rows;
};

/// The few numbers that a reader should see first.
struct KeyFigures {
    struct Figure {
        std::string value, label, note;
    };
    std::string title;
    std::vector<Figure> figures;
};

struct Column {
    std::string heading;
    bool is_number = false;
    bool grows = false;  // takes the width that is left
    bool entered = false;  // the heading is text that somebody entered
};
struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::vector<std::vector<Runs>> rows;
    bool stacks = false;  // on a narrow screen the column that grows goes below the others
    bool breaks = false;  // on a narrow screen each row becomes a block, with the headings before the values
    std::string fold{};   // where a long table may be folded: the words to unfold it by
};

/// Details that are folded where that is possible; never on paper.
struct Fold {
    std::string summary;
    Facts facts;
};

/// A statement with its details.
struct Card {
    std::string anchor;
    Runs title;
    Runs other;  // the title in other languages
    Runs subtitle;
    Runs badge;  // forecast, outcome, verdict and score at a glance
    std::vector<Chart> charts;
    Facts facts;
    std::vector<Fold> folds;
};

using Block = std::variant<Heading, Paragraph, List, Facts, KeyFigures, Table, Chart, Card>;

struct Document {
    std::string language;
    std::string title;
    std::string contents_title;
    std::string description;
    std::string removed, added;  // what is heard before such text
    std::vector<Block> blocks;
};

Run plain(std::string text);
Run strong(std::string text);
Run quiet(std::string text);
Run user(std::string text, std::string language = {});
Run strong_user(std::string text);
Run value(std::string text);
/// A column of numbers under a heading that somebody entered.
Column entered_column(std::string heading);
/// The pieces of a value between which a line may end.
std::vector<std::string_view> pieces_of_value(std::string_view text);
/// A link to a place in the report (#anchor), or as web_link.
Run link(std::string text, std::string target);
/// For targets that somebody entered: a link if it is a web address, else the text and the target as user text.
Run web_link(std::string text, std::string target);
/// http or https, without blanks, quotes, brackets or anything invisible.
bool is_web_address(std::string_view target);

/// Puts the spaces of Chinese text between scripts, in texts that were written apart.
void space_scripts(Card& card);

/// The whole report; what it says is here, how it looks is in the renderers.
Document document_of(const Report& report, const Language& language);
/// The charts of the document, in its order, without the rest of it.
std::vector<Chart> charts_of(const Report& report, const Language& language);

}  // namespace hindsight::report
