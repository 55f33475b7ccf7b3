# SPDX-License-Identifier: Apache-2.0
"""The checkers find what they are for and pass what is right."""
import os
import subprocess
import sys
import tempfile
import unittest

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'tools')
LICENCE = '// SPDX-License-Identifier: Apache-2.0\n'


def run(tool, files):
    """Runs a checker over a tree of the given files; returns (exit status, output)."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            target = os.path.join(root, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, 'w', encoding='utf-8') as file:
                file.write(text)
        done = subprocess.run([sys.executable, os.path.join(TOOLS, tool), root],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


class Layers(unittest.TestCase):
    def expect_problem(self, files, word):
        status, output = run('check_layers', files)
        self.assertEqual(status, 1, output)
        self.assertIn(word, output)

    def test_lower_floor_is_allowed(self):
        status, output = run('check_layers', {
            'engine/content/a.cpp': '#include "engine/geo/bounds.hpp"\n#include <vector>\n'})
        self.assertEqual(status, 0, output)

    def test_sideways_is_refused(self):
        self.expect_problem({'engine/geo/a.cpp': '#include "engine/gpu/device.hpp"\n'}, 'geo may include only')

    def test_engine_never_includes_app(self):
        self.expect_problem({'engine/render/a.cpp': '#include "app/command.hpp"\n'}, 'never includes app')

    def test_third_party_outside_home(self):
        self.expect_problem({'app/panels/a.cpp': '#include <imgui.h>\n'}, 'home')

    def test_third_party_in_header(self):
        self.expect_problem({'engine/content/a.hpp': '#include <simdjson.h>\n'}, '.cpp files only')

    def test_panels_do_not_see_the_gpu(self):
        self.expect_problem({'app/panels/a.cpp': '#include "engine/gpu/device.hpp"\n'}, 'never see')

    def test_two_way_pair(self):
        self.expect_problem({'app/ui/a.cpp': '#include "app/panels/b.hpp"\n',
                             'app/panels/b.cpp': '#include "app/ui/a.hpp"\n'}, 'include each other')


    def test_locks_where_one_thread_is_said_to_be(self):
        said = 'belvedere_unit_tests(twin SOURCES a.cpp ONE_THREAD)\n'
        self.expect_problem({'engine/twin/a.cpp': '#include <mutex>\n', 'tests/unit/twin/CMakeLists.txt': said},
                            'twin is ONE_THREAD')
        self.expect_problem({'tests/unit/twin/b.cpp': '#include "engine/core/job_pool.hpp"\n',
                             'tests/unit/twin/CMakeLists.txt': said}, 'twin is ONE_THREAD')
        status, output = run('check_layers', {
            'engine/net/a.cpp': '#include <mutex>\n', 'engine/twin/a.cpp': '#include <map>\n',
            'tests/unit/twin/CMakeLists.txt': said, 'tests/unit/net/CMakeLists.txt': '\n'})
        self.assertEqual(status, 0, output)


class Tidy(unittest.TestCase):
    def expect_problem(self, files, word):
        files.setdefault('engine/core/CMakeLists.txt', ' '.join(os.path.basename(p) for p in files))
        status, output = run('check_tidy', files)
        self.assertEqual(status, 1, output)
        self.assertIn(word, output)

    def test_tidy_tree(self):
        status, output = run('check_tidy', {
            'engine/core/a.cpp': LICENCE + 'int f() {\n    return 1;\n}\n', 'engine/core/CMakeLists.txt': 'a.cpp'})
        self.assertEqual(status, 0, output)

    def test_long_file(self):
        self.expect_problem({'engine/core/a.cpp': LICENCE + '\n' * 400}, '401 lines')

    def test_long_function(self):
        body = '    g();\n' * 71
        self.expect_problem({'engine/core/a.cpp': LICENCE + 'void f() {\n' + body + '}\n'}, 'a function of')

    def test_wide_line(self):
        self.expect_problem({'engine/core/a.cpp': LICENCE + '// ' + 'x' * 98 + '\n'}, 'columns')

    def test_missing_licence(self):
        self.expect_problem({'engine/core/a.cpp': 'int a;\n'}, 'SPDX')

    def test_banned_word(self):
        self.expect_problem({'engine/core/a.cpp': LICENCE + '// TO' + 'DO later\n'}, 'do it now')

    def test_banned_name(self):
        self.expect_problem({'engine/core/utils.cpp': LICENCE}, 'name it by what it does')

    def test_dead_file(self):
        status, output = run('check_tidy', {'engine/core/a.cpp': LICENCE, 'engine/core/CMakeLists.txt': 'b.cpp'})
        self.assertEqual(status, 1, output)
        self.assertIn('no build file names it', output)

    def test_silent_catch(self):
        self.expect_problem({'engine/core/a.cpp': LICENCE + 'void f() { try { g(); } catch (...) {} }\n'},
                            'without logging')

    def test_shader_name(self):
        self.expect_problem({'shaders/sky.glsl': LICENCE}, '<pass>.<stage>')

    def test_raw_ui(self):
        self.expect_problem({'app/panels/a.cpp': LICENCE + 'void f() { ImGui' + '::Text(""); }\n'}, 'raw ImGui')


if __name__ == '__main__':
    unittest.main()
