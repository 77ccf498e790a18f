// SPDX-License-Identifier: MIT
// The columns of one table that a request is about, found by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv.hpp"
#include "hindsight/interchange/flat.hpp"
#include "where.hpp"

namespace hindsight::interchange {

class TableColumns {
   public:
    TableColumns(const CsvReader& csv, const FlatRequest& request, const std::string& file) : csv_(csv), request_(request), file_(file) {}

    /// By its name in the request's mapping, as it is, or by a name that means the same. Throws Error{missing_key} when it is
    /// mapped to a column that is not there.
    std::optional<std::size_t> find(std::string_view name) const;
    /// Throws Error{missing_key} for a name that is mapped to a column that no file can have.
    void check_mapping() const;
    /// The first of these that is there.
    std::optional<std::size_t> first_of(std::initializer_list<std::string_view> names) const;
    /// Throws Error{missing_key} that lists what there is.
    std::size_t need(std::string_view name, std::string_view hint) const;

   private:
    const CsvReader& csv_;
    const FlatRequest& request_;
    const std::string& file_;
};


/// The conditions of a request on the rows of a table, and the text of the columns that are wanted.
class RowView {
   public:
    RowView(const CsvReader& csv, const TableColumns& columns, const FlatRequest& request);

    /// What every row has for a wanted column that is not in the table; before the first row.
    void set_constant(std::string_view name, std::string value);
    /// Throws Error{missing_key} for a condition on a column that is not there.
    void check() const;
    std::vector<bool> present() const;
    const std::vector<std::optional<std::size_t>>& places() const { return places_; }
    bool wanted() const;
    /// Cells of the present row; they live as long as the row.
    const std::vector<std::string_view>& cells();

   private:
    struct Test {
        Condition condition;
        std::optional<std::size_t> column;  // none: a constant
        std::optional<std::string> constant;
    };

    const CsvReader& csv_;
    const FlatRequest& request_;
    std::vector<Test> tests_;
    std::vector<std::optional<std::size_t>> places_;
    std::vector<std::optional<std::string>> constants_;
    std::vector<std::string_view> cells_;
};

}  // namespace hindsight::interchange
