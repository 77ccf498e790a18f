// SPDX-License-Identifier: MIT
// Reads blocks one after the other, takes them apart at the same time, and enters them in order.
#include "event_blocks.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "cell.hpp"
#include "delimiters.hpp"
#include "fast_number.hpp"

namespace hindsight::interchange {

namespace {

/// Lines, and the columns in them; its room is used again and again.
class Block {
   public:
    Block(const CsvReader& csv, const EventPlaces& places) : places_(places), delimiter_(csv.delimiter()), ends_(csv.header().size() + 1), cells_(places.cells.size()) {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (places.cells[i]) there_.push_back(i);
        }
    }

    bool read(LineReader& lines) {
        text_ = lines.many_lines(room_);
        quotes_ = text_.find('"') != std::string_view::npos;
        return !text_.empty();
    }
    std::string_view text() const { return text_; }
    std::uint64_t lines() const { return lines_; }

    bool ends_a_row() const;
    /// False for a row that is not plain.
    bool split();
    FlatColumns columns() const {
        FlatColumns columns{{number_.data(), rows_}, {observed_.data(), rows_}, {}};
        for (const auto& column : cells_) columns.cells.emplace_back(column.data(), column.empty() ? 0 : rows_);
        return columns;
    }

    std::exception_ptr failure;  // of reading it

   private:
    std::string_view cell(std::size_t i) const {
        const std::string_view cell(ends_[i] + 1, static_cast<std::size_t>(ends_[i + 1] - ends_[i] - 1));
        return quotes_ && cell.starts_with('"') ? cell.substr(1, cell.size() - 2) : cell;
    }
    bool has_plain_quotes() const;
    bool add_row();
    void make_room();

    const EventPlaces& places_;
    char delimiter_;
    std::string room_;
    std::string_view text_;
    bool quotes_ = false;  // somewhere in it
    std::uint64_t lines_ = 0;
    std::vector<const char*> ends_;  // of the row's cells; the first one is the end of the line before
    std::size_t rows_ = 0;           // in the columns, which have room for more
    std::vector<double> number_, observed_;
    std::vector<std::vector<std::string_view>> cells_;
    std::vector<std::size_t> there_;  // which of them the table has
};

bool Block::split() {
    lines_ = rows_ = 0;
    Delimiters delimiters(text_.data(), delimiter_);
    const char* const last = text_.data() + text_.size() - 1;
    bool plain = true;
    for (ends_.front() = text_.data() - 1; ends_.front() < last;) {
        std::size_t cells = 0;
        const char* stop;
        do {
            stop = delimiters.next();
            if (++cells < ends_.size()) ends_[cells] = stop;
        } while (*stop != '\n');
        ++lines_;
        const bool cr = stop - ends_.front() > 1 && stop[-1] == '\r';
        const bool empty = stop - ends_.front() == 1 + cr;
        if (plain && !empty) {
            plain = cells + 1 == ends_.size();
            if (plain && cr) --ends_.back();
            plain = plain && has_plain_quotes() && add_row();
        }
        ends_.front() = stop;
    }
    return plain;
}

/// Quotes open and close whole cells, and hold no others.
bool Block::has_plain_quotes() const {
    for (std::size_t i = 0; quotes_ && i + 1 < ends_.size(); ++i) {
        if (ends_[i][1] != '"') continue;
        const std::string_view inner(ends_[i] + 2, static_cast<std::size_t>(ends_[i + 1] - ends_[i] - 2));
        if (inner.empty() || inner.find('"') != inner.size() - 1) return false;
    }
    return true;
}

/// Whether no quote is open where it ends.
bool Block::ends_a_row() const {
    bool may_turn = true, open = false;  // as CsvReader::whole_row has it
    for (const char c : quotes_ ? text_ : std::string_view()) {
        if (c == '"' && may_turn) {
            open = !open;
        } else {
            may_turn = open || c == delimiter_ || c == '\n';
        }
    }
    return !open;
}

void Block::make_room() {
    const auto size = std::max<std::size_t>(1024, 2 * number_.size());
    number_.resize(size);
    observed_.resize(size);
    for (const std::size_t i : there_) cells_[i].resize(size);
}

bool Block::add_row() {
    const auto predicted = cell(places_.predicted);
    auto number = short_decimal(predicted);
    if (!number) number = probability_in(predicted);
    const auto observed = outcome_in(cell(places_.observed));
    if (!number || !observed) return false;
    if (rows_ == number_.size()) make_room();
    number_[rows_] = *number;
    observed_[rows_] = *observed;
    for (const std::size_t i : there_) cells_[i][rows_] = cell(*places_.cells[i]);
    ++rows_;
    return true;
}

class BlockReading {
   public:
    BlockReading(const CsvReader& csv, const EventPlaces& places, const FlatColumnSink& sink, const std::function<void(CsvReader&)>& by_rows)
        : csv_(csv), places_(places), sink_(sink), by_rows_(by_rows) {}

    void run() {
        const std::size_t threads = sink_.threads > 0 ? sink_.threads : std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i) others.emplace_back([this, i] { work(i); });
        work(0);
        others.clear();  // waits for them
        if (failure_) std::rethrow_exception(failure_);
        csv_.lines().put_back(left_);
    }

   private:
    void work(std::size_t worker) {
        Block block(csv_, places_);
        while (const auto number = take(block)) {
            bool columns = false;
            std::exception_ptr failure = block.failure;
            try {
                columns = !failure && block.split() && sink_.keep(worker, block.columns());
            } catch (...) {
                failure = std::current_exception();
            }
            std::unique_lock turn(entering_);
            turns_.wait(turn, [&] { return entered_ == *number; });
            enter(worker, block, columns, failure);
            ++entered_;
            turns_.notify_all();
        }
    }

    /// Reads a block and gives its number, from 0; nothing after the last one.
    std::optional<std::uint64_t> take(Block& block) {
        const std::lock_guard alone(reading_);
        if (ended_) return std::nullopt;
        try {
            if (block.read(csv_.lines())) return taken_++;
        } catch (...) {
            block.failure = std::current_exception();
        }
        ended_ = true;
        return block.failure ? std::optional(taken_++) : std::nullopt;
    }

    void enter(std::size_t worker, const Block& block, bool columns, std::exception_ptr failure) {
        if (failure_) return;
        try {
            if (failure) std::rethrow_exception(failure);
            if (!left_.empty() || !(columns || block.ends_a_row())) {
                left_ += block.text();
                ended_ = true;
                return;
            }
            if (columns) {
                sink_.enter(worker);
            } else {
                LineReader lines = csv_.lines().lines(block.text());
                CsvReader rows(lines, csv_);
                by_rows_(rows);
            }
            csv_.lines().count_lines(block.lines());
        } catch (...) {
            failure_ = std::current_exception();
            ended_ = true;
        }
    }

    const CsvReader& csv_;
    const EventPlaces& places_;
    const FlatColumnSink& sink_;
    const std::function<void(CsvReader&)>& by_rows_;
    std::mutex reading_;
    std::uint64_t taken_ = 0;
    std::atomic<bool> ended_ = false;
    std::mutex entering_;
    std::condition_variable turns_;
    std::uint64_t entered_ = 0;
    std::string left_;  // of what was taken, for who reads on
    std::exception_ptr failure_;
};

}  // namespace

void read_event_blocks(const CsvReader& csv, const EventPlaces& places, const FlatColumnSink& sink, const std::function<void(CsvReader&)>& by_rows) {
    BlockReading(csv, places, sink, by_rows).run();
}

}  // namespace hindsight::interchange
