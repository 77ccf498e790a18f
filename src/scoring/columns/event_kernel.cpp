// SPDX-License-Identifier: MIT
// The kernels: sums of scores over rows, and the scores themselves.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "event_walk.hpp"

namespace hindsight::scoring {
namespace {

using namespace vectors;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Up to eight rows, filled up to eight with missing ones.
template <class Outcome>
struct LastGroup {
    Outcome outcomes[group] = {};
    double predicted[group] = {nan, nan, nan, nan, nan, nan, nan, nan};

    explicit LastGroup(const EventRows<Outcome>& rows) {
        std::copy_n(rows.outcomes, rows.n, outcomes);
        std::copy_n(rows.predicted, rows.n, predicted);
    }
    EventRows<Outcome> rows() const { return {outcomes, predicted, group}; }
};

template <class V>
HINDSIGHT_INLINE double across(const V& v) {
    double total = 0;
    for (std::size_t i = 0; i < width_of<V>; ++i) total += v[i];
    return total;
}

/// Sums over whole groups of eight as they are kept in vectors, in the order of the rows.
struct GroupSums {
    std::array<double, group> high;
    std::array<double, group> low;
    std::array<double, group> squares;
    double shift = 0;    ///< squares are of differences from it
    double ceiling = 0;  ///< where each sum began
    double missing = 0;
    double infinite = 0;
    bool suspect = false;
    bool failed = false;

    Sum total() const {
        Sum sum;
        for (const double x : high) sum.add(x - ceiling);
        for (const double x : low) sum.add(x);
        return sum;
    }
};

/// What any sums of scores keep.
template <class V>
struct Sums {
    static constexpr std::size_t parts = group / width_of<V>;
    V shift{};
    V high[parts]{};
    V low[parts]{};
    V squares[parts]{};

    HINDSIGHT_INLINE GroupSums read() const {
        GroupSums result;
        std::memcpy(result.high.data(), high, sizeof high);
        std::memcpy(result.low.data(), low, sizeof low);
        std::memcpy(result.squares.data(), squares, sizeof squares);
        result.shift = shift[0];
        return result;
    }
};

/// Leaves out NaN and Infinity, and counts them.
template <class V>
struct CarefulSums : Sums<V> {
    V missing{};
    V infinite{};

    HINDSIGHT_INLINE void begin(const V& scores) { this->shift = all<V>(scores[0] - scores[0] == 0 ? scores[0] : 0.0); }
    HINDSIGHT_INLINE void add(std::size_t, std::size_t part, const V& scores) {
        const V difference = scores - scores == 0 ? scores - this->shift : V{};
        this->squares[part] += difference * difference;
        two_sum(this->high[part], this->low[part], V(scores - scores == 0 ? scores : V{}));
        missing += scores == scores ? V{} : all<V>(1);
        infinite += scores == all<V>(infinity) ? all<V>(1) : V{};
    }
};

/// For scores from 0 to the ceiling, where all sums begin, so that they stay above what is added.
template <class V>
struct QuickSums : Sums<V> {
    HINDSIGHT_INLINE explicit QuickSums(double ceiling) {
        for (V& sum : this->high) sum = all<V>(ceiling);
    }
    HINDSIGHT_INLINE void begin(const V& scores) { this->shift = all<V>(scores[0]); }
    HINDSIGHT_INLINE void add(std::size_t, std::size_t part, const V& scores) {
        const V difference = scores - this->shift;
        this->squares[part] += difference * difference;
        two_sum_below(this->high[part], this->low[part], scores);
    }
};

template <template <class> class Rule>
struct CarefulKernel {
    template <int Width, class Outcome>
    HINDSIGHT_INLINE static GroupSums run(const EventRows<Outcome>& rows) {
        using V = typename Of<Width>::Numbers;
        Walk<Rule, V, Outcome> walk;
        CarefulSums<V> sums;
        walk.run(rows, sums);
        GroupSums result = sums.read();
        result.missing = across(sums.missing);
        result.infinite = across(sums.infinite);
        result.suspect = walk.failed();
        return result;
    }
};

template <template <class> class Rule>
struct QuickKernel {
    template <int Width, class Outcome>
    HINDSIGHT_INLINE static GroupSums run(const EventRows<Outcome>& rows) {
        using V = typename Of<Width>::Numbers;
        Walk<Rule, V, Outcome> walk;
        QuickSums<V> sums(Rule<V>::ceiling);
        walk.run(rows, sums);
        GroupSums result = sums.read();
        result.ceiling = Rule<V>::ceiling;
        result.failed = walk.failed() || walk.rule.failed();
        return result;
    }
};

/// Writes scores down.
template <class V>
struct RowSink {
    double* scores;
    V missing{};

