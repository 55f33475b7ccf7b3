# SPDX-License-Identifier: Apache-2.0
# belvedere_shaders(TARGET FUNCTION name FOLDER dir SHADERS name...)
#   Compiles FOLDER/<pass>.<stage>.glsl (stage: vert, frag or comp) to SPIR-V with glslc and puts
#   it into a static library whose function belvedere::gpu::FUNCTION() lists all by name. Includes
#   are found in shaders/include and shaders/shared; a changed include recompiles what uses it.
function(belvedere_shaders target)
  cmake_parse_arguments(arg "" "FUNCTION;FOLDER" "SHADERS" ${ARGN})
  set(arrays "")
  set(entries "")
  set(outputs "")
  set(output_folder "${CMAKE_BINARY_DIR}/shaders/${target}")
  file(MAKE_DIRECTORY "${output_folder}")
  foreach(shader ${arg_SHADERS})
    string(REGEX MATCH "[^.]+$" stage "${shader}")
    set(source "${arg_FOLDER}/${shader}.glsl")
    set(output "${output_folder}/${shader}.inc")
    add_custom_command(
      OUTPUT "${output}"
      COMMAND Vulkan::glslc --target-env=vulkan1.3 -O -Werror -fshader-stage=${stage}
              -I "${CMAKE_SOURCE_DIR}/shaders/include" -I "${CMAKE_SOURCE_DIR}/shaders/shared"
              -MD -MF "${output}.d" -MT "${output}" -mfmt=num -o "${output}" "${source}"
      DEPENDS "${source}" DEPFILE "${output}.d"
      COMMENT "Compiling shader ${shader}" VERBATIM)
    list(APPEND outputs "${output}")
    string(MAKE_C_IDENTIFIER "${shader}" identifier)
    string(APPEND arrays "constexpr std::uint32_t k_${identifier}[] = {\n#include \"${output}\"\n};\n")
    string(APPEND entries "    {\"${shader}\", k_${identifier}},\n")
  endforeach()
  set(body "namespace {\n${arrays}constexpr EmbeddedShader kShaders[] = {\n${entries}};\n}  // namespace\n")
  set(result "kShaders")
  if(NOT arg_SHADERS)
    set(body "")
    set(result "{}")
  endif()
  set(generated "${output_folder}/${target}.cpp")
  file(CONFIGURE OUTPUT "${generated}" CONTENT
"#include \"engine/gpu/embedded_shaders.hpp\"
namespace belvedere::gpu {
${body}std::span<const EmbeddedShader> ${arg_FUNCTION}();
std::span<const EmbeddedShader> ${arg_FUNCTION}() { return ${result}; }
}  // namespace belvedere::gpu
" @ONLY)
  add_library(${target} STATIC "${generated}")
  set_source_files_properties("${generated}" PROPERTIES OBJECT_DEPENDS "${outputs}")
  target_link_libraries(${target} PRIVATE belvedere_options)
endfunction()
