// SPDX-License-Identifier: MIT
// Verbs: adding and listing people and sources.
#include <fmt/format.h>

#include <algorithm>

#include "hindsight/app/verbs.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

namespace {

void check(const Person& person) {
    refuse(fault_of_id(person.id));
    refuse(fault_of_texts(person.name, "name"));
}

void check(const Source& source) {
    refuse(fault_of_id(source.id));
    refuse(fault_of_texts(source.title, "title"));
}

template <class Party>
const Party* find_in(const std::vector<Party>& list, const std::string& id) {
    const auto it = std::find_if(list.begin(), list.end(), [&](const Party& party) { return party.id == id; });
    return it == list.end() ? nullptr : &*it;
}

}  // namespace

void add_person(const Session& session, const Person& person) {
    check(person);
    write(session, [&](Writer& writer) {
        if (writer.person(person.id)) {
            throw Error(ErrorCode::would_overwrite, fmt::format("there is a person \"{}\" already", person.id),
                        "hindsight person list shows everyone");
        }
        writer.append(journal::PersonAdded{{}, person});
    });
}

void add_source(const Session& session, const Source& source) {
    check(source);
    write(session, [&](Writer& writer) {
        if (writer.source(source.id)) {
            throw Error(ErrorCode::would_overwrite, fmt::format("there is a source \"{}\" already", source.id),
                        "hindsight source list shows all of them");
        }
        writer.append(journal::SourceAdded{{}, source});
    });
}

void ensure_person(const Session& session, Writer& writer, const std::string& id) {
    const auto* fresh = find_in(session.new_persons, id);
    if (!fresh || writer.person(id)) return void(need_person(writer, id));
    check(*fresh);
    writer.append(journal::PersonAdded{{}, *fresh});
}

void ensure_source(const Session& session, Writer& writer, const std::string& id) {
    const auto* fresh = find_in(session.new_sources, id);
    if (!fresh || writer.source(id)) return void(need_source(writer, id));
    check(*fresh);
    writer.append(journal::SourceAdded{{}, *fresh});
}

std::vector<Person> persons(const Session& session) {
    std::vector<Person> out;
    open_for_reading(session).read([&](Reader& reader) { out = reader.persons(); });
    return out;
}

std::vector<Source> sources(const Session& session) {
    std::vector<Source> out;
    open_for_reading(session).read([&](Reader& reader) { out = reader.sources(); });
    return out;
}

}  // namespace hindsight::app
