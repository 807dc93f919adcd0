"""Make the two bundled fonts from the static Noto Sans SC files.

Run once when the fonts change, with fontTools installed:

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    python resources/fonts/build_fonts.py package

Regular keeps every character of GBK, so that rare characters in people's names print;
Bold keeps GB2312. Both keep Latin, Greek, the marks of units and arithmetic, and the box
and arrow signs that exist in the family. The licence (SIL OFL 1.1) is kept beside them.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
SOURCES = {
    "Regular": (
        "400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "gbk",
    ),
    "Bold": (
        "700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        "gb2312",
    ),
}
ALWAYS = [
    *range(0x20, 0x250),
    *range(0x370, 0x400),
    *range(0x2000, 0x2070),
    *range(0x2070, 0x20A0),
    *range(0x2100, 0x2400),
    *range(0x25A0, 0x2600),
]


def charset(encoding: str) -> list[int]:
    """Return every code point of the Basic Multilingual Plane that ``encoding`` can write."""
    points = []
    for point in range(0x10000):
        try:
            chr(point).encode(encoding)
        except UnicodeEncodeError:
            continue
        points.append(point)
    return points


def build(package: Path) -> None:
    """Subset both weights of ``package`` into this folder.

    Raises:
        SystemExit: a source file is not the one that was checked when this was written.
    """
    for weight, (name, digest, encoding) in SOURCES.items():
        source = package / name
        if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{name}: not the file this script was written for")
        options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
        font = subset.load_font(str(source), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted({*charset(encoding), *ALWAYS}))
        subsetter.subset(font)
        subset.save_font(font, str(HERE / f"NotoSansSC-{weight}.ttf"), options)
    shutil.copyfile(package / "LICENSE_FONT", HERE / "OFL.txt")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
