# SPDX-License-Identifier: Apache-2.0
# belvedere_module and its test counterpart: every folder below engine/ is one target, and a module
# can only include the modules it links, so the floors hold at link time as well as by tools/check_layers.

find_program(BELVEDERE_CCACHE ccache)
if(BELVEDERE_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${BELVEDERE_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${BELVEDERE_CCACHE}")
endif()

add_library(belvedere_options INTERFACE)
target_compile_options(belvedere_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wcast-qual
  -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi -Wformat=2 -Wundef -Werror
  # Designated initialisers leave the rest zero or defaulted on purpose; g++ would warn at each.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC bug 105651: "text" + std::string is reported as an overlapping copy at -O2 and above.
  target_compile_options(belvedere_options INTERFACE -Wno-restrict)
endif()
target_compile_definitions(belvedere_options INTERFACE
  GLM_FORCE_EXPLICIT_CTOR GLM_FORCE_XYZW_ONLY GLM_FORCE_DEPTH_ZERO_TO_ONE GLM_ENABLE_EXPERIMENTAL)
target_include_directories(belvedere_options INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")

if(BELVEDERE_SANITIZE)
  # Applied to everything, so that a container crossing a module is annotated on both sides.
  add_compile_options(-fsanitize=${BELVEDERE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${BELVEDERE_SANITIZE})
  if(BELVEDERE_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
if(BELVEDERE_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(BELVEDERE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Where tests find data. A header, so that only what includes it differs between checkouts.
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/test_paths.hpp" CONTENT [[
#pragma once
#define BELVEDERE_SAMPLE_DATA "@BELVEDERE_SAMPLE_DATA@"
#define BELVEDERE_TEST_DATA "@CMAKE_SOURCE_DIR@/tests/data"
#define BELVEDERE_MODEL_READER "@CMAKE_BINARY_DIR@/app/belvedere-models"
]] @ONLY)

# belvedere_module(NAME SOURCES file... [DEPENDS module...] [LIBRARIES target...] [PUBLIC_LIBRARIES target...])
#   DEPENDS are modules of a lower floor and are public; LIBRARIES are third-party and private.
#   BUSY: its tests compute for long, so that it is optimised under the sanitizers as well. Of the others,
#   instrumented code is compiled three times as fast when it is not optimised, and runs for seconds.
function(belvedere_module name)
  cmake_parse_arguments(arg "BUSY" "" "SOURCES;DEPENDS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
  add_library(belvedere_${name} STATIC ${arg_SOURCES})
  add_library(belvedere::${name} ALIAS belvedere_${name})
  target_link_libraries(belvedere_${name} PRIVATE belvedere_options ${arg_LIBRARIES})
  target_link_libraries(belvedere_${name} PUBLIC ${arg_PUBLIC_LIBRARIES})
  foreach(dependency ${arg_DEPENDS})
    target_link_libraries(belvedere_${name} PUBLIC belvedere_${dependency})
  endforeach()
  target_compile_options(belvedere_${name} PRIVATE ${BELVEDERE_MODULE_OPTIONS})
  if(BELVEDERE_SANITIZE AND NOT BELVEDERE_FUZZ AND NOT arg_BUSY)
    target_compile_options(belvedere_${name} PRIVATE -O0)
  endif()
  if(BELVEDERE_UNITY)
    # Headers are read once for many sources: a third of the time of a whole build. What files of
    # one module keep to themselves must then differ in name as well.
    set_target_properties(belvedere_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${BELVEDERE_UNITY})
    # There, a type of the file that a State holds stands in a file that is included.
    target_compile_options(belvedere_${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

# belvedere_unit_tests(MODULE SOURCES file... [LIBRARIES target...] [DATA])
#   One executable a module, test_<module>. Unity builds make GoogleTest affordable.
#   SHARDS n registers it n times with an n-th of its cases each, so that one long test does not hold
#   the end of a run for itself: <module>, <module>_2 ...
#   THREADLESS pattern: cases over whole cities that share nothing between threads. They tell the thread
#   sanitizer nothing at ten times their usual cost; there they are the test <module>_threadless, of the
#   long run.
#   ONE_THREAD: neither the module nor its tests have a second thread or a lock, so that the thread sanitizer has
#   nothing to look at: there, they are not built.
#   LONG: suites whose name ends in Long are the test <module>_long, of the long run.
function(belvedere_unit_tests module)
  cmake_parse_arguments(arg "LONG;ONE_THREAD" "SHARDS;THREADLESS" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  if(arg_ONE_THREAD AND BELVEDERE_SANITIZE STREQUAL "thread")
    return()
  endif()
  set(target test_${module})
  add_executable(${target} ${arg_SOURCES})
  set(batch ${BELVEDERE_UNITY})
  if(batch LESS 8)
    set(batch 8)
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${batch}
                        UNITY_BUILD_UNIQUE_ID BELVEDERE_UNITY_ID)
  target_link_libraries(${target} PRIVATE belvedere_options belvedere_${module} ${arg_LIBRARIES}
                        belvedere_test_main)
  # Tests are read by the compiler once and run for seconds: -O1 saves a quarter of that reading.
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  if(BELVEDERE_SANITIZE)
    # What is tested is compiled as the preset says; the tests themselves, where instrumenting and
    # optimising takes two thirds of the time, without optimisation.
    target_compile_options(${target} PRIVATE -O0)
  endif()
  if(NOT arg_SHARDS)
    set(arg_SHARDS 1)
  endif()
  set(filter "-*Long.*")
  if(arg_THREADLESS AND BELVEDERE_SANITIZE STREQUAL "thread")
    string(APPEND filter ":${arg_THREADLESS}")
    add_test(NAME ${module}_threadless COMMAND ${target} "--gtest_filter=${arg_THREADLESS}")
    set_tests_properties(${module}_threadless PROPERTIES LABELS long TIMEOUT 3600 SKIP_RETURN_CODE 77)
  endif()
  foreach(shard RANGE 1 ${arg_SHARDS})
    set(name ${module})
    if(shard GREATER 1)
      set(name ${module}_${shard})
    endif()
    math(EXPR index "${shard} - 1")
    add_test(NAME ${name} COMMAND ${target} "--gtest_filter=${filter}")
    # COST: where there is more than one, they are begun first.
    set_tests_properties(${name} PROPERTIES LABELS "unit;${arg_LABELS}" TIMEOUT 600 SKIP_RETURN_CODE 77
      COST ${arg_SHARDS} ENVIRONMENT "GTEST_TOTAL_SHARDS=${arg_SHARDS};GTEST_SHARD_INDEX=${index}")
    if(BELVEDERE_SANITIZE STREQUAL "thread")
      set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT
        "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/thread_sanitizer.supp")
    endif()
  endforeach()
  if(arg_LONG)
    add_test(NAME ${module}_long COMMAND ${target} --gtest_filter=*Long.*)
    set_tests_properties(${module}_long PROPERTIES LABELS long TIMEOUT 3600 SKIP_RETURN_CODE 77)
  endif()
endfunction()
