// SPDX-License-Identifier: MIT
// Making a record: once, and what was asked for in vain is told.
#include "fixture.hpp"

using namespace hindsight;
using namespace hindsight::test;

TEST_CASE("init on a record says that it was there, and that only a new one takes an example", "[app][init]") {
    AppFixture app(false);
    const auto first = app::init(app.session, {false, true});
    CHECK(first.created);
    CHECK_FALSE(first.ignored);
    CHECK_FALSE(app::init(app.session, {}).ignored);
    const auto again = app::init(app.session, {false, true});
    CHECK_FALSE(again.created);
    CHECK(again.ignored);
    CHECK(app::init(app.session, {true, false}).ignored);
    CHECK(again.head == first.head);
}
