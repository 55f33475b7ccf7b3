# SPDX-License-Identifier: Apache-2.0
"""Every city model of the sample data looks as it did when somebody looked at it.

A picture is kept as its signature: the colours of 12 by 7 fields, in tests/data/model_pictures.jsonl. After a change
that is meant, and seen: BELVEDERE_ACCEPT_GOLDEN=1, and BELVEDERE_PICTURES=FOLDER keeps the pictures for looking at.
"""
import json
import os
import shutil
import subprocess
import unittest

import program
from program import ProgramTest, SAMPLE_DATA, require_sample_data, require_tools

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'data')
SIGNATURES = os.path.join(DATA, 'model_pictures.jsonl')
PICTURES = os.environ.get('BELVEDERE_PICTURES', '')
IS_LONG = os.environ.get('BELVEDERE_LONG') == '1'
EVERY = 9  # Of the usual run: so many models are one.
FIELDS = '12x7'
# Of 255: what other builds of a software device differ by, and no more.
MEAN_MOST, FIELD_MOST = 3.0, 40


def models():
    """The files of which independent counts are kept: all models of the sample data."""
    names = []
    for counts in ('citygml_counts.jsonl', 'cityjson_counts.jsonl'):
        with open(os.path.join(DATA, counts), encoding='utf-8') as file:
            names += [json.loads(line)['file'] for line in file]
    return names


def signature(picture):
    """Red, green and blue of each field, in order."""
    done = subprocess.run(['convert', picture, '-filter', 'Box', '-resize', FIELDS + '!', '-depth', '8', 'rgb:-'],
                          capture_output=True, check=True)
    return done.stdout


def kept():
    """Signatures by model; null of a model that shows nothing."""
    with open(SIGNATURES, encoding='utf-8') as file:
        lines = [json.loads(line) for line in file]
    return {line['file']: line['fields'] and bytes.fromhex(line['fields']) for line in lines}


class ModelPictures(ProgramTest):
    def fields_of(self, name):
        """The signature of the model's picture; nothing where it has nothing to show."""
        picture = 'picture.png'
        statistics, path = self.render(os.path.join(SAMPLE_DATA, name), '--size', '320x180', '--cache', 'off',
                                       '--time', '2026-06-21T10:00:00Z', picture=picture)
        if statistics['triangles_drawn'] == 0 and statistics['tiles_loaded'] == 0:
            return None
        self.assertTrue(statistics['complete'], name)
        if PICTURES:
            shutil.copy(path, os.path.join(PICTURES, name.replace('/', '__') + '.png'))
        return signature(path)

    @unittest.skipUnless(os.environ.get('BELVEDERE_ACCEPT_GOLDEN') == '1', 'BELVEDERE_ACCEPT_GOLDEN=1 accepts')
    def test_accept(self):
        lines = []
        for name in models():
            fields = self.fields_of(name)
            lines.append(json.dumps({'file': name, 'fields': fields and fields.hex()}))
        with open(SIGNATURES, 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')

    def test_models_look_as_they_did(self):
        known = kept()
        self.assertEqual(sorted(known), sorted(models()))
        for name in models() if IS_LONG else models()[::EVERY]:
            with self.subTest(name):
                fields = self.fields_of(name)
                if known[name] is None:
                    self.assertIsNone(fields)
                    continue
                self.assertIsNotNone(fields)
                apart = [abs(a - b) for a, b in zip(fields, known[name])]
                self.assertLessEqual(sum(apart) / len(apart), MEAN_MOST)
                self.assertLessEqual(max(apart), FIELD_MOST)


if __name__ == '__main__':
    require_sample_data()
    require_tools('convert')
    program.main()
