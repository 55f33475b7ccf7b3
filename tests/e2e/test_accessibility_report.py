# SPDX-License-Identifier: Apache-2.0
"""The conformance report, judged by made-up results, and as a document that everybody can read."""
import html.parser
import json
import os
import re
import tempfile
import unittest

import program

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
VOID = {'meta', 'br', 'hr', 'img', 'link', 'input'}


class Document(html.parser.HTMLParser):
    """Elements in order, each with its attributes, its path and the text in it; what is closed wrongly."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.faults = [], [], []
        self.feed(text)
        self.faults += [f'{each["tag"]} stays open' for each in self.open]

    def handle_starttag(self, tag, attrs):
        element = {'tag': tag, 'path': [each['tag'] for each in self.open], 'text': '', **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if self.open and self.open[-1]['tag'] == tag:
            self.open.pop()
        else:
            self.faults.append(f'</{tag}> closes nothing at {self.getpos()}')

    def handle_data(self, data):
        for each in self.open:
            each['text'] += data

    def all(self, *tags):
        return [each for each in self.elements if each['tag'] in tags]


def results(folder, outcomes):
    path = os.path.join(folder, 'results.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'made': '2026-06-21T12:00:00Z', 'commit': 'abc', 'tools': {'orca': '43.1-1'}, 'results': outcomes}, file)
    return path


def report(*options):
    done = program.run('accessibility-report', *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Command(program.ProgramTest):
    def rows(self, *options):
        document = json.loads(report('--json', *options))
        return {row['id']: row for row in [*document['clauses'], *document['requirements']]}

    def test_every_row_has_its_reason(self):
        rows = self.rows()
        self.assertGreater(len(rows), 200)
        for row in rows.values():
            self.assertIn(row['verdict'], ('failed', 'not run', 'not applicable', 'not testable by machine'), row)
            self.assertTrue(row['because'], row)
        self.assertEqual(rows['A56']['verdict'], 'not testable by machine')
        self.assertEqual(rows['A56']['because'], 'P1 is not done')

    def test_results_decide(self):
        checks = list(self.rows()['11.5.2.12']['checks'])
        self.assertGreater(len(checks), 1)
        passed = dict.fromkeys(checks, 'passed')
        for outcomes, verdict in ((passed, 'passed'), ({**passed, checks[1]: 'failed'}, 'failed'),
                                  ({**passed, checks[0]: 'skipped'}, 'not run')):
            path = results(self.folder, outcomes)
            self.assertEqual(self.rows('--results', path)['11.5.2.12']['verdict'], verdict)
        self.assertIn('tested 2026-06-21T12:00:00Z, commit abc', report('--results', path))

    def test_wrong_results_are_an_error(self):
        for text in ('{', '{"results": {}}'):
            with open(self.path('wrong.json'), 'w', encoding='utf-8') as file:
                file.write(text)
            done = program.run('accessibility-report', '--results', self.path('wrong.json'))
            self.assertEqual(done.returncode, 1)
            self.assertIn('wrong.json', done.stderr)
        self.assertEqual(program.run('accessibility-report', '--results', self.path('none.json')).returncode, 1)


class Html(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'report.html')
            report('--html', path, '--results', results(folder, {'check_translations': 'passed'}))
            with open(path, encoding='utf-8') as file:
                cls.text = file.read()
        cls.document = Document(cls.text)

    def test_is_well_formed(self):
        self.assertTrue(self.text.startswith('<!DOCTYPE html>'))
        self.assertEqual(self.document.faults, [])
        ids = [each['id'] for each in self.document.elements if 'id' in each]
        self.assertEqual(len(ids), len(set(ids)))

    def test_says_its_language_and_title(self):
        self.assertEqual(self.document.all('html')[0].get('lang'), 'en')
        self.assertIn('belvedere', self.document.all('title')[0]['text'])
        self.assertEqual(len(self.document.all('main')), 1)

    def test_headings_go_down_one_at_a_time(self):
        headings = self.document.all('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
        levels = [int(each['tag'][1]) for each in headings]
        self.assertEqual(levels[0], 1)
        self.assertEqual(levels.count(1), 1)
        for before, after in zip(levels, levels[1:]):
            self.assertLessEqual(after, before + 1)
        self.assertGreater(len(levels), 8)
        self.assertTrue(all(each['text'].strip() for each in headings))

    def test_tables_have_captions_and_headers(self):
        tables = self.document.all('table')
        self.assertGreaterEqual(len(tables), 8)
        captions = [each['text'] for each in self.document.all('caption')]
        self.assertEqual(len(captions), len(tables))
        self.assertEqual(len(captions), len(set(captions)), 'captions tell tables apart')
        for header in self.document.all('th'):
            self.assertIn(header.get('scope'), ('col', 'row'), header)
            self.assertTrue(header['text'].strip(), header)
            self.assertEqual(header['scope'] == 'col', 'thead' in header['path'], header)
        rows = [each for each in self.document.all('tr') if 'tbody' in each['path']]
        self.assertEqual(len(rows), sum(each['scope'] == 'row' for each in self.document.all('th')))

    def test_links_lead_somewhere_and_say_where(self):
        ids = {each['id'] for each in self.document.elements if 'id' in each}
        links = self.document.all('a')
        self.assertGreater(len(links), 5)
        for link in links:
            self.assertIn(link['href'].lstrip('#'), ids)
            self.assertEqual(link['text'].strip(), link['href'].lstrip('#'))

    def test_has_no_picture_without_a_text(self):
        for picture in self.document.all('img', 'svg', 'canvas', 'video', 'audio', 'object'):
            self.assertTrue(picture.get('alt') or picture.get('aria-label'), picture)

    def test_runs_no_script(self):
        self.assertEqual(self.document.all('script', 'iframe', 'marquee'), [])
        self.assertEqual([each for each in self.document.elements if any(key.startswith('on') for key in each)], [])

    def test_sets_no_colour_and_no_fixed_width(self):
        style = self.document.all('style')[0]['text']
        self.assertNotRegex(style, r'(?<![-\w])(color|background|outline)\s*:|#[0-9a-f]{3}|rgb\(')
        self.assertNotRegex(style, r'(?<![-\w])(width|height|font-size|line-height)\s*:\s*[\d.]+px')
        self.assertNotIn('overflow:hidden', style.replace(' ', ''))
        self.assertEqual([each for each in self.document.elements if 'style' in each], [])
        viewport = next(each for each in self.document.all('meta') if each.get('name') == 'viewport')
        self.assertNotRegex(viewport['content'], 'maximum-scale|user-scalable')


class Documentation(unittest.TestCase):
    def test_the_read_me_tells_of_every_feature(self):
        with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as file:
            text = file.read()
        flowing = re.sub(r'\s+', ' ', text)
        for words in ('screen reader', 'Orca', 'F2', 'F1', 'high contrast', '300 %', 'less motion',
                      'larger targets', 'your own keys', 'profiles', 'Ctrl+K', 'French, Spanish, Russian, Chinese and Arabic',
                      'accessibility-report'):
            self.assertTrue(words in flowing, f'the read-me does not say "{words}"')
        levels = [len(mark) for mark in re.findall(r'^(#+) ', re.sub(r'```.*?```', '', text, flags=re.S), re.M)]
        self.assertEqual(levels.count(1), 1)
        self.assertTrue(all(after <= before + 1 for before, after in zip(levels, levels[1:])))
        for alternative in re.findall(r'!\[(.*?)\]\(', text):
            self.assertTrue(alternative, 'a picture without words')


if __name__ == '__main__':
    program.main()
