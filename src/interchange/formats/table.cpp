// SPDX-License-Identifier: MIT
// The table of formats. Files are tried against its rows from the top: what is more particular stands first.
#include <algorithm>
#include <array>

#include "hindsight/base/text.hpp"
#include "mapping/tables.hpp"
#include "readers.hpp"
#include "reading.hpp"

namespace hindsight::interchange {

namespace {

/// Our own journal, whole.
bool is_journal(const Peek& peek) {
    const auto line = std::string_view(peek.bytes).substr(0, peek.bytes.find('\n'));
    return line.starts_with('{') && line.find("\"hindsight/journal/") != std::string_view::npos;
}

/// A book says so in its first key; one that does not is still a book when nothing else can be made of it.
bool is_book(const Peek& peek) {
    if (peek.name.ends_with(".toml")) return true;
    for (const auto line : split(std::string_view(peek.bytes).substr(0, 4096), '\n')) {
        if (line.starts_with("[[")) return false;
        if (line.starts_with("format") && line.find("\"hindsight/") != std::string_view::npos) return true;
    }
    return false;
}

Written write_book(const Book& book, const WriteOptions&) { return {{{{}, write_toml_book(book)}}, {}}; }

// clang-format off
constexpr std::array table{
    Format{.slug = "jsonl", .title = "own journal: every event with its content", .kind = FormatKind::journal,
           .kept = "everything, to the byte", .lost = "nothing", .recognise = is_journal},
    Format{.slug = "toml", .title = "own book", .kind = FormatKind::book,
           .kept = "statements, forecasts, resolutions, earlier wordings, people, sources, phrases",
           .lost = "when things were recorded, and what was corrected", .recognise = is_book, .write = write_book},
    Format{.slug = "predictionbook", .title = "PredictionBook: its JSON, and crawls of its pages", .site = "predictionbook",
           .kept = "predictions with earlier wordings, every credence with its time, comments beside one, the newest judgement",
           .lost = "other comments, earlier deadlines; earlier judgements stand in a note", .recognise = is_predictionbook, .read = read_predictionbook},
    Format{.slug = "fatebook", .title = "Fatebook: its CSV export, spreadsheets for its import, and answers of its API", .site = "fatebook",
           .kept = "questions with notes, tags, times and resolution; each answer of a multiple choice as a statement; every forecast",
           .lost = "comments, with whom it is shared, Fatebook's own scores (they are computed here anew)",
           .recognise = is_fatebook, .read = read_fatebook, .write = write_fatebook},
    Format{.slug = "metaculus", .title = "Metaculus: the archive of its data download", .site = "metaculus",
           .kept = "questions with bounds, options, times and resolutions; every forecast of people and aggregates, withdrawals",
           .lost = "comments, key factors, the site's own scores, how many people an aggregate counts, when a forecast is to expire",
           .recognise = is_metaculus, .read = read_metaculus},
    Format{.slug = "forecastbench", .title = "ForecastBench: question, resolution and forecast sets", .site = "forecastbench",
           .kept = "a statement for each question and day asked for, its answer, what the market said then, forecasts with their reasoning",
           .lost = "combinations of questions, interim values of what is not resolved, introductions of sources, leaderboards",
           .recognise = is_forecastbench, .read = read_forecastbench, .write = write_forecastbench},
    Format{.slug = "iqisa", .title = "common table of iqisa: questions and forecasts", .site = "iqisa",
           .kept = "questions of yes and no, every forecast with its time, the outcome; ambiguous ones are annulled",
           .lost = "teams, types of questions", .recognise = [](const Peek& peek) { return is_mapped("iqisa", peek); }, .read = read_mapped},
    Format{.slug = "gjp", .title = "Good Judgment Project: ifps and survey_fcasts", .site = "gjp", .sum_tolerance = 0.006,
           .kept = "questions with options (conditional ones with their condition), every forecast of a survey, the outcome; voided ones are annulled",
           .lost = "the arm of the experiment, training, team, expertise, viewing time; withdrawals",
           .recognise = [](const Peek& peek) { return is_mapped("gjp", peek); }, .read = read_mapped},
    Format{.slug = "manifold", .title = "Manifold: markets and bets", .site = "manifold",
           .kept = "markets, their probability after every bet and when fetched, the resolution (MKT as a fraction)",
           .lost = "who bet, amounts, liquidity", .recognise = [](const Peek& peek) { return is_mapped("manifold", peek); }, .read = read_mapped},
    Format{.slug = "metaculus-dump", .title = "Metaculus: forecasts with columns of their questions", .site = "metaculus",
           .kept = "questions with bounds, scale and times, probabilities, options and distributions, the resolution",
           .lost = "ids of forecasts and authors, project, weight", .recognise = [](const Peek& peek) { return is_mapped("metaculus-dump", peek); }, .read = read_mapped},
    Format{.slug = "wide", .title = "wide tables of probabilities as FiveThirtyEight's", .site = "fivethirtyeight",
           .kept = "each column X with its X_outcome as forecasts of a question; a tie is the outcome 0.5",
           .lost = "shares of votes, outcomes without a probability, the clock of games", .recognise = [](const Peek& peek) { return is_mapped("wide", peek); }, .read = read_mapped},
    Format{.slug = "table", .title = "any table, described by a mapping file", .site = "",
           .kept = "what the mapping names", .lost = "every other column", .read = read_mapped},
    Format{.slug = "claimreview", .title = "fact checks: ClaimReview of schema.org, in JSON-LD, pages, feeds and the fact check tools API", .site = "claimreview",
           .kept = "claims with who said them, when and where; each review as a resolution by its checker: verdict, words, explanation, address",
           .lost = "numbers beside words that are known, ratings of unknown scales (their words are kept in the notes), pictures, expiry; written: predictions, forecasts, links, criteria",
           .recognise = is_claimreview, .read = read_claimreview, .write = write_claimreview},
    Format{.slug = "hubverse", .title = "hubverse: model output, target data and oracle output; tables of R's scoringutils", .site = "hubverse", .sum_tolerance = 1e-3,
           .kept = "each task as a statement with its cells as tags; quantiles, samples, pmf, cdf, medians and means of each model; what was observed",
           .lost = "a median or mean beside a distribution, other columns of target data; categories have an order only when they are numbers",
           .recognise = is_hubverse, .read = read_hubverse, .write = write_hubverse},
    Format{.slug = "csv", .title = "own tables: statements, forecasts, resolutions and what belongs to them, as CSV or TSV",
           .kept = "what a book keeps; one table with a text, a probability and an outcome in each row will do",
           .lost = "when things were recorded; in the style for spreadsheets, cells that begin a formula as they were", .recognise = is_csv, .read = read_csv, .write = write_csv},
    Format{.slug = "factopolis", .title = "factopolis: claims, who asserted them, and checks, as Markdown with front matter", .site = "factopolis",
           .kept = "every assertion with its quote and source, the claim with its negation and summary, each rated check as a resolution by its checker",
           .lost = "further sources, accounts and pictures of people, texts below the front matter; checks carry no dates and count as made on the day of the assertion",
           .recognise = is_factopolis, .read = read_factopolis},
    Format{.slug = "ledger", .title = "ledgers of dated predictions in words, as YAML or JSON", .site = "ledger",
           .kept = "who said what, when and where, the horizon in words and as a date, the status, evidence of what was decided",
           .lost = "evidence of what is still open, sureness of the sourcing, addresses of copies", .recognise = is_ledger, .read = read_ledger},
};
// clang-format on

}  // namespace

std::span<const Format> formats() { return table; }

const Format* format_by_slug(std::string_view slug) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const Format& format) { return format.slug == slug; });
    return it == table.end() ? nullptr : &*it;
}

void Written::lose(std::string_view field, std::string_view example) {
    const auto it = std::find_if(lost.begin(), lost.end(), [&](const NotWritten& known) { return known.field == field; });
    if (it != lost.end()) return void(++it->count);
    lost.push_back({std::string(field), 1, truncate_to_width(printable(example), 80)});
}

}  // namespace hindsight::interchange
