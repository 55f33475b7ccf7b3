# SPDX-License-Identifier: Apache-2.0
"""Results of ctest become one file, case by case."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from xml.sax.saxutils import escape

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'tools', 'collect_results')

GOOGLETEST = '''[ RUN      ] PanelTest.Fits
[       OK ] PanelTest.Fits (3 ms)
[  SKIPPED ] Cities.Decode (0 ms)
[       OK ] Looks/Languages.AreWhole/0 (5 ms)
[  FAILED  ] Looks/Languages.AreWhole/1, where GetParam() = 4-byte object (5 ms)
'''
UNITTEST = '''test_it_speaks (__main__.Orca.test_it_speaks) ... ok
test_it_waits (__main__.Orca.test_it_waits)
What it is. ... a line of its own
ok
test_it_is_there (__main__.Orca.test_it_is_there) ... skipped 'no data'
test_it_fails (__main__.Orca.test_it_fails) ... FAIL

======================================================================
FAIL: test_it_fails (__main__.Orca.test_it_fails)
'''


def junit(*tests):
    cases = ''.join(f'<testcase name="{name}" status="{status}">{"<failure/>" if status == "fail" else ""}'
                    f'{"<skipped/>" if status == "notrun" else ""}<system-out>{escape(output)}</system-out></testcase>'
                    for name, status, output in tests)
    return f'<?xml version="1.0"?><testsuite name="x">{cases}</testsuite>'


class CollectResults(unittest.TestCase):
    def collect(self, *files):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, text in enumerate(files):
                paths.append(os.path.join(folder, f'{number}.xml'))
                with open(paths[-1], 'w', encoding='utf-8') as file:
                    file.write(text)
            out = os.path.join(folder, 'out.json')
            subprocess.run([sys.executable, TOOL, out, *paths], check=True)
            with open(out, encoding='utf-8') as file:
                return json.load(file)

    def test_cases_have_their_own_results(self):
        found = self.collect(junit(('app', 'fail', GOOGLETEST), ('e2e_orca', 'fail', UNITTEST),
                                   ('e2e_gone', 'notrun', '')))['results']
        self.assertEqual(found, {
            'app': 'failed', 'app PanelTest.Fits': 'passed', 'app Cities.Decode': 'skipped',
            'app Languages.AreWhole': 'failed', 'e2e_orca': 'failed', 'e2e_orca Orca.test_it_speaks': 'passed',
            'e2e_orca Orca.test_it_waits': 'passed', 'e2e_orca Orca.test_it_is_there': 'skipped',
            'e2e_orca Orca.test_it_fails': 'failed', 'e2e_gone': 'skipped'})

    def test_the_worst_of_several_runs_holds(self):
        one = junit(('app', 'run', '[       OK ] A.B (1 ms)\n'))
        other = junit(('app', 'fail', '[  FAILED  ] A.B (1 ms)\n'))
        self.assertEqual(self.collect(one, other)['results'], {'app': 'failed', 'app A.B': 'failed'})
        self.assertEqual(self.collect(other, one)['results'], {'app': 'failed', 'app A.B': 'failed'})

    def test_what_it_was_run_with_is_named(self):
        document = self.collect(junit(('app', 'run', '')))
        self.assertIn('python3', document['tools'])
        self.assertRegex(document['made'], r'^\d{4}-\d\d-\d\dT')
        self.assertTrue(document['commit'])

    def test_an_end_without_a_result_is_a_failure(self):
        died = junit(('e2e', 'fail', 'test_it_dies (__main__.A.test_it_dies) ... '))
        self.assertEqual(self.collect(died)['results']['e2e A.test_it_dies'], 'failed')


if __name__ == '__main__':
    unittest.main(verbosity=2)
