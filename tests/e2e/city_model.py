# SPDX-License-Identifier: Apache-2.0
"""A city as its own files say it, read without the program: what tests expect comes from here.

Reads a 3D Tiles 1.1 tileset with explicit tiles whose contents are plain binary glTF with
EXT_structural_metadata and EXT_mesh_features, which is what `belvedere generate` writes: no
compression, one property table a tile, features by a vertex attribute.
"""
import json
import math
import os
import struct

SIZES = {'SCALAR': 1, 'VEC2': 2, 'VEC3': 3, 'VEC4': 4}
LETTERS = {5120: 'b', 5121: 'B', 5122: 'h', 5123: 'H', 5125: 'I', 5126: 'f'}
COLUMNS = {'INT8': 'b', 'UINT8': 'B', 'INT16': 'h', 'UINT16': 'H', 'INT32': 'i', 'UINT32': 'I', 'FLOAT32': 'f',
           'FLOAT64': 'd'}
SEMI_MAJOR_M, FLATTENING = 6378137.0, 1.0 / 298.257223563


class Glb:
    def __init__(self, path):
        with open(path, 'rb') as file:
            data = file.read()
        length = struct.unpack_from('<I', data, 12)[0]
        self.json = json.loads(data[20:20 + length])
        self.binary = data[28 + length:]

    def view(self, index):
        view = self.json['bufferViews'][index]
        start = view.get('byteOffset', 0)
        return self.binary[start:start + view['byteLength']]

    def accessor(self, index):
        """Rows of an accessor, in order."""
        one = self.json['accessors'][index]
        view = self.json['bufferViews'][one['bufferView']]
        width, letter = SIZES[one['type']], LETTERS[one['componentType']]
        step = view.get('byteStride', width * struct.calcsize(letter))
        start = view.get('byteOffset', 0) + one.get('byteOffset', 0)
        row = struct.Struct(f'<{width}{letter}')
        return [row.unpack_from(self.binary, start + i * step) for i in range(one['count'])]

    def rows(self):
        """The property table, a dictionary a row."""
        extension = self.json.get('extensions', {}).get('EXT_structural_metadata')
        if extension is None:
            return []
        table = extension['propertyTables'][0]
        properties = extension['schema']['classes'][table['class']]['properties']
        columns = {name: self.column(properties[name], where, table['count'], extension['schema'].get('enums', {}))
                   for name, where in table['properties'].items()}
        return [{name: values[i] for name, values in columns.items()} for i in range(table['count'])]

    def column(self, definition, where, count, enums):
        data = self.view(where['values'])
        if definition['type'] == 'STRING':
            offsets = struct.unpack_from(f'<{count + 1}{COLUMNS[where.get("stringOffsetType", "UINT32")]}',
                                         self.view(where['stringOffsets']))
            return [data[a:b].decode() for a, b in zip(offsets, offsets[1:])]
        if definition['type'] == 'ENUM':
            enum = enums[definition['enumType']]
            names = {each['value']: each['name'] for each in enum['values']}
            return [names[v] for v in struct.unpack_from(f'<{count}{COLUMNS[enum["valueType"]]}', data)]
        return list(struct.unpack_from(f'<{count}{COLUMNS[definition["componentType"]]}', data))

    def boxes(self):
        """By row: least and greatest x, y, z of its vertices, z up, in the tile's own metres."""
        found = {}
        nodes = self.json['nodes']
        parents = {child: i for i, node in enumerate(nodes) for child in node.get('children', [])}
        for index, node in enumerate(nodes):
            if 'mesh' not in node:
                continue
            moved, up = [0.0, 0.0, 0.0], index
            while up is not None:
                assert not {'rotation', 'scale', 'matrix'} & set(nodes[up]), 'only translations are read'
                moved = [a + b for a, b in zip(moved, nodes[up].get('translation', (0, 0, 0)))]
                up = parents.get(up)
            for primitive in self.json['meshes'][node['mesh']]['primitives']:
                if '_FEATURE_ID_0' not in primitive['attributes']:
                    continue
                ids = self.accessor(primitive['attributes']['_FEATURE_ID_0'])
                for (row,), (x, y, z) in zip(ids, self.accessor(primitive['attributes']['POSITION'])):
                    at = (x + moved[0], -(z + moved[2]), y + moved[1])
                    low, high = found.setdefault(int(row), (list(at), list(at)))
                    for axis in range(3):
                        low[axis], high[axis] = min(low[axis], at[axis]), max(high[axis], at[axis])
        return found


