// SPDX-License-Identifier: MIT
// Calibration, reliability, ROC of the groups of flat files, and their JSON.
#include "diagnostics.hpp"

#include <algorithm>

#include "hindsight/evaluation/curves_json.hpp"
#include "hindsight/evaluation/score_record.hpp"
#include "hindsight/scoring/columns/binary.hpp"

namespace hindsight::app {

namespace {

using evaluation::set_decomposition;

Json murphy_json(const scoring::MurphyDecomposition& murphy) {
    Json out = Json::object();
    out.set("mean_score", murphy.mean_score);
    out.set("miscalibration", murphy.miscalibration);
    out.set("discrimination", murphy.discrimination);
    out.set("uncertainty", murphy.uncertainty);
    out.set("within_bin_variance", murphy.within_bin_variance);
    out.set("within_bin_covariance", murphy.within_bin_covariance);
    Json corrected;
    if (murphy.corrected) {
        corrected = Json(Json::Object{{"miscalibration", murphy.corrected->miscalibration},
                                      {"discrimination", murphy.corrected->discrimination},
                                      {"uncertainty", murphy.corrected->uncertainty}});
    }
    out.set("bias_corrected", std::move(corrected));
    return out;
}

std::string_view name_of(scoring::Bins bins) {
    return bins == scoring::Bins::width ? "width" : bins == scoring::Bins::count ? "quantile" : "distinct";
}

}  // namespace

std::optional<FlatCalibration> calibrate(const GroupSums& sums, const scoring::Binning& bins) {
    const scoring::Outcomes outcomes{sums.outcome};
    const scoring::Probabilities probabilities{sums.probability};
    const scoring::Weights weights{sums.weight};
    const auto events = scoring::SortedEvents::of(outcomes, probabilities, weights);
    if (!events) return std::nullopt;
    const auto reliability = scoring::reliability_bins(*events, bins);
    const auto murphy = scoring::murphy(*events, bins);
    if (!reliability || !murphy) return std::nullopt;
    FlatCalibration out{scoring::corp(*events), scoring::corp(*events, scoring::CalibrationRule::log), *reliability, *murphy, {}, {}, {}, {}, {}};
    const auto keep = [](const auto& result, auto& to) {
        if (result) to = *result;
    };
    keep(scoring::roc(*events), out.roc);
    keep(scoring::consistency_bands(*events), out.bands);
    if (!events->weighted()) keep(scoring::spiegelhalter(outcomes, probabilities), out.spiegelhalter);
    keep(scoring::hosmer_lemeshow(*events), out.hosmer_lemeshow);
    keep(scoring::sharpness(probabilities, weights), out.sharpness);
    return out;
}

std::optional<scoring::ReliabilityBins> fill_bins(const GroupSums& sums, const scoring::Binning& bins) {
    const scoring::Outcomes outcomes{sums.outcome};
    const scoring::Probabilities probabilities{sums.probability};
    if (bins.bins == scoring::Bins::width && sums.weight.empty()) {  // no need to sort
        const auto scores = scoring::score_events(outcomes, probabilities, {1, bins.count, bins.closed});
        return scores ? std::optional(scores->reliability) : std::nullopt;
    }
    const auto events = scoring::SortedEvents::of(outcomes, probabilities, {sums.weight});
    if (!events) return std::nullopt;
    const auto filled = scoring::reliability_bins(*events, bins);
    return filled ? std::optional(*filled) : std::nullopt;
}

Json calibration_json(const FlatCalibration& calibration) {
    Json out = Json::object();
    out.set("rule", "brier");
    set_decomposition(out, calibration.brier);
    out.set("bins", evaluation::bins_json(calibration.brier.bins));
    Json log = Json::object();
    set_decomposition(log, calibration.log);
    out.set("log", std::move(log));
    out.set("bands", evaluation::bands_json(calibration.bands));
    out.set("sharpness", calibration.sharpness ? Json(*calibration.sharpness) : Json());
    return out;
}

Json reliability_json(const scoring::ReliabilityBins& filled, const scoring::Binning& bins) {
    Json out = Json::object();
    out.set("by", name_of(bins.bins));
    out.set("closed", bins.closed == scoring::Closed::left ? "left" : "right");
    evaluation::set_bins(out, filled);
    return out;
}

Json reliability_json(const FlatCalibration& calibration, const scoring::Binning& bins) {
    Json out = reliability_json(calibration.bins, bins);
    out.set("murphy", murphy_json(calibration.murphy));
    return out;
}

Json roc_json(const FlatCalibration& calibration) {
    Json out = Json::object();
    const auto& roc = calibration.roc;
    out.set("auc", roc ? Json(roc->auc) : Json());
    out.set("auc_ci95", roc && roc->auc_ci95 ? Json(Json::Array{roc->auc_ci95->low, roc->auc_ci95->high}) : Json());
    const std::vector<scoring::RocPoint> none;
    out.set("points", evaluation::roc_points_json(roc ? roc->points : none));
    return out;
}

Json tests_json(const FlatCalibration& calibration) {
    Json out = Json::object();
    const auto& z = calibration.spiegelhalter;
    out.set("spiegelhalter", z ? Json(Json::Object{{"z", z->z}, {"p", z->p}}) : Json());
    const auto& chi2 = calibration.hosmer_lemeshow;
    out.set("hosmer_lemeshow", chi2 ? Json(Json::Object{{"chi2", chi2->chi2}, {"df", chi2->df}, {"p", chi2->p}}) : Json());
    return out;
}

void set_spread(Json& out, const FlatGroup& group) {
    if (!group.coverage.empty()) {
        Json list = Json::array();
        for (const auto& range : group.coverage) {
            list.push(Json(Json::Object{{"level", range.level}, {"n", range.n}, {"covered", range.covered}, {"mean_width", range.mean_width}}));
        }
        out.set("coverage", std::move(list));
    }
    if (!group.levels.empty()) {
        Json list = Json::array();
        for (const auto& level : group.levels) {
            list.push(Json(Json::Object{{"level", level.level}, {"n", level.n}, {"covered", level.covered}, {"pinball", level.pinball}}));
        }
        out.set("quantile_levels", std::move(list));
    }
    if (!group.pit) return;
    Json shares = Json::array();
    for (const double share : group.pit->shares) shares.push(share);
    out.set("pit_histogram", Json(Json::Object{{"n", group.pit->n}, {"shares", std::move(shares)}}));
}

}  // namespace hindsight::app
