# SPDX-License-Identifier: Apache-2.0
"""Every tileset document that `belvedere tile` and `belvedere generate` write is judged by the rules of 3D Tiles 1.1; the
rules themselves by the corpus of a validator, whose file names tell what is wrong in each."""
import glob
import json
import os

import program
import tileset_rules
from program import ProgramTest, SAMPLE_DATA, require_sample_data, run

CORPUS = os.path.join(SAMPLE_DATA, '3dtiles/validator-corpus/tilesets')
MODELS = ('citygml/plateau-yokosuka', 'citygml/nrw-lod2-citygml1', 'citygml/ingolstadt-lod3', 'citygml/implicit-geometry',
          'citygml/citygml4j-samples/lod2_buildings_v3.gml', 'cityjson/cjio-tests/delft.json')
# What is wrong in these is not in the document's structure: values of metadata, what contents are and whether they lead back
# to the document, and extras that are merely unusual.
BEYOND = {'extensionNotDeclared_1_0_glTF.json', 'extensionNotNecessary_1_1_glTF.json', 'extrasUnexpectedType.json',
          'tileContentBoundingVolumeWithRotationTransform.json',
          'tilesetMetadataEntityPropertyMaxWithNormalizedNotInRange.json',
          'tilesetMetadataEntityPropertyMaxWithOffsetNotInRange.json', 'tilesetMetadataEntityPropertyMinNotInRange.json',
          'tilesetMetadataEntityPropertyMinWithNormalizedNotInRange.json', 'tilesetWithCycleA.json', 'tilesetWithCycleC.json',
          'tilesetWithMultipleExternalA.json', 'tilesetWithMultipleExternalA0.json',
          # Its root says how it is refined in its metadata alone.
          'validTilesetWithTileMetadata.json'}


def text_of(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


class Tilesets(ProgramTest):
    def test_the_rules_know_right_from_wrong(self):
        judged = 0
        for path in sorted(glob.glob(os.path.join(CORPUS, '*.json'))):
            name = os.path.basename(path)
            if name in BEYOND:
                continue
            with self.subTest(name):
                faults, _ = tileset_rules.judge(text_of(path))
                is_right = name.startswith('valid') or name.endswith('Valid.json')
                self.assertEqual(faults == [], is_right, faults)
                judged += 1
        self.assertGreater(judged, 70)

    def check_documents(self, tileset):
        """The document and all that it leads to; each file it names is there."""
        waiting, seen = [tileset], set()
        while waiting:
            path = waiting.pop()
            seen.add(path)
            faults, contents = tileset_rules.judge(text_of(path))
            self.assertEqual(faults, [], path)
            document = json.loads(text_of(path))
            self.assertEqual(document['asset']['version'], '1.1')
            # No subtrees and no metadata of tiles are written: nothing is left to be judged otherwise.
            for member in ('schema', 'schemaUri', 'groups', 'metadata', 'statistics', 'implicitTiling'):
                self.assertNotIn(f'"{member}"', text_of(path))
            for uri in contents:
                other = os.path.normpath(os.path.join(os.path.dirname(path), uri))
                self.assertTrue(other.startswith(os.path.dirname(tileset)), uri)
                self.assertTrue(os.path.isfile(other), uri)
                if other.endswith('.json') and other not in seen:
                    waiting.append(other)
        return len(seen)

    def test_tiles_of_real_models(self):
        for name in MODELS:
            with self.subTest(name):
                folder = self.path(name.replace('/', '-'))
                done = run('tile', os.path.join(SAMPLE_DATA, name), '--out', folder, '--json')
                self.assertEqual(done.returncode, 0, done.stderr[-2000:])
                self.check_documents(json.loads(done.stdout)['tileset'])

    def test_tiles_of_a_generated_city(self):
        made = run('generate', '--buildings', '3000', '--out', self.path('city'), '--json')
        self.assertEqual(made.returncode, 0, made.stderr)
        model = run('generate', '--buildings', '3000', '--format', 'cityjson', '--out', self.path('model'), '--json')
        done = run('tile', json.loads(model.stdout)['tileset'], '--out', self.path('tiles'), '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.check_documents(json.loads(done.stdout)['tileset'])
        faults, _ = tileset_rules.judge(text_of(json.loads(made.stdout)['tileset']))
        self.assertEqual(faults, [])


if __name__ == '__main__':
    require_sample_data()
    program.main()
