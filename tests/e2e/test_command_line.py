# SPDX-License-Identifier: Apache-2.0
"""Exit codes, help, messages and JSON of the command line."""
import json
import os

import program
from program import ProgramTest, environment, run


class CommandLine(ProgramTest):
    def test_help_of_every_command(self):
        listed = run('--help')
        self.assertEqual(listed.returncode, 0)
        for command in ('demo', 'view', 'render', 'inspect', 'generate', 'tile', 'export', 'compare', 'find', 'order',
                        'bench', 'accessibility-report'):
            self.assertIn(command, listed.stdout)
            done = run(command, '--help')
            self.assertEqual(done.returncode, 0, command)
            self.assertEqual(done.stderr, '', command)

    def test_wrong_usage_is_2(self):
        for arguments in (['nonsense'], ['render'], ['render', 'a.glb'], ['inspect'],
                          ['render', 'a.glb', '--out', 'x.png', '--size', '0x0'],
                          ['render', 'a.glb', '--out', 'x.png', '--camera', '1,2'],
                          ['render', 'a.glb', '--out', 'x.png', '--camera', '9e9,9e9,100,0,-45',
                           '--camera-crs', 'EPSG:32654'],
                          ['render', 'a.glb', '--out', 'x.png', '--memory', '5']):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertNotEqual(done.stderr, '', arguments)
            self.assertEqual(done.stdout, '', arguments)

    def test_missing_source_is_1_with_a_sentence(self):
        for command in (['inspect'], ['render', '--out', self.path('x.png')]):
            done = run(command[0], self.path('none.json'), *command[1:])
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn('none.json', done.stderr)

    def test_no_device_is_1_with_a_sentence(self):
        done = run('demo', '--out', self.path('x.png'), '--device', 'No Such Device')
        self.assertEqual(done.returncode, 1)
        self.assertIn('No Such Device', done.stderr)
        done = run('demo', '--out', self.path('x.png'), env=environment(VK_ICD_FILENAMES='/none.json', VK_DRIVER_FILES='/none.json'))
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_no_display_is_1_with_a_sentence(self):
        done = run('view')
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn('display', done.stderr)

    def test_generate_is_deterministic(self):
        reports = []
        for folder in ('a', 'b'):
            done = run('generate', '--buildings', '100', '--seed', '7', '--out', self.path(folder), '--json')
            self.assertEqual(done.returncode, 0, done.stderr)
            reports.append(json.loads(done.stdout))
        self.assertGreaterEqual(reports[0]['buildings'], 90)
        names = sorted(os.path.relpath(os.path.join(f, n), self.path('a'))
                       for f, _, ns in os.walk(self.path('a')) for n in ns)
        self.assertGreater(len(names), 1)
        for name in names:
            with open(self.path('a/' + name), 'rb') as one, open(self.path('b/' + name), 'rb') as other:
                self.assertEqual(one.read(), other.read(), name)


if __name__ == '__main__':
    program.main()
