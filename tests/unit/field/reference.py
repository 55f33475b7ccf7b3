#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Inverse distances and ordinary kriging a second time, to compare the program with.

    reference.py > tests/data/field/reference.txt     reference.py --check FILE

Independent of the program on purpose: decimals of 50 digits instead of doubles, covariances and the
mean by generalised least squares instead of semivariances and a Lagrange parameter (Chilès and
Delfiner, "Geostatistics", 2nd edition, section 3.4), all distances sorted instead of a grid.
Lines: "sample x y value", "place x y inverse_distance spherical variance exponential variance" and
"error method root_mean_square" of leaving one out. Metres; all numbers are exact decimals of what
the test reads back as doubles, to 15 digits.
"""
import sys
from decimal import Decimal, getcontext

getcontext().prec = 50
D = Decimal
NEAR, NEIGHBOURS = 12, 24
NUGGET, SILL, RANGE = D(2), D(9), D(420)


def samples():
    """Scattered by a linear congruence over 1,000 x 700 m; a slope, a bump and some noise."""
    state, out = 12345, []

    def unit():
        nonlocal state
        state = (state * 1103515245 + 12345) % 2147483648
        return D(state % 10000) / D(10000)

    for _ in range(40):
        x, y = unit() * 1000, unit() * 700
        value = D(20) + x / 100 + (unit() - D('0.5')) * 4
        value += D(8) / (1 + ((x - 300) ** 2 + (y - 350) ** 2) / D(20000))
        out.append((x, y, value.quantize(D('0.01'))))
    return out


def places():
    return [(D(100 * i + 37), D(90 * j - 40)) for i in range(0, 10, 2) for j in range(0, 9, 2)]


def distance(a, b):
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2).sqrt()


def nearest(known, place, count):
    return sorted(known, key=lambda sample: distance(sample, place))[:count]


def inverse_distance(known, place):
    weights = [(1 / distance(s, place) ** 2, s[2]) for s in nearest(known, place, NEAR)]
    return sum(w * v for w, v in weights) / sum(w for w, _ in weights)


def covariance(model, h):
    if h == 0:
        return NUGGET + SILL
    t = h / RANGE
    if model == 'exponential':
        return SILL * (-t).exp()
    return D(0) if t >= 1 else SILL * (1 - t * (D('1.5') - D('0.5') * t * t))


def solve(matrix, rights):
    """Gauss and Jordan; one solution for each right side."""
    size = len(matrix)
    rows = [list(matrix[i]) + [right[i] for right in rights] for i in range(size)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [number / rows[column][column] for number in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column])]
    return [[rows[i][size + k] for i in range(size)] for k in range(len(rights))]


def kriging(model, known, place):
    near = nearest(known, place, NEIGHBOURS)
    matrix = [[covariance(model, distance(a, b)) for b in near] for a in near]
    c0 = [covariance(model, distance(a, place)) for a in near]
    values = [a[2] for a in near]
    ones = [D(1)] * len(near)
    of_values, of_ones, of_c0 = solve(matrix, [values, ones, c0])
    mean = sum(of_values) / sum(of_ones)
    estimate = mean + sum(c * (v - mean * o) for c, v, o in zip(c0, of_values, of_ones))
    variance = NUGGET + SILL - sum(c * w for c, w in zip(c0, of_c0))
    variance += (1 - sum(of_c0)) ** 2 / sum(of_ones)
    return estimate, variance


def table():
    known = samples()
    number = '{:.15g}'.format
    for sample in known:
        yield ' '.join(['sample', *map(number, sample)])
    for place in places():
        row = [*place, inverse_distance(known, place)]
        for model in ('spherical', 'exponential'):
            row += kriging(model, known, place)
        yield ' '.join(['place', *map(number, row)])
    off = {'inverse_distance': [], 'spherical': []}
    for i, sample in enumerate(known):
        others = known[:i] + known[i + 1:]
        off['inverse_distance'].append(inverse_distance(others, sample) - sample[2])
        off['spherical'].append(kriging('spherical', others, sample)[0] - sample[2])
    for name, errors in off.items():
        yield f'error {name} {number((sum(e * e for e in errors) / len(errors)).sqrt())}'


def main():
    text = '\n'.join(table()) + '\n'
    if len(sys.argv) == 3 and sys.argv[1] == '--check':
        with open(sys.argv[2], encoding='utf-8') as file:
            if file.read() != text:
                sys.exit(f'{sys.argv[2]} is not what reference.py works out')
        return
    sys.stdout.write(text)


if __name__ == '__main__':
    main()
