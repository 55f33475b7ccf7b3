# SPDX-License-Identifier: Apache-2.0
"""A real city model by keyboard alone, heard through Orca where that is installed: opened, walked from a building to its
surfaces, its level of detail switched, its import report read. What is expected comes from the file itself."""
import csv
import os
import shutil
import unittest
import xml.etree.ElementTree as ElementTree

import program
from accessible_bus import main
from journeys import Journey, Step, has_dialog, press, run, walk
from walker import Walker

FILE = 'citygml/plateau-yokosuka/yokosuka-shi/udx/bldg/52397519_bldg_6697_op.gml'
BUILDING = '{http://www.opengis.net/citygml/building/2.0}'
NAME = '{http://www.opengis.net/gml}name'
ID = '{http://www.opengis.net/gml}id'
SURFACES = ('GroundSurface', 'RoofSurface', 'WallSurface', 'OuterFloorSurface', 'OuterCeilingSurface', 'ClosureSurface')


class Model:
    """A building of the file that has a part with surfaces of its own."""

    def __init__(self, path):
        self.path = path
        for building in ElementTree.parse(path).iter(BUILDING + 'Building'):
            for part in building.iter(BUILDING + 'BuildingPart'):
                surfaces = [each for name in SURFACES for each in part.iter(BUILDING + name)]
                if surfaces:
                    self.building, self.part = building.get(ID), part.get(ID)
                    # What they are called where they have a name.
                    self.building_name = building.findtext(NAME) or self.building
                    self.part_name = part.findtext(NAME) or self.part
                    self.kinds = {each.tag[len(BUILDING):] for each in surfaces}
                    self.first = next(each for each in part.iter() if each.tag[len(BUILDING):] in SURFACES)
                    return
        raise AssertionError('no building of the file has a part with surfaces')


def shows(*parts):
    """Some text of the window has all of these words."""
    def asks(walker):
        return any(all(part in text for part in parts) for text in walker.texts())
    return asks


def selected_item(name):
    def asks(walker):
        return any(role == 'tree item' and 'selected' in states and name in text
                   for role, text, states, *_ in walker.nodes())
    return asks


class ModelJourney(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        program.require_sample_data()
        cls.model = Model(os.path.join(program.SAMPLE_DATA, FILE))
        has_orca = all(shutil.which(tool) for tool in ('orca', 'speech-dispatcher'))
        cls.walker = Walker('view', reader='after' if has_orca else None)
        cls.addClassCleanup(cls.walker.close)
        assert cls.walker.waits(lambda: cls.walker.focused() is not None, 90), 'the window is not there'

    def walk(self, name, keys_most, ends, *steps):
        walk(self, self.walker, Journey(name, steps, keys_most, ends))

    def layer(self):
        return (self.walker.project().get('layers') or [{}])[0]

    def test_1_the_file_is_opened(self):
        self.walk('a CityGML file is opened from its path', len(self.model.path) + 4,
                  lambda w: w.find('Layers', 'page tab') is not None and shows('CityGML 2.0')(w) and
                  not shows('Opening', os.path.basename(FILE))(w),
                  Step(key='ctrl+o', sees=has_dialog), Step(text=self.model.path), Step(key='Return'))

    def test_2_from_the_building_to_its_surfaces(self):
        model = self.model
        # The name of the kind as the tree says it.
        kind = model.first.tag[len(BUILDING):].removesuffix('Surface')
        self.walk('a building is looked for', len(model.building) + 80, shows('found for', model.building),
                  *run('layout.set_tab dock=left tab=search'), *run(f'search.find query={model.building}'))
        self.walk('and inspected', 40, selected_item(model.building_name), *run('search.choose index=0'))
        self.walk('its part is gone to', 4, selected_item(model.part_name),
                  *press('Escape', 'ctrl+Down', hears=(model.part_name, model.building)))
        self.walk('and a surface of that', 4, selected_item(kind), Step(key='ctrl+Down', hears=(kind, model.part)))
        self.walk('and back to the building', 4, selected_item(model.building_name), *press('ctrl+Up', 'ctrl+Up'))

    def test_3_the_level_of_detail_is_switched(self):
        self.walk('a coarser level', 2, lambda w: self.layer().get('lod') == '1', Step(key='ctrl+Page_Down', hears=('Level of detail 1',)))
        self.walk('and the finest again', 2, lambda w: self.layer().get('lod') == 'auto', Step(key='ctrl+Page_Up'))

    def test_4_the_report_is_read(self):
        saved = os.path.join(self.walker.folder, 'report.csv')
        self.walk('the import report is made', 4, shows(os.path.basename(FILE), 'errors', 'warnings'), Step(key='ctrl+i'))
        self.walk('and its first entry is read', 60, lambda w: w.focused()[0] == 'table row',
                  Step(key='F6', until='Import report'),
                  Step(key='Tab', until='Warning', role='table row', hears=('Warning',)))
        self.walk('and saved', len(saved) + 30, lambda w: os.path.exists(saved), *run(f'report.save path={saved}'))
        with open(saved, encoding='utf-8', newline='') as file:
            rows = list(csv.DictReader(file))
        on_command_line = os.path.join(self.walker.folder, 'again.csv')
        done = program.run('inspect', self.model.path, '--report', on_command_line)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(on_command_line, encoding='utf-8', newline='') as file:
            self.assertEqual(list(csv.DictReader(file)), rows)
        for row in rows:
            self.assertIn(row['kind'], ('warning', 'error', 'extension'))

    def test_5_surfaces_have_colours(self):
        self.walk('surfaces are coloured by their type', 3, lambda w: self.layer().get('feature_id_set') == 'surface',
                  *press('Escape', 'shift+t'))
        self.walk('which is taken back', 2, lambda w: self.layer().get('feature_id_set') == '', Step(key='ctrl+z'))


if __name__ == '__main__':
    program.require_tools('xdotool', 'openbox', 'Xvfb')
    main()
