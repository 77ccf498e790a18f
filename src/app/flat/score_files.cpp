// SPDX-License-Identifier: MIT
// Verb: scoring flat files.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "diagnostics.hpp"
#include "each.hpp"
#include "event_columns.hpp"
#include "groups.hpp"
#include "hindsight/base/parallel.hpp"
#include "hindsight/evaluation/site_scores.hpp"
#include "input.hpp"
#include "row_scorer.hpp"
#include "site_files.hpp"

namespace hindsight::app {

namespace {

using scoring::NotScored;
using scoring::Reason;

constexpr auto kEachHint = "--each scores the other rows and says so in place of this one";

class Scoring {
   public:
    explicit Scoring(const FlatScoreVerb& request)
        : request_(request), scorer_(request.rules, request.options, request.clip), table_(scorer_, request.diagnostics, request.calibration, !request.cluster.empty()), columns_(table_, thread_count(request.threads)) {
        out_.by = request.by;
        out_.bins = request.bins;
        out_.diagnostics = request.diagnostics;
    }

    FlatScores run() {
        const InputColumns columns{request_.by, request_.cluster};
        read_input(request_.input, columns, out_.notes, [&](const InputRow& input) { take(input); }, blocks());
        if ((forms_ & (forms_ - 1)) != 0) out_.notes.emplace_back("rows are of several kinds, and scores of one name are averaged over all: --where and --by keep them apart");
        out_.groups.resize(table_.size());
        const bool heavy = out_.scored > 10'000;  // starting threads costs more than little work
        in_parallel(table_.size(), heavy ? request_.threads : 1, [] { return GroupTable::Scratch(); }, [&](std::size_t i, auto& scratch) {
            table_.settle(i, scratch, true);
            out_.groups[i] = finish(i);
            table_.release(i);
        });
        return std::move(out_);
    }

   private:
    /// Events of a plain table come in blocks, where every rule that is wanted has a score for them and no row is printed.
    std::optional<InputBlocks> blocks() {
        const auto& rules = scorer_.rules();
        const bool all = std::all_of(rules.begin(), rules.end(), [](const scoring::Rule* rule) { return rule->takes(scoring::Kind::binary); });
        if (request_.each || !request_.cluster.empty() || (scorer_.chosen() && !all)) return std::nullopt;
        return InputBlocks{columns_.threads(), [this](std::size_t worker, const InputBlock& block) { return columns_.keep(worker, block); },
                           [this](std::size_t worker) { enter(columns_.enter(worker)); }};
    }

    void enter(const EventColumns::Entered& entered) {
        out_.rows += entered.scored + entered.missing;
        out_.scored += entered.scored;
        if (entered.scored > 0) forms_ |= 1u << static_cast<unsigned>(interchange::FlatForm::probability);
        if (entered.missing > 0) out_.not_scored[std::string(slug(Reason::missing))] += entered.missing;
        table_.make_room(request_.threads);
    }

    void take(const InputRow& input) {
        ++out_.rows;
        if (input.row.broken) return refuse(input.row, {}, reason_of(*input.row.broken));
        if (!(input.weight >= 0 && std::isfinite(input.weight))) return refuse(input.row, {Reason::bad_weight, 0}, slug(Reason::bad_weight));
        const auto& scores = scorer_.score(input.row);
        if (const auto why = scorer_.why_none()) {
            if (scoring::info(why->reason).is_fault) return refuse(input.row, *why, slug(why->reason));
            return skip(slug(why->reason));
        }
        ++out_.scored;
        forms_ |= 1u << static_cast<unsigned>(input.row.form);
        bool whole = true;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (!scores[i] || scores[i]->has_value()) continue;
            ++out_.gaps[std::string(scorer_.rules()[i]->slug)][std::string(slug(scores[i]->why().reason))];
            whole = false;
        }
        out_.incomplete += scorer_.chosen() && !whole;
        if (request_.each) print_row(scores);
        table_.add(input, scores, scorer_.clipped());
    }

    void refuse(const interchange::FlatRow& row, NotScored why, std::string_view reason) {
        if (!request_.each) throw fault_of(row, why, kEachHint);
        skip(reason);
    }

    void skip(std::string_view reason) {
        ++out_.not_scored[std::string(reason)];
        if (request_.each) request_.each(EachLine::not_scored(reason) + "\n");
    }

    void print_row(const std::vector<std::optional<scoring::Score>>& scores) const {
        EachLine line;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (scores[i]) line.add(scorer_.rules()[i]->slug, *scores[i]);
        }
        request_.each(line.text());
    }

    FlatGroup finish(std::size_t i) const {
        const auto& sums = table_.group(i);
        FlatGroup group;
        group.by = table_.labels(i);
        group.n = sums.n;
        group.questions = table_.questions(i);
        for (std::size_t r = 0; r < sums.means.size(); ++r) {
            if (sums.means[r].count() == 0) continue;
            const auto& rule = *scorer_.rules()[r];
            auto figure = figure_of(rule.slug, scale_text(rule), sums.means[r], request_.diagnostics);
            figure.clipped = sums.clipped[r];
            group.scores.push_back(std::move(figure));
        }
        if (request_.calibration && !request_.diagnostics) group.bins = fill_bins(sums, request_.bins);
        if (!request_.diagnostics) return group;
        group.calibration = calibrate(sums, request_.bins);
        group.coverage = sums.spread.coverage();
        group.levels = sums.spread.levels();
        group.pit = sums.spread.pit(request_.bins.count);
        return group;
    }

    const FlatScoreVerb& request_;
    RowScorer scorer_;
    GroupTable table_;
    EventColumns columns_;
    FlatScores out_;
    unsigned forms_ = 0;  // that were scored, a bit each
};

}  // namespace

FlatScores score_files(const FlatScoreVerb& request) {
    return evaluation::asks_for_sites(request.rules) ? score_by_sites(request) : Scoring(request).run();
}

}  // namespace hindsight::app
