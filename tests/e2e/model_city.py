# SPDX-License-Identifier: Apache-2.0
"""A city of two posts whose model is an OBJ file beside it."""
import os

OBJ = 'mtllib post.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 3\nv 0 1 3\nusemtl wood\nf 1 2 3 4\n'
MTL = 'newmtl wood\nKd 0.5 0.25 0\n'
POST = '''<cityObjectMember><frn:CityFurniture gml:id="{name}"><frn:lod3ImplicitRepresentation><ImplicitGeometry>
<transformationMatrix>1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1</transformationMatrix><libraryObject>{model}</libraryObject>
<referencePoint><gml:Point><gml:pos>{place}</gml:pos></gml:Point></referencePoint></ImplicitGeometry>
</frn:lod3ImplicitRepresentation></frn:CityFurniture></cityObjectMember>'''
CITY = '''<CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
xmlns:frn="http://www.opengis.net/citygml/cityfurniture/2.0"><gml:boundedBy><gml:Envelope srsName="EPSG:25832"
srsDimension="3"><gml:lowerCorner>457000 5428000 110</gml:lowerCorner><gml:upperCorner>457010 5428010 113</gml:upperCorner>
</gml:Envelope></gml:boundedBy>{posts}</CityModel>'''


def write(folder, model=OBJ):
    """Writes the city; the path of its file."""
    os.makedirs(folder, exist_ok=True)
    posts = ''.join(POST.format(name=name, model='post.obj', place=place)
                    for name, place in (('a', '457000 5428000 110'), ('b', '457009 5428009 110')))
    for name, text in (('post.obj', model), ('post.mtl', MTL), ('city.gml', CITY.format(posts=posts))):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text)
    return os.path.join(folder, 'city.gml')
