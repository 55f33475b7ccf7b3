# SPDX-License-Identifier: Apache-2.0
"""Messages are found in the sources, and translation files follow them."""
import os
import subprocess
import sys
import tempfile
import unittest

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'tools', 'extract_messages')
HEADER = ('msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n"Language: fr\\n"\n'
          '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n')


class Tree:
    def __init__(self, root):
        self.root = root
        os.makedirs(os.path.join(root, 'app', 'window'))
        os.makedirs(os.path.join(root, 'assets', 'translations'))

    def write(self, path, text):
        with open(os.path.join(self.root, path), 'w', encoding='utf-8') as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.root, 'assets/translations', name), encoding='utf-8') as file:
            return file.read()

    def run(self, *options):
        done = subprocess.run([sys.executable, TOOL, self.root, *options], capture_output=True, text=True,
                              check=False)
        return done.returncode, done.stdout + done.stderr


class ExtractMessages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = Tree(folder.name)

    def test_finds_messages_in_every_form(self):
        self.tree.write('app/a.cpp', 'ui::text("x", {"a.b",\n "One "\n "line"});\n'
                                     '// {"no.comment", "No"}\nm = Message{"a.quote", "Say \\"\\u00e9\\""};\n'
                                     'kFile[] = {"app.open", "app.close"};\n'
                                     't.plural({"a.n", "{n} tile", "{n} tiles"}, 3);\n')
        self.tree.write('app/window/c.cpp', 'add({"c.d", "Do it", "Does it now.", "Ctrl+D"});\n')
        self.assertEqual(self.tree.run(), (0, '5 messages, 0 languages\n'))
        pot = self.tree.read('belvedere.pot')
        for text in ('msgctxt "a.b"\nmsgid "One line"', 'msgid "Say \\"é\\""', 'msgid_plural "{n} tiles"',
                     'msgctxt "c.d"\nmsgid "Does it now."'):
            self.assertIn(text, pot)
        self.assertNotIn('comment', pot)
        self.assertNotIn('app.close', pot)

    def test_updates_and_checks(self):
        self.tree.write('app/a.cpp', 'f({"a.b", "Old {n}"}, {"a.c", "Kept"}, {"a.d", "Gone"});')
        self.tree.write('assets/translations/fr.po', HEADER +
                        'msgctxt "a.b"\nmsgid "Old {n}"\nmsgstr "Vieux {n}"\n\n'
                        'msgctxt "a.c"\nmsgid "Kept"\nmsgstr "Gardé"\n\n'
                        'msgctxt "a.d"\nmsgid "Gone"\nmsgstr "Parti"\n')
        self.tree.run()
        self.assertEqual(self.tree.run('--check'), (0, '3 messages, 1 languages\n'))
        self.tree.write('app/a.cpp', 'f({"a.b", "New {n}"}, {"a.c", "Kept"});')
        self.assertIn('not in step', self.tree.run('--check')[1])
        self.tree.run()
        french = self.tree.read('fr.po')
        self.assertIn('#, fuzzy\n#| msgid "Old {n}"\nmsgctxt "a.b"\nmsgid "New {n}"\nmsgstr "Vieux {n}"', french)
        self.assertIn('Gardé', french)
        self.assertNotIn('Parti', french)
        self.assertIn('its English has changed', self.tree.run('--check')[1])

    def test_refuses_lost_places_and_gaps(self):
        self.tree.write('app/a.cpp', 'f({"a.b", "All {n}"}, {"a.c", "Kept"});')
        self.tree.write('assets/translations/fr.po', HEADER +
                        'msgctxt "a.b"\nmsgid "All {n}"\nmsgstr "Tout"\n')
        self.tree.run()
        status, output = self.tree.run('--check')
        self.assertEqual(status, 1)
        self.assertIn('places in braces', output)
        self.assertIn('"Kept": not translated', output)


if __name__ == '__main__':
    unittest.main()
