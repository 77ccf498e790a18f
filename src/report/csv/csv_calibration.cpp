// SPDX-License-Identifier: MIT
// Tables of calibration and discrimination: what stands on the charts.
#include "report/csv/csv_table.hpp"

namespace hindsight::report {

namespace {

/// Calls `add(section, person)` for each section as a whole, with no person, and for each of its forecasters.
template <class Add>
void each_party(const Report& report, Add add) {
    for (const auto* section : {&report.predictions, &report.claims}) {
        add(*section, static_cast<const PersonLine*>(nullptr));
        for (const auto& person : section->forecasters) add(*section, &person);
    }
}

struct Party {
    StatementKind kind;
    std::string_view forecaster;  // "" for all
};
Party party_of(const Section& section, const PersonLine* person) { return {section.kind, person ? std::string_view(person->id) : std::string_view()}; }

template <class Row>
constexpr CsvColumn<Row> kKind{"kind", [](const Row& r) { return cell(slug(r.party.kind)); }};
template <class Row>
constexpr CsvColumn<Row> kForecaster{"forecaster", [](const Row& r) { return cell(r.party.forecaster); }};

struct CalibrationRow {
    Party party;
    std::string_view part;
    const scoring::CalibrationBin& bin;
};
constexpr CsvColumn<CalibrationRow> kCalibration[] = {
    kKind<CalibrationRow>,
    kForecaster<CalibrationRow>,
    {"part", [](const CalibrationRow& r) { return cell(r.part); }},
    {"low", [](const CalibrationRow& r) { return cell(r.bin.low); }},
    {"high", [](const CalibrationRow& r) { return cell(r.bin.high); }},
    {"n", [](const CalibrationRow& r) { return cell(r.bin.n); }},
    {"mean_predicted", [](const CalibrationRow& r) { return cell(r.bin.mean_predicted); }},
    {"observed_rate", [](const CalibrationRow& r) { return cell(r.bin.observed_rate); }},
};

/// `part` is "pools" (isotonic) or "reliability_bins" (of equal width).
std::string calibration(const Report& report) {
    std::vector<CalibrationRow> rows;
    each_party(report, [&](const Section& section, const PersonLine* person) {
        const auto& calibration = person ? person->calibration : section.calibration;
        if (!calibration) return;
        for (const auto& bin : calibration->corp.bins) rows.push_back({party_of(section, person), "pools", bin});
        for (const auto& bin : calibration->bins.bins) rows.push_back({party_of(section, person), "reliability_bins", bin});
    });
    return csv_table<CalibrationRow>(kCalibration, rows);
}

struct BandRow {
    Party party;
    const scoring::BandPoint& point;
};
constexpr CsvColumn<BandRow> kBands[] = {
    kKind<BandRow>,
    kForecaster<BandRow>,
    {"p", [](const BandRow& r) { return cell(r.point.p); }},
    {"low", [](const BandRow& r) { return cell(r.point.low); }},
    {"high", [](const BandRow& r) { return cell(r.point.high); }},
};

std::string bands(const Report& report) {
    std::vector<BandRow> rows;
    each_party(report, [&](const Section& section, const PersonLine* person) {
        const auto& calibration = person ? person->calibration : section.calibration;
        if (!calibration || !calibration->bands) return;
        for (const auto& point : calibration->bands->points) rows.push_back({party_of(section, person), point});
    });
    return csv_table<BandRow>(kBands, rows);
}

struct DiscriminationRow {
    Party party;
    const Discrimination& discrimination;
    std::size_t bin;
};
constexpr auto kBins = static_cast<double>(Discrimination::kBins);
constexpr CsvColumn<DiscriminationRow> kDiscrimination[] = {
    kKind<DiscriminationRow>,
    {"low", [](const DiscriminationRow& r) { return cell(static_cast<double>(r.bin) / kBins); }},
    {"high", [](const DiscriminationRow& r) { return cell(static_cast<double>(r.bin + 1) / kBins); }},
    {"happened", [](const DiscriminationRow& r) { return cell(r.discrimination.happened[r.bin]); }},
    {"not_happened", [](const DiscriminationRow& r) { return cell(r.discrimination.not_happened[r.bin]); }},
};

std::string discrimination(const Report& report) {
    std::vector<DiscriminationRow> rows;
    for (const auto* section : {&report.predictions, &report.claims}) {
        if (!section->discrimination) continue;
        for (std::size_t bin = 0; bin < Discrimination::kBins; ++bin) rows.push_back({{section->kind, ""}, *section->discrimination, bin});
    }
    return csv_table<DiscriminationRow>(kDiscrimination, rows);
}

struct RocRow {
    Party party;
    const scoring::RocPoint& point;
};
constexpr CsvColumn<RocRow> kRoc[] = {
    kKind<RocRow>,
    {"threshold", [](const RocRow& r) { return cell(r.point.threshold); }},
    {"false_rate", [](const RocRow& r) { return cell(r.point.false_rate); }},
    {"true_rate", [](const RocRow& r) { return cell(r.point.true_rate); }},
};

std::string roc(const Report& report) {
    std::vector<RocRow> rows;
    for (const auto* section : {&report.predictions, &report.claims}) {
        if (!section->discrimination || !section->discrimination->roc) continue;
        for (const auto& point : section->discrimination->roc->points) rows.push_back({{section->kind, ""}, point});
    }
    return csv_table<RocRow>(kRoc, rows);
}

struct LevelRow {
    Party party;
    const evaluation::LevelCoverage& level;
};
constexpr CsvColumn<LevelRow> kLevels[] = {
    kKind<LevelRow>,
    kForecaster<LevelRow>,
    {"level", [](const LevelRow& r) { return cell(r.level.level); }},
    {"n", [](const LevelRow& r) { return cell(r.level.n); }},
    {"observed", [](const LevelRow& r) { return cell(r.level.observed); }},
};

std::string ranges(const Report& report) {
    std::vector<LevelRow> rows;
    each_party(report, [&](const Section& section, const PersonLine* person) {
        const auto& ranges = person ? person->ranges : section.ranges;
        if (!ranges) return;
        for (const auto& level : ranges->levels) rows.push_back({party_of(section, person), level});
    });
    return csv_table<LevelRow>(kLevels, rows);
}

struct PitRow {
    Party party;
    const scoring::PitHistogram& pit;
    std::size_t bin;
    double edge(std::size_t at) const { return static_cast<double>(at) / static_cast<double>(pit.shares.size()); }
};
constexpr CsvColumn<PitRow> kPit[] = {
    kKind<PitRow>,
    kForecaster<PitRow>,
    {"low", [](const PitRow& r) { return cell(r.edge(r.bin)); }},
    {"high", [](const PitRow& r) { return cell(r.edge(r.bin + 1)); }},
    {"share", [](const PitRow& r) { return cell(r.pit.shares[r.bin]); }},
    {"of", [](const PitRow& r) { return cell(r.pit.n); }},
};

std::string pit(const Report& report) {
    std::vector<PitRow> rows;
    each_party(report, [&](const Section& section, const PersonLine* person) {
        const auto& ranges = person ? person->ranges : section.ranges;
        if (!ranges || !ranges->pit) return;
        for (std::size_t bin = 0; bin < ranges->pit->shares.size(); ++bin) rows.push_back({party_of(section, person), *ranges->pit, bin});
    });
    return csv_table<PitRow>(kPit, rows);
}

constexpr CsvTableInfo kTables[] = {
    {"calibration", calibration}, {"bands", bands}, {"discrimination", discrimination}, {"roc", roc}, {"ranges", ranges}, {"pit", pit},
};

}  // namespace

std::span<const CsvTableInfo> calibration_tables() { return kTables; }

}  // namespace hindsight::report
