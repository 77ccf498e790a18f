// SPDX-License-Identifier: MIT
// Calibration, reliability, ROC of the groups of flat files, and their JSON.
#include "diagnostics.hpp"

namespace hindsight::app {

namespace {

Json bins_json(const std::vector<scoring::CalibrationBin>& bins) {
    Json out = Json::array();
    for (const auto& bin : bins) {
        out.push(Json(Json::Object{{"low", bin.low},
                                   {"high", bin.high},
                                   {"n", bin.n},
                                   {"mean_predicted", bin.mean_predicted},
                                   {"observed_rate", bin.observed_rate}}));
    }
    return out;
}

void set_decomposition(Json& out, const scoring::Decomposition& d) {
    out.set("mean_score", d.mean_score);
    out.set("miscalibration", d.miscalibration);
    out.set("discrimination", d.discrimination);
    out.set("uncertainty", d.uncertainty);
}

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
    const auto events = scoring::SortedEvents::of({sums.outcome}, {sums.probability}, {sums.weight});
    if (!events) return std::nullopt;
    const auto brier = scoring::corp(*events);
    const auto log = scoring::corp(*events, scoring::CalibrationRule::log);
    const auto reliability = scoring::reliability_bins(*events, bins);
    const auto murphy = scoring::murphy(*events, bins);
    if (!reliability || !murphy) return std::nullopt;
    const auto roc = scoring::roc(*events);
    return FlatCalibration{brier, log, *reliability, *murphy, roc ? std::optional(*roc) : std::nullopt};
}

Json calibration_json(const FlatCalibration& calibration) {
    Json out = Json::object();
    out.set("rule", "brier");
    set_decomposition(out, calibration.brier);
    out.set("bins", bins_json(calibration.brier.bins));
    Json log = Json::object();
    set_decomposition(log, calibration.log);
    out.set("log", std::move(log));
    return out;
}

Json reliability_json(const FlatCalibration& calibration, const scoring::Binning& bins) {
    Json out = Json::object();
    out.set("by", name_of(bins.bins));
    out.set("closed", bins.closed == scoring::Closed::left ? "left" : "right");
    out.set("bins", bins_json(calibration.bins.bins));
    out.set("ece", calibration.bins.ece);
    out.set("mce", calibration.bins.mce);
    out.set("rmsce", calibration.bins.rmsce);
    out.set("murphy", murphy_json(calibration.murphy));
    return out;
}

Json roc_json(const FlatCalibration& calibration) {
    Json out = Json::object();
    const auto& roc = calibration.roc;
    out.set("auc", roc ? Json(roc->auc) : Json());
    out.set("auc_ci95", roc && roc->auc_ci95 ? Json(Json::Array{roc->auc_ci95->low, roc->auc_ci95->high}) : Json());
    Json points = Json::array();
    if (roc) {
        for (const auto& point : roc->points) {
            points.push(Json(Json::Object{{"false_rate", point.false_rate}, {"true_rate", point.true_rate}, {"threshold", point.threshold}}));
        }
    }
    out.set("points", std::move(points));
    return out;
}

}  // namespace hindsight::app
