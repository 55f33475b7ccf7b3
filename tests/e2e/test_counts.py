# SPDX-License-Identifier: Apache-2.0
"""inspect tells the true counts of real cities."""
import program
from program import ProgramTest, SAMPLE_DATA, require_sample_data, unpacked


class Counts(ProgramTest):
    def test_minato(self):
        report = self.inspect(unpacked('3dtiles/plateau-minato-ku') + '/tileset.json')
        self.assertEqual(report['tiles'], 209)
        self.assertEqual(report['buildings'], 29662)
        self.assertEqual(report['triangles'], 909134)
        missing = [e for e in report['errors'] if 'data161' in e or 'data176' in e or 'data192' in e]
        self.assertEqual(len(missing), 3, report['errors'])
        self.assertEqual(report['crs'], 'EPSG:4978')
        west, south, east, north = report['extent_wgs84']
        self.assertTrue(139.6 < west < east < 139.9 and 35.5 < south < north < 35.8, report['extent_wgs84'])
        self.assertIn('bldg:measuredHeight', [a['name'] for a in report['attributes']])

    def test_delaware(self):
        report = self.inspect(unpacked('3dtiles/delaware-lods-epsg3857') + '/tileset.json', '--crs', 'EPSG:3857')
        self.assertEqual(report['tiles'], 107)
        self.assertEqual(report['buildings'], 45064)
        self.assertEqual(report['triangles'], 882064)
        west, south, east, north = report['extent_wgs84']
        self.assertTrue(-76 < west < east < -75 and 38 < south < north < 40, report['extent_wgs84'])

    def test_delaware_is_never_silently_wrong(self):
        done = program.run('inspect', unpacked('3dtiles/delaware-lods-epsg3857') + '/tileset.json', '--json')
        self.assertIn('3857', done.stdout + done.stderr)

    def test_wageningen(self):
        report = self.inspect(SAMPLE_DATA + '/3dtiles/wageningen-implicit-7/tileset.json')
        self.assertEqual(report['triangles'], 146666)
        self.assertEqual(report['version'], '1.1')

    def test_instances(self):
        report = self.inspect(SAMPLE_DATA + '/3dtiles/i3dm-external-tilesets/super_tileset.json', '--crs', 'EPSG:3857')
        self.assertEqual(report['instances'], 51592)


if __name__ == '__main__':
    require_sample_data()
    program.main()
