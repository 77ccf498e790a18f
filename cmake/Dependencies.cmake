# Every third-party library under one name, hindsight_dep::<library>: the system's package, else - with
# HINDSIGHT_FETCH_DEPS - a pinned source release. What each is for: docs/dependencies.md.

option(HINDSIGHT_FETCH_DEPS "Fetch what the system lacks (needs a network)" OFF)
include(FetchContent)
find_package(PkgConfig QUIET)
set(hindsight_missing)

# hindsight_dependency(NAME PACKAGE p [VERSION v] [CONFIG] | MODULE m VERSION v, TARGET t, DEBIAN d,
#                      [URL u SHA256 h [FETCHED_TARGET t] [OPTIONS o=v ...] [UNPACK_ONLY]]):
#   PACKAGE, MODULE  what find_package or pkg-config knows it by; VERSION is the oldest that will do
#   TARGET           what that defines; FETCHED_TARGET what the sources define, where it differs
#   OPTIONS          set while the sources' CMakeLists.txt is read; UNPACK_ONLY: it is not read
# Without a URL the library must be installed. What is not there is gathered in hindsight_missing.
function(hindsight_dependency name)
  cmake_parse_arguments(ARG "CONFIG;UNPACK_ONLY"
    "PACKAGE;MODULE;VERSION;TARGET;FETCHED_TARGET;DEBIAN;URL;SHA256" "OPTIONS" ${ARGN})
  if(TARGET ${ARG_TARGET})
    # A project around this one has it already.
  elseif(ARG_MODULE)
    if(PKG_CONFIG_FOUND)
      pkg_check_modules(${ARG_MODULE} QUIET IMPORTED_TARGET GLOBAL "${ARG_MODULE}>=${ARG_VERSION}")
    endif()
  else()
    set(mode)
    if(ARG_CONFIG)
      set(mode CONFIG)
    endif()
    find_package(${ARG_PACKAGE} ${ARG_VERSION} QUIET GLOBAL ${mode})
    # Catch2 adds the folder of its Catch.cmake.
    set(CMAKE_MODULE_PATH ${CMAKE_MODULE_PATH} PARENT_SCOPE)
  endif()

  if(TARGET ${ARG_TARGET})
    add_library(hindsight_dep::${name} ALIAS ${ARG_TARGET})
  elseif(HINDSIGHT_FETCH_DEPS AND ARG_URL)
    hindsight_fetch(${name} ${ARG_URL} ${ARG_SHA256} ${ARG_UNPACK_ONLY} ${ARG_OPTIONS})
    if(NOT ARG_FETCHED_TARGET)
      set(ARG_FETCHED_TARGET ${ARG_TARGET})
    endif()
    # Imported, not an alias: install(EXPORT) refuses a target that is in no export set.
    add_library(hindsight_dep::${name} INTERFACE IMPORTED GLOBAL)
    target_link_libraries(hindsight_dep::${name} INTERFACE ${ARG_FETCHED_TARGET})
  else()
    list(APPEND hindsight_missing "${name} (Debian: ${ARG_DEBIAN})")
    set(hindsight_missing ${hindsight_missing} PARENT_SCOPE)
  endif()
endfunction()

# hindsight_fetch(NAME url sha256 unpack_only [o=v ...]): unpacks a release and adds its targets, unless only unpacking is wanted.
function(hindsight_fetch name url sha256 unpack_only)
  # Given a SOURCE_SUBDIR that does not exist FetchContent only unpacks; the add_subdirectory below then leaves the
  # library's own install rules out, which FetchContent can do from CMake 3.28 on.
  FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${sha256} DOWNLOAD_EXTRACT_TIMESTAMP OFF SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(${name})
  if(unpack_only)
    return()
  endif()
  set(CMAKE_POLICY_DEFAULT_CMP0077 NEW) # option() keeps what is set here
  set(CMAKE_POLICY_VERSION_MINIMUM 3.5) # some ask for less, which CMake 4 refuses
  set(CMAKE_VERIFY_INTERFACE_HEADER_SETS OFF)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  set(BUILD_SHARED_LIBS OFF)
  set(BUILD_TESTING OFF)
  foreach(option ${ARGN})
    string(REPLACE "=" ";" option ${option})
    set(${option})
  endforeach()
  add_subdirectory(${${name}_SOURCE_DIR} ${${name}_BINARY_DIR} EXCLUDE_FROM_ALL SYSTEM)
