"""Write what an install of sitegen consists of as a bill of materials (CycloneDX 1.5, JSON).

usage: python tools/make_sbom.py > sbom.json
"""

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

PROJECT = "news-archive-sitegen"
LICENCE_CLASSIFIER = "License :: OSI Approved :: "


def installed(name: str = PROJECT, extra: str = "captures") -> dict[str, Distribution]:
    """Return the distributions that an install with an extra pulls, by their normal names.

    A requirement that this Python and system do not need is left out. Raises PackageNotFoundError where
    `name` is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        key = normal(one)
        if key in found:
            continue
        found[key] = distribution(one)
        for requirement in found[key].requires or ():
            wanted = key == normal(name) and re.search(rf"extra == ['\"]{extra}['\"]", requirement)
            if wanted or "extra ==" not in requirement:
                needed = re.match(r"[A-Za-z0-9._-]+", requirement)
                if needed and _is_here(needed[0]):
                    waiting.append(needed[0])
    return found


def normal(name: str) -> str:
    """Return the name of a distribution in normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_here(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def licence(one: Distribution) -> str:
    """Return the licence that a distribution names, by its expression, field or classifiers."""
    named = next(iter([*_all(one, "License-Expression"), *_all(one, "License")]), "")
    classifiers = [
        line.removeprefix(LICENCE_CLASSIFIER)
        for line in _all(one, "Classifier")
        if line.startswith(LICENCE_CLASSIFIER)
    ]
    return named.strip().split("\n")[0] or ", ".join(classifiers)


def _all(one: Distribution, field: str) -> list[str]:
    return [str(value) for value in one.metadata.get_all(field) or ()]


def bill() -> dict[str, object]:
    """Return the bill of materials."""
    parts = installed()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": _component(PROJECT, parts.pop(PROJECT)) | {"type": "application"}},
        "components": [_component(name, parts[name]) for name in sorted(parts)],
    }


def _component(name: str, one: Distribution) -> dict[str, object]:
    return {
        "type": "library",
        "name": name,
        "version": one.version,
        "purl": f"pkg:pypi/{name}@{one.version}",
        "licenses": [{"license": {"name": licence(one)}}],
    }


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1)
    print()