def to_ecef(longitude_deg, latitude_deg, height_m):
    lon, lat = math.radians(longitude_deg), math.radians(latitude_deg)
    square = FLATTENING * (2.0 - FLATTENING)
    normal = SEMI_MAJOR_M / math.sqrt(1.0 - square * math.sin(lat) ** 2)
    return ((normal + height_m) * math.cos(lat) * math.cos(lon), (normal + height_m) * math.cos(lat) * math.sin(lon),
            (normal * (1.0 - square) + height_m) * math.sin(lat))


class Eye:
    """A camera as --camera has it, and what it makes of points of the Earth."""

    def __init__(self, camera, fov_y_deg=60.0, aspect=1280.0 / 720.0):
        lon, lat, height, self.heading_deg, self.pitch_deg = [float(x) for x in camera.split(',')]
        self.longitude_deg, self.latitude_deg, self.height_m = lon, lat, height
        self.place = to_ecef(lon, lat, height)
        self.slope, self.aspect = math.tan(math.radians(fov_y_deg) / 2.0), aspect
        a, b = math.radians(lon), math.radians(lat)
        self.axes = ((-math.sin(a), math.cos(a), 0.0),
                     (-math.sin(b) * math.cos(a), -math.sin(b) * math.sin(a), math.cos(b)),
                     (math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b)))

    def local(self, point):
        """East, north, up of the eye, metres."""
        away = [p - e for p, e in zip(point, self.place)]
        return tuple(sum(a * b for a, b in zip(axis, away)) for axis in self.axes)

    def bearing_deg(self, point):
        east, north, _ = self.local(point)
        return math.degrees(math.atan2(east, north)) % 360.0

    def sees(self, point, more=1.0):
        """Whether a point is in the picture; `more` than 1 asks a larger one."""
        east, north, up = self.local(point)
        turn, tilt = math.radians(self.heading_deg), math.radians(self.pitch_deg)
        ahead = east * math.sin(turn) + north * math.cos(turn)
        right = east * math.cos(turn) - north * math.sin(turn)
        depth = ahead * math.cos(tilt) + up * math.sin(tilt)
        high = up * math.cos(tilt) - ahead * math.sin(tilt)
        room = depth * self.slope * more
        return depth > 0.0 and abs(high) <= room and abs(right) <= room * self.aspect


class City:
    """buildings: by id, the columns of the table and `low`, `high` (metres in the root's frame)."""

    def __init__(self, tileset):
        with open(tileset, encoding='utf-8') as file:
            root = json.load(file)['root']
        self.transform = root['transform']
        self.buildings = {}
        self.walk(root, os.path.dirname(tileset))
        self.streets = {each['street'] for each in self.buildings.values()}

    def walk(self, tile, folder):
        assert 'implicitTiling' not in tile
        # The finest tiles last: what they say of a building holds.
        if 'content' in tile:
            glb = Glb(os.path.join(folder, tile['content']['uri']))
            rows, boxes = glb.rows(), glb.boxes()
            for row, (low, high) in boxes.items():
                self.buildings[rows[row]['id']] = {**rows[row], 'low': low, 'high': high}
        for child in tile.get('children', []):
            assert 'transform' not in child
            self.walk(child, folder)

    def world(self, point):
        t = self.transform
        return tuple(t[axis] * point[0] + t[4 + axis] * point[1] + t[8 + axis] * point[2] + t[12 + axis]
                     for axis in range(3))

    def middle(self, building):
        return self.world([(a + b) / 2.0 for a, b in zip(building['low'], building['high'])])

    def local(self, point):
        """A point of the Earth in the root's frame, whose axes are at right angles."""
        t = self.transform
        away = [p - t[12 + axis] for axis, p in enumerate(point)]
        return tuple(sum(t[4 * column + axis] * away[axis] for axis in range(3)) for column in range(3))

    def distance_m(self, eye, building):
        """From the eye to the nearest point of the building's box."""
        at = self.local(eye.place)
        return math.sqrt(sum(max(low - x, 0.0, x - high) ** 2
                             for x, low, high in zip(at, building['low'], building['high'])))

    @staticmethod
    def name(building):
        return f'{building["street"]} {building["house_number"]}'