endfunction()

hindsight_dependency(fmt PACKAGE fmt VERSION 9 TARGET fmt::fmt DEBIAN libfmt-dev
  URL https://github.com/fmtlib/fmt/archive/9.1.0.tar.gz
  SHA256 5dea48d1fcddc3ec571ce2058e13910a0d4a6bab4cc09a809d8b1dd1c88ae6f2
  OPTIONS FMT_DOC=OFF FMT_TEST=OFF)

hindsight_dependency(json PACKAGE nlohmann_json VERSION 3.11 TARGET nlohmann_json::nlohmann_json DEBIAN nlohmann-json3-dev
  URL https://github.com/nlohmann/json/archive/v3.11.2.tar.gz
  SHA256 d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273
  OPTIONS JSON_BuildTests=OFF)

# No CMake build of its own: from the system only.
hindsight_dependency(sodium MODULE libsodium VERSION 1.0.18 TARGET PkgConfig::libsodium DEBIAN libsodium-dev)

hindsight_dependency(utf8proc MODULE libutf8proc VERSION 2.6 TARGET PkgConfig::libutf8proc FETCHED_TARGET utf8proc
  DEBIAN libutf8proc-dev
  URL https://github.com/JuliaStrings/utf8proc/archive/v2.8.0.tar.gz
  SHA256 a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc)

hindsight_dependency(toml PACKAGE tomlplusplus VERSION 3.3 TARGET tomlplusplus::tomlplusplus FETCHED_TARGET hindsight_toml
  DEBIAN libtomlplusplus-dev
  URL https://github.com/marzer/tomlplusplus/archive/v3.3.0.tar.gz
  SHA256 fc1a5eb410f3c67e90e5ad1264a1386d020067cfb01b633cc8c0441789aa6cf2
  UNPACK_ONLY)
# Its CMake build offers the headers only, and those abort on a malformed key: compile it, as the packages do.
FetchContent_GetProperties(toml)
if(toml_POPULATED)
  file(CONFIGURE OUTPUT ${toml_BINARY_DIR}/toml.cpp CONTENT "#define TOML_IMPLEMENTATION\n#include <toml++/toml.h>\n")
  add_library(hindsight_toml STATIC ${toml_BINARY_DIR}/toml.cpp)
  target_include_directories(hindsight_toml SYSTEM PUBLIC ${toml_SOURCE_DIR}/include)
  target_compile_definitions(hindsight_toml PUBLIC TOML_HEADER_ONLY=0 PRIVATE NDEBUG)
  set_target_properties(hindsight_toml PROPERTIES POSITION_INDEPENDENT_CODE ON)
endif()

# Fetched, it takes the system's SQLite if there is one, else the one it carries.
find_package(SQLite3 QUIET GLOBAL)
set(internal_sqlite ON)
if(SQLite3_FOUND)
  set(internal_sqlite OFF)
endif()
hindsight_dependency(sqlitecpp PACKAGE SQLiteCpp VERSION 3 TARGET SQLiteCpp DEBIAN libsqlitecpp-dev
  URL https://github.com/SRombauts/SQLiteCpp/archive/3.2.1.tar.gz
  SHA256 70c67d5680c47460f82a7abf8e6b0329bf2fb10795a982a6d8abc06adb42d693
  OPTIONS SQLITECPP_INTERNAL_SQLITE=${internal_sqlite} SQLITECPP_RUN_CPPLINT=OFF SQLITECPP_RUN_CPPCHECK=OFF)

