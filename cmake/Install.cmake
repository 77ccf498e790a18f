# What `cmake --install` puts where, and the package that find_package(hindsight) finds.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/hindsight)

install(TARGETS hindsight_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# The engine has no dependencies but threads, so it has an export set of its own: whoever wants only it needs nothing else.
install(TARGETS hindsight_scoring EXPORT hindsightScoring
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS hindsight_hindsight EXPORT hindsightTracker
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

foreach(set Scoring Tracker)
  install(EXPORT hindsight${set} NAMESPACE hindsight:: FILE hindsight${set}.cmake DESTINATION ${package_dir})
endforeach()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/hindsightConfig.cmake.in ${PROJECT_BINARY_DIR}/hindsightConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/hindsightConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hindsightConfig.cmake ${PROJECT_BINARY_DIR}/hindsightConfigVersion.cmake DESTINATION ${package_dir})