    HINDSIGHT_INLINE void begin(const V&) {}
    HINDSIGHT_INLINE void add(std::size_t at, std::size_t part, const V& values) {
        store(scores + at + part * width_of<V>, values);
        missing += values == values ? V{} : all<V>(1);
    }
};

template <class Outcome>
struct RowsTask {
    EventRows<Outcome> rows;
    double* scores;
};

template <template <class> class Rule>
struct RowKernel {
    template <int Width, class Outcome>
    HINDSIGHT_INLINE static bool run(const RowsTask<Outcome>& task) {
        using V = typename Of<Width>::Numbers;
        Walk<Rule, V, Outcome> walk;
        RowSink<V> sink{task.scores};
        walk.run(task.rows, sink);
        return walk.failed() || across(sink.missing) > 0;
    }
};

/// `rows` is how many of the groups' rows are more than filling.
ScoredBlock conclude(const GroupSums& sums, std::size_t rows, std::size_t filling) {
    ScoredBlock block;
    block.missing = static_cast<std::size_t>(sums.missing) - filling;
    block.suspect = sums.suspect;
    block.sums.n = rows - block.missing;
    block.sums.infinite = static_cast<std::size_t>(sums.infinite);
    block.sums.total = sums.total();
    const double finite = static_cast<double>(block.sums.finite());
    if (finite == 0) return block;
    double squares = 0;
    for (const double x : sums.squares) squares += x;
    const double off = block.sums.total.value() - finite * sums.shift;  // what all differences from the shift add up to
    block.sums.spread = std::fmax(0.0, squares - off * off / finite);
    return block;
}

/// Quick sums will do for most rows: no value missing, no score infinite, and not so small that beside a sum which
/// began at the ceiling only their rounding errors are left of them.
bool holds(const GroupSums& sums, std::size_t rows) {
    constexpr double small = 0x1p-20;
    return !sums.failed && sums.total().value() >= small * static_cast<double>(rows);
}

template <template <class> class Rule, class Outcome>
ScoredBlock sum_last(Level level, EventRows<Outcome> rows) {
    const LastGroup<Outcome> last(rows);
    return conclude(run<CarefulKernel<Rule>>(level, last.rows()), rows.n, group - rows.n);
}

template <template <class> class Rule, class Outcome>
ScoredBlock sum_carefully(Level level, EventRows<Outcome> rows) {
    const std::size_t whole = rows.n - rows.n % group;
    ScoredBlock block;
    if (whole > 0) block = conclude(run<CarefulKernel<Rule>>(level, rows.part(0, whole)), whole, 0);
    if (whole < rows.n) block.add(sum_last<Rule>(level, rows.part(whole, rows.n - whole)));
    return block;
}

template <template <class> class Quick, template <class> class Rule, class Outcome>
ScoredBlock sum_quickly(Level level, EventRows<Outcome> rows) {
    const std::size_t whole = rows.n - rows.n % group;
    if (whole == 0) return sum_carefully<Rule>(level, rows);
    const auto quick = run<QuickKernel<Quick>>(level, rows.part(0, whole));
    if (!holds(quick, whole)) return sum_carefully<Rule>(level, rows);
    auto block = conclude(quick, whole, 0);
    if (whole < rows.n) block.add(sum_last<Rule>(level, rows.part(whole, rows.n - whole)));
    return block;
}

template <template <class> class Rule, class Outcome>
bool write_with(Level level, EventRows<Outcome> rows, double* scores) {
    const std::size_t whole = rows.n - rows.n % group;
    const bool notable = whole > 0 && run<RowKernel<Rule>>(level, RowsTask<Outcome>{rows.part(0, whole), scores});
    if (whole == rows.n) return notable;
    const LastGroup<Outcome> last(rows.part(whole, rows.n - whole));
    double values[group];
    run<RowKernel<Rule>>(level, RowsTask<Outcome>{last.rows(), values});
    std::copy_n(values, rows.n - whole, scores + whole);
    return true;
}

/// Whether an outcome is neither 0 nor 1.
bool any_fraction(const std::uint8_t*, std::size_t) { return false; }
bool any_fraction(const double* outcomes, std::size_t n) {
    bool found = false;
    for (std::size_t i = 0; i < n; ++i) found |= outcomes[i] * (1 - outcomes[i]) != 0;
    return found;
}

}  // namespace

template <class Outcome>
ScoredBlock sum_scores(Level level, EventRule rule, EventRows<Outcome> rows) {
    if (rule == EventRule::brier) return sum_quickly<QuickBrier, Brier>(level, rows);
    if (any_fraction(rows.outcomes, rows.n)) return sum_carefully<FractionLog>(level, rows);
    return sum_quickly<QuickLog, Log>(level, rows);
}

template <class Outcome>
bool write_scores(Level level, EventRule rule, EventRows<Outcome> rows, double* scores) {
    if (rule == EventRule::brier) return write_with<Brier>(level, rows, scores);
    if (any_fraction(rows.outcomes, rows.n)) return write_with<FractionLog>(level, rows, scores);
    return write_with<Log>(level, rows, scores);
}

double event_score(EventRule rule, double outcome, double predicted) {
    using V = Of<1>::Numbers;
    const NumberOutcomes<V> f{all<V>(outcome)};
    const V p = all<V>(predicted);
    if (rule == EventRule::brier) return Brier<V>{}.score(f, p)[0];
    return outcome == 0 || outcome == 1 ? Log<V>{}.score(f, p)[0] : FractionLog<V>{}.score(f, p)[0];
}

template ScoredBlock sum_scores(Level, EventRule, EventRows<double>);
template ScoredBlock sum_scores(Level, EventRule, EventRows<std::uint8_t>);
template bool write_scores(Level, EventRule, EventRows<double>, double*);
template bool write_scores(Level, EventRule, EventRows<std::uint8_t>, double*);

}  // namespace hindsight::scoring