hindsight_dependency(pugixml PACKAGE pugixml VERSION 1.12 TARGET pugixml::pugixml DEBIAN libpugixml-dev
  URL https://github.com/zeux/pugixml/releases/download/v1.13/pugixml-1.13.tar.gz
  SHA256 40c0b3914ec131485640fa57e55bf1136446026b41db91c1bef678186a12abbe)

# No release tarball was tried: from the system only.
hindsight_dependency(yaml PACKAGE yaml-cpp VERSION 0.7 TARGET yaml-cpp DEBIAN libyaml-cpp-dev)

hindsight_dependency(zlib PACKAGE ZLIB VERSION 1.2 TARGET ZLIB::ZLIB DEBIAN zlib1g-dev)

# By pkg-config: its CMake files name programs that are in another package. Without a URL, because fetched it would bring
# more libraries of its own.
hindsight_dependency(zip MODULE libzip VERSION 1.7 TARGET PkgConfig::libzip DEBIAN libzip-dev)

# Without a URL: it must know where the system keeps its time zones, and the packages do.
hindsight_dependency(date_tz PACKAGE date VERSION 3 CONFIG TARGET date::date-tz DEBIAN libhowardhinnant-date-dev)

# A hundred megabytes to fetch for a few headers: from the system only. CONFIG: newer CMakes have no FindBoost.
hindsight_dependency(boost_math PACKAGE Boost VERSION 1.74 CONFIG TARGET Boost::headers DEBIAN libboost1.74-dev)

hindsight_dependency(cli11 PACKAGE CLI11 VERSION 2.1 TARGET CLI11::CLI11 DEBIAN libcli11-dev
  URL https://github.com/CLIUtils/CLI11/archive/v2.1.2.tar.gz
  SHA256 26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb
  OPTIONS CLI11_BUILD_TESTS=OFF CLI11_BUILD_EXAMPLES=OFF CLI11_BUILD_DOCS=OFF)

if(HINDSIGHT_TESTS)
  hindsight_dependency(catch2 PACKAGE Catch2 TARGET Catch2::Catch2WithMain DEBIAN catch2
    URL https://github.com/catchorg/Catch2/archive/v2.13.10.tar.gz
    SHA256 d54a712b7b1d7708bc7a819a8e6e47b2fde9536f487b89ccbca295072a7d9943
    OPTIONS CATCH_BUILD_STATIC_LIBRARY=ON)
  FetchContent_GetProperties(catch2)
  if(catch2_POPULATED)
    list(APPEND CMAKE_MODULE_PATH ${catch2_SOURCE_DIR}/contrib)
  endif()

  hindsight_dependency(rapidcheck PACKAGE rapidcheck TARGET rapidcheck DEBIAN librapidcheck-dev
    URL https://github.com/emil-e/rapidcheck/archive/1c91f40e64d87869250cfb610376c629307bf77d.zip
    SHA256 21dc5ed99390bc62e10f45698aff2704cf994c27cb388b0296db741bf128d803)
endif()

if(HINDSIGHT_BENCH)
  hindsight_dependency(benchmark PACKAGE benchmark VERSION 1.7 TARGET benchmark::benchmark DEBIAN libbenchmark-dev
    URL https://github.com/google/benchmark/archive/refs/tags/v1.7.1.tar.gz
    SHA256 6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7
    OPTIONS BENCHMARK_ENABLE_TESTING=OFF BENCHMARK_ENABLE_WERROR=OFF)
endif()

if(hindsight_missing)
  list(JOIN hindsight_missing "\n  " hindsight_missing)
  message(FATAL_ERROR "Missing:\n  ${hindsight_missing}\n"
    "On Debian: scripts/packages.sh build, and test or bench for what these need. "
    "Elsewhere install them, or set HINDSIGHT_FETCH_DEPS=ON, which fetches all but sodium, yaml, zip, date_tz and boost_math.")
endif()
