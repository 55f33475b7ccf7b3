# SPDX-License-Identifier: Apache-2.0
"""What assets/accessibility claims is whole, and each test it names is there to be run."""
import glob
import json
import os
import re
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')


def numbers(prefix, *endings):
    return [f'{prefix}.{ending}' for ending in endings]


# The table of contents of EN 301 549 V3.2.1, by hand: clauses with a requirement, without the empty ones.
WCAG_21 = ('1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 '
           '1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.3 2.4.4 2.4.6 2.4.7 2.5.1 2.5.2 2.5.3 2.5.4 '
           '3.1.1 3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4 4.1.1 4.1.2 4.1.3').split()
# Of software these are asked twice: of open and of closed functionality.
TWICE = '1.1.1 1.2.1 1.2.3 1.3.1 1.3.2 1.3.5 1.4.4 1.4.5 2.1.1 2.1.4 2.5.3 3.1.1 3.3.1 4.1.1 4.1.2 4.1.3'.split()
EXPECTED = [
    *numbers('5', '1.2.1', '1.2.2', *[f'1.3.{i}' for i in range(1, 17)], '1.4', '1.5', '1.6.1', '1.6.2', '1.7', '2', '3',
             '4', '5.1', '5.2', '6.1', '6.2', '7', '8', '9'),
    *numbers('7', '1.1', '1.2', '1.3', '1.4', '1.5', '2.1', '2.2', '2.3', '3'),
    *numbers('10', *WCAG_21, '2.4.2', '3.1.2', '5', '6'),
    *[f'11.{c}{part}' for c in WCAG_21 for part in (('.1', '.2') if c in TWICE else ('',))],
    *numbers('11', '5.1', *[f'5.2.{i}' for i in range(1, 18)], '6.1', '6.2', '7', *[f'8.{i}' for i in range(1, 6)]),
    *numbers('12', '1.1', '1.2', '2.2', '2.3', '2.4')]
# Added by WCAG 2.2 at the levels A and AA.
WCAG_22 = ['2.4.11', '2.5.7', '2.5.8', '3.2.6', '3.3.7', '3.3.8']


def asset(name):
    with open(os.path.join(ROOT, 'assets/accessibility', name), encoding='utf-8') as file:
        return json.load(file)


def sources(pattern):
    for path in glob.glob(os.path.join(ROOT, pattern), recursive=True):
        with open(path, encoding='utf-8') as file:
            yield path, file.read()


def known_tests():
    """Names of tests as ctest has them, each with the cases that its sources define."""
    known = {}
    for path, text in sources('tests/unit/**/*.cpp'):
        cases = known.setdefault(os.path.relpath(path, os.path.join(ROOT, 'tests/unit')).split(os.sep)[0], set())
        cases.update(f'{suite}.{case}' for suite, case in
                     re.findall(r'^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)', text, re.M))
    # Programs of several files that are registered by name.
    for path, text in [*sources('tests/golden/CMakeLists.txt'), *sources('tests/pixels/CMakeLists.txt')]:
        for name, program in re.findall(r'add_test\(NAME (\w+) COMMAND (\w+)', text):
            files = re.search(rf'add_executable\({program}\s([^)]*)\)', text).group(1).split()
            cases = known.setdefault(name, set())
            for file in files:
                with open(os.path.join(os.path.dirname(path), file), encoding='utf-8') as source:
                    cases.update(f'{suite}.{case}' for suite, case in
                                 re.findall(r'^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)', source.read(), re.M))
    for path, text in sources('tests/e2e/test_*.py'):
        cases = known.setdefault('e2e_' + os.path.basename(path)[len('test_'):-len('.py')], set())
        suite = ''
        for kind, name in re.findall(r'^(?:    )?(class|def) (\w+)', text, re.M):
            if kind == 'class':
                suite = name
            elif name.startswith('test_'):
                cases.add(f'{suite}.{name}')
    for _, text in sources('tests/**/CMakeLists.txt'):
        for name in re.findall(r'add_test\(NAME ([\w${}]+)', text):
            if '$' not in name:
                known.setdefault(name, set())
    return known


class AccessibilityData(unittest.TestCase):
    def setUp(self):
        self.clauses = [row for chapter in asset('clauses.json')['chapters'] for row in chapter['rows']]
        self.requirements = asset('requirements.json')['rows']
        self.protocols = {each['id'] for each in asset('protocols.json')['protocols']}

    def test_every_clause_is_there_once(self):
        ids = [row['id'] for row in self.clauses]
        self.assertEqual(sorted(ids), sorted(set(ids)), 'a clause comes twice')
        self.assertEqual([clause for clause in EXPECTED if clause not in ids], [])
        self.assertEqual([one for one in ids if one.split('.')[0] in '5 7 10 11 12'.split() and one not in EXPECTED], [])
        self.assertEqual([criterion for criterion in WCAG_22 if criterion not in ids], [])

    def test_every_need_is_there_in_order(self):
        self.assertEqual([row['id'] for row in self.requirements], [f'A{i:02}' for i in range(1, 57)])

    def test_every_row_rests_on_one_thing(self):
        for row in [*self.clauses, *self.requirements]:
            bases = [key for key in ('checks', 'not_applicable', 'gap') if key in row]
            self.assertLessEqual(len(bases), 1, row)
            self.assertTrue(bases or row.get('protocol'), row)
            self.assertTrue(all(row[key] for key in bases), row)
            self.assertIn(row.get('protocol', 'P1'), self.protocols, row)
            self.assertEqual(len(row.get('checks', [])), len(set(row.get('checks', []))), row)
            unknown = set(row) - {'id', 'title', 'clauses', 'checks', 'not_applicable', 'gap', 'protocol', 'note'}
            self.assertEqual(unknown, set(), row)

    def test_every_check_exists(self):
        known = known_tests()
        self.assertGreater(len(known), 20)
        missing = []
        for row in [*self.clauses, *self.requirements]:
            for check in row.get('checks', []):
                name, _, case = check.partition(' ')
                if name not in known or (case and case not in known[name]):
                    missing.append(f'{row["id"]}: {check}')
        self.assertEqual(missing, [])


if __name__ == '__main__':
    unittest.main(verbosity=2)
